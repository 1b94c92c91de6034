"""A turn as server-sent events that a lost connection resumes from `Last-Event-ID`."""

from __future__ import annotations

from collections.abc import AsyncIterator

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.responses import Response

from spotter.messages import TurnEvent

HEARTBEAT_S = 15


def stream(events: AsyncIterator[TurnEvent], last_event_id: str | None) -> Response:
    """Send the events that come after `last_event_id`, or all of them."""
    return EventSourceResponse(_after(events, _position(last_event_id)), ping=HEARTBEAT_S, headers={"X-Accel-Buffering": "no"})


async def _after(events: AsyncIterator[TurnEvent], seen: tuple[int, int]) -> AsyncIterator[ServerSentEvent]:
    async for event in events:
        if (event.attempt, event.sequence) > seen:
            body = TurnEvent.model_validate(event).model_dump_json(include={"data"})
            yield ServerSentEvent(data=body[len('{"data":') : -1], event=event.kind, id=event.id)


def _position(last_event_id: str | None) -> tuple[int, int]:
    attempt, _, sequence = (last_event_id or "").partition(".")
    is_ours = all(part.isdecimal() and len(part) < 10 for part in (attempt, sequence))
    return (int(attempt), int(sequence)) if is_ours else (0, 0)
