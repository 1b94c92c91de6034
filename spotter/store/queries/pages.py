"""What a person wrote down, by its id or a page at a time, newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select

from spotter.store.tables import Base, BodyMetric, Goal, Injury, Plan, SavedProgram, SetLog, Workout, WorkoutEntry
from spotter.store.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where entries of a kind stand, by which column they are in order, and which holds their day (None: they have none to ask by)."""

    table: Any
    order: Any
    day: Any = None


SHELVES: Mapping[str, Shelf] = {
    "workouts": Shelf(Workout, Workout.performed_on, Workout.performed_on),
    "metrics": Shelf(BodyMetric, BodyMetric.measured_at, BodyMetric.measured_on),
    "goals": Shelf(Goal, Goal.created_at),
    "injuries": Shelf(Injury, Injury.reported_at),
    "plans": Shelf(Plan, Plan.created_at),
    "programs": Shelf(SavedProgram, SavedProgram.created_at),
}
Contents = dict[str, list[tuple[WorkoutEntry, list[SetLog]]]]


@dataclass(frozen=True, slots=True)
class Sought:
    """Which entries: at most `limit`, before the entry `before`, from `first` to `last`, with these values in their columns."""

    limit: int
    before: str | None = None
    first: date | None = None
    last: date | None = None
    values: Mapping[str, str] | None = None


async def entry_of(uow: UnitOfWork, kind: str, entry_id: str) -> Base | None:
    """The person's entry of that kind and id."""
    table = SHELVES[kind].table
    found: Base | None = await uow.session.scalar(select(table).where(table.user_id == uow.user_id, table.id == entry_id))
    return found


async def entries_of(uow: UnitOfWork, kind: str, sought: Sought) -> list[Any] | None:
    """A page of the person's entries; None where `before` is none of them."""
    shelf = SHELVES[kind]
    table, order = shelf.table, shelf.order
    wanted = select(table).where(table.user_id == uow.user_id)
    if sought.before is not None:
        last = await entry_of(uow, kind, sought.before)
        if last is None:
            return None
        at = getattr(last, order.key)
        wanted = wanted.where(or_(order < at, and_(order == at, table.id < sought.before)))
    if sought.first is not None:
        wanted = wanted.where(shelf.day >= sought.first)
    if sought.last is not None:
        wanted = wanted.where(shelf.day <= sought.last)
    for name, value in (sought.values or {}).items():
        wanted = wanted.where(getattr(table, name) == value)
    return list(await uow.session.scalars(wanted.order_by(order.desc(), table.id.desc()).limit(sought.limit)))


async def contents_of(uow: UnitOfWork, workout_ids: Sequence[str]) -> Contents:
    """The exercises with their sets of workouts, by workout, in order."""
    wanted = select(WorkoutEntry).where(WorkoutEntry.user_id == uow.user_id, WorkoutEntry.workout_id.in_(workout_ids))
    entries = list(await uow.session.scalars(wanted.order_by(WorkoutEntry.position)))
    of_them = select(SetLog).where(SetLog.user_id == uow.user_id, SetLog.entry_id.in_([one.id for one in entries]))
    sets: dict[str, list[SetLog]] = {}
    for row in await uow.session.scalars(of_them.order_by(SetLog.position)):
        sets.setdefault(row.entry_id, []).append(row)
    found: Contents = {}
    for entry in entries:
        found.setdefault(entry.workout_id, []).append((entry, sets.get(entry.id, [])))
    return found


async def workouts_of_plan(uow: UnitOfWork, plan_id: str) -> list[Workout]:
    """The workouts that answer a day of a plan."""
    return list(await uow.session.scalars(select(Workout).where(Workout.user_id == uow.user_id, Workout.plan_id == plan_id)))
