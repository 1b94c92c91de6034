"""A correction applied to the last meal."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from spotter.coaching.limits import LIMITS
from spotter.coaching.nutrition import FIGURES
from spotter.errors import ToolError, ToolQuestion
from spotter.language.wording.nutrition import food_name
from spotter.language.wording.style import Style
from spotter.store.queries.entries import items_of, last_meal
from spotter.store.tables import Meal, MealItem
from spotter.store.uow import UnitOfWork

if TYPE_CHECKING:
    from spotter.tools.corrections import CorrectEntryArgs

WEIGHED = ("g", "gram", "grams", "gramme", "grammes", "ml")


async def correct_meal(args: CorrectEntryArgs, style: Style, uow: UnitOfWork) -> tuple[dict[str, Any], dict[str, Any], dt.date]:
    """Change how much of a food it was, its figures with it, or the day of the meal."""
    meal = await last_meal(uow)
    items = await items_of(uow, meal.id) if meal else []
    if meal is None or not items:
        raise ToolError(style.phrase("corrections.nothing"))
    amount = args.quantity if args.quantity is not None else args.value
    item = _item(args, items, style) if isinstance(amount, (int, float)) else items[0]
    before = _told(meal, item)
    if isinstance(amount, (int, float)):
        await uow.change(item, **_scaled(item, Decimal(str(amount)), args.unit, style))
    if args.date is not None:
        await uow.change(meal, eaten_on=args.date, eaten_at=meal.eaten_at + (args.date - meal.eaten_on))
    return before, _told(meal, item), meal.eaten_on


def _item(args: CorrectEntryArgs, items: list[MealItem], style: Style) -> MealItem:
    food = args.food
    if food is not None:
        items = [item for item in items if (item.food_key == food.key if food.key else item.name == food.name)]
    if len(items) != 1:
        raise ToolQuestion(style.phrase("corrections.which_food"))
    return items[0]


def _scaled(item: MealItem, amount: Decimal, unit: str | None, style: Style) -> dict[str, Any]:
    if amount <= 0:
        raise ToolError(style.phrase("corrections.out_of_range"))
    is_weighed = unit in WEIGHED and item.unit not in WEIGHED
    whole = item.grams if is_weighed else item.quantity
    if not whole or (unit is not None and not is_weighed and unit != item.unit):
        raise ToolError(style.phrase("corrections.other_unit", what=food_name({"key": item.food_key, "name": item.name}, style)))
    factor = amount / whole
    changed = {name: value * factor for name in ("grams", *FIGURES) if (value := getattr(item, name)) is not None}
    if changed.get("grams", Decimal(0)) > LIMITS["food_g"].high or changed.get("kcal", Decimal(0)) > LIMITS["kcal_per_meal"].high:
        raise ToolError(style.phrase("corrections.out_of_range"))
    rounded = {name: round(value, 1 if name in ("grams", "kcal") else 2) for name, value in changed.items()}
    return {**rounded, "quantity": amount, "unit": unit if is_weighed else item.unit}


def _told(meal: Meal, item: MealItem) -> dict[str, Any]:
    kcal = None if item.kcal is None else float(item.kcal)
    food = {"key": item.food_key, "name": item.name}
    return {"food": food, "quantity": float(item.quantity), "unit": item.unit, "kcal": kcal, "date": meal.eaten_on.isoformat()}
