"""The plan that runs, looked over: what speaks against it now, and what one made today would do otherwise. Nothing is changed."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict

from spotter.catalogue.exercises import exercises
from spotter.catalogue.programs import weeks_of
from spotter.coaching.planning.check import validate_plan
from spotter.coaching.planning.generation import generate_plan
from spotter.coaching.planning.request import ALWAYS_THERE, DraftWeek, Infeasible, PlanDraft, PlanRequest, Reason
from spotter.coaching.volume import MuscleSets, banded_groups, goal_band, weekly_sets
from spotter.errors import ToolError
from spotter.language.wording.plan_review import muscle_table
from spotter.language.wording.plans import OF_AN_EXERCISE, reason_in_words
from spotter.messages import Block
from spotter.store.queries.people import profile_of
from spotter.store.queries.plans import Course, active_course, call_that_made
from spotter.store.uow import UnitOfWork
from spotter.tools.caution import keep_it_light
from spotter.tools.context import CoachContext
from spotter.tools.injury_swaps import equipment_for
from spotter.tools.lifts import ExerciseRef
from spotter.tools.plan_days import minutes_of, ref_of
from spotter.tools.plan_wishes import ProposePlanArgs, wishes_of
from spotter.tools.plans import MOST_OBSTACLES, ReasonFact
from spotter.tools.spec import Result, tool

LOOKED_BACK_WEEKS, FEWEST_WEEKS = 4, 2
DAYS = frozenset({"days_per_week", "weekdays"})
SELDOM = 0.5  # of the workouts that were due: below it the days do not fit the life (adherence tiers, coaching.adherence)
FEWEST_DAYS = 2  # every large muscle twice a week (ACSM 2026, WHO 2020)


class ReviewPlanArgs(ProposePlanArgs):
    """What shall be otherwise than in the plan that runs; what is left out stays as it is."""


class FindingFact(BaseModel):
    """What the validator says of the plan as it runs: a code with its figures, how bad it is, and whose rule it is."""

    model_config = ConfigDict(frozen=True)

    code: str
    severity: Literal["error", "warning"]
    params: dict[str, str]
    source: str


class MuscleFact(BaseModel):
    """Hard sets of a muscle in a usual week, now and in the plan made anew, beside the band that the goal asks for."""

    model_config = ConfigDict(frozen=True)

    muscle: str
    sets_now: float
    sets_then: float
    low: int
    high: int


class PlanReviewed(Result):
    """`wishes` are the arguments of `propose_plan` that make the other plan the active one.

    `done` of `due` workouts were done in the last four weeks; null before two weeks of the plan. `is_better` where the other plan takes
    something away that speaks against this one, or trains a muscle that has too little.
    """

    plan_id: str
    name: dict[str, str]
    week: int
    weeks: int
    done: int | None
    due: int | None
    findings: list[FindingFact]
    kept: list[ExerciseRef]
    added: list[ExerciseRef]
    removed: list[ExerciseRef]
    muscles: list[MuscleFact]
    days_per_week: int
    days_per_week_now: int
    reasons: list[ReasonFact]
    is_better: bool
    wishes: dict[str, object]


@dataclass(frozen=True, slots=True)
class _Remade:
    """The plan that runs, as weeks, and the one that would be made today."""

    course: Course
    now: tuple[DraftWeek, ...]
    request: PlanRequest
    wishes: ProposePlanArgs
    draft: PlanDraft
    kept_days: tuple[int, int] | None


async def _remake(args: ReviewPlanArgs, ctx: CoachContext) -> _Remade:
    """Read what is known, let go of the database, and solve in a thread; `ToolError` in words where there is no plan, or no other one."""
    async with ctx.store.read(ctx.user_id) as uow:
        is_light = await keep_it_light(ctx, uow)
        course = await active_course(uow)
        if course is None:
            raise ToolError(ctx.style.phrase("plan_review.no_plan"))
        kept_days = _kept_days(course, ctx.today)
        wanted = await _wanted(args, course, kept_days, uow)
        wishes = await wishes_of(wanted, ctx, uow, is_light=is_light)
    request = replace(wishes.request, last_used=frozenset())  # what stands in the plan is no drawback here
    draft = await asyncio.to_thread(generate_plan, request, list(exercises().values()))
    if isinstance(draft, Infeasible):
        raise ToolError(" ".join(reason_in_words(reason.code, reason.params, ctx.style) for reason in draft.reasons[:MOST_OBSTACLES]))
    return _Remade(course, weeks_of(course.program, course.plan.weekdays or ()), request, wanted, draft, kept_days)


async def _wanted(args: ReviewPlanArgs, course: Course, kept_days: tuple[int, int] | None, uow: UnitOfWork) -> ProposePlanArgs:
    """The wishes that the plan was made of, with what shall be otherwise now. Of a program they are read off its days."""
    program, profile, asked = course.program, await profile_of(uow), args.model_dump(exclude_unset=True)
    made = await call_that_made(uow, course.plan.id)
    longest = program.minutes or max(minutes_of(day.slots) for block in program.blocks for day in block.days)
    said: dict[str, object] = {"goal": program.goal, "level": profile.level or program.level, "minutes": longest}
    if made is not None and made.tool == "propose_plan":
        said |= {name: value for name, value in made.args.items() if name not in DAYS}
    elif profile.equipment is None:
        needed = equipment_for([slot.exercise for slot in program.slots()]) - ALWAYS_THERE
        said["equipment"] = sorted(needed) or ["bodyweight"]
    if profile.equipment is not None:
        said.pop("equipment", None)  # what was told since counts
    return ProposePlanArgs.model_validate(said | ({} if DAYS & asked.keys() else _days(course, kept_days)) | asked)


def _days(course: Course, kept_days: tuple[int, int] | None) -> dict[str, object]:
    """The days of the plan, or fewer where half of the workouts are not done."""
    days = course.program.days_per_week
    if kept_days is not None and kept_days[0] / kept_days[1] < SELDOM and days > FEWEST_DAYS:
        return {"days_per_week": max(FEWEST_DAYS, math.ceil(days * kept_days[0] / kept_days[1]))}
    return {"weekdays": course.plan.weekdays} if course.plan.weekdays else {"days_per_week": days}


def _kept_days(course: Course, today: date) -> tuple[int, int] | None:
    """Workouts done and due in the last four weeks of the plan; excused ones are not due."""
    first = max(course.plan.started_on, today - timedelta(weeks=LOOKED_BACK_WEEKS))
    weeks = (today - first).days // 7
    if weeks < FEWEST_WEEKS:
        return None
    since = today - timedelta(weeks=weeks)
    done = sum(since <= one.performed_on for one in course.done)
    return done, max(course.program.days_per_week * weeks - sum(since <= on for on in course.skipped), 1)


def _cards(result: PlanReviewed, ctx: CoachContext) -> list[Block]:
    return [muscle_table(result.model_dump(), ctx.style)] if result.muscles else []


@tool(agent="planner", kind="read", prepare=_remake, cards=_cards)
async def review_plan(args: _Remade, ctx: CoachContext, uow: UnitOfWork) -> PlanReviewed:
    """Look the running plan over: what speaks against it now, and what one made today would do otherwise."""
    findings = validate_plan(args.now, args.request, list(exercises().values()))
    now, then = _exercises_of(args.now), _exercises_of(args.draft.weeks)
    muscles = _muscles(args)
    gains = [one for one in muscles if one.sets_now < one.low and one.sets_then > one.sets_now]
    program, plan, draft = args.course.program, args.course.plan, args.draft
    days = len(draft.weeks[0].days)
    return PlanReviewed(
        plan_id=plan.id,
        name=program.name,
        week=args.course.week,
        weeks=program.weeks,
        done=args.kept_days[0] if args.kept_days else None,
        due=args.kept_days[1] if args.kept_days else None,
        findings=[FindingFact(code=one.code, severity=one.severity, params=dict(one.params), source=one.source) for one in findings],
        kept=[ref_of(key) for key in now if key in then],
        added=[ref_of(key) for key in then if key not in now],
        removed=[ref_of(key) for key in now if key not in then],
        muscles=muscles,
        days_per_week=days,
        days_per_week_now=program.days_per_week,
        reasons=[_fact(one) for one in draft.reasons if not one.code.startswith(OF_AN_EXERCISE)],
        is_better=any(one.severity == "error" for one in findings) or bool(gains) or days < program.days_per_week,
        wishes=args.wishes.model_dump(mode="json", exclude_unset=True),
    )


def _fact(reason: Reason) -> ReasonFact:
    return ReasonFact(code=reason.code, params=dict(reason.params), step=reason.step)


def _exercises_of(weeks: Iterable[DraftWeek]) -> list[str]:
    """The exercises in the order in which they come."""
    return list(dict.fromkeys(slot.exercise for week in weeks for day in week.days for slot in day.slots))


def _muscles(made: _Remade) -> list[MuscleFact]:
    """The muscles with a band, those whose sets change most first."""
    now, then, request = _weekly(made.now), _weekly(made.draft.weeks), made.request
    facts = []
    for group in banded_groups():
        band = goal_band(group, request.level, request.goal)
        if band is not None:
            facts.append(
                MuscleFact(muscle=group, sets_now=now.get(group, 0.0), sets_then=then.get(group, 0.0), low=band.low, high=band.high)
            )
    return sorted(facts, key=lambda one: -abs(one.sets_then - one.sets_now))


def _weekly(weeks: Sequence[DraftWeek]) -> dict[str, float]:
    """Hard sets by muscle in the first week that is no easy one."""
    usual = next((week for week in weeks if not week.is_deload), weeks[0])
    slots = [slot for day in usual.days for slot in day.slots if slot.role in ("main", "accessory")]
    return weekly_sets(MuscleSets(exercises()[slot.exercise].muscles, slot.prescription.sets) for slot in slots)


TOOLS = (review_plan,)
