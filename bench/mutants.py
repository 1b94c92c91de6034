"""Serves Spotter with parts taken out, to prove that the fault run notices.

python -m bench.mutants 8000 ledger slow
"""

from __future__ import annotations

import asyncio
import sys
from contextvars import ContextVar
from typing import Any

from sqlalchemy import text

from spotter import bootstrap
from spotter.cli import serving
from spotter.llm.asking import WantedCall
from spotter.store import migration
from spotter.store.engine import Database
from spotter.store.queries import turns
from spotter.store.uow import UnitOfWork
from spotter.tools import executor

SLOW_S = 0.15


def without_ledger() -> None:
    """No write is remembered: a turn that runs again writes again."""

    async def only_the_fence(uow: UnitOfWork, lease: turns.Lease, _call_id: str) -> None:
        await turns.check_fence(uow.session, lease)

    async def no_record(*_args: object) -> None:
        return

    setattr(executor, "fenced_call", only_the_fence)  # noqa: B010  a mutant replaces what is not meant to be replaced
    setattr(executor, "record_calls", no_record)  # noqa: B010


def without_order() -> None:
    """Nobody waits for anybody: the index is dropped and every turn starts when it arrives."""
    migrate = migration.migrate

    async def migrate_and_drop(database: Database) -> None:
        await migrate(database)
        async with database.write() as session:
            await session.execute(text("DROP INDEX IF EXISTS one_running_turn"))

    setattr(bootstrap, "migrate", migrate_and_drop)  # noqa: B010
    setattr(turns, "_unfinished", lambda _user_id: text("0 = 1"))  # noqa: B010


def without_sync() -> None:
    """The next step starts before the last one is kept: LangGraph's own way, durability "async"."""
    from spotter.graphs import pondering

    graph_of = pondering.thinking_graph

    class Hasty:
        def __init__(self, graph: Any) -> None:
            self._graph = graph

        def __getattr__(self, name: str) -> Any:
            return getattr(self._graph, name)

        async def ainvoke(self, *args: Any, **options: Any) -> Any:
            return await self._graph.ainvoke(*args, **options | {"durability": "async"})

    setattr(pondering, "thinking_graph", lambda checkpoints: Hasty(graph_of(checkpoints)))  # noqa: B010


def without_own_ids() -> None:
    """Calls keep the ids that the provider gave them."""
    from spotter.graphs import thinking
    from spotter.llm.hearing import Heard, wanted_call

    given: ContextVar[list[str]] = ContextVar("given")

    def wanted(heard: Heard) -> tuple[WantedCall, ...]:
        given.set([call.id for call in heard.calls])
        return tuple(wanted_call(call.name, call.args) for call in heard.calls)

    setattr(Heard, "wanted", wanted)  # noqa: B010
    setattr(thinking, "new_id", lambda: given.get().pop(0))  # noqa: B010


def slow() -> None:
    """Nothing is taken out; a step takes its time to be kept, as on a busy disk, so that a kill falls into that time."""
    from spotter.graphs.checkpoint import Checkpoints

    make = Checkpoints.__init__

    def make_slow(self: Checkpoints, saver: Any, *args: Any, **options: Any) -> None:
        keep = saver.aput

        async def keep_late(*args: Any, **options: Any) -> Any:
            await asyncio.sleep(SLOW_S)
            return await keep(*args, **options)

        saver.aput = keep_late
        make(self, saver, *args, **options)

    setattr(Checkpoints, "__init__", make_slow)  # noqa: B010


MUTANTS = {"ledger": without_ledger, "order": without_order, "sync": without_sync, "own ids": without_own_ids, "slow": slow}


def main() -> None:
    port, *names = sys.argv[1:]
    for name in names:
        MUTANTS[name]()
    serving.serve("127.0.0.1", int(port))


if __name__ == "__main__":
    main()
