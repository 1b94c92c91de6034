"""Workouts of some days done otherwise: the plan stays, and it is over with the days."""

from __future__ import annotations

from typing import Any

import pytest

from spotter.api.deps import House
from spotter.catalogue.exercises import exercises
from spotter.clock import FixedClock
from spotter.store.queries.plans import active_course
from spotter.tools.executor import Refused
from spotter.tools.plan_edits import day_slots
from tests.tools.desk import Desk


@pytest.fixture
async def desk(house: House, clock: FixedClock) -> Desk:
    """Somebody with a full-body plan on Mondays, Wednesdays and Fridays that starts today, a Monday."""
    desk = await Desk.open(house.store, clock)
    await desk.run("propose_plan", goal="strength", days_per_week=3, level="intermediate", equipment=["gym"], minutes=60)
    return desk


async def planned(desk: Desk) -> list[list[str]]:
    async with desk.store.read(desk.user_id) as uow:
        course = await active_course(uow)
    assert course is not None
    return [[slot.exercise for slot in slots] for slots in day_slots(course.program)]


def done(result: dict[str, Any]) -> list[str]:
    return [one["exercise"]["key"] for one in result["exercises"]]


async def today(desk: Desk) -> list[str]:
    return done((await desk.run("today_workout")).result)


async def test_a_taken_rack_changes_today_only(desk: Desk) -> None:
    before, usual = await planned(desk), await today(desk)
    told = await desk.run("adjust_workouts", missing=["rack"])
    assert told.words.startswith("Today only: without a rack. The plan itself stays as it is.\nToday: Full body A")
    assert "(instead of Back Squat)" in told.words
    now = await today(desk)
    assert now == done(told.result["workout"])
    assert all("rack" not in exercises()[key].equipment for key in now)
    assert [key for key in now if key in usual] == usual[1:]
    assert await planned(desk) == before


async def test_a_week_in_a_hotel_ends_by_itself(desk: Desk) -> None:
    usual = await today(desk)
    told = await desk.run("adjust_workouts", last="2026-03-08", equipment=["band"])
    assert told.words.startswith("From today to Sunday 8 Mar: with bands only. After that your plan goes on as usual.")
    assert all({"band", "bodyweight"} & set(exercises()[key].equipment) for key in await today(desk))
    desk.later(days=7)
    assert await today(desk) == usual


async def test_body_weight_makes_up_for_loads_with_repetitions(desk: Desk) -> None:
    told = await desk.run("adjust_workouts", equipment=["none"])
    assert all(one["reps_min"] >= 8 for one in told.result["workout"]["exercises"] if one["reps_min"] is not None)
    assert "If there is more, tell me" in told.words


async def test_a_swap_for_today_and_a_shorter_day_hold_together(desk: Desk) -> None:
    squat, press = {"key": "back_squat", "name": "squat"}, {"key": "leg_press", "name": "leg press"}
    await desk.run("adjust_workouts", exercise=squat, instead=press)
    told = await desk.run("adjust_workouts", minutes=30)
    assert "at most 30 min, Leg Press instead of Back Squat" in told.words
    assert told.result["workout"]["minutes"] <= 30
    assert (await today(desk))[0] == "leg_press"
    desk.later(days=1)
    assert "back_squat" in done((await desk.run("today_workout", date="2026-03-04")).result)


