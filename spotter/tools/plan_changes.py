"""One part of the plan changed for good: shown as a difference with its reasons first, and done after a yes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal, cast

from pydantic import Field

from spotter.catalogue.exercise import Exercise
from spotter.catalogue.exercises import exercises
from spotter.catalogue.program import Program
from spotter.catalogue.programs import weeks_of
from spotter.coaching.ages import known_age
from spotter.coaching.injury import check_exercise
from spotter.coaching.limits import LIMITS
from spotter.coaching.planning.check import validate_plan
from spotter.coaching.planning.finding import Finding
from spotter.coaching.planning.request import LEVELS, PlanRequest, has_equipment
from spotter.coaching.volume import Level, MuscleSets, goal_band, group_shares, weekly_sets
from spotter.errors import ToolError
from spotter.language.wording.workouts import exercise_name
from spotter.messages import Block, SuggestionsBlock
from spotter.store.queries.injuries import open_injuries
from spotter.store.queries.people import profile_of
from spotter.store.queries.plans import Course, active_course, change_program
from spotter.store.queries.programs import add_own_program
from spotter.store.queries.recommendations import Taste, taste
from spotter.store.tables import Profile
from spotter.store.uow import UnitOfWork
from spotter.tools import plan_edits as edits
from spotter.tools.caution import keep_it_light
from spotter.tools.context import CoachContext
from spotter.tools.injury_swaps import equipment_for, sore_regions
from spotter.tools.lifts import ExerciseRef
from spotter.tools.plan_days import minutes_of
from spotter.tools.plan_differences import PlanDifference, differences
from spotter.tools.plan_evidence import EvidenceFact, evidence_for, missed_lately
from spotter.tools.plan_places import day_meant, keys_meant
from spotter.tools.plan_program import OWN, likeness, shares_main_muscle
from spotter.tools.plan_wishes import DEFAULTS, PREGNANCY
from spotter.tools.plans import ReasonFact
from spotter.tools.spec import Args, Result, tool

SHOWN_ALTERNATIVES = 3
SHORTER_SHARE, ROUNDED_TO_MIN = 0.75, 5  # "make leg day shorter" without a figure: three quarters of it
MOST_MUSCLES_TOLD = 2
Kind = Literal["swap", "drop", "add", "sets", "shorten", "easier", "harder", "weekdays"]


class ChangePlanArgs(Args):
    change: Kind
    exercise: ExerciseRef | None = Field(default=None, description="The exercise of the plan; with add the new one.")
    instead: ExerciseRef | None = Field(default=None, description="With swap: what comes in its place; null for the nearest.")
    sets: int | None = Field(default=None, ge=1, le=10)
    of_sets: int | None = Field(default=None, ge=1, le=10, description="Only where there are so many sets now.")
    day: str | None = Field(default=None, max_length=40, description="A day of the plan: leg day, Full body B, Monday.")
    minutes: int | None = Field(default=None, ge=LIMITS["minutes_per_workout"].low, le=LIMITS["minutes_per_workout"].high)
    weekdays: list[Annotated[int, Field(ge=0, le=6)]] | None = Field(default=None, min_length=1, max_length=7, description="0 is Monday.")


class PlanChanged(Result):
    """What is different in the plan now, why, and the rows that it rests on. `weekdays` where the days moved (0 = Monday)."""

    plan_id: str
    name: dict[str, str]
    change: Kind
    differences: list[PlanDifference]
    weekdays: list[int] | None
    reasons: list[ReasonFact]
    evidence: list[EvidenceFact]
    alternatives: list[ExerciseRef] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Person:
    """Who the plan is for, as far as a change has to know."""

    profile: Profile
    course: Course
    request: PlanRequest
    tastes: Taste


@dataclass(frozen=True, slots=True)
class _Edit:
    """What comes of a change: the program, new weekdays where they move, reasons, and what else could have come in an exercise's place."""

    program: Program
    reasons: tuple[ReasonFact, ...] = ()
    weekdays: tuple[int, ...] | None = None
    others: tuple[str, ...] = ()


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
    version_id = await add_own_program(uow, edit.program, reasons) if facts.differences else course.stored.version_id
    change = {"reasons": reasons, "evidence": evidence, "proposed_by": "person"}
    await change_program(uow, course.plan, version_id, change, weekdays=facts.weekdays)
    return facts


