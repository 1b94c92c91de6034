"""Workouts of some days done otherwise than planned: a hotel, a taken rack, half an hour, a lighter week, Thursday on Friday.

The plan itself stays as it is, and what was said of some days is over with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import takewhile

from pydantic import Field

from spotter.catalogue.exercise import Exercise
from spotter.catalogue.exercises import exercises
from spotter.catalogue.program import Slot
from spotter.coaching.ages import known_age
from spotter.coaching.injury import check_exercise
from spotter.coaching.limits import LIMITS
from spotter.coaching.planning.check import errors_of, validate_plan
from spotter.coaching.planning.request import LEVELS, DraftDay, DraftSlot, DraftWeek, PlanRequest
from spotter.errors import ToolError
from spotter.ids import new_id
from spotter.messages import Block, SuggestionsBlock
from spotter.store.queries.plans import Course, Planned, active_course, adjustments_from
from spotter.store.tables import PlanAdjustment
from spotter.store.uow import UnitOfWork
from spotter.tools.caution import keep_it_light
from spotter.tools.context import CoachContext
from spotter.tools.day_fitting import LEFT_OUT, Circumstances
from spotter.tools.lifts import ExerciseRef
from spotter.tools.plan_places import keys_meant
from spotter.tools.plan_program import likeness, shares_main_muscle
from spotter.tools.plan_wishes import PREGNANCY
from spotter.tools.profile import known_equipment
from spotter.tools.spec import Args, Result, tool
from spotter.tools.today import AdjustmentFact, WorkoutAhead, WorkoutShown, adjusted_on, of_day, on_or_after

Day = date
LONGEST_DAYS = 42  # what lasts longer is another plan
MOST_CHECKED = 14  # workouts of an adjustment that are looked over
WEEK_DAYS = 7


class AdjustWorkoutsArgs(Args):
    first: Day | None = Field(default=None, description="Today where it is not given.")
    last: Day | None = Field(default=None, description="The first where it is not given.")
    minutes: int | None = Field(default=None, ge=LIMITS["minutes_per_workout"].low, le=LIMITS["minutes_per_workout"].high)
    equipment: list[str] | None = Field(default=None, max_length=40, description="All there is on these days.")
    missing: list[str] | None = Field(default=None, max_length=20, description="What is not there or taken, such as rack.")
    exercise: ExerciseRef | None = Field(default=None, description="To be swapped on these days.")
    instead: ExerciseRef | None = Field(default=None, description="Null for the nearest.")
    leave_out: bool = Field(default=False, description="The exercise is not done on these days, with nothing in its place.")
    lighter: bool = False
    as_planned: bool = Field(default=False, description="As planned again from the first day on.")


class WorkoutsAdjusted(Result):
    """What holds for the days, and the next workout as it is now; without a workout in that time `workout` is null.

    `cleared` is how many earlier adjustments were taken away for `as_planned`.
    """

    adjusted: AdjustmentFact | None
    workout: WorkoutShown | None
    cleared: int = 0


def _cards(result: WorkoutsAdjusted, ctx: CoachContext) -> list[Block]:
    return [SuggestionsBlock(texts=[ctx.style.phrase("today.suggest_week"), ctx.style.phrase("plans.suggest_undo")])]


@tool(agent="planner", kind="write", cards=_cards)
async def adjust_workouts(args: AdjustWorkoutsArgs, ctx: CoachContext, uow: UnitOfWork) -> WorkoutsAdjusted:
    """Change the workouts of a day or some days only (equipment, minutes, one exercise, lighter); the plan stays as it is.

    For "hotel this week", "rack is taken", "shorten today to 30 minutes", "train lighter this week", "back to normal".
    """
    is_light = await keep_it_light(ctx, uow)
    course = await _course(ctx, uow)
    first = args.first or ctx.today
    last = max(first, args.last or first)
    if first < ctx.today:
        raise ToolError(ctx.style.phrase("today.past"))
    if (last - first).days > LONGEST_DAYS:
        raise ToolError(ctx.style.phrase("adjustments.too_long", n=LONGEST_DAYS))
    cleared = await _cleared(first, uow) if args.as_planned else 0
    planned = _within(course, ctx.today, first, last)
    if not args.as_planned:
        swaps = await _swaps(args, planned, ctx, uow, course) if args.exercise else None
        await uow.add(_row(args, (first, last), swaps, ctx, uow))
    elif not cleared:
        raise ToolError(ctx.style.phrase("adjustments.nothing_adjusted"))
    changed = await _course(ctx, uow)
    upcoming = planned or ([on_or_after(changed, ctx.today, ctx.today)] if args.as_planned else [])
    workout = await _checked(changed, course, upcoming, ctx, uow, is_light=is_light)
    return WorkoutsAdjusted(adjusted=adjusted_on(changed, first), workout=workout, cleared=cleared)


async def _course(ctx: CoachContext, uow: UnitOfWork) -> Course:
    course = await active_course(uow)
    if course is None:
        raise ToolError(ctx.style.phrase("plans.no_plan_to_change"))
    return course


def _within(course: Course, today: date, first: date, last: date) -> list[Planned]:
    return [one for one in takewhile(lambda one: one.on <= last, course.schedule(today)) if one.on >= first][:MOST_CHECKED]


async def _cleared(first: date, uow: UnitOfWork) -> int:
    rows = [row for row in await adjustments_from(uow, first) if row.moved_to is None]
    for row in rows:
        if row.starts_on >= first:
            await uow.remove(row)
        else:
            await uow.change(row, ends_on=first - timedelta(days=1))
    return len(rows)


def _row(
    args: AdjustWorkoutsArgs, days: tuple[date, date], swaps: dict[str, str] | None, ctx: CoachContext, uow: UnitOfWork
) -> PlanAdjustment:
    row = PlanAdjustment(
        id=new_id(),
        user_id=uow.user_id,
        starts_on=days[0],
        ends_on=days[1],
        minutes=args.minutes,
        equipment=known_equipment(args.equipment, ctx.style) if args.equipment else None,
        missing=known_equipment(args.missing, ctx.style) if args.missing else None,
        swaps=swaps,
        is_lighter=args.lighter,
        moved_to=None,
        created_at=uow.now,
    )
    if not (row.minutes or row.equipment or row.missing or row.swaps or row.is_lighter):
        raise ToolError(ctx.style.phrase("adjustments.what"))
    return row


async def _swaps(
    args: AdjustWorkoutsArgs, planned: Sequence[Planned], ctx: CoachContext, uow: UnitOfWork, course: Course
) -> dict[str, str]:
    """The exercises of these days that the name means, each with what is done instead; `ToolError` where it is not planned."""
    named = args.exercise or ExerciseRef(name="-")
    held = [slot.exercise for one in planned for slot in one.stored.day.slots]
    old = [key for key in dict.fromkeys(held) if key in keys_meant(named, course.program, None)]
    if not old:
        known = exercises().get(named.key or "")
        raise ToolError(ctx.style.phrase("adjustments.not_planned", exercise=known.name[ctx.locale] if known else named.name))
    if args.leave_out:
        return dict.fromkeys(old, LEFT_OUT)
    ahead = await WorkoutAhead.of(ctx, uow, course, planned[0])
    today = await ahead.circumstances(is_light=False)
    return {key: _instead(args.instead, exercises()[key], held, today, ctx).key for key in old}


def _instead(wanted: ExerciseRef | None, own: Exercise, held: Sequence[str], today: Circumstances, ctx: CoachContext) -> Exercise:
    if wanted is not None:
        found = exercises().get(wanted.key or "")
        if found is None:
            raise ToolError(ctx.style.phrase("plans.unknown_include", what=wanted.name))
        return found
    free = [
        row
        for row in exercises().values()
        if row.key not in held
        and row.measure == own.measure
        and shares_main_muscle(own, row)
        and today.has(row)
        and LEVELS.index(row.level) <= LEVELS.index(today.level)
        and check_exercise(row, today.sore).verdict == "fine"
    ]
    if not free:
        raise ToolError(ctx.style.phrase("plans.no_other", exercise=own.name[ctx.locale]))
    return min(free, key=lambda row: likeness(own, row))


async def _checked(
    changed: Course, before: Course, planned: Sequence[Planned], ctx: CoachContext, uow: UnitOfWork, *, is_light: bool
) -> WorkoutShown | None:
    """The first of the workouts as it is now; `ToolError` where the check finds an error in one that was not there before."""
    first = None
    for one in planned:
        ahead, was = await WorkoutAhead.of(ctx, uow, changed, one), await WorkoutAhead.of(ctx, uow, before, one)
        today, usual = await ahead.circumstances(is_light=is_light), await was.circumstances(is_light=is_light)
        fit, fit_before = await ahead.fitted(today), await was.fitted(usual)
        if not fit.slots:
            raise ToolError(ctx.style.phrase("adjustments.nothing_left", day=ctx.style.day(one.on)))
        wrong = _errors(fit.slots, today, ahead) - _errors(fit_before.slots, usual, was)
        if wrong:
            what = ctx.style.listed([ctx.style.phrase(f"plans.finding_{code}") for code in sorted(wrong)])
            raise ToolError(ctx.style.phrase("plans.change_not_sound", what=what))
        first = first or ahead.shown(fit, today).model_copy(update={"asked_for": one.on})
    return first


def _errors(slots: Sequence[Slot], today: Circumstances, ahead: WorkoutAhead) -> set[str]:
    """What the check finds wrong in one workout for this person with what is there that day."""
    profile, program = ahead.profile, ahead.course.program
    request = PlanRequest(
        goal=program.goal,
        level=today.level,
        days_per_week=1,
        minutes=today.minutes or int(LIMITS["minutes_per_workout"].high),
        equipment=today.equipment,
        age=known_age(profile.birth_date, profile.conditions, ahead.ctx.today),
        sore=today.sore,
        hold="light" if today.is_light else "none",
        is_pregnant=PREGNANCY in (profile.conditions or ()),
    )
    drafts = [DraftSlot(one.exercise, one.role, exercises()[one.exercise].pattern, one.prescription, one.progression) for one in slots]
    day = DraftDay(ahead.planned.stored.day.name["en"], ahead.planned.on.weekday(), tuple(drafts), 0.0)
    return {
        one.code
        for one in errors_of(validate_plan((DraftWeek(1, ahead.planned.stored.is_easy, (day,)),), request, list(exercises().values())))
    }


class MoveWorkoutArgs(Args):
    planned_on: Day | None = Field(default=None, description="The day of the workout as planned.")
    day: str | None = Field(default=None, max_length=40, description="The workout by its name instead: leg day, Full body B.")
    to: Day


class PlannedDate(Result):
    """A workout to come with its date."""

    on: date
    name: dict[str, str]


class WorkoutMoved(Result):
    """The workout that moved, and the workouts of its week as they come now."""

    name: dict[str, str]
    planned_on: date
    to: date
    week: list[PlannedDate]


@tool(agent="planner", kind="write", cards=_cards)
async def move_workout(args: MoveWorkoutArgs, ctx: CoachContext, uow: UnitOfWork) -> WorkoutMoved:
    """Do the workout of one day on another, this once ("move Thursday to Friday"); the plan's weekdays stay."""
    await keep_it_light(ctx, uow)
    course, style = await _course(ctx, uow), ctx.style
    planned_on = args.planned_on or (of_day(args.day, course, ctx).on if args.day else ctx.today)
    if min(planned_on, args.to) < ctx.today:
        raise ToolError(style.phrase("today.past"))
    if planned_on == args.to:
        raise ToolError(style.phrase("adjustments.there_already", day=style.day(args.to)))
    if (args.to - ctx.today).days > LONGEST_DAYS:
        raise ToolError(style.phrase("adjustments.too_long", n=LONGEST_DAYS))
    ahead = list(takewhile(lambda one: one.on <= max(planned_on, args.to) + timedelta(days=WEEK_DAYS), course.schedule(ctx.today)))
    by_day = {one.on: one for one in ahead}
    if planned_on not in by_day:
        days = style.listed([style.day(one.on) for one in ahead[:3]])
        raise ToolError(style.phrase("adjustments.nothing_on", day=style.day(planned_on), days=days))
    if args.to in by_day or any(done.performed_on == args.to for done in course.done):
        free = style.listed([style.day(day) for day in _free_days(planned_on, by_day.keys(), ctx.today)])
        raise ToolError(style.phrase("adjustments.taken", day=style.day(args.to), free=free))
    moved = by_day[planned_on]
    overtakes = args.day is not None or any(min(planned_on, args.to) < one.on < max(planned_on, args.to) for one in ahead)
    await add_move(uow, planned_on, args.to, moved.stored.id if overtakes and moved.week == course.week else None)
    changed = await _course(ctx, uow)
    monday = args.to - timedelta(days=args.to.weekday())
    week = [
        one for one in takewhile(lambda one: one.on < monday + timedelta(days=WEEK_DAYS), changed.schedule(ctx.today)) if one.on >= monday
    ]
    _refuse_no_recovery(week, course, ctx)
    return WorkoutMoved(
        name=by_day[planned_on].stored.day.name,
        planned_on=planned_on,
        to=args.to,
        week=[PlannedDate(on=one.on, name=one.stored.day.name) for one in week],
    )


