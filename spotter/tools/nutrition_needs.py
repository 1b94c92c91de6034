"""How much somebody should eat in a day: their target and what is left of it, else what their body suggests."""

from __future__ import annotations

from typing import Literal

from spotter.coaching.nutrition import BMI_FOR_ADJUSTED_WEIGHT, FIGURES, PROTEIN_RANGE_G_PER_KG
from spotter.errors import ToolError
from spotter.store.queries.people import profile_of
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.intake import Figures, Target, days_between, protection_of, target_of
from spotter.tools.nutrition_targets import person_of_targets, refuse_protected
from spotter.tools.spec import Args, Result, tool


class ShowTargetArgs(Args):
    focus: Literal["kcal", "protein"] | None = None


class TargetShown(Result):
    """`need_low_kcal` to `need_high_kcal` is the estimated expenditure, null while `missing` (of the body) is not told."""

    focus: Literal["kcal", "protein"] | None
    target: Target | None
    eaten: Figures
    need_low_kcal: int | None
    need_high_kcal: int | None
    missing: list[str]
    protein_low_g: int | None
    protein_high_g: int | None


@tool(agent="nutrition", kind="read")
async def show_target(args: ShowTargetArgs, ctx: CoachContext, uow: UnitOfWork) -> TargetShown:
    """Tell how many kcal and how much protein the person should eat in a day, and what of it is left today."""
    profile = await profile_of(uow)
    protection = await protection_of(uow, profile, ctx.today)
    person = await person_of_targets(uow, profile, ctx.today)
    refuse_protected(person, protection, ctx)
    if args.focus == "protein" and protection.has_kidney_disease:
        raise ToolError(ctx.style.phrase("nutrition.kidney"))
    eaten = (await days_between(uow, ctx.today, ctx.today)).get(ctx.today)
    low, high = PROTEIN_RANGE_G_PER_KG
    kg = (
        person.body.weight_kg
        if person.body and person.body.weight_kg / (person.body.height_cm / 100) ** 2 < BMI_FOR_ADJUSTED_WEIGHT
        else None
    )
    return TargetShown(
        focus=args.focus,
        target=await target_of(uow, ctx.today),
        eaten=eaten or Figures(**dict.fromkeys(FIGURES, 0.0)),
        need_low_kcal=round(person.need.low) if person.need else None,
        need_high_kcal=round(person.need.high) if person.need else None,
        missing=list(person.missing),
        protein_low_g=round(low * kg) if kg else None,
        protein_high_g=round(high * kg) if kg else None,
    )


TOOLS = (show_target,)
