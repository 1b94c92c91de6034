"""The end of a workout: what was done of it, how hard it was, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any

from pydantic import Field

from spotter.coaching.load import session_load
from spotter.errors import ToolError
from spotter.store.queries.holds import is_training_stopped
from spotter.store.queries.plans import active_course
from spotter.store.queries.underway import last_ended, row_of
from spotter.store.queries.workouts import LoggedSet, sets_between
from spotter.store.tables import Workout
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.guidance import Floor
from spotter.tools.lifts import ExerciseRef, RecordFact, beaten_records
from spotter.tools.spec import Args, Result, tool
from spotter.tools.training_log import workouts_of
from spotter.tools.workouts import EntryArgs

# The words of the category-ratio scale that session RPE is told on (Foster 2001), as people say them.
EFFORTS: dict[int, tuple[str, ...]] = {
    0: ("rest", "nothing at all", "repos", "rien"),
    1: ("very easy", "very very easy", "très facile", "tres tres facile"),
    2: ("easy", "facile"),
    3: ("moderate", "modéré", "modérée", "moyen"),
    4: ("somewhat hard", "a bit hard", "assez dur", "un peu dur"),
    5: ("hard", "dur", "dure"),
    7: ("very hard", "really hard", "brutal", "très dur", "très dure"),
    10: ("maximal", "max", "maximum", "all out", "à fond"),
}


class FinishWorkoutArgs(Args):
    """`effort` is how hard the whole workout was, 0 (rest) to 10 (maximal)."""

    effort: int | None = Field(default=None, ge=0, le=10)


class WorkoutFinished(Result):
    """A workout as it ended: its sets, kg moved in work sets, s, records, and what comes next. `load` is effort x minutes (session RPE).

    Without a set nothing is kept. `is_rated` where it had ended before and only its effort was told now. While training is stopped
    neither what was left undone nor what comes next is told.
    """

    workout_id: str | None
    day_name: dict[str, str] | None
    entries: list[EntryArgs] = Field(default_factory=list)
    done: int = 0
    planned: int = 0
    left: list[ExerciseRef] = Field(default_factory=list)
    tonnage_kg: Decimal = Decimal(0)
    duration_s: int = 0
    records: list[RecordFact] = Field(default_factory=list)
    effort: int | None = None
    load: int | None = None
    is_rated: bool = False
    next_on: date | None = None
    next_name: dict[str, str] | None = None


def _awaits_effort(result: WorkoutFinished) -> dict[str, Any] | None:
    if result.workout_id is None or result.effort is not None:
        return None
    options = [[str(n), [str(n), f"{n}/10", f"rpe {n}", *EFFORTS.get(n, ())]] for n in range(11)]
    return {"slot": "effort", "options": options, "repeats": False}


@tool(agent="progress", kind="write", awaits=_awaits_effort)
async def finish_workout(args: FinishWorkoutArgs, ctx: CoachContext, uow: UnitOfWork) -> WorkoutFinished:
    """Finish the workout that goes on, sum it up and ask how hard it was; told that of one just finished, keep it with it."""
    floor = await Floor.of(ctx, uow)
    if floor is None:
        return await _rated(args, ctx, uow)
    await uow.change(floor.underway, ended_at=uow.now)
    guidance, is_stopped = floor.guidance(), await is_training_stopped(uow)
    following = {} if is_stopped else await _following(ctx, uow)
    name = floor.shown.day_name if floor.shown else None
    if floor.workout is None:
        return WorkoutFinished(workout_id=None, day_name=name, **following)
    seconds = max(1, round((uow.now - floor.underway.started_at).total_seconds()))
    left = [one.exercise for one in floor.shown.exercises if floor.count(one) == 0] if floor.shown and not is_stopped else []
    is_whole = guidance.coming is None or not floor.shown
    await uow.change(
        floor.workout, status="complete" if is_whole and not floor.underway.skipped else "partial", duration_s=seconds, effort=args.effort
    )
    done = await _sets(floor.workout, uow)
    return WorkoutFinished(
        workout_id=floor.workout.id,
        day_name=name,
        entries=workouts_of(done)[0].entries,
        done=guidance.done,
        planned=guidance.planned,
        left=left,
        tonnage_kg=sum((_moved(one) for one in done if one.kind != "warmup"), Decimal(0)),
        duration_s=seconds,
        records=await _records(done, uow),
        effort=args.effort,
        load=_load(args.effort, seconds),
        **following,
    )


async def _rated(args: FinishWorkoutArgs, ctx: CoachContext, uow: UnitOfWork) -> WorkoutFinished:
    """The workout that ended a moment ago, now with how hard it was."""
    ended = await last_ended(uow)
    workout = await row_of(uow, ended) if ended else None
    if workout is None or workout.duration_s is None or args.effort is None:
        raise ToolError(ctx.style.phrase("guided.none_on"))
    await uow.change(workout, effort=args.effort)
    return WorkoutFinished(
        workout_id=workout.id,
        day_name=None,
        duration_s=workout.duration_s,
        effort=args.effort,
        load=_load(args.effort, workout.duration_s),
        is_rated=True,
    )


def _moved(one: LoggedSet) -> Decimal:
    return max(one.load_kg or Decimal(0), Decimal(0)) * (one.reps or 0)


def _load(effort: int | None, seconds: int) -> int | None:
    load = None if effort is None else session_load(effort, seconds / 60)
    return round(load) if isinstance(load, float) else None


async def _sets(workout: Workout, uow: UnitOfWork) -> list[LoggedSet]:
    rows = await sets_between(uow, workout.performed_on, workout.performed_on)
    return [row for row in rows if row.workout_id == workout.id]


async def _records(done: Sequence[LoggedSet], uow: UnitOfWork) -> list[RecordFact]:
    """What this workout beat of everything before it."""
    found: list[RecordFact] = []
    for _identity, group in groupby(sorted(done, key=lambda one: one.identity), key=lambda one: one.identity):
        mine = list(group)
        ref = ExerciseRef(key=mine[0].exercise_key, name=mine[0].name)
        keys, names = ([ref.key], []) if ref.key else ([], [ref.name])
        before = [one for one in await sets_between(uow, exercise_keys=keys, names=names) if one.workout_id != mine[0].workout_id]
        found += beaten_records(before, mine, ref)
    return found


async def _following(ctx: CoachContext, uow: UnitOfWork) -> dict[str, Any]:
    """The plan's next workout after today."""
    course = await active_course(uow)
    if course is None:
        return {}
    coming = next(course.schedule(ctx.today + timedelta(days=1)))
    return {"next_on": coming.on, "next_name": coming.stored.day.name}


TOOLS = (finish_workout,)
