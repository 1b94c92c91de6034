"""What is called again and again. A tick only looks: rows decide, so that any number of processes may tick, and late."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC


async def tick_forever(tick: Callable[[], Awaitable[object]], every_s: float) -> None:
    """Call `tick` until cancelled, never twice at once; after a stop it is called once and not as often as was missed."""
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    scheduler = AsyncIOScheduler(timezone=UTC)
    scheduler.add_job(tick, "interval", seconds=every_s, coalesce=True, max_instances=1, misfire_grace_time=None)
    scheduler.start()
    try:
        await asyncio.Event().wait()
    finally:
        scheduler.shutdown(wait=False)
