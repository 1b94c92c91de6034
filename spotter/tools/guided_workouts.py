"""A workout while it goes on: started, told set by set, something left out, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Literal, cast

from pydantic import Field

from spotter.catalogue.exercises import exercises
from spotter.coaching.limits import LIMITS
from spotter.errors import ToolError, ToolQuestion
from spotter.ids import new_id
from spotter.store.queries.underway import LONGEST, left_open
from spotter.store.tables import SetLog, WorkoutUnderway
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.guidance import FELT, Floor, Guidance, SetAhead, is_loaded
from spotter.tools.lifts import ExerciseRef
from spotter.tools.likeness import meant
from spotter.tools.spec import Args, Result, tool
from spotter.tools.workouts import EntryArgs, LogWorkoutArgs, SetArgs, WorkoutLogged, log_more_sets, log_workout, told_last

MOST_SETS = 10


class StartWorkoutArgs(Args):
    """With `only_planned` nothing starts where no plan says what to do."""

    only_planned: bool = False


class WorkoutStarted(Result):
    """The workout that goes on from now; `is_new` is false where it did already. Without a plan `day_name` is null.

    `did_today` is another workout of the plan that was done today already.
    """

    is_new: bool
    day_name: dict[str, str] | None
    did_today: dict[str, str] | None
    minutes: int
    exercises: list[ExerciseRef]
    changes: list[str]
    guidance: Guidance


class LogSetsArgs(Args):
    """Sets of the workout that goes on. What is not said is as it was due: the exercise, the load, without `sets` the whole set.

    Where none goes on they are more of what was logged last, a short while ago, and like its last set where nothing else is said.
    Without `sets` there are `repeats` of them.
    `missed_reps` did not come of a set as due. With `is_asked` the person said nothing but "next", and is asked first.
    """

    exercise: ExerciseRef | None = None
    sets: list[SetArgs] = Field(default_factory=list, max_length=MOST_SETS)
    load_kg: Decimal | None = Field(default=None, gt=0, le=LIMITS["load_kg"].high)
    missed_reps: int | None = Field(default=None, ge=1, le=10)
    felt: Literal["easy", "hard", "very hard"] | None = None
    is_asked: bool = False
    repeats: int = Field(default=1, ge=1, le=MOST_SETS)


class ShowNextSetArgs(Args):
    focus: Literal["set", "rest"] = "set"


class NextSetShown(Result):
    focus: Literal["set", "rest"]
    guidance: Guidance


class SkipExerciseArgs(Args):
    """Without an exercise the one that is due."""

    exercise: ExerciseRef | None = None


class ExerciseSkipped(Result):
    exercise: ExerciseRef
    guidance: Guidance


@tool(agent="planner", kind="write", training=True)
async def start_workout(args: StartWorkoutArgs, ctx: CoachContext, uow: UnitOfWork) -> WorkoutStarted:
    """Start today's workout: from now on it is told set by set, and the coach says what comes next."""
    before = await Floor.of(ctx, uow)
    if before is None:
        over = await left_open(uow)
        if over is not None:
            await uow.change(over, ended_at=over.started_at + LONGEST)
        await uow.add(WorkoutUnderway(id=new_id(), user_id=uow.user_id, started_at=uow.now))
    floor = before or await _floor(ctx, uow)
    shown = floor.shown
    if shown is None and args.only_planned and before is None:
        raise ToolError(ctx.style.phrase("today.no_plan"))
    return WorkoutStarted(
        is_new=before is None,
        day_name=shown.day_name if shown else None,
        did_today=shown.did_today if shown else None,
        minutes=shown.minutes if shown else 0,
        exercises=[one.exercise for one in floor.planned],
        changes=shown.changes if shown else [],
        guidance=floor.guidance(),
    )


async def _ask_how_it_went(args: LogSetsArgs, ctx: CoachContext, uow: UnitOfWork) -> dict[str, Any] | None:
    floor = await Floor.of(ctx, uow)
    coming = floor.guidance().coming if floor and args.is_asked else None
    if coming is None or coming.lacks_load:
        return None
    return {"coming": coming.model_dump()}


