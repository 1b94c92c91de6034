"""Correcting what was written down last: "no, 82.5", "make it 4 sets", "that was yesterday"."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from pydantic import Field

from spotter.coaching.limits import LIMITS
from spotter.errors import ToolError
from spotter.store.queries.ledger import recent_writes
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.corrected_meals import correct_meal
from spotter.tools.corrected_metrics import correct_metric
from spotter.tools.corrected_reminders import correct_reminder
from spotter.tools.corrected_sets import correct_sets
from spotter.tools.days import refuse_unlikely_day
from spotter.tools.lifts import ExerciseRef
from spotter.tools.spec import Args, Result, tool

Target = Literal["workout", "meal", "metric", "reminder"]
TARGETS: dict[str, Target] = {
    "log_workout": "workout",
    "log_sets": "workout",
    "log_meal": "meal",
    "log_metric": "metric",
    "set_reminder": "reminder",
}
OF_A_SET = ("sets", "reps", "load_kg", "rpe", "duration_s", "distance_m", "set_number", "exercise")


class FoodRef(ExerciseRef):
    """A food of the catalogue, or a person's own words where `key` is null."""


class CorrectEntryArgs(Args):
    """Only what changes is given. `value` is a bare number in the person's own unit, whose meaning the last entry decides."""

    target: Literal["workout", "set", "meal", "metric", "reminder"] | None = None
    exercise: ExerciseRef | None = None
    set_number: int | None = Field(default=None, ge=-1, le=50, description="From 1; -1 is the last set.")
    sets: int | None = Field(default=None, ge=LIMITS["sets"].low, le=LIMITS["sets"].high)
    reps: int | None = Field(default=None, ge=LIMITS["reps"].low, le=LIMITS["reps"].high)
    load_kg: float | None = Field(default=None, ge=LIMITS["load_kg"].low, le=LIMITS["load_kg"].high)
    rpe: float | None = Field(default=None, ge=LIMITS["rpe"].low, le=LIMITS["rpe"].high)
    duration_s: int | None = Field(default=None, ge=LIMITS["duration_s"].low, le=LIMITS["duration_s"].high)
    distance_m: float | None = Field(default=None, gt=0, le=LIMITS["distance_m"].high)
    date: dt.date | None = None
    food: FoodRef | None = None
    quantity: float | None = Field(default=None, gt=0, le=5000)
    unit: str | None = Field(default=None, max_length=24)
    kcal: float | None = Field(default=None, gt=0, le=LIMITS["kcal_per_meal"].high)
    value: float | list[float] | None = None

    def given(self, *names: str) -> dict[str, Any]:
        """Those of the named arguments that were given."""
        return {name: value for name in names if (value := getattr(self, name)) is not None}


class Corrected(Result):
    """What was changed: `before` and `after` are the entry as its kind tells it."""

    target: Target
    date: dt.date | None
    before: dict[str, Any]
    after: dict[str, Any]


@tool(agent="progress", kind="write")
async def correct_entry(args: CorrectEntryArgs, ctx: CoachContext, uow: UnitOfWork) -> Corrected:
    """Correct the last workout, set, meal, measurement or reminder: load, repetitions, number of sets, time, date, amount, value."""
    style = ctx.style
    if args.date is not None and args.target != "reminder":
        refuse_unlikely_day(args.date, ctx, "corrections.in_future")
    if not args.given(*CorrectEntryArgs.model_fields.keys() - {"target", "exercise", "set_number", "food", "unit"}):
        raise ToolError(style.phrase("corrections.what"))
    target = await _target(args, uow)
    if target is None:
        raise ToolError(style.phrase("corrections.nothing"))
    correct = {"workout": correct_sets, "meal": correct_meal, "metric": correct_metric, "reminder": correct_reminder}[target]
    before, after, day = await correct(args, style, uow)
    return Corrected(target=target, date=day, before=before, after=after)


async def _target(args: CorrectEntryArgs, uow: UnitOfWork) -> Target | None:
    """What is meant. "82 kg" said after a weigh-in corrects the weigh-in, though sets have loads too."""
    if args.target in ("meal", "metric", "reminder"):
        return args.target
    if args.food is not None or args.quantity is not None or args.kcal is not None:
        return "meal"
    if args.target == "set" or args.given(*OF_A_SET).keys() - {"load_kg", "duration_s"}:
        return "workout"
    last = await recent_writes(uow, tools=tuple(TARGETS), limit=1)
    if not last:
        return None
    newest = TARGETS[last[0].tool]
    if args.target == "workout" or args.given("load_kg", "duration_s"):
        is_measure = newest == "metric" and args.given("load_kg", "duration_s").keys() == _measured(last[0].args.get("metric"))
        return "metric" if is_measure else "workout"
    return newest


def _measured(metric: str | None) -> set[str]:
    return {"weight": {"load_kg"}, "sleep": {"duration_s"}}.get(metric or "", {"-"})


TOOLS = (correct_entry,)
