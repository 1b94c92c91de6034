"""All tools, by name. A new tool is written in its subject's module and listed here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from spotter.errors import ConfigError
from spotter.tools.spec import ToolSpec

SUBJECTS = (
    "account",
    "adjustments",
    "advice",
    "as_planned",
    "barriers",
    "channels",
    "check_ins",
    "corrections",
    "deletions",
    "entries",
    "entry_changes",
    "exercise_finder",
    "finished_workouts",
    "forecasts",
    "generated_plans",
    "goals",
    "guided_workouts",
    "history",
    "holds",
    "illness",
    "inbox",
    "injuries",
    "injury_risk",
    "meal_ideas",
    "meals",
    "memory",
    "metrics",
    "motivation",
    "notifications",
    "nudges",
    "nutrition",
    "nutrition_needs",
    "nutrition_targets",
    "pain_course",
    "own_programs",
    "plan_review",
    "plan_changes",
    "plan_sharing",
    "plan_switching",
    "plan_versions",
    "planned_loads",
    "plans",
    "profile",
    "program_browsing",
    "progress",
    "readiness",
    "records",
    "rehab",
    "reminder_changes",
    "reminders",
    "simulations",
    "skipping",
    "tastes",
    "today",
    "training_load",
    "training_log",
    "warm_ups",
    "week_plan",
    "weeks",
    "wins",
    "workouts",
)


@cache
def tools() -> Mapping[str, ToolSpec]:
    """Every tool. The modules are imported here, at first use, so that the command line starts quickly."""
    modules = [import_module(f"spotter.tools.{subject}") for subject in SUBJECTS]
    specs: list[ToolSpec] = [spec for module in modules for spec in module.TOOLS]
    named = {spec.name: spec for spec in specs}
    if len(named) < len(specs):
        raise ConfigError("Two tools have one name.")
    return named
