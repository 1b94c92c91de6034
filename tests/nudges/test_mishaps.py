"""What goes wrong with one reminder touches no other: words that mean nothing, rules that nobody can read any more, a change of zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.ids import new_id
from spotter.nudges.reminding import fire_due
from spotter.store.queries.people import create_user, user_of
from spotter.store.tables import Reminder
from tests.conftest import NOW, Person
from tests.nudges.reach import add, inbox, reach_by, rows_of, sent
from tests.tools.desk import Desk

MORNING = "FREQ=DAILY;BYHOUR=7;BYMINUTE=0"


@pytest.fixture
async def desk(house: House, clock: FixedClock, person: Person) -> Desk:
    await reach_by(house, person.user_id, "telegram", "4711")
    async with house.store.database.write() as session:
        (await user_of(session, person.user_id)).expires_at = None
    return Desk(house.store, clock, person.user_id, "en", "metric", before=1000)


@pytest.mark.parametrize(("rule", "zone"), [("FREQ=MINUTELY", "UTC"), ("FREQ=DAILY;BYHOUR=20", "Mars/Base")])
async def test_a_reminder_that_nobody_can_read_any_more_stops_nobody_else(house: House, desk: Desk, rule: str, zone: str) -> None:
    async with house.store.database.write() as session:
        other = await create_user(session, kind="guest", now=NOW)
    row = {"text": "drink", "kind": "custom", "status": "active", "due_at": NOW + timedelta(minutes=1), "created_at": NOW}
    await add(house, Reminder(id=new_id(), user_id=other.id, rule=rule, time_zone=zone, **row))
    await desk.run("set_reminder", text="stretch", at="2026-03-02T20:00:00+01:00")
    desk.later(minutes=31)

    assert [await fire_due(house.store), await fire_due(house.store)] == [1, 0]
    assert await sent(house) == [("telegram", "Reminder: stretch.")]
    assert await inbox(house) == ["A reminder of yours could not be sent: drink.", "Reminder: stretch."]


async def test_a_topic_that_no_check_in_has_is_only_words(house: House, desk: Desk, person: Person) -> None:
    assert "check-in: foo" in (await person.say("remind me to check-in: foo tomorrow at 20:00"))["reply"]
    assert "check-in: foo" in (await person.say("my reminders"))["reply"]
    desk.clock.move_to(datetime.fromisoformat("2026-03-03T20:00:00+01:00"))
    await fire_due(house.store)
    assert await sent(house) == [("telegram", "Reminder: check-in: foo.")]


EVERY_MINUTE = "FREQ=HOURLY;BYMINUTE=" + ",".join(str(minute) for minute in range(60))
APART = "I can remind you every hour, or at times that are at least 15 minutes apart."


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (EVERY_MINUTE, APART),
        ("FREQ=HOURLY;BYMINUTE=0;BYSECOND=0,20,40", APART),
        ("FREQ=DAILY;BYHOUR=8;BYMINUTE=0,5", APART),
        ("FREQ=DAILY;BYHOUR=8;COUNT=9999999", "I count up to 1000 times."),
    ],
)
async def test_what_would_come_too_often_is_not_kept(house: House, desk: Desk, person: Person, rule: str, said: str) -> None:
    assert (await desk.run("set_reminder", text="drink", rule=rule)).words.startswith(said)
    await desk.run("set_reminder", text="drink", rule=MORNING)
    assert (await desk.run("move_reminder", rule=rule)).words.startswith(said)
    asked = await person.client.post("/api/v1/users/me/reminders", json={"text": "drink", "rule": rule}, headers=person.headers)
    assert asked.status_code == 422
    assert [row.rule for row in await rows_of(house, Reminder)] == [MORNING]


async def test_what_was_put_off_survives_a_change_of_zone(house: House, desk: Desk, person: Person) -> None:
    await desk.run("set_reminder", text="stretch", rule="FREQ=DAILY;BYHOUR=20;BYMINUTE=0")
    await desk.run("snooze_reminder", text="stretch", minutes=90)
    await person.client.put("/api/v1/users/me", json={"time_zone": "Asia/Tokyo"}, headers=person.headers)
    desk.later(hours=2, minutes=1)
    await fire_due(house.store)

    assert await sent(house) == [("telegram", "Reminder: stretch.")]
    [row] = await rows_of(house, Reminder)
    assert row.due_at == datetime.fromisoformat("2026-03-03T20:00:00+09:00")


async def test_what_is_due_at_this_moment_survives_a_change_of_zone(house: House, desk: Desk, person: Person) -> None:
    await desk.run("set_reminder", text="stretch", rule="FREQ=DAILY;BYHOUR=20;BYMINUTE=0")
    desk.later(minutes=31)
    await person.say("my time zone is America/New_York")
    await fire_due(house.store)

    assert await sent(house) == [("telegram", "Reminder: stretch.")]
    [row] = await rows_of(house, Reminder)
    assert row.due_at == datetime.fromisoformat("2026-03-02T20:00:00-05:00")


async def test_a_change_of_zone_that_is_taken_back_takes_the_reminders_back(house: House, person: Person) -> None:
    await person.say("remind me every day at 7am to stretch")
    dues = []
    for said in ("my time zone is Asia/Tokyo", "undo"):
        await person.say(said)
        dues.append((await rows_of(house, Reminder))[0].due_at.astimezone(UTC).hour)
    assert dues == [22, 6]
