"""Bring a database to the tables of this version."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from spotter.store.engine import Database

FOLDER = Path(__file__).parent / "migrations"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config


async def migrate(database: Database) -> None:
    """Apply every migration that is missing."""
    await _run(database, _upgrade)


async def check(database: Database) -> None:
    """Raise when the tables in code differ from what the migrations make."""
    await _run(database, lambda connection: command.check(_config(connection)))


async def revise(database: Database, message: str) -> None:
    """Write a new migration from the difference between code and database."""

    def write_file(connection: Connection) -> None:
        command.revision(_config(connection), message=message, rev_id=_next_number(), autogenerate=True)

    await _run(database, write_file)


async def is_current(database: Database) -> bool:
    """Say whether the database has every migration."""
    found: list[bool] = []
    await _run(database, lambda connection: found.append(_has_all(connection)))
    return found == [True]


def _upgrade(connection: Connection) -> None:
    """Where several processes start at once, one of them migrates."""
    if _has_all(connection):
        return
    is_shared = connection.dialect.name == "postgresql"
    if is_shared:
        connection.execute(text("SELECT pg_advisory_lock(hashtext('spotter migrations'))"))
        connection.commit()
    try:
        if not _has_all(connection):
            command.upgrade(_config(connection), "head")
    finally:
        if is_shared:
            connection.rollback()
            connection.execute(text("SELECT pg_advisory_unlock(hashtext('spotter migrations'))"))
            connection.commit()


def _has_all(connection: Connection) -> bool:
    with connection.begin():
        return MigrationContext.configure(connection).get_current_revision() == _newest()


@cache
def _newest() -> str | None:
    """The last migration there is; kept, because Alembic runs the file of each to know."""
    return ScriptDirectory.from_config(_config()).get_current_head()


async def _run(database: Database, work: Callable[[Connection], object]) -> None:
    async with database.engine.connect() as connection:
        await connection.run_sync(work)
        await connection.commit()


def _next_number() -> str:
    return f"{len(list((FOLDER / 'versions').glob('0*.py'))) + 1:04d}"
