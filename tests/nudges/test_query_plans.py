"""A look at who is due reads those who are due, not everybody: the engines say by which index."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from spotter.ids import new_id
from spotter.settings import Settings
from spotter.store.engine import Database
from spotter.store.queries import due_reminders, nudges
from spotter.store.queries.people import create_user, expired_guests
from spotter.store.rows import insert_rows, table_of
from spotter.store.tables import Nudge, NudgeLook, Reminder, User
from tests.conftest import NOW
from tests.store.query_plans import Look, plans_of, whole_tables

PEOPLE, EACH = 3_000, 4
LATER, LONG_AGO = NOW + timedelta(hours=3), NOW - timedelta(days=300)
LOOKS: dict[str, Look] = {
    "who is looked at": lambda session: nudges.take_looks(session, NOW, LATER, 20),
    "is anybody looked at": lambda session: nudges.is_anybody_to_look_at(session, NOW),
    "whose nudge is due": lambda session: nudges.people_due(session, NOW, 400),
    "what was tried": lambda session: nudges.tries_since(session, NOW - timedelta(days=1), 20_000),
    "which reminder is due": lambda session: due_reminders.all_due(session, NOW, 500),
    "whose time is over": lambda session: expired_guests(session, NOW),
}


def _nudge(user_id: str, number: int, status: str, due_at: datetime) -> dict[str, Any]:
    told = {"kind": "welcome", "local_date": date(2026, 1, 1) + timedelta(days=number), "due_at": due_at, "expires_at": due_at}
    settled: dict[str, Any] = {
        "settled_at": due_at if status == "sent" else None,
        "held_out": False,
        "created_at": NOW,
        "why": {},
        "facts": {},
    }
    return {"id": new_id(), "user_id": user_id, "status": status} | told | settled


@pytest.fixture
async def database(settings: Settings) -> Any:
    """A house with many people of whom few are due."""
    database = Database(settings.resolved_database_url)
    people = [new_id() for _ in range(PEOPLE)]
    plain = {"kind": "guest", "created_at": NOW, "locale": "en", "units": "metric", "time_zone": "UTC", "turn_count": 0}
    daily = {"text": "read", "rule": "FREQ=DAILY;BYHOUR=8", "time_zone": "UTC", "kind": "custom", "status": "active", "created_at": NOW}
    async with database.write() as session:
        await insert_rows(session, User, *({"id": one, "log_revision": new_id(), "expires_at": LATER} | plain for one in people))
        await insert_rows(session, NudgeLook, *({"user_id": one, "look_at": LATER} for one in people))
        await insert_rows(session, Reminder, *(daily | {"id": new_id(), "user_id": one, "due_at": LATER} for one in people))
        for number in range(EACH):
            await insert_rows(session, Nudge, *(_nudge(one, number, "sent", LONG_AGO) for one in people))
        await insert_rows(session, Nudge, *(_nudge(one, EACH, "planned", LATER) for one in people))
        somebody = (await create_user(session, kind="guest", now=NOW, expires_at=NOW - timedelta(minutes=1))).id
        await insert_rows(session, Reminder, daily | {"id": new_id(), "user_id": somebody, "due_at": NOW})
        await insert_rows(session, Nudge, _nudge(somebody, 0, "planned", NOW), _nudge(somebody, 1, "sent", NOW))
    async with database.write() as session:
        await session.execute(text("ANALYZE"))
    yield database
    await database.close()


async def test_who_is_due_is_found_without_reading_everybody(database: Database) -> None:
    everybody = {table_of(kind).name for kind in (User, NudgeLook, Nudge, Reminder)}
    plans = {name: await plans_of(database, look) for name, look in LOOKS.items()}
    assert [name for name, plan in plans.items() if whole_tables(plan) & everybody] == []
    assert [name for name, plan in plans.items() if "ix_" not in plan and "planned_nudges" not in plan] == []
