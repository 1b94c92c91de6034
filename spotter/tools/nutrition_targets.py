"""Daily kcal and protein: what the person asks for, or what their goal and body suggest."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NoReturn, cast

from spotter.coaching.ages import age_on, is_minor
from spotter.coaching.energy import (
    FLOOR_KCAL,
    Activity,
    Body,
    CalorieTarget,
    Cautions,
    Direction,
    KcalRange,
    Sex,
    calorie_target,
    daily_kcal,
    deficit_is_forbidden,
)
from spotter.coaching.limits import LIMITS
from spotter.coaching.nutrition import KCAL_PER_G_PROTEIN, Macros, macro_targets
from spotter.coaching.unknown import Unknown
from spotter.errors import ToolError, ToolQuestion
from spotter.ids import new_id
from spotter.store.queries.metrics import latest_metric
from spotter.store.queries.people import profile_of
from spotter.store.tables import NutritionTarget, Profile
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.intake import Protection, Target, protection_of, target_of
from spotter.tools.spec import Args, Result, tool

DIRECTION_OF_GOAL: dict[str, Direction] = {"weight_loss": "lose", "hypertrophy": "gain"}
ASSUMED_ACTIVITY: Activity = "light"
SOURCES = ("Mifflin 1990", "AHA/ACC/TOS 2013", "Morton 2018")


class SetNutritionTargetArgs(Args):
    """`kcal` and `protein_g` as the person asked; without both they are worked out for `goal` (default: the profile's)."""

    kcal: int | None = None
    protein_g: int | None = None
    goal: Direction | None = None


class TargetSet(Result):
    """`need_low_kcal` to `need_high_kcal` is the estimated expenditure (both ends where the sex is not known), null where unknown."""

    target: Target
    previous: Target | None
    goal: Direction | None
    is_computed: bool
    need_low_kcal: int | None
    need_high_kcal: int | None
    activity: Activity
    is_activity_assumed: bool
    protein_low_g: int | None
    protein_high_g: int | None
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of the person; `body` is None where something is missing."""

    body: Body | None
    missing: tuple[str, ...]
    is_minor: bool
    sex: Sex | None
    activity: Activity | None
    goal: str | None

    @property
    def need(self) -> KcalRange | None:
        found = daily_kcal(self.body, self.activity or ASSUMED_ACTIVITY) if self.body else None
        return found if isinstance(found, KcalRange) else None


@tool(agent="nutrition", kind="write")
async def set_nutrition_target(args: SetNutritionTargetArgs, ctx: CoachContext, uow: UnitOfWork) -> TargetSet:
    """Set the daily target in kcal and protein: as asked, or worked out for a goal (lose, maintain, gain) from the profile.

    A figure below the safe floor is refused with the nearest safe one; minors and people who need protection get no calorie target.
    """
    profile = await profile_of(uow)
    protection = await protection_of(uow, profile, ctx.today)
    person = await person_of_targets(uow, profile, ctx.today)
    refuse_protected(person, protection, ctx)
    previous = await target_of(uow, ctx.today)
    is_computed = args.kcal is None and args.protein_g is None
    decide = _computed if is_computed else _asked
    goal, target, found = decide(args, person, protection, previous, ctx)
    macros = _macros(target, person, goal, protection)
    result = TargetSet(
        target=target,
        previous=previous,
        goal=goal,
        is_computed=is_computed,
        need_low_kcal=round(person.need.low) if person.need else None,
        need_high_kcal=round(person.need.high) if person.need else None,
        activity=person.activity or ASSUMED_ACTIVITY,
        is_activity_assumed=person.activity is None,
        protein_low_g=round(macros.protein_range_g[0]) if macros else None,
        protein_high_g=round(macros.protein_range_g[1]) if macros else None,
        reasons=list(found.reasons) if found else [],
    )
    formula = _formula(args, person, found)
    row = NutritionTarget(
        id=new_id(), user_id=uow.user_id, valid_from=ctx.today, goal=goal, formula=formula, created_at=uow.now, **target.model_dump()
    )
    await uow.add(row)
    return result


async def person_of_targets(uow: UnitOfWork, profile: Profile, today: date) -> Person:
    weight = await latest_metric(uow, "weight")
    age = age_on(profile.birth_date, today) if profile.birth_date else None
    known = {"weight": weight and weight.value, "height": profile.height_cm, "age": age}
    sex = cast("Sex | None", profile.sex)
    body = None
    if weight is not None and profile.height_cm is not None and age is not None:
        body = Body(float(weight.value), float(profile.height_cm), age, sex)
    missing = tuple(name for name, value in known.items() if value is None)
    return Person(
        body,
        missing,
        is_minor(profile.birth_date, profile.conditions, today),
        sex,
        cast("Activity | None", profile.daily_activity),
        profile.goal,
    )


def _refuse(ctx: CoachContext, key: str, **facts: Any) -> NoReturn:
    raise ToolError(ctx.style.phrase(f"nutrition.{key}", **facts))


def refuse_protected(person: Person, protection: Protection, ctx: CoachContext) -> None:
    if not protection.is_advice_allowed:
        _refuse(ctx, "advice_rests")
    if person.is_minor:
        _refuse(ctx, "no_target_minor")
    if protection.is_hidden or protection.cautions.has_eating_disorder_flag:
        _refuse(ctx, "no_target_now")


_Decision = tuple[Direction | None, Target, CalorieTarget | None]


def _asked(args: SetNutritionTargetArgs, person: Person, protection: Protection, previous: Target | None, ctx: CoachContext) -> _Decision:
    """The figures as asked, checked against the floor; what was not named stays as it was."""
    found = _checked_kcal(args.kcal, person, protection.cautions, ctx) if args.kcal is not None else None
    if args.protein_g is not None:
        _check_protein(args.protein_g, protection, ctx)
    kcal = args.kcal if args.kcal is not None else previous and previous.kcal
    protein = args.protein_g if args.protein_g is not None else previous and previous.protein_g
    if kcal and protein and protein * KCAL_PER_G_PROTEIN > kcal:
        _refuse(ctx, "protein_over_kcal", protein=protein, of_protein=round(protein * KCAL_PER_G_PROTEIN), kcal=kcal)
    return args.goal, Target(kcal=kcal, protein_g=protein), found


def _checked_kcal(kcal: int, person: Person, cautions: Cautions, ctx: CoachContext) -> CalorieTarget | None:
    bounds = LIMITS["kcal_per_day"]
    if not 0 < kcal <= bounds.high:
        _refuse(ctx, "kcal_out_of_range", high=round(bounds.high))
    need = person.need
    found = calorie_target(person.body, need.middle, "maintain", cautions=cautions, asked_kcal=kcal) if person.body and need else None
    if isinstance(found, CalorieTarget):
        if found.kcal > kcal:
            _refuse(ctx, f"refused_{_why(found)}", kcal=kcal, safe=_safe(found.kcal))
        return found
    if kcal < FLOOR_KCAL[person.sex]:
        _refuse(ctx, "refused_below_floor", kcal=kcal, safe=_safe(FLOOR_KCAL[person.sex]))
    return None


def _why(found: CalorieTarget) -> Literal["no_deficit", "below_floor", "large_deficit"]:
    if any(reason.startswith("no_deficit") for reason in found.reasons):
        return "no_deficit"
    return "below_floor" if "held_at_floor" in found.reasons else "large_deficit"


def _safe(kcal: float) -> int:
    """The nearest ten that is not below the figure."""
    return math.ceil(kcal / 10) * 10


def _check_protein(protein_g: int, protection: Protection, ctx: CoachContext) -> None:
    if protection.has_kidney_disease:
        _refuse(ctx, "kidney")
    if not 0 < protein_g <= LIMITS["macro_g"].high:
        _refuse(ctx, "protein_out_of_range", high=round(LIMITS["macro_g"].high))


def _computed(
    args: SetNutritionTargetArgs, person: Person, protection: Protection, _previous: Target | None, ctx: CoachContext
) -> _Decision:
    """kcal from expenditure and goal, protein, fat and carbohydrates from the weight."""
    goal = args.goal or (DIRECTION_OF_GOAL.get(person.goal, "maintain") if person.goal else None)
    if person.body is None or goal is None:
        _ask(person.missing if goal else (*person.missing, "goal"), ctx)
    need = person.need
    if need is None:
        _refuse(ctx, "age_without_formula")
    forbidden = deficit_is_forbidden(person.body, protection.cautions)
    if goal == "lose" and forbidden:
        _refuse(ctx, "no_loss", safe=_safe(need.middle))
    found = calorie_target(person.body, need.middle, goal, cautions=protection.cautions)
    if isinstance(found, Unknown):
        _refuse(ctx, "age_without_formula")
    target = Target(kcal=_safe(found.kcal))
    macros = _macros(target, person, goal, protection)
    if macros is not None:
        figures = {"protein_g": round(macros.protein_g), "carbs_g": round(macros.carbs_g), "fat_g": round(macros.fat_g)}
        target = target.model_copy(update=figures)
    return goal, target, found


def _ask(missing: tuple[str, ...], ctx: CoachContext) -> NoReturn:
    style = ctx.style
    wanted = style.listed([style.phrase(f"nutrition.missing_{name}") for name in missing])
    lead = style.phrase(f"house.lead_{missing[0]}") if len(missing) == 1 else ""
    raise ToolQuestion(style.phrase("nutrition.missing", wanted=wanted), repeats=True, lead=lead)


def _macros(target: Target, person: Person, goal: Direction | None, protection: Protection) -> Macros | None:
    if person.body is None or target.kcal is None:
        return None
    kidneys = protection.has_kidney_disease
    found = macro_targets(target.kcal, person.body.weight_kg, person.body.height_cm, goal or "maintain", has_kidney_disease=kidneys)
    return found if isinstance(found, Macros) else None


def _formula(args: SetNutritionTargetArgs, person: Person, found: CalorieTarget | None) -> dict[str, Any]:
    """What "why" tells of the target: the formula, its inputs and sources."""
    told: dict[str, Any] = {"asked": args.model_dump(exclude_none=True)}
    if found is None or person.body is None or person.need is None:
        return told | {"formula": "as_asked", "version": 1}
    body = person.body
    inputs = {"weight_kg": body.weight_kg, "height_cm": body.height_cm, "age": body.age, "sex": body.sex}
    return told | {
        "formula": found.provenance.formula,
        "version": found.provenance.version,
        "inputs": inputs | {"activity": person.activity or ASSUMED_ACTIVITY, "is_activity_assumed": person.activity is None},
        "need_kcal": [round(person.need.low), round(person.need.high)],
        "floor_kcal": round(found.floor_kcal),
        "reasons": list(found.reasons),
        "sources": list(SOURCES),
    }


TOOLS = (set_nutrition_target,)
