"""A conversation over a WebSocket: the events of turns as they happen, in frames of JSON, bounded in every direction."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError
from starlette.websockets import WebSocket, WebSocketDisconnect

from spotter.api.deps import Given, House, RowId, check_person, storable
from spotter.api.errors import UNUSABLE, named_fields, problem_body
from spotter.api.sse import HEARTBEAT_S, after, data_of
from spotter.errors import BadInput, SpotterError, TooLarge, TooMany
from spotter.ids import new_id
from spotter.log import get_logger
from spotter.messages import InboundMessage, TurnEvent
from spotter.store.queries.turns import turn_of

log = get_logger("api")
SEND_S = 20.0  # a client that takes no frame for so long is gone
MOST_TURNS = 8  # followed at once on one socket
WAITING_FRAMES = 64


class Auth(Given):
    type: Literal["auth"]
    token: str = Field(max_length=4000)


class Say(Given):
    """A message to the coach. The same key again is the same turn."""

    type: Literal["message"]
    text: str = Field(max_length=100_000)
    idempotency_key: Annotated[str, Field(max_length=120), AfterValidator(storable)] | None = None
    conversation_id: RowId | None = None


class Stop(Given):
    type: Literal["stop"]
    turn_id: RowId


class Resume(Given):
    """The events of a turn again, from the first or after the last one that was seen."""

    type: Literal["resume"]
    turn_id: RowId
    last_event_id: str | None = Field(default=None, max_length=40)


Frame = Auth | Say | Stop | Resume
_FRAMES: TypeAdapter[Frame] = TypeAdapter(Annotated[Frame, Field(discriminator="type")])


async def read_frame(socket: WebSocket, limit: int) -> Frame:
    """The next frame, or the error that says why it cannot be used; `WebSocketDisconnect` at the end."""
    message = await socket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1000))
    text = message.get("text")
    if text is None:
        raise BadInput("Frames are JSON as text.")
    if len(text.encode("utf-8", "replace")) > limit:
        raise TooLarge(f"A frame may hold at most {limit} bytes.")
    try:
        return _FRAMES.validate_json(text.encode("utf-8", "replace"))
    except ValidationError as error:
        raise UnusableFrame(named_fields(error.errors())) from error


class UnusableFrame(BadInput):
    """A frame that is no JSON or none of ours; `fields` say where."""

    code = "bad_request"

    def __init__(self, fields: list[dict[str, Any]]) -> None:
        super().__init__(UNUSABLE)
        self.fields = fields


def problem_frame(error: SpotterError) -> str:
    """An error as a frame: the problem document, and how many seconds to wait where that helps."""
    fields = error.fields if isinstance(error, UnusableFrame) else None
    body = problem_body(error.status, error.code, error.text, "/ws", fields=fields)
    wait = {} if error.retry_after_s is None else {"retry_after_s": error.retry_after_s}
    return json.dumps({"event": "problem", "data": body | wait})


class Conversation:
    """One socket of one person. Frames leave through a queue: whoever reads slowly slows their own turns' events, nothing else."""

    def __init__(self, socket: WebSocket, house: House, user_id: str) -> None:
        self._socket = socket
        self._house = house
        self._user_id = user_id
        self._frames: asyncio.Queue[str] = asyncio.Queue(WAITING_FRAMES)
        self._following: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Read and answer frames until the client leaves."""
        sender = asyncio.create_task(self._send())
        reader = asyncio.create_task(self._read())
        try:
            done, _ = await asyncio.wait([sender, reader], return_when=asyncio.FIRST_COMPLETED)
        finally:
            tasks = [sender, reader, *self._following]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        for task in done:
            task.result()

    async def _send(self) -> None:
        await self._put_on_wire(json.dumps({"event": "ready", "data": {"user_id": self._user_id}}))
        while True:
            try:
                async with asyncio.timeout(HEARTBEAT_S):
                    frame = await self._frames.get()
            except TimeoutError:
                frame = json.dumps({"event": "heartbeat", "data": {}})
            await self._put_on_wire(frame)

    async def _put_on_wire(self, frame: str) -> None:
        try:
            async with asyncio.timeout(SEND_S):
                await self._socket.send_text(frame)
        except TimeoutError as error:
            raise WebSocketDisconnect(1013) from error

    async def _read(self) -> None:
        while True:
            try:
                frame = await read_frame(self._socket, self._house.settings.body_limit_bytes)
                self._house.limiter.check("person", self._user_id)
                await self._answer(frame)
            except SpotterError as error:
                await self._frames.put(problem_frame(error))

    async def _answer(self, frame: Frame) -> None:
        match frame:
            case Say():
                await self._say(frame)
            case Stop():
                await check_person(self._house, self._user_id)
                stopped = await self._house.runner.stop(frame.turn_id, self._user_id)
                await self._frames.put(json.dumps({"event": "stop", "turn_id": frame.turn_id, "data": {"stopped": stopped}}))
            case Resume():
                await check_person(self._house, self._user_id)
                async with self._house.store.read(self._user_id) as uow:
                    await turn_of(uow.session, self._user_id, frame.turn_id)
                self._follow(frame.turn_id, frame.last_event_id)
            case Auth():
                raise BadInput("This connection has its person already. Open another one for somebody else.")

    async def _say(self, frame: Say) -> None:
        self._check_room()
        inbound = InboundMessage(
            user_id=self._user_id,
            channel="app",
            dedupe_key=f"{self._user_id}:{frame.idempotency_key or new_id()}",
            text=frame.text,
            conversation_id=frame.conversation_id,
        )
        ticket = await self._house.runner.submit(inbound)
        self._follow(ticket.turn_id, None)

    def _check_room(self) -> None:
        if len(self._following) >= MOST_TURNS:
            raise TooMany("That is a lot at once. Wait for an answer first.", retry_after_s=1)

    def _follow(self, turn_id: str, last_event_id: str | None) -> None:
        self._check_room()
        events = after(self._house.runner.follow(turn_id, self._user_id), last_event_id)
        task = asyncio.create_task(self._tell(turn_id, events))
        self._following.add(task)
        task.add_done_callback(self._followed)

    def _followed(self, task: asyncio.Task[None]) -> None:
        self._following.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("socket.failed", exc_info=task.exception())

    async def _tell(self, turn_id: str, events: AsyncIterator[TurnEvent]) -> None:
        try:
            async for event in events:
                head = json.dumps({"event": event.kind, "id": event.id, "turn_id": turn_id})
                await self._frames.put(f'{head[:-1]}, "data": {data_of(event)}}}')
        except SpotterError as error:  # the database went away: the turn goes on, and the client may resume it
            await self._frames.put(problem_frame(error))
