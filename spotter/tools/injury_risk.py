"""A list of exercises against what hurts: for each whether it is all right, what it loads, why, and what to do instead."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from spotter.catalogue.exercise import Exercise
from spotter.catalogue.exercises import exercises
from spotter.catalogue.joint_demand import demand_on
from spotter.coaching.injury import Sore, joints_of
from spotter.coaching.planning.pregnancy import SOURCE, pregnancy_advice
from spotter.errors import ToolError
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.injuries import InjuryShown, Region, injury_shown, own_exercises
from spotter.tools.injury_swaps import Swap, common_exercises, swap_of
from spotter.tools.lifts import ExerciseRef, catalogued
from spotter.tools.pain_state import RampFact, regions_now
from spotter.tools.plan_wishes import PREGNANCY
from spotter.tools.spec import Args, Result, tool

MOST = 20
SHOWN = 6
Risk = Literal["ok", "careful", "not_now"]
_RISK: dict[str, Risk] = {"fine": "ok", "modify": "careful", "avoid": "not_now"}


class CheckInjuryRiskArgs(Args):
    exercises: list[ExerciseRef] = Field(default_factory=list, max_length=MOST, description="Else what is usually done or planned.")
    region: Region | None = Field(default=None, description="A place that is asked about, though nobody said that it hurts.")


class ExerciseRisk(Result):
    """One exercise. `verdict` is null where the catalogue has no such exercise; `joints` are all that it loads, `regions` what hurts of it.

    `demand` says what asks much of a sore joint (a code), `source` who found that.
    """

    exercise: ExerciseRef
    verdict: Risk | None
    pattern: str | None = None
    joints: list[str] = Field(default_factory=list)
    regions: list[str] = Field(default_factory=list)
    demand: str | None = None
    source: str | None = None
    swap: Swap | None = None


class RiskChecked(Result):
    """`regions` are what hurts or comes back, and what was asked about; `asked_of` is the one of which no pain is noted."""

    is_pregnant: bool = False
    regions: list[str]
    asked_of: str | None
    open: list[InjuryShown]
    looked_at: list[ExerciseRisk]
    ramps: list[RampFact]


@tool(agent="injury", kind="read", training=True)
async def check_injury_risk(args: CheckInjuryRiskArgs, ctx: CoachContext, uow: UnitOfWork) -> RiskChecked:
    """Say of each exercise of a list whether it is ok, careful or not now with what hurts: joints, pattern, reason, what to do instead."""
    regions = await regions_now(ctx, uow)
    sore = [region.sore for region in regions]
    asked_of = args.region if args.region is not None and args.region not in {each.region for each in sore} else None
    sore += [Sore(asked_of, None)] if asked_of else []
    own, usable = await own_exercises(ctx, uow)
    is_pregnant = PREGNANCY in ctx.conditions
    if unknown := [ref.key for ref in args.exercises if ref.key and ref.key not in exercises()]:
        raise ToolError(ctx.style.phrase("programs.unknown_exercise", names=ctx.style.listed(unknown)))
    refs = [catalogued(ref) for ref in args.exercises] or _refs(own, sore, usable)
    return RiskChecked(
        is_pregnant=is_pregnant,
        regions=list(dict.fromkeys(each.region for each in sore)),
        asked_of=asked_of,
        open=[injury_shown(region.injury, ctx) for region in regions if region.injury.status == "open"],
        looked_at=[_in_pregnancy(one) if is_pregnant else one for one in (_looked_at(ref, sore, usable) for ref in refs)],
        ramps=[fact for region in regions if (fact := region.ramp_fact)],
    )


def _refs(own: list[str], sore: list[Sore], usable: list[Exercise]) -> list[ExerciseRef]:
    """What the person does or has planned; where nothing is known, the best known exercises that load what hurts."""
    keys = own or [key for each in sore for key in common_exercises(each.region, usable)]
    known = exercises()
    return [ExerciseRef(key=key, name=known[key].name["en"]) for key in dict.fromkeys(keys) if key in known][:SHOWN]


def _looked_at(ref: ExerciseRef, sore: list[Sore], usable: list[Exercise]) -> ExerciseRisk:
    row = exercises().get(ref.key or "")
    if row is None:
        return ExerciseRisk(exercise=ref, verdict=None)
    swap = swap_of(row, sore, usable)
    hurt = frozenset(joint for region in swap.regions for joint in joints_of(region))
    demand = demand_on(row, hurt)
    return ExerciseRisk(
        exercise=ref,
        verdict=_RISK[swap.verdict],
        pattern=row.pattern,
        joints=list(row.joints),
        regions=swap.regions,
        demand=demand.kind if demand else None,
        source=demand.source if demand else None,
        swap=swap,
    )


def _in_pregnancy(one: ExerciseRisk) -> ExerciseRisk:
    """What a pregnancy asks for beside what hurts: some exercises wait, the others stay moderate."""
    row = exercises().get(one.exercise.key or "")
    if row is None or one.verdict == "not_now":
        return one
    if pregnancy_advice(row) == "leave_out":
        return one.model_copy(update={"verdict": "not_now", "demand": "pregnancy_leave_out", "source": SOURCE, "swap": None})
    return one if one.demand else one.model_copy(update={"verdict": "careful", "demand": "pregnancy_moderate", "source": SOURCE})


TOOLS = (check_injury_risk,)
