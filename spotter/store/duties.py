"""What one process at a time does, of all that share a database."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from sqlalchemy import func, select

from spotter.errors import Unavailable
from spotter.store.engine import Database

LOOK_EVERY_S = 5.0


@asynccontextmanager
async def on_duty(database: Database, name: str) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """Wait until no other process has the duty, and hold it. What is yielded raises `Unavailable` where it was lost with the database.

    SQLite belongs to one process anyway. On PostgreSQL it is a lock of the connection, which ends with its process.
    """
    if database.is_sqlite:
        yield database.ping
        return
    key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
    while True:
        async with database.read() as session:
            if await session.scalar(select(func.pg_try_advisory_lock(key))):

                async def check() -> None:
                    await session.scalar(select(1))

                try:
                    yield check
                finally:
                    with suppress(Unavailable):  # then it is free already
                        await session.scalar(select(func.pg_advisory_unlock(key)))
                return
        await asyncio.sleep(LOOK_EVERY_S)
