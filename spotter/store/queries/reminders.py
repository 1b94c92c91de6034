"""Reminders of the person that a unit of work belongs to."""

from __future__ import annotations

from sqlalchemy import select

from spotter.store.tables import Reminder
from spotter.store.uow import UnitOfWork


async def active_reminders(uow: UnitOfWork, limit: int = 200) -> list[Reminder]:
    """The reminders that still stand, the next one first."""
    wanted = select(Reminder).where(Reminder.user_id == uow.user_id, Reminder.status == "active")
    return list(await uow.session.scalars(wanted.order_by(Reminder.due_at, Reminder.id).limit(limit)))
