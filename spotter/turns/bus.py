"""Events of running turns, inside one process: listeners get what happened so far, then what comes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from spotter.messages import TurnEvent


@dataclass(slots=True)
class _Channel:
    events: list[TurnEvent] = field(default_factory=list)
    closed: bool = False
    changed: asyncio.Event = field(default_factory=asyncio.Event)


class EventBus:
    """Keeps the events of running turns only; those of finished turns are rows."""

    idle_s: float | None = None  # how long a listener waits for the next event before it looks at the rows; None: as long as it takes

    def __init__(self) -> None:
        self._channels: dict[str, _Channel] = {}

    def open(self, turn_id: str) -> None:
        """Make a turn known, so that listeners may come before its first event."""
        self._channels.setdefault(turn_id, _Channel())

    def expect(self, turn_id: str) -> None:
        """A turn that another process will run."""

    def keep(self, turn_id: str) -> None:
        """What is heard of a turn here need not be heard elsewhere: its reply leaves by a channel."""

    async def run_forever(self) -> None:
        """Nothing has to be carried anywhere."""

    def publish(self, turn_id: str, event: TurnEvent) -> None:
        channel = self._channels.setdefault(turn_id, _Channel())
        channel.events.append(event)
        self._wake(channel)

    def close(self, turn_id: str) -> None:
        """End a turn's stream; from now on its events are read from the database."""
        channel = self._channels.pop(turn_id, None)
        if channel is not None:
            channel.closed = True
            self._wake(channel)

    async def listen(self, turn_id: str) -> AsyncIterator[TurnEvent]:
        """Every event of a running turn from its first on; ends when the turn does, or where nothing came for `idle_s`."""
        channel = self._channels.get(turn_id)
        seen = 0
        while channel is not None:
            changed = channel.changed
            for event in channel.events[seen:]:
                yield event
                seen += 1
            if channel.closed and seen == len(channel.events):
                return
            if seen == len(channel.events):
                try:
                    await asyncio.wait_for(changed.wait(), self.idle_s) if self.idle_s else await changed.wait()
                except TimeoutError:
                    return

    @staticmethod
    def _wake(channel: _Channel) -> None:
        channel.changed.set()
        channel.changed = asyncio.Event()
