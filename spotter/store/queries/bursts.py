"""Several short messages within a moment are one turn: a turn that has not begun takes what comes after it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from spotter.ids import new_id
from spotter.messages import InboundMessage
from spotter.store.rows import insert_rows, table_of
from spotter.store.tables import Inbound, Message, Turn

MOST_MESSAGES = 20
LONGEST_WAIT = timedelta(seconds=15)


async def join(session: AsyncSession, inbound: InboundMessage, body_hash: str, now: datetime, until: datetime) -> tuple[str, str] | None:
    """Add a message to the person's last turn if that has not begun and came from the same place; its ids, or None.

    The update decides: whoever takes the turn up locks the same row.
    """
    turn = table_of(Turn)
    last = select(turn.c.id).where(turn.c.user_id == inbound.user_id, turn.c.kind != "job").order_by(turn.c.seq.desc()).limit(1)
    same_place: tuple[ColumnElement[bool], ...] = (
        turn.c.channel == inbound.channel,
        turn.c.address.is_not_distinct_from(inbound.address),
        turn.c.kind == "chat",
    )
    if inbound.conversation_id is not None:
        same_place = (*same_place, turn.c.conversation_id == inbound.conversation_id)
    waits = (turn.c.status == "pending", turn.c.not_before.is_not(None), turn.c.created_at > now - LONGEST_WAIT)
    said = select(func.count()).select_from(Inbound).where(Inbound.turn_id == turn.c.id).scalar_subquery()
    wanted = (turn.c.id == last.scalar_subquery(), *same_place, *waits, said < MOST_MESSAGES)
    held = update(turn).where(*wanted).values(not_before=until).returning(turn.c.id, turn.c.conversation_id)
    found = (await session.execute(held)).one_or_none()
    if found is None:
        return None
    turn_id, conversation_id = found
    arrived = {"channel": inbound.channel, "dedupe_key": inbound.dedupe_key, "body_hash": body_hash, "received_at": now}
    line_in = {"text": inbound.text, "provider_ref": inbound.provider_ref}
    await insert_rows(session, Inbound, arrived | line_in | {"id": new_id(), "user_id": inbound.user_id, "turn_id": turn_id})
    line = table_of(Message)
    longer = update(line).where(line.c.turn_id == turn_id, line.c.role == "person").values(text=line.c.text + literal("\n" + inbound.text))
    await session.execute(longer)
    return turn_id, conversation_id


async def release(session: AsyncSession, user_id: str, now: datetime) -> bool:
    """Let a turn that waits for more begin now: what came after it will not join. Says whether there was one."""
    turn = table_of(Turn)
    waits = (turn.c.user_id == user_id, turn.c.status == "pending", turn.c.not_before > now)
    return bool((await session.execute(update(turn).where(*waits).values(not_before=now))).rowcount)  # type: ignore[attr-defined]


async def begins_at(session: AsyncSession, user_id: str, now: datetime) -> datetime | None:
    """When the person's next turn begins that still waits for more to be said; None where none does."""
    waits = (Turn.user_id == user_id, Turn.status == "pending", Turn.not_before > now)
    return await session.scalar(select(Turn.not_before).where(*waits).order_by(Turn.seq).limit(1))
