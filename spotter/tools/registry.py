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
    "corrections",
    "deletions",
    "entries",
    "entry_changes",
    "exercise_finder",
    "forecasts",
    "generated_plans",
    "goals",
    "history",
    "holds",
    "injuries",
    "meal_ideas",
    "meals",
    "memory",
    "metrics",
    "motivation",
    "nutrition",
    "nutrition_targets",
    "plan_review",
    "plan_changes",
    "plans",
    "profile",
    "progress",
    "readiness",
    "records",
    "reminders",
    "simulations",
    "skipping",
    "tastes",
    "today",
    "training_load",
    "training_log",
    "week_plan",
    "weeks",
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
