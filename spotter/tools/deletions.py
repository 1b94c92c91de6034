"""Deleting what was written down: "delete my last set", "remove yesterday's workout"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Literal

from spotter.errors import ToolError
from spotter.language.wording.style import Style
from spotter.language.wording.workouts import exercise_name
from spotter.store.queries.entries import items_of, last_entries, last_entry, last_injury, last_meal, last_readiness, sets_of_workout
from spotter.store.queries.ledger import recent_writes
from spotter.store.queries.metrics import last_written_metric
from spotter.store.queries.workouts import LoggedSet
from spotter.store.tables import SetLog, Workout, WorkoutEntry
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.lifts import ExerciseRef
from spotter.tools.pain_state import forget_injury
from spotter.tools.plan_places import is_called
from spotter.tools.spec import Args, Result, tool
from spotter.tools.training_log import entry_of
from spotter.tools.workouts import EntryArgs

Target = Literal["workout", "set", "meal", "metric", "readiness", "pain"]
LOOKED_BACK = 20  # exercises among which one called by less than its name is looked for
_Row = tuple[WorkoutEntry, SetLog]
TARGETS: dict[str, Target] = {
    "log_workout": "workout",
    "log_sets": "set",
    "log_meal": "meal",
    "log_metric": "metric",
    "log_readiness": "readiness",
    "report_pain": "pain",
}


class DeleteEntryArgs(Args):
    target: Target | None = None
    which: Literal["last", "date"] = "last"
    date: dt.date | None = None
    exercise: ExerciseRef | None = None


class Deleted(Result):
    """What is gone: `entries` are the exercises with the sets that were deleted, `foods` those of a meal."""

    target: Target
    date: dt.date
    entries: tuple[EntryArgs, ...] = ()
    foods: tuple[ExerciseRef, ...] = ()
    metric: str | None = None


@tool(agent="progress", kind="write")
async def delete_entry(args: DeleteEntryArgs, ctx: CoachContext, uow: UnitOfWork) -> Deleted:
    """Delete the last workout, set, meal, measurement, check-in or pain report, or the one of a date. Undo brings it back."""
    style = ctx.style
    day = args.date if args.which == "date" else None
    target = args.target
    if target is None:
        last = await recent_writes(uow, tools=tuple(TARGETS), limit=1)
        target = TARGETS[last[0].tool] if last else None
    if target in ("workout", "set"):
        deleted = await _training(target == "set", args.exercise, day, style, uow)
    else:
        deleted = await _OTHERS[target](day, uow) if target else None
    if deleted is None:
        raise ToolError(style.phrase("corrections.nothing_to_delete"))
    return deleted


async def _training(is_set: bool, ref: ExerciseRef | None, day: dt.date | None, style: Style, uow: UnitOfWork) -> Deleted | None:
    found = await last_entry(uow, day, key=ref.key if ref else None, name=ref.name if ref else None)
    if found is None and ref is not None:
        recent = await last_entries(uow, day, limit=LOOKED_BACK)
        found = next((one for one in recent if is_called(one[1].exercise_key, ref.name)), None)
    if found is None:
        if ref is not None:
            raise ToolError(style.phrase("corrections.no_such_entry", what=exercise_name(ref.model_dump(), style)))
        return None
    workout, entry = found
    rows = await sets_of_workout(uow, workout.id)
    gone = rows if ref is None and not is_set else [row for row in rows if row[0].id == entry.id]
    gone = gone[-1:] if is_set else gone
    told = _told(workout, gone)
    await _remove(workout, rows, gone, uow)
    return Deleted(target="set" if is_set else "workout", date=workout.performed_on, entries=tuple(told))


async def _remove(workout: Workout, rows: list[_Row], gone: list[_Row], uow: UnitOfWork) -> None:
    """Remove sets, then the exercises that are left without any, then the workout when nothing of it is left."""
    for _entry, done in reversed(gone):
        await uow.remove(done)
    left = {entry.id for entry, done in rows if done not in [removed for _entry, removed in gone]}
    for entry in {entry.id: entry for entry, _done in gone}.values():
        if entry.id not in left:
            await uow.remove(entry)
    if not left:
        await uow.remove(workout)


def _told(workout: Workout, rows: list[_Row]) -> list[EntryArgs]:
    by_entry: dict[str, list[LoggedSet]] = {}
    for entry, done in rows:
        by_entry.setdefault(entry.id, []).append(LoggedSet.of(workout, entry, done))
    return [entry_of(sets) for sets in by_entry.values()]


async def _meal(day: dt.date | None, uow: UnitOfWork) -> Deleted | None:
    meal = await last_meal(uow, day)
    if meal is None:
        return None
    items = await items_of(uow, meal.id)
    foods = [ExerciseRef(key=item.food_key, name=item.name) for item in items]
    for item in reversed(items):
        await uow.remove(item)
    await uow.remove(meal)
    return Deleted(target="meal", date=meal.eaten_on, foods=tuple(foods))


async def _metric(day: dt.date | None, uow: UnitOfWork) -> Deleted | None:
    row = await last_written_metric(uow, day)
    if row is None:
        return None
    await uow.remove(row)
    return Deleted(target="metric", date=row.measured_on, metric=row.metric)


async def _readiness(day: dt.date | None, uow: UnitOfWork) -> Deleted | None:
    row = await last_readiness(uow, day)
    if row is None:
        return None
    await uow.remove(row)
    return Deleted(target="readiness", date=row.checked_on)


async def _pain(_day: dt.date | None, uow: UnitOfWork) -> Deleted | None:
    row = await last_injury(uow)
    if row is None:
        return None
    await forget_injury(row, uow)
    return Deleted(target="pain", date=row.reported_at.date())


_OTHERS: dict[str, Callable[[dt.date | None, UnitOfWork], Awaitable[Deleted | None]]] = {
    "meal": _meal,
    "metric": _metric,
    "readiness": _readiness,
    "pain": _pain,
}

TOOLS = (delete_entry,)
