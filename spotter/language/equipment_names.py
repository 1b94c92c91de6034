"""What people call their equipment, in English and French, and the catalogue's word for it."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from spotter.catalogue.exercise_words import plain_words, singular
from spotter.language.understanding import Locale

_ARTICLES = frozenset({"a", "an", "the", "some", "my", "un", "une", "des", "de", "du", "la", "le", "les", "mes", "mon", "ma", "pair", "of"})


@cache
def _names() -> dict[str, dict[str, list[str]]]:
    text = (files("spotter.language") / "data" / "equipment_names.json").read_text(encoding="utf-8")
    names: dict[str, dict[str, list[str]]] = json.loads(text)
    return names


@cache
def _keys() -> dict[str, str]:
    spelled = {_plain(key): key for key in _names()}
    for key, by_locale in _names().items():
        for words in by_locale.values():
            for word in words:
                spelled.setdefault(_plain(word), key)
    return spelled


def _plain(text: str) -> str:
    return " ".join(singular(word) for word in plain_words(text.replace("_", " ")) if word not in _ARTICLES)


def equipment_key(text: str) -> str | None:
    """The catalogue's word for what somebody calls it: "adjustable dumbbells" is `dumbbell`; None where nobody knows it."""
    return _keys().get(_plain(text))


def equipment_name(key: str, locale: Locale) -> str:
    """How a piece of equipment is called: `pullup_bar` is "a pull-up bar"."""
    return _names()[key][locale][0] if key in _names() else key.replace("_", " ")
