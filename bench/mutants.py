"""Serves Spotter with one part taken out, to prove that the fault run notices.

python -m bench.mutants none 8000
"""

from __future__ import annotations

import sys

from sqlalchemy import text

from spotter import bootstrap
from spotter.cli import serving
from spotter.store import migration
from spotter.store.engine import Database
from spotter.store.queries import turns
from spotter.store.uow import UnitOfWork
from spotter.tools import executor


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


MUTANTS = {"none": lambda: None, "ledger": without_ledger, "order": without_order}


def main() -> None:
    name, port = sys.argv[1:3]
    MUTANTS[name]()
    serving.serve("127.0.0.1", int(port))


if __name__ == "__main__":
    main()
