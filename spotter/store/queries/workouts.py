"""Workouts of the person that a unit of work belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from spotter.store.tables import Plan, PlanPause, Profile, ProgramVersion, SetLog, Workout, WorkoutEntry
from spotter.store.uow import UnitOfWork

EXCUSES = ("sick", "injury", "pain", "deload", "travel")


@dataclass(frozen=True, slots=True)
class DoneSet:
    """One set as done: kg, s, m; `name` is the entry's name. Of equal sets the first, where `DoneSet`s are told apart by what was done."""

    performed_on: date
    exercise_key: str | None
    name: str
    kind: str
    reps: int | None
    load_kg: Decimal | None
    rpe: Decimal | None
    rir: Decimal | None
    duration_s: int | None
    distance_m: Decimal | None

    @property
    def identity(self) -> str:
        """What tells its exercise from others in a log."""
        return self.exercise_key or self.name


@dataclass(frozen=True, slots=True)
class LoggedSet(DoneSet):
    """A set with where it stands and what was prescribed."""

    workout_id: str
    entry_id: str
    set_id: str
    target_reps_min: int | None
    target_reps_max: int | None
    target_rir: Decimal | None
    target_load_kg: Decimal | None

    @classmethod
    def of(cls, workout: Workout, entry: WorkoutEntry, row: SetLog) -> LoggedSet:
        """One set's rows as one."""
        kept = {field.name: getattr(row, field.name) for field in fields(cls) if hasattr(row, field.name)}
        kept |= {"performed_on": workout.performed_on, "workout_id": workout.id, "set_id": row.id}
        return cls(**kept, exercise_key=entry.exercise_key, name=entry.name)


_COLUMNS: tuple[Any, ...] = (
    Workout.performed_on,
    WorkoutEntry.exercise_key,
    WorkoutEntry.name,
    SetLog.kind,
    SetLog.reps,
    SetLog.load_kg,
    SetLog.rpe,
    SetLog.rir,
    SetLog.duration_s,
    SetLog.distance_m,
    WorkoutEntry.workout_id,
    SetLog.entry_id,
    SetLog.id,
    SetLog.target_reps_min,
    SetLog.target_reps_max,
    SetLog.target_rir,
    SetLog.target_load_kg,
)


async def sets_between(
    uow: UnitOfWork,
    first: date | None = None,
    last: date | None = None,
    *,
    exercise_keys: Sequence[str] = (),
    names: Sequence[str] = (),
) -> list[LoggedSet]:
    """The sets of completed or partial workouts from `first` to `last` (both included), oldest first.

    `exercise_keys` and `names` (of exercises that the catalogue does not know) leave only theirs; without both, everything.
    """
    wanted = (
        select(*_COLUMNS)
        .select_from(Workout)
        .join(WorkoutEntry, WorkoutEntry.workout_id == Workout.id)
        .join(SetLog, SetLog.entry_id == WorkoutEntry.id)
        .where(Workout.user_id == uow.user_id, Workout.status != "missed")
        .order_by(Workout.performed_on, Workout.id, WorkoutEntry.position, SetLog.position)
    )
    if first is not None:
        wanted = wanted.where(Workout.performed_on >= first)
    if last is not None:
        wanted = wanted.where(Workout.performed_on <= last)
    if exercise_keys or names:
        own_words = WorkoutEntry.exercise_key.is_(None) & WorkoutEntry.name.in_(names)
        wanted = wanted.where(WorkoutEntry.exercise_key.in_(exercise_keys) | own_words)
    return [LoggedSet(*row) for row in await uow.session.execute(wanted)]


async def workouts_between(uow: UnitOfWork, first: date | None = None, last: date | None = None) -> list[Workout]:
    """The person's workouts from `first` to `last`, oldest first; missed ones included."""
    wanted = select(Workout).where(Workout.user_id == uow.user_id).order_by(Workout.performed_on, Workout.id)
    if first is not None:
        wanted = wanted.where(Workout.performed_on >= first)
    if last is not None:
        wanted = wanted.where(Workout.performed_on <= last)
    return list(await uow.session.scalars(wanted))


