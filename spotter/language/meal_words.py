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
TOPPINGS: dict[str, float] = {stem(word): grams for word, grams in _DATA["toppings"].items()}
