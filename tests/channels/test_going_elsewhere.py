"""A reminder reaches its person while any of their channels is open; and a provider that asks for peace has it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from spotter.api.deps import House
from spotter.channels.base import SendError
from spotter.channels.reception import Reception
from spotter.messages import Arrived, Outgoing, OutKind
from spotter.store.queries import outbox
from spotter.store.queries.identities import add_identity
from tests.channels.door import Visitor
from tests.channels.office import Office

DOWN = SendError("no_connection", retryable=True)
GONE = SendError("403", retryable=False, is_gone=True)


async def test_every_reminder_for_a_blocked_chat_goes_by_another_channel(office: Office) -> None:
    await office.reach("telegram", "42")
    office.post.troubles = [GONE]
    for text in ("one", "two", "three"):
        await office.put(text, kind="reminder")
    reply = await office.put("what you asked there")
    await office.all_sent()
    assert office.other.taken == [("42", "one"), ("42", "two"), ("42", "three")]
    assert (office.texts, (await office.row(reply)).error) == ([], "channel_gone")


async def test_who_blocks_the_bot_has_their_reminders_by_phone(house: House) -> None:
    chat, phone = Visitor(house, "telegram", "42"), Visitor(house)
    await chat.says("hello")
    user_id = await chat.user_id()
    async with house.store.database.write() as session:
        await add_identity(session, user_id, "sms", phone.address, house.clock.now())
        for text in ("one", "two"):
            where = {"user_id": user_id, "channel": "telegram", "address": "42", "now": house.clock.now()}
            await outbox.put(session, **where, kind="reminder", outgoing=Outgoing(text=text))  # type: ignore[arg-type]
    door = Reception(house.store, house.runner, house.clock, ["telegram", "sms"])
    await door.receive(Arrived(channel="telegram", address="42", dedupe_key="left", kind="left"))
    assert await phone.reads() == ["one", "two"]


@pytest.mark.parametrize("kind", ["reminder", "notice"])
async def test_a_reminder_does_not_wait_for_a_provider_that_is_down(office: Office, kind: OutKind) -> None:
    await office.reach("telegram", "42")
    await office.put("train now", kind=kind, expires_at=office.clock.now() + timedelta(hours=2))
    minutes = 0
    while not office.other.taken:
        office.post.troubles = [DOWN]
        await office.later(minutes=1)
        minutes += 1
        assert minutes < 30
    assert minutes >= 5  # a moment's trouble moves nothing
    office.post.troubles = []
    await office.later(hours=1)
    assert (office.texts, office.other.taken) == ([], [("42", "train now")])


async def test_a_reminder_behind_a_reply_that_cannot_go_is_not_lost_with_it(office: Office) -> None:
    await office.reach("telegram", "42")
    await office.put("a reply")
    await office.put("train now", kind="reminder", expires_at=office.clock.now() + timedelta(hours=2))
    for _ in range(60):
        office.post.troubles = [DOWN]
        await office.later(minutes=1)
    assert office.other.taken == [("42", "train now")]
    office.post.troubles = []
    await office.later(minutes=16)
    assert office.texts == ["a reply"]


async def test_words_of_an_emergency_go_elsewhere_too(office: Office) -> None:
    await office.reach("telegram", "42")
    await office.put("call 112", is_emergency=True)
    await office.put("a reply")
    for _ in range(12):
        office.post.troubles = [DOWN]
        await office.later(minutes=1)
    assert office.other.taken == [("42", "call 112")]


async def test_a_provider_that_asks_for_peace_is_asked_nothing_meanwhile(office: Office) -> None:
    await office.reach("telegram", "42")
    office.post.troubles = [SendError("429", retryable=True, retry_after_s=30)]
    await office.put("0")
    await office.delivery.send_due()
    for number in range(1, 40):
        await office.put(str(number), address=f"+1555{number:04}")
    await office.put("by chat", channel="telegram", address="42")
    await office.all_sent()
    await office.later(seconds=20)
    assert (office.post.asked, office.other.taken) == (["0"], [("42", "by chat")])
    await office.later(seconds=11)
    await office.all_sent()
    assert sorted(office.texts, key=int) == [str(number) for number in range(40)]


async def test_a_refusal_without_a_time_holds_everybody_up_for_a_moment_only(office: Office) -> None:
    await office.put("tried for hours")
    for _ in range(12):
        office.post.troubles = [SendError("429", retryable=True)]
        await office.later(minutes=20)
    await office.put("new", address="+15550199")
    await office.later(seconds=11)
    assert office.texts == ["new"]


async def test_reminders_leave_a_channel_that_asks_for_a_long_peace(office: Office) -> None:
    await office.reach("telegram", "42")
    office.post.troubles = [SendError("429", retryable=True, retry_after_s=7200)]
    await office.put("a reply", address="+15550199")
    await office.delivery.send_due()
    await office.put("train now", kind="reminder", expires_at=office.clock.now() + timedelta(hours=2))
    await office.all_sent()
    assert (office.post.asked, office.other.taken) == (["a reply"], [("42", "train now")])


async def test_words_of_an_emergency_pass_what_waits(office: Office) -> None:
    office.post.troubles = [SendError("503", retryable=True)]
    await office.put("an answer that has to wait")
    await office.delivery.send_due()
    await office.put("behind it")
    await office.put("call 112", is_emergency=True)
    await office.put("Spotter sends nothing more.", kind="service")
    await office.all_sent()
    assert office.texts == ["call 112", "Spotter sends nothing more."]


async def test_a_stop_after_words_of_danger_does_not_take_the_answer_back(house: House) -> None:
    """They stand in line still when the STOP comes: both answers arrive, and nothing else."""
    visitor = Visitor(house)
    await visitor.send("what should i eat today")
    await visitor.rest()
    await visitor.send("crushing chest pain and my left arm is numb")
    await visitor.rest()
    emergency, stopped = await visitor.says("stop")
    assert "112" in emergency
    assert "START" in stopped
