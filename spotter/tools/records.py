"""Personal records and the estimated one-repetition maximum."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal

from pydantic import Field

from spotter.coaching.limits import LIMITS
from spotter.coaching.records import Record
from spotter.coaching.strength import FORMULA_NAMES, OneRepMax, moved_load, one_rep_max
from spotter.coaching.unknown import Unknown
from spotter.errors import ToolError, ToolQuestion
from spotter.language.wording.records import record_table
from spotter.language.wording.style import Style
from spotter.language.wording.workouts import exercise_name
from spotter.messages import Block
from spotter.store.queries.bests import best_volume, sets_by_day
from spotter.store.queries.metrics import latest_metric
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.kept import kept, whole_log
from spotter.tools.lifts import ExerciseRef, Lift, bodyweight_share, lifts_of, moved_rows, standing_records
from spotter.tools.own_lifts import as_logged
from spotter.tools.spec import Args, Result, tool
from spotter.tools.training_log import only

RECENT = dt.timedelta(weeks=8)


class ShowRecordsArgs(Args):
    exercise: ExerciseRef | None = None


class RecordShown(Result):
    """A best that stands: kg for `e1rm`, `load_for_reps` and `volume` (kg x reps), else repetitions, s or m."""

    kind: Literal["e1rm", "load_for_reps", "reps", "volume", "duration", "distance"]
    value: float
    before: float | None
    day: dt.date
    reps: int | None


class LiftRecords(Result):
    exercise: ExerciseRef
    records: list[RecordShown]


class RecordsShown(Result):
    """The records of each exercise, the one done most often first."""

    exercise: ExerciseRef | None
    lifts: list[LiftRecords]


def _cards(result: RecordsShown, ctx: CoachContext) -> list[Block]:
    return [record_table(result.model_dump(), ctx.style)] if result.lifts else []


@tool(agent="progress", kind="read", cards=_cards)
async def show_records(args: ShowRecordsArgs, ctx: CoachContext, uow: UnitOfWork) -> RecordsShown:
    """Show personal records: best estimated 1RM, most load for each number of repetitions, most repetitions, longest time or distance."""
    args = args.model_copy(update={"exercise": await as_logged(args.exercise, uow)})
    shown = await kept(uow, "records", lambda: _all_records(uow))
    if args.exercise is not None:
        shown = [one for one in shown if one.exercise.identity == args.exercise.identity]
    if args.exercise is not None and shown:
        shown = [shown[0].model_copy(update={"records": [*shown[0].records, *await _volume(args.exercise, uow)]})]
    return RecordsShown(exercise=args.exercise, lifts=[one for one in shown if one.records])


async def _all_records(uow: UnitOfWork) -> list[LiftRecords]:
    lifts = lifts_of(await whole_log(uow))
    return [LiftRecords(exercise=lift.exercise, records=[_shown(one) for one in standing_records(lift.sets)]) for lift in lifts]


async def _volume(exercise: ExerciseRef, uow: UnitOfWork) -> list[RecordShown]:
    most = await kept(uow, ("volume", exercise.identity), lambda: best_volume(uow, **only(exercise)))
    return [RecordShown(kind="volume", value=float(most.kg), before=None, day=most.performed_on, reps=None)] if most else []


def _shown(record: Record) -> RecordShown:
    before = None if record.before is None else float(record.before)
    return RecordShown(kind=record.kind, value=float(record.value), before=before, day=record.day, reps=record.reps)


class EstimateArgs(Args):
    """Either a set (`load_kg` and `reps`) or an exercise whose best set is taken from the log."""

    exercise: ExerciseRef | None = None
    load_kg: float | None = Field(default=None, gt=0, le=LIMITS["load_kg"].high)
    reps: int | None = Field(default=None, ge=1, le=LIMITS["reps"].high)
    rpe: float | None = Field(default=None, ge=LIMITS["rpe"].low, le=LIMITS["rpe"].high)


class Estimate(Result):
    """An estimated 1RM (Epley) with what other formulas say, in kg; `is_rough` after long sets. `day` is when the log has the set.

    Where the body is part of the load, `is_added` says that the figures are what comes on top of it.
    """

    exercise: ExerciseRef | None
    load_kg: float
    reps: int
    e1rm_kg: float
    low_kg: float
    high_kg: float
    is_rough: bool
    is_added: bool
    day: dt.date | None


@tool(agent="progress", kind="read", training=True)
async def estimate_1rm(args: EstimateArgs, ctx: CoachContext, uow: UnitOfWork) -> Estimate:
    """Estimate a one-repetition maximum from a set (load and repetitions) or from an exercise's best recent set."""
    style = ctx.style
    body = await _moved_body(args.exercise, style, uow)
    if args.load_kg is not None and args.reps is not None:
        rir = None if args.rpe is None else 10 - args.rpe
        return _estimate(args.exercise, Decimal(str(args.load_kg)) + body, args.reps, rir, body, style)
    if args.load_kg is not None or args.reps is not None or args.exercise is None:
        raise ToolQuestion(style.phrase("records.which_set"))
    exercise = args.exercise
    lifts = lifts_of(await kept(uow, ("by_day", exercise.identity), lambda: sets_by_day(uow, **only(exercise))))
    return _from_log(exercise, lifts[0] if lifts else None, body, style, ctx.today)


async def _moved_body(exercise: ExerciseRef | None, style: Style, uow: UnitOfWork) -> Decimal:
    share = bodyweight_share(exercise.key) if exercise else 0.0
    if share <= 0:
        return Decimal(0)
    weight = await latest_metric(uow, "weight")
    moved = moved_load(None, share, weight.value if weight else None)
    if isinstance(moved, Unknown):
        raise ToolQuestion(style.phrase("records.needs_body_weight"), repeats=True, lead=style.phrase("house.lead_weight"))
    return moved


def _from_log(exercise: ExerciseRef, lift: Lift | None, body: Decimal, style: Style, today: dt.date) -> Estimate:
    what = exercise_name(exercise.model_dump(), style)
    best: Estimate | None = None
    rows = moved_rows(lift.sets, None) if lift and not body else []
    if lift and body:
        rows = moved_rows(lift.sets, body / Decimal(str(bodyweight_share(exercise.key))))
    newest = max((row.day for row in rows), default=today)
    for row in rows:
        if row.load_kg is None or row.load_kg <= 0 or not row.reps or row.day < newest - RECENT:
            continue
        found = one_rep_max(row.load_kg, row.reps, rir=row.rir, kind=row.kind)
        if isinstance(found, OneRepMax) and (best is None or float(found.kg - body) > best.e1rm_kg):
            best = _estimate(exercise, row.load_kg, row.reps, row.rir, body, style).model_copy(update={"day": row.day})
    if best is None:
        raise ToolError(style.phrase("records.no_set", what=what))
    return best


def _estimate(exercise: ExerciseRef | None, load: Decimal, reps: int, rir: float | None, body: Decimal, style: Style) -> Estimate:
    found = [one_rep_max(load, reps, rir=rir, formula=formula) for formula in FORMULA_NAMES]
    kg = [one.kg - body for one in found if isinstance(one, OneRepMax)]
    if not isinstance(found[0], OneRepMax):
        raise ToolError(style.phrase(f"records.unknown_{found[0].reason}"))
    return Estimate(
        exercise=exercise,
        load_kg=float(load - body),
        reps=reps,
        e1rm_kg=float(found[0].kg - body),
        low_kg=float(min(kg)),
        high_kg=float(max(kg)),
        is_rough=found[0].rough,
        is_added=body > 0,
        day=None,
    )


TOOLS = (show_records, estimate_1rm)
