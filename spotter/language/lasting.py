"""Lasting things that people say of themselves in passing: "btw I hate burpees", "I work nights", "mon mariage est le 6 juin".

Only a whole plain statement in the first person counts: no question, no denial, nobody else, nothing of today. What a person says of their
equipment, days and level is their profile's (`profile.py`), and pain is the injury log's.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

from spotter.language.calendar_words import level
from spotter.language.splitter import Piece, split_clauses
from spotter.language.understanding import Call, Parse, Reading
from spotter.language.validity import validity_of

_LONGEST = 160
_MOST = 4
_DENIES = re.compile(r"\b(?:not|never|no longer|without|\w+n't|dont|doesnt|wont|cant|cannot|ne|n'\w+|pas|plus|jamais|aucune?)\b")
_SAID_AGAIN = re.compile(r"(?:^|,\s*)(?:no|nope|non|nan|actually|correction|en fait|wait|attends|rather)\b[,:]?\s+(?P<rest>.+)$")


def parse_lasting(text: str, reading: Reading) -> Parse | None:
    """One `remember` per statement where the whole text is lasting statements; a correction ("..., not mornings") is `correct_fact`."""
    flat = level(text).strip(" .!\n")
    if "?" in flat or len(flat) > _LONGEST:
        return None
    corrected = _correction(text, flat, reading)
    if corrected is not None:
        return corrected
    kept = _statement(text, reading)
    if kept is not None:
        return Parse((_remember(kept),))
    pieces = [text[piece.start : piece.end] for piece in split_clauses(text, Piece(0, len(text)))]
    each = [_statement(piece, reading) for piece in pieces] if 1 < len(pieces) <= _MOST else []
    whole = [one for one in each if one]
    return Parse(tuple(_remember(one) for one in whole)) if whole and len(whole) == len(each) else None


def may_be_passed_over(rest_of_sentence: str) -> bool:
    """Whether a lasting statement may be taken out of a sentence: not where the rest asks or counts, of the same thing perhaps."""
    return not any(char.isdigit() or char == "?" for char in rest_of_sentence)


def _remember(said: str) -> Call:
    return Call("remember", None, said, 0.9, {"text": said})


def _statement(text: str, reading: Reading) -> str | None:
    """The statement without its preamble, in the person's own words; None where the text is anything else."""
    said = text.strip(" .!,;\n")
    lead = _patterns()["lead"].match(level(said))
    said = said[lead.end() :] if lead else said
    flat = " ".join(level(said).replace("’", "'").split())
    if _patterns()["passing"].search(flat) or _denies(flat):
        return None
    if _patterns()["always"].fullmatch(flat):
        return said
    if _patterns()["dated"].fullmatch(flat):
        held = validity_of(flat, reading)
        return said if held.ends or held.starts else None
    return None


def _denies(flat: str) -> bool:
    return bool(_DENIES.search(_patterns()["no_denial"].sub(" ", flat)))


def _correction(text: str, flat: str, reading: Reading) -> Parse | None:
    """ "No, I train in the evening, not in the morning": what holds, and the words of what does not any more."""
    found = _patterns()["instead"].search(flat)
    if found is None:
        return None
    at = level(text).find(flat)
    head = text[at : at + found.start()]
    again = _SAID_AGAIN.search(level(head))
    new = head[again.start("rest") :] if again else head
    old = text[at + found.start("old") : at + found.end("old")]
    flat_new = " ".join(level(new).split()).strip(" ,")
    said = _statement(new, reading) or (new if _patterns()["changed"].fullmatch(flat_new) else None)
    if said is None or _patterns()["passing"].search(level(old)) or any(char.isdigit() for char in old):
        return None
    said = said.strip(" ,.")
    return Parse((Call("correct_fact", None, text.strip(), 0.9, {"old": old.strip(" ,."), "new": said}),))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The expressions of `data/lasting_words.json`: lists are alternatives, `<name>` is another entry."""
    raw: dict[str, list[str]] = json.loads((files("spotter.language") / "data" / "lasting_words.json").read_text("utf-8"))
    sources: dict[str, str] = {}
    for name, alternatives in raw.items():
        joined = "|".join(alternatives)
        for known, source in sources.items():
            joined = joined.replace(f"<{known}>", f"(?:{source})")
        sources[name] = joined
    return {name: re.compile(source) for name, source in sources.items()}
