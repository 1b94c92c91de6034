"""What runs beside the answering, in this process: turns left behind, the outbox, expired guests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import Any

from spotter.log import get_logger

log = get_logger("chores")
AGAIN_AFTER_S = 1.0
Chore = Callable[[], Coroutine[Any, Any, None]]


@asynccontextmanager
async def running_beside(chores: Sequence[Chore]) -> AsyncIterator[None]:
    """Run chores until the block ends. One that fails is told of and starts again."""
    tasks = [asyncio.create_task(_keep_up(chore)) for chore in chores]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _keep_up(chore: Chore) -> None:
    while True:
        try:
            await chore()
            return
        except Exception as error:  # nobody else would start it again, and the house would look well without it
            log.error("chore.failed", exc_info=error)
        await asyncio.sleep(AGAIN_AFTER_S)
