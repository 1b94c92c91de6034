"""The week of the plan: what is done, and what comes on which day, as it is to be done then."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice, takewhile
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from spotter.errors import ToolError
from spotter.language.wording.workouts import exercise_name
from spotter.messages import Block, SuggestionsBlock, TableBlock
from spotter.store.queries.plans import Course, Planned, active_course, paused_plan
from spotter.store.queries.programs import StoredDay
from spotter.store.queries.workouts import sets_between
from spotter.store.uow import UnitOfWork
from spotter.tools.caution import keep_it_light
from spotter.tools.context import CoachContext
from spotter.tools.lifts import ExerciseRef
from spotter.tools.plan_days import PlannedDay, day_table, minutes_of, planned_day, ref_of
from spotter.tools.spec import Args, Result, tool
from spotter.tools.today import AdjustmentFact, WorkoutAhead, adjusted_on


class ShowWeekPlanArgs(Args):
    week: Literal["this", "next"] = "this"
    number: int | None = Field(default=None, ge=1, le=104, description="A week of the plan by its number, instead of a calendar week.")
    whole: bool = Field(default=False, description="The plan as a whole instead: each of its days with exercises and doses.")


class WeekDay(BaseModel):
    """A workout of the week: done on its date, or planned for it. `adjusted` is what differs from the plan on that day, if anything."""

    model_config = ConfigDict(frozen=True)

    on: date
    name: dict[str, str]
    minutes: int
    exercises: list[ExerciseRef]
    is_done: bool
    adjusted: AdjustmentFact | None = None


class LoggedDay(BaseModel):
    """What was logged on a day beside the plan, by the names of its exercises."""

    model_config = ConfigDict(frozen=True)

    on: date
    exercises: list[ExerciseRef]


class WeekShown(Result):
    """A calendar week from Monday on, or with `number` a week of the plan; without a plan `plan_id` is null.

    `program_week` is the plan's own week of its first open workout, `next_on` the day of the next open workout, `logged` what was done
    beside the plan, `ends_on` the day of the plan's last workout if none is missed. `after` are the workouts of the next week where nothing
    of this one is left; `whole` is each day of the plan in the order of what comes. `rests_until` is the last day of a pause.
    """

    plan_id: str | None = None
    plan_name: dict[str, str] | None = None
    starts_on: date
    program_week: int = 0
    weeks: int = 0
    days: list[WeekDay] = Field(default_factory=list)
    next_on: date | None = None
    ends_on: date | None = None
    number: int | None = None
    after: list[WeekDay] = Field(default_factory=list)
    whole: list[PlannedDay] = Field(default_factory=list)
    rests_until: date | None = None
    logged: list[LoggedDay] = Field(default_factory=list)
    paused: dict[str, str] | None = Field(default=None, description="The name of the plan that rests, where none runs.")


def _cards(result: WeekShown, ctx: CoachContext) -> list[Block]:
    style = ctx.style
    if result.plan_id is None:
        return [SuggestionsBlock(texts=[style.phrase("today.suggest_plan"), style.phrase("today.suggest_programs")])]
    if result.whole:
        return [day_table(day, style) for day in result.whole]
    shown = result.days or result.after
    if not shown:
        return []
    columns = [style.phrase(f"today.column_{name}") for name in ("day", "workout", "minutes", "exercises")]
    rows = [
        [
            style.day(day.on) + (" ✓" if day.is_done else ""),
            day.name[ctx.locale],
            str(day.minutes),
            ", ".join(exercise_name(one.model_dump(), style) for one in day.exercises),
        ]
        for day in shown
    ]
    title = style.phrase("today.week_title", title=(result.plan_name or {})[ctx.locale])
    return [TableBlock(title=title, columns=columns, rows=rows)]


@tool(agent="planner", kind="read", cards=_cards)
async def show_week_plan(args: ShowWeekPlanArgs, ctx: CoachContext, uow: UnitOfWork) -> WeekShown:
    """Show this week's or next week's workouts of the plan with their days, what is done and what is to come."""
    is_light = await keep_it_light(ctx, uow)
    monday = ctx.today - timedelta(days=ctx.today.weekday()) + timedelta(days=7 * (args.week == "next"))
    sunday = monday + timedelta(days=6)
    course = await active_course(uow)
    if course is not None and args.number is not None:
        return await _week_by_number(args.number, course, ctx, uow)
    logged = await _logged(uow, course, monday, sunday)
    if course is None:
        return WeekShown(starts_on=monday, logged=logged, paused=await paused_plan(uow))
    ahead = list(takewhile(lambda one: one.on <= sunday + timedelta(days=7), course.schedule(ctx.today)))
    coming = [planned for planned in ahead if monday <= planned.on <= sunday]
    after = [] if coming or args.week == "next" else ahead
    days = _done(course, monday, sunday) + [await _coming_day(one, course, ctx, uow, is_light=is_light) for one in coming]
    return WeekShown(
        plan_id=course.plan.id,
        plan_name=course.program.name,
        starts_on=monday,
        program_week=coming[0].week if coming else course.week,
        weeks=course.program.weeks,
        days=days,
        next_on=next(course.schedule(ctx.today)).on,
        ends_on=_end_of(course, ctx.today),
        logged=[] if args.whole else logged,
        after=[await _coming_day(one, course, ctx, uow, is_light=is_light) for one in after],
        whole=_whole(course, ctx.today) if args.whole else [],
        rests_until=course.rests_until(ctx.today),
    )


def _whole(course: Course, today: date) -> list[PlannedDay]:
    """Each day of the plan once, from the one that comes next on."""
    ahead = islice(course.schedule(today), course.program.days_per_week)
    return [planned_day(one.stored.day, one.on.weekday()) for one in ahead]


async def _week_by_number(number: int, course: Course, ctx: CoachContext, uow: UnitOfWork) -> WeekShown:
    """The workouts of a week of the plan that is not over yet; `ToolError` for another."""
    if not course.week <= number <= course.program.weeks:
        raise ToolError(ctx.style.phrase("today.no_such_week", n=number, week=course.week, weeks=course.program.weeks))
    is_light = await keep_it_light(ctx, uow)
    ahead = takewhile(lambda one: one.week <= number, course.schedule(ctx.today))
    days = [await _coming_day(one, course, ctx, uow, is_light=is_light) for one in ahead if one.week == number]
    return WeekShown(
        plan_id=course.plan.id,
        plan_name=course.program.name,
        starts_on=days[0].on - timedelta(days=days[0].on.weekday()),
        program_week=number,
        weeks=course.program.weeks,
        days=days,
        next_on=next(course.schedule(ctx.today)).on,
        ends_on=_end_of(course, ctx.today),
        number=number,
    )


def _end_of(course: Course, today: date) -> date | None:
    """The day of the last workout of the plan's last week; None where that is over."""
    left = [one.on for one in takewhile(lambda one: one.week <= course.program.weeks, course.schedule(today))]
    return left[-1] if left else None


