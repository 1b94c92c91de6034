"""Today's workout was done as it was shown: logged from the plan, so that nobody has to write it down again."""

from __future__ import annotations

from typing import cast

from spotter.catalogue.exercises import exercises
from spotter.errors import ToolError
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.lifts import ExerciseRef
from spotter.tools.spec import Args, Result, tool
from spotter.tools.today import TodaysExercise, TodayWorkoutArgs, WorkoutShown, today_workout
from spotter.tools.workouts import EntryArgs, LogWorkoutArgs, SetArgs, WorkoutLogged, log_workout


class LogAsPlannedArgs(Args):
    pass


class LoggedAsPlanned(Result):
    """What was logged, and the exercises whose load nobody knows: those are not."""

    logged: WorkoutLogged
    load_unknown: list[ExerciseRef]


@tool(agent="progress", kind="write")
async def log_as_planned(args: LogAsPlannedArgs, ctx: CoachContext, uow: UnitOfWork) -> LoggedAsPlanned:
    """Log today's planned workout as it was shown, where the person says that it was done so; what is logged already stays as it is."""
    shown = cast(WorkoutShown, await today_workout.run(TodayWorkoutArgs(), ctx, uow))
    left = [one for one in shown.exercises if not one.is_done] if shown.plan_id and shown.on == ctx.today else []
    known = [one for one in left if not _lacks_load(one)]
    if not known:
        reason = "load_unknown" if left else "nothing_planned"
        names = ctx.style.listed([exercises()[one.exercise.key or ""].name[ctx.locale] for one in left])
        raise ToolError(ctx.style.phrase(f"today.{reason}", names=names))
    told = LogWorkoutArgs(date=ctx.today, entries=[_entry(one) for one in known])
    logged = cast(WorkoutLogged, await log_workout.run(told, ctx, uow))
    return LoggedAsPlanned(logged=logged, load_unknown=[one.exercise for one in left if _lacks_load(one)])


def _lacks_load(one: TodaysExercise) -> bool:
    """Whether the exercise is done with a weight and none is known, or nothing says how much of it there was."""
    known = exercises().get(one.exercise.key or "")
    is_loaded = known is not None and known.load_step_kg > 0 and known.bodyweight_share == 0
    reps = one.aim_reps or one.reps_min
    return (reps is None and one.duration_s is None) or (reps is not None and is_loaded and one.load_kg is None)


def _entry(one: TodaysExercise) -> EntryArgs:
    reps = one.aim_reps or one.reps_min
    done = SetArgs(reps=reps, load_kg=one.load_kg, duration_s=one.duration_s if reps is None else None)
    return EntryArgs(exercise=one.exercise, sets=[done] * one.sets)


TOOLS = (log_as_planned,)
