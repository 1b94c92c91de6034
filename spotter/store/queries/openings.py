"""What a turn starts from: the message, its person, what protects them, and what they were asked."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from spotter.store.queries.pending import latest_open
from spotter.store.queries.underway import begun_at, workout_underway
from spotter.store.tables import Inbound, Message, PendingAction, Plan, Profile, Turn, User
from spotter.store.uow import UnitOfWork

# In the order of `Opening`: of the person, and of what the coach waits for.
PERSON = (
    User.locale,
    User.locale_chosen_at,
    User.units,
    User.time_zone,
    User.country,
    Profile.birth_date,
    Profile.conditions,
    Profile.equipment,
    begun_at(User.id),
    exists().where(Plan.user_id == User.id, Plan.status == "active").correlate(User),
)


class Opening(NamedTuple):
    """A turn before its first step. `question` is open and not expired; `locale_chosen_at` is None where nobody chose the language.

    `underway_since` is when the workout began that nobody has ended, `has_plan` whether a plan runs.
    """

    conversation_id: str | None
    kind: str
    channel: str
    created_at: datetime
    text: str
    address: str | None
    locale: str
    locale_chosen_at: datetime | None
    units: str
    time_zone: str
    country: str | None
    birth_date: date | None
    conditions: list[Any] | None
    equipment: list[Any] | None
    underway_since: datetime | None
    has_plan: bool
    question: PendingAction | None


async def opening_of(session: AsyncSession, turn_id: str) -> Opening:
    """What the turn starts from, read again: for a turn that waited, or that another process left. A question counts that was open then."""
    return Opening(*(await session.execute(_opening(), {"turn_id": turn_id})).one())


@cache
def _opening() -> Select[Any]:
    said = func.coalesce(Message.text, Inbound.text)  # several messages may be one turn: its line holds all of them
    return (
        select(Turn.conversation_id, Turn.kind, Turn.channel, Turn.created_at, said, Turn.address, *PERSON, PendingAction)
        .join(User, User.id == Turn.user_id)
        .join(Profile, Profile.user_id == Turn.user_id)
        .join(Inbound, Inbound.turn_id == Turn.id)
        .outerjoin(Message, and_(Message.turn_id == Turn.id, Message.role == "person"))
        .outerjoin(PendingAction, PendingAction.id == latest_open(Turn.user_id, Turn.created_at))
        .where(Turn.id == bindparam("turn_id"))
        .order_by(Inbound.id)
        .limit(1)
    )


async def waits_for_something(uow: UnitOfWork) -> bool:
    """Whether a word like "cancel" or "end" may be about what goes on: an open question, or a workout."""
    asked = await uow.session.scalar(select(PendingAction.id).where(PendingAction.id == latest_open(uow.user_id, uow.now)))
    return asked is not None or await workout_underway(uow) is not None
