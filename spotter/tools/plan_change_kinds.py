"""What a wish for a change makes of the plan's program, kind by kind; `ToolError` in words where it cannot be meant or made."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from spotter.catalogue.exercise import Exercise
from spotter.catalogue.exercises import exercises
from spotter.catalogue.program import Program
from spotter.coaching.injury import check_exercise
from spotter.coaching.limits import LIMITS
from spotter.coaching.planning.course import WEEKS
from spotter.coaching.planning.request import LEVELS, PlanRequest, has_equipment
from spotter.coaching.volume import group_shares
from spotter.errors import ToolError, ToolQuestion
from spotter.language.muscle_names import muscles_in
from spotter.language.wording.workouts import exercise_name
from spotter.store.queries.plans import Course
from spotter.store.queries.recommendations import Taste
from spotter.store.tables import Profile
from spotter.tools import plan_edits as edits
from spotter.tools.context import CoachContext
from spotter.tools.lifts import ExerciseRef
from spotter.tools.plan_days import minutes_of
from spotter.tools.plan_places import day_meant, is_movement, keys_meant
from spotter.tools.plan_program import likeness, shares_main_muscle
from spotter.tools.plans import ReasonFact
from spotter.tools.spec import Args

SHOWN_ALTERNATIVES = 3
SHORTER_SHARE, ROUNDED_TO_MIN = 0.75, 5  # "make leg day shorter" without a figure: three quarters of it
Kind = Literal["swap", "drop", "add", "sets", "shorten", "easier", "harder", "weekdays", "easy_weeks"]


class ChangePlanArgs(Args):
    change: Kind
    exercise: ExerciseRef | None = Field(default=None, description="Of the plan; with add the new one; with easier that one only.")
    muscle: str | None = Field(default=None, max_length=40, description="With add instead of an exercise: what it shall train (arms, abs).")
    which: str | None = Field(default=None, max_length=60, description="Its key, where the name means several.")
    instead: ExerciseRef | None = Field(default=None, description="With swap; null for the nearest.")
    sets: int | None = Field(default=None, ge=1, le=10)
    more_sets: int | None = Field(default=None, ge=-5, le=5, description="Instead of sets: so many more than now, or fewer (-1).")
    of_sets: int | None = Field(default=None, ge=1, le=10, description="Only where there are so many now.")
    day: str | None = Field(default=None, max_length=40, description="Such as leg day, Full body B, Monday.")
    minutes: int | None = Field(default=None, ge=LIMITS["minutes_per_workout"].low, le=LIMITS["minutes_per_workout"].high)
    weekdays: list[Annotated[int, Field(ge=0, le=6)]] | None = Field(default=None, min_length=1, max_length=7, description="0 is Monday.")


@dataclass(frozen=True, slots=True)
class Person:
    """Who the plan is for, as far as a change has to know."""

    profile: Profile
    course: Course
    request: PlanRequest
    tastes: Taste


@dataclass(frozen=True, slots=True)
class Edit:
    """What comes of a change: the program, new weekdays where they move, reasons, and what else could have come in an exercise's place."""

    program: Program
    reasons: tuple[ReasonFact, ...] = ()
    weekdays: tuple[int, ...] | None = None
    others: tuple[str, ...] = ()


def _swap(args: ChangePlanArgs, person: Person, ctx: CoachContext) -> Edit:
    days = _days(args, person, ctx)
    keys = keys_meant(_named(args, ctx), person.course.program, days)
    if not keys:
        raise ToolError(_not_in_plan(args, person, ctx))
    keys = keys & {args.which} or keys
    if len(keys) > 1 and not is_movement(_named(args, ctx)):
        raise _which(keys, person, ctx)
    old = exercises()[next(key for key in edits.keys_of(person.course.program.slots()) if key in keys)]
    near = _near(old, keys, person)
    new = _known(args.instead, ctx) if args.instead else next(iter(near), None)
    if new is None:
        raise ToolError(ctx.style.phrase("plans.no_other", exercise=old.name[ctx.locale]))
    program = edits.swapped(person.course.program, keys, new, person.request, days)
    others = tuple(row.key for row in near if row.key != new.key)[: SHOWN_ALTERNATIVES - 1]
    return Edit(program, tuple(_swap_reasons(old, new, person)), others=() if args.instead else others)


def _which(keys: Collection[str], person: Person, ctx: CoachContext) -> ToolQuestion:
    """Which of several planned exercises is meant, in the order of the plan."""
    meant = [exercises()[key] for key in edits.keys_of(person.course.program.slots()) if key in keys]
    text = ctx.style.phrase("plans.which_of", names=", ".join(one.name[ctx.locale] for one in meant))
    return ToolQuestion(text, slot="which", options={one.key: list(one.name.values()) for one in meant})


