"""A house in a temporary directory with one guest in it: what each example starts from."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from spotter.api.deps import House
from spotter.bootstrap import build_house, running
from spotter.settings import Settings
from spotter.store.queries.people import create_user
from spotter.store.queries.turns import Lease
from spotter.tools.context import CoachContext


@asynccontextmanager
async def a_house() -> AsyncIterator[tuple[House, str]]:
    """A running house and the id of its guest; both are gone at the end."""
    with tempfile.TemporaryDirectory() as folder:
        async with running(build_house(Settings(data_dir=Path(folder), database_url=""))) as house:
            async with house.store.database.write() as session:
                guest = await create_user(session, kind="guest", now=house.clock.now())
            yield house, guest.id


def frame(house: House, user_id: str) -> CoachContext:
    """The frame of a turn, enough for tools that read. A real turn gets its own from `turns.scene`."""
    return CoachContext(
        lease=Lease("example", user_id, 1),
        conversation_id="",
        channel="app",
        locale="en",
        units="metric",
        country=None,
        zone=ZoneInfo("UTC"),
        now=house.clock.now(),
        store=house.store,
    )
