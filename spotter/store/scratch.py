"""A store in memory for one question: it knows who somebody is and what protects them, nothing of their log, and is gone afterwards."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache

from sqlalchemy import create_engine, select
from sqlalchemy.pool import StaticPool

from spotter.ids import new_id
from spotter.store.engine import Database
from spotter.store.queries.people import person_of
from spotter.store.rows import insert_rows, values_of
from spotter.store.tables import Base, Profile, SafetyHold, User
from spotter.store.uow import Store


@asynccontextmanager
async def scratch_of(store: Store, user_id: str) -> AsyncIterator[Store]:
    """A store with the person's own row, profile and safety holds, whichever engine `store` is on. Nothing written there is kept."""
    database = Database("sqlite+aiosqlite://", contents=await asyncio.to_thread(_empty))
    try:
        async with store.read(user_id) as uow:
            user, profile = await person_of(uow)
            holds = list(await uow.session.scalars(select(SafetyHold).where(SafetyHold.user_id == user_id)))
        # Another name for the log: what is kept in the process of the person's own log must not be found for this one.
        mine = values_of(user) | {"log_revision": new_id()}
        async with database.write() as session:
            await insert_rows(session, User, mine)
            await insert_rows(session, Profile, values_of(profile))
            await insert_rows(session, SafetyHold, *(values_of(hold) for hold in holds))
        yield Store(database, store.clock)
    finally:
        await database.close()


@cache
def _empty() -> bytes:
    """Every table without a row, as SQLite keeps it: making the tables anew takes 0.1 s."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    Base.metadata.create_all(engine)
    contents = connection.serialize()
    engine.dispose()
    return contents
