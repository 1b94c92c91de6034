"""When the database is gone, full or read-only: a clear 503 with a time to come back, never a promise that was not kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from sqlalchemy import event

from spotter.api.deps import House
from spotter.bootstrap import build_house
from spotter.clock import FixedClock
from spotter.settings import Settings
from tests.conftest import Person, at_home
from tests.row_counts import row_counts

CHAT = "/api/v1/ai/chat"


def refused_politely(answer: httpx.Response) -> bool:
    return answer.status_code == 503 and int(answer.headers["retry-after"]) >= 1 and answer.json()["code"] == "unavailable"


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_database_that_drops_every_connection_is_found_again(person: Person, database_url: str) -> None:
    for round_ in range(3):
        with psycopg.connect(database_url, autocommit=True) as admin:
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        first = await person.client.post(CHAT, json={"message": f"I weigh {80 + round_} kg"}, headers=person.headers)
        assert first.status_code == 200 or refused_politely(first)
        assert (await person.say("I weigh 82.5 kg"))["actions"][0]["tool"] == "log_metric"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_read_only_file_takes_no_message(
    person: Person, house: House, settings: Settings, clock: FixedClock, tmp_path: Path
) -> None:
    before = await row_counts(house)
    read_only = settings.model_copy(update={"database_url": f"sqlite:///file:{tmp_path / 'spotter.db'}?mode=ro&uri=true"})
    frozen = build_house(read_only, clock)
    async with at_home(frozen) as client:
        for accept in ("application/json", "text/event-stream"):
            answer = await client.post(CHAT, json={"message": "bench 3x5 80kg"}, headers={**person.headers, "Accept": accept})
            assert refused_politely(answer), answer.text
        assert refused_politely(await client.post("/api/v1/users"))
    await frozen.store.database.close()
    assert await row_counts(house) == before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_full_disk_takes_messages_whole_or_not_at_all(person: Person, house: House) -> None:
    full_at = dict[str, int]()

    def nearly_full(connection: Any, _record: Any, _proxy: Any) -> None:
        cursor = connection.cursor()
        if not full_at:
            cursor.execute("PRAGMA page_count")
            full_at["pages"] = cursor.fetchone()[0] + 64
        cursor.execute(f"PRAGMA max_page_count={full_at['pages']}")
        cursor.close()

    # Not by disposing of the pool: the house looks for turns meanwhile, and a connection that is in use then is left open for good.
    event.listen(house.store.database.engine.sync_engine, "checkout", nearly_full)
    accepted = 0
    for _ in range(60):
        answer = await person.client.post(CHAT, json={"message": "hello " * 4000}, headers=person.headers, timeout=5)
        if answer.status_code != 200:
            break
        accepted += 1
    assert accepted > 0
    assert refused_politely(answer), answer.text
    full_at["pages"] *= 1000  # somebody made room
    counts = await row_counts(house)
    assert (counts["turn"], counts["inbound"], counts["message"]) in {(accepted, accepted, 2 * accepted)}
    assert (await person.say("bench 3x5 80kg"))["actions"][0]["tool"] == "log_workout"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_readiness_tells_a_database_that_does_not_answer(settings: Settings, clock: FixedClock, tmp_path: Path) -> None:
    gone = settings.model_copy(update={"database_url": f"sqlite:///{tmp_path / 'nowhere' / 'spotter.db'}"})
    house = build_house(gone, clock)
    async with at_home(house) as client:
        ready = await client.get("/ready")
        assert (ready.status_code, ready.json()["database"]) == (503, False)
        assert (await client.get("/health")).status_code == 200
