"""Rows of earlier versions come along when the tables change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData, Table, insert, select, text

from spotter.store.engine import Database
from spotter.store.migration import FOLDER, check
from tests.postgres import PostgresDatabases

BEFORE_RATINGS, BEFORE_RANKS = "0010", "0018"
LATE = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)  # east of Greenwich it is the next day already
FAR_EAST = {"postgresql": "SET TIME ZONE 'Asia/Tokyo'", "sqlite": "SELECT 1"}  # SQLite has no zone of its own


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config


def _earlier_rows(connection: Connection) -> None:
    command.upgrade(_config(connection), BEFORE_RATINGS)
    user, injury = (Table(name, MetaData(), autoload_with=connection) for name in ("user", "injury"))
    who = {"id": "u", "kind": "guest", "created_at": LATE, "locale": "en", "units": "metric", "time_zone": "Asia/Tokyo", "turn_count": 0}
    connection.execute(insert(user).values(**who))
    pain = {"user_id": "u", "region": "knee", "status": "open", "reported_at": LATE, "updated_at": LATE}
    connection.execute(insert(injury).values(id="rated", severity=4, **pain))
    connection.execute(insert(injury).values(id="unrated", severity=None, **pain))
    connection.commit()


def _forward_in_the_far_east(connection: Connection) -> list[tuple[str, int, date]]:
    connection.execute(text(FAR_EAST[connection.dialect.name]))
    connection.commit()
    command.upgrade(_config(connection), "head")
    rated = Table("pain_rating", MetaData(), autoload_with=connection).c
    return [
        (one.injury_id, one.severity, one.rated_on) for one in connection.execute(select(rated.injury_id, rated.severity, rated.rated_on))
    ]


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of each engine without a table."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'spotter.db'}"
        return
    databases: PostgresDatabases = request.getfixturevalue("postgres_databases")
    with databases.empty() as url:
        yield url.replace("postgresql://", "postgresql+asyncpg://")


async def test_what_was_known_of_a_pain_is_its_first_rating_on_the_day_of_utc(empty_url: str) -> None:
    database = Database(empty_url)
    async with database.engine.connect() as connection:
        await connection.run_sync(_earlier_rows)
    async with database.engine.connect() as connection:
        assert await connection.run_sync(_forward_in_the_far_east) == [("rated", 4, date(2026, 7, 1))]
        await connection.run_sync(lambda one: command.downgrade(_config(one), BEFORE_RATINGS))
        await connection.run_sync(lambda one: command.upgrade(_config(one), "head"))
    await check(database)
    await database.close()


def _messages_that_wait(connection: Connection) -> None:
    command.upgrade(_config(connection), BEFORE_RANKS)
    user, turn, outbox = (Table(name, MetaData(), autoload_with=connection) for name in ("user", "turn", "outbox"))
    who = {"id": "u", "kind": "guest", "created_at": LATE, "locale": "en", "units": "metric", "time_zone": "UTC", "turn_count": 0}
    connection.execute(insert(user).values(**who))
    ended = {"user_id": "u", "kind": "chat", "channel": "sms", "status": "done", "attempt": 1, "created_at": LATE}
    for seq, level in enumerate(("T0", "none")):
        connection.execute(insert(turn).values(id=level, seq=seq, safety_level=level, **ended))
    row = {"user_id": "u", "channel": "sms", "address": "+1", "policy": "at_least_once", "payload": {}, "parts_sent": 0, "attempts": 0}
    for turn_id, kind in (("T0", "reply"), ("none", "reply"), (None, "service"), (None, "reminder")):
        name = f"{kind} {turn_id}"
        moment = {"due_at": LATE, "created_at": LATE, "status": "pending"}
        connection.execute(insert(outbox).values(id=name, turn_id=turn_id, kind=kind, **row, **moment))
    connection.commit()


def _ranks(connection: Connection) -> dict[str, int]:
    command.upgrade(_config(connection), "head")
    outbox = Table("outbox", MetaData(), autoload_with=connection).c
    return {row.id: row.rank for row in connection.execute(select(outbox.id, outbox.rank))}


async def test_words_of_an_emergency_that_wait_already_go_first(empty_url: str) -> None:
    database = Database(empty_url)
    async with database.engine.connect() as connection:
        await connection.run_sync(_messages_that_wait)
        assert await connection.run_sync(_ranks) == {"reply T0": 0, "service None": 0, "reply none": 1, "reminder None": 1}
    await database.close()
