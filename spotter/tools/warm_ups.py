"""How to warm up for a lift."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from spotter.catalogue.exercises import exercises
from spotter.coaching.limits import LIMITS
from spotter.coaching.planning.loads import HISTORY
from spotter.coaching.ramp import RAMP_REST_S
from spotter.coaching.volume import WARM_UP_S
from spotter.errors import ToolError
from spotter.store.queries.workouts import sets_between
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.free_sets import Limits
from spotter.tools.guidance import planned_day
from spotter.tools.lifts import ExerciseRef
from spotter.tools.ramps import RampFact, facts_of, ramp_to
from spotter.tools.spec import Args, Result, tool

USUAL_REPS = 5

Source = Literal["told", "plan", "log"]


class ShowWarmUpArgs(Args):
    """`load_kg` is the load of the work sets."""

    exercise: ExerciseRef | None = None
    load_kg: Decimal | None = Field(default=None, gt=0, le=LIMITS["load_kg"].high)
    reps: int | None = Field(default=None, ge=LIMITS["reps"].low, le=LIMITS["reps"].high)


class WarmUpShown(Result):
    """The ramp to the work sets: kg and repetitions, the rest between in s. Empty where the lift is small or its load light.

    `source` says where the work load comes from: the message, today's plan or the last time.
    """

    exercise: ExerciseRef
    load_kg: Decimal
    source: Source
    ramp: list[RampFact]
    rest_s: int
    moving_min: int


@tool(agent="planner", kind="read", training=True)
async def show_warm_up(args: ShowWarmUpArgs, ctx: CoachContext, uow: UnitOfWork) -> WarmUpShown:
    """Show the warm-up sets up to a lift's work load: the one named, else today's, else the last."""
    shown, _ = await planned_day(ctx, uow, None)
    planned = shown.exercises if shown else []
    one = next((one for one in planned if (one.exercise == args.exercise if args.exercise else one.ramp)), None)
    exercise = args.exercise or (one.exercise if one else None)
    known = exercises().get((exercise.key if exercise else None) or "")
    if exercise is None or known is None:
        raise ToolError(ctx.style.phrase("guided.warm_up_of_what"))
    limits = await Limits.of(ctx, uow)
    reps = args.reps or (one.reps_min if one else None) or max(USUAL_REPS, limits.reps)
    _refuse_too_much(exercise, reps, limits, ctx)
    load, source = args.load_kg, "told"
    if load is None and one is not None:
        load, source = one.load_kg, "plan"
    if load is None:
        load, source = await _last_load(known.key, ctx, uow), "log"
    if load is None:
        raise ToolError(ctx.style.phrase("guided.warm_up_to_what", what=known.name[ctx.locale], example=ctx.style.load(_example(ctx))))
    return WarmUpShown(
        exercise=exercise,
        load_kg=load,
        source=source,
        ramp=facts_of(ramp_to(known, load, reps, ctx.units)),
        rest_s=RAMP_REST_S,
        moving_min=WARM_UP_S // 60,
    )


def _refuse_too_much(exercise: ExerciseRef, reps: int, limits: Limits, ctx: CoachContext) -> None:
    """`ToolError` for a set that no plan for this person could have."""
    style, kept_off, too_few = ctx.style, limits.kept_off(exercise), limits.too_few(exercise, reps)
    if kept_off:
        what, why = exercises()[exercise.key or ""].name[ctx.locale], style.phrase(f"plans.finding_{kept_off.why}")
        raise ToolError(style.phrase("guided.warm_up_kept_off", what=what, why=why))
    if too_few:
        why = style.phrase(f"plans.finding_{too_few}")
        raise ToolError(style.phrase("guided.warm_up_too_few", reps=reps, why=why, least=limits.reps, rir=limits.rir))


async def _last_load(key: str, ctx: CoachContext, uow: UnitOfWork) -> Decimal | None:
    rows = [
        row for row in await sets_between(uow, ctx.today - HISTORY, ctx.today, exercise_keys=[key]) if row.kind != "warmup" and row.load_kg
    ]
    return max((row.load_kg for row in rows if row.load_kg and row.performed_on == rows[-1].performed_on), default=None)


def _example(ctx: CoachContext) -> Decimal:
    return Decimal(80) if ctx.units == "metric" else Decimal("83.9146")


TOOLS = (show_warm_up,)
