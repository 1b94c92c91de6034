"""What was eaten on a day, what it is measured against, and whether numbers may be said: shared by the nutrition tools."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, cast

from pydantic import BaseModel, ConfigDict, Field

from spotter.coaching.ages import ADULT_AGE, known_age
from spotter.coaching.energy import Body, Cautions, deficit_is_forbidden
from spotter.coaching.nutrition import FIGURES
from spotter.coaching.safety import (
    DISORDERED_EATING_SIGNALS,
    Level,
    Signal,
    nutrition_allowed,
    signals_of_intake,
)
from spotter.language.wording.style import Style
from spotter.messages import Block, ProgressBlock
from spotter.store.queries.holds import active_holds
from spotter.store.queries.metrics import are_body_numbers_hidden, latest_metric
from spotter.store.queries.nutrition import sums_by_day, target_on
from spotter.store.tables import Meal, MealItem, Profile
from spotter.store.uow import UnitOfWork
from spotter.tools.spec import Result

MealKind = Literal["breakfast", "lunch", "dinner", "snack"]
RUN_OF_DAYS = 3  # signals_of_intake looks at three days running
_SOUND = 65.0, 170.0  # kg and cm of a body that no rule looks at
Eaten = list[tuple[Meal, MealItem]]


class FoodRef(BaseModel):
    """A food of the catalogue, or a person's own words where `key` is null."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str | None = Field(default=None, max_length=80)
    name: str = Field(min_length=1, max_length=120)


class Figures(Result):
    """kcal and grams."""

    kcal: float = 0.0
    protein_g: float = 0.0
    carbs_g: float = 0.0
    fat_g: float = 0.0
    fiber_g: float = 0.0


class Target(Result):
    """The daily figures to reach; null where none is set."""

    kcal: int | None = None
    protein_g: int | None = None
    carbs_g: int | None = None
    fat_g: int | None = None


@dataclass(frozen=True, slots=True)
class Protection:
    """What the person's age and standing safety holds ask of the nutrition tools."""

    is_hidden: bool
    is_advice_allowed: bool
    cautions: Cautions
    has_kidney_disease: bool


def total(items: Iterable[MealItem]) -> Figures:
    """The sum of the foods' figures; a figure that nobody knows counts as nothing."""
    rows = list(items)
    return Figures(**{name: round(sum(float(getattr(row, name) or 0) for row in rows), 1) for name in FIGURES})


async def days_between(uow: UnitOfWork, first: date, last: date) -> dict[date, Figures]:
    """The sum of each day on which something was logged, in order."""
    sums = await sums_by_day(uow, first, last)
    return {day: Figures(**{name: round(value, 1) for name, value in figures.items()}) for day, figures in sums.items()}


def low_intake_signals(days: dict[date, Figures], today: date) -> list[Signal]:
    """Signals of the three days before today, when each of them was logged. Today is not over, so it does not count."""
    running = [today - timedelta(days=back) for back in range(RUN_OF_DAYS, 0, -1)]
    return list(signals_of_intake([days[day].kcal for day in running if day in days]))


async def target_of(uow: UnitOfWork, day: date) -> Target | None:
    """The target that holds on a day."""
    row = await target_on(uow, day)
    return None if row is None else Target(kcal=row.kcal, protein_g=row.protein_g, carbs_g=row.carbs_g, fat_g=row.fat_g)


async def protection_of(uow: UnitOfWork, profile: Profile, today: date) -> Protection:
    """Read what protects this person."""
    holds = await active_holds(uow)
    told = {str(condition) for condition in profile.conditions or []} | {str(signal) for hold in holds for signal in hold.signals}
    return Protection(
        is_hidden=await are_body_numbers_hidden(uow, today),
        is_advice_allowed=all(nutrition_allowed(cast(Level, hold.level)) for hold in holds),
        cautions=Cautions(
            is_pregnant=bool(told & {"pregnancy", "pregnancy_warning"}),
            is_breastfeeding="breastfeeding" in told,
            has_eating_disorder_flag=bool(told & DISORDERED_EATING_SIGNALS),
        ),
        has_kidney_disease="kidney_disease" in told,
    )


async def no_deficit_reason(uow: UnitOfWork, profile: Profile, today: date) -> str | None:
    """The reason (code) why this person gets no deficit, None where one is possible; what was never said forbids nothing."""
    protection = await protection_of(uow, profile, today)
    weight = await latest_metric(uow, "weight")
    conditions = [str(condition) for condition in profile.conditions or []]
    age = known_age(profile.birth_date, conditions, today)
    kg, cm = (float(weight.value), float(profile.height_cm)) if weight and profile.height_cm else _SOUND
    return deficit_is_forbidden(Body(kg, cm, ADULT_AGE if age is None else age), protection.cautions)


def progress_cards(eaten: Figures, target: Target | None, style: Style) -> list[Block]:
    """Bars of kcal and protein against the target."""
    if target is None:
        return []
    bars = (("kcal", "kcal", eaten.kcal, target.kcal), ("protein", "g", eaten.protein_g, target.protein_g))
    return [
        ProgressBlock(title=style.phrase(f"nutrition.title_{name}"), unit=unit, value=round(value), target=float(goal))
        for name, unit, value, goal in bars
        if goal
    ]
