"""The grammars of single clauses, in the order in which they are tried, and those of logs, which take what commands leave."""

from __future__ import annotations

from collections.abc import Callable

from spotter.language.assigned_times import parse_assigned_time
from spotter.language.barriers import parse_barrier
from spotter.language.channels import parse_channels
from spotter.language.clearance import parse_clearance
from spotter.language.corrections import parse_correction
from spotter.language.food_corrections import parse_food_correction
from spotter.language.goals import parse_goal
from spotter.language.illness import parse_illness
from spotter.language.lasting import parse_lasting
from spotter.language.likes import parse_likeness
from spotter.language.maxes import parse_max
from spotter.language.meal_requests import parse_meal_request
from spotter.language.meals import parse_meal
from spotter.language.metrics import parse_metric
from spotter.language.notification_wishes import parse_notification_wish
from spotter.language.nudge_wishes import parse_nudge_wish
from spotter.language.nutrition_aims import parse_nutrition_aim
from spotter.language.pain import parse_pain
from spotter.language.pain_questions import parse_exercise_check, parse_pain_course
from spotter.language.plan_adjustments import parse_adjustment
from spotter.language.plan_changes import parse_plan_change
from spotter.language.profile import parse_memory, parse_profile
from spotter.language.readiness import parse_readiness
from spotter.language.rehab import parse_rehab
from spotter.language.reminder_edits import parse_reminder_edit
from spotter.language.reminders import parse_reminder
from spotter.language.requests import parse_plan_request
from spotter.language.sets_again import parse_more_sets
from spotter.language.sets_underway import parse_set_underway
from spotter.language.skipping import parse_skip
from spotter.language.understanding import Parse, Reading
from spotter.language.warm_ups import parse_warm_up
from spotter.language.workout_plans import parse_planned_workout
from spotter.language.workouts import parse_workout

Grammar = Callable[[str, Reading], Parse | None]

GRAMMARS: tuple[Grammar, ...] = (
    parse_set_underway,
    parse_more_sets,
    parse_warm_up,
    parse_rehab,
    parse_channels,
    parse_clearance,
    parse_adjustment,
    parse_nudge_wish,
    parse_notification_wish,
    parse_assigned_time,
    parse_reminder_edit,
    parse_reminder,
    parse_skip,
    parse_illness,
    parse_barrier,
    parse_plan_change,
    parse_memory,
    parse_max,
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
    parse_pain_course,
    parse_exercise_check,
    parse_pain,
    parse_planned_workout,
)
LOGS: tuple[Grammar, ...] = (parse_workout, parse_meal)
