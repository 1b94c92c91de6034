"""Events of turns between processes, by one Redis stream that each of them reads. Redis may be lost without losing a message.

A listener that hears nothing looks at the rows, which hold every event once the turn is over.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import Any

from pydantic import ValidationError

from spotter.ids import new_id
from spotter.log import get_logger
from spotter.messages import TurnEvent
from spotter.turns.bus import EventBus

log = get_logger("events")
KEPT = 50_000  # entries; the newest minutes of a busy house
LOOK_BACK_S = 30
WAITING = 10_000  # events that wait to be written; what comes above that is dropped here and told by the rows
TURNS_KEPT = 50_000
READ_AT_ONCE = 500
BLOCK_MS = 5_000
AGAIN_AFTER_S = 0.5
LAST_EVENTS = ("turn.finished", "turn.failed")


class RedisBus(EventBus):
    """The bus of one process among several."""

    idle_s = 2.0

    def __init__(self, url: str, house: str) -> None:
        """`house` is the same in every process of one installation, and in no other one on the same Redis."""
        super().__init__()
        self._url = url
        self._stream = f"spotter:events:{house}"
        self._name = new_id()
        self._elsewhere: dict[str, None] = {}
        self._kept: set[str] = set()
        self._outgoing: asyncio.Queue[dict[str, str]] = asyncio.Queue(WAITING)

    def expect(self, turn_id: str) -> None:
        """Make a turn known that another process will run."""
        self.open(turn_id)
        self._remember(turn_id)

    def keep(self, turn_id: str) -> None:
        """Four of five processes would read it for nothing. Whoever does follow such a turn is told of its end by the rows."""
        self._kept.add(turn_id)

    def close(self, turn_id: str) -> None:
        super().close(turn_id)
        self._kept.discard(turn_id)

    def publish(self, turn_id: str, event: TurnEvent) -> None:
        super().publish(turn_id, event)
        if turn_id in self._kept:
            return
        with suppress(asyncio.QueueFull):
            self._outgoing.put_nowait({"from": self._name, "turn": turn_id, "event": event.model_dump_json()})

    async def run_forever(self) -> None:
        """Write what happens here and hear what happens elsewhere, until cancelled."""
        import redis.asyncio as redis
        from redis.exceptions import RedisError

        while True:
            client: Any = redis.from_url(self._url, decode_responses=True, socket_connect_timeout=2, socket_timeout=BLOCK_MS / 1000 + 5)
            try:
                async with asyncio.TaskGroup() as both:
                    both.create_task(self._write(client))
                    both.create_task(self._read(client))
            except* (RedisError, OSError) as lost:
                log.warning("redis.lost", error=type(lost.exceptions[0]).__name__)
            finally:
                with suppress(RedisError, OSError):
                    await client.aclose()
            await asyncio.sleep(AGAIN_AFTER_S)

    async def _write(self, client: Any) -> None:
        while True:
            batch = [await self._outgoing.get()]
            while not self._outgoing.empty() and len(batch) < READ_AT_ONCE:
                batch.append(self._outgoing.get_nowait())
            async with client.pipeline(transaction=False) as pipe:
                for entry in batch:
                    pipe.xadd(self._stream, entry, maxlen=KEPT, approximate=True)
                await pipe.execute()

    async def _read(self, client: Any) -> None:
        last = f"{int((time.time() - LOOK_BACK_S) * 1000)}-0"
        while True:
            for _, entries in await client.xread({self._stream: last}, count=READ_AT_ONCE, block=BLOCK_MS) or ():
                for last, entry in entries:  # noqa: B007  the place to go on from
                    if entry.get("from") != self._name:
                        self._hear_entry(entry)

    def _hear_entry(self, entry: dict[str, str]) -> None:
        try:
            self._hear(entry["turn"], TurnEvent.model_validate_json(entry["event"]))
        except (KeyError, ValidationError) as error:  # of another version, while processes are replaced: the rows tell it
            log.warning("event.unreadable", error=type(error).__name__)

    def _hear(self, turn_id: str, event: TurnEvent) -> None:
        """An event of another process. It is kept until its turn is over, for whoever comes to listen here."""
        super().publish(turn_id, event)
        self._remember(turn_id)
        if event.kind in LAST_EVENTS:
            self._elsewhere.pop(turn_id, None)
            self.close(turn_id)

    def _remember(self, turn_id: str) -> None:
        """Of turns whose end is never heard, the oldest are let go of."""
        self._elsewhere[turn_id] = None
        if len(self._elsewhere) > TURNS_KEPT:
            oldest = next(iter(self._elsewhere))
            del self._elsewhere[oldest]
            self.close(oldest)


async def ping(url: str) -> str | None:
    """None where Redis answers, else what stands in the way."""
    import redis.asyncio as redis
    from redis.exceptions import RedisError

    client: Any = redis.from_url(url, socket_connect_timeout=2, socket_timeout=2)
    try:
        await client.ping()
    except (RedisError, OSError) as error:
        return type(error).__name__
    finally:
        await client.aclose()
    return None
