"""A call runs once: asked for again it returns its result, and never the result of another call."""

from __future__ import annotations

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.errors import SpotterError
from spotter.tools.executor import Done, Executor, Request
from spotter.tools.registry import tools
from tests.tools.desk import Desk


async def test_a_call_of_the_same_id_with_other_arguments_is_a_loud_bug(house: House, clock: FixedClock) -> None:
    desk, executor = await Desk.open(house.store, clock), Executor(tools())
    ctx = await desk._turn()
    weight = {"metric": "weight", "value": 80, "unit": "kg"}
    first = await executor.run(Request("call-0", "log_metric", weight), ctx)
    again = await executor.run(Request("call-0", "log_metric", weight), ctx)
    assert isinstance(first, Done)
    assert isinstance(again, Done)
    assert again.replayed
    assert again.result == first.result
    for other in (Request("call-0", "log_metric", weight | {"value": 81}), Request("call-0", "update_profile", {"name": "Ana"})):
        with pytest.raises(SpotterError, match="call-0"):
            await executor.run(other, ctx)