async def add_move(uow: UnitOfWork, planned_on: date, to: date, day_id: str | None) -> None:
    """Keep that the workout of one day is done on another, and which day of the plan that is where it leaves the order of the week."""
    row = PlanAdjustment(
        id=new_id(),
        user_id=uow.user_id,
        starts_on=planned_on,
        ends_on=planned_on,
        is_lighter=False,
        moved_to=to,
        day_id=day_id,
        created_at=uow.now,
    )
    await uow.add(row)


def _free_days(near: date, taken: object, today: date) -> list[date]:
    days = [near + timedelta(days=n) for n in (-2, -1, 1, 2, 3)]
    return [day for day in days if day >= today and day not in taken][:3]  # type: ignore[operator]


def _refuse_no_recovery(week: Sequence[Planned], course: Course, ctx: CoachContext) -> None:
    """`ToolError` where the moved week leaves a muscle no rest that the usual week leaves it."""
    days = [
        DraftDay(
            one.stored.day.name["en"],
            one.on.weekday(),
            tuple(
                DraftSlot(s.exercise, s.role, exercises()[s.exercise].pattern, s.prescription, s.progression) for s in one.stored.day.slots
            ),
            0.0,
        )
        for one in week
    ]
    request = PlanRequest(
        goal=course.program.goal, level=course.program.level, days_per_week=WEEK_DAYS, minutes=int(LIMITS["minutes_per_workout"].high)
    )
    found = validate_plan((DraftWeek(1, False, tuple(days)),), request, list(exercises().values())) if days else []
    if any(one.severity == "error" and one.code == "no_recovery" for one in found):
        raise ToolError(ctx.style.phrase("plans.change_not_sound", what=ctx.style.phrase("plans.finding_no_recovery")))


TOOLS = (adjust_workouts, move_workout)
