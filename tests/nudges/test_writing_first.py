"""The coach writes first: in the talk, in the inbox and to where the person wants it, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.ids import new_id
from spotter.nudges.writing_first import FirstWords, write_first
from spotter.store.queries.consents import suppress
from spotter.store.queries.unprompted import Awaits
from spotter.store.tables import ChannelIdentity, Consent, Notice, NotificationPreference, Outbox
from tests.conftest import NOW, Person
from tests.nudges.reach import add, reach_by, rows_of

WORDS = FirstWords(kind="reminder", text="Reminder: stretch.", why={"reminder": "r1"}, dedupe_key="reminder:r1", options=["Done", "Later"])


async def write(house: House, person: Person, words: FirstWords = WORDS) -> str | None:
    async with house.store.write(person.user_id) as uow:
        return await write_first(uow, words)


async def test_the_line_stands_in_the_talk_after_what_was_said(house: House, person: Person) -> None:
    said = await person.say("bench 3x5 80kg")
    await write(house, person)
    then = await person.say("thanks")

    talk = (await person.client.get(f"/api/v1/ai/conversations/{said['conversation_id']}", headers=person.headers)).json()
    assert then["conversation_id"] == said["conversation_id"]
    assert [line["text"] for line in talk["lines"]] == ["bench 3x5 80kg", said["reply"], WORDS.text, "thanks", then["reply"]]


async def test_somebody_who_never_said_anything_gets_a_talk_of_their_own(house: House, person: Person) -> None:
    turn_id = await write(house, person)

    notices = await rows_of(house, Notice)
    assert [(one.text, one.kind, one.why, one.turn_id, one.read_at) for one in notices] == [
        ("Reminder: stretch.", "reminder", {"reminder": "r1"}, turn_id, None)
    ]
    assert await rows_of(house, Outbox) == []


async def test_it_goes_to_where_the_person_wrote_last(house: House, person: Person) -> None:
    await reach_by(house, person.user_id, "sms", "+33600000001", ago=5)
    await reach_by(house, person.user_id, "telegram", "4711", ago=1)
    turn_id = await write(house, person)

    (sent,) = await rows_of(house, Outbox)
    assert (sent.channel, sent.address, sent.kind, sent.policy, sent.turn_id) == ("telegram", "4711", "reminder", "at_least_once", turn_id)
    assert sent.payload["options"] == ["Done", "Later"]


@pytest.mark.parametrize(
    ("asked_for", "preferred", "goes_to"),
    [("sms", None, "sms"), (None, "sms", "sms"), ("telegram", "sms", "telegram"), ("email", None, "telegram"), ("app", None, None)],
)
async def test_a_chosen_channel_goes_before(
    house: House, person: Person, asked_for: str | None, preferred: str | None, goes_to: str | None
) -> None:
    await reach_by(house, person.user_id, "sms", "+33600000001", ago=5)
    await reach_by(house, person.user_id, "telegram", "4711", ago=1)
    await add(house, NotificationPreference(user_id=person.user_id, channel=preferred))
    await write(house, person, replace(WORDS, channel=asked_for))

    assert [one.channel for one in await rows_of(house, Outbox)] == ([goes_to] if goes_to else [])


async def test_an_address_that_asked_for_no_more_is_left_alone_whoever_has_it_now(house: House, person: Person) -> None:
    await reach_by(house, person.user_id, "sms", "+33600000001", ago=1)
    await reach_by(house, person.user_id, "telegram", "4711", ago=2)
    async with house.store.database.write() as session:
        await suppress(session, "sms", "+33600000001", NOW)
    await write(house, person)
    assert [one.channel for one in await rows_of(house, Outbox)] == ["telegram"]
    async with house.store.database.write() as session:
        await suppress(session, "telegram", "4711", NOW)
    await write(house, person, replace(WORDS, dedupe_key="reminder:r2"))
    assert len(await rows_of(house, Outbox)) == 1
    assert len(await rows_of(house, Notice)) == 2


async def test_a_blocked_or_refused_channel_is_left_alone(house: House, person: Person) -> None:
    await reach_by(house, person.user_id, "sms", "+33600000001", ago=1)
    await reach_by(house, person.user_id, "telegram", "4711", ago=2)
    await reach_by(house, person.user_id, "email", "ann@example.org", ago=3)
    refusal = Consent(id=new_id(), user_id=person.user_id, channel="sms", kind="all", allowed=False, source="word", changed_at=NOW)
    await add(house, refusal)
    async with house.store.database.write() as session:
        blocked = await session.scalar(select(ChannelIdentity).where(ChannelIdentity.channel == "telegram"))
        assert blocked is not None
        blocked.blocked_at = NOW
    await write(house, person)

    assert [one.channel for one in await rows_of(house, Outbox)] == ["email"]


async def test_the_same_key_is_written_once(house: House, person: Person) -> None:
    await reach_by(house, person.user_id, "telegram", "4711", ago=1)
    assert await write(house, person) is not None
    assert await write(house, person) is None

    assert len(await rows_of(house, Outbox)) == len(await rows_of(house, Notice)) == 1


async def test_an_open_yes_still_means_what_it_was_asked_for(house: House, person: Person, clock: FixedClock) -> None:
    await person.say("I want to train 3 days a week")
    asked = await person.say("delete all my data")
    assert asked["pending"]["kind"] == "confirm"
    awaits = Awaits("snooze_reminder", {"call": {}, "slot": "text", "options": [], "repeats": False}, clock.now() + timedelta(hours=4))
    await write(house, person, replace(WORDS, awaits=awaits))

    assert (await person.say("no"))["reply"] == "All right, I leave it as it is."


async def test_nobody_writes_to_somebody_who_left(house: House, person: Person) -> None:
    await house.forget(person.user_id)

    assert await write(house, person) is None
    assert await rows_of(house, Notice) == []
