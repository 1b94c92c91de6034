"""How long a search and a screening take: exercise names with one slip of the finger, food names, and a message of 300 letters."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Sequence

from spotter.catalogue.exercise_search import search_exercises
from spotter.catalogue.exercises import exercises
from spotter.catalogue.food_search import search_foods
from spotter.catalogue.foods import foods
from spotter.language.red_flags import screen

TEXT = "bench 3x5 80kg felt heavy, then rows 4x8 and my legs are still sore from monday. slept 6 hours, ate two eggs and toast. "


def with_a_slip(word: str, dice: random.Random) -> str:
    """The word with two neighbouring letters swapped."""
    place = dice.randrange(len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _report(name: str, work: Callable[[str], object], texts: Sequence[str]) -> str:
    work(texts[0])
    took = []
    for text in texts:
        began = time.perf_counter()
        work(text)
        took.append((time.perf_counter() - began) * 1000)
    return f"{name}: mean {statistics.mean(took):.2f} ms, p95 {statistics.quantiles(took, n=20)[-1]:.2f} ms, n={len(took)}"


def rows() -> list[str]:
    """One line per measure."""
    dice = random.Random(7)
    aliases = sorted({alias for one in exercises().values() for alias in one.aliases["en"] if len(alias) > 3})
    names = sum(len(one.aliases["en"]) + len(one.aliases["fr"]) + 2 for one in exercises().values())
    slips = [with_a_slip(alias, dice) for alias in dice.sample(aliases, 300)]
    dishes = [food.name["en"] for food in dice.sample(sorted(foods().values(), key=lambda food: food.key), 300)]
    return [
        _report(f"exercise search over {names} names, one slip each", search_exercises, slips),
        _report(f"food search over {len(foods())} foods", search_foods, dishes),
        _report("red flags, 300 letters", screen, [(TEXT * 3)[:300]] * 200),
    ]
