"""Processes that send at the same time keep one provider's limit together."""

from __future__ import annotations

import asyncio
import socket
import time

import pytest

from spotter.channels.base import Limits
from spotter.ids import new_id
from spotter.jobs.shared_pace import SharedPace
from tests.conftest import REQUIRED

REDIS = "redis://127.0.0.1:6379/13"
NOBODY = "redis://127.0.0.1:1/0"
LIMITS = Limits(per_second=20, per_address=2)


@pytest.fixture
def redis_url() -> str:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        if probe.connect_ex(("127.0.0.1", 6379)) == 0:
            return REDIS
    if "redis" in REQUIRED:
        pytest.fail("Redis is required here: start one on port 6379.")
    pytest.skip("no Redis: start one on port 6379")


async def places(pace: SharedPace, *addresses: str) -> list[float]:
    """When messages may go that come all at once, in seconds from now."""
    begun = time.monotonic()
    return [await pace.place("sms", address, LIMITS) + time.monotonic() - begun for address in addresses]


async def test_three_processes_send_no_faster_than_one_may(redis_url: str) -> None:
    house = new_id()
    paces = [SharedPace(redis_url, house) for _ in range(3)]
    given = await asyncio.gather(*(places(pace, *(new_id() for _ in range(20))) for pace in paces))
    moments = sorted(moment for one in given for moment in one)
    assert moments[-1] == pytest.approx(59 / 20, abs=0.5)
    assert all(later - earlier > 0.03 for earlier, later in zip(moments[:-10], moments[10:], strict=True))
    await asyncio.gather(*(pace.close() for pace in paces))


async def test_one_address_is_written_to_at_its_own_pace_by_all_of_them(redis_url: str) -> None:
    house = new_id()
    first, second = SharedPace(redis_url, house), SharedPace(redis_url, house)
    moments = await places(first, "+1") + await places(second, "+1") + await places(first, "+1", "+2")
    assert moments == pytest.approx([0, 0.5, 1, 0.15], abs=0.1)
    await asyncio.gather(first.close(), second.close())


async def test_houses_on_one_redis_do_not_slow_each_other(redis_url: str) -> None:
    one, other = SharedPace(redis_url, new_id()), SharedPace(redis_url, new_id())
    assert (await places(one, *(new_id() for _ in range(40))))[-1] > 1.5
    assert await places(other, new_id()) == pytest.approx([0], abs=0.1)
    await asyncio.gather(one.close(), other.close())


async def test_without_its_redis_each_process_keeps_the_limit_alone() -> None:
    pace = SharedPace(NOBODY, new_id())
    moments = await places(pace, *(new_id() for _ in range(21)))
    assert moments[-1] == pytest.approx(1, abs=0.3)
    await pace.close()
