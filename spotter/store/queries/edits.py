"""A message that was edited after it was answered: what it had written is taken back, so that its new words can be."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import select, update

from spotter.ids import new_id
from spotter.store.queries.ledger import changes_of, is_taken, newer_change, reverse, writes_of_turn
from spotter.store.queries.recommendations import reopen
from spotter.store.rows import table_of
from spotter.store.tables import Inbound, Turn, User
from spotter.store.uow import LOG_TABLES, UnitOfWork

TakenBack = Literal["unknown", "same", "busy", "blocked", "nothing", "taken_back"]


async def take_back_edited(uow: UnitOfWork, channel: str, provider_ref: str, text: str) -> TakenBack:
    """Take back what the turn of a message wrote, all of it or, where something newer builds on it, nothing."""
    mine = (Inbound.user_id == uow.user_id, Inbound.channel == channel, Inbound.provider_ref == provider_ref)
    found = select(Inbound.text, Turn.id, Turn.status).join(Turn, Turn.id == Inbound.turn_id).where(*mine)
    row = (await uow.session.execute(found.order_by(Inbound.id.desc()).limit(1))).one_or_none()
    if row is None or row.text == text:
        return "unknown" if row is None else "same"
    if row.status in ("pending", "running"):
        return "busy"
    written = [await changes_of(uow, row.id, call.call_id) for call in await writes_of_turn(uow, row.id)]
    standing = sorted((changes for changes in written if changes), key=lambda changes: changes[-1].id, reverse=True)
    for changes in standing:
        newer = await newer_change(uow, changes)
        if (newer is not None and newer.turn_id != row.id) or await is_taken(uow, changes):
            return "blocked"
    for changes in standing:
        await reverse(uow, changes)
    await reopen(uow, row.id)
    if uow.touched & LOG_TABLES:
        await uow.session.execute(update(table_of(User)).where(User.id == uow.user_id).values(log_revision=new_id()))
    return "taken_back" if standing else "nothing"
