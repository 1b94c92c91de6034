"""The chat over a WebSocket, against a server that really listens."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import uvicorn
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from spotter.api.deps import House
from spotter.clock import FixedClock
from tests.conftest import Person, app_of
from tests.row_counts import row_counts

SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
LAST = ("turn.finished", "turn.failed", "problem", "stop")


@pytest.fixture
async def address(house: House) -> AsyncIterator[str]:
    """The same house behind a real server."""
    with app_of(house) as app:
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", ws_max_size=2 * house.settings.body_limit_bytes))
        serving = asyncio.create_task(server.serve())
        while not server.started:  # noqa: ASYNC110  the server has no event for it
            await asyncio.sleep(0.01)
        yield f"ws://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/ws"
        server.should_exit = True
        await serving


@dataclass
class Talk:
    """An open connection of one person."""

    socket: ClientConnection

    async def send(self, **frame: Any) -> None:
        await self.socket.send(json.dumps(frame))

    async def next(self) -> dict[str, Any]:
        async with asyncio.timeout(20):
            frame: dict[str, Any] = json.loads(await self.socket.recv())
        return frame

    async def until_last(self) -> list[dict[str, Any]]:
        """Frames up to the one that ends a turn or answers a request."""
        frames = [await self.next()]
        while frames[-1]["event"] not in LAST:
            frames.append(await self.next())
        return frames

    async def ask(self, **frame: Any) -> dict[str, Any]:
        """Send a frame; its last answer."""
        await self.send(**frame)
        return (await self.until_last())[-1]


@asynccontextmanager
async def talk(address: str, person: Person, **options: Any) -> AsyncIterator[Talk]:
    async with connect(address, additional_headers=person.headers, **options) as socket:
        opened = Talk(socket)
        assert await opened.next() == {"event": "ready", "data": {"user_id": person.user_id}}
        yield opened


async def test_a_turn_tells_over_the_socket_what_its_stream_tells(address: str, person: Person) -> None:
    async with talk(address, person) as chat:
        await chat.send(type="message", text="bench 3x5 80kg", idempotency_key="one")
        frames = await chat.until_last()
    assert {"turn.started", "tool.finished", "text.delta"} <= {frame["event"] for frame in frames}
    turn_id = frames[0]["turn_id"]
    assert {frame["turn_id"] for frame in frames} == {turn_id}
    from tests.api.test_chat import events_in

    streamed = events_in((await person.client.get(f"/api/v1/ai/turns/{turn_id}/events", headers=person.headers)).text)
    assert [{"id": one["id"], "event": one["event"], "data": one["data"]} for one in frames] == streamed
    assert await person.say("bench 3x5 80kg", **{"Idempotency-Key": "one"}) == frames[-1]["data"]


async def test_a_lost_socket_resumes_after_the_last_event(address: str, person: Person) -> None:
    async with talk(address, person) as chat:
        await chat.send(type="message", text="bench 3x5 80kg")
        frames = await chat.until_last()
    async with talk(address, person) as again:
        for place, frame in enumerate(frames[:-1]):
            await again.send(type="resume", turn_id=frame["turn_id"], last_event_id=frame["id"])
            assert await again.until_last() == frames[place + 1 :]
        await again.send(type="resume", turn_id=frames[0]["turn_id"])
        assert await again.until_last() == frames


@SQLITE
async def test_the_first_frame_may_say_who_it_is(address: str, person: Person) -> None:
    async with connect(address) as socket:
        chat = Talk(socket)
        await chat.send(type="auth", token=person.token)
        assert (await chat.next())["event"] == "ready"
        done = await chat.ask(type="message", text="bench 3x5 80kg")
        assert "3 × 5" in done["data"]["reply"]
        assert (await chat.ask(type="auth", token=person.token))["data"]["code"] == "bad_input"


@SQLITE
@pytest.mark.parametrize("first", ['{"type": "auth", "token": "nope"}', '{"type": "message", "text": "hi"}', "{", "[]", "\0", b"\xff\xfe"])
async def test_whoever_does_not_say_who_they_are_is_told_and_sent_away(address: str, house: House, first: str | bytes) -> None:
    before = await row_counts(house)
    async with connect(address) as socket:
        await socket.send(first)
        problem = await Talk(socket).next()
        assert problem["event"] == "problem"
        assert problem["data"]["status"] in (401, 422)
        with pytest.raises(ConnectionClosed) as closed:
            await socket.recv()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4401
    assert await row_counts(house) == before


@SQLITE
async def test_somebody_whose_time_is_over_is_sent_away(address: str, person: Person, clock: FixedClock) -> None:
    async with talk(address, person) as chat:
        clock.advance(timedelta(hours=25))
        assert (await chat.ask(type="message", text="hi"))["data"]["code"] == "not_authenticated"
    async with connect(address, additional_headers=person.headers) as socket:
        assert (await Talk(socket).next())["data"]["code"] == "not_authenticated"


BAD: list[tuple[str | bytes, int]] = [
    ("{", 422),
    ("[" * 5000, 422),
    ('"hi"', 422),
    ('{"type": "shout", "text": "hi"}', 422),
    ('{"type": "message"}', 422),
    ('{"type": "message", "text": 5}', 422),
    ('{"type": "message", "text": "\\ud800"}', 422),
    ('{"type": "message", "text": "hi", "user_id": "somebody"}', 422),
    ('{"type": "stop", "turn_id": "nope\\u0000"}', 404),
    ('{"type": "resume", "turn_id": "nope"}', 404),
    ('{"type": "message", "text": "hi", "conversation_id": "nope"}', 404),
    (b"\x00\x01", 422),
    (json.dumps({"type": "message", "text": "squat " * 50_000}), 413),
]


async def test_a_frame_that_cannot_be_used_is_a_problem_and_the_talk_goes_on(address: str, person: Person) -> None:
    async with talk(address, person) as chat:
        for frame, status in BAD:
            await chat.socket.send(frame)
            told = await chat.next()
            assert (told["event"], told["data"]["status"]) == ("problem", status), frame[:60]
            assert {"type", "title", "detail", "code", "instance"} <= set(told["data"])
        nul = await chat.ask(type="message", text="bench\0 3x5 80kg", idempotency_key="\0a")
        assert nul["data"]["actions"][0]["tool"] == "log_workout"


@SQLITE
async def test_a_frame_beyond_all_measure_ends_the_connection_and_nothing_else(address: str, person: Person, house: House) -> None:
    before = await row_counts(house)
    async with talk(address, person) as chat:
        with pytest.raises(ConnectionClosed):
            await chat.ask(type="message", text="x" * (4 * house.settings.body_limit_bytes))
    assert await row_counts(house) == before
    assert (await person.say("hello"))["reply"]


async def test_messages_in_a_row_are_answered_in_their_order(address: str, person: Person) -> None:
    async with talk(address, person) as chat:
        for load in (80, 82, 84):
            await chat.send(type="message", text=f"bench 3x5 {load}kg")
        frames = [frame for _ in range(3) for frame in await chat.until_last()]
    done = [frame["data"]["actions"][0]["receipt"] for frame in frames if frame["event"] == "turn.finished"]
    assert [load in receipt for load, receipt in zip(("80 kg", "82 kg", "84 kg"), done, strict=True)] == [True] * 3


async def test_a_finished_turn_cannot_be_stopped_over_the_socket(address: str, person: Person) -> None:
    turn = await person.say("bench 3x5 80kg")
    async with talk(address, person) as chat:
        stopped = await chat.ask(type="stop", turn_id=turn["turn_id"])
    assert stopped == {"event": "stop", "turn_id": turn["turn_id"], "data": {"stopped": False}}


@SQLITE
async def test_nobody_hears_or_stops_somebody_elses_turn(address: str, person: Person, new_person: Any) -> None:
    turn = await person.say("bench 3x5 80kg")
    async with talk(address, await new_person()) as other:
        for frame in ("stop", "resume"):
            theirs = await other.ask(type=frame, turn_id=turn["turn_id"])
            nobodys = await other.ask(type=frame, turn_id="01994f0e-5b1c-7a55-9d3e-3f6f3a9d2b10")
            assert theirs == nobodys
            assert theirs["data"]["status"] == 404


@SQLITE
async def test_one_person_has_a_bounded_number_of_sockets(address: str, person: Person) -> None:
    opened = [await connect(address, additional_headers=person.headers) for _ in range(8)]
    for socket in opened:
        assert (await Talk(socket).next())["event"] == "ready"
    async with connect(address, additional_headers=person.headers) as ninth:
        refused = await Talk(ninth).next()
        assert refused["data"]["status"] == 429
        assert refused["data"]["retry_after_s"] > 0
    for socket in opened:
        await socket.close()
    async with talk(address, person) as chat:
        assert (await chat.ask(type="message", text="hello"))["event"] == "turn.finished"


class TestFewRequests:
    @pytest.fixture
    def settings(self, settings: Any) -> Any:
        return settings.model_copy(update={"rate_limit_per_minute": 6})

    @SQLITE
    async def test_too_many_frames_are_refused_with_the_seconds_to_wait(self, address: str, person: Person) -> None:
        async with talk(address, person) as chat:
            told = [await chat.ask(type="resume", turn_id="nope") for _ in range(8)]
        assert told[0]["data"]["status"] == 404
        assert told[-1]["data"]["code"] == "too_many"
        assert told[-1]["data"]["retry_after_s"] >= 1
