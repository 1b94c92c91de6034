"""What may be worth a message: one pure function a rule, in a flat list."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from spotter.nudges.rules import (
    comeback,
    deload,
    goal_reached,
    health_trend,
    meal_log,
    plateau,
    pr_possible,
    streak_at_risk,
    weekly_review,
    weigh_in,
    welcome,
    workout_due,
    workout_missed,
)
from spotter.nudges.situation import Noticed, Situation

Rule = Callable[[Situation], Noticed | None]

_MODULES = (
    workout_missed,
    comeback,
    streak_at_risk,
    goal_reached,
    weekly_review,
    workout_due,
    health_trend,
    pr_possible,
    deload,
    welcome,
    plateau,
    meal_log,
    weigh_in,
)
RULES: Mapping[str, Rule] = {module.KIND: module.notice for module in _MODULES}
# What a message says already, or what would speak against it beside it.
COVERED: Mapping[str, frozenset[str]] = {
    "workout_missed": frozenset({"workout_due"}),
    "comeback": frozenset({"workout_missed", "workout_due", "plateau"}),
    "pr_possible": frozenset({"workout_due"}),
    "streak_at_risk": frozenset({"workout_due"}),
    "deload": frozenset({"pr_possible", "plateau"}),
    "health_trend": frozenset({"pr_possible"}),
}
