"""Wishes for a meal that state its kcal or protein: "give me a 600 kcal dinner", "un repas à 500 kcal ?"."""

from __future__ import annotations

import re
from typing import Any

from spotter.language.calendar_words import level
from spotter.language.meal_cuts import read_figures
from spotter.language.meal_frame import MEALS
from spotter.language.remainder import word_set
from spotter.language.understanding import Call, Parse, Reading

_WISH = re.compile(
    r"\b(?:give|make|suggest|recommend|find|fix|cook|prepare|propose|get|show|need|want|like|"
    r"looking for|have you got|any|ideas?|what|whats|"
    r"fais|donne|trouve|concocte|cuisine|mets|veux|voudrais|cherche|besoin|aimerais|quoi|que|qu|quel|idees?)\b"
)
_MEAL = re.compile(r"\b(?:meals?|food|foods|eat|cook|recipes?|repas|manger|plat|recette|recettes)\b")
_PROTEIN = re.compile(
    r"\b(?:high|rich in|lots of|full of|riche en|plein de|plus de)[ -]proteine?s?\b|\bprotein[ -]rich\b|\bproteine?e?s?\b"
)
_BESIDE = word_set("meal_wish")
_WORD = re.compile(r"[a-z0-9]+")
_NAMES = re.compile("|".join(rf"\b(?P<{meal}>{words})\b" for meal, words in MEALS))
_SMALLEST, _LARGEST = 100, 1200


def parse_meal_request(text: str, _reading: Reading) -> Parse | None:
    """A call for meal ideas, where the kcal of the meal are stated and nothing else is said."""
    if len(text) > 120 or "cal" not in text.lower():
        return None
    flat = level(text)
    figures, rest = read_figures(flat)
    kcal = figures.get("kcal", 0)
    if not _SMALLEST <= kcal <= _LARGEST or not _WISH.search(rest):
        return None
    meal = _NAMES.search(rest)
    if not (meal or _MEAL.search(rest)):
        return None
    left = _PROTEIN.sub(" ", _NAMES.sub(" ", rest))
    if not all(word in _BESIDE for word in _WORD.findall(left)):
        return None
    args: dict[str, Any] = {"situation": "general", "kcal": round(kcal)}
    if meal:
        args["meal"] = meal.lastgroup
    if _PROTEIN.search(rest):
        args["focus"] = "protein"
    return Parse((Call("suggest_meal", "nutrition", text.strip(), 0.9, args),))