async def _coming_day(one: Planned, course: Course, ctx: CoachContext, uow: UnitOfWork, *, is_light: bool) -> WeekDay:
    """A workout to come; where something else was said of its day, as it is to be done then."""
    adjusted = adjusted_on(course, one.on)
    if adjusted is None:
        return _week_day(one.on, one.stored, is_done=False)
    ahead = await WorkoutAhead.of(ctx, uow, course, one)
    fit = await ahead.fitted(await ahead.circumstances(is_light=is_light))
    return WeekDay(
        on=one.on,
        name=one.stored.day.name,
        minutes=minutes_of(fit.slots),
        exercises=[ref_of(slot.exercise) for slot in fit.slots],
        is_done=False,
        adjusted=adjusted,
    )


async def _logged(uow: UnitOfWork, course: Course | None, first: date, last: date) -> list[LoggedDay]:
    """The days with exercises that belong to no workout of the plan that was done."""
    counted = {(day.on, one.key) for day in _done(course, first, last) for one in day.exercises} if course else set()
    days: dict[date, dict[str, ExerciseRef]] = {}
    for row in await sets_between(uow, first, last):
        if (row.performed_on, row.exercise_key) not in counted:
            days.setdefault(row.performed_on, {}).setdefault(row.name, ExerciseRef(key=row.exercise_key, name=row.name))
    return [LoggedDay(on=on, exercises=list(names.values())) for on, names in days.items()]


def _done(course: Course, first: date, last: date) -> list[WeekDay]:
    stored = {day.id: day for block in course.stored.days for day in block}
    done = [one for one in course.done if first <= one.performed_on <= last and one.day_id in stored]
    return [_week_day(one.performed_on, stored[one.day_id], is_done=True) for one in done]


def _week_day(on: date, stored: StoredDay, *, is_done: bool) -> WeekDay:
    slots = stored.day.slots
    return WeekDay(
        on=on, name=stored.day.name, minutes=minutes_of(slots), exercises=[ref_of(slot.exercise) for slot in slots], is_done=is_done
    )


TOOLS = (show_week_plan,)
