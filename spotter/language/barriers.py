"""What people say keeps them from training: "work is crazy", "i keep skipping mondays", "j'ose pas aller à la salle".

Told of oneself and in plain words, with nothing beside it that asks for something else; a call for help behind it is part of it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast, get_args

from spotter.coaching.barriers import Barrier
from spotter.language.calendar_words import WEEKDAYS, alternatives, level
from spotter.language.understanding import Call, Parse, Reading
from spotter.language.whose import is_told_of_another

_LONGEST = 200
_SURE = 0.9
_OF_OTHERS = ("time", "sleep", "social")  # the children take the time, the baby wakes them, friends laugh


@dataclass(frozen=True, slots=True)
class Told:
    """A barrier as it was told; `weekday` (0 = Monday) where a day of the week is what is hard."""

    barrier: Barrier
    weekday: int | None = None


def parse_barrier(text: str, _reading: Reading) -> Parse | None:
    """The call that keeps a barrier, and with a call for help behind it the one that looks for a way; None for anything else."""
    flat = level(text)
    if len(flat) > _LONGEST:
        return None
    asked = _table()["asked"].search(flat)
    said = text[: asked.start()] if asked else text
    told = find_barrier(said)
    if told is None or _table()["other"].search(level(said)) or _table()["denied"].search(level(said)):
        return None
    args: dict[str, Any] = {"barrier": told.barrier, "text": " ".join(said.split()).strip(" ,.;:!-")}
    where = {} if told.weekday is None else {"weekday": told.weekday}
    noted = Call("note_barrier", "motivation", text.strip(), _SURE, args | where | ({"asked": True} if asked else {}))
    if asked is None:
        return Parse((noted,))
    return Parse((noted, Call("suggest_way", "motivation", text.strip(), _SURE, {"barrier": told.barrier} | where)))


def find_barrier(text: str) -> Told | None:
    """The first thing that the text says is in the way of the person who writes it."""
    flat = level(text)
    found = [(match.start(), name, match) for name in get_args(Barrier) if (match := _table()[name].search(flat))]
    for start, name, match in sorted(found, key=lambda one: (one[1] != "weekday", one[0])):
        if name in _OF_OTHERS or not is_told_of_another(flat[:start], match[0]):
            return Told(cast("Barrier", name), _weekday(match) if name == "weekday" else None)
    return None


def barrier_names() -> dict[str, tuple[str, ...]]:
    """What people call a barrier in a word or two, in both languages."""
    return {name.removeprefix("called_"): tuple(words) for name, words in _words().items() if name.startswith("called_")}


def _weekday(match: re.Match[str]) -> int:
    return next(WEEKDAYS[day] for name, day in match.groupdict().items() if name.startswith("day") and day)


@cache
def _table() -> dict[str, re.Pattern[str]]:
    """The expressions of `data/barriers.json`; lists are alternatives, `{weekday}` is any day's name."""
    days = alternatives(WEEKDAYS)
    sources = {name: words for name, words in _words().items() if not name.startswith("called_")}
    joined = {name: "|".join(_numbered(place, one) for place, one in enumerate(each)) for name, each in sources.items()}
    return {name: re.compile(source.replace("{weekday}", days)) for name, source in joined.items()}


@cache
def _words() -> dict[str, list[str]]:
    raw: dict[str, list[str]] = json.loads((files("spotter.language") / "data" / "barriers.json").read_text("utf-8"))
    return raw


def _numbered(place: int, source: str) -> str:
    return source.replace("?P<day>", f"?P<day{place}>")
