"""What somebody gets who asks when a goal will be reached."""

from __future__ import annotations

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from tests.tools.desk import Desk

BENCH = {"key": "bench_press", "name": "Bench press"}
DAYS = ("2026-02-02", "2026-02-06", "2026-02-10", "2026-02-14", "2026-02-18", "2026-02-22", "2026-02-26")


@pytest.fixture
async def desk(house: House, clock: FixedClock) -> Desk:
    return await Desk.open(house.store, clock)


async def benched(desk: Desk) -> None:
    for step, day in enumerate(DAYS):
        await desk.log("Bench press", (5, 75 + step), (5, 75 + step), key="bench_press", on=day)


async def test_a_goal_that_was_set_is_forecast_with_the_chance_of_its_day(desk: Desk) -> None:
    await benched(desk)
    await desk.run("set_goal", kind="load", exercise=BENCH, target=97, unit="kg", deadline="2026-06-01", text="bench 97")
    told = await desk.run("forecast_goal")
    assert told.words.startswith("Bench Press 97 kg: about ")
    assert "By Monday 1 June: about " in told.words
    (one,) = told.result["forecasts"]
    assert 0 < one["chance_by_deadline"] < 1


async def test_what_is_far_away_is_not_promised(desk: Desk) -> None:
    await benched(desk)
    told = await desk.run("forecast_goal", exercise=BENCH, target_kg=160)
    assert "it is not in sight" in told.words


async def test_without_rows_it_says_what_it_takes(desk: Desk) -> None:
    told = await desk.run("forecast_goal", exercise=BENCH, target_kg=100)
    assert told.words == "Bench Press 100 kg: I can't say yet. It takes at least three workouts with it, the last within six weeks."
    weight = await desk.run("forecast_goal", body_weight=True, target_kg=75)
    assert "at least five weigh-ins" in weight.words


async def test_without_a_goal_it_asks_for_one(desk: Desk) -> None:
    told = await desk.run("forecast_goal")
    assert told.words.startswith("For what?")
