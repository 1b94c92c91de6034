"""`spotter config` and `spotter db`: what is in force, and the database behind it."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import typer

from spotter.cli.starting import warn_of_misspelt
from spotter.clock import SystemClock
from spotter.settings import Settings, load_settings
from spotter.store import migration
from spotter.store.engine import Database
from spotter.store.locking import own_data_dir
from spotter.store.opening import build_store


def show_config() -> None:
    """Print every setting in force, secrets hidden."""
    from spotter.memory.vectors import where_kept

    settings = load_settings()
    warn_of_misspelt()
    for name, value in settings.visible().items():
        typer.echo(f"SPOTTER_{name.upper()}={value}")
    typer.echo(f"# vectors: {where_kept(settings)}")


def migrate() -> None:
    """Bring the database to the tables of this version."""
    _with_database(load_settings(), migration.migrate)
    typer.echo("The database is up to date.")


def check() -> None:
    """Prove on a database of its own that the migrations make exactly the tables in code."""

    async def both(database: Database) -> None:
        await migration.migrate(database)
        await migration.check(database)

    with tempfile.TemporaryDirectory() as folder:
        _with_database(Settings(database_url=f"sqlite:///{folder}/check.db", data_dir=Path(folder)), both)


def revise(message: str) -> None:
    """Write a migration from the difference between the tables in code and the migrations so far."""

    async def both(database: Database) -> None:
        await migration.migrate(database)
        await migration.revise(database, message)

    with tempfile.TemporaryDirectory() as folder:
        _with_database(Settings(database_url=f"sqlite:///{folder}/revision.db", data_dir=Path(folder)), both)


def reindex() -> None:
    """Make the index of what people said anew from rows; they are the truth."""
    from spotter.memory import Memory

    async def run() -> int | None:
        settings = load_settings()
        store = build_store(settings, SystemClock())
        memory = Memory(store, settings)
        try:
            with own_data_dir(settings):
                await migration.migrate(store.database)
                return await memory.reindex()
        finally:
            await memory.close()
            await store.database.close()

    count = asyncio.run(run())
    typer.echo("There is no vector index to fill: recall goes by the rows." if count is None else f"Indexed {count} facts and summaries.")


def _with_database(settings: Settings, work: Callable[[Database], Awaitable[None]]) -> None:
    async def run() -> None:
        database = build_store(settings, SystemClock()).database
        try:
            await work(database)
        finally:
            await database.close()

    asyncio.run(run())
