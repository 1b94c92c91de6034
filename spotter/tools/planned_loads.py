"""What is due of one exercise the next time it comes in the plan: sets, repetitions and the load."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from decimal import Decimal
from itertools import takewhile

from pydantic import Field

from spotter.catalogue.exercises import exercises
from spotter.coaching.planning.loads import HISTORY
from spotter.store.queries.plans import Course, Planned, active_course
from spotter.store.queries.workouts import sets_between
from spotter.store.uow import UnitOfWork
from spotter.tools.caution import keep_it_light
from spotter.tools.context import CoachContext
from spotter.tools.lifts import ExerciseRef
from spotter.tools.plan_places import keys_meant
from spotter.tools.spec import Args, Result, tool
from spotter.tools.today import LastTimeFact, TodaysExercise, WorkoutAhead

LOOKED_AHEAD = dt.timedelta(days=28)


class ShowPlannedLoadArgs(Args):
    exercise: ExerciseRef
    date: dt.date | None = Field(default=None, description="From which day on; today where it is not given.")


class PlannedLoadShown(Result):
    """The exercise as it comes next in the plan, on the day `on`. Where the plan does not hold it `planned` is empty.

    `last` is what was logged of it the last time, `asked_for` the day that was named.
    """

    exercise: ExerciseRef
    asked_for: dt.date | None
    has_plan: bool
    on: dt.date | None = None
    day_name: dict[str, str] | None = None
    planned: list[TodaysExercise] = Field(default_factory=list)
    last: LastTimeFact | None = None


@tool(agent="planner", kind="read", training=True)
async def show_planned_load(args: ShowPlannedLoadArgs, ctx: CoachContext, uow: UnitOfWork) -> PlannedLoadShown:
    """Show the load, sets and repetitions that are due of one exercise the next time it comes in the plan, or from a day on."""
    course = await active_course(uow)
    is_light = await keep_it_light(ctx, uow)
    facts = PlannedLoadShown(exercise=args.exercise, asked_for=args.date, has_plan=course is not None, last=await _last(args, ctx, uow))
    keys = keys_meant(args.exercise, course.program, None) if course else frozenset()
    planned = _next_with(keys, max(ctx.today, args.date or ctx.today), course, ctx) if course else None
    if course is None or planned is None:
        return facts
    ahead = await WorkoutAhead.of(ctx, uow, course, planned)
    today = await ahead.circumstances(is_light=is_light)
    shown = ahead.shown(await ahead.fitted(today), today)
    due = [one for one in shown.exercises if {one.exercise.key, one.instead_of.key if one.instead_of else None} & keys]
    return facts.model_copy(update={"on": planned.on, "day_name": shown.day_name, "planned": due})


def _next_with(keys: Collection[str], first: dt.date, course: Course, ctx: CoachContext) -> Planned | None:
    """The first workout from a day on that holds one of the exercises."""
    ahead = takewhile(lambda one: one.on <= first + LOOKED_AHEAD, course.schedule(ctx.today))
    return next((one for one in ahead if one.on >= first and any(slot.exercise in keys for slot in one.stored.day.slots)), None)


async def _last(args: ShowPlannedLoadArgs, ctx: CoachContext, uow: UnitOfWork) -> LastTimeFact | None:
    known = exercises().get(args.exercise.key or "")
    rows = await sets_between(uow, ctx.today - HISTORY, ctx.today, exercise_keys=[known.key]) if known else []
    work = [row for row in rows if row.kind != "warmup" and row.reps is not None and row.performed_on == rows[-1].performed_on]
    if not work:
        return None
    top = max((row.load_kg for row in work if row.load_kg is not None), default=None)
    reps = [row.reps or 0 for row in work if top is None or row.load_kg == top]
    return LastTimeFact(on=work[-1].performed_on, reps=reps, load_kg=None if top is None else Decimal(top))


TOOLS = (show_planned_load,)
