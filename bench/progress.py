"""python -m bench.progress: what a look at ten years of training costs, among a million sets on PostgreSQL."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import psycopg

from bench.faulty_server import new_engine
from bench.long_logs import TODAY, Log, copy_log
from spotter.clock import FixedClock
from spotter.ids import new_id
from spotter.store.engine import Database
from spotter.store.migration import migrate
from spotter.store.queries.people import create_user
from spotter.store.queries.turns import Lease
from spotter.store.uow import Store
from spotter.tools.context import CoachContext
from spotter.tools.executor import Done, Executor, Request
from spotter.tools.registry import tools

NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 18, tzinfo=UTC)
PEOPLE, WORKOUTS_OF_OTHERS = 900, 50
TIMES = 40
SQUAT = {"key": "back_squat", "name": "squat"}
LOOKS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("show_progress", {}),
    ("show_progress", {"exercise": SQUAT}),
    ("show_progress", {"period": "all"}),
    ("show_progress", {"exercise": SQUAT, "period": "all"}),
    ("weekly_summary", {"week": "last"}),
    ("show_streak", {}),
    ("show_records", {}),
    ("show_records", {"exercise": SQUAT}),
    ("estimate_1rm", {"exercise": SQUAT}),
    ("show_history", {"period": "month"}),
    ("show_history", {"exercise": SQUAT, "period": "month"}),
    ("motivate", {}),
)


@asynccontextmanager
async def million_sets() -> AsyncIterator[tuple[Database, str, int]]:
    """A database with a million sets, one person of ten years in it, and how many sets there are."""
    async with new_engine("postgres") as engine, engine.open() as database:
        await migrate(database)
        async with database.write() as session:
            people = [(await create_user(session, kind="guest", now=NOW)).id for _person in range(PEOPLE + 1)]
        with psycopg.connect(engine.url) as connection:
            count = copy_log(connection, Log(people[0], 5000, 10))
            count += sum(copy_log(connection, Log(one, WORKOUTS_OF_OTHERS, 0.5)) for one in people[1:])
        with psycopg.connect(engine.url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
        yield database, people[0], count


async def measure() -> list[str]:
    """One line per look."""
    async with million_sets() as (database, user_id, count):
        rows = [f"{count:,} sets in the database, 5,000 workouts of one person over ten years; n={TIMES} each"]
        executor, store = Executor(tools()), Store(database, FixedClock(NOW))
        ctx = CoachContext(Lease(new_id(), user_id, 1), "", "app", "en", "metric", None, ZoneInfo("UTC"), NOW, store)
        for tool, args in LOOKS:
            took, busy = [], []
            for _time in range(TIMES):
                began, worked = time.perf_counter(), time.process_time()
                outcome = await executor.run(Request("look", tool, args), ctx)
                took.append((time.perf_counter() - began) * 1000)
                busy.append((time.process_time() - worked) * 1000)
                if not isinstance(outcome, Done):
                    raise TypeError(f"{tool}: {outcome}")
            told = " ".join([tool, *(f"{name}={value['name'] if isinstance(value, dict) else value}" for name, value in args.items())])
            clock = f"p50 {statistics.median(took):.0f} ms, p95 {statistics.quantiles(took, n=20)[-1]:.0f} ms, the first {took[0]:.0f} ms"
            rows.append(f"{told}: {clock}; CPU here p50 {statistics.median(busy):.0f} ms")
    return rows


if __name__ == "__main__":
    for row in asyncio.run(measure()):
        print(row)
