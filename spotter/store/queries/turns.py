"""Turns: accepted once, run one at a time per person, finished in one transaction behind a fence."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple, cast

from sqlalchemy import CursorResult, and_, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from spotter.errors import Fenced, IdempotencyMismatch, NotAuthenticated, NotFound
from spotter.ids import new_id
from spotter.language.understanding import AgentName
from spotter.messages import InboundMessage, TurnEvent
from spotter.store.queries.openings import PERSON, Opening
from spotter.store.queries.pending import latest_open
from spotter.store.rows import insert_rows, table_of
from spotter.store.tables import Conversation, Event, Inbound, Message, Outbox, PendingAction, Profile, Turn, User
from spotter.store.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to run a turn: `attempt` is the fence that every write of the turn is checked against."""

    turn_id: str
    user_id: str
    attempt: int


@dataclass(frozen=True, slots=True)
class Ticket:
    """What became of an accepted message. `lease` and `opening` are set when the caller may run the turn at once."""

    turn_id: str
    conversation_id: str
    lease: Lease | None
    is_new: bool
    opening: Opening | None = None


@dataclass(frozen=True, slots=True)
class Finish:
    """What a finished turn leaves behind."""

    status: str
    reply_text: str
    reply: dict[str, Any]
    path: str
    safety_level: str
    trace: list[Any]
    events: list[TurnEvent]
    outbox: tuple[Outbox, ...] = ()


async def accept(session: AsyncSession, inbound: InboundMessage, body_hash: str, now: datetime, lease_s: float) -> Ticket:
    """Store a message once and queue its turn. The person's row is locked, so their messages get their order here."""
    locked = update(User).where(User.id == inbound.user_id).values(turn_count=User.turn_count + 1)
    person = (await session.execute(locked.returning(User.turn_count, User.expires_at))).one_or_none()
    if person is None or (person.expires_at is not None and person.expires_at < now):
        raise NotAuthenticated("This session has expired. Start a new one.")
    place = await _place(session, inbound, now)
    if place.turn_id is not None:
        return _same(place, body_hash)
    conversation_id = await _conversation(session, inbound, place.open_conversation, now)
    turn_id, lease, opening = new_id(), None, None
    if not place.is_busy:
        lease = Lease(turn_id, inbound.user_id, 1)
        opening = Opening(conversation_id, inbound.channel, now, inbound.text, *place.person)
    await _store_message(session, inbound, _Accepted(turn_id, conversation_id, person.turn_count, body_hash, now), lease, lease_s)
    return Ticket(turn_id, conversation_id, lease, is_new=True, opening=opening)


class _Accepted(NamedTuple):
    """Where an accepted message was put."""

    turn_id: str
    conversation_id: str
    seq: int
    body_hash: str
    at: datetime


async def _store_message(session: AsyncSession, inbound: InboundMessage, new: _Accepted, lease: Lease | None, lease_s: float) -> None:
    own = {"user_id": inbound.user_id}
    await insert_rows(
        session,
        Turn,
        own
        | {
            "id": new.turn_id,
            "conversation_id": new.conversation_id,
            "kind": "chat",
            "channel": inbound.channel,
            "status": "running" if lease else "pending",
            "seq": new.seq,
            "attempt": lease.attempt if lease else 0,
            "lease_until": new.at + timedelta(seconds=lease_s) if lease else None,
            "created_at": new.at,
            "started_at": new.at if lease else None,
        },
    )
    arrived = {"channel": inbound.channel, "dedupe_key": inbound.dedupe_key, "body_hash": new.body_hash, "received_at": new.at}
    await insert_rows(session, Inbound, own | arrived | {"id": new_id(), "turn_id": new.turn_id, "text": inbound.text})
    line = {"conversation_id": new.conversation_id, "role": "person", "position": 2 * new.seq, "created_at": new.at}
    await insert_rows(session, Message, own | line | {"id": new_id(), "turn_id": new.turn_id, "text": inbound.text})


class _Place(NamedTuple):
    """Where a message falls: an earlier turn of the same key, the open conversation, whether somebody is before it, and the person."""

    turn_id: str | None
    body_hash: str | None
    conversation_id: str | None
    open_conversation: str | None
    is_busy: bool
    person: tuple[Any, ...]


