"""What people call muscles and what they train with, found in a question such as "chest exercises with dumbbells"."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from spotter.catalogue.exercise_words import plain_words
from spotter.language.equipment_names import equipment_key
from spotter.language.understanding import Locale

LONGEST = 3
_GROUPS = {
    "back": ("lats", "upper_back", "traps", "lower_back"),
    "delts": ("front_delts", "side_delts", "rear_delts"),
    "legs": ("quads", "hamstrings", "glutes", "calves"),
    "arms": ("biceps", "triceps", "forearms"),
}


@cache
def _names() -> dict[str, dict[str, list[str]]]:
    text = (files("spotter.language") / "data" / "muscle_names.json").read_text(encoding="utf-8")
    names: dict[str, dict[str, list[str]]] = json.loads(text)
    return names


@cache
def _keys() -> dict[str, str]:
    return {" ".join(plain_words(word)): key for key, said in _names().items() for words in said.values() for word in words}


def muscle_name(key: str, locale: Locale) -> str:
    """How a muscle of the catalogue is called."""
    return _names()[key][locale][0] if key in _names() else key.replace("_", " ")


def muscles_in(text: str) -> frozenset[str]:
    """The catalogue's muscles that the text names: "legs" are four of them."""
    found = _found(text, _keys().get)
    return frozenset(muscle for key in found for muscle in _GROUPS.get(key, (key,)))


def equipment_in(text: str) -> frozenset[str]:
    """The equipment that the text names."""
    return frozenset(_found(text, equipment_key))


def _found(text: str, key_of: Callable[[str], str | None]) -> list[str]:
    words, found, place = plain_words(text), list[str](), 0
    while place < len(words):
        for length in range(min(LONGEST, len(words) - place), 0, -1):
            key = key_of(" ".join(words[place : place + length]))
            if key is not None:
                found.append(key)
                place += length - 1
                break
        place += 1
    return found
