"""What weeks with pain or a hold do to the loads: lighter for as long as it takes, and not lighter each time."""

from __future__ import annotations

from decimal import Decimal

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.store.tables import SafetyHold
from tests.conftest import NOW
from tests.tools.desk import Desk

TO_NEXT = (2, 2, 3)  # days from a Monday to Wednesday, Friday and Monday


@pytest.fixture
async def planned(house: House, clock: FixedClock) -> Desk:
    """Somebody with a full-body plan on Mondays, Wednesdays and Fridays that starts today, a Monday."""
    desk = await Desk.open(house.store, clock)
    await desk.run("propose_plan", goal="general", days_per_week=3, level="beginner", equipment=["gym"], minutes=60)
    return desk


async def train_as_shown(desk: Desk, found: dict[str, int], workouts: int) -> dict[str, list[Decimal]]:
    """Do what is shown, with the bottom of the range; what is to be found is `found` in kg, or 20. The loads of each exercise, in order."""
    lifted: dict[str, list[Decimal]] = {}
    for workout in range(workouts):
        for one in (await desk.run("today_workout")).result["exercises"]:
            key = one["exercise"]["key"]
            load = Decimal(one["load_kg"] or found.get(key, 20))
            await desk.log(key, *[(one["reps_min"] or 10, float(load))] * one["sets"], key=key)
            lifted.setdefault(key, []).append(load)
        desk.later(days=TO_NEXT[workout % 3])
    return lifted


async def test_five_weeks_of_light_training_are_not_lighter_each_week(planned: Desk) -> None:
    async with planned.store.database.write() as session:
        session.add(SafetyHold(id="h" * 36, user_id=planned.user_id, level="T2", signals=["heart_history"], opened_at=NOW))
    lifted = await train_as_shown(planned, {"back_squat": 60, "bench_press": 40}, 13)
    assert lifted["back_squat"][1:] == [Decimal("47.5")] * len(lifted["back_squat"][1:])
    assert lifted["bench_press"][1:] == [Decimal("32.5")] * len(lifted["bench_press"][1:])


async def test_a_load_that_was_found_with_pain_is_no_whole_load_to_take_a_share_of(planned: Desk) -> None:
    await planned.run("report_pain", region="shoulder", severity=4)
    planned.later(days=2)
    lifted = await train_as_shown(planned, {"bench_press": 40}, 6)
    assert set(lifted["bench_press"]) == {Decimal(40)}
    shown = (await planned.run("today_workout")).result["exercises"]
    assert all(one["former_load_kg"] is None for one in shown)  # nobody said what it would be without the pain
