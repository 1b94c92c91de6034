"""Reminders come when they are due: once, on the chosen channel, by the clock on the person's wall."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.nudges.reminding import fire_due
from spotter.settings import Settings
from spotter.store.opening import build_store
from spotter.store.queries.people import user_of
from spotter.store.tables import Outbox, Reminder
from spotter.store.uow import Store
from tests.conftest import NOW, Person
from tests.nudges.reach import inbox, reach_by, rows_of, sent
from tests.tools.desk import Desk

DAILY = "FREQ=DAILY;BYHOUR=20;BYMINUTE=0"


@pytest.fixture
async def desk(house: House, clock: FixedClock, person: Person) -> Desk:
    await reach_by(house, person.user_id, "telegram", "4711")
    async with house.store.database.write() as session:
        (await user_of(session, person.user_id)).expires_at = None
    return Desk(house.store, clock, person.user_id, "en", "metric", before=1000)


@pytest.fixture
async def neighbour(settings: Settings, clock: FixedClock) -> AsyncIterator[Store]:
    """The same database as another process sees it."""
    store = build_store(settings, clock)
    yield store
    await store.database.close()


async def test_it_comes_once_at_its_time_and_stands_in_the_talk(house: House, desk: Desk, person: Person) -> None:
    await desk.run("set_reminder", text="stretch", at="2026-03-02T20:00:00+01:00")
    assert await fire_due(house.store) == 0
    desk.later(minutes=31)
    assert (await fire_due(house.store), await fire_due(house.store)) == (1, 0)

    assert await sent(house) == [("telegram", "Reminder: stretch.")]
    assert await inbox(house) == ["Reminder: stretch."]
    assert "no reminders" in (await person.say("my reminders"))["reply"]


async def test_what_repeats_goes_on_to_its_next_time(house: House, desk: Desk) -> None:
    await desk.run("set_reminder", text="read", rule=DAILY)
    for _ in range(3):
        desk.later(minutes=35)
        await fire_due(house.store)
        desk.later(hours=23, minutes=25)

    (row,) = await rows_of(house, Reminder)
    assert len(await sent(house)) == 3
    assert row.due_at > desk.clock.now()


async def test_two_processes_tell_it_once(house: House, desk: Desk, neighbour: Store) -> None:
    for what in ("stretch", "drink", "walk"):
        await desk.run("set_reminder", text=what, rule=DAILY)
    for _ in range(3):
        desk.later(minutes=35)
        await asyncio.gather(fire_due(house.store), fire_due(neighbour), fire_due(house.store))
        await fire_due(neighbour)
        desk.later(hours=23, minutes=25)

    assert len(await inbox(house)) == len(await sent(house)) == 9


async def test_after_a_downtime_the_newest_is_told_with_when_it_was_due(house: House, desk: Desk) -> None:
    await desk.run("set_reminder", text="read", rule=DAILY)
    await desk.run("set_reminder", text="call mum", at="2026-03-05T19:00:00+01:00")
    desk.later(days=3, hours=1)
    await fire_due(house.store)

    assert [text for _, text in await sent(house)] == [
        "Reminder: read. (This was due today, Thursday 5 Mar, at 20:00.)",
        "Reminder: call mum. (This was due today, Thursday 5 Mar, at 19:00.)",
    ]


async def test_what_is_hours_late_is_only_noted_as_missed(house: House, desk: Desk) -> None:
    await desk.run("set_reminder", text="call mum", at="2026-03-03T09:00:00+01:00")
    desk.later(hours=20)
    await fire_due(house.store)

    assert await sent(house) == []
    assert await inbox(house) == ["I could not remind you in time: call mum, due today, Tuesday 3 Mar, at 09:00."]


async def test_a_night_without_half_past_two_has_one_reminder_at_the_real_time(house: House, desk: Desk) -> None:
    await desk.run("set_reminder", text="night feed", rule="FREQ=DAILY;BYHOUR=2;BYMINUTE=30")
    desk.clock.advance(datetime.fromisoformat("2026-03-29T02:00:00+01:00") - timedelta(hours=3) - desk.clock.now())
    await fire_due(house.store)
    before = len(await inbox(house))
    for _ in range(72):
        desk.later(minutes=15)
        await fire_due(house.store)

    last = (await rows_of(house, Outbox))[-1]
    assert len(await inbox(house)) == before + 1
    assert last.dedupe_key.endswith("2026-03-29T01:30:00+00:00")


async def test_after_a_move_it_goes_by_the_new_wall(house: House, desk: Desk, person: Person) -> None:
    await desk.run("set_reminder", text="stretch", rule="FREQ=DAILY;BYHOUR=7;BYMINUTE=0")
    await person.client.put("/api/v1/users/me", json={"time_zone": "Asia/Tokyo"}, headers=person.headers)
    await fire_due(house.store)

    (row,) = await rows_of(house, Reminder)
    assert row.due_at == datetime.fromisoformat("2026-03-03T07:00:00+09:00")


async def test_whoever_trained_already_is_not_told_to(house: House, desk: Desk) -> None:
    await desk.run("set_reminder", text="train", rule=DAILY, kind="workout")
    await desk.log("Bench press", (5, 80.0), key="bench_press")
    desk.later(hours=1)
    await fire_due(house.store)
    assert await sent(house) == []
    desk.later(hours=24)
    await fire_due(house.store)
    assert len(await sent(house)) == 1


async def test_it_comes_in_the_night_when_that_was_asked_for(house: House, desk: Desk) -> None:
    await desk.run("set_reminder", text="night feed", at="2026-03-03T03:00:00+01:00")
    desk.clock.advance(datetime.fromisoformat("2026-03-03T03:00:00+01:00") - NOW)
    await fire_due(house.store)
    assert len(await sent(house)) == 1


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("done", "Done: stretch. Well done."),
        ("ok did it, thanks", "Done: stretch. Well done."),
        ("skip", "All right, not this time: stretch."),
        ("later", "Put off: stretch is now due today, Monday 2 Mar, at 20:30."),
        ("snooze 45", "Put off: stretch is now due today, Monday 2 Mar, at 20:45."),
        ("in an hour", "Put off: stretch is now due today, Monday 2 Mar, at 21:00."),
        ("tomorrow", "Put off: stretch is now due tomorrow, Tuesday 3 Mar, at 20:00."),
        ("tonight at 10", "Put off: stretch is now due today, Monday 2 Mar, at 22:00."),
    ],
)
async def test_an_answer_does_what_it_says(house: House, desk: Desk, person: Person, answer: str, said: str) -> None:
    await desk.run("set_reminder", text="drink", at="2026-03-02T23:00:00+01:00")
    await desk.run("set_reminder", text="stretch", at="2026-03-02T20:00:00+01:00")
    desk.later(minutes=30)
    await fire_due(house.store)
    assert (await person.say(answer))["reply"] == said


async def test_another_message_after_a_reminder_is_a_message_of_its_own(house: House, desk: Desk, person: Person) -> None:
    await desk.run("set_reminder", text="stretch", at="2026-03-02T20:00:00+01:00")
    desk.later(minutes=30)
    await fire_due(house.store)
    said = await person.say("bench 3x5 80kg")
    assert [action["tool"] for action in said["actions"]] == ["log_workout"]


async def test_what_the_scale_says_answers_a_weigh_in(house: House, desk: Desk, person: Person) -> None:
    await desk.run("set_reminder", text="weigh myself", at="2026-03-02T20:00:00+01:00")
    desk.later(minutes=30)
    await fire_due(house.store)
    assert await sent(house) == [("telegram", "Reminder: weigh myself. What does the scale say?")]
    said = await person.say("78.4")
    assert [(action["tool"], action["args"]["value"]) for action in said["actions"]] == [("log_metric", 78.4)]


async def test_a_reminder_that_was_put_off_comes_again(house: House, desk: Desk, person: Person) -> None:
    await desk.run("set_reminder", text="stretch", at="2026-03-02T20:00:00+01:00")
    desk.later(minutes=30)
    await fire_due(house.store)
    await person.say("snooze 20")
    desk.later(minutes=20)
    await fire_due(house.store)
    assert [text for _, text in await sent(house)] == ["Reminder: stretch."] * 2


async def test_why_it_came_names_the_day_it_was_asked_for(house: House, desk: Desk, person: Person) -> None:
    await desk.run("set_reminder", text="stretch", at="2026-03-02T20:00:00+01:00")
    desk.later(minutes=31)
    await fire_due(house.store)
    reply = (await person.say("why did I get this"))["reply"]
    assert 'you asked for it (today): the reminder "stretch"' in reply


async def test_why_a_check_in_came_is_that_it_was_asked_for(house: House, desk: Desk, person: Person) -> None:
    await desk.run("set_reminder", text="check in", rule=DAILY, kind="check_in")
    desk.later(minutes=35)
    await fire_due(house.store)
    assert "you asked me to check in with you (today)" in (await person.say("y did u text me"))["reply"]
