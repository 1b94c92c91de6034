"""The grammars of single clauses, in the order in which they are tried, and those of logs, which take what commands leave."""

from __future__ import annotations

from collections.abc import Callable

from spotter.language.clearance import parse_clearance
from spotter.language.corrections import parse_correction
from spotter.language.food_corrections import parse_food_correction
from spotter.language.goals import parse_goal
from spotter.language.lasting import parse_lasting
from spotter.language.likes import parse_likeness
from spotter.language.meal_requests import parse_meal_request
from spotter.language.meals import parse_meal
from spotter.language.metrics import parse_metric
from spotter.language.nutrition_aims import parse_nutrition_aim
from spotter.language.pain import parse_exercise_check, parse_pain
from spotter.language.plan_adjustments import parse_adjustment
from spotter.language.plan_changes import parse_plan_change
from spotter.language.profile import parse_memory, parse_profile
from spotter.language.readiness import parse_readiness
from spotter.language.reminders import parse_reminder
from spotter.language.requests import parse_plan_request
from spotter.language.skipping import parse_skip
from spotter.language.understanding import Parse, Reading
from spotter.language.workout_plans import parse_planned_workout
from spotter.language.workouts import parse_workout

Grammar = Callable[[str, Reading], Parse | None]

GRAMMARS: tuple[Grammar, ...] = (
    parse_clearance,
    parse_adjustment,
    parse_reminder,
    parse_skip,
    parse_plan_change,
    parse_memory,
    parse_metric,
    parse_readiness,
    parse_lasting,
    parse_food_correction,
    parse_correction,
    parse_meal_request,
    parse_likeness,
    parse_plan_request,
    parse_nutrition_aim,
    parse_goal,
    parse_profile,
    parse_exercise_check,
    parse_pain,
    parse_planned_workout,
)
LOGS: tuple[Grammar, ...] = (parse_workout, parse_meal)