async def _drafted(args: ChangePlanArgs, ctx: CoachContext, uow: UnitOfWork) -> tuple[PlanChanged, _Edit]:
    """The change as it would be; `ToolError` in words where it cannot be made or is not sound."""
    person = await _person(ctx, uow)
    edit = _EDITS[args.change](args, person, ctx)
    before = person.course.program
    found = differences(before, edit.program)
    if not found and edit.weekdays is None:
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
        reasons=reasons,
        evidence=evidence,
        alternatives=[ExerciseRef(key=key, name=exercises()[key].name["en"]) for key in edit.others],
    )
    return facts, edit


async def _person(ctx: CoachContext, uow: UnitOfWork) -> _Person:
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
    )
    own = replace(program, key=OWN, version=program.version + 1, equipment=tuple(sorted(request.equipment)), minutes=request.minutes)
    return _Person(profile, replace(course, stored=replace(course.stored, program=own)), request, tastes)


def _checked(person: _Person, after: Program, weekdays: Sequence[int], ctx: CoachContext) -> list[ReasonFact]:
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


def _swap(args: ChangePlanArgs, person: _Person, ctx: CoachContext) -> _Edit:
    days = _days(args, person, ctx)
    keys = keys_meant(_named(args, ctx), person.course.program, days)
    if not keys:
        raise ToolError(_not_in_plan(args, person, ctx))
    old = exercises()[next(key for key in edits.keys_of(person.course.program.slots()) if key in keys)]
    near = _near(old, keys, person)
    new = _known(args.instead, ctx) if args.instead else next(iter(near), None)
    if new is None:
        raise ToolError(ctx.style.phrase("plans.no_other", exercise=old.name[ctx.locale]))
    program = edits.swapped(person.course.program, keys, new, person.request, days)
    others = tuple(row.key for row in near if row.key != new.key)[: SHOWN_ALTERNATIVES - 1]
    return _Edit(program, tuple(_swap_reasons(old, new, person)), others=() if args.instead else others)


def _swap_reasons(old: Exercise, new: Exercise, person: _Person) -> list[ReasonFact]:
    reasons = list(_wanted(new))
    both = [group for group, share in group_shares(new.muscles).items() if share >= 1.0 and group_shares(old.muscles).get(group, 0) >= 1.0]
    if both:
        told = {"exercise": new.key, "muscles": ", ".join(both)}
        reasons.append(ReasonFact(code="alike", params=told))
    sore = person.request.sore
    if check_exercise(old, sore).verdict != "fine" and check_exercise(new, sore).verdict == "fine":
        reasons.append(ReasonFact(code="spares_pain", params={"exercise": new.key}, step="injury"))
    return reasons


def _near(old: Exercise, keys: Collection[str], person: _Person) -> list[Exercise]:
    """What could stand in an exercise's place, the likest first: at hand, at the level, free of pain, not disliked, not in the plan."""
    there = set(edits.keys_of(person.course.program.slots())) | set(keys)
    found = [
        row
        for row in exercises().values()
        if row.key not in there
        and row.measure == old.measure
        and shares_main_muscle(old, row)
        and has_equipment(row.equipment, person.request.equipment)
        and LEVELS.index(row.level) <= LEVELS.index(person.request.level)
        and check_exercise(row, person.request.sore).verdict == "fine"
    ]
    return person.tastes.ordered(sorted(found, key=lambda row: likeness(old, row)), most=2 * SHOWN_ALTERNATIVES)


def _drop(args: ChangePlanArgs, person: _Person, ctx: CoachContext) -> _Edit:
    days = _days(args, person, ctx)
    keys = keys_meant(_named(args, ctx), person.course.program, days)
    if not keys:
        raise ToolError(_not_in_plan(args, person, ctx))
    return _Edit(edits.without(person.course.program, keys, days), (ReasonFact(code="asked"),))


def _add(args: ChangePlanArgs, person: _Person, ctx: CoachContext) -> _Edit:
    new, program = _known(_named(args, ctx), ctx), person.course.program
    if new.key in edits.keys_of(program.slots()) and args.day is None:
        raise ToolError(ctx.style.phrase("plans.already_in", exercise=new.name[ctx.locale]))
    named = _days(args, person, ctx)
    slots = edits.day_slots(program)
    free = [place for place in (named if named is not None else range(len(slots))) if new.key not in edits.keys_of(slots[place])]
    if not free:
        raise ToolError(ctx.style.phrase("plans.already_in", exercise=new.name[ctx.locale]))
    day = min(free, key=lambda place: (_load_of(new, slots[place]), minutes_of(slots[place]), place))
    return _Edit(edits.with_added(program, new, day, person.request, args.sets), _wanted(new))


