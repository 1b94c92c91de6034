"""The rehab exercises of the person that a unit of work belongs to, and when they were done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select

from spotter.store.tables import RehabDone, RehabExercise
from spotter.store.uow import UnitOfWork


async def active_rehab(uow: UnitOfWork, today: date) -> list[RehabExercise]:
    """What is due at present, oldest first: neither ended nor past its last day."""
    wanted = select(RehabExercise).where(
        RehabExercise.user_id == uow.user_id,
        RehabExercise.status == "active",
        or_(RehabExercise.until.is_(None), RehabExercise.until >= today),
    )
    return list(await uow.session.scalars(wanted.order_by(RehabExercise.id)))


async def done_since(uow: UnitOfWork, exercises: Sequence[str], since: date) -> list[RehabDone]:
    """Each time that one of these (their ids) was done since a day, oldest first."""
    wanted = select(RehabDone).where(RehabDone.user_id == uow.user_id, RehabDone.rehab_id.in_(exercises), RehabDone.done_on >= since)
    return list(await uow.session.scalars(wanted.order_by(RehabDone.done_on, RehabDone.id)))
