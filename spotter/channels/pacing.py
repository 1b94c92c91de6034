"""How fast messages may leave: no faster than each provider takes them, in all and for one address."""

from __future__ import annotations

import asyncio
from typing import Protocol

from spotter.channels.base import Limits
from spotter.messages import Channel

ADDRESSES_KEPT = 10_000


class Pace(Protocol):
    """Gives out places one after the other. `place` takes the next one and tells in how many seconds it is."""

    async def place(self, channel: Channel, address: str, limits: Limits) -> float: ...

    async def close(self) -> None: ...


class OwnPace:
    """The pace of one process that sends alone."""

    def __init__(self) -> None:
        self._free_at: dict[str, float] = {}
        self._addresses: dict[tuple[str, str], float] = {}

    async def place(self, channel: Channel, address: str, limits: Limits) -> float:
        now = asyncio.get_running_loop().time()
        free_at = max(now, self._free_at.get(channel, 0.0))
        at = max(free_at, self._addresses.pop((channel, address), 0.0))
        self._free_at[channel] = free_at + 1 / limits.per_second
        self._addresses[channel, address] = at + 1 / limits.per_address
        if len(self._addresses) > ADDRESSES_KEPT:
            self._addresses.pop(next(iter(self._addresses)))
        return at - now

    async def close(self) -> None:
        """Nothing is open."""
