"""Goals of the person that a unit of work belongs to, and the bests that they are measured against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import case, func, select

from spotter.store.tables import Goal, Meal, MealItem, SetLog, Workout, WorkoutEntry
from spotter.store.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class LoadBests:
    """The heaviest load of one exercise before a day and from that day on, kg; None where there is none."""

    exercise_key: str
    name: str
    before: Decimal | None
    since: Decimal | None


async def open_goals(uow: UnitOfWork, limit: int = 100) -> list[Goal]:
    """The goals that still stand, oldest first."""
    wanted = select(Goal).where(Goal.user_id == uow.user_id, Goal.status == "open")
    return list(await uow.session.scalars(wanted.order_by(Goal.created_at, Goal.id).limit(limit)))


async def reached_since(uow: UnitOfWork, moment: datetime) -> list[str]:
    """The goals that were reached from `moment` on, in the person's own words, the newest first."""
    wanted = select(Goal.text).where(Goal.user_id == uow.user_id, Goal.status == "reached", Goal.closed_at >= moment)
    return list(await uow.session.scalars(wanted.order_by(Goal.closed_at.desc(), Goal.id)))


async def workout_days(uow: UnitOfWork, first: date | None = None) -> list[date]:
    """The days with a workout, missed ones left out, oldest first."""
    wanted = select(Workout.performed_on).where(Workout.user_id == uow.user_id, Workout.status != "missed").distinct()
    if first is not None:
        wanted = wanted.where(Workout.performed_on >= first)
    return list(await uow.session.scalars(wanted.order_by(Workout.performed_on)))


async def kcal_by_day(uow: UnitOfWork, first: date) -> dict[date, Decimal]:
    """What was eaten on each logged day from `first` on, kcal."""
    wanted = (
        select(Meal.eaten_on, func.sum(MealItem.kcal))
        .join(MealItem, MealItem.meal_id == Meal.id)
        .where(Meal.user_id == uow.user_id, Meal.eaten_on >= first)
        .group_by(Meal.eaten_on)
    )
    return {day: Decimal(str(kcal)) for day, kcal in await uow.session.execute(wanted) if kcal is not None}


async def load_bests(uow: UnitOfWork, since: date, keys: Sequence[str] = ()) -> list[LoadBests]:
    """The heaviest work load of each exercise before `since` and from then on."""
    before = func.max(case((Workout.performed_on < since, SetLog.load_kg)))
    after = func.max(case((Workout.performed_on >= since, SetLog.load_kg)))
    wanted = (
        select(WorkoutEntry.exercise_key, func.max(WorkoutEntry.name), before, after)
        .join(Workout, Workout.id == WorkoutEntry.workout_id)
        .join(SetLog, SetLog.entry_id == WorkoutEntry.id)
        .where(Workout.user_id == uow.user_id, WorkoutEntry.exercise_key.is_not(None), SetLog.kind != "warmup")
        .group_by(WorkoutEntry.exercise_key)
        .order_by(WorkoutEntry.exercise_key)
    )
    if keys:
        wanted = wanted.where(WorkoutEntry.exercise_key.in_(keys))
    rows = await uow.session.execute(wanted)
    return [LoadBests(key, name, _exact(old), _exact(new)) for key, name, old, new in rows if key is not None]


def _exact(value: Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
