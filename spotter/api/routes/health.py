"""Is it alive, is it ready, how is it doing."""

from __future__ import annotations

from contextlib import suppress

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import JSONResponse, Response

from spotter.api.deps import House, HouseDep
from spotter.errors import SpotterError
from spotter.settings import data_name
from spotter.store.migration import is_current
from spotter.store.queries.jobs import workers_alive
from spotter.store.queries.outbox import oldest_due
from spotter.store.queries.turns import oldest_left
from spotter.turns.measures import queue_age, unsent_age

LONGEST_WAIT_S = 120

router = APIRouter(tags=["health"])


@router.get("/health", summary="Is the process alive")
async def health(house: HouseDep) -> dict[str, str]:
    """The process answers. `data` names which data it keeps, so that a chat on the same machine finds its own."""
    return {"status": "alive", "data": data_name(house.settings)}


@router.get("/ready", summary="Is it ready to answer")
async def ready(house: HouseDep) -> Response:
    """The database answers and has every migration, and neither a turn nor a message waits for long; `reasons` says what is wrong."""
    reasons = await _reasons(house)
    checks: dict[str, object] = {name: name not in reasons for name in ("database", "migrations", "queue", "outbox")}
    if house.settings.workers and "database" not in reasons:
        async with house.store.database.read() as session:
            checks["workers"] = await workers_alive(session)  # told, not judged: messages are taken in without any
    return JSONResponse(checks | {"reasons": reasons}, status_code=503 if reasons else 200)


async def _reasons(house: House) -> dict[str, str]:
    """Each check that fails with why. What could not be looked at fails with what stood in its way."""
    try:
        await house.store.database.ping()
    except SpotterError as error:
        return dict.fromkeys(("database", "migrations", "queue", "outbox"), error.text)
    if not await is_current(house.store.database):
        missing = "The tables are of another version: run `spotter db migrate`, or start a process of this version."
        return dict.fromkeys(("migrations", "queue", "outbox"), missing)
    oldest = await _waits(house)
    told = {"queue": "A turn", "outbox": "A message that is due to be sent"}
    hint = " Is a `spotter worker` running?" if house.settings.workers else ""
    return {name: f"{told[name]} has been waiting for {age:.0f} s.{hint}" for name, age in oldest.items() if age > LONGEST_WAIT_S}


async def _waits(house: House) -> dict[str, float]:
    """For how many seconds the oldest turn that nobody runs, and the oldest message that is due, have been waiting."""
    now = house.clock.now()
    async with house.store.database.read() as session:
        oldest = {"queue": await oldest_left(session, now), "outbox": await oldest_due(session, now)}
    return {name: (now - since).total_seconds() if since is not None else 0.0 for name, since in oldest.items()}


@router.get("/metrics", include_in_schema=False)
async def metrics(house: HouseDep) -> Response:
    """Prometheus text."""
    with suppress(SpotterError):
        waits = await _waits(house)
        queue_age.set(waits["queue"])
        unsent_age.set(waits["outbox"])
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
