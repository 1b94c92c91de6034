"""Shows that the coach writes, while a turn takes longer than a moment."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from spotter.channels.base import Adapter
from spotter.messages import Channel

AFTER_S = 1.0
AGAIN_S = 4.0  # what a channel shows lasts five seconds


class Typing:
    """`shown` is entered while a turn runs for an address."""

    def __init__(self, adapters: Mapping[Channel, Adapter], after_s: float = AFTER_S) -> None:
        self._adapters = adapters
        self._after_s = after_s

    @contextmanager
    def shown(self, channel: str, address: str | None) -> Iterator[None]:
        """Show it from some moment after the beginning until the end; where that fails, nothing else does."""
        adapter = self._adapters.get(channel)  # type: ignore[call-overload]
        if adapter is None or address is None:
            yield
            return
        task = asyncio.create_task(self._show(adapter, address))
        try:
            yield
        finally:
            task.cancel()

    async def _show(self, adapter: Adapter, address: str) -> None:
        await asyncio.sleep(self._after_s)
        while True:
            await adapter.typing(address)
            await asyncio.sleep(AGAIN_S)
