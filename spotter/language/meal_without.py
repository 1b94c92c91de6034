"""Foods eaten without a part of them: "burger without the bun", "café sans sucre", "wrap, no mayo"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spotter.catalogue.food import Food
from spotter.catalogue.food_search import resolve_food
from spotter.catalogue.food_words import stem, take_apart
from spotter.catalogue.foods import foods
from spotter.coaching.nutrition import FIGURES
from spotter.language.meal_words import COMPOSITES
from spotter.language.understanding import Locale

if TYPE_CHECKING:
    from spotter.language.meal_item import Item

_LEFT_OUT = re.compile(
    r"(?:,|\s)\s*(?:but |and |et |mais )?(?:with no|without(?: any)?|w/o|sans|hold the|minus|no|pas de|leaving out|left out) "
    r"(?:the |any |my |le |la |les |l'|de )?(?P<part>(?!gluten|lactose|alcool|alcohol|bones?\b|os\b|more\b|idea\b|less\b)[a-z' -]+?)"
    r"(?=\s*(?:[,;.+()]|\b(?:and|with|et|avec|but|mais|plus|then|puis|for|pour|at|today|please|stp)\b|$))"
)
_MARK = re.compile(r" <([a-z' -]+)>")
_MOST_WORDS = 3
_MOST_OF_DISH = 0.6
# Bread around a filling: the words of the dish, the food that carries it and how many of its portion.
_CARRIERS: tuple[tuple[frozenset[str], str, str, float], ...] = (
    (frozenset({"burger", "hamburger", "cheeseburger"}), "bun_hamburger", "piece", 1.0),
    (frozenset({"sandwich", "blt"}), "bread_white", "slice", 2.0),
    (frozenset({"wrap", "burrito"}), "tortilla_flour", "piece", 1.0),
)
_CARRIER_WORDS = frozenset({"bun", "bread", "roll", "tortilla", "wrap", "pain", "galette"})
_ADDED_BY_HAND = frozenset(map(stem, ("sugar", "sucre", "salt", "sel", "milk", "lait", "ice", "glacon", "sweetener", "pepper", "poivre")))
_ENGLISH = {"fromage": "cheese"}


def mark_left_out(text: str) -> str:
    """The text with what is left out in angle brackets behind its food: "burger <bun>"."""
    return _LEFT_OUT.sub(lambda match: f" <{match['part']}>" if len(match["part"].split()) <= _MOST_WORDS else "", text)


def leaves_out(text: str) -> bool:
    """Whether the text says that something was left out of a food."""
    return bool(_LEFT_OUT.search(text))


def left_out(text: str) -> tuple[str, tuple[str, ...]]:
    """A piece of a meal without those marks, and what they name."""
    return _MARK.sub(" ", text), tuple(match[1].strip() for match in _MARK.finditer(text))


def leave_out(item: Item, parts: tuple[str, ...], locale: Locale) -> None:
    """Take the parts off the food: another food where its name has the part, less bread; else `item.without` names the part.

    What is added by hand ("coffee, no sugar") is not in the figures of the food, and neither is what stands beside a plain food.
    """
    for part in parts:
        if _renamed(item, part, locale) or _without_bread(item, part):
            continue
        words = set(take_apart(part).words)
        if set(take_apart(item.name).words) & COMPOSITES and not words & _ADDED_BY_HAND:
            item.without = (*item.without, part)


def _renamed(item: Item, part: str, locale: Locale) -> bool:
    """A hamburger for a cheeseburger without cheese, a ham sandwich for one with ham and cheese."""
    for word in (part, stem(part), _ENGLISH.get(part, part)):
        if word not in item.name or word == item.name:
            continue
        rest = re.sub(r"^(?:and|et|with|avec|au|aux) | (?:and|et|with|avec|au|aux|&)(?= |$)", " ", item.name.replace(word, " "))
        found = resolve_food(" ".join(rest.split()), locale=locale) if rest.strip() else None
        if found is not None and found.score >= 0.95 and found.food is not item.food:
            share = _portions(item)
            item.food, item.name = found.food, " ".join(rest.split())
            item.grams = share * found.food.portions.get(found.food.default_portion, 100.0)
            return True
    return False


def _without_bread(item: Item, part: str) -> bool:
    words = set(take_apart(item.name).words)
    carrier = next((row for row in _CARRIERS if row[0] & words), None)
    if carrier is None or item.food is None or item.grams is None or not set(take_apart(part).words) & _CARRIER_WORDS:
        return False
    bread = foods()[carrier[1]]
    grams = min(item.grams, bread.portions[carrier[2]] * carrier[3] * _portions(item))
    if _of(bread, "kcal", grams) > _MOST_OF_DISH * _of(item.food, "kcal", item.grams):
        return True  # a patty by itself, as it stands in the table
    for name in FIGURES:
        item.figures.setdefault(name, max(0.0, _of(item.food, name, item.grams) - _of(bread, name, grams)))
    item.grams -= grams
    return True


def _portions(item: Item) -> float:
    """How many usual portions of its food the item is."""
    usual = item.food.portions.get(item.food.default_portion, 100.0) if item.food else 100.0
    return (item.grams or usual) / usual


def _of(food: Food, name: str, grams: float) -> float:
    return float(getattr(food, name)) * grams / 100.0
