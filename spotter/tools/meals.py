"""Meals: logging what was eaten."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field

from spotter.catalogue.food import Food
from spotter.catalogue.foods import foods
from spotter.coaching.limits import LIMITS
from spotter.coaching.nutrition import FIGURES, FoodFigures, atwater_check
from spotter.errors import ToolError
from spotter.ids import new_id
from spotter.language.meal_amounts import Amount, grams_of
from spotter.language.meal_words import GRAMS, MILLILITRES
from spotter.language.wording.nutrition import food_name
from spotter.messages import Block
from spotter.store.queries.metrics import are_body_numbers_hidden
from spotter.store.tables import Meal, MealItem
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.days import refuse_unlikely_day
from spotter.tools.intake import (
    RUN_OF_DAYS,
    Figures,
    FoodRef,
    MealKind,
    Target,
    days_between,
    low_intake_signals,
    progress_cards,
    target_of,
    total,
)
from spotter.tools.spec import Args, Moment, Result, tool

# What rounding the grams to 0.1 can shift: a figure further off than this was said by the person.
SAME_KCAL, SAME_GRAMS = 1.0, 0.15


class MealItemArgs(BaseModel):
    """One food. kcal and grams are of the whole amount; a figure that the person did not state is left out."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    food: FoodRef
    quantity: float = Field(default=1.0, gt=0, le=10_000)
    unit: str | None = Field(default=None, max_length=24)
    grams: float | None = None
    kcal: float | None = None
    protein_g: float | None = None
    carbs_g: float | None = None
    fat_g: float | None = None
    fiber_g: float | None = None
    without: list[str] = Field(default=[], max_length=6, description="What was left out and could not be taken off the figures.")


class LogMealArgs(Args):
    eaten_at: Moment
    meal: MealKind | None = None
    items: list[MealItemArgs] = Field(min_length=1, max_length=40)


class ItemLogged(Result):
    """A food as it was stored.

    `without` was left out of it, yet is in figures that the table gave. `is_doubtful`: what the person stated cannot be true together
    (Atwater).
    """

    food: FoodRef
    quantity: float
    unit: str | None
    grams: float | None
    kcal: float | None
    protein_g: float | None
    carbs_g: float | None
    fat_g: float | None
    fiber_g: float | None
    without: list[str] = Field(default=[])
    is_doubtful: bool = False


class MealLogged(Result):
    """`meal` is the sum of the meal, `day` of its day so far. All figures are null while numbers stay unsaid."""

    meal_id: str
    eaten_on: date
    kind: MealKind | None
    items: list[ItemLogged]
    meal: Figures | None
    day: Figures | None
    target: Target | None
    is_hidden: bool
    signals: list[str]


def _meal_cards(result: MealLogged, ctx: CoachContext) -> list[Block]:
    return progress_cards(result.day, result.target, ctx.style) if result.day else []


@tool(agent="nutrition", kind="write", cards=_meal_cards)
async def log_meal(args: LogMealArgs, ctx: CoachContext, uow: UnitOfWork) -> MealLogged:
    """Log what was eaten: each food with quantity and unit (g, ml, piece, slice, cup ...); one that nobody knows needs its kcal.

    Figures of a known food come from the catalogue for its grams. A figure that differs from those was stated by the person and
    is kept; what they left open then follows their kcal.
    """
    eaten_at = _moment(args.eaten_at, ctx)
    items = [_resolved(item, ctx) for item in args.items]
    meal = await uow.add(
        Meal(
            id=new_id(), user_id=uow.user_id, eaten_at=eaten_at, eaten_on=eaten_at.astimezone(ctx.zone).date(), kind=args.meal,
            created_at=uow.now,
        )
    )  # fmt: skip
    rows = [_row(item, meal, place) for place, item in enumerate(items)]
    await uow.add_all(rows)
    since = ctx.today - timedelta(days=RUN_OF_DAYS)
    is_recent = meal.eaten_on >= since
    days = await days_between(uow, since if is_recent else meal.eaten_on, ctx.today if is_recent else meal.eaten_on)
    signals = [name for name, _level in low_intake_signals(days, ctx.today)]
    hidden = bool(signals) or await are_body_numbers_hidden(uow, ctx.today)
    return MealLogged(
        meal_id=meal.id,
        eaten_on=meal.eaten_on,
        kind=args.meal,
        items=[_without_numbers(item) for item in items] if hidden else items,
        meal=None if hidden else total(rows),
        day=None if hidden else days[meal.eaten_on],
        target=None if hidden else await target_of(uow, meal.eaten_on),
        is_hidden=hidden,
        signals=signals,
    )


