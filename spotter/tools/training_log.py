"""Looking back at what was trained."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import Any, Literal

from spotter.language.wording.training_log import history_table
from spotter.messages import Block
from spotter.store.queries.workouts import LoggedSet, sets_between
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.lifts import ExerciseRef
from spotter.tools.own_lifts import as_logged
from spotter.tools.spec import Args, Result, tool
from spotter.tools.workouts import EntryArgs, SetArgs

Period = Literal["last", "today", "yesterday", "week", "month", "all"]
_SHOWN = ("reps", "load_kg", "rpe", "rir", "duration_s", "distance_m", "kind")


class ShowHistoryArgs(Args):
    period: Period = "week"
    date: dt.date | None = None
    exercise: ExerciseRef | None = None


class WorkoutShown(Result):
    workout_id: str
    date: dt.date
    entries: list[EntryArgs]


class HistoryShown(Result):
    """The workouts of a stretch of time (`last`: those of the last day with any), newest first.

    `last_on` is the last time before it when the stretch is empty.
    """

    period: Period
    date: dt.date | None
    exercise: ExerciseRef | None
    workouts: list[WorkoutShown]
    last_on: dt.date | None


def _cards(result: HistoryShown, ctx: CoachContext) -> list[Block]:
    return [history_table(result.model_dump(), ctx.style)] if len(result.workouts) > 1 else []


@tool(agent="progress", kind="read", cards=_cards)
async def show_history(args: ShowHistoryArgs, ctx: CoachContext, uow: UnitOfWork) -> HistoryShown:
    """Show what was trained the last time, today, yesterday, on a date, in the last week or month or ever, of one exercise if named."""
    args = args.model_copy(update={"exercise": await as_logged(args.exercise, uow)})
    first, last = _stretch(args, ctx.today)
    sets = await sets_between(uow, first, last, **only(args.exercise))
    if args.period == "last" and args.date is None:
        sets = [one for one in sets if one.performed_on == sets[-1].performed_on]
    earlier = await sets_between(uow, None, first, **only(args.exercise)) if not sets and first else []
    return HistoryShown(
        period=args.period,
        date=args.date,
        exercise=args.exercise,
        workouts=workouts_of(sets)[::-1],
        last_on=earlier[-1].performed_on if earlier else None,
    )


def only(exercise: ExerciseRef | None) -> dict[str, Any]:
    """The filter of `sets_between` that leaves one exercise; nothing to filter when none is named."""
    if exercise is None:
        return {}
    return {"exercise_keys": [exercise.key]} if exercise.key else {"names": [exercise.name]}


def workouts_of(sets: list[LoggedSet]) -> list[WorkoutShown]:
    """Sets in their workouts and entries, in the order they are given."""
    shown = []
    for (workout_id, day), rows in groupby(sets, key=lambda one: (one.workout_id, one.performed_on)):
        entries = [entry_of(list(done)) for _entry, done in groupby(rows, key=lambda one: one.entry_id)]
        shown.append(WorkoutShown(workout_id=workout_id, date=day, entries=entries))
    return shown


def entry_of(sets: list[LoggedSet]) -> EntryArgs:
    """The sets of one entry as they are told. Rows are in their ranges already, so nothing is checked again."""
    done = [SetArgs.model_construct(**{name: getattr(one, name) for name in _SHOWN}) for one in sets]
    return EntryArgs.model_construct(exercise=ExerciseRef(key=sets[0].exercise_key, name=sets[0].name), sets=done)


def _stretch(args: ShowHistoryArgs, today: dt.date) -> tuple[dt.date | None, dt.date]:
    if args.date is not None:
        return args.date, args.date
    match args.period:
        case "today":
            return today, today
        case "yesterday":
            return today - dt.timedelta(days=1), today - dt.timedelta(days=1)
        case "week":
            return today - dt.timedelta(days=6), today
        case "month":
            return today - dt.timedelta(days=29), today
    return None, today


TOOLS = (show_history,)
