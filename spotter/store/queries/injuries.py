"""Pains and injuries of the person that a unit of work belongs to, and the exercises they usually do."""

from __future__ import annotations

from datetime import date
from functools import cache

from sqlalchemy import Select, bindparam, func, select

from spotter.store.tables import Injury, Workout, WorkoutEntry
from spotter.store.uow import UnitOfWork


async def open_injuries(uow: UnitOfWork, region: str | None = None) -> list[Injury]:
    """What hurts now, oldest first; of one region where it is given."""
    found = list(await uow.session.scalars(hurting(), {"user_id": uow.user_id}))
    return found if region is None else [one for one in found if one.region == region]


@cache
def hurting() -> Select[Injury]:
    """What hurts `user_id` now, oldest first."""
    return select(Injury).where(Injury.user_id == bindparam("user_id"), Injury.status == "open").order_by(Injury.id)


async def healed_injuries(uow: UnitOfWork, limit: int = 3) -> list[Injury]:
    """What hurt once, the last resolved first."""
    wanted = select(Injury).where(Injury.user_id == uow.user_id, Injury.status == "resolved")
    return list(await uow.session.scalars(wanted.order_by(Injury.resolved_at.desc(), Injury.id.desc()).limit(limit)))


async def usual_exercises(uow: UnitOfWork, since: date) -> list[str]:
    """The catalogue keys of what the person did since a day, the most frequent first."""
    wanted = (
        select(WorkoutEntry.exercise_key)
        .join(Workout, Workout.id == WorkoutEntry.workout_id)
        .where(
            WorkoutEntry.user_id == uow.user_id,
            WorkoutEntry.exercise_key.is_not(None),
            Workout.performed_on >= since,
            Workout.status != "missed",
        )
        .group_by(WorkoutEntry.exercise_key)
        .order_by(func.count().desc(), WorkoutEntry.exercise_key)
    )
    return [key for key in await uow.session.scalars(wanted) if key is not None]
