"""A process that is told to stop ends what it has begun, sends the answer, and leaves the rest to whoever comes next."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from spotter.api.deps import House
from spotter.bootstrap import build_house, running
from spotter.channels.delivery import Delivery
from spotter.clock import FixedClock
from spotter.jobs.chores import running_beside
from spotter.settings import Settings
from spotter.store.tables import Turn
from spotter.tools.context import CoachContext
from spotter.tools.executor import Executor
from spotter.tools.registry import tools
from spotter.tools.spec import Result
from spotter.turns.bus import EventBus
from spotter.turns.runner import TurnRunner
from tests.channels.door import Visitor
from tests.channels.post import Post


async def statuses(house: House) -> list[str]:
    async with house.store.database.read() as session:
        return list(await session.scalars(select(Turn.status).order_by(Turn.seq)))


@pytest.fixture
def post() -> Post:
    return Post("sms")


def slow_house(settings: Settings, clock: FixedClock, post: Post, inside: asyncio.Event) -> House:
    """A house where a workout takes a second to log."""
    real = tools()["log_workout"]

    async def run(args: Any, ctx: CoachContext, uow: Any) -> Result:
        inside.set()
        await asyncio.sleep(1)
        return await real.run(args, ctx, uow)

    plain = build_house(settings, clock)
    executor = Executor({**tools(), "log_workout": replace(real, run=run)})
    runner = TurnRunner(plain.store, executor, EventBus(), settings, clock)
    delivery = Delivery(plain.store, {"sms": post}, clock)
    runner.wake_sender = delivery.wake
    reception = type(plain.reception)(plain.store, runner, clock)
    return replace(plain, runner=runner, delivery=delivery, reception=reception, adapters={"sms": post})


async def test_the_turn_that_runs_is_ended_and_answered_and_the_next_waits_for_the_next_start(
    settings: Settings, clock: FixedClock, post: Post
) -> None:
    inside = asyncio.Event()
    async with running(slow_house(settings, clock, post, inside)) as house:
        visitor = Visitor(house)
        await visitor.send("squat 1x5 60kg")
        await asyncio.wait_for(inside.wait(), 10)
        await visitor.send("squat 1x6 60kg")
    assert [("1x5" in text, address) for address, text in post.taken] == [(True, visitor.address)]
    async with running(slow_house(settings, clock, post, inside)) as house:
        async with asyncio.timeout(20):
            while await statuses(house) != ["done", "done"]:  # noqa: ASYNC110  rows change, there is no event
                await asyncio.sleep(0.05)
    assert ["1x6" in text for _, text in post.taken] == [False, True]


async def test_a_chore_that_fails_starts_again() -> None:
    starts, went_on = [0], asyncio.Event()

    async def chore() -> None:
        starts[0] += 1
        if starts[0] == 1:
            raise ValueError("odd")
        went_on.set()

    async with running_beside([chore]):
        await asyncio.wait_for(went_on.wait(), 10)
    assert starts == [2]
