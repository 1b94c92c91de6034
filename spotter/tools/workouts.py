"""Logging what was trained."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from spotter.catalogue.exercises import exercises
from spotter.coaching.limits import LIMITS
from spotter.errors import ToolError
from spotter.ids import new_id
from spotter.language.wording.workouts import exercise_name
from spotter.store.queries.workouts import LoggedSet, latest_workout, sets_between
from spotter.store.tables import SetLog, Workout, WorkoutEntry
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.days import refuse_unlikely_day
from spotter.tools.lifts import ExerciseRef, RecordFact, beaten_records
from spotter.tools.planned_match import Match, match_planned_day
from spotter.tools.spec import Args, Result, tool

REPEAT_WITHIN = timedelta(minutes=30)


class SetArgs(BaseModel):
    """One set; at least one of reps, duration_s and distance_m."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    reps: int | None = Field(default=None, ge=LIMITS["reps"].low, le=LIMITS["reps"].high)
    load_kg: Decimal | None = Field(default=None, ge=LIMITS["load_kg"].low, le=LIMITS["load_kg"].high)
    rpe: Decimal | None = Field(default=None, ge=LIMITS["rpe"].low, le=LIMITS["rpe"].high)
    rir: Decimal | None = Field(default=None, ge=LIMITS["rir"].low, le=LIMITS["rir"].high)
    duration_s: int | None = Field(default=None, ge=LIMITS["duration_s"].low, le=LIMITS["duration_s"].high)
    distance_m: Decimal | None = Field(default=None, gt=0, le=LIMITS["distance_m"].high)
    heart_rate_bpm: int | None = Field(default=None, ge=LIMITS["heart_rate_bpm"].low, le=LIMITS["heart_rate_bpm"].high)
    kind: Literal["work", "warmup", "drop", "failure"] = "work"
    note: str | None = Field(default=None, max_length=500)

    @model_validator(mode="after")
    def says_what_was_done(self) -> Self:
        if self.reps is None and self.duration_s is None and self.distance_m is None:
            raise ValueError("a set needs reps, duration_s or distance_m")
        return self


