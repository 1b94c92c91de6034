"""Starts by SMS, goes on in Telegram, is reminded, misses two workouts, gets one sensible message, and is obeyed when that is too much."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from spotter.api.deps import House
from spotter.bootstrap import build_house, running
from spotter.clock import FixedClock
from spotter.nudges.reminding import fire_due
from spotter.nudges.tick import NudgeTick
from spotter.settings import Settings
from spotter.store.tables import User
from tests.channels.door import Visitor
from tests.conftest import with_channels

CODE = re.compile(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}\b")
SATURDAY = datetime(2026, 3, 7, 7, tzinfo=UTC)


@pytest.fixture
async def quiet_house(settings: Settings, clock: FixedClock) -> AsyncIterator[House]:
    """A house whose ticks the test makes itself."""
    async with running(with_channels(build_house(settings.model_copy(update={"tick_every_s": 1e6}), clock))) as started:
        yield started


class Somebody:
    """One person with a phone and a Telegram."""

    def __init__(self, house: House, clock: FixedClock) -> None:
        self.house, self.clock = house, clock
        self.phone = Visitor(house)
        self.telegram = Visitor(house, "telegram", "4242", self.phone._post)

    async def until(self, moment: datetime) -> list[str]:
        """Let time pass, hour by hour; what arrived anywhere meanwhile."""
        heard: list[str] = []
        nudges = NudgeTick(self.house.store, self.clock, held_out=0)
        while self.clock.now() < moment:
            self.clock.move_to(min(moment, self.clock.now() + timedelta(hours=1)))
            await fire_due(self.house.store)
            await nudges.tick()
            heard += [*await self.phone.reads(), *await self.telegram.reads()]
        return heard


async def test_one_coach_wherever_the_person_is(quiet_house: House, clock: FixedClock) -> None:
    me = Somebody(quiet_house, clock)
    assert "Bench Press" in " ".join(await me.phone.says("bench 3x5 80kg"))

    offered = " ".join(await me.phone.says("link my telegram"))
    code = CODE.search(offered)
    assert code, offered
    joined = await me.telegram.says(f"/start {code[0]}", kind="command")
    assert await me.telegram.user_id() == await me.phone.user_id(), (offered, joined)
    assert "Bench Press" in " ".join(await me.telegram.says("what did I log today?"))
    async with quiet_house.store.database.read() as session:
        person = await session.get_one(User, await me.phone.user_id())
    assert person.expires_at is None

    await me.telegram.says("I have a gym, 3 days a week, 45 minutes, I want to get stronger")
    await me.telegram.says("make me a plan for monday, wednesday and friday")
    await me.telegram.says("remind me in 20 minutes to fill my bottle")
    reminded = await me.until(clock.now() + timedelta(hours=1))
    assert len(reminded) == 1
    assert "bottle" in reminded[0]

    clock.move_to(SATURDAY)  # Wednesday and Friday went by, and nobody ticked
    missed = await me.until(SATURDAY + timedelta(hours=14))
    assert len(missed) == 1, missed
    assert "went by" in missed[0]

    assert await me.telegram.says("less of this")
    clock.move_to(SATURDAY + timedelta(days=7))
    assert not [text for text in await me.until(SATURDAY + timedelta(days=7, hours=14)) if "went by" in text]


async def test_stop_ends_it_on_that_channel_and_the_other_one_goes_on(quiet_house: House, clock: FixedClock) -> None:
    me = Somebody(quiet_house, clock)
    await me.phone.says("remind me in 20 minutes to fill my bottle")
    stopped = await me.phone.says("STOP")
    assert len(stopped) == 1
    assert "START" in stopped[0]
    assert await me.until(clock.now() + timedelta(hours=1)) == []
