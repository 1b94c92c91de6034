"""Where the steps of turns that think are kept: one thread per turn, written before the next step starts, deleted when the turn is done.

One thread per person would grow with every turn. A checkpoint written later than its step would be lost with the process, and the step
would run again with other calls. Both were measured; see docs/architecture.md.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from spotter.settings import Settings
from spotter.store.queries.turns import unfinished_of
from spotter.store.uow import Store

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

SCHEMA = "checkpoints"  # on PostgreSQL: the library's tables stand apart from ours
POOL_SIZE = 4


class Checkpoints:
    """The saver that graphs are compiled with."""

    def __init__(self, saver: BaseCheckpointSaver[Any]) -> None:
        self.saver = saver

    async def forget(self, turn_id: str) -> None:
        """Drop the steps of a turn that is over."""
        await self.saver.adelete_thread(turn_id)

    async def sweep(self, store: Store) -> None:
        """Drop the steps of turns that ended while nobody could drop them: their process died right after."""
        kept = {str(one.config["configurable"]["thread_id"]) async for one in self.saver.alist(None)}
        async with store.database.read() as session:
            unfinished = await unfinished_of(session, kept)
        for turn_id in kept - unfinished:
            await self.forget(turn_id)


@asynccontextmanager
async def open_checkpoints(settings: Settings, kept: Sequence[type[Any]]) -> AsyncIterator[Checkpoints]:
    """Beside the database: a schema of its own on PostgreSQL, a file of its own in the data directory on SQLite.

    `kept` are the types that a step may hold: nothing else is made of what stands in a checkpoint.
    """
    from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

    serde = JsonPlusSerializer(allowed_msgpack_modules=[(one.__module__, one.__name__) for one in kept])
    opener = _sqlite(settings, serde) if settings.is_sqlite else _postgres(settings, serde)
    async with opener as checkpoints:
        yield checkpoints


@asynccontextmanager
async def _sqlite(settings: Settings, serde: JsonPlusSerializer) -> AsyncIterator[Checkpoints]:
    import aiosqlite
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

    async with aiosqlite.connect(settings.data_dir / "checkpoints.db") as connection:
        saver = AsyncSqliteSaver(connection, serde=serde)
        await saver.setup()
        yield Checkpoints(saver)


@asynccontextmanager
async def _postgres(settings: Settings, serde: JsonPlusSerializer) -> AsyncIterator[Checkpoints]:
    from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
    from psycopg import AsyncConnection
    from psycopg.rows import DictRow, dict_row
    from psycopg_pool import AsyncConnectionPool

    url = settings.resolved_database_url.replace("postgresql+psycopg://", "postgresql://")
    async with await AsyncConnection.connect(url, autocommit=True) as connection:
        await connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    options = {"autocommit": True, "prepare_threshold": 0, "row_factory": dict_row, "options": f"-c search_path={SCHEMA}"}
    pool: AsyncConnectionPool[AsyncConnection[DictRow]]
    async with (pool := AsyncConnectionPool(url, min_size=1, max_size=POOL_SIZE, open=False, kwargs=options)):
        saver = AsyncPostgresSaver(pool, serde=serde)
        await saver.setup()
        yield Checkpoints(saver)
