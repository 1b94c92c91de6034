"""A turn as server-sent events that a lost connection resumes from `Last-Event-ID`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from starlette.responses import Response, StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from spotter.messages import TurnEvent

HEARTBEAT_S = 15
SLOW_READER_S = 30  # who takes nothing for so long is let go, and resumes from the last event they had
LAST_WORDS_S = 1
HEARTBEAT: Message = {"type": "http.response.body", "body": b": alive\r\n\r\n", "more_body": True}
OpenStreams = set[asyncio.Task[None]]


def stream(events: AsyncIterator[TurnEvent], last_event_id: str | None) -> Response:
    """Send the events that come after `last_event_id`, or all of them."""
    return _EventStream(_as_sse(after(events, last_event_id)), headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})


class _EventStream(StreamingResponse):
    """Ends with its events, with its client, or when the server stops; the client comes back for the rest."""

    media_type = "text/event-stream"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_in_time(message: Message) -> None:
            async with asyncio.timeout(SLOW_READER_S):
                await send(message)

        # plain tasks: a task group and its cancel scopes take more memory than all the rest of a stream (ADR 16)
        telling = asyncio.create_task(self.stream_response(send_in_time))
        watching = asyncio.create_task(_watch(receive, send_in_time))
        open_streams: OpenStreams = scope["app"].state.streams
        open_streams.add(watching)
        try:
            await asyncio.wait((telling, watching), return_when=asyncio.FIRST_COMPLETED)
        finally:
            open_streams.discard(watching)
            telling.cancel()
            watching.cancel()
            await asyncio.gather(telling, watching, return_exceptions=True)
        if not telling.cancelled():
            telling.result()


async def _watch(receive: Receive, send: Send) -> None:
    """Say now and then that the stream is alive, until its client has left."""
    while True:
        try:
            async with asyncio.timeout(HEARTBEAT_S):
                while (await receive())["type"] != "http.disconnect":
                    pass
            return
        except TimeoutError:
            await send(HEARTBEAT)


async def end_streams(open_streams: OpenStreams) -> None:
    """Let turns that are nearly over be told to their end, then end the rest as if their clients had left.

    A server that stops would wait for them as long as their turns take.
    """
    if open_streams:
        await asyncio.wait(open_streams, timeout=LAST_WORDS_S)
    for watching in open_streams:
        watching.cancel()


async def after(events: AsyncIterator[TurnEvent], last_event_id: str | None) -> AsyncIterator[TurnEvent]:
    """The events that come after `last_event_id`; all of them where it is none of ours."""
    seen = _position(last_event_id)
    async for event in events:
        if (event.attempt, event.sequence) > seen:
            yield event


async def _as_sse(events: AsyncIterator[TurnEvent]) -> AsyncIterator[str]:
    async for event in events:
        yield f"id: {event.id}\r\nevent: {event.kind}\r\ndata: {data_of(event)}\r\n\r\n"  # JSON has no line breaks


def data_of(event: TurnEvent) -> str:
    """The event's data as JSON."""
    return TurnEvent.model_validate(event).model_dump_json(include={"data"})[len('{"data":') : -1]


def _position(last_event_id: str | None) -> tuple[int, int]:
    attempt, _, sequence = (last_event_id or "").partition(".")
    is_ours = all(part.isdecimal() and len(part) < 10 for part in (attempt, sequence))
    return (int(attempt), int(sequence)) if is_ours else (0, 0)
