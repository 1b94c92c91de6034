"""Logging what was trained."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from spotter.coaching.limits import LIMITS
from spotter.errors import ToolError
from spotter.ids import new_id
from spotter.messages import Block, TableBlock
from spotter.store.tables import SetLog, Workout, WorkoutEntry
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.spec import Args, Result, tool


class ExerciseRef(BaseModel):
    """An exercise of the catalogue, or a person's own words where `key` is null."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str | None = Field(default=None, max_length=80)
    name: str = Field(min_length=1, max_length=120)


class SetArgs(BaseModel):
    """One set: kg, s, m. At least one of repetitions, duration and distance is given."""

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


class EntryArgs(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    exercise: ExerciseRef
    sets: list[SetArgs] = Field(min_length=1, max_length=int(LIMITS["sets"].high))
    note: str | None = Field(default=None, max_length=1000)


class LogWorkoutArgs(Args):
    date: date
    entries: list[EntryArgs] = Field(min_length=1, max_length=60)
    note: str | None = Field(default=None, max_length=2000)


class WorkoutLogged(Result):
    workout_id: str
    date: date
    entries: list[EntryArgs]


def _cards(result: WorkoutLogged, _ctx: CoachContext) -> list[Block]:
    if len(result.entries) < 3:
        return []
    rows = [[entry.exercise.name, str(len(entry.sets))] for entry in result.entries]
    return [TableBlock(title="Workout", columns=["Exercise", "Sets"], rows=rows)]


@tool(agent="progress", kind="write", cards=_cards)
async def log_workout(args: LogWorkoutArgs, ctx: CoachContext, uow: UnitOfWork) -> WorkoutLogged:
    """Log a workout that was done: exercises with their sets (repetitions, load in kg, RPE, time in s, distance in m)."""
    if args.date > ctx.today:
        raise ToolError("That date is in the future. A workout is logged once it is done.")
    workout = await uow.add(Workout(id=new_id(), user_id=uow.user_id, performed_on=args.date, note=args.note, created_at=uow.now))
    entries = [
        WorkoutEntry(
            id=new_id(),
            user_id=uow.user_id,
            workout_id=workout.id,
            position=place,
            exercise_key=entry.exercise.key,
            name=entry.exercise.name,
            note=entry.note,
        )
        for place, entry in enumerate(args.entries)
    ]
    await uow.add_all(entries)
    await uow.add_all(
        [
            SetLog(id=new_id(), user_id=uow.user_id, entry_id=row.id, position=place, **done.model_dump())
            for row, entry in zip(entries, args.entries, strict=True)
            for place, done in enumerate(entry.sets)
        ]
    )
    return WorkoutLogged(workout_id=workout.id, date=args.date, entries=args.entries)


TOOLS = (log_workout,)
