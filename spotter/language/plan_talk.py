"""What people say of their plan in any order of words: see it, a day of it, done as planned, paused until, ended, the load that is due.

The rows stand in `data/plan_talk.json` and are read as those of `subjects.py`. Slips of the keyboard are forgiven.
"""

from __future__ import annotations

import re
from functools import cache

from spotter.language.pain import parse_pain
from spotter.language.plan_adjustments import parse_adjustment
from spotter.language.plan_changes import parse_plan_wish
from spotter.language.respelling import respelt
from spotter.language.simple_text import simplify
from spotter.language.subjects import subject_of, vocabulary_of
from spotter.language.understanding import Call, Parse, Reading

_TABLE = "plan_talk"
_AFTER_A_DAY = re.compile(
    r"\b(?P<day>today|tonight|tomorrow|aujourd[’']?hui|ce soir|demain)\b[\s,;.:-]*"
    r"(?:(?:because|cause|since|as|cos|car|parce que|vu que|puisque)\b\s*)?(?=\w)",
    re.IGNORECASE,
)


def parse_plan_talk(text: str, reading: Reading) -> Parse | None:
    """The calls that the whole clause is, where it talks of the plan; None for anything else."""
    call = _subject(text, reading)
    if call is None:
        return parse_plan_wish(text, reading) or _left_out_for_pain(text, reading)
    if call.args.get("away"):
        return Parse((Call("remember", None, text.strip(), call.confidence, {"text": text.strip()}), call))
    return Parse((call,))


def _left_out_for_pain(text: str, reading: Reading) -> Parse | None:
    """ "No squats today my knee hurts 4/10": the pain first, so that the rest of the workout minds it."""
    for cut in _AFTER_A_DAY.finditer(text) if reading.has_plan else ():
        told = text[: cut.end("day")], text[cut.end() :]
        left_out = parse_adjustment(told[0], reading)
        pain = parse_pain(told[1], reading) if left_out is not None else None
        if left_out is not None and pain is not None:
            return Parse((*pain.calls, *left_out.calls), question=pain.question)
    return None


def _subject(text: str, reading: Reading) -> Call | None:
    simple = simplify(text)
    found = subject_of(simple, simple.words, reading, _TABLE)
    if found is not None:
        return found
    words = respelt(simple.words, _vocabulary())
    return None if words == simple.words else subject_of(simple, words, reading, _TABLE)


@cache
def _vocabulary() -> frozenset[str]:
    return vocabulary_of(_TABLE)
