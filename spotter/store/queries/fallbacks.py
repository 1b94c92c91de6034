"""Where a message goes when its channel is gone, or takes nothing for long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from spotter.store.queries import outbox
from spotter.store.queries.unprompted import hold_person, reachable
from spotter.store.rows import table_of
from spotter.store.tables import ChannelIdentity, Outbox
from spotter.store.tables.turns import FIRST
from spotter.store.uow import UnitOfWork

MAY_MOVE = frozenset({"reminder", "notice"})


async def close_address(session: AsyncSession, channel: str, address: str, now: datetime, channels: Sequence[str]) -> None:
    """Nothing arrives at this address any more: what waits for it goes elsewhere or is taken back. A message from there opens it again.

    `channels` are those that this house can send by.
    """
    identity = table_of(ChannelIdentity)
    await session.execute(update(identity).where(identity.c.channel == channel, identity.c.address == address).values(blocked_at=now))
    for row in await outbox.waiting_at(session, channel, address):
        row.status, row.error = "cancelled", "channel_gone"
        await put_elsewhere(session, row, now, channels)


async def leave_address(session: AsyncSession, row: Outbox, since: datetime, now: datetime, channels: Sequence[str]) -> int:
    """Nothing was taken for a while at the address of `row`: what has waited there since then goes elsewhere. How many went.

    Whoever else holds the person may be about to take it back: it is left for the next time then.
    """
    moved = 0
    if len(channels) < 2 or not await hold_person(session, row.user_id):
        return moved
    for one in await outbox.waiting_at(session, row.channel, row.address):
        if one.created_at <= since and await put_elsewhere(session, one, now, channels) is not None:
            one.status, one.error = "cancelled", "moved"
            moved += 1
    return moved


async def put_elsewhere(session: AsyncSession, row: Outbox, now: datetime, channels: Sequence[str]) -> str | None:
    """A message that could not be delivered goes to the next open address of its person; None where there is none or it must not move.

    Reminders and notices move, and words of an emergency.
    """
    may_move = row.kind in MAY_MOVE or (row.kind == "reply" and row.rank == FIRST)
    if not may_move or len(channels) < 2:
        return None
    tried = {*(row.dedupe_key or row.id).split("|")[1:], row.channel}
    open_ones = await reachable(UnitOfWork(session, row.user_id, now), row.kind)
    other = next((one for one in open_ones if one.channel in channels and one.channel not in tried), None)
    if other is None:
        return None
    return await outbox.put_again(session, row, other.channel, other.address, f"{row.dedupe_key or row.id}|{row.channel}", now)