def _swap_reasons(old: Exercise, new: Exercise, person: Person) -> list[ReasonFact]:
    reasons = list(_wanted(new))
    both = [group for group, share in group_shares(new.muscles).items() if share >= 1.0 and group_shares(old.muscles).get(group, 0) >= 1.0]
    if both:
        told = {"exercise": new.key, "muscles": ", ".join(both)}
        reasons.append(ReasonFact(code="alike", params=told))
    sore = person.request.sore
    if check_exercise(old, sore).verdict != "fine" and check_exercise(new, sore).verdict == "fine":
        reasons.append(ReasonFact(code="spares_pain", params={"exercise": new.key}, step="injury"))
    return reasons


def _near(old: Exercise, keys: Collection[str], person: Person) -> list[Exercise]:
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


def _drop(args: ChangePlanArgs, person: Person, ctx: CoachContext) -> Edit:
    days = _days(args, person, ctx)
    keys = keys_meant(_named(args, ctx), person.course.program, days, alike_too=False)  # "no dips" takes no push-ups out
    if not keys:
        raise ToolError(_not_in_plan(args, person, ctx))
    return Edit(edits.without(person.course.program, keys, days), (ReasonFact(code="asked"),))


def _add(args: ChangePlanArgs, person: Person, ctx: CoachContext) -> Edit:
    program = person.course.program
    new = _for_muscle(args.muscle, person, ctx) if args.muscle and args.exercise is None else _known(_named(args, ctx), ctx)
    if new.key in edits.keys_of(program.slots()) and args.day is None:
        raise ToolError(ctx.style.phrase("plans.already_in", exercise=new.name[ctx.locale]))
    named = _days(args, person, ctx)
    slots = edits.day_slots(program)
    free = [place for place in (named if named is not None else range(len(slots))) if new.key not in edits.keys_of(slots[place])]
    if not free:
        raise ToolError(ctx.style.phrase("plans.already_in", exercise=new.name[ctx.locale]))
    day = min(free, key=lambda place: (_load_of(new, slots[place]), minutes_of(slots[place]), place))
    return Edit(edits.with_added(program, new, day, person.request, args.sets), _wanted(new))


def _for_muscle(said: str, person: Person, ctx: CoachContext) -> Exercise:
    """An exercise for a muscle that is named: at hand, at the level, free of pain, not in the plan; what trains little else comes first."""
    muscles, there = muscles_in(said), set(edits.keys_of(person.course.program.slots()))
    found = [
        row
        for row in exercises().values()
        if row.key not in there
        and any(row.muscles.get(muscle, 0.0) >= 1.0 for muscle in muscles)
        and row.measure == "reps"
        and has_equipment(row.equipment, person.request.equipment)
        and LEVELS.index(row.level) <= LEVELS.index(person.request.level)
        and check_exercise(row, person.request.sore).verdict == "fine"
    ]
    if not found:
        raise ToolError(ctx.style.phrase("plans.nothing_for_muscle", what=said))
    scarce = min(sorted(muscles), key=lambda muscle: _sets_of(muscle, person))
    alone = sorted(found, key=lambda row: (row.muscles.get(scarce, 0.0) < 1.0, len(row.muscles), row.key))
    return person.tastes.ordered(alone, most=2 * SHOWN_ALTERNATIVES)[0]


def _sets_of(muscle: str, person: Person) -> int:
    slots = (slot for day in edits.day_slots(person.course.program) for slot in day)
    return sum(slot.prescription.sets for slot in slots if exercises()[slot.exercise].muscles.get(muscle, 0.0) >= 1.0)


def _wanted(new: Exercise) -> tuple[ReasonFact, ...]:
    return ReasonFact(code="asked"), ReasonFact(code="in_plan_wanted", params={"exercise": new.key})


def _load_of(new: Exercise, slots: Sequence[Any]) -> int:
    """Sets of a day that train what the exercise trains, where a day without any comes first and recovery is kept."""
    return sum(slot.prescription.sets for slot in slots if shares_main_muscle(new, exercises()[slot.exercise]))


def _set_count(args: ChangePlanArgs, person: Person, ctx: CoachContext) -> Edit:
    days = _days(args, person, ctx)
    keys = keys_meant(_named(args, ctx), person.course.program, days)
    if not keys:
        raise ToolError(_not_in_plan(args, person, ctx))
    if args.more_sets:
        return Edit(edits.with_more_sets(person.course.program, keys, args.more_sets, days), (ReasonFact(code="asked"),))
    if args.sets is None:
        raise ToolError(ctx.style.phrase("plans.how_many_sets"))
    program = edits.with_sets(person.course.program, keys, args.sets, days, args.of_sets)
    if program == person.course.program and args.of_sets is not None:
        program = edits.with_sets(person.course.program, keys, args.sets, days)
    return Edit(program, (ReasonFact(code="asked"),))


