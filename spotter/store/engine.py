"""The database: SQLite in one process, PostgreSQL anywhere. Transactions are opened here and nowhere else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError, DisconnectionError, InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from spotter.errors import Unavailable
from spotter.store import sqlite_driver

BUSY_TIMEOUT_MS = 5000
POOL_SIZE = 10
POSTGRES = "postgresql+asyncpg://"
SEARCH_PATH = '"$user", public, procrastinate'  # the queue's own functions look for their tables by bare names
STATEMENTS_KEPT = 400  # prepared on a connection: more than the house has
# Classes of SQLSTATE in which the server, not the statement, is to blame: connection, deadlock, resources, locks, shutdown, system.
AWAY = frozenset({"08", "40", "53", "55", "57", "58"})
# Errors name the statement only: its values are what people said, and logs hold none of that (`hide_parameters`).


class Database:
    """Opens short transactions. Writers on SQLite queue behind one lock, which is faster than waiting for its busy handler."""

    def __init__(self, url: str, *, pool_size: int = POOL_SIZE, contents: bytes | None = None) -> None:
        """`contents` are what a SQLite database in memory starts with."""
        self.is_sqlite = url.startswith("sqlite")
        self._engine = _sqlite_engine(url, contents) if self.is_sqlite else _postgres_engine(url, pool_size)
        self._writing = self._engine.execution_options(spotter_write=True)
        self._alone = self._engine if self.is_sqlite else _statement_engine(url, pool_size)
        self._lock = asyncio.Lock() if self.is_sqlite else None

    @property
    def engine(self) -> AsyncEngine:
        return self._engine

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """What only reads: one snapshot on SQLite, one per statement on PostgreSQL."""
        async with _unavailable_is_said(), AsyncSession(self._alone, expire_on_commit=False, autoflush=False) as session:
            yield session

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """A transaction that writes; it commits when the block ends and rolls back when it raises."""
        queue: AbstractAsyncContextManager[Any] = self._lock or nullcontext()
        async with _unavailable_is_said(), queue, AsyncSession(self._writing, expire_on_commit=False) as session, session.begin():
            yield session

    @asynccontextmanager
    async def write_once(self) -> AsyncIterator[AsyncSession]:
        """For what is written and need not hold together: each statement is its own transaction, in one round trip where that can be.

        Only for what may be done again where the database's machine dies at once after. What `write` commits later is never kept without
        it, because the log of the database has one order.
        """
        if self.is_sqlite:
            async with self.write() as session:
                yield session
            return
        async with _unavailable_is_said(), AsyncSession(self._alone, expire_on_commit=False) as session:
            yield session

    async def ping(self) -> None:
        """Raise `Unavailable` unless the database answers."""
        async with self.read() as session:
            await session.execute(text("SELECT 1"))

    async def drift_s(self, now: datetime) -> float:
        """By how many seconds the clock of a PostgreSQL is ahead of `now`."""
        async with self.read() as session:
            return float(((await session.execute(text("SELECT clock_timestamp()"))).scalar_one() - now).total_seconds())

    async def close(self) -> None:
        await self._engine.dispose()
        await self._alone.dispose()


@asynccontextmanager
async def _unavailable_is_said() -> AsyncIterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise Unavailable("The training log cannot be reached right now. Please try again in a moment.", retry_after_s=2) from error
    except DBAPIError as error:
        if error.connection_invalidated or str(getattr(error.orig, "sqlstate", ""))[:2] in AWAY:
            raise Unavailable("The training log was restarted. Please try again in a moment.", retry_after_s=2) from error
        raise


def _postgres_engine(url: str, pool_size: int) -> AsyncEngine:
    return _looked_at(create_async_engine(POSTGRES, connect_args=_connecting(url), **_pool(pool_size)))


def _statement_engine(url: str, pool_size: int) -> AsyncEngine:
    """Connections on which every statement is its own transaction and waits for no disk.

    Each statement has its own snapshot there anyway: BEGIN and ROLLBACK around what only reads are two round trips for nothing, and
    turning a connection over to this and back for each use takes as long as a statement.
    """
    hurried = _connecting(url, synchronous_commit="off")
    alone = {"isolation_level": "AUTOCOMMIT", "skip_autocommit_rollback": True}
    return _looked_at(create_async_engine(POSTGRES, connect_args=hurried, **_pool(pool_size), **alone))


def _pool(size: int) -> dict[str, Any]:
    """Who gave a connection back last, gives it first: it is warm, in its caches and the server's."""
    return {"pool_size": size, "max_overflow": 0, "pool_use_lifo": True, "hide_parameters": True}


def _connecting(url: str, **server_settings: str) -> dict[str, Any]:
    """How a connection is made: by the driver's own reading of the URL, which knows `sslmode`, several hosts and sockets."""
    place = url.replace(POSTGRES, "postgresql://", 1)

    async def connect() -> Any:
        import asyncpg

        try:
            return await asyncpg.connect(place, server_settings={"search_path": SEARCH_PATH} | server_settings)
        except (OSError, asyncpg.PostgresError) as error:
            raise asyncpg.InterfaceError(f"no connection to PostgreSQL ({type(error).__name__})") from error

    return {"async_creator_fn": connect, "prepared_statement_cache_size": STATEMENTS_KEPT}


def _looked_at(engine: AsyncEngine) -> AsyncEngine:
    @event.listens_for(engine.sync_engine, "checkout")
    def still_there(connection: Any, _record: Any, _proxy: Any) -> None:
        """A server that went away has closed its end, which the driver hears; a ping would cost a round trip per transaction."""
        if connection.driver_connection.is_closed():
            raise DisconnectionError

    return engine


def _sqlite_engine(url: str, contents: bytes | None) -> AsyncEngine:
    connect = partial(sqlite_driver.connect, contents=contents)
    engine = create_async_engine(url, hide_parameters=True, connect_args={"async_creator_fn": connect})

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not open transactions of its own
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT_MS}"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:
        writes = connection.get_execution_options().get("spotter_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
