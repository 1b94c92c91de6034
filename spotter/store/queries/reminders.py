"""Reminders of the person that a unit of work belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select

from spotter.store.tables import Reminder, ToolCall, Turn
from spotter.store.uow import UnitOfWork


async def active_reminders(uow: UnitOfWork, limit: int = 200) -> list[Reminder]:
    """The reminders that still stand, the next one first."""
    wanted = select(Reminder).where(Reminder.user_id == uow.user_id, Reminder.status == "active")
    return list(await uow.session.scalars(wanted.order_by(Reminder.due_at, Reminder.id).limit(limit)))


async def reminders_at_hand(uow: UnitOfWork, told_since: datetime) -> list[Reminder]:
    """The reminders that still stand and those that came since a moment, the next one first."""
    at_hand = or_(Reminder.status == "active", (Reminder.status == "done") & (Reminder.told_at >= told_since))
    wanted = select(Reminder).where(Reminder.user_id == uow.user_id, at_hand)
    return list(await uow.session.scalars(wanted.order_by(Reminder.due_at, Reminder.id)))


async def reminders_spoken_of(uow: UnitOfWork, turn_id: str, told: Sequence[tuple[str, datetime | None]]) -> list[str]:
    """The ids of the reminders that the last words before a turn were about: one that came since the message before it, else those of its
    calls. `told` holds ids with when each came."""
    seq = select(Turn.seq).where(Turn.id == turn_id).scalar_subquery()
    mine = select(Turn.id, Turn.created_at).where(Turn.user_id == uow.user_id, Turn.kind == "chat", Turn.seq < seq)
    before = (await uow.session.execute(mine.order_by(Turn.seq.desc()).limit(1))).one_or_none()
    came = max(((at, one) for one, at in told if at is not None), default=None)
    if came is not None and (before is None or came[0] > before.created_at):
        return [came[1]]
    if before is None:
        return []
    calls = await uow.session.scalars(select(ToolCall).where(ToolCall.turn_id == before.id, ToolCall.tool.like("%reminder%")))
    ids = {one for one, _ in told}
    found = [one["id"] for call in calls for one in (call.result.get("reminders") or [call.result.get("reminder")]) if one]
    return [one for one in dict.fromkeys(found) if one in ids]


async def last_told(uow: UnitOfWork, since: datetime) -> Reminder | None:
    """The person's reminder that went out last since a moment, whatever became of it."""
    mine = (Reminder.user_id == uow.user_id, Reminder.told_at >= since)
    found: Reminder | None = await uow.session.scalar(
        select(Reminder).where(*mine).order_by(Reminder.told_at.desc(), Reminder.id.desc()).limit(1)
    )
    return found