async def latest_workout(uow: UnitOfWork, on: date | None = None) -> Workout | None:
    """The workout logged last, of a day when one is given; what was skipped is none."""
    wanted = select(Workout).where(Workout.user_id == uow.user_id, Workout.status != "missed")
    if on is not None:
        wanted = wanted.where(Workout.performed_on == on)
    return await uow.session.scalar(wanted.order_by(Workout.created_at.desc(), Workout.id.desc()).limit(1))


async def entries_of_workout(uow: UnitOfWork, workout_id: str) -> list[WorkoutEntry]:
    """The exercises of a workout in order."""
    wanted = select(WorkoutEntry).where(WorkoutEntry.user_id == uow.user_id, WorkoutEntry.workout_id == workout_id)
    return list(await uow.session.scalars(wanted.order_by(WorkoutEntry.position)))


async def sets_of(uow: UnitOfWork, entry_id: str) -> list[SetLog]:
    """The sets of an entry in order."""
    wanted = select(SetLog).where(SetLog.user_id == uow.user_id, SetLog.entry_id == entry_id)
    return list(await uow.session.scalars(wanted.order_by(SetLog.position)))


async def usual_loads(uow: UnitOfWork) -> dict[str, float]:
    """The heaviest work load of each exercise so far, in kg."""
    loads = await uow.session.execute(heaviest_loads(), {"user_id": uow.user_id})
    return {key: float(load) for key, load in loads if key is not None and load is not None}


@cache
def heaviest_loads() -> Select[str | None, Any]:
    """Each exercise of `user_id` with its heaviest work load, in kg."""
    return (
        select(WorkoutEntry.exercise_key, func.max(SetLog.load_kg))
        .join(SetLog, SetLog.entry_id == WorkoutEntry.id)
        .where(WorkoutEntry.user_id == bindparam("user_id"), WorkoutEntry.exercise_key.is_not(None), SetLog.load_kg.is_not(None))
        .group_by(WorkoutEntry.exercise_key)
    )


async def workout_days(uow: UnitOfWork) -> list[date]:
    """Every day with a completed or partial workout, oldest first."""
    wanted = select(Workout.performed_on).where(Workout.user_id == uow.user_id, Workout.status != "missed").distinct()
    return list(await uow.session.scalars(wanted.order_by(Workout.performed_on)))


async def workouts_so_far(uow: UnitOfWork, until: date) -> tuple[date, int] | None:
    """The day of the first workout and the number of days with one up to `until`; None before the first."""
    wanted = select(func.min(Workout.performed_on), func.count(Workout.performed_on.distinct()))
    mine = wanted.where(Workout.user_id == uow.user_id, Workout.status != "missed", Workout.performed_on <= until)
    first, days = (await uow.session.execute(mine)).one()
    return None if first is None else (first, days)


async def excused_days(uow: UnitOfWork, today: date) -> list[date]:
    """The days of workouts that were missed for a reason that counts as an excuse, and those on which the plan rested.

    A rest without an end reaches to today, or to the day on which the plan that runs began.
    """
    wanted = select(Workout.performed_on).where(
        Workout.user_id == uow.user_id, Workout.status == "missed", Workout.missed_reason.in_(EXCUSES)
    )
    missed = list(await uow.session.scalars(wanted))
    rests = await uow.session.execute(select(PlanPause.starts_on, PlanPause.ends_on).where(PlanPause.user_id == uow.user_id))
    running = await uow.session.scalar(select(Plan.started_on).where(Plan.user_id == uow.user_id, Plan.status == "active"))
    open_until = today if running is None else running - timedelta(days=1)
    rested = [first + timedelta(days=n) for first, last in rests for n in range(((last or open_until) - first).days + 1)]
    return missed + rested


async def planned_per_week(uow: UnitOfWork) -> int | None:
    """How many workouts a week the person means to do: by the active plan, else by the profile; None where neither says."""
    return await uow.session.scalar(_planned(), {"user_id": uow.user_id})


@cache
def _planned() -> Select[int | None]:
    by_plan = (
        select(ProgramVersion.days_per_week)
        .join(Plan, Plan.version_id == ProgramVersion.id)
        .where(Plan.user_id == Profile.user_id, Plan.status == "active")
        .limit(1)
        .scalar_subquery()
    )
    return select(func.coalesce(by_plan, Profile.days_per_week)).where(Profile.user_id == bindparam("user_id"))
