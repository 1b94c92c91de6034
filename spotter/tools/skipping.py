"""Today's planned workout is skipped: it comes next on another day, and a good reason is no gap in the log."""

from __future__ import annotations

from datetime import date
from typing import Literal

from spotter.errors import ToolError
from spotter.ids import new_id
from spotter.store.queries.plans import active_course
from spotter.store.tables import Workout
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.spec import Args, Result, tool

SkipReason = Literal["busy", "sick", "too_hard", "pain", "travel", "other"]


class SkipWorkoutArgs(Args):
    reason: SkipReason = "other"


class WorkoutSkipped(Result):
    """What was planned for today, and when it comes instead."""

    day_name: dict[str, str]
    reason: SkipReason
    next_on: date


@tool(agent="planner", kind="write")
async def skip_workout(args: SkipWorkoutArgs, ctx: CoachContext, uow: UnitOfWork) -> WorkoutSkipped:
    """Skip today's planned workout, with the reason if the person gave one; it moves to the plan's next day."""
    course = await active_course(uow)
    coming = None if course is None else next(course.schedule(ctx.today))
    if course is None or coming is None or coming.on != ctx.today:
        raise ToolError(ctx.style.phrase("today.nothing_to_skip"))
    await uow.add(
        Workout(
            id=new_id(),
            user_id=uow.user_id,
            performed_on=ctx.today,
            status="missed",
            missed_reason=args.reason,
            plan_id=course.plan.id,
            day_id=coming.stored.id,
            planned_on=ctx.today,
            source="chat",
            created_at=uow.now,
        )
    )
    later = await active_course(uow)
    following = next((later or course).schedule(ctx.today))
    return WorkoutSkipped(day_name=coming.stored.day.name, reason=args.reason, next_on=following.on)


TOOLS = (skip_workout,)
