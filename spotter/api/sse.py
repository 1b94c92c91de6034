"""A turn as server-sent events that a lost connection resumes from `Last-Event-ID`."""

from __future__ import annotations

from collections.abc import AsyncIterator

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.responses import Response

from spotter.messages import TurnEvent

HEARTBEAT_S = 15


def stream(events: AsyncIterator[TurnEvent], last_event_id: str | None) -> Response:
    """Send the events that come after `last_event_id`, or all of them."""
    return EventSourceResponse(_as_sse(after(events, last_event_id)), ping=HEARTBEAT_S, headers={"X-Accel-Buffering": "no"})


async def after(events: AsyncIterator[TurnEvent], last_event_id: str | None) -> AsyncIterator[TurnEvent]:
    """The events that come after `last_event_id`; all of them where it is none of ours."""
    seen = _position(last_event_id)
    async for event in events:
        if (event.attempt, event.sequence) > seen:
            yield event


async def _as_sse(events: AsyncIterator[TurnEvent]) -> AsyncIterator[ServerSentEvent]:
    async for event in events:
        yield ServerSentEvent(data=data_of(event), event=event.kind, id=event.id)


def data_of(event: TurnEvent) -> str:
    """The event's data as JSON."""
    return TurnEvent.model_validate(event).model_dump_json(include={"data"})[len('{"data":') : -1]


def _position(last_event_id: str | None) -> tuple[int, int]:
    attempt, _, sequence = (last_event_id or "").partition(".")
    is_ours = all(part.isdecimal() and len(part) < 10 for part in (attempt, sequence))
    return (int(attempt), int(sequence)) if is_ours else (0, 0)
