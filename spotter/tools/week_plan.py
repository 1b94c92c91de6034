"""The week of the plan: what is done, and what comes on which day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import takewhile
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from spotter.language.wording.workouts import exercise_name
from spotter.messages import Block, SuggestionsBlock, TableBlock
from spotter.store.queries.plans import Course, active_course
from spotter.store.queries.programs import StoredDay
from spotter.store.queries.workouts import sets_between
from spotter.store.uow import UnitOfWork
from spotter.tools.caution import keep_it_light
from spotter.tools.context import CoachContext
from spotter.tools.lifts import ExerciseRef
from spotter.tools.plan_days import minutes_of, ref_of
from spotter.tools.spec import Args, Result, tool


class ShowWeekPlanArgs(Args):
    week: Literal["this", "next"] = "this"


class WeekDay(BaseModel):
    """A workout of the week: done on its date, or planned for it."""

    model_config = ConfigDict(frozen=True)

    on: date
    name: dict[str, str]
    minutes: int
    exercises: list[ExerciseRef]
    is_done: bool


class LoggedDay(BaseModel):
    """What was logged on a day beside the plan, by the names of its exercises."""

    model_config = ConfigDict(frozen=True)

    on: date
    exercises: list[ExerciseRef]


class WeekShown(Result):
    """A calendar week from Monday on; without a plan `plan_id` is null. `program_week` is the plan's own week of its first open workout.

    `next_on` is the day of the next open workout, `logged` what was done beside the plan."""

    plan_id: str | None = None
    plan_name: dict[str, str] | None = None
    starts_on: date
    program_week: int = 0
    weeks: int = 0
    days: list[WeekDay] = Field(default_factory=list)
    next_on: date | None = None
    logged: list[LoggedDay] = Field(default_factory=list)


def _cards(result: WeekShown, ctx: CoachContext) -> list[Block]:
    style = ctx.style
    if result.plan_id is None:
        return [SuggestionsBlock(texts=[style.phrase("today.suggest_plan"), style.phrase("today.suggest_programs")])]
    if not result.days:
        return []
    columns = [style.phrase(f"today.column_{name}") for name in ("day", "workout", "minutes", "exercises")]
    rows = [
        [
            style.day(day.on) + (" ✓" if day.is_done else ""),
            day.name[ctx.locale],
            str(day.minutes),
            ", ".join(exercise_name(one.model_dump(), style) for one in day.exercises),
        ]
        for day in result.days
    ]
    title = style.phrase("today.week_title", title=(result.plan_name or {})[ctx.locale])
    return [TableBlock(title=title, columns=columns, rows=rows)]


@tool(agent="planner", kind="read", cards=_cards)
async def show_week_plan(args: ShowWeekPlanArgs, ctx: CoachContext, uow: UnitOfWork) -> WeekShown:
    """Show this week's or next week's workouts of the plan with their days, what is done and what is to come."""
    await keep_it_light(ctx, uow)
    monday = ctx.today - timedelta(days=ctx.today.weekday()) + timedelta(days=7 * (args.week == "next"))
    sunday = monday + timedelta(days=6)
    course = await active_course(uow)
    logged = await _logged(uow, course, monday, sunday)
    if course is None:
        return WeekShown(starts_on=monday, logged=logged)
    coming = [planned for planned in takewhile(lambda one: one.on <= sunday, course.schedule(ctx.today)) if planned.on >= monday]
    days = _done(course, monday, sunday) + [_week_day(one.on, one.stored, is_done=False) for one in coming]
    return WeekShown(
        plan_id=course.plan.id,
        plan_name=course.program.name,
        starts_on=monday,
        program_week=coming[0].week if coming else course.week,
        weeks=course.program.weeks,
        days=days,
        next_on=next(course.schedule(ctx.today)).on,
        logged=logged,
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
