"""What has to leave the house: put here in the transaction that decides it, taken by whoever sends.

Statuses stand in these statements as they are, not as parameters: only so can SQLite tell that an index of some of the rows serves.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple, get_args

from sqlalchemy import ColumnElement, Select, Update, and_, bindparam, case, exists, func, literal_column, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from spotter.ids import new_id
from spotter.messages import Outgoing, OutKind
from spotter.store.rows import insert_rows, insert_unless_there, table_of, values_of
from spotter.store.tables import Outbox, SentPart
from spotter.store.tables.turns import FIRST, IN_TURN

KINDS: tuple[OutKind, ...] = get_args(OutKind)
AT_LEAST_ONCE: frozenset[str] = frozenset({"reply", "reminder"})
RECEIPTS = ("queued", "sent", "delivered", "read", "failed")
GIVE_UP_AFTER = timedelta(hours=24)
IN_THE_AIR = "unknown"  # stands at what goes out once at most while it is handed over: if its sender dies, nobody knows whether it went


class Noted(NamedTuple):
    """The message that a receipt is about, None where nobody knows it, and whether the receipt told something new."""

    message: Outbox | None
    is_news: bool


def is_now(status: Any, word: str) -> ColumnElement[bool]:
    """Whether a status is a word."""
    same: ColumnElement[bool] = status == literal_column(f"'{word}'")
    return same


def is_unsent(status: Any) -> ColumnElement[bool]:
    """Whether a message has not left yet, in the words of the indexes of such messages."""
    listed: ColumnElement[bool] = status.in_([literal_column("'pending'"), literal_column("'sending'")])
    return listed


async def put(  # noqa: PLR0913  one row, named by column
    session: AsyncSession,
    *,
    user_id: str,
    channel: str,
    address: str,
    kind: OutKind,
    outgoing: Outgoing,
    now: datetime,
    turn_id: str | None = None,
    dedupe_key: str | None = None,
    due_at: datetime | None = None,
    expires_at: datetime | None = None,
    is_emergency: bool = False,
    is_withheld: bool = False,
) -> str | None:
    """Put a message out and return its id; None where the same `dedupe_key` stands there already. One that is withheld only takes the key.

    Words of an emergency and answers to STOP, START and HELP pass what waits at their address.
    """
    row = Outbox(
        id=new_id(),
        user_id=user_id,
        turn_id=turn_id,
        channel=channel,
        address=address,
        kind=kind,
        rank=FIRST if is_emergency or kind == "service" else IN_TURN,
        policy="at_least_once" if kind in AT_LEAST_ONCE else "at_most_once",
        status="cancelled" if is_withheld else "pending",
        payload=outgoing.model_copy(update={"kind": kind}).model_dump(mode="json"),
        dedupe_key=dedupe_key,
        due_at=due_at or now,
        expires_at=expires_at,
        created_at=now,
    )
    return row.id if await insert_unless_there(session, Outbox, values_of(row)) else None


async def put_again(session: AsyncSession, row: Outbox, channel: str, address: str, dedupe_key: str, now: datetime) -> str | None:
    """Put a message out to another address of its person, as it is, and return its id; None where it stands there already."""
    same = {name: getattr(row, name) for name in ("user_id", "turn_id", "kind", "rank", "policy", "payload", "expires_at")}
    where = {"channel": channel, "address": address, "dedupe_key": dedupe_key}
    again = Outbox(id=new_id(), status="pending", due_at=now, created_at=now, **same, **where)
    return again.id if await insert_unless_there(session, Outbox, values_of(again)) else None


async def channels_due(session: AsyncSession, now: datetime) -> set[str]:
    """The channels with a message that is due. Each may still have to wait for one before it."""
    return set(await session.scalars(_channels_due(), {"now": now}))


@cache
def _channels_due() -> Select[str]:
    due = (is_unsent(Outbox.status), Outbox.due_at <= bindparam("now"), is_now(Outbox.status, "pending"))
    return select(Outbox.channel).where(*due).distinct()


async def claim(session: AsyncSession, channel: str, now: datetime, lease_s: float, limit: int) -> list[Outbox]:
    """Take messages of a channel that are due, each the first unsent one of its address, so that their order is kept."""
    held = {"of_channel": channel, "now": now, "held_until": now + timedelta(seconds=lease_s), "most": limit}
    rows = [Outbox(**row._mapping) for row in await session.execute(_claim(), held)]  # no session knows them
    return sorted(rows, key=lambda row: (row.rank, row.due_at, row.id))


@cache
def _claim() -> Update:
    outbox = table_of(Outbox)
    other = outbox.alias()
    passes = or_(other.c.rank < outbox.c.rank, and_(other.c.rank == outbox.c.rank, other.c.id < outbox.c.id))
    before = exists().where(other.c.channel == outbox.c.channel, other.c.address == outbox.c.address, is_unsent(other.c.status), passes)
    of_channel = (is_unsent(outbox.c.status), outbox.c.channel == bindparam("of_channel"), is_now(outbox.c.status, "pending"))
    first = select(outbox.c.id).where(*of_channel, outbox.c.due_at <= bindparam("now"), ~before)
    first = first.order_by(outbox.c.rank, outbox.c.due_at).limit(bindparam("most")).with_for_update(skip_locked=True, of=outbox)
    held = {"status": "sending", "attempts": outbox.c.attempts + 1, "lease_until": bindparam("held_until")}
    return update(outbox).where(outbox.c.id.in_(select(first.cte("due").c.id))).values(held).returning(outbox)


async def hold(session: AsyncSession, rows: Collection[Outbox], until: datetime) -> None:
    """Go on holding what this sender is at."""
    outbox = table_of(Outbox)
    mine = (outbox.c.id.in_([row.id for row in rows]), outbox.c.status == "sending")
    await session.execute(update(outbox).where(*mine).values(lease_until=until))


async def take_back(session: AsyncSession, now: datetime) -> int:
    """Messages of a sender that died: they go out again, but for what may go out once only and was being handed over.

    What was taken back for a day is over, too: it may be what its senders die of.
    """
    outbox = table_of(Outbox)
    left = (is_now(outbox.c.status, "sending"), outbox.c.lease_until < now)
    is_here = or_(outbox.c.policy == "at_least_once", outbox.c.error.is_distinct_from(IN_THE_AIR))
    may_repeat = and_(is_here, outbox.c.created_at > now - GIVE_UP_AFTER)
    fate = {"status": case((may_repeat, "pending"), else_="dead"), "error": case((may_repeat, outbox.c.error), else_="sender_died")}
    return (await session.execute(update(outbox).where(*left).values(fate | {"lease_until": None}))).rowcount  # type: ignore[attr-defined,no-any-return]


async def owner_of_held(session: AsyncSession, row: Outbox) -> str | None:
    """Whose the message is now; None where this sender does not hold it any more."""
    return await session.scalar(_owner(), {"row_id": row.id, "attempt": row.attempts})


@cache
def _owner() -> Select[str]:
    held = (Outbox.id == bindparam("row_id"), Outbox.attempts == bindparam("attempt"), Outbox.status == "sending")
    return select(Outbox.user_id).where(*held)


async def settle(session: AsyncSession, row: Outbox, **values: object) -> bool:
    """Write what became of a message that this sender holds; False where it lost it since."""
    outbox = table_of(Outbox)
    mine = (outbox.c.id == row.id, outbox.c.attempts == row.attempts, outbox.c.status == "sending")
    return bool((await session.execute(update(outbox).where(*mine).values(values))).rowcount)  # type: ignore[attr-defined]


async def settle_part(session: AsyncSession, row: Outbox, provider_id: str, **values: object) -> bool:
    """Write that the provider took the next part of a message, and what it calls it; False where this sender lost the message since.

    What became of an earlier part says nothing of this one, unless it failed.
    """
    outbox = table_of(Outbox)
    earlier = row.provider_id if row.parts_sent else None
    user_id = await owner_of_held(session, row) if earlier else None
    values = values | {"parts_sent": row.parts_sent + 1, "provider_id": provider_id}
    if row.parts_sent:
        values["receipt"] = case((outbox.c.receipt == "failed", "failed"), else_=None)
    if not await settle(session, row, **values):
        return False
    if earlier and user_id:
        await insert_rows(session, SentPart, {"id": new_id(), "user_id": user_id, "outbox_id": row.id, "provider_id": earlier})
    row.parts_sent, row.provider_id = row.parts_sent + 1, provider_id
    return True


async def cancel_queued(session: AsyncSession, user_id: str, channel: str, kinds: Sequence[str]) -> int:
    """Take back what has not left yet: where somebody opted out, in the same transaction.

    Words of an emergency and answers to STOP, START and HELP still go out.
    """
    outbox = table_of(Outbox)
    queued = (outbox.c.user_id == user_id, outbox.c.channel == channel, is_now(outbox.c.status, "pending"), outbox.c.kind.in_(kinds))
    taken = update(outbox).where(*queued, outbox.c.rank != FIRST).values(status="cancelled")
    return (await session.execute(taken)).rowcount  # type: ignore[attr-defined,no-any-return]


async def waiting_at(session: AsyncSession, channel: str, address: str) -> list[Outbox]:
    """What waits to go out to an address, in the order of its ids."""
    here = (is_unsent(Outbox.status), Outbox.channel == channel, Outbox.address == address, is_now(Outbox.status, "pending"))
    return list(await session.scalars(select(Outbox).where(*here).order_by(Outbox.id).with_for_update(skip_locked=True)))


async def count_since(session: AsyncSession, user_id: str, kind: OutKind, since: datetime) -> int:
    """How many messages of a kind were put out for a person since a moment."""
    wanted = select(func.count()).select_from(Outbox).where(Outbox.user_id == user_id, Outbox.kind == kind, Outbox.created_at > since)
    return await session.scalar(wanted) or 0


async def note_receipt(session: AsyncSession, channel: str, provider_id: str, receipt: str, error: str | None = None) -> Noted:
    """Keep what the provider tells of a message later on. What came before it in `RECEIPTS` never comes back.

    Of an earlier part of a message only its failure is kept: the last part tells how far the message got.
    """
    row = await session.scalar(select(Outbox).where(Outbox.channel == channel, Outbox.provider_id == provider_id).with_for_update())
    if row is None:
        parts = select(SentPart.outbox_id).where(SentPart.provider_id == provider_id)
        row = await session.scalar(select(Outbox).where(Outbox.channel == channel, Outbox.id.in_(parts)).with_for_update())
        is_news = row is not None and receipt == "failed" and row.receipt != "failed"
    else:
        known = row.receipt
        is_news = known is None or RECEIPTS.index(receipt) > RECEIPTS.index(known)
        is_news = is_news and not (known in ("delivered", "read") and receipt == "failed")
    if row is not None and is_news:
        row.receipt = receipt
        if row.status != "sending":  # while it is sent, that column tells how far it got
            row.error = error or row.error
    return Noted(row, is_news=is_news)


async def oldest_due(session: AsyncSession, now: datetime) -> datetime | None:
    """Since when the oldest message that is due has been waiting."""
    due = (is_unsent(Outbox.status), is_now(Outbox.status, "pending"), Outbox.due_at <= now)
    return await session.scalar(select(Outbox.due_at).where(*due).order_by(Outbox.due_at).limit(1))


async def letters(session: AsyncSession, status: str, limit: int) -> list[Outbox]:
    """Messages of a status, the newest first: for whoever runs the house."""
    return list(await session.scalars(select(Outbox).where(Outbox.status == status).order_by(Outbox.id.desc()).limit(limit)))


async def dead_letters(session: AsyncSession, kind: str | None, since: datetime, now: datetime) -> list[str]:
    """What died since a moment and may still be sent as if nothing had been.

    Left out is what has expired, what went elsewhere instead, and what may go out once only where nobody knows whether it did.
    """
    elsewhere = aliased(Outbox)
    moved = exists().where(elsewhere.dedupe_key == func.coalesce(Outbox.dedupe_key, Outbox.id) + "|" + Outbox.channel)
    may_have_gone = and_(Outbox.policy == "at_most_once", Outbox.error.in_(("sender_died", "unknown")))
    is_late = and_(Outbox.expires_at.is_not(None), Outbox.expires_at <= now)
    wanted = select(Outbox.id).where(Outbox.status == "dead", Outbox.created_at > since, ~is_late, ~moved)
    wanted = wanted.where(Outbox.error.is_(None) | ~may_have_gone).order_by(Outbox.id)
    return list(await session.scalars(wanted if kind is None else wanted.where(Outbox.kind == kind)))


async def retry(session: AsyncSession, row_id: str, now: datetime) -> bool:
    """Send a dead message once more, from the part on that did not go out."""
    outbox = table_of(Outbox)
    dead = (outbox.c.id == row_id, outbox.c.status == "dead")
    again = update(outbox).where(*dead).values(status="pending", attempts=0, due_at=now, error=None, lease_until=None)
    return bool((await session.execute(again)).rowcount)  # type: ignore[attr-defined]
