"""What was eaten, by day and by week, against the target."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from spotter.coaching.nutrition import FIGURES
from spotter.language.wording.nutrition import day_table, week_table
from spotter.messages import Block
from spotter.store.queries.metrics import are_body_numbers_hidden
from spotter.store.queries.nutrition import items_between
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.intake import (
    Eaten,
    Figures,
    FoodRef,
    MealKind,
    Target,
    days_between,
    low_intake_signals,
    progress_cards,
    target_of,
)
from spotter.tools.spec import Args, Result, tool

Focus = Literal["kcal", "protein", "carbs", "fat", "fiber"]
WEEK = 7
MIN_USUAL_DAYS = 3  # fewer logged days are no habit


class ShowNutritionArgs(Args):
    period: Literal["today", "yesterday", "week"] = "today"
    focus: Focus | None = None


class FoodEaten(Result):
    """One food of a day."""

    kind: MealKind | None
    food: FoodRef
    quantity: float
    unit: str | None
    grams: float | None
    kcal: float | None
    protein_g: float | None


class DayEaten(Result):
    day: date
    figures: Figures


class NutritionShown(Result):
    """`figures` are the day's sum, or for a week the average of the days that have a log. `usual` is that of the seven days before.

    `foods` are a day's, and a week's only while numbers stay unsaid.
    """

    period: Literal["today", "yesterday", "week"]
    focus: Focus | None
    first: date
    last: date
    foods: list[FoodEaten]
    days: list[DayEaten]
    figures: Figures | None
    usual: Figures | None
    usual_days: int
    target: Target | None
    is_hidden: bool
    signals: list[str]


def _shown_cards(result: NutritionShown, ctx: CoachContext) -> list[Block]:
    if result.figures is None or not result.days:
        return []
    style, facts = ctx.style, result.model_dump()
    table = week_table(facts, style) if result.period == "week" else day_table(facts, style)
    return [table, *progress_cards(result.figures, result.target, style)]


@tool(agent="nutrition", kind="read", cards=_shown_cards)
async def show_nutrition(args: ShowNutritionArgs, ctx: CoachContext, uow: UnitOfWork) -> NutritionShown:
    """Show what was eaten today, yesterday or in the last seven days: kcal, protein, carbs, fat and fibre against the target."""
    last = ctx.today - timedelta(days=1) if args.period == "yesterday" else ctx.today
    first = last - timedelta(days=WEEK - 1) if args.period == "week" else last
    days = await days_between(uow, first - timedelta(days=WEEK), last)
    inside = {day: figures for day, figures in days.items() if day >= first}
    before = [figures for day, figures in days.items() if day < first]
    signals = [name for name, _level in low_intake_signals(days, ctx.today)]
    hidden = bool(signals) or await are_body_numbers_hidden(uow, ctx.today)
    eaten = await items_between(uow, first, last) if hidden or args.period != "week" else []
    return NutritionShown(
        period=args.period,
        focus=args.focus,
        first=first,
        last=last,
        foods=_foods_eaten(eaten, hidden=hidden),
        days=[] if hidden else [DayEaten(day=day, figures=figures) for day, figures in inside.items()],
        figures=None if hidden else _average(list(inside.values())),
        usual=None if hidden or len(before) < MIN_USUAL_DAYS else _average(before),
        usual_days=len(before),
        target=None if hidden else await target_of(uow, last),
        is_hidden=hidden,
        signals=signals,
    )


def _average(days: list[Figures]) -> Figures:
    return Figures(**{name: round(sum(getattr(day, name) for day in days) / max(1, len(days)), 1) for name in FIGURES})


def _foods_eaten(eaten: Eaten, *, hidden: bool) -> list[FoodEaten]:
    def number(value: Decimal | None) -> float | None:
        return None if hidden or value is None else float(value)

    return [
        FoodEaten(
            kind=meal.kind,
            food=FoodRef(key=item.food_key, name=item.name),
            quantity=float(item.quantity),
            unit=item.unit,
            grams=number(item.grams),
            kcal=number(item.kcal),
            protein_g=number(item.protein_g),
        )
        for meal, item in eaten
    ]


TOOLS = (show_nutrition,)
