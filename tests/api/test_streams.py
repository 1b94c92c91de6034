"""Streams of turns that take a while, from a server that really listens: still alive, left early, cut off by a server that stops."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from spotter.api import sse
from spotter.api.deps import House
from spotter.cli.serving import Server
from spotter.settings import Settings
from tests.api.test_chat import events_in
from tests.conftest import Person, app_of

MESSAGE = {"message": "bench 3x5 80kg"}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"pickup_every_s": 3600.0})


@pytest.fixture
def app(house: House) -> FastAPI:
    """Turns wait for another process, so that streams of them stay open."""

    async def to_somebody(_session: object, _user_id: str) -> None:
        pass

    house.runner.hand_out = to_somebody
    with app_of(house) as app:
        return app


@pytest.fixture
async def server(app: FastAPI) -> AsyncIterator[Server]:
    server = Server(uvicorn.Config(app, port=0, log_level="critical", lifespan="off"), app.state.streams)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110  the server has no event for it
        await asyncio.sleep(0.01)
    yield server
    server.should_exit = True
    await serving


@pytest.fixture
async def http(server: Server, person: Person) -> AsyncIterator[httpx.AsyncClient]:
    """The person on the server's own port."""
    address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    headers = {**person.headers, "Accept": "text/event-stream", "Idempotency-Key": "one"}
    async with httpx.AsyncClient(base_url=address, headers=headers, timeout=20) as http:
        yield http


async def finish(house: House) -> None:
    """Run what waits."""
    house.runner.hand_out = None
    await house.runner.pick_up()


async def until_none_is_open(app: FastAPI) -> None:
    async with asyncio.timeout(20):
        while app.state.streams:  # noqa: ASYNC110  a stream has no event for it
            await asyncio.sleep(0.01)


async def test_a_stream_says_that_it_is_alive_while_its_turn_takes_long(
    http: httpx.AsyncClient, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sse, "HEARTBEAT_S", 0.05)
    async with http.stream("POST", "/api/v1/ai/chat", json=MESSAGE) as answer:
        lines = answer.aiter_lines()
        assert [await anext(lines) for _ in range(4)] == [": alive", "", ": alive", ""]
        await finish(house)
        heard = events_in("\n".join([line async for line in lines]))
    assert (heard[0]["event"], heard[-1]["event"]) == ("turn.started", "turn.finished")


async def test_who_leaves_early_comes_back_to_the_same_answer(http: httpx.AsyncClient, app: FastAPI, house: House) -> None:
    async with http.stream("POST", "/api/v1/ai/chat", json=MESSAGE):
        assert len(app.state.streams) == 1
    await until_none_is_open(app)
    await finish(house)
    again = await http.post("/api/v1/ai/chat", json=MESSAGE)
    assert "80 kg" in events_in(again.text)[-1]["data"]["reply"]
    await until_none_is_open(app)


async def test_a_server_that_stops_lets_go_of_streams_and_of_no_turn(
    http: httpx.AsyncClient, server: Server, house: House, person: Person
) -> None:
    async with http.stream("POST", "/api/v1/ai/chat", json=MESSAGE) as answer:
        server.should_exit = True
        with pytest.raises(httpx.RemoteProtocolError):
            await answer.aread()
    await finish(house)
    assert "80 kg" in (await person.say(MESSAGE["message"], **{"Idempotency-Key": "one"}))["reply"]


async def test_a_server_that_stops_tells_turns_that_are_nearly_over_to_their_end(
    http: httpx.AsyncClient, server: Server, house: House
) -> None:
    async with http.stream("POST", "/api/v1/ai/chat", json=MESSAGE) as answer:
        server.should_exit = True
        await finish(house)
        heard = events_in((await answer.aread()).decode())
    assert heard[-1]["event"] == "turn.finished"
