"""Rehab: what a physio gave or somebody set for themselves, when it was done, and the end of it. Nothing is prescribed here."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal

from pydantic import Field

from spotter.catalogue.exercises import exercises
from spotter.coaching.injury import check_exercise
from spotter.coaching.limits import LIMITS
from spotter.errors import ToolError, ToolQuestion
from spotter.ids import new_id
from spotter.language.wording.rehab import rehab_name
from spotter.store.queries.rehab import active_rehab, done_since
from spotter.store.tables import RehabDone, RehabExercise
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.injuries import Region
from spotter.tools.injury_swaps import sore_region
from spotter.tools.lifts import ExerciseRef
from spotter.tools.pain_state import RegionNow, loads, regions_now
from spotter.tools.rehab_state import COUNTED_DAYS, RehabShown, per_day, rehab_shown
from spotter.tools.spec import Args, Result, tool

MOST = 12
# What people answer when they are asked how often, by the times in a week.
OFTEN = {
    "7": ("every day", "daily", "once a day", "tous les jours", "chaque jour"),
    "14": ("twice a day", "2x a day", "2 fois par jour"),
    "3": ("3 times a week", "3x a week", "three times a week", "3 fois par semaine"),
    "2": ("twice a week", "2x a week", "2 fois par semaine"),
    "5": ("5 times a week", "5x a week", "5 fois par semaine"),
}


class RehabDose(Args):
    """An exercise with what was told of its dose: sets of reps or of seconds, a load in kg."""

    exercise: ExerciseRef
    sets: int | None = Field(default=None, ge=LIMITS["sets"].low, le=LIMITS["sets"].high)
    reps: int | None = Field(default=None, ge=LIMITS["reps"].low, le=LIMITS["reps"].high)
    duration_s: int | None = Field(default=None, ge=LIMITS["duration_s"].low, le=LIMITS["duration_s"].high)
    load_kg: Decimal | None = Field(default=None, ge=Decimal(0), le=Decimal(str(LIMITS["load_kg"].high)))


class SetRehabArgs(Args):
    exercises: list[RehabDose] = Field(min_length=1, max_length=MOST)
    region: Region | None = None
    per_week: int | None = Field(
        default=None, ge=LIMITS["rehab_per_week"].low, le=LIMITS["rehab_per_week"].high, description="Twice a day is 14."
    )
    until: dt.date | None = None
    told_by: Literal["physio", "self"] = "self"


class RehabKept(Result):
    """What is due now of what was told. `painful` are those that load a place that hurts above 2 of 10."""

    exercises: list[RehabShown]
    told_by: str
    painful: list[ExerciseRef]


@tool(agent="injury", kind="write")
async def set_rehab(args: SetRehabArgs, ctx: CoachContext, uow: UnitOfWork) -> RehabKept:
    """Keep the rehab exercises that a physio gave or the person set: dose, how often a week, until when. The same one again is replaced."""
    if args.until is not None and args.until < ctx.today:
        raise ToolError(ctx.style.phrase("rehab.until_past"))
    if args.per_week is None:
        raise ToolQuestion(ctx.style.phrase("rehab.how_often"), slot="per_week", options=OFTEN)
    regions = await regions_now(ctx, uow)
    before = {_identity(row.exercise_key, row.name): row for row in await active_rehab(uow, ctx.today)}
    for dose in args.exercises:
        same = before.get(_identity(dose.exercise.key, dose.exercise.name))
        values = {
            "region": args.region or (same.region if same else None) or _region_of(dose.exercise, regions),
            **{name: getattr(dose, name) for name in ("sets", "reps", "duration_s", "load_kg")},
            "per_week": args.per_week,
            "until": args.until,
            "told_by": args.told_by,
        }
        if same is not None:
            await uow.change(same, **values)
            continue
        row = RehabExercise(
            id=new_id(),
            user_id=uow.user_id,
            exercise_key=dose.exercise.key,
            name=dose.exercise.name,
            status="active",
            started_on=ctx.today,
            created_at=uow.now,
            **values,
        )
        await uow.add(row)
    told = {dose.exercise.identity for dose in args.exercises}
    return RehabKept(
        exercises=[one for one in await rehab_shown(ctx, uow) if one.exercise.identity in told],
        told_by=args.told_by,
        painful=[dose.exercise for dose in args.exercises if _is_painful(dose.exercise, regions)],
    )


def _identity(key: str | None, name: str) -> str:
    return key or name.casefold()


def _region_of(exercise: ExerciseRef, regions: list[RegionNow]) -> str | None:
    """The sore region that the exercise is for: the only one, or the only one that it loads."""
    loaded = [one.injury.region for one in regions if exercise.key and loads(exercise.key, one.injury)]
    found = list(dict.fromkeys(loaded or [one.injury.region for one in regions]))
    return found[0] if len(found) == 1 else None


def _is_painful(exercise: ExerciseRef, regions: list[RegionNow]) -> bool:
    row = exercises().get(exercise.key or "")
    return row is not None and check_exercise(row, [sore_region(one.injury) for one in regions]).verdict != "fine"


class LogRehabArgs(Args):
    exercises: list[ExerciseRef] = Field(default_factory=list, max_length=MOST, description="Left out: all that is due.")
    date: dt.date | None = None


class RehabLogged(Result):
    """What was ticked off for a day, and what was already."""

    date: dt.date
    done: list[RehabShown]
    already: list[RehabShown]


@tool(agent="injury", kind="write")
async def log_rehab(args: LogRehabArgs, ctx: CoachContext, uow: UnitOfWork) -> RehabLogged:
    """Tick off the rehab of a day, all of it or the exercises that are named."""
    day = args.date or ctx.today
    if day > ctx.today:
        raise ToolError(ctx.style.phrase("rehab.in_future"))
    if day <= ctx.today - dt.timedelta(days=COUNTED_DAYS):
        raise ToolError(ctx.style.phrase("rehab.too_long_ago", days=COUNTED_DAYS))
    rows = await _named(args.exercises, ctx, uow)
    counts = {row.id: 0 for row in rows}
    for one in await done_since(uow, list(counts), day):
        counts[one.rehab_id] += one.done_on == day
    due = [row for row in rows if counts[row.id] < per_day(row)]
    for row in due:
        if day < row.started_on:  # told after it was begun
            await uow.change(row, started_on=day)
        await uow.add(RehabDone(id=new_id(), user_id=uow.user_id, rehab_id=row.id, done_on=day, created_at=uow.now))
    shown = {one.exercise.identity: one for one in await rehab_shown(ctx, uow)}
    done = {(row.exercise_key or row.name) for row in due}
    mine = [shown[row.exercise_key or row.name] for row in rows]
    return RehabLogged(
        date=day,
        done=[one for one in mine if one.exercise.identity in done],
        already=[one for one in mine if one.exercise.identity not in done],
    )


class StopRehabArgs(Args):
    exercises: list[ExerciseRef] = Field(default_factory=list, max_length=MOST, description="Left out: all of it.")


class RehabStopped(Result):
    """What is no longer due."""

    stopped: list[RehabShown]


@tool(agent="injury", kind="write")
async def stop_rehab(args: StopRehabArgs, ctx: CoachContext, uow: UnitOfWork) -> RehabStopped:
    """End rehab exercises, all of them or those that are named; what was done stays."""
    rows = await _named(args.exercises, ctx, uow)
    shown = {one.exercise.identity: one for one in await rehab_shown(ctx, uow)}
    for row in rows:
        await uow.change(row, status="ended", ended_at=uow.now)
    return RehabStopped(stopped=[shown[row.exercise_key or row.name] for row in rows])


async def _named(refs: list[ExerciseRef], ctx: CoachContext, uow: UnitOfWork) -> list[RehabExercise]:
    """The active exercises that are meant; `ToolError` where there is none, or one that is not among them."""
    rows = await active_rehab(uow, ctx.today)
    if not rows:
        raise ToolError(ctx.style.phrase("rehab.none"))
    if not refs:
        return rows
    by_identity = {_identity(row.exercise_key, row.name): row for row in rows}
    found = []
    for ref in refs:
        row = by_identity.get(_identity(ref.key, ref.name))
        if row is None:
            names = ctx.style.listed([rehab_name({"exercise": {"key": one.exercise_key, "name": one.name}}, ctx.style) for one in rows])
            raise ToolError(ctx.style.phrase("rehab.not_in_it", what=ref.name, list=names))
        found.append(row)
    return list(dict.fromkeys(found))


TOOLS = (set_rehab, log_rehab, stop_rehab)
