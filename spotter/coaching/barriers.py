"""What keeps people from training, and which change of the plan answers it: problem solving (technique 1.2 of Michie 2013)."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

Barrier = Literal[
    "time", "energy", "sleep", "soreness", "confidence", "access", "boredom", "travel", "social", "weather", "weekday", "drive"
]
Way = Literal["shorter", "lighter", "at_home", "another_exercise", "another_day", "small_plan", "reminder"]

HOLDS_FOR = timedelta(weeks=4)  # heuristic: what gets in the way now is asked for anew after a month
SHORTEST_MIN = 20  # two main lifts with their warm-up; an untrained hour is longer than a trained twenty minutes
_SHORTER_SHARE, _ROUNDED_TO_MIN = 0.5, 5

SMALL_PLAN_DAYS, SMALL_PLAN_MIN = 2, 30  # strength on two days a week is what adults are advised to do at least (WHO 2020)

# The first that the person's plan allows; a small plan is for those who have none.
WAYS: dict[Barrier, tuple[Way, ...]] = {
    "time": ("shorter", "small_plan"),
    "energy": ("lighter", "small_plan"),
    "sleep": ("lighter", "small_plan"),
    "soreness": ("lighter",),
    "confidence": ("at_home", "small_plan"),
    "access": ("at_home", "small_plan"),
    "boredom": ("another_exercise", "small_plan"),
    "travel": ("at_home", "small_plan"),
    "social": ("reminder",),
    "weather": ("at_home", "small_plan"),
    "weekday": ("another_day", "small_plan"),
    "drive": ("shorter", "small_plan"),
}
FOR_A_WEEK: frozenset[Barrier] = frozenset({"time", "energy", "sleep", "travel"})  # else the next workout alone is changed


def shorter_minutes(minutes: int) -> int | None:
    """Half of a workout's minutes, in steps of five, at least twenty; None where it is no longer than that."""
    half = max(SHORTEST_MIN, round(minutes * _SHORTER_SHARE / _ROUNDED_TO_MIN) * _ROUNDED_TO_MIN)
    return half if half < minutes else None
