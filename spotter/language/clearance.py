"""What lifts a stop: "my doctor cleared me", "je peux reprendre, le médecin est d'accord"; and keeping an account after all.

"Ignore that", "it was a joke" and "I'm fine" alone lift nothing: only somebody's clearance is taken, and it is asked about again.
The phrases stand in `data/clearance_words.json`; `<who>` and `<allows>` are lists of their own.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spotter.language.calendar_words import level
from spotter.language.understanding import Call, Parse, Reading

_LONGEST = 160
_BEFORE = r"(?:(?:please|ok|no|actually|stop|wait|non|stp|attends),? )*"
_AFTER = r"(?: (?:please|stp|s'il te plait|finalement|after all))*"


@dataclass(frozen=True, slots=True)
class _Phrases:
    """`denied` takes a clearance back: a question, a negation, a condition, a time to come."""

    cleared: re.Pattern[str]
    denied: re.Pattern[str]
    keep: re.Pattern[str]


def parse_clearance(text: str, reading: Reading) -> Parse | None:  # noqa: ARG001 - the signature of every grammar
    """A clearance to train again, or staying after all; None for everything else, also for "ignore that"."""
    flat = level(text).replace("’", "'").strip(" .!")
    if not flat or len(flat) > _LONGEST:
        return None
    phrases = _phrases()
    if phrases.keep.fullmatch(flat):
        return Parse((Call("keep_account", None, text.strip(), 0.95, {}),))
    if phrases.cleared.search(flat) and not phrases.denied.search(flat):
        return Parse((Call("clear_hold", None, text.strip(), 0.9, {}),))
    return None


@cache
def _phrases() -> _Phrases:
    words: dict[str, list[str]] = json.loads((files("spotter.language") / "data" / "clearance_words.json").read_text("utf-8"))
    cleared = _either(words["cleared"]).replace("<who>", _either(words["who"])).replace("<allows>", _either(words["allows"]))
    denied = rf"\?|\b{_either(words['denied'])}\b"
    return _Phrases(re.compile(cleared), re.compile(denied), re.compile(_BEFORE + _either(words["keep"]) + _AFTER))


def _either(words: list[str]) -> str:
    return f"(?:{'|'.join(words)})"
