"""What the tests of delivery share."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from spotter.channels.delivery import Delivery
from spotter.clock import FixedClock
from spotter.settings import Settings
from spotter.store.engine import Database
from spotter.store.queries.identities import add_identity
from spotter.store.queries.people import create_user
from spotter.store.uow import Store
from tests.channels.office import Office
from tests.channels.post import Post


@pytest.fixture
async def office(settings: Settings, clock: FixedClock) -> AsyncIterator[Office]:
    store = Store(Database(settings.resolved_database_url), clock)
    async with store.database.write() as session:
        user = await create_user(session, kind="guest", now=clock.now())
        await add_identity(session, user.id, "sms", "+15550100", clock.now())
    post, other = Post(), Post("telegram")
    yield Office(store, clock, post, other, Delivery(store, {"sms": post, "telegram": other}, clock), user.id)
    await store.database.close()