@tool(agent="progress", kind="write", confirm=_ask_how_it_went)
async def log_sets(args: LogSetsArgs, ctx: CoachContext, uow: UnitOfWork) -> WorkoutLogged:
    """Log sets of the workout that goes on, or more of what was just logged, as they were due where nothing else is said."""
    before = await told_last(ctx, uow) if args.exercise is None and await Floor.of(ctx, uow) is None else None
    if before is not None:
        return await log_more_sets(before, _like_the_last(before.last, args), ctx, uow)
    floor = await _floor(ctx, uow)
    coming = floor.guidance().coming
    exercise = args.exercise or (coming.exercise if coming else None)
    if exercise is None and args.sets and floor.sets:  # one more of what was done last
        last = floor.sets[-1].entry
        exercise = ExerciseRef(key=last.exercise_key, name=last.name)
    if exercise is None:
        raise ToolError(ctx.style.phrase("guided.nothing_left" if floor.sets and floor.shown else "guided.which_exercise"))
    due = coming if coming is not None and coming.exercise.identity == exercise.identity else None
    load = args.load_kg or _load_of(exercise, due, floor)
    if not args.sets and due is None:
        raise ToolError(ctx.style.phrase("guided.how_many"))
    told = args.sets or [_as_due(cast(SetAhead, due), args)] * args.repeats
    sets = [_with_load(one, load, exercise, args) for one in told]
    if not args.sets and sets[0].load_kg is None and is_loaded(exercise):
        what = exercises()[exercise.key or ""].name[ctx.locale]
        raise ToolQuestion(ctx.style.phrase("guided.which_load", what=what), tail=" lb" if ctx.units == "imperial" else " kg")
    entries = [EntryArgs(exercise=exercise, sets=sets)]
    return cast(WorkoutLogged, await log_workout.run(LogWorkoutArgs(date=ctx.today, entries=entries), ctx, uow))


def _like_the_last(last: SetLog, args: LogSetsArgs) -> list[SetArgs]:
    """The sets as told, with the load of the one before where none was; without any, that one again."""
    load = args.load_kg or last.load_kg
    if not args.sets:
        again = SetArgs(reps=last.reps, load_kg=load, duration_s=last.duration_s, distance_m=last.distance_m)
        return [again] * args.repeats
    return [one.model_copy(update={"load_kg": load}) if one.load_kg is None and one.reps is not None else one for one in args.sets]


def _as_due(due: SetAhead, args: LogSetsArgs) -> SetArgs:
    """The set as it was to be done, less what was missed."""
    if due.reps is None:
        return SetArgs(duration_s=due.duration_s, distance_m=None if due.duration_s else due.distance_m)
    missed = args.missed_reps or 0
    return SetArgs(reps=max(0, due.reps - missed), load_kg=due.load_kg, kind="failure" if missed else "work")


def _with_load(one: SetArgs, load: Decimal | None, exercise: ExerciseRef, args: LogSetsArgs) -> SetArgs:
    """A set with the load that it was due with, where none was told, and with how it felt."""
    wants = one.load_kg is None or (args.load_kg is not None and not args.sets)
    goes_on = load is not None and (load < 0 or is_loaded(exercise))
    filled = {"load_kg": load} if goes_on and wants and one.reps is not None else {}
    return one.model_copy(update=filled | ({"note": args.felt} if args.felt in FELT and one.note is None else {}))


def _load_of(exercise: ExerciseRef, due: SetAhead | None, floor: Floor) -> Decimal | None:
    return due.load_kg if due is not None else floor.last_load(exercise)


@tool(agent="planner", kind="read", training=True)
async def show_next_set(args: ShowNextSetArgs, ctx: CoachContext, uow: UnitOfWork) -> NextSetShown:
    """Say which set comes next in the workout that goes on, and how long to rest before it."""
    return NextSetShown(focus=args.focus, guidance=(await _floor(ctx, uow)).guidance())


@tool(agent="planner", kind="write", training=True)
async def skip_exercise(args: SkipExerciseArgs, ctx: CoachContext, uow: UnitOfWork) -> ExerciseSkipped:
    """Leave an exercise out of the workout that goes on; what was done of it stays."""
    floor = await _floor(ctx, uow)
    coming = floor.guidance().coming
    ref = args.exercise or (coming.exercise if coming else None)
    found = _planned_as(ref, [one.exercise for one in floor.planned]) if ref else None
    if found is None:
        names = [exercises()[one.exercise.key or ""].name[ctx.locale] for one in floor.planned]
        raise ToolError(ctx.style.phrase("guided.not_in_it" if names else "guided.nothing_left", names=ctx.style.listed(names)))
    await uow.change(floor.underway, skipped=[*(floor.underway.skipped or []), found.key])
    return ExerciseSkipped(exercise=found, guidance=floor.guidance())


def _planned_as(ref: ExerciseRef, planned: Sequence[ExerciseRef]) -> ExerciseRef | None:
    """The planned exercise that is meant: itself, or the one whose name is like it ("lunges" for walking lunges)."""
    if ref in planned or ref.key in {one.key for one in planned}:
        return next(one for one in planned if one.key == ref.key)
    known = [exercises()[one.key or ""] for one in planned]
    found = meant(ref.name, [[*one.name.values(), *one.aliases.get("en", ()), *one.aliases.get("fr", ())] for one in known])
    return planned[found[0]] if len(found) == 1 else None


async def _floor(ctx: CoachContext, uow: UnitOfWork) -> Floor:
    floor = await Floor.of(ctx, uow)
    if floor is None:
        raise ToolError(ctx.style.phrase("guided.none_on"))
    return floor


TOOLS = (start_workout, log_sets, show_next_set, skip_exercise)