class EntryArgs(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    exercise: ExerciseRef
    sets: list[SetArgs] = Field(min_length=1, max_length=int(LIMITS["sets"].high))
    note: str | None = Field(default=None, max_length=1000)


class LogWorkoutArgs(Args):
    date: date
    entries: list[EntryArgs] = Field(min_length=1, max_length=60)
    note: str | None = Field(default=None, max_length=2000)


class Gain(BaseModel):
    """How much more an exercise was than the time before: kg on the bar, repetitions, s or m."""

    exercise: ExerciseRef
    kind: Literal["load", "reps", "duration", "distance"]
    more: float
    than_on: date


class WorkoutLogged(Result):
    """`without_load` are exercises that are done with a weight and were told without; `repeats_min` is set when the same stands there
    already and how many minutes ago it was written.
    """

    workout_id: str
    date: date
    entries: list[EntryArgs]
    records: list[RecordFact]
    gains: list[Gain]
    without_load: list[ExerciseRef]
    repeats_min: int | None


@tool(agent="progress", kind="write")
async def log_workout(args: LogWorkoutArgs, ctx: CoachContext, uow: UnitOfWork) -> WorkoutLogged:
    """Log a workout that was done: exercises with their sets (repetitions, load in kg, RPE, time in s, distance in m)."""
    check_workout(args.date, args.entries, ctx)
    refs = [entry.exercise for entry in args.entries]
    before = await sets_between(uow, exercise_keys=[ref.key for ref in refs if ref.key], names=[ref.name for ref in refs if not ref.key])
    is_first_today = all(one.performed_on != args.date for one in before)
    latest = None if is_first_today else await latest_workout(uow)
    planned = await match_planned_day(uow, args.date, [ref.key for ref in refs if ref.key], before)
    new = await write_workout(args, planned, uow)
    return WorkoutLogged(
        workout_id=new[0].workout_id,
        date=args.date,
        entries=args.entries,
        records=[fact for ref in _distinct(refs) for fact in beaten_records(before, new, ref)],
        gains=[gain for ref in _distinct(refs) if (gain := _gain(before, new, ref)) is not None],
        without_load=[entry.exercise for entry in args.entries if _wants_load(entry)],
        repeats_min=_repeated(latest, before, new, uow),
    )


def check_workout(day: date, entries: Sequence[EntryArgs], ctx: CoachContext) -> None:
    """`ToolError` for a day on which nothing can have been done yet, or an exercise key that nobody knows."""
    refuse_unlikely_day(day, ctx, "workouts.in_future")
    if any(entry.exercise.key and entry.exercise.key not in exercises() for entry in entries):
        raise ToolError(ctx.style.phrase("workouts.unknown_key"))


async def write_workout(args: LogWorkoutArgs, planned: Match, uow: UnitOfWork) -> list[LoggedSet]:
    """Add the rows of a checked workout."""
    workout = Workout(id=new_id(), user_id=uow.user_id, performed_on=args.date, note=args.note, created_at=uow.now)
    workout.plan_id, workout.day_id = planned.plan_id, planned.day_id
    rows = _rows(workout.id, args.entries, planned, uow)
    await uow.add_all([workout, *rows.entries, *(done for _row, done in rows.sets)])
    return [LoggedSet.of(workout, row, done) for row, done in rows.sets]


async def write_entries(workout: Workout, entries: Sequence[EntryArgs], planned: Match, uow: UnitOfWork) -> None:
    """Add the rows of checked exercises to a workout that has none."""
    rows = _rows(workout.id, entries, planned, uow)
    await uow.add_all([*rows.entries, *(done for _row, done in rows.sets)])


class _Rows(NamedTuple):
    """The exercises of a workout, and their sets each with its exercise."""

    entries: list[WorkoutEntry]
    sets: list[tuple[WorkoutEntry, SetLog]]


def _rows(workout_id: str, told: Sequence[EntryArgs], planned: Match, uow: UnitOfWork) -> _Rows:
    entries = [
        WorkoutEntry(
            id=new_id(),
            user_id=uow.user_id,
            workout_id=workout_id,
            position=place,
            exercise_key=entry.exercise.key,
            name=entry.exercise.name,
            note=entry.note,
        )
        for place, entry in enumerate(told)
    ]
    sets = [
        (
            row,
            SetLog(
                id=new_id(),
                user_id=uow.user_id,
                entry_id=row.id,
                position=place,
                **done.model_dump(),
                **planned.columns(row.exercise_key, done.kind),
            ),
        )
        for row, entry in zip(entries, told, strict=True)
        for place, done in enumerate(entry.sets)
    ]
    return _Rows(entries, sets)


def _distinct(refs: list[ExerciseRef]) -> list[ExerciseRef]:
    return list({ref.identity: ref for ref in refs}.values())


def _wants_load(entry: EntryArgs) -> bool:
    known = exercises().get(entry.exercise.key or "")
    is_loaded = known is not None and known.load_step_kg > 0 and known.bodyweight_share == 0
    return is_loaded and any(one.reps is not None and one.load_kg is None for one in entry.sets)


def _gain(before: list[LoggedSet], new: list[LoggedSet], ref: ExerciseRef) -> Gain | None:
    mine = [one for one in new if (one.exercise_key or one.name) == ref.identity and one.kind != "warmup"]
    earlier = [
        one
        for one in before
        if (one.exercise_key or one.name) == ref.identity and one.kind != "warmup" and mine and one.performed_on < mine[0].performed_on
    ]
    last = [one for one in earlier if one.performed_on == earlier[-1].performed_on]
    if not last:
        return None
    for kind, total in (("load", _top_load), ("reps", _reps), ("distance", _distance), ("duration", _duration)):
        now, then = total(mine), total(last)
        if now != then:
            more = now - then if now > then > 0 else 0
            facts = {"exercise": ref, "kind": kind, "more": more, "than_on": last[0].performed_on}
            return Gain.model_validate(facts) if more else None
    return None


def _top_load(sets: list[LoggedSet]) -> Decimal:
    return max((one.load_kg for one in sets if one.load_kg is not None), default=Decimal(0))


def _reps(sets: list[LoggedSet]) -> Decimal:
    return Decimal(sum(one.reps or 0 for one in sets))


def _distance(sets: list[LoggedSet]) -> Decimal:
    return sum((one.distance_m for one in sets if one.distance_m is not None), Decimal(0))


def _duration(sets: list[LoggedSet]) -> Decimal:
    return Decimal(sum(one.duration_s or 0 for one in sets))


def _repeated(latest: Workout | None, before: list[LoggedSet], new: list[LoggedSet], uow: UnitOfWork) -> int | None:
    """Minutes since the same workout was written, when that was a moment ago: it may be a repeat, and it may be another round."""
    if latest is None or latest.performed_on != new[0].performed_on or uow.now - latest.created_at > REPEAT_WITHIN:
        return None
    same = [one for one in before if one.workout_id == latest.id]
    if [_content(one) for one in same] != [_content(one) for one in new]:
        return None
    return round((uow.now - latest.created_at).total_seconds() / 60)


def _content(one: LoggedSet) -> tuple[object, ...]:
    return one.exercise_key or one.name, one.kind, one.reps, one.load_kg, one.rpe, one.duration_s, one.distance_m


TOOLS = (log_workout,)

__all__ = ["TOOLS", "EntryArgs", "ExerciseRef", "SetArgs", "exercise_name", "log_workout"]
