"""One part of the plan changed for good: shown as a difference with its reasons first, and done after a yes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from pydantic import Field

from spotter.catalogue.exercises import exercises
from spotter.catalogue.program import Program
from spotter.catalogue.programs import weeks_of
from spotter.coaching.ages import known_age
from spotter.coaching.planning.check import validate_plan
from spotter.coaching.planning.finding import Finding
from spotter.coaching.planning.request import LEVELS, PlanRequest
from spotter.coaching.volume import Level, MuscleSets, goal_band, weekly_sets
from spotter.errors import ToolError
from spotter.messages import Block, SuggestionsBlock
from spotter.store.queries.injuries import open_injuries
from spotter.store.queries.people import profile_of
from spotter.store.queries.plans import active_course, change_program
from spotter.store.queries.programs import add_own_program
from spotter.store.queries.recommendations import taste
from spotter.store.uow import UnitOfWork
from spotter.tools import plan_edits as edits
from spotter.tools.caution import keep_it_light
from spotter.tools.context import CoachContext
from spotter.tools.injury_swaps import equipment_for, sore_regions
from spotter.tools.lifts import ExerciseRef
from spotter.tools.plan_change_kinds import EDITS, ChangePlanArgs, Edit, Kind, Person
from spotter.tools.plan_days import minutes_of
from spotter.tools.plan_differences import PlanDifference, differences
from spotter.tools.plan_evidence import EvidenceFact, evidence_for, missed_lately
from spotter.tools.plan_program import OWN
from spotter.tools.plan_wishes import DEFAULTS, PREGNANCY
from spotter.tools.plans import ReasonFact
from spotter.tools.spec import Result, tool

MOST_MUSCLES_TOLD = 2


class PlanChanged(Result):
    """What is different in the plan now, why, and the rows that it rests on. `weekdays` where the days moved (0 = Monday)."""

    plan_id: str
    name: dict[str, str]
    change: Kind
    differences: list[PlanDifference]
    weekdays: list[int] | None
    easy_weeks: list[int] = Field(default_factory=list, description="The weeks of the plan that become easy ones.")
    reasons: list[ReasonFact]
    evidence: list[EvidenceFact]
    alternatives: list[ExerciseRef] = Field(default_factory=list)


async def _ask(args: ChangePlanArgs, ctx: CoachContext, uow: UnitOfWork) -> dict[str, Any]:
    facts, _ = await _drafted(args, ctx, uow)
    return facts.model_dump()


def _cards(result: PlanChanged, ctx: CoachContext) -> list[Block]:
    return [SuggestionsBlock(texts=[ctx.style.phrase("today.suggest_week"), ctx.style.phrase("plans.suggest_undo")])]


@tool(agent="planner", kind="write", confirm=_ask, cards=_cards)
async def change_plan(args: ChangePlanArgs, ctx: CoachContext, uow: UnitOfWork) -> PlanChanged:
    """Change one part of the active plan for good: swap, leave out or add an exercise, its sets, a shorter day, easier, harder, other days.

    The person sees the difference and agrees first.
    """
    facts, edit = await _drafted(args, ctx, uow)
    course = await active_course(uow)
    if course is None:
        raise ToolError(ctx.style.phrase("plans.no_plan_to_change"))
    reasons = [reason.model_dump() for reason in facts.reasons]
    before = EvidenceFact(table="program_version", id=course.stored.version_id, params={})
    evidence = [row.model_dump(mode="json") for row in (*facts.evidence, before)]
    version_id = await add_own_program(uow, edit.program, reasons) if facts.differences or facts.easy_weeks else course.stored.version_id
    change = {"reasons": reasons, "evidence": evidence, "proposed_by": "person"}
    await change_program(uow, course.plan, version_id, change, weekdays=facts.weekdays)
    return facts


async def _drafted(args: ChangePlanArgs, ctx: CoachContext, uow: UnitOfWork) -> tuple[PlanChanged, Edit]:
    """The change as it would be; `ToolError` in words where it cannot be made or is not sound."""
    person = await _person(ctx, uow)
    edit = EDITS[args.change](args, person, ctx)
    before = person.course.program
    found = differences(before, edit.program)
    new_easy = edits.easy_weeks(edit.program) if args.change == "easy_weeks" else []
    if not found and edit.weekdays is None and not new_easy:
        raise ToolError(ctx.style.phrase("plans.nothing_changes"))
    weekdays = edit.weekdays or tuple(person.course.plan.weekdays or ())
    reasons = [*edit.reasons, *_volume_reasons(before, edit.program), *_checked(person, edit.program, weekdays, ctx)]
    keys = [one.after.exercise.key for one in found if one.kind in ("swapped", "added") and one.after and one.after.exercise.key]
    evidence = await evidence_for(uow, ctx.today, keys)
    if args.change in ("easier", "shorten"):
        evidence += await missed_lately(uow, ctx.today)
    facts = PlanChanged(
        plan_id=person.course.plan.id,
        name=before.name,
        change=args.change,
        differences=found,
        weekdays=None if edit.weekdays is None else list(edit.weekdays),
        easy_weeks=new_easy,
        reasons=reasons,
        evidence=evidence,
        alternatives=[ExerciseRef(key=key, name=exercises()[key].name["en"]) for key in edit.others],
    )
    return facts, edit


async def _person(ctx: CoachContext, uow: UnitOfWork) -> Person:
    is_light = await keep_it_light(ctx, uow)
    course, profile = await active_course(uow), await profile_of(uow)
    if course is None:
        raise ToolError(ctx.style.phrase("plans.no_plan_to_change"))
    program, planned = course.program, [slot.exercise for slot in course.program.slots()]
    longest = max(minutes_of(day.slots) for block in program.blocks for day in block.days)
    level = max(LEVELS.index(cast(Level, profile.level or program.level)), LEVELS.index(program.level))
    tastes = await taste(uow, "exercise")
    request = PlanRequest(
        goal=program.goal,
        level=LEVELS[level],
        days_per_week=program.days_per_week,
        minutes=max(profile.minutes or cast(int, DEFAULTS["minutes"]), longest),
        equipment=frozenset(profile.equipment or ["gym"]) | equipment_for(planned),
        age=known_age(profile.birth_date, profile.conditions, ctx.today),
        sore=tuple(sore_regions(await open_injuries(uow))),
        hold="light" if is_light else "none",
        is_pregnant=PREGNANCY in (profile.conditions or ()),
        in_pounds=ctx.in_pounds,
    )
    own = replace(program, key=OWN, version=program.version + 1, equipment=tuple(sorted(request.equipment)), minutes=request.minutes)
    return Person(profile, replace(course, stored=replace(course.stored, program=own)), request, tastes)


def _checked(person: Person, after: Program, weekdays: Sequence[int], ctx: CoachContext) -> list[ReasonFact]:
    """What the check says of the change; `ToolError` where it brings an error that was not there."""
    known = list(exercises().values())
    was = {_mark(one) for one in validate_plan(weeks_of(person.course.program), person.request, known)}
    new = [one for one in validate_plan(weeks_of(after, weekdays), person.request, known) if _mark(one) not in was]
    wrong = [one.code for one in new if one.severity == "error"]
    if wrong:
        what = ctx.style.listed([ctx.style.phrase(f"plans.finding_{code}") for code in dict.fromkeys(wrong)])
        raise ToolError(ctx.style.phrase("plans.change_not_sound", what=what))
    warnings = dict.fromkeys(one.code for one in new)
    return [ReasonFact(code="checked", params={"warnings": ", ".join(warnings)}, step="validation")]


def _mark(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.params.get("exercise", finding.params.get("muscle", ""))


def _volume_reasons(before: Program, after: Program) -> list[ReasonFact]:
    """How the weekly sets of muscles move, held against their band: the largest changes."""
    was, now = (_weekly(program) for program in (before, after))
    moved = sorted(group for group in now.keys() | was.keys() if was.get(group, 0.0) != now.get(group, 0.0))
    moved.sort(key=lambda group: -abs(now.get(group, 0.0) - was.get(group, 0.0)))
    reasons = []
    for group in moved:
        band = goal_band(group, after.level, after.goal)
        if band is not None:
            told = {"muscle": group, "before": f"{was.get(group, 0.0):g}", "after": f"{now.get(group, 0.0):g}"}
            reasons.append(
                ReasonFact(code="sets_of_muscle", params=told | {"low": str(band.low), "high": str(band.high)}, step="validation")
            )
    return reasons[:MOST_MUSCLES_TOLD]


def _weekly(program: Program) -> dict[str, float]:
    days = edits.hard_block(program).days
    week = [days[place % len(days)] for place in range(program.days_per_week)]
    slots = [slot for day in week for slot in day.slots if slot.role in ("main", "accessory")]
    return weekly_sets(MuscleSets(exercises()[slot.exercise].muscles, slot.prescription.sets) for slot in slots)


TOOLS = (change_plan,)
