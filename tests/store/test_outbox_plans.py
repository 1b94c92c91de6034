"""A look at the outbox reads what is due, not what was ever sent: the engines say by which index."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncSession

from spotter.ids import new_id
from spotter.settings import Settings
from spotter.store.engine import Database
from spotter.store.queries import outbox
from spotter.store.queries.people import create_user
from spotter.store.rows import insert_rows
from spotter.store.tables import Outbox
from tests.conftest import NOW

SENT, WAITING = 20_000, 1_000
Look = Callable[[AsyncSession], Awaitable[Any]]
LOOKS: dict[str, Look] = {
    "channels_due": lambda session: outbox.channels_due(session, NOW),
    "claim": lambda session: outbox.claim(session, "sms", NOW, 60, 50),
    "take_back": lambda session: outbox.take_back(session, NOW),
    "oldest_due": lambda session: outbox.oldest_due(session, NOW),
    "waiting_at": lambda session: outbox.waiting_at(session, "sms", "+15550001"),
}
EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN "}


def _row(user_id: str, number: int, status: str, due_at: datetime) -> dict[str, Any]:
    address = f"+1555{number % 5_000:04}"
    own = {"id": new_id(), "user_id": user_id, "channel": "sms", "address": address, "status": status, "due_at": due_at}
    return own | {"kind": "reply", "policy": "at_least_once", "payload": {}, "created_at": NOW, "rank": 1, "parts_sent": 0, "attempts": 0}


@pytest.fixture
async def database(settings: Settings) -> Any:
    """A house that has sent much, and has much to try again later."""
    database = Database(settings.resolved_database_url)
    async with database.write() as session:
        user = await create_user(session, kind="guest", now=NOW)
        await insert_rows(session, Outbox, *(_row(user.id, number, "sent", NOW) for number in range(SENT)))
        later = NOW + timedelta(minutes=10)
        await insert_rows(session, Outbox, *(_row(user.id, number, "pending", later) for number in range(WAITING)))
        await insert_rows(session, Outbox, *(_row(user.id, 4_000 + number, "pending", NOW) for number in range(10)))
    async with database.write() as session:
        await session.execute(text("ANALYZE"))
    yield database
    await database.close()


@pytest.mark.parametrize("look", LOOKS)
async def test_no_look_reads_what_was_sent(database: Database, look: str) -> None:
    plans: list[str] = []

    def explain(connection: Any, cursor: Any, statement: str, given: Any, context: Any, many: Any) -> None:
        if "WHERE" in statement and not many and not statement.startswith("EXPLAIN"):
            told = connection.exec_driver_sql(EXPLAIN[connection.dialect.name] + statement, given).all()
            plans.append("\n".join(str(row[-1]) for row in told))

    event.listen(database.engine.sync_engine, "before_cursor_execute", explain)
    async with database.write() as session:
        await LOOKS[look](session)
    read = "\n".join(plans)
    assert any(name in read for name in ("unsent_of_channel", "unsent_of_address", "unsent", "held"))
    assert "Seq Scan on outbox" not in read
    assert not [line for line in read.splitlines() if line.startswith("SCAN") and "USING" not in line and line != "SCAN due"]


async def test_what_is_due_is_found_among_all_that_waits(database: Database) -> None:
    async with database.write() as session:
        rows = await outbox.claim(session, "sms", NOW, 60, 50)
    assert len(rows) == 10
