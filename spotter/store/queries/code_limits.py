"""How many codes may go out: each costs money and rings at somebody's who may never have asked, and guests are free."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from sqlalchemy import delete, func, select

from spotter.ids import new_id
from spotter.store.queries.consents import address_hash
from spotter.store.rows import insert_rows, table_of
from spotter.store.tables import CodeSent
from spotter.store.uow import UnitOfWork

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AN_HOUR, A_DAY = 3, 5  # to one address, over all people

Spent = Literal["address", "house"]


async def count_code(uow: UnitOfWork, channel: str, address: str, house_a_day: int) -> Spent | None:
    """Count a code that is to go to an address; what is spent instead where it must not: the address's share, or the house's of a day."""
    await _one_at_a_time(uow)
    sent, key = table_of(CodeSent), address_hash(channel, _mailbox(address))
    await uow.session.execute(delete(sent).where(sent.c.sent_at <= uow.now - DAY))
    lately = func.count().filter(sent.c.sent_at > uow.now - HOUR)
    an_hour, a_day = (await uow.session.execute(select(lately, func.count()).where(sent.c.address_hash == key))).one()
    if an_hour >= AN_HOUR or a_day >= A_DAY:
        return "address"
    if (await uow.session.scalar(select(func.count()).select_from(sent)) or 0) >= house_a_day:
        return "house"
    await insert_rows(uow.session, CodeSent, {"id": new_id(), "address_hash": key, "sent_at": uow.now})
    return None


async def _one_at_a_time(uow: UnitOfWork) -> None:
    """Let nobody else count until this transaction ends: many guests ask at once. SQLite has one writer anyway."""
    if uow.session.get_bind().dialect.name == "postgresql":
        await uow.session.execute(select(func.pg_advisory_xact_lock(func.hashtext("spotter codes"))))


def _mailbox(address: str) -> str:
    """Where it arrives: me+1@example.org and me+2@example.org are one person's."""
    name, at, domain = address.partition("@")
    return f"{name.partition('+')[0]}@{domain}" if at else address