async def _place(session: AsyncSession, inbound: InboundMessage, now: datetime) -> _Place:
    open_conversation = (
        select(Conversation.id)
        .where(Conversation.user_id == inbound.user_id, Conversation.ended_at.is_(None))
        .order_by(Conversation.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    same_key = and_(Inbound.channel == inbound.channel, Inbound.dedupe_key == inbound.dedupe_key)
    wanted = (
        select(
            Inbound.turn_id,
            Inbound.body_hash,
            Turn.conversation_id,
            open_conversation,
            _unfinished(inbound.user_id),
            *PERSON,
            PendingAction,
        )
        .select_from(User)
        .join(Profile, Profile.user_id == User.id)
        .outerjoin(Inbound, same_key)
        .outerjoin(Turn, Turn.id == Inbound.turn_id)
        .outerjoin(PendingAction, PendingAction.id == latest_open(inbound.user_id, now))
        .where(User.id == inbound.user_id)
    )
    turn_id, body_hash, conversation_id, open_one, is_busy, *person = (await session.execute(wanted)).one()
    return _Place(turn_id, body_hash, conversation_id, open_one, is_busy, tuple(person))


def _same(place: _Place, body_hash: str) -> Ticket:
    if place.body_hash != body_hash:
        raise IdempotencyMismatch("This Idempotency-Key was used for another message. Use a new key for a new message.")
    return Ticket(place.turn_id or "", place.conversation_id or "", None, is_new=False)


async def _conversation(session: AsyncSession, inbound: InboundMessage, open_one: str | None, now: datetime) -> str:
    if inbound.conversation_id is not None:
        wanted = select(Conversation.id).where(Conversation.user_id == inbound.user_id, Conversation.id == inbound.conversation_id)
        found = await session.scalar(wanted)
        if found is None:
            raise NotFound("There is no such conversation.")
        return found
    if open_one is not None:
        return open_one
    conversation = Conversation(id=new_id(), user_id=inbound.user_id, started_at=now)
    session.add(conversation)
    await session.flush()
    return conversation.id


def _unfinished(user_id: str) -> Any:
    waiting = aliased(Turn)
    return exists().where(waiting.user_id == user_id, waiting.status.in_(("pending", "running")))


async def claim_next(session: AsyncSession, user_id: str, now: datetime, lease_s: float) -> Lease | None:
    """Take the person's oldest unfinished turn, if nobody runs one of theirs with a lease that still holds."""
    unfinished = Turn.status.in_(("pending", "running"))
    earliest = select(Turn.id).where(Turn.user_id == user_id, unfinished).order_by(Turn.seq).limit(1).scalar_subquery()
    # Skipping a locked row must not lead to the turn behind it: whoever holds the lock is at work on this one.
    wanted = select(Turn.id, Turn.status, Turn.attempt, Turn.lease_until).where(Turn.id == earliest, unfinished)
    turn = (await session.execute(wanted.with_for_update(skip_locked=True))).one_or_none()
    if turn is None or (turn.status == "running" and turn.lease_until is not None and turn.lease_until > now):
        return None
    lease = Lease(turn.id, user_id, turn.attempt + 1)
    held = {"status": "running", "attempt": lease.attempt, "lease_until": now + timedelta(seconds=lease_s), "started_at": now}
    await session.execute(update(table_of(Turn)).where(Turn.id == turn.id).values(held))
    return lease


async def people_waiting(session: AsyncSession, now: datetime, limit: int) -> list[str]:
    """People with a turn that nobody runs: left by a process that died, or pending behind nothing."""
    other = aliased(Turn)
    running = exists().where(other.user_id == Turn.user_id, other.status == "running")
    left = or_(and_(Turn.status == "running", Turn.lease_until < now), and_(Turn.status == "pending", ~running))
    return list(await session.scalars(select(Turn.user_id).where(left).distinct().limit(limit)))


async def oldest_left(session: AsyncSession, now: datetime) -> datetime | None:
    """When the oldest turn that nobody runs was accepted; None when every turn is in hands."""
    left = or_(Turn.status == "pending", and_(Turn.status == "running", Turn.lease_until < now))
    return await session.scalar(select(Turn.created_at).where(left).order_by(Turn.created_at).limit(1))


async def expire_leases(session: AsyncSession, now: datetime) -> int:
    """End every lease at once: for a process that owns the database alone and has just started."""
    done = await session.execute(update(Turn).where(Turn.status == "running").values(lease_until=now - timedelta(seconds=1)))
    return cast(CursorResult[Any], done).rowcount


async def check_fence(session: AsyncSession, lease: Lease) -> Held:
    """Lock the turn until the transaction ends; raises `Fenced` unless this attempt still owns it.

    The person's row is locked too, as when a message is accepted: otherwise a message that comes now could see this turn running while
    this transaction does not see the message, and nobody would start it before the next look.
    """
    held = (
        select(Turn.conversation_id, Turn.seq)
        .join(User, User.id == Turn.user_id)
        .where(Turn.id == lease.turn_id, Turn.attempt == lease.attempt, Turn.status.in_(("pending", "running")))
    )
    row = (await session.execute(held.with_for_update())).one_or_none()
    if row is None:
        raise Fenced("This turn was given to another worker.")
    return Held(*row)


class Held(NamedTuple):
    """What the end of a turn needs of its row."""

    conversation_id: str | None
    seq: int


async def finish(session: AsyncSession, lease: Lease, end: Finish, now: datetime) -> None:
    """End a turn: the coach's line, the reply, its events and what has to be sent, all or nothing."""
    held = await check_fence(session, lease)
    done = {
        "status": end.status,
        "finished_at": now,
        "lease_until": None,
        "path": end.path,
        "safety_level": end.safety_level,
        "reply": end.reply,
        "trace": end.trace,
    }
    await session.execute(update(table_of(Turn)).where(Turn.id == lease.turn_id).values(done))
    own = {"user_id": lease.user_id, "turn_id": lease.turn_id}
    line = {"conversation_id": held.conversation_id, "role": "coach", "position": 2 * held.seq + 1, "created_at": now}
    await insert_rows(session, Message, own | line | {"id": new_id(), "text": end.reply_text})
    told = [{"attempt": e.attempt, "sequence": e.sequence, "kind": e.kind, "data": e.data} for e in end.events]
    await insert_rows(session, Event, *(own | event for event in told))
    session.add_all(end.outbox)


async def turn_of(session: AsyncSession, user_id: str, turn_id: str) -> Turn:
    """The turn, or `NotFound` in the same words whether it is somebody else's or does not exist."""
    turn = await session.scalar(select(Turn).where(Turn.id == turn_id, Turn.user_id == user_id))
    if turn is None:
        raise NotFound("There is no such turn.")
    return turn


async def events_of(session: AsyncSession, turn_id: str) -> list[TurnEvent]:
    """Every event of a finished turn in order."""
    rows = await session.scalars(select(Event).where(Event.turn_id == turn_id).order_by(Event.attempt, Event.sequence))
    return [TurnEvent(attempt=row.attempt, sequence=row.sequence, kind=row.kind, data=row.data) for row in rows]


async def expire_lease(session: AsyncSession, lease: Lease, now: datetime) -> None:
    """Give a turn back, so that it can be claimed again at once."""
    await session.execute(update(Turn).where(Turn.id == lease.turn_id).values(lease_until=now - timedelta(seconds=1)))


async def seize(session: AsyncSession, turn: Turn) -> Lease:
    """Take a turn away from whoever runs it or waits to: their attempt no longer passes the fence."""
    turn.attempt += 1
    await session.flush()
    return Lease(turn.id, turn.user_id, turn.attempt)


async def last_agents(uow: UnitOfWork, conversation_id: str) -> list[AgentName]:
    """The agents of the conversation's last answered turn, in order; none where nothing was answered yet."""
    wanted = select(Turn.reply).where(Turn.user_id == uow.user_id, Turn.conversation_id == conversation_id, Turn.status == "done")
    reply = await uow.session.scalar(wanted.order_by(Turn.seq.desc()).limit(1))
    return cast(list[AgentName], (reply or {}).get("agents", []))


async def unfinished_of(session: AsyncSession, turn_ids: Collection[str]) -> set[str]:
    """Those of the turns that are not over."""
    wanted = select(Turn.id).where(Turn.id.in_(turn_ids), Turn.status.in_(("pending", "running")))
    return set(await session.scalars(wanted))


async def unfinished_turns(session: AsyncSession, user_id: str) -> list[str]:
    """The ids of the person's turns that are not over."""
    wanted = select(Turn.id).where(Turn.user_id == user_id, Turn.status.in_(("pending", "running")))
    return list(await session.scalars(wanted))