def _moment(at: datetime, ctx: CoachContext) -> datetime:
    """The moment in UTC's terms. A meal of today that is named before its usual hour was eaten now."""
    aware = at if at.tzinfo else at.replace(tzinfo=ctx.zone)
    refuse_unlikely_day(aware.astimezone(ctx.zone).date(), ctx, "nutrition.in_future")
    return min(aware, ctx.now)


def _resolved(item: MealItemArgs, ctx: CoachContext) -> ItemLogged:
    food = foods().get(item.food.key) if item.food.key else None
    given = {name: value for name in FIGURES if (value := getattr(item, name)) is not None}
    if food is None and item.kcal is None:
        raise ToolError(ctx.style.phrase("nutrition.unknown_food", food=item.food.name))
    if food is None:
        grams, stated, figures = item.grams, given, given
    else:
        grams = _grams(item, food) if item.grams is None else item.grams
        table = {name: float(getattr(food, name)) * grams / 100 for name in FIGURES}
        stated = {name: value for name, value in given.items() if abs(value - table[name]) > (SAME_KCAL if name == "kcal" else SAME_GRAMS)}
        factor = stated["kcal"] / table["kcal"] if "kcal" in stated and table["kcal"] else 1.0
        figures = {name: stated.get(name, table[name] * factor) for name in FIGURES}
    logged = ItemLogged(
        food=FoodRef(key=food.key if food else None, name=item.food.name),
        quantity=item.quantity,
        unit=item.unit,
        grams=None if grams is None else round(grams, 1),
        without=[] if "kcal" in stated else item.without,
        **{name: round(figures[name], 1) if name in figures else None for name in FIGURES},
    )
    _check(logged, ctx)
    return logged.model_copy(update={"is_doubtful": bool(stated) and not _adds_up(logged, food)})


def _grams(item: MealItemArgs, food: Food) -> float:
    measured = item.quantity if item.unit in GRAMS or item.unit in MILLILITRES else None
    return grams_of(Amount(item.quantity, item.unit, None, measured, given=True), food)


def _check(item: ItemLogged, ctx: CoachContext) -> None:
    limits = {"grams": "food_g", "kcal": "kcal_per_meal"} | dict.fromkeys(FIGURES[1:], "macro_g")
    for name, limit in limits.items():
        value, bounds = getattr(item, name), LIMITS[limit]
        if value is None or bounds.holds(value):
            continue
        style = ctx.style
        raise ToolError(
            style.phrase(
                "nutrition.out_of_range",
                food=food_name(item.food.model_dump(), style),
                what=style.phrase(f"nutrition.of_{name}"),
                low=style.number(bounds.low, 0),
                high=style.number(bounds.high, 0),
            )
        )


def _adds_up(item: ItemLogged, food: Food | None) -> bool:
    if item.kcal is None or item.protein_g is None or item.carbs_g is None or item.fat_g is None:
        return True
    alcohol = food.alcohol_g * (item.grams or 0) / 100 if food else 0.0
    return atwater_check(FoodFigures(item.kcal, item.protein_g, item.carbs_g, item.fat_g, item.fiber_g or 0.0, alcohol)).is_plausible


def _row(item: ItemLogged, meal: Meal, place: int) -> MealItem:
    figures = {name: None if (value := getattr(item, name)) is None else Decimal(str(value)) for name in ("grams", *FIGURES)}
    return MealItem(
        id=new_id(),
        user_id=meal.user_id,
        meal_id=meal.id,
        position=place,
        food_key=item.food.key,
        name=item.food.name,
        quantity=Decimal(str(round(item.quantity, 3))),
        unit=item.unit,
        **figures,
    )


def _without_numbers(item: ItemLogged) -> ItemLogged:
    return item.model_copy(update=dict.fromkeys(("grams", *FIGURES), None) | {"is_doubtful": False})


TOOLS = (log_meal,)
