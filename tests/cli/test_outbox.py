"""`spotter outbox retry`: what died lately goes out again, and nothing twice."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from spotter.api.deps import House
from spotter.cli.posting import send_again
from spotter.clock import SystemClock
from spotter.errors import SpotterError
from spotter.messages import Outgoing, OutKind
from spotter.store.queries import outbox
from spotter.store.queries.people import create_user
from spotter.store.rows import table_of
from spotter.store.tables import Outbox

Retry = Callable[..., None]


@pytest.fixture
def retry(house: House, monkeypatch: pytest.MonkeyPatch) -> Retry:
    """The command, on the house's database."""
    monkeypatch.setenv("SPOTTER_DATABASE_URL", house.settings.resolved_database_url)
    return send_again


async def _dead(house: House, kind: OutKind, *, hours: float = 1, error: str | None = "500", key: str | None = None) -> str:
    now = SystemClock().now() - timedelta(hours=hours)
    async with house.store.database.write() as session:
        person = await create_user(session, kind="guest", now=now)
        words = Outgoing(text="a word")
        address = {"user_id": person.id, "channel": "sms", "address": "+33612345678"}
        row_id = await outbox.put(session, **address, kind=kind, outgoing=words, now=now, dedupe_key=key)  # type: ignore[arg-type]
        assert row_id is not None
        row = await session.get_one(Outbox, row_id)
        row.status, row.error = "dead", error
    return row_id


async def _waiting(house: House) -> set[str]:
    async with house.store.database.read() as session:
        return set(await session.scalars(select(Outbox.id).where(Outbox.status == "pending")))


async def test_only_what_died_lately_and_nobody_got_goes_out_again(house: House, retry: Retry) -> None:
    lately = await _dead(house, "reply")
    old = await _dead(house, "reply", hours=30)
    await _dead(house, "nudge", error="sender_died")  # nobody knows whether they had it
    moved = await _dead(house, "reminder", key="reminder:1")
    late = await _dead(house, "code")
    async with house.store.database.write() as session:
        row = await session.get_one(Outbox, moved)
        elsewhere = await outbox.put_again(session, row, "telegram", "42", "reminder:1|sms", row.created_at)
        assert elsewhere is not None
        await session.execute(update(table_of(Outbox)).where(Outbox.id == late).values(expires_at=row.created_at))
    await asyncio.to_thread(retry, None, None, 24)
    assert await _waiting(house) == {lately, elsewhere}
    await asyncio.to_thread(retry, old, None, 24)  # by its id anything that is dead
    assert old in await _waiting(house)


async def test_a_kind_may_be_chosen(house: House, retry: Retry) -> None:
    await _dead(house, "reply")
    reminder = await _dead(house, "reminder")
    await asyncio.to_thread(retry, None, "reminder", 24)
    assert await _waiting(house) == {reminder}
    with pytest.raises(SpotterError, match="There is no kind"):
        await asyncio.to_thread(retry, None, "letter", 24)
