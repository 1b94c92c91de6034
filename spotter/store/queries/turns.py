"""Turns: accepted once, run one at a time per person, finished in one transaction behind a fence."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple, cast

from sqlalchemy import BindParameter, CursorResult, Select, Update, and_, bindparam, case, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from spotter.errors import Fenced, IdempotencyMismatch, NotAuthenticated, NotFound
from spotter.ids import new_id
from spotter.messages import InboundMessage, TurnEvent
from spotter.store.queries import bursts
from spotter.store.queries.openings import PERSON, Opening
from spotter.store.queries.pending import latest_open
from spotter.store.rows import insert_rows, table_of
from spotter.store.tables import Conversation, Event, Inbound, Message, PendingAction, Profile, Turn, User


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to run a turn: `attempt` is the fence that every write of the turn is checked against."""

    turn_id: str
    user_id: str
    attempt: int


@dataclass(frozen=True, slots=True)
class Ticket:
    """What became of an accepted message. `lease` and `opening` are set when the caller may run the turn at once.

    `starts_at` is when to look for the person's next turn, where one waits for more to be said.
    """

    turn_id: str
    conversation_id: str
    lease: Lease | None
    is_new: bool
    opening: Opening | None = None
    starts_at: datetime | None = None


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


async def accept(
    session: AsyncSession, inbound: InboundMessage, body_hash: str, now: datetime, lease_s: float | None, wait_s: float = 0.0
) -> Ticket:
    """Store a message once and queue its turn. The person's row is locked, so their messages get their order here.

    Without `lease_s` the turn is left to another process. With `wait_s` it waits so long for another message, which joins it; an answer
    to a question never waits.
    """
    person = (await session.execute(_next_in_line(), {"user_id": inbound.user_id})).one_or_none()
    if person is None or (person.expires_at is not None and person.expires_at < now):
        raise NotAuthenticated("This session has expired. Start a new one.")
    place = await _place(session, inbound, now)
    if place.turn_id is not None:
        return _same(place, body_hash)
    waits = wait_s > 0 and place.person[-1] is None
    until = now + timedelta(seconds=wait_s) if waits else None
    if until is not None and place.is_busy:
        joined = await bursts.join(session, inbound, body_hash, now, until)
        if joined is not None:
            return Ticket(*joined, lease=None, is_new=True, starts_at=until)
    conversation_id = await _conversation(session, inbound, place.open_conversation, now) if inbound.kind == "chat" else None
    turn_id, lease, opening = new_id(), None, None
    if not place.is_busy and not waits and lease_s is not None:
        lease = Lease(turn_id, inbound.user_id, 1)
        opening = Opening(conversation_id, inbound.kind, inbound.channel, now, inbound.text, inbound.address, *place.person)
    new = _Accepted(turn_id, conversation_id, person.turn_count, body_hash, now, until)
    await _store_message(session, inbound, new, lease, lease_s or 0)
    if place.is_busy and not waits and await bursts.release(session, inbound.user_id, now):
        until = now
    return Ticket(turn_id, conversation_id or "", lease, is_new=True, opening=opening, starts_at=until)


# What every turn asks for is built once: building these statements took as long as running them.
@cache
def _next_in_line() -> Update:
    person = table_of(User)
    counted = update(person).where(person.c.id == bindparam("user_id")).values(turn_count=person.c.turn_count + 1)
    return counted.returning(person.c.turn_count, person.c.expires_at)


class _Accepted(NamedTuple):
    """Where an accepted message was put."""

    turn_id: str
    conversation_id: str | None
    seq: int
    body_hash: str
    at: datetime
    not_before: datetime | None


async def _store_message(session: AsyncSession, inbound: InboundMessage, new: _Accepted, lease: Lease | None, lease_s: float) -> None:
    own = {"user_id": inbound.user_id}
    await insert_rows(
        session,
        Turn,
        own
        | {
            "id": new.turn_id,
            "conversation_id": new.conversation_id,
            "kind": inbound.kind,
            "channel": inbound.channel,
            "address": inbound.address,
            "status": "running" if lease else "pending",
            "seq": new.seq,
            "attempt": lease.attempt if lease else 0,
            "lease_until": new.at + timedelta(seconds=lease_s) if lease else None,
            "created_at": new.at,
            "not_before": new.not_before,
            "started_at": new.at if lease else None,
        },
    )
    arrived = {"channel": inbound.channel, "dedupe_key": inbound.dedupe_key, "body_hash": new.body_hash, "received_at": new.at}
    said = {"text": inbound.text, "provider_ref": inbound.provider_ref}
    await insert_rows(session, Inbound, own | arrived | said | {"id": new_id(), "turn_id": new.turn_id})
    if new.conversation_id is None:
        return
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
    where = {"user_id": inbound.user_id, "channel": inbound.channel, "dedupe_key": inbound.dedupe_key, "now": now}
    where["is_job"] = int(inbound.kind == "job")
    turn_id, body_hash, conversation_id, open_one, is_busy, *person = (await session.execute(_place_of(), where)).one()
    return _Place(turn_id, body_hash, conversation_id, open_one, is_busy, tuple(person))


