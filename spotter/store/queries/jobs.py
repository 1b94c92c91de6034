"""Work for another process: deferred in the transaction that makes it necessary, so that it rolls back with it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from sqlalchemy import TextClause, column, func, select, table, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

QUEUE_SCHEMA = "procrastinate"
_DEFER: TextClause = text(
    f"SELECT {QUEUE_SCHEMA}.procrastinate_defer_jobs_v1(ARRAY["
    f"ROW(CAST(:queue AS varchar), CAST(:task AS varchar), 0, NULL, CAST(:once AS text), CAST(:args AS jsonb), NULL)"
    f"]::{QUEUE_SCHEMA}.procrastinate_job_to_defer_v1[])"
)

_WORKERS = table("procrastinate_workers", column("last_heartbeat"), schema=QUEUE_SCHEMA)
HEARD_WITHIN_S = 30  # a worker tells every ten seconds that it lives


async def workers_alive(session: AsyncSession) -> int:
    """How many workers have told lately that they live; 0 where the queue was never installed."""
    if await session.scalar(text(f"SELECT to_regclass('{QUEUE_SCHEMA}.procrastinate_workers')")) is None:
        return 0
    lately = _WORKERS.c.last_heartbeat > func.now() - timedelta(seconds=HEARD_WITHIN_S)
    return await session.scalar(select(func.count()).select_from(_WORKERS).where(lately)) or 0


async def defer(session: AsyncSession | AsyncConnection, task: str, *, once: str | None = None, **args: Any) -> None:
    """Have a worker run a task with these arguments. With `once` nothing is added while the same name waits."""
    await session.execute(_DEFER, {"queue": "spotter", "task": task, "once": once, "args": json.dumps(args)})
