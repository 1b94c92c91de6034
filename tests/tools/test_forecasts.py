"""What somebody gets who asks when a goal will be reached."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from tests.tools.desk import Desk

BENCH = {"key": "bench_press", "name": "Bench press"}
PULL_UP = {"key": "pull_up", "name": "Pull-up"}
RUNNING = {"key": "running", "name": "Running"}
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


async def test_repetitions_have_a_day_and_an_interval_from_the_bests_of_eight_weeks(desk: Desk) -> None:
    for reps, day in zip((5, 5, 6, 6, 7, 7, 8), DAYS, strict=True):
        await desk.log("Pull-up", (reps, None), (reps - 2, None), key="pull_up", on=day)
    await desk.run("set_goal", kind="reps", exercise=PULL_UP, target=10, unit="reps", deadline="2026-03-30", text="10 pull-ups")
    told = await desk.run("forecast_goal", exercise=PULL_UP)
    (one,) = told.result["forecasts"]
    assert told.words.startswith("Pull-Up 10 reps: about 8 reps today. If it goes on as in the last weeks, most likely around ")
    assert "2026-03-02" <= one["earliest"] < one["likely"] < one["latest"] <= one["horizon"]
    assert 0.5 < one["chance_by_deadline"] <= 1


async def test_an_uneven_line_says_that_it_may_take_longer(desk: Desk) -> None:
    for reps, day in zip((5, 7, 5, 6, 8, 6, 7), DAYS, strict=True):
        await desk.log("Pull-up", (reps, None), key="pull_up", on=day)
    await desk.run("set_goal", kind="reps", exercise=PULL_UP, target=10, unit="reps", text="10 pull-ups")
    assert "may well take longer than two months" in (await desk.run("forecast_goal")).words


async def test_a_run_that_grows_has_a_day_and_one_that_does_not_is_not_in_sight(desk: Desk) -> None:
    for step, day in enumerate(DAYS):
        sets = [{"distance_m": 5000 + 300 * step, "duration_s": 1800}]
        await desk.run("log_workout", date=day, entries=[{"exercise": RUNNING, "sets": sets}])
    await desk.run("set_goal", kind="distance", exercise=RUNNING, target=8000, unit="m", text="run 8 km")
    assert "most likely around" in (await desk.run("forecast_goal")).words
    await desk.run("set_goal", kind="distance", exercise=RUNNING, target=42195, unit="m", text="a marathon")
    assert "not in sight within two months" in (await desk.run("forecast_goal")).words


async def test_workouts_a_week_have_a_chance_from_the_weeks_that_had_them(desk: Desk) -> None:
    for monday, days in (("2026-02-02", 3), ("2026-02-09", 3), ("2026-02-16", 1), ("2026-02-23", 3)):
        for day in range(days):
            await desk.log("Pull-up", (5, None), key="pull_up", on=str(date.fromisoformat(monday) + timedelta(days=2 * day)))
    await desk.run("set_goal", kind="frequency", target=3, unit="per_week", text="three a week")
    told = await desk.run("forecast_goal")
    assert told.words == (
        "3 workouts a week: you had that in 3 of the last 4 weeks. If it goes on like that, a coming week has it with a chance of about "
        "75 % (80 % sure: 43 to 92 %)."
    )


async def test_bests_and_weeks_say_what_they_lack(desk: Desk) -> None:
    await desk.run("set_goal", kind="reps", exercise=PULL_UP, target=10, unit="reps", text="10 pull-ups")
    await desk.run("set_goal", kind="frequency", target=3, unit="per_week", text="three a week")
    words = (await desk.run("forecast_goal")).words
    assert "It takes at least five days with it" in words
    assert "It takes at least four whole weeks" in words
