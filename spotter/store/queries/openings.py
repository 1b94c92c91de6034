"""What a turn starts from: the message, its person, what protects them, and what they were asked."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from spotter.store.queries.pending import latest_open
from spotter.store.tables import Inbound, PendingAction, Profile, Turn, User

# In the order of `Opening`: of the person, and of what the coach waits for.
PERSON = (User.locale, User.locale_chosen_at, User.units, User.time_zone, User.country, Profile.birth_date, Profile.conditions)


class Opening(NamedTuple):
    """A turn before its first step. `question` is open and not expired; `locale_chosen_at` is None where nobody chose the language."""

    conversation_id: str | None
    kind: str
    channel: str
    created_at: datetime
    text: str
    locale: str
    locale_chosen_at: datetime | None
    units: str
    time_zone: str
    country: str | None
    birth_date: date | None
    conditions: list[Any] | None
    question: PendingAction | None


async def opening_of(session: AsyncSession, turn_id: str) -> Opening:
    """What the turn starts from, read again: for a turn that waited, or that another process left. A question counts that was open then."""
    wanted = (
        select(Turn.conversation_id, Turn.kind, Turn.channel, Turn.created_at, Inbound.text, *PERSON, PendingAction)
        .join(User, User.id == Turn.user_id)
        .join(Profile, Profile.user_id == Turn.user_id)
        .join(Inbound, Inbound.turn_id == Turn.id)
        .outerjoin(PendingAction, PendingAction.id == latest_open(Turn.user_id, Turn.created_at))
        .where(Turn.id == turn_id)
        .order_by(Inbound.id)
        .limit(1)
    )
    return Opening(*(await session.execute(wanted)).one())
