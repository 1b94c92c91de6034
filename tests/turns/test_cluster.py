"""Several processes on one PostgreSQL: one takes messages in, another runs them, and whoever listens hears all of it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
from redis.asyncio import Redis

from spotter.api.deps import House
from spotter.bootstrap import build_house, running
from spotter.clock import SystemClock
from spotter.errors import ConfigError
from spotter.ids import new_id
from spotter.messages import InboundMessage, TurnEvent
from spotter.settings import Settings, load_settings
from spotter.store.queries.people import create_user
from spotter.turns.redis_bus import RedisBus
from tests.conftest import REQUIRED, at_home

POSTGRES = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
REDIS = "redis://127.0.0.1:6379/13"


def redis_url() -> str:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        if probe.connect_ex(("127.0.0.1", 6379)) == 0:
            return REDIS
    if "redis" in REQUIRED:
        pytest.fail("Redis is required here: start one on port 6379.")
    pytest.skip("no Redis: start one on port 6379")


@pytest.fixture(params=["redis", "rows"])
async def office(request: pytest.FixtureRequest, settings: Settings) -> AsyncIterator[tuple[House, House]]:
    """A process that serves and one that works, with Redis between them and without."""
    url = redis_url() if request.param == "redis" else ""
    shared = settings.model_copy(update={"workers": True, "redis_url": url})
    async with (
        running(build_house(shared, SystemClock())) as serving,
        running(build_house(shared, SystemClock()), is_worker=True) as working,
    ):
        yield serving, working


async def person(house: House) -> str:
    async with house.store.database.write() as session:
        return (await create_user(session, kind="guest", now=house.clock.now())).id


async def events(house: House, user_id: str, text: str) -> list[TurnEvent]:
    ticket = await house.runner.submit(InboundMessage(user_id=user_id, channel="app", dedupe_key=new_id(), text=text))
    async with asyncio.timeout(20):
        return [event async for event in house.runner.follow(ticket.turn_id, user_id)]


@POSTGRES
async def test_what_one_process_takes_in_another_runs_and_the_first_tells(office: tuple[House, House]) -> None:
    serving, _ = office
    told = await events(serving, await person(serving), "bench 3x5 80kg")
    assert told[-1].kind == "turn.finished"
    assert "Bench Press" in told[-1].data["reply"]
    assert [event.sequence for event in told] == list(range(1, len(told) + 1))


@POSTGRES
async def test_many_messages_of_one_person_stay_in_order(office: tuple[House, House]) -> None:
    serving, _ = office
    user_id = await person(serving)
    tickets = [
        await serving.runner.submit(InboundMessage(user_id=user_id, channel="app", dedupe_key=str(n), text=f"bench 1x{n} 60kg"))
        for n in range(1, 9)
    ]
    async with asyncio.timeout(30):
        ends = [[event async for event in serving.runner.follow(one.turn_id, user_id)][-1] for one in tickets]
    assert [f"1 × {n}" in end.data["reply"] for n, end in enumerate(ends, 1)] == [True] * 8


@POSTGRES
async def test_how_many_work_is_told_where_people_look(settings: Settings) -> None:
    shared = settings.model_copy(update={"workers": True})
    async with running(build_house(shared, SystemClock())) as serving, at_home(serving) as http:
        assert (await http.get("/ready")).json()["workers"] == 0
        async with running(build_house(shared, SystemClock()), is_worker=True), asyncio.timeout(20):
            while (await http.get("/ready")).json()["workers"] == 0:  # noqa: ASYNC110  rows change, there is no event
                await asyncio.sleep(0.1)
            assert (await http.get("/ready")).json()["workers"] == 1


@POSTGRES
async def test_a_turn_waits_for_a_worker_and_is_run_when_one_comes(settings: Settings) -> None:
    shared = settings.model_copy(update={"workers": True})
    async with running(build_house(shared, SystemClock())) as serving:
        user_id = await person(serving)
        ticket = await serving.runner.submit(InboundMessage(user_id=user_id, channel="app", dedupe_key="1", text="squat 5x5 100kg"))
        async with running(build_house(shared, SystemClock()), is_worker=True), asyncio.timeout(20):
            told = [event async for event in serving.runner.follow(ticket.turn_id, user_id)]
    assert told[-1].kind == "turn.finished"


@asynccontextmanager
async def bus_at_work(url: str) -> AsyncIterator[RedisBus]:
    bus = RedisBus(url, house="test")
    task = asyncio.create_task(bus.run_forever())
    yield bus
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_whoever_comes_late_hears_a_turn_from_its_first_event() -> None:
    url = redis_url()
    turn = new_id()
    async with bus_at_work(url) as here, bus_at_work(url) as there:
        for sequence in (1, 2, 3):
            here.publish(turn, TurnEvent(attempt=1, sequence=sequence, kind="text.delta", data={}))
        heard: list[int] = []
        async with asyncio.timeout(10):
            while len(heard) < 3:  # a stream that is idle for long ends, and is asked for again
                heard = [event.sequence async for event in _first(there, turn, 3)]
    assert heard == [1, 2, 3]


async def _first(bus: RedisBus, turn: str, count: int) -> AsyncIterator[TurnEvent]:
    bus.expect(turn)
    heard = 0
    async for event in bus.listen(turn):
        yield event
        heard += 1
        if heard == count:
            return


async def test_a_turn_whose_reply_leaves_by_a_channel_is_not_told_to_other_processes() -> None:
    url = redis_url()
    texted, next_one = new_id(), new_id()
    async with bus_at_work(url) as here, bus_at_work(url) as there:
        here.keep(texted)
        for turn in (texted, next_one):
            here.publish(turn, TurnEvent(attempt=1, sequence=1, kind="text.delta", data={"turn": turn}))
        there.open(texted)
        async with asyncio.timeout(10):
            assert [event.data["turn"] async for event in _first(there, next_one, 1)] == [next_one]
            assert [event async for event in there.listen(texted)] == []
            assert [event.data["turn"] async for event in _first(here, texted, 1)] == [texted]


@POSTGRES
async def test_who_follows_a_turn_that_came_by_a_channel_still_hears_its_end(office: tuple[House, House]) -> None:
    serving, _ = office
    user_id = await person(serving)
    inbound = InboundMessage(user_id=user_id, channel="sms", dedupe_key="1", text="bench 3x5 80kg", address="+33612345678")
    ticket = await serving.runner.submit(inbound)
    async with asyncio.timeout(30):
        told = [event async for event in serving.runner.follow(ticket.turn_id, user_id)]
    assert told[-1].kind == "turn.finished"
    assert "Bench Press" in told[-1].data["reply"]


async def test_what_cannot_be_read_is_passed_over() -> None:
    """Another version of Spotter writes to the stream while processes are replaced one by one."""
    url = redis_url()
    turn = new_id()
    async with bus_at_work(url) as here, bus_at_work(url) as there, Redis.from_url(url) as stranger:
        await stranger.xadd("spotter:events:test", {"from": "newer", "turn": turn, "event": "{}"})
        await stranger.xadd("spotter:events:test", {"from": "newer"})
        here.publish(turn, TurnEvent(attempt=1, sequence=1, kind="text.delta", data={}))
        async with asyncio.timeout(10):
            assert [event.sequence async for event in _first(there, turn, 1)] == [1]


async def test_a_redis_that_is_not_there_stops_nobody() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with bus_at_work(f"redis://127.0.0.1:{port}/0") as bus:
        bus.open("turn")
        bus.publish("turn", TurnEvent(attempt=1, sequence=1, kind="turn.started", data={}))
        async with asyncio.timeout(5):
            assert [event.kind async for event in _first(bus, "turn", 1)] == ["turn.started"]


def test_workers_without_a_shared_database_are_refused_in_words() -> None:
    with pytest.raises(ConfigError, match="SPOTTER_WORKERS needs PostgreSQL"):
        load_settings(workers=True, database_url="")
