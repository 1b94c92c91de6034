"""A correction applied to the last meal."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from spotter.catalogue.food import Food
from spotter.catalogue.food_words import take_apart
from spotter.catalogue.foods import foods
from spotter.coaching.limits import LIMITS
from spotter.coaching.nutrition import FIGURES
from spotter.errors import ToolError, ToolQuestion
from spotter.language.meal_amounts import Amount, grams_of
from spotter.language.meal_words import GRAMS, MILLILITRES
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
    is_about_food = isinstance(amount, (int, float)) or args.kcal is not None
    item = _item(args, items, style) if is_about_food else items[0]
    before = _told(meal, item)
    if isinstance(amount, (int, float)):
        await uow.change(item, **_scaled(item, Decimal(str(amount)), args, style))
    if args.kcal is not None:
        await uow.change(item, **_with_kcal(item, Decimal(str(args.kcal))))
    if args.date is not None:
        await uow.change(meal, eaten_on=args.date, eaten_at=meal.eaten_at + (args.date - meal.eaten_on))
    return before, _told(meal, item), meal.eaten_on


def _item(args: CorrectEntryArgs, items: list[MealItem], style: Style) -> MealItem:
    """The food that is meant: by its key, else the one of the same first name ("egg" for a fried one)."""
    food = args.food
    if food is not None:
        same = [item for item in items if (item.food_key == food.key if food.key else item.name == food.name)]
        items = same or [item for item in items if _first_name(item.name) == _first_name(food.name)]
        if not items:
            raise ToolError(style.phrase("corrections.no_such_food", what=food_name(food.model_dump(), style)))
    if len(items) != 1:
        raise ToolQuestion(style.phrase("corrections.which_food"))
    return items[0]


def _first_name(name: str) -> str:
    return take_apart(name.split(",", maxsplit=1)[0]).head


def _scaled(item: MealItem, amount: Decimal, args: CorrectEntryArgs, style: Style) -> dict[str, Any]:
    """The item with another amount, its figures in proportion; an amount in another unit by what that weighs of the food."""
    if amount <= 0:
        raise ToolError(style.phrase("corrections.out_of_range"))
    unit, food = args.unit, foods().get(item.food_key or "")
    is_counted_anew = args.food is not None and unit is None and item.unit in WEIGHED
    is_same_unit = not is_counted_anew and unit in (None, item.unit)
    grams = _weight(amount, "piece" if is_counted_anew else unit, food)
    if is_same_unit:
        factor = amount / item.quantity
    elif grams is not None and item.grams:
        factor = grams / item.grams
    else:
        raise ToolError(style.phrase("corrections.other_unit", what=food_name({"key": item.food_key, "name": item.name}, style)))
    changed = {name: value * factor for name in ("grams", *FIGURES) if (value := getattr(item, name)) is not None}
    if changed.get("grams", Decimal(0)) > LIMITS["food_g"].high or changed.get("kcal", Decimal(0)) > LIMITS["kcal_per_meal"].high:
        raise ToolError(style.phrase("corrections.out_of_range"))
    rounded = {name: round(value, 1 if name in ("grams", "kcal") else 2) for name, value in changed.items()}
    return {**rounded, "quantity": amount, "unit": item.unit if is_same_unit else "piece" if is_counted_anew else unit}


def _weight(amount: Decimal, unit: str | None, food: Food | None) -> Decimal | None:
    """Grams of so much of the food; None where that is not known."""
    if unit in WEIGHED:
        return amount
    if food is None or unit is None:
        return None
    measured = float(amount) if unit in GRAMS or unit in MILLILITRES else None
    return Decimal(str(round(grams_of(Amount(float(amount), unit, None, measured, given=True), food), 1)))


def _with_kcal(item: MealItem, kcal: Decimal) -> dict[str, Any]:
    """The item with the kcal that the person states, its other figures in proportion to them."""
    if not item.kcal:
        return {"kcal": kcal}
    macros = {name: round(value * kcal / item.kcal, 2) for name in FIGURES[1:] if (value := getattr(item, name)) is not None}
    return {"kcal": kcal, **macros}


def _told(meal: Meal, item: MealItem) -> dict[str, Any]:
    kcal = None if item.kcal is None else float(item.kcal)
    food = {"key": item.food_key, "name": item.name}
    return {"food": food, "quantity": float(item.quantity), "unit": item.unit, "kcal": kcal, "date": meal.eaten_on.isoformat()}
