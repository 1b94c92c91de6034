"""What a thing to remember is about, from `data/memory_words.json`; and what is never remembered."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

from spotter.language.calendar_words import level
from spotter.language.elisions import elide
from spotter.language.normalise import normalise

_SAME = 4  # letters at the start of a word that make it the same: "prefers" is "prefer"
_EVERYTHING = re.compile(
    r"(?:everything|all|all of it|it all|me|all (?:you know|my facts|facts)|everything (?:you know|about me|i told you)\b.*"
    r"|all (?:you|that you) know\b.*|tout|tout ce que\b.*|ce que tu sais (?:de|sur) moi)"
)


def plain(text: str) -> str:
    """The words alone: lower case, no accents, no marks."""
    return " ".join(re.findall(r"[a-z0-9']+", level(text)))


def kind_of(said: str) -> str:
    """What a fact is about, by its plain words; "other" where nothing tells."""
    return next((kind for kind, words in _kinds().items() if words.search(said)), "other")


def claims_rights(said: str) -> bool:
    """Whether plain words claim a role or give orders to the machine, which no memory may hold."""
    return bool(_roles().search(said))


def means_everything(text: str) -> bool:
    """Whether "forget ..." means all that is remembered."""
    return bool(_EVERYTHING.fullmatch(plain(text)))


def is_said(text: str, said: str) -> bool:
    """Whether every word of weight in `text` stands in what was said, in this form or another of the same word."""
    known = {word[:_SAME] for word in plain(elide(normalise(said))).replace("'", " ").split()}
    return all(word[:_SAME] in known for word in plain(elide(normalise(text))).replace("'", " ").split() if len(word) > 3 or word.isdigit())


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    data: dict[str, dict[str, list[str]]] = json.loads((files("spotter.language") / "data" / "memory_words.json").read_text("utf-8"))
    return data


@cache
def _kinds() -> dict[str, re.Pattern[str]]:
    return {kind: _any(words) for kind, words in _data()["kinds"].items()}


@cache
def _roles() -> re.Pattern[str]:
    return _any(list(_data()["roles"]))


def _any(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b")