async def test_an_easy_week_has_half_the_sets_and_is_far_from_failure(desk: Desk) -> None:
    usual = (await desk.run("today_workout")).result["exercises"]
    said = await desk.run("adjust_workouts", last="2026-03-08", lighter=True)
    assert "50 % fewer sets and about 15 % off the loads" in said.words
    told = said.result["workout"]["exercises"]
    assert [one["sets"] for one in told] == [max(1, (one["sets"] + 1) // 2) for one in usual]
    assert all(one["rir"] is None or one["rir"] >= 4 for one in told)


async def test_a_lighter_day_has_a_set_less_and_more_reserve(desk: Desk) -> None:
    usual = (await desk.run("today_workout")).result["exercises"]
    said = await desk.run("adjust_workouts", lighter=True)
    told = said.result["workout"]["exercises"]
    assert "a set less each, and a tenth off the loads where the weights allow" in said.words  # 20 kg in steps of 5 stay
    assert [one["sets"] for one in told] == [one["sets"] - 1 for one in usual]
    assert [one["rir"] for one in told] == [one["rir"] + 1 for one in usual]


async def test_back_to_normal_and_undo_take_it_away(desk: Desk) -> None:
    usual = await today(desk)
    await desk.run("adjust_workouts", last="2026-03-08", equipment=["band"])
    assert (await desk.run("adjust_workouts", as_planned=True)).words.startswith("Everything as planned again.\nToday: Full body A")
    assert await today(desk) == usual
    assert "your plan goes on as usual" in (await desk.run("undo")).words
    assert await today(desk) != usual
    assert "Nothing is adjusted" in (await desk.run("adjust_workouts", first="2026-04-01", as_planned=True)).words


async def test_a_workout_moves_once(desk: Desk) -> None:
    moved = await desk.run("move_workout", planned_on="2026-03-02", to="2026-03-03")
    assert moved.words.startswith(
        "Full body A moves from today to tomorrow. The plan itself stays as it is. That week: tomorrow Full body A,"
    )
    assert (await desk.run("today_workout")).words.startswith("Today is a rest day in your plan. Next: tomorrow: Full body A")
    desk.later(days=7)
    assert (await desk.run("today_workout")).words.startswith("Today: Full body A")


async def test_a_moved_workout_comes_on_its_new_day(desk: Desk) -> None:
    await desk.run("move_workout", planned_on="2026-03-04", to="2026-03-05")
    await desk.run("skip_workout")
    desk.later(days=3)
    assert (await desk.run("today_workout")).words.startswith("Today: Full body A")


@pytest.mark.parametrize(
    ("tool", "args", "words"),
    [
        ("move_workout", {"planned_on": "2026-03-03", "to": "2026-03-05"}, "Nothing is planned for tomorrow. Your next workouts: today,"),
        ("move_workout", {"planned_on": "2026-03-02", "to": "2026-03-04"}, "Wednesday 4 Mar already has a workout. Free: tomorrow and"),
        ("move_workout", {"planned_on": "2026-02-27", "to": "2026-03-03"}, "That day is over."),
        ("adjust_workouts", {}, "What shall be otherwise"),
        ("adjust_workouts", {"minutes": 30, "last": "2026-12-31"}, "I can adjust up to 42 days."),
        ("adjust_workouts", {"equipment": ["trampoline of doom"]}, "trampoline of doom"),
        ("adjust_workouts", {"exercise": {"key": "hip_thrust", "name": "hip thrust"}}, "Hip Thrust is not planned for then."),
        (
            "adjust_workouts",
            {"exercise": {"key": "seated_cable_row", "name": "row"}, "instead": {"key": "bench_press", "name": "bench"}, "minutes": 5},
            "",
        ),
    ],
)
async def test_what_cannot_be_is_told_and_keeps_nothing(desk: Desk, tool: str, args: dict[str, Any], words: str) -> None:
    usual = await today(desk)
    refused = await desk.run(tool, **args)
    assert isinstance(refused.outcome, Refused)
    assert words in refused.words
    assert await today(desk) == usual


async def test_without_a_plan_nothing_is_adjusted(house: House, clock: FixedClock) -> None:
    assert (await (await Desk.open(house.store, clock)).run("adjust_workouts", missing=["rack"])).words.startswith("You have no plan yet")


async def test_an_adjustment_in_french(house: House, clock: FixedClock) -> None:
    desk = await Desk.open(house.store, clock, locale="fr")
    await desk.run("propose_plan", goal="strength", days_per_week=3, level="intermediate", equipment=["salle"], minutes=60)
    told = await desk.run("adjust_workouts", last="2026-03-08", minutes=30)
    assert told.words.startswith("D'aujourd'hui à dimanche 8 mars : 30 min au plus. Après, ton plan reprend comme d'habitude.")
