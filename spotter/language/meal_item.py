"""A food of a meal as it was told, and the list it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field

from spotter.catalogue.food import Food
from spotter.language.meal_amounts import Amount
from spotter.language.understanding import Locale


@dataclass(slots=True)
class Item:
    """A food of the meal with its amount. `food` is None where only the person's own figures are known."""

    name: str
    food: Food | None
    amount: Amount
    grams: float | None
    score: float
    figures: dict[str, float] = field(default_factory=dict)
    sure: bool = True  # the words name this food, descriptors aside
    dish: bool = False  # stands on or in the dish before it
    open: bool = False  # its own "with ..." has begun, so that more may follow
    weighed: bool = False
    without: tuple[str, ...] = ()  # left out by the person, and perhaps still in the figures


@dataclass(slots=True)
class Reading:
    """What the list came to: foods, words no food was found for, and text that is not about food."""

    items: list[Item]
    unknown: list[str]
    leftover: list[str]
    locale: Locale


def figure_of(item: Item, name: str) -> float:
    """The figure (kcal, protein_g ...) of the item: stated by the person, else from the table."""
    if name in item.figures:
        return item.figures[name]
    if item.food is None or item.grams is None:
        return 0.0
    return float(getattr(item.food, name)) * item.grams / 100.0
