"""Several short messages within a moment get one answer; commands, answers and words of danger are not kept waiting."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from spotter.api.deps import House
from spotter.bootstrap import build_house, running
from spotter.channel_settings import BurstSettings
from spotter.clock import FixedClock
from spotter.language.bursts import speaks_for_itself
from spotter.language.understanding import Reading
from spotter.messages import Channel, InboundMessage
from spotter.settings import Settings
from spotter.store.queries.people import create_user
from spotter.store.tables import Inbound, Turn
from tests.conftest import NOW

READING = Reading(locale="en", units="metric", now=NOW)


@pytest.fixture
async def slow_house(settings: Settings, clock: FixedClock) -> AsyncIterator[House]:
    """A house that waits for people who type in pieces; its clock stands still, so that a wait ends when the test says so."""
    patient = settings.model_copy(update={"burst": BurstSettings(app_s=1, telegram_s=1, sms_s=3), "pickup_every_s": 0.05})
    async with running(build_house(patient, clock)) as house:
        yield house


class Texter:
    """Somebody who writes in pieces."""

    def __init__(self, house: House, user_id: str, channel: Channel) -> None:
        self.house, self.user_id, self.channel, self.sent = house, user_id, channel, 0

    async def write(self, text: str, key: str | None = None) -> str:
        self.sent += 1
        said = InboundMessage(
            user_id=self.user_id, channel=self.channel, dedupe_key=key or f"{self.user_id}-{self.channel}-{self.sent}", text=text
        )
        return (await self.house.runner.submit(said)).turn_id

    async def answer(self, turn_id: str) -> str:
        async for event in self.house.runner.follow(turn_id, self.user_id):
            if event.kind == "turn.finished":
                return str(event.data["reply"])
        raise AssertionError("no answer")


async def texter(house: House, channel: Channel = "sms") -> Texter:
    async with house.store.database.write() as session:
        user = await create_user(session, kind="guest", now=house.clock.now())
    return Texter(house, user.id, channel)


async def count(house: House, table: type[Turn] | type[Inbound]) -> int:
    async with house.store.database.read() as session:
        return int(await session.scalar(select(func.count()).select_from(table)) or 0)


async def test_three_pieces_are_one_message(slow_house: House, clock: FixedClock) -> None:
    person = await texter(slow_house)
    first = await person.write("bench")
    assert await person.write("3x5") == first
    assert await person.write("80kg") == first
    clock.advance(timedelta(seconds=4))
    assert "Bench Press" in await person.answer(first)
    assert (await count(slow_house, Turn), await count(slow_house, Inbound)) == (1, 3)


async def test_each_piece_may_be_delivered_again(slow_house: House, clock: FixedClock) -> None:
    person = await texter(slow_house)
    turn = await person.write("bench", key="one")
    assert [await person.write(text, key=key) for text, key in (("3x5 80kg", "two"), ("bench", "one"), ("3x5 80kg", "two"))] == [turn] * 3
    clock.advance(timedelta(seconds=4))
    assert (await person.answer(turn)).count("Bench Press") == 1


async def test_a_later_message_is_another_one(slow_house: House, clock: FixedClock) -> None:
    person = await texter(slow_house)
    first = await person.write("bench 3x5 80kg")
    clock.advance(timedelta(seconds=4))
    await person.answer(first)
    assert await person.write("squat 3x5 100kg") != first


async def test_nobody_can_keep_a_turn_waiting_for_ever(slow_house: House, clock: FixedClock) -> None:
    person = await texter(slow_house)
    turns = set()
    for _ in range(12):
        turns.add(await person.write("and"))
        clock.advance(timedelta(seconds=2))
        await asyncio.sleep(0)
    assert len(turns) > 1


async def test_pieces_from_two_places_stay_apart(slow_house: House) -> None:
    by_sms = await texter(slow_house, "sms")
    by_telegram = Texter(slow_house, by_sms.user_id, "telegram")
    assert await by_sms.write("bench") != await by_telegram.write("squat")


async def test_an_answer_to_a_question_does_not_wait(slow_house: House, clock: FixedClock) -> None:
    person = await texter(slow_house)
    asked = await person.write("delete everything you know about me")
    clock.advance(timedelta(seconds=4))
    assert "?" in await person.answer(asked)
    assert await person.answer(await person.write("no"))


async def test_a_command_lets_what_came_before_it_go_first(slow_house: House) -> None:
    person = await texter(slow_house, "telegram")
    said = await person.write("bench 3x5 80kg")
    command = await person.write("/undo")
    assert "Bench Press" in await person.answer(said)
    assert await person.answer(command)


async def test_what_waits_outlives_the_process(settings: Settings, clock: FixedClock) -> None:
    patient = settings.model_copy(update={"burst": BurstSettings(sms_s=3), "pickup_every_s": 0.05})
    async with running(build_house(patient, clock)) as house:
        person = await texter(house)
        turn = await person.write("bench 3x5")
        clock.advance(timedelta(seconds=4))
    async with running(build_house(patient, clock)) as after:
        assert await Texter(after, person.user_id, "sms").answer(turn)


@pytest.mark.parametrize(
    "text", ["/today", "i have chest pain and my left arm is numb", "j'ai une douleur dans la poitrine et du mal à respirer"]
)
def test_danger_and_commands_are_answered_at_once_everywhere(text: str) -> None:
    assert speaks_for_itself(text, READING, is_cheap=False)


@pytest.mark.parametrize(
    ("text", "at_once"),
    [
        ("bench 3x5 80kg", True),
        ("What should I eat after training?", True),
        ("had two eggs and toast for breakfast", True),
        ("bench", False),
        ("so i was thinking", False),
        ("hey", False),
    ],
)
def test_in_the_app_only_what_looks_unfinished_waits(text: str, at_once: bool) -> None:
    assert speaks_for_itself(text, READING, is_cheap=True) is at_once
