"""Meals and nutrition targets of the person that a unit of work belongs to."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from spotter.coaching.nutrition import FIGURES
from spotter.store.tables import Meal, MealItem, NutritionTarget
from spotter.store.uow import UnitOfWork


async def items_between(uow: UnitOfWork, first: date, last: date) -> list[tuple[Meal, MealItem]]:
    """Every food eaten from `first` to `last` with its meal, in the order of eating."""
    wanted = (
        select(Meal, MealItem)
        .join(MealItem, MealItem.meal_id == Meal.id)
        .where(Meal.user_id == uow.user_id, Meal.eaten_on >= first, Meal.eaten_on <= last)
        .order_by(Meal.eaten_at, Meal.id, MealItem.position)
    )
    return [(meal, item) for meal, item in await uow.session.execute(wanted)]


async def sums_by_day(uow: UnitOfWork, first: date, last: date) -> dict[date, dict[str, float]]:
    """kcal and grams of each day that has a log, oldest first; a figure that nobody knows counts as nothing."""
    columns = {name: getattr(MealItem, name) for name in FIGURES}
    wanted = (
        select(Meal.eaten_on, *(func.sum(column) for column in columns.values()))
        .join(MealItem, MealItem.meal_id == Meal.id)
        .where(Meal.user_id == uow.user_id, Meal.eaten_on >= first, Meal.eaten_on <= last)
        .group_by(Meal.eaten_on)
        .order_by(Meal.eaten_on)
    )
    return {
        day: {name: float(sum_ or 0) for name, sum_ in zip(columns, sums, strict=True)} for day, *sums in await uow.session.execute(wanted)
    }


async def target_on(uow: UnitOfWork, day: date) -> NutritionTarget | None:
    """The nutrition target that holds on a day: the newest one that began by then."""
    wanted = select(NutritionTarget).where(NutritionTarget.user_id == uow.user_id, NutritionTarget.valid_from <= day)
    newest_first = wanted.order_by(NutritionTarget.valid_from.desc(), NutritionTarget.created_at.desc(), NutritionTarget.id.desc())
    return await uow.session.scalar(newest_first.limit(1))
