"""Whatever a model passes to whatever tool: nothing breaks, no row is out of range, nobody else is touched; `bench.arguments` in short."""

from __future__ import annotations

from typing import Any

import pytest

from bench.arguments import run_calls
from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.tools.executor import Refused
from tests.tools.desk import Desk


async def test_generated_arguments_break_nothing(house: House) -> None:
    findings = await run_calls(house.store, calls=600, seed=11)
    assert findings.exceptions == []
    assert findings.out_of_range == []
    assert findings.strangers_touched == 0
    assert findings.ended["run"] > 100


@pytest.mark.parametrize("at", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"])
@pytest.mark.parametrize("tool", ["log_meal", "log_metric", "log_readiness", "set_reminder"])
async def test_a_moment_at_the_end_of_the_calendar_is_refused(house: House, clock: FixedClock, tool: str, at: str) -> None:
    desk = await Desk.open(house.store, clock)
    args: dict[str, dict[str, Any]] = {
        "log_meal": {"eaten_at": at, "items": [{"food": {"key": "banana", "name": "Banana"}}]},
        "log_metric": {"metric": "weight", "value": 80, "unit": "kg", "at": at},
        "log_readiness": {"energy": 3, "at": at},
        "set_reminder": {"text": "water", "at": at},
    }
    answer = await desk.run(tool, **args[tool])
    assert isinstance(answer.outcome, Refused)


@pytest.mark.parametrize("day", ["0001-01-01", "1900-01-01", "2005-12-31", "2026-03-03"])
async def test_nothing_was_trained_tomorrow_or_in_another_age(house: House, clock: FixedClock, day: str) -> None:
    desk = await Desk.open(house.store, clock)
    answer = await desk.log("Squat", (5, 100), key="back_squat", on=day)
    assert isinstance(answer.outcome, Refused)


async def test_a_check_in_without_a_zone_is_on_the_persons_clock(house: House, clock: FixedClock) -> None:
    desk = await Desk.open(house.store, clock)
    answer = await desk.run("log_readiness", energy=3, at="2026-03-02T19:00")
    assert answer.result["checked_at"].startswith(("2026-03-02T19:00:00+01:00", "2026-03-02T18:00:00Z"))
