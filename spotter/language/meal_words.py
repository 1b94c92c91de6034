"""The words of meals: units, sizes, decoration, what goes on top of what; from `data/meal_words.json`."""

from __future__ import annotations

import json
from pathlib import Path

from spotter.catalogue.food_words import stem

_DATA = json.loads((Path(__file__).parent / "data" / "meal_words.json").read_text(encoding="utf-8"))
UNITS: dict[str, str] = {word: unit for unit, words in _DATA["units"].items() for word in words}
GRAMS: dict[str, float] = _DATA["grams"]
MILLILITRES: dict[str, float] = _DATA["millilitres"]
FALLBACK: dict[str, float] = _DATA["fallback"]
ALIKE: dict[str, list[str]] = _DATA["alike"]
SIZES: dict[str, float] = _DATA["sizes"]
SIZE_NAMES: dict[str, str] = _DATA["size_names"]
DECOR = frozenset(_DATA["decor"].split())
COMPOSITES = frozenset(_DATA["composites"].split())
FILLED = frozenset(_DATA["filled"].split())
PLATED = frozenset(_DATA["plated"].split())
ROW_HEADS = frozenset(_DATA["row_heads"].split())
BESIDE = frozenset(_DATA["beside"].split())
BUILT = frozenset(_DATA["built"].split())
SIDES = frozenset(_DATA["sides"].split())
MADE_OF: dict[str, frozenset[str]] = {dish: frozenset(parts.split()) for dish, parts in _DATA["made_of"].items()}
TOPPINGS: dict[str, float] = {stem(word): grams for word, grams in _DATA["toppings"].items()} | _DATA["toppings"]
COMPANY: tuple[tuple[str, frozenset[str], str], ...] = tuple((name, frozenset(words.split()), key) for name, words, key in _DATA["company"])
