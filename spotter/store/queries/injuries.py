"""Pains and injuries of the person that a unit of work belongs to, and the exercises they usually do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from sqlalchemy import Select, bindparam, func, or_, select

from spotter.store.tables import Injury, PainRating, Workout, WorkoutEntry
from spotter.store.uow import UnitOfWork


async def open_injuries(uow: UnitOfWork, region: str | None = None) -> list[Injury]:
    """What hurts now, oldest first; of one region where it is given."""
    found = list(await uow.session.scalars(hurting(), {"user_id": uow.user_id}))
    return found if region is None else [one for one in found if one.region == region]


@cache
def hurting() -> Select[Injury]:
    """What hurts `user_id` now, oldest first."""
    return select(Injury).where(Injury.user_id == bindparam("user_id"), Injury.status == "open").order_by(Injury.id)


async def hurting_or_healed_since(uow: UnitOfWork, since: datetime) -> list[Injury]:
    """What hurts now and what was resolved since a moment, oldest first."""
    lately = or_(Injury.status == "open", Injury.resolved_at >= since)
    return list(await uow.session.scalars(select(Injury).where(Injury.user_id == uow.user_id, lately).order_by(Injury.id)))


async def ratings_of(uow: UnitOfWork, injuries: Sequence[str]) -> list[PainRating]:
    """Every rating of these injuries (their ids), oldest first."""
    wanted = select(PainRating).where(PainRating.user_id == uow.user_id, PainRating.injury_id.in_(injuries))
    return list(await uow.session.scalars(wanted.order_by(PainRating.rated_at, PainRating.id)))


class Trained(NamedTuple):
    """An exercise of the catalogue on a day on which it was done."""

    on: date
    exercise_key: str


async def trained_since(uow: UnitOfWork, since: date) -> list[Trained]:
    """What was done on which day since a day, oldest first, without what was missed."""
    wanted = (
        select(Workout.performed_on, WorkoutEntry.exercise_key)
        .join(WorkoutEntry, WorkoutEntry.workout_id == Workout.id)
        .where(
            Workout.user_id == uow.user_id,
            WorkoutEntry.exercise_key.is_not(None),
            Workout.performed_on >= since,
            Workout.status != "missed",
        )
        .distinct()
        .order_by(Workout.performed_on, WorkoutEntry.exercise_key)
    )
    return [Trained(on, key) for on, key in await uow.session.execute(wanted) if key is not None]


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
