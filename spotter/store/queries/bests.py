"""The distinct sets of a whole log: what its bests are made of, read without reading every set."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Numeric, Select, bindparam, cast, func, select

from spotter.store.queries.workouts import DoneSet
from spotter.store.tables import SetLog, User, Workout, WorkoutEntry
from spotter.store.uow import UnitOfWork


class DayVolume(NamedTuple):
    """Load x repetitions of an exercise on a day, in kg."""

    performed_on: date
    kg: Decimal


_NAME = func.coalesce(WorkoutEntry.exercise_key, WorkoutEntry.name)  # what somebody called an exercise of the catalogue makes no other set
_WHAT: tuple[Any, ...] = (
    WorkoutEntry.exercise_key,
    _NAME,
    SetLog.kind,
    SetLog.reps,
    SetLog.load_kg,
    SetLog.rpe,
    SetLog.rir,
    SetLog.duration_s,
    SetLog.distance_m,
)


async def distinct_sets(
    uow: UnitOfWork, *, before: date | None = None, exercise_keys: Sequence[str] = (), names: Sequence[str] = ()
) -> list[DoneSet]:
    """Every set but warm-ups that differs from the others, once, on the first day it was done; those of an exercise in a row.

    A record is always the first of equal sets, so the records of these are those of the whole log.
    """
    wanted = _of_log(select(func.min(Workout.performed_on), *_WHAT), uow, exercise_keys, names).group_by(*_WHAT)
    if before is not None:
        wanted = wanted.where(Workout.performed_on < before)
    return [DoneSet(*row) for row in await uow.session.execute(wanted)]


async def sets_by_day(uow: UnitOfWork, *, exercise_keys: Sequence[str] = (), names: Sequence[str] = ()) -> list[DoneSet]:
    """Of each day the heaviest of the sets with equal repetitions and effort, oldest first: what the best e1RM of a day is made of."""
    same = (Workout.performed_on, WorkoutEntry.exercise_key, _NAME, SetLog.kind, SetLog.reps, SetLog.rpe, SetLog.rir)
    wanted = _of_log(select(*same, func.max(SetLog.load_kg)), uow, exercise_keys, names).group_by(*same).order_by(Workout.performed_on)
    return [
        DoneSet(day, key, name, kind, reps, load, rpe, rir, None, None)
        for day, key, name, kind, reps, rpe, rir, load in await uow.session.execute(wanted)
    ]


async def best_volume(uow: UnitOfWork, *, exercise_keys: Sequence[str] = (), names: Sequence[str] = ()) -> DayVolume | None:
    """The day on which most was moved in an exercise, warm-ups left out."""
    total = cast(func.sum(SetLog.load_kg * SetLog.reps), Numeric(14, 3))
    wanted = _of_log(select(Workout.performed_on, total), uow, exercise_keys, names).where(SetLog.load_kg > 0, SetLog.reps > 0)
    best = wanted.group_by(Workout.performed_on).order_by(total.desc(), Workout.performed_on).limit(1)
    row = (await uow.session.execute(best)).first()
    return None if row is None else DayVolume(row[0], round(Decimal(str(row[1])), 3).normalize())


async def log_revision(uow: UnitOfWork) -> str | None:
    """The name of the state that the person's workouts are in, another after every change; None where they were never written by a unit.

    It is never used twice, so a database that is set back or restored has the name that belongs to its rows. A unit reads it once: what it
    reads later is as new or newer.
    """
    if uow.log_revision is None:
        uow.log_revision = await uow.session.scalar(_revision(), {"user_id": uow.user_id})
    return uow.log_revision


@cache
def _revision() -> Select[str | None]:
    return select(User.log_revision).where(User.id == bindparam("user_id"))


def _of_log(wanted: Any, uow: UnitOfWork, exercise_keys: Sequence[str], names: Sequence[str]) -> Any:
    mine = (
        wanted.select_from(Workout)
        .join(WorkoutEntry, WorkoutEntry.workout_id == Workout.id)
        .join(SetLog, SetLog.entry_id == WorkoutEntry.id)
        .where(Workout.user_id == uow.user_id, Workout.status != "missed", SetLog.kind != "warmup")
    )
    if not exercise_keys and not names:
        return mine
    own_words = WorkoutEntry.exercise_key.is_(None) & WorkoutEntry.name.in_(names)
    return mine.where(WorkoutEntry.exercise_key.in_(exercise_keys) | own_words)
