"""Meals told by their figures alone: "lunch: 600 kcal", "ate about 500 calories", "déjeuner de 700 kcal, 40 g de protéines"."""

from __future__ import annotations

import re

from spotter.language.meal_cuts import read_figures
from spotter.language.meal_frame import MEAL_NAMES
from spotter.language.remainder import word_set

_EATEN = re.compile(
    r"\b(?:had|ate|eaten|consumed|logged|log|add|track|record|mange|pris|avale|consomme|note|ajoute|"
    r"fait (?=un (?:repas|(?:petit[- ])?dejeuner|diner)))\b"
)
_NAME = re.compile(rf"\b(?:{MEAL_NAMES}|meal|repas)\b")
_WHOLE_DAY = re.compile(r"\b(?:today|yesterday|aujourd'hui|hier(?! (?:soir|matin|midi))|day|jour(?:nee)?)\b")
_BESIDE = word_set("meal_total")
_WORD = re.compile(r"[a-z0-9%]+")


def stated_meal(flat: str) -> dict[str, float] | None:
    """The figures of a meal of which nothing else is told; None where foods, a wish or a whole day are meant.

    `flat` is in plain lower case with numbers as digits. A figure before the meal's name without a word for eating
    ("a 600 kcal dinner") is rather a wish.
    """
    figures, rest = read_figures(flat)
    if "kcal" not in figures or "kcal" in read_figures(rest)[0]:
        return None
    name = _NAME.search(flat)
    eaten = _EATEN.search(flat)
    at = re.search(r"\d", flat)
    is_label = name is not None and at is not None and name.start() < at.start()
    if not (is_label or eaten) or (name is None and _WHOLE_DAY.search(flat)):
        return None
    return figures if all(word in _BESIDE for word in _WORD.findall(_NAME.sub(" ", rest))) else None