def _shorten(args: ChangePlanArgs, person: Person, ctx: CoachContext) -> Edit:
    program, slots = person.course.program, edits.day_slots(person.course.program)
    places = _days(args, person, ctx)
    places = list(range(len(slots))) if places is None else places
    for place in places:
        now = minutes_of(slots[place])
        minutes = args.minutes or max(int(LIMITS["minutes_per_workout"].low), round(now * SHORTER_SHARE / ROUNDED_TO_MIN) * ROUNDED_TO_MIN)
        program = edits.shortened(program, place, minutes)
    return Edit(program, (ReasonFact(code="asked"), ReasonFact(code="first_lifts_kept")))


def _easier(args: ChangePlanArgs, person: Person, ctx: CoachContext) -> Edit:
    if args.exercise is not None:
        return _easier_exercise(args, person, ctx)
    return Edit(edits.eased(person.course.program), (ReasonFact(code="asked"), ReasonFact(code="more_reserve", step="progression")))


def _easier_exercise(args: ChangePlanArgs, person: Person, ctx: CoachContext) -> Edit:
    """One exercise: with body weight an easier one of its kind, else more in reserve and a set less where there are three."""
    days = _days(args, person, ctx)
    keys = keys_meant(_named(args, ctx), person.course.program, days, alike_too=False)
    if not keys:
        raise ToolError(_not_in_plan(args, person, ctx))
    old = exercises()[next(key for key in edits.keys_of(person.course.program.slots()) if key in keys)]
    lighter = [row for row in _near(old, keys, person) if _is_easier(row, old)] if old.load_step_kg <= 0 else []
    if lighter:
        program = edits.swapped(person.course.program, keys, lighter[0], person.request, days)
        return Edit(program, (*_swap_reasons(old, lighter[0], person),), others=tuple(row.key for row in lighter[1:SHOWN_ALTERNATIVES]))
    eased = edits.eased(person.course.program, keys, days)
    return Edit(eased, (ReasonFact(code="asked"), ReasonFact(code="more_reserve", step="progression")))


def _is_easier(row: Exercise, old: Exercise) -> bool:
    """Whether an exercise moves less of the body in the same way, or the same in an easier one."""
    if row.pattern != old.pattern:
        return False
    return (row.bodyweight_share, LEVELS.index(row.level)) < (old.bodyweight_share, LEVELS.index(old.level)) and row.load_step_kg <= 0


def _harder(_: ChangePlanArgs, person: Person, ctx: CoachContext) -> Edit:
    return Edit(edits.hardened(person.course.program), (ReasonFact(code="asked"), ReasonFact(code="less_reserve", step="progression")))


def _weekdays(args: ChangePlanArgs, person: Person, ctx: CoachContext) -> Edit:
    now, wanted = tuple(person.course.plan.weekdays or ()), tuple(sorted(set(args.weekdays or ())))
    if len(wanted) != len(now):
        raise ToolError(ctx.style.phrase("plans.other_number_of_days", n=len(now), wanted=len(wanted)))
    if wanted == now:
        raise ToolError(ctx.style.phrase("plans.nothing_changes"))
    return Edit(person.course.program, (ReasonFact(code="asked"),), weekdays=wanted)


def _easy_weeks(_: ChangePlanArgs, person: Person, ctx: CoachContext) -> Edit:
    program = person.course.program
    if edits.easy_weeks(program):
        raise ToolError(ctx.style.phrase("plans.has_easy_weeks"))
    eased = edits.with_easy_weeks(program, WEEKS[person.request.level])
    if eased == program:
        raise ToolError(ctx.style.phrase("plans.too_short_for_easy_weeks", n=edits.FEWEST_WEEKS))
    return Edit(eased, (ReasonFact(code="asked"),))


EDITS = {
    "easy_weeks": _easy_weeks,
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


def _days(args: ChangePlanArgs, person: Person, ctx: CoachContext) -> list[int] | None:
    if args.day is None:
        return None
    found = day_meant(args.day, person.course, ctx.today)
    if not found:
        names = ctx.style.listed([day.name[ctx.locale] for day in edits.hard_block(person.course.program).days])
        raise ToolError(ctx.style.phrase("plans.no_such_day", day=args.day, names=names))
    return found


def _not_in_plan(args: ChangePlanArgs, person: Person, ctx: CoachContext) -> str:
    named = _named(args, ctx)
    held = [exercises()[key].name[ctx.locale] for key in edits.keys_of(person.course.program.slots())]
    return ctx.style.phrase("plans.not_in_it", exercise=exercise_name(named.model_dump(), ctx.style), held=ctx.style.listed(held))