def _wanted(new: Exercise) -> tuple[ReasonFact, ...]:
    return ReasonFact(code="asked"), ReasonFact(code="in_plan_wanted", params={"exercise": new.key})


def _load_of(new: Exercise, slots: Sequence[Any]) -> int:
    """Sets of a day that train what the exercise trains, where a day without any comes first and recovery is kept."""
    return sum(slot.prescription.sets for slot in slots if shares_main_muscle(new, exercises()[slot.exercise]))


def _set_count(args: ChangePlanArgs, person: _Person, ctx: CoachContext) -> _Edit:
    days = _days(args, person, ctx)
    keys = keys_meant(_named(args, ctx), person.course.program, days)
    if not keys:
        raise ToolError(_not_in_plan(args, person, ctx))
    if args.sets is None:
        raise ToolError(ctx.style.phrase("plans.how_many_sets"))
    program = edits.with_sets(person.course.program, keys, args.sets, days, args.of_sets)
    if program == person.course.program and args.of_sets is not None:
        program = edits.with_sets(person.course.program, keys, args.sets, days)
    return _Edit(program, (ReasonFact(code="asked"),))


def _shorten(args: ChangePlanArgs, person: _Person, ctx: CoachContext) -> _Edit:
    program, slots = person.course.program, edits.day_slots(person.course.program)
    places = _days(args, person, ctx)
    places = list(range(len(slots))) if places is None else places
    for place in places:
        now = minutes_of(slots[place])
        minutes = args.minutes or max(int(LIMITS["minutes_per_workout"].low), round(now * SHORTER_SHARE / ROUNDED_TO_MIN) * ROUNDED_TO_MIN)
        program = edits.shortened(program, place, minutes)
    return _Edit(program, (ReasonFact(code="asked"), ReasonFact(code="first_lifts_kept")))


def _easier(_: ChangePlanArgs, person: _Person, ctx: CoachContext) -> _Edit:
    return _Edit(edits.eased(person.course.program), (ReasonFact(code="asked"), ReasonFact(code="more_reserve", step="progression")))


def _harder(_: ChangePlanArgs, person: _Person, ctx: CoachContext) -> _Edit:
    return _Edit(edits.hardened(person.course.program), (ReasonFact(code="asked"), ReasonFact(code="less_reserve", step="progression")))


def _weekdays(args: ChangePlanArgs, person: _Person, ctx: CoachContext) -> _Edit:
    now, wanted = tuple(person.course.plan.weekdays or ()), tuple(sorted(set(args.weekdays or ())))
    if len(wanted) != len(now):
        raise ToolError(ctx.style.phrase("plans.other_number_of_days", n=len(now), wanted=len(wanted)))
    if wanted == now:
        raise ToolError(ctx.style.phrase("plans.nothing_changes"))
    return _Edit(person.course.program, (ReasonFact(code="asked"),), weekdays=wanted)


_EDITS = {
    "swap": _swap,
    "drop": _drop,
    "add": _add,
    "sets": _set_count,
    "shorten": _shorten,
    "easier": _easier,
    "harder": _harder,
    "weekdays": _weekdays,
}


def _named(args: ChangePlanArgs, ctx: CoachContext) -> ExerciseRef:
    if args.exercise is None:
        raise ToolError(ctx.style.phrase("plans.which_exercise"))
    return args.exercise


def _known(ref: ExerciseRef, ctx: CoachContext) -> Exercise:
    found = exercises().get(ref.key or "")
    if found is None:
        raise ToolError(ctx.style.phrase("plans.unknown_include", what=ref.name))
    return found


def _days(args: ChangePlanArgs, person: _Person, ctx: CoachContext) -> list[int] | None:
    if args.day is None:
        return None
    found = day_meant(args.day, person.course, ctx.today)
    if not found:
        names = ctx.style.listed([day.name[ctx.locale] for day in edits.hard_block(person.course.program).days])
        raise ToolError(ctx.style.phrase("plans.no_such_day", day=args.day, names=names))
    return found


def _not_in_plan(args: ChangePlanArgs, person: _Person, ctx: CoachContext) -> str:
    named = _named(args, ctx)
    held = [exercises()[key].name[ctx.locale] for key in edits.keys_of(person.course.program.slots())]
    return ctx.style.phrase("plans.not_in_it", exercise=exercise_name(named.model_dump(), ctx.style), held=ctx.style.listed(held))


TOOLS = (change_plan,)
