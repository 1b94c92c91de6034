"""The newest thing of each kind that somebody wrote down: what "no, 82.5" and "delete that" are about."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from spotter.store.tables import Injury, Meal, MealItem, ReadinessCheck, Reminder, SetLog, Workout, WorkoutEntry
from spotter.store.uow import UnitOfWork


async def last_meal(uow: UnitOfWork, on: dt.date | None = None) -> Meal | None:
    """The meal written down last, of a day when one is given."""
    wanted = select(Meal).where(Meal.user_id == uow.user_id)
    if on is not None:
        wanted = wanted.where(Meal.eaten_on == on)
    return await uow.session.scalar(wanted.order_by(Meal.created_at.desc(), Meal.id.desc()).limit(1))


async def items_of(uow: UnitOfWork, meal_id: str) -> list[MealItem]:
    """The foods of a meal in order."""
    wanted = select(MealItem).where(MealItem.user_id == uow.user_id, MealItem.meal_id == meal_id)
    return list(await uow.session.scalars(wanted.order_by(MealItem.position)))


async def last_reminder(uow: UnitOfWork) -> Reminder | None:
    """The active reminder that was set last."""
    wanted = select(Reminder).where(Reminder.user_id == uow.user_id, Reminder.status == "active")
    return await uow.session.scalar(wanted.order_by(Reminder.created_at.desc(), Reminder.id.desc()).limit(1))


async def last_readiness(uow: UnitOfWork, on: dt.date | None = None) -> ReadinessCheck | None:
    """The last word on how somebody feels, of a day when one is given."""
    wanted = select(ReadinessCheck).where(ReadinessCheck.user_id == uow.user_id)
    if on is not None:
        wanted = wanted.where(ReadinessCheck.checked_on == on)
    return await uow.session.scalar(wanted.order_by(ReadinessCheck.checked_at.desc(), ReadinessCheck.id.desc()).limit(1))


async def last_injury(uow: UnitOfWork) -> Injury | None:
    """The pain that was reported last."""
    wanted = select(Injury).where(Injury.user_id == uow.user_id)
    return await uow.session.scalar(wanted.order_by(Injury.reported_at.desc(), Injury.id.desc()).limit(1))


async def last_entry(
    uow: UnitOfWork, on: dt.date | None = None, *, key: str | None = None, name: str | None = None
) -> tuple[Workout, WorkoutEntry] | None:
    """The last exercise of the workout written down last: of a day, and of one exercise (by key, else by name), when they are given."""
    found = await last_entries(uow, on, key=key, name=name, limit=1)
    return found[0] if found else None


async def last_entries(
    uow: UnitOfWork, on: dt.date | None = None, *, key: str | None = None, name: str | None = None, limit: int
) -> list[tuple[Workout, WorkoutEntry]]:
    """The exercises written down last, newest first, chosen as by `last_entry`."""
    wanted = (
        select(Workout, WorkoutEntry)
        .join(WorkoutEntry, WorkoutEntry.workout_id == Workout.id)
        .where(Workout.user_id == uow.user_id, Workout.status != "missed")
    )
    if on is not None:
        wanted = wanted.where(Workout.performed_on == on)
    if key is not None:
        wanted = wanted.where(WorkoutEntry.exercise_key == key)
    elif name is not None:
        wanted = wanted.where(WorkoutEntry.exercise_key.is_(None), WorkoutEntry.name == name)
    newest = wanted.order_by(Workout.created_at.desc(), Workout.id.desc(), WorkoutEntry.position.desc()).limit(limit)
    return [(workout, entry) for workout, entry in await uow.session.execute(newest)]


async def sets_of_workout(uow: UnitOfWork, workout_id: str) -> list[tuple[WorkoutEntry, SetLog]]:
    """The entries of a workout with their sets, in order."""
    wanted = (
        select(WorkoutEntry, SetLog)
        .join(SetLog, SetLog.entry_id == WorkoutEntry.id)
        .where(WorkoutEntry.user_id == uow.user_id, WorkoutEntry.workout_id == workout_id)
        .order_by(WorkoutEntry.position, SetLog.position)
    )
    return [(entry, done) for entry, done in await uow.session.execute(wanted)]
