"""Is it alive, is it ready, how is it doing."""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import JSONResponse, Response

from spotter.api.deps import HouseDep
from spotter.errors import SpotterError
from spotter.settings import data_name
from spotter.store.migration import is_current
from spotter.store.queries.turns import oldest_left

LONGEST_WAIT = timedelta(minutes=2)

router = APIRouter(tags=["health"])


@router.get("/health", summary="Is the process alive")
async def health(house: HouseDep) -> dict[str, str]:
    """The process answers. `data` names which data it keeps, so that a chat on the same machine finds its own."""
    return {"status": "alive", "data": data_name(house.settings)}


@router.get("/ready", summary="Is it ready to answer")
async def ready(house: HouseDep) -> Response:
    """The database answers and has every migration, and no turn waits for long."""
    checks = {"database": False, "migrations": False, "queue": False}
    try:
        await house.store.database.ping()
        checks["database"] = True
        checks["migrations"] = await is_current(house.store.database)
        if checks["migrations"]:
            now = house.clock.now()
            async with house.store.database.read() as session:
                oldest = await oldest_left(session, now)
            checks["queue"] = oldest is None or now - oldest < LONGEST_WAIT
    except SpotterError:
        pass
    return JSONResponse(checks, status_code=200 if all(checks.values()) else 503)


@router.get("/metrics", include_in_schema=False)
async def metrics() -> Response:
    """Prometheus text."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
