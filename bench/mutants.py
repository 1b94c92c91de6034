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


def _replace(owner: object, name: str, part: object) -> None:
    """Put another part where one is: a mutant that changes nothing would prove nothing."""
    if not hasattr(owner, name):
        raise AttributeError(f"there is no {name} to be replaced")
    setattr(owner, name, part)


def without_ledger() -> None:
    """No write is remembered: a turn that runs again writes again."""

    async def only_the_fence(uow: UnitOfWork, lease: turns.Lease, _call_id: str) -> None:
        await turns.check_fence(uow.session, lease)

    async def no_record(*_args: object) -> None:
        return

    _replace(executor, "fenced_call", only_the_fence)
    _replace(executor, "record_calls", no_record)


def without_order() -> None:
    """Nobody waits for anybody: the index is dropped and every turn starts when it arrives."""
    migrate = migration.migrate

    async def migrate_and_drop(database: Database) -> None:
        await migrate(database)
        async with database.write() as session:
            await session.execute(text("DROP INDEX IF EXISTS one_running_turn"))

    _replace(bootstrap, "migrate", migrate_and_drop)
    _replace(turns, "_unfinished", lambda _user_id: text("0 = 1"))


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

    _replace(pondering, "thinking_graph", lambda steps: Hasty(graph_of(steps)))


def without_own_ids() -> None:
    """Calls keep the ids that the provider gave them."""
    from spotter.graphs import using
    from spotter.llm.hearing import Heard, wanted_call

    given: ContextVar[list[str]] = ContextVar("given")

    def wanted(heard: Heard) -> tuple[WantedCall, ...]:
        given.set([call.id for call in heard.calls])
        return tuple(wanted_call(call.name, call.args) for call in heard.calls)

    _replace(Heard, "wanted", wanted)
    _replace(using, "new_id", lambda: given.get().pop(0))


def slow() -> None:
    """Nothing is taken out; a step takes its time to be kept, as on a busy disk, so that a kill falls into that time."""
    from spotter.graphs.checkpoint import TurnSteps

    keep = TurnSteps.aput

    async def keep_late(self: TurnSteps, *args: Any) -> Any:
        await asyncio.sleep(SLOW_S)
        return await keep(self, *args)

    _replace(TurnSteps, "aput", keep_late)


MUTANTS = {"ledger": without_ledger, "order": without_order, "sync": without_sync, "own ids": without_own_ids, "slow": slow}


def main() -> None:
    port, *names = sys.argv[1:]
    for name in names:
        MUTANTS[name]()
    serving.serve("127.0.0.1", int(port))


if __name__ == "__main__":
    main()
