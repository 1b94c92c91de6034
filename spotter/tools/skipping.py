"""A planned workout is skipped, today's or one to come: it comes next on another day, and a good reason is no gap in the log."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from pydantic import Field

from spotter.errors import ToolError
from spotter.ids import new_id
from spotter.store.queries.holds import is_training_stopped
from spotter.store.queries.plans import active_course
from spotter.store.tables import Workout
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.spec import Args, Result, tool
from spotter.tools.today import on_or_after

SkipReason = Literal["busy", "sick", "too_hard", "pain", "travel", "other"]
Day = date
LONGEST_AHEAD = timedelta(days=28)  # what is skipped further ahead is another plan


class SkipWorkoutArgs(Args):
    reason: SkipReason = "other"
    date: Day | None = Field(default=None, description="The day of the workout; today where it is not given.")


class WorkoutSkipped(Result):
    """What was planned for the day `on`, and when it comes instead; null while training is stopped."""

    day_name: dict[str, str]
    reason: SkipReason
    on: date
    next_on: date | None


@tool(agent="planner", kind="write")
async def skip_workout(args: SkipWorkoutArgs, ctx: CoachContext, uow: UnitOfWork) -> WorkoutSkipped:
    """Skip the workout planned for today or a day to come, with the reason if the person gave one; it moves to the plan's next day."""
    on = args.date or ctx.today
    if on < ctx.today:
        raise ToolError(ctx.style.phrase("today.past"))
    if on > ctx.today + LONGEST_AHEAD:
        raise ToolError(ctx.style.phrase("adjustments.too_long", n=LONGEST_AHEAD.days))
    course = await active_course(uow)
    coming = None if course is None else on_or_after(course, ctx.today, on)
    if course is None or coming is None or coming.on != on:
        raise ToolError(ctx.style.phrase("today.nothing_to_skip", day=ctx.style.day(on)))
    await uow.add(
        Workout(
            id=new_id(),
            user_id=uow.user_id,
            performed_on=on,
            status="missed",
            missed_reason=args.reason,
            plan_id=course.plan.id,
            day_id=coming.stored.id,
            planned_on=on,
            source="chat",
            created_at=uow.now,
        )
    )
    later = await active_course(uow)
    following = next(one for one in (later or course).schedule(ctx.today) if one.on > on)
    next_on = None if await is_training_stopped(uow) else following.on
    return WorkoutSkipped(day_name=coming.stored.day.name, reason=args.reason, on=on, next_on=next_on)


TOOLS = (skip_workout,)
