"""What the coach says without being asked: a turn that is over as it begins, its line in the talk, and the notice of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from spotter.ids import new_id
from spotter.messages import Channel, Reply, TurnEvent
from spotter.store.queries.consents import suppressed
from spotter.store.queries.pending import ask, latest_open
from spotter.store.rows import insert_rows, table_of
from spotter.store.tables import (
    ChannelIdentity,
    Consent,
    Conversation,
    Event,
    Message,
    Notice,
    NotificationPreference,
    Outbox,
    PendingAction,
    Turn,
    User,
)
from spotter.store.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class Awaits:
    """The answer that a line is waiting for: it completes a call of `tool` as `args` says, until it expires."""

    tool: str
    args: dict[str, Any]
    expires_at: datetime


class Place(NamedTuple):
    """Where a line falls: its number in the person's order, their open conversation, and their language."""

    seq: int
    conversation_id: str
    locale: str


class Reach(NamedTuple):
    """Where somebody can be written to."""

    channel: Channel
    address: str


async def hold_person(session: AsyncSession, user_id: str) -> bool:
    """Lock a person until the transaction ends; False where somebody else holds them now.

    Whoever claims rows of a person that tools change, too, does this first, as a turn does, so that the two never wait for each other.
    """
    mine = select(User.id).where(User.id == user_id).with_for_update(skip_locked=True)
    return await session.scalar(mine) is not None


async def take_place(uow: UnitOfWork) -> Place | None:
    """The next place in the person's order, their row locked as when a message is accepted; None where they are gone."""
    person = table_of(User)
    counted = update(person).where(person.c.id == uow.user_id, (person.c.expires_at.is_(None)) | (person.c.expires_at >= uow.now))
    row = (
        await uow.session.execute(counted.values(turn_count=person.c.turn_count + 1).returning(person.c.turn_count, person.c.locale))
    ).one_or_none()
    if row is None:
        return None
    mine = select(Conversation.id).where(Conversation.user_id == uow.user_id, Conversation.ended_at.is_(None))
    conversation_id = await uow.session.scalar(mine.order_by(Conversation.id.desc()).limit(1))
    if conversation_id is None:
        conversation_id = new_id()
        await insert_rows(uow.session, Conversation, {"id": conversation_id, "user_id": uow.user_id, "started_at": uow.now})
    return Place(row.turn_count, conversation_id, row.locale)


async def was_put(uow: UnitOfWork, dedupe_key: str) -> bool:
    """Whether a message of that key was put out before."""
    return bool(await uow.session.scalar(select(exists().where(Outbox.dedupe_key == dedupe_key))))


async def reachable(uow: UnitOfWork, kind: str) -> list[Reach]:
    """Where the person can be written to about a kind of thing, what they wrote from last first: neither blocked nor turned down.

    An address that asked for no more messages is left out whoever has it now.
    """
    refused = exists().where(
        Consent.user_id == ChannelIdentity.user_id,
        Consent.channel == ChannelIdentity.channel,
        Consent.kind.in_(("all", kind)),
        Consent.allowed.is_(False),
    )
    mine = (ChannelIdentity.user_id == uow.user_id, ChannelIdentity.blocked_at.is_(None), ChannelIdentity.verified_at.is_not(None))
    wanted = select(ChannelIdentity.channel, ChannelIdentity.address).where(*mine, ~refused)
    last_first = wanted.order_by(ChannelIdentity.last_in_at.desc().nulls_last(), ChannelIdentity.id)
    found = [Reach(cast(Channel, channel), address) for channel, address in await uow.session.execute(last_first)]
    out = await suppressed(uow.session, found)
    return [one for one in found if one not in out]


async def chosen_channel(uow: UnitOfWork) -> str | None:
    """The channel that the person wants to be written to on, where they said so."""
    return await uow.session.scalar(select(NotificationPreference.channel).where(NotificationPreference.user_id == uow.user_id))


async def waits_for_yes(uow: UnitOfWork) -> bool:
    """Whether the person was just asked to agree to something."""
    open_one = select(PendingAction.kind).where(PendingAction.id == latest_open(uow.user_id, uow.now))
    return await uow.session.scalar(open_one) == "confirm"


async def store_line(uow: UnitOfWork, place: Place, reply: Reply, reach: Reach | None) -> None:
    """Keep a line as a turn that has ended, in its place of the talk."""
    own = {"user_id": uow.user_id, "turn_id": reply.turn_id}
    told = reply.model_dump(mode="json")
    ended = {"status": "done", "created_at": uow.now, "started_at": uow.now, "finished_at": uow.now, "path": reply.path, "reply": told}
    where = {"channel": reach.channel if reach else "app", "address": reach.address if reach else None}
    turn = {"id": reply.turn_id, "user_id": uow.user_id, "conversation_id": place.conversation_id, "kind": "nudge", "seq": place.seq}
    await insert_rows(uow.session, Turn, turn | ended | where | {"attempt": 1, "safety_level": "none", "trace": []})
    line = {"conversation_id": place.conversation_id, "role": "coach", "position": 2 * place.seq + 1, "created_at": uow.now}
    await insert_rows(uow.session, Message, own | line | {"id": new_id(), "text": reply.reply})
    done = TurnEvent(attempt=1, sequence=1, kind="turn.finished", data=told)
    await insert_rows(uow.session, Event, own | {"attempt": 1, "sequence": 1, "kind": done.kind, "data": done.data})


async def note(uow: UnitOfWork, turn_id: str | None, kind: str, text: str, why: dict[str, Any]) -> None:
    """Put a line into the app's inbox; `turn_id` is None for what was not said."""
    row = {"id": new_id(), "user_id": uow.user_id, "turn_id": turn_id, "kind": kind, "text": text, "why": why, "created_at": uow.now}
    await insert_rows(uow.session, Notice, row)


def await_answer(uow: UnitOfWork, turn_id: str, text: str, awaits: Awaits) -> None:
    """Wait for the answer to a line."""
    ask(
        uow,
        PendingAction(
            id=new_id(),
            user_id=uow.user_id,
            turn_id=turn_id,
            kind="slot",
            status="open",
            question=text,
            clause=text,
            tool=awaits.tool,
            args=awaits.args,
            created_at=uow.now,
            expires_at=awaits.expires_at,
        ),
    )
