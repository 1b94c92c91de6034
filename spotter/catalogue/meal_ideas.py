"""Ideas for meals, read once from `data/meals.json`; their figures are those of their foods."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from spotter.catalogue.foods import food

FILE = Path(__file__).parent / "data" / "meals.json"
GROUPS_FILE = Path(__file__).parent / "data" / "food_groups.json"


@dataclass(frozen=True, slots=True)
class MealIdea:
    """A meal of catalogue foods in grams. `kind` is breakfast, main or snack; `around` names the workout times it suits.

    The first food is what the meal is built on.
    """

    key: str
    name: dict[str, str]
    kind: str
    around: tuple[str, ...]
    foods: dict[str, float]

    def figure(self, name: str) -> float:
        """kcal or grams of the whole meal; `name` as in `Food`: kcal, protein_g, carbs_g, fat_g, fiber_g."""
        return sum(float(getattr(food(key), name)) * grams / 100 for key, grams in self.foods.items())


@lru_cache(maxsize=1)
def food_groups() -> dict[str, frozenset[str]]:
    """The foods of the ideas that some people leave out, by group: meat, fish, dairy, gluten, nuts ..."""
    return {group: frozenset(keys) for group, keys in json.loads(GROUPS_FILE.read_text(encoding="utf-8")).items()}


@lru_cache(maxsize=1)
def meal_ideas() -> tuple[MealIdea, ...]:
    """Every idea in the file's order."""
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    return tuple(MealIdea(**{**row, "around": tuple(row["around"])}) for row in rows)
