"""The workout that goes on while somebody writes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ScalarSelect, select

from spotter.store.tables import Workout, WorkoutUnderway
from spotter.store.uow import UnitOfWork

LONGEST = timedelta(hours=4)  # after that, what nobody ended is over


def begun_at(user_id: Any) -> ScalarSelect[datetime]:
    """When the last workout began that nobody has ended."""
    mine = select(WorkoutUnderway.started_at).where(WorkoutUnderway.user_id == user_id, WorkoutUnderway.ended_at.is_(None))
    return mine.order_by(WorkoutUnderway.started_at.desc()).limit(1).correlate_except(WorkoutUnderway).scalar_subquery()


def is_on(since: datetime | None, now: datetime) -> bool:
    """Whether a workout that began then goes on now."""
    return since is not None and now - since < LONGEST


async def workout_underway(uow: UnitOfWork) -> WorkoutUnderway | None:
    """The workout that goes on now; None where none does, or it is over by the clock."""
    wanted = select(WorkoutUnderway).where(
        WorkoutUnderway.user_id == uow.user_id, WorkoutUnderway.ended_at.is_(None), WorkoutUnderway.started_at > uow.now - LONGEST
    )
    return await uow.session.scalar(wanted.order_by(WorkoutUnderway.started_at.desc()).limit(1))


async def left_open(uow: UnitOfWork) -> WorkoutUnderway | None:
    """The workout that nobody has ended, on or over by the clock; there is one at most."""
    return await uow.session.scalar(
        select(WorkoutUnderway).where(WorkoutUnderway.user_id == uow.user_id, WorkoutUnderway.ended_at.is_(None))
    )


async def last_ended(uow: UnitOfWork) -> WorkoutUnderway | None:
    """The workout that was ended last, within the time that one may take."""
    wanted = select(WorkoutUnderway).where(WorkoutUnderway.user_id == uow.user_id, WorkoutUnderway.ended_at > uow.now - LONGEST)
    return await uow.session.scalar(wanted.order_by(WorkoutUnderway.ended_at.desc()).limit(1))


async def row_of(uow: UnitOfWork, underway: WorkoutUnderway) -> Workout | None:
    """The workout's own row; None before its first set, and where it was deleted."""
    if underway.workout_id is None:
        return None
    return await uow.session.scalar(select(Workout).where(Workout.user_id == uow.user_id, Workout.id == underway.workout_id))
