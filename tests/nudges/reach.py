"""Somebody who can be reached outside the app, and what was put out to them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from spotter.api.deps import House
from spotter.store.queries.identities import add_identity
from spotter.store.tables import Base, Notice, Outbox
from tests.conftest import NOW


async def reach_by(house: House, user_id: str, channel: str, address: str, *, ago: int = 1) -> None:
    """Make an address somebody's own, from which they wrote `ago` hours ago."""
    async with house.store.database.write() as session:
        (await add_identity(session, user_id, channel, address, NOW)).last_in_at = NOW - timedelta(hours=ago)


async def rows_of(house: House, kind: type[Base]) -> list[Any]:
    """All rows of a table in their order."""
    async with house.store.database.read() as session:
        return list(await session.scalars(select(kind).order_by(kind.__table__.c.id)))


async def sent(house: House) -> list[tuple[str, str]]:
    """Channel and text of everything put out."""
    return [(one.channel, one.payload["text"]) for one in await rows_of(house, Outbox)]


async def inbox(house: House) -> list[str]:
    """The texts of the notices."""
    return [one.text for one in await rows_of(house, Notice)]


async def add(house: House, *rows: Base) -> None:
    """Store rows as they are."""
    async with house.store.database.write() as session:
        session.add_all(rows)
