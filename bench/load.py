"""Sends conversations at a fixed number of clients and keeps every latency."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import httpx

Send = Callable[[httpx.AsyncClient, int, int], Awaitable[None]]


@dataclass(frozen=True)
class Load:
    """What a load run measured: seconds per turn, sorted, and how long the whole took."""

    seconds: list[float]
    elapsed: float

    @property
    def per_second(self) -> float:
        return len(self.seconds) / self.elapsed

    def percentile_ms(self, share: float) -> float:
        return 1000 * self.seconds[min(len(self.seconds) - 1, int(share * len(self.seconds)))]

    def __str__(self) -> str:
        return f"{self.per_second:.1f} turns/s, p50 {self.percentile_ms(0.5):.0f} ms, p95 {self.percentile_ms(0.95):.0f} ms"


async def run_load(base_url: str, send: Send, *, clients: int, turns: int, headers: list[dict[str, str]] | None = None) -> Load:
    """`clients` people talk at once, each `turns` turns one after the other. `send` sends turn `n` of person `p`."""
    seconds: list[float] = []

    async def person(place: int) -> None:
        own = headers[place] if headers else {}
        async with httpx.AsyncClient(base_url=base_url, timeout=60, headers=own) as http:
            for number in range(turns):
                began = time.perf_counter()
                await send(http, place, number)
                seconds.append(time.perf_counter() - began)

    began = time.perf_counter()
    await asyncio.gather(*(person(place) for place in range(clients)))
    return Load(sorted(seconds), time.perf_counter() - began)
