"""A planned workout was done as it stands in the plan: logged from there, so that nobody has to write it down again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, cast

from pydantic import Field

from spotter.errors import ToolError
from spotter.store.queries.plans import Course, Planned, active_course, exercises_done_on
from spotter.store.queries.programs import StoredDay
from spotter.store.queries.workouts import workouts_between
from spotter.store.uow import UnitOfWork
from spotter.tools.caution import keep_it_light
from spotter.tools.context import CoachContext
from spotter.tools.days import refuse_unlikely_day
from spotter.tools.guidance import Floor
from spotter.tools.spec import Args, Result, tool
from spotter.tools.today import TodaysExercise, TodayWorkoutArgs, WorkoutAhead, WorkoutShown, of_day, today_workout
from spotter.tools.workouts import EntryArgs, LogWorkoutArgs, SetArgs, WorkoutLogged, log_workout

Day = date


class LogAsPlannedArgs(Args):
    date: Day | None = Field(default=None, description="Today where it is not given.")
    day: str | None = Field(default=None, max_length=40, description="The day of the plan, such as leg day, Full body B; else the one due.")


class LoggedAsPlanned(Result):
    """What was logged, from which day of the plan."""

    logged: WorkoutLogged
    day_name: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """What is taken to be done: the exercises left of a planned day, and the day where it is not simply today's."""

    on: date
    left: list[TodaysExercise]
    stored: StoredDay | None = None

    @property
    def entries(self) -> list[EntryArgs]:
        return [_entry(one) for one in self.left if _is_dosed(one)]


async def _ask(args: LogAsPlannedArgs, ctx: CoachContext, uow: UnitOfWork) -> dict[str, Any] | None:
    """Another workout than today's is shown before it is logged: nobody has seen its figures lately."""
    told = await _told(args, ctx, uow)
    if told.stored is None:
        return None
    return {"date": told.on, "day_name": told.stored.day.name, "entries": [one.model_dump() for one in told.entries]}


@tool(agent="progress", kind="write", confirm=_ask, training=True)
async def log_as_planned(args: LogAsPlannedArgs, ctx: CoachContext, uow: UnitOfWork) -> LoggedAsPlanned:
    """Log all of a planned workout as it stands in the plan, today's or another day's; what is logged already stays as it is.

    A load that nobody knows is left open.
    """
    told = await _told(args, ctx, uow)
    logged = cast(WorkoutLogged, await log_workout.run(LogWorkoutArgs(date=told.on, entries=told.entries), ctx, uow))
    if told.stored is None:
        return LoggedAsPlanned(logged=logged)
    course = await active_course(uow)
    row = next(one for one in await workouts_between(uow, told.on, told.on) if one.id == logged.workout_id)
    if course is not None and row.day_id != told.stored.id:
        await uow.change(row, plan_id=course.plan.id, day_id=told.stored.id)
    return LoggedAsPlanned(logged=logged, day_name=told.stored.day.name)


async def _told(args: LogAsPlannedArgs, ctx: CoachContext, uow: UnitOfWork) -> _Told:
    """`ToolError` where nothing of a plan is left for that day."""
    on = args.date or ctx.today
    refuse_unlikely_day(on, ctx, "workouts.in_future")
    course = await active_course(uow)
    told = _Told(on, []) if course is None else await _of_course(args, course, on, ctx, uow)
    if not told.entries:
        raise ToolError(ctx.style.phrase("today.nothing_planned"))
    return told


async def _of_course(args: LogAsPlannedArgs, course: Course, on: date, ctx: CoachContext, uow: UnitOfWork) -> _Told:
    due = next(course.schedule(ctx.today))
    meant = due if args.day is None else of_day(args.day, course, ctx)
    if on == ctx.today and meant.stored.id == due.stored.id and (args.day is None or due.on == on):
        return _Told(on, await _left_today(ctx, uow))
    done = {one.day_id for one in course.done if one.performed_on == on}
    if done and (args.day is None or meant.stored.id in done):
        return _Told(on, [])
    planned = Planned(on, course.week, _this_round(meant.stored, course))
    ahead = await WorkoutAhead.of(ctx, uow, course, planned)
    today = await ahead.circumstances(is_light=await keep_it_light(ctx, uow))
    shown = ahead.shown(await ahead.fitted(today), today)
    logged = await exercises_done_on(uow, on)
    return _Told(on, [one for one in shown.exercises if one.exercise.key not in logged], planned.stored)


def _this_round(meant: StoredDay, course: Course) -> StoredDay:
    """The day as it comes soonest: easy weeks hold it otherwise."""
    coming = islice(course.upcoming(), 2 * course.program.days_per_week)
    return next((one.stored for one in coming if one.stored.day.name == meant.day.name), meant)


async def _left_today(ctx: CoachContext, uow: UnitOfWork) -> list[TodaysExercise]:
    """What is planned for today and not logged yet; of a workout that goes on, the sets that are left."""
    floor = await Floor.of(ctx, uow)
    if floor is not None and floor.shown is not None:
        left = [
            one.model_copy(update={"sets": one.sets - floor.count(one), "load_kg": one.load_kg or floor.last_load(one.exercise)})
            for one in floor.planned
        ]
        return [one for one in left if one.sets > 0]
    shown = cast(WorkoutShown, await today_workout.run(TodayWorkoutArgs(), ctx, uow))
    return [one for one in shown.exercises if not one.is_done] if shown.plan_id and shown.on == ctx.today else []


def _is_dosed(one: TodaysExercise) -> bool:
    return any(figure is not None for figure in (one.aim_reps, one.reps_min, one.duration_s, one.distance_m))


def _entry(one: TodaysExercise) -> EntryArgs:
    reps = one.aim_reps or one.reps_min
    timed: Sequence[Any] = (None, None) if reps is not None else (one.duration_s, one.distance_m)
    done = SetArgs(reps=reps, load_kg=one.load_kg, duration_s=timed[0], distance_m=timed[1])
    return EntryArgs(exercise=one.exercise, sets=[done] * one.sets)


TOOLS = (log_as_planned,)