@cache
def _place_of() -> Select[Any]:
    user_id: BindParameter[str] = bindparam("user_id")
    open_conversation = (
        select(Conversation.id)
        .where(Conversation.user_id == user_id, Conversation.ended_at.is_(None))
        .order_by(Conversation.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    same_key = and_(Inbound.channel == bindparam("channel"), Inbound.dedupe_key == bindparam("dedupe_key"))
    return (
        select(
            Inbound.turn_id,
            Inbound.body_hash,
            Turn.conversation_id,
            open_conversation,
            _unfinished(user_id, bindparam("is_job")),
            *PERSON,
            PendingAction,
        )
        .select_from(User)
        .join(Profile, Profile.user_id == User.id)
        .outerjoin(Inbound, same_key)
        .outerjoin(Turn, Turn.id == Inbound.turn_id)
        .outerjoin(PendingAction, PendingAction.id == latest_open(user_id, bindparam("now")))
        .where(User.id == user_id)
    )


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


def _unfinished(user_id: Any, is_job: Any) -> Any:
    """Whether something of the person is before it: of the talk, or of the work in the background beside it."""
    waiting = aliased(Turn)
    return exists().where(waiting.user_id == user_id, _is_job(waiting) == is_job, waiting.status.in_(("pending", "running")))


def _is_job(turn: Any) -> Any:
    return case((turn.kind == "job", 1), else_=0)


async def claim_next(session: AsyncSession, user_id: str, now: datetime, lease_s: float) -> Lease | None:
    """Take the person's oldest unfinished turn, or else their oldest work in the background, if nobody has one of its kind in hands."""
    for turn in await session.execute(_earliest(), {"user_id": user_id}):
        if turn.status == "running" and turn.lease_until is not None and turn.lease_until > now:
            continue
        if turn.not_before is not None and turn.not_before > now:
            continue
        lease = Lease(turn.id, user_id, turn.attempt + 1)
        held = {"of_turn": turn.id, "attempt": lease.attempt, "held_until": now + timedelta(seconds=lease_s), "now": now}
        await session.execute(_hold(), held)
        return lease
    return None


@cache
def _hold() -> Update:
    turn = table_of(Turn)
    held = {"status": "running", "attempt": bindparam("attempt"), "lease_until": bindparam("held_until"), "started_at": bindparam("now")}
    return update(turn).where(turn.c.id == bindparam("of_turn")).values(held)


@cache
def _earliest() -> Select[str, str, int, datetime | None, datetime | None]:
    """The first of the talk and the first of the work in the background."""
    unfinished = Turn.status.in_(("pending", "running"))

    def first(of_kind: Any) -> Any:
        mine = select(Turn.id).where(Turn.user_id == bindparam("user_id"), unfinished, of_kind)
        return mine.order_by(Turn.seq).limit(1).scalar_subquery()

    # Skipping a locked row must not lead to the turn behind it: whoever holds the lock is at work on this one.
    firsts = or_(Turn.id == first(Turn.kind != "job"), Turn.id == first(Turn.kind == "job"))
    wanted = select(Turn.id, Turn.status, Turn.attempt, Turn.lease_until, Turn.not_before).where(firsts, unfinished)
    return wanted.order_by(_is_job(Turn)).with_for_update(skip_locked=True)


async def people_waiting(session: AsyncSession, now: datetime, limit: int) -> list[str]:
    """People with a turn that nobody runs: left by a process that died, or pending behind nothing."""
    return list(await session.scalars(_waiting(), {"now": now, "most": limit}))


@cache
def _waiting() -> Select[Any]:
    other = aliased(Turn)
    running = exists().where(other.user_id == Turn.user_id, other.status == "running", _is_job(other) == _is_job(Turn))
    is_due = or_(Turn.not_before.is_(None), Turn.not_before <= bindparam("now"))
    left = or_(and_(Turn.status == "running", Turn.lease_until < bindparam("now")), and_(Turn.status == "pending", is_due, ~running))
    return select(Turn.user_id).where(left).distinct().limit(bindparam("most"))


async def oldest_left(session: AsyncSession, now: datetime) -> datetime | None:
    """When the oldest turn that nobody runs was accepted; None when every turn is in hands."""
    pending = and_(Turn.status == "pending", or_(Turn.not_before.is_(None), Turn.not_before <= now))
    left = or_(pending, and_(Turn.status == "running", Turn.lease_until < now))
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
    row = (await session.execute(_held(), {"turn_id": lease.turn_id, "attempt": lease.attempt})).one_or_none()
    if row is None:
        raise Fenced("This turn was given to another worker.")
    return Held(*row)


@cache
def _held() -> Select[str | None, int]:
    mine = (Turn.id == bindparam("turn_id"), Turn.attempt == bindparam("attempt"), Turn.status.in_(("pending", "running")))
    return select(Turn.conversation_id, Turn.seq).join(User, User.id == Turn.user_id).where(*mine).with_for_update()


class Held(NamedTuple):
    """What the end of a turn needs of its row."""

    conversation_id: str | None
    seq: int


async def finish(session: AsyncSession, lease: Lease, end: Finish, now: datetime) -> bool:
    """End a turn: the coach's line, the reply and its events, all or nothing. Says whether another waits behind it."""
    held = await check_fence(session, lease)
    done = {
        "status": end.status,
        "finished_at": now,
        "lease_until": None,
        "path": end.path,
        "safety_level": end.safety_level,
        "reply": end.reply,
        "trace": end.trace,
        "step": None,
    }
    others = await session.scalar(_ended(tuple(done)), done | {"of_turn": lease.turn_id, "of_user": lease.user_id})
    own = {"user_id": lease.user_id, "turn_id": lease.turn_id}
    if held.conversation_id is not None:  # what a program asked for is no talk
        line = {"conversation_id": held.conversation_id, "role": "coach", "position": 2 * held.seq + 1, "created_at": now}
        await insert_rows(session, Message, own | line | {"id": new_id(), "text": end.reply_text})
    told = [{"attempt": e.attempt, "sequence": e.sequence, "kind": e.kind, "data": e.data} for e in end.events]
    await insert_rows(session, Event, *(own | event for event in told))
    return bool(others)


@cache
def _ended(columns: tuple[str, ...]) -> Update:
    turn = table_of(Turn)
    ended = update(turn).where(turn.c.id == bindparam("of_turn")).values({name: bindparam(name) for name in columns})
    other = aliased(turn)
    behind = (other.c.user_id == bindparam("of_user"), other.c.status == "pending")
    return ended.returning(exists().where(*behind))


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
    """Give a turn back, so that it can be claimed again at once; nothing where it is over or somebody else's."""
    await session.execute(update(table_of(Turn)).where(*_still(lease)).values(lease_until=now - timedelta(seconds=1)))


async def renew_leases(session: AsyncSession, leases: Collection[Lease], begun_after: datetime, until: datetime) -> None:
    """Hold turns that run until then, those of them that nobody took and that began after `begun_after`: what hangs is let go.

    A row that is locked waits for the next time: nobody can claim it now.
    """
    mine = or_(*(and_(*_still(lease)) for lease in leases))
    held = select(Turn.id).where(mine, Turn.started_at > begun_after).with_for_update(skip_locked=True)
    await session.execute(update(table_of(Turn)).where(Turn.id.in_(held)).values(lease_until=until))


def _still(lease: Lease) -> tuple[Any, ...]:
    return Turn.id == lease.turn_id, Turn.attempt == lease.attempt, Turn.status == "running"


async def seize(session: AsyncSession, user_id: str, turn_id: str) -> Lease | None:
    """Take a turn away from whoever runs it or waits to: their attempt no longer passes the fence. None where it is over."""
    turn = table_of(Turn)
    open_one = (turn.c.id == turn_id, turn.c.user_id == user_id, turn.c.status.in_(("pending", "running")))
    attempt = await session.scalar(update(turn).where(*open_one).values(attempt=turn.c.attempt + 1).returning(turn.c.attempt))
    return None if attempt is None else Lease(turn_id, user_id, attempt)


@cache
def agents_of_last() -> Select[Any]:
    """The names of the agents of the last answered turn of `conversation_id`, as JSON; no row where nothing was answered yet."""
    mine = (Turn.user_id == bindparam("user_id"), Turn.conversation_id == bindparam("conversation_id"), Turn.status == "done")
    return select(Turn.reply["agents"]).where(*mine).order_by(Turn.seq.desc()).limit(1)


async def is_emergency(session: AsyncSession, turn_id: str | None) -> bool:
    """Whether a turn answered an emergency (T0)."""
    return turn_id is not None and await session.scalar(select(Turn.safety_level).where(Turn.id == turn_id)) == "T0"
