"""The catalogues by meaning: what an exercise is like, and what a food's name comes close to. The embedder is that of the index."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np

from spotter.catalogue.exercise import Exercise
from spotter.catalogue.exercises import exercises
from spotter.catalogue.food import Food
from spotter.catalogue.foods import foods
from spotter.memory.embedding import Floats, embed, embed_features

LEAST = 0.25  # below, a row is not near
_PATTERN, _MAIN, _HELPER, _JOINT = 3.0, 1.5, 0.5, 0.5


def exercises_like(own: Exercise, limit: int, *, without: frozenset[str], using: frozenset[str]) -> list[Exercise]:
    """Exercises that move and load alike, the nearest first, with none of some equipment and, where there are any, some of other."""
    nearness = _movements() @ embed_features([_movement_of(own)])[0]
    ranked = sorted(zip(exercises().values(), nearness.tolist(), strict=True), key=lambda one: (-round(one[1], 3), one[0].rank))
    fit = [row for row, near in ranked if row.key != own.key and near >= LEAST and not without & set(row.equipment)]
    with_it = [row for row in fit if using & set(row.equipment)]
    return (with_it or fit)[:limit]


def foods_near(text: str, limit: int) -> list[Food]:
    """The foods whose names in either language come nearest to a text."""
    named, rows = _foods()
    nearness = rows @ embed([text])[0]
    order = [named[int(place)] for place in np.argsort(-nearness, kind="stable")[: 3 * limit] if nearness[place] >= LEAST]
    return list({food.key: food for food in order}.values())[:limit]


def _movement_of(row: Exercise) -> Mapping[str, float]:
    """What an exercise does, not what it is called or done with."""
    muscles = {f"muscle:{muscle}": _MAIN if share >= 1.0 else _HELPER for muscle, share in row.muscles.items()}
    return {f"pattern:{row.pattern}": _PATTERN, f"measure:{row.measure}": 1.0, **muscles, **{f"joint:{one}": _JOINT for one in row.joints}}


@cache
def _movements() -> Floats:
    return embed_features([_movement_of(row) for row in exercises().values()])


@cache
def _foods() -> tuple[tuple[Food, ...], Floats]:
    """Each food under its name in each language."""
    named = [(food, name) for food in foods().values() for name in food.name.values()]
    return tuple(food for food, _ in named), embed([name for _, name in named])
