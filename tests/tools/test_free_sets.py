"""Sets that no plan asks for: what is proposed next is never harder than a plan for the same person could be."""

from __future__ import annotations

from typing import Any

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.ids import new_id
from spotter.store.tables import Profile, SafetyHold
from spotter.tools.executor import Refused
from tests.tools.desk import Answer, Desk

SQUAT, BOX_JUMP = {"key": "back_squat", "name": "squat"}, {"key": "box_jump", "name": "box jump"}


@pytest.fixture
async def desk(house: House, clock: FixedClock) -> Desk:
    return await Desk.open(house.store, clock)


async def minor(desk: Desk) -> None:
    await desk.run("update_profile", birth_date="2011-01-10")


async def pregnant(desk: Desk) -> None:
    await desk.run("update_profile", level="beginner")
    async with desk.store.database.write() as session:
        (await session.get_one(Profile, desk.user_id)).conditions = ["pregnancy"]


async def light(desk: Desk) -> None:
    async with desk.store.database.write() as session:
        session.add(SafetyHold(id=new_id(), user_id=desk.user_id, turn_id=None, level="T2", signals=["faint"], opened_at=desk.clock.now()))


async def within(desk: Desk, exercise: dict[str, str], **figures: Any) -> Answer:
    """One set told in a workout without a plan."""
    await desk.run("start_workout")
    return await desk.run("log_sets", exercise=exercise, sets=[figures])


@pytest.mark.parametrize(
    ("who", "reserve", "why"),
    [(minor, 2, "before 18"), (pregnant, 3, "in a pregnancy"), (light, 4, "Light to moderate only")],
    ids=["minor", "pregnant", "light"],
)
async def test_a_single_is_logged_and_no_second_one_is_proposed(desk: Desk, who: Any, reserve: int, why: str) -> None:
    await who(desk)
    said = await within(desk, SQUAT, reps=1, load_kg=100)
    assert said.words.startswith("Noted: Back Squat 1 × 1 at 100 kg.")
    assert f"Next Back Squat, set 2: 8 reps, {reserve} in reserve." in said.words
    assert why in said.words
    assert "100 kg" not in said.words.split("Next Back Squat")[1]


async def test_without_any_of_that_a_single_is_followed_by_another(desk: Desk) -> None:
    said = await within(desk, SQUAT, reps=1, load_kg=100)
    assert "Next Back Squat, set 2: 1 rep at 100 kg." in said.words


async def test_longer_sets_stay_with_something_in_reserve(desk: Desk) -> None:
    await minor(desk)
    said = await within(desk, SQUAT, reps=10, load_kg=40)
    assert "Next Back Squat, set 2: 10 reps at 40 kg, 2 in reserve." in said.words
    said = await desk.run("log_sets", sets=[{"reps": 10, "load_kg": 40, "rir": 0}])
    assert "at 37.5 kg, 2 in reserve" in said.words


async def test_no_further_set_of_what_does_not_suit_a_pregnancy(desk: Desk) -> None:
    await pregnant(desk)
    said = await within(desk, BOX_JUMP, reps=8)
    assert said.words.startswith("Noted: Box Jump 1 × 8.")
    assert "I propose no further set of Box Jump: not suited to a pregnancy." in said.words
    assert "Noted: Box Jump 1 × 8" in (await desk.run("log_sets", sets=[{"reps": 8}])).words


async def test_no_further_set_of_what_hurts(desk: Desk) -> None:
    await desk.run("report_pain", region="knee", severity=7)
    said = await within(desk, SQUAT, reps=8, load_kg=40)
    assert "I propose no further set of Back Squat: it loads what must rest." in said.words


async def test_in_french(house: House, clock: FixedClock) -> None:
    desk = await Desk.open(house.store, clock, locale="fr")
    await minor(desk)
    said = await within(desk, SQUAT, reps=1, load_kg=100)
    assert "avant 18 ans" in said.words
    assert "série 2 : 8 rép" in said.words


@pytest.mark.parametrize(
    ("who", "why"), [(minor, "too heavy under 18"), (pregnant, "too hard in a pregnancy"), (light, "too hard for now")]
)
async def test_no_warm_up_leads_to_a_single(desk: Desk, who: Any, why: str) -> None:
    await who(desk)
    said = await desk.run("show_warm_up", exercise=SQUAT, load_kg=120, reps=1)
    assert isinstance(said.outcome, Refused)
    assert said.words.startswith(f"I lead up to no set of 1 repetition for you: {why}. From 8 repetitions on")
    shown = await desk.run("show_warm_up", exercise=SQUAT, load_kg=120)
    assert [one["reps"] for one in shown.result["ramp"]][-1] == 3  # none of the single that leads to heavy sets


async def test_no_warm_up_for_what_does_not_suit_a_pregnancy(desk: Desk) -> None:
    await pregnant(desk)
    said = await desk.run("show_warm_up", exercise={"key": "bench_press", "name": "bench"}, load_kg=60, reps=8)
    assert "I lead up to no set of Bench Press: not suited to a pregnancy." in said.words


async def test_a_single_without_limits_has_its_ramp(desk: Desk) -> None:
    shown = await desk.run("show_warm_up", exercise=SQUAT, load_kg=120, reps=1)
    assert [one["reps"] for one in shown.result["ramp"]] == [8, 5, 3, 1]


async def test_where_nothing_was_planned_nothing_is_said_to_be_done(desk: Desk) -> None:
    await desk.run("start_workout")
    assert (await desk.run("show_next_set")).words.startswith("Nothing is planned for this workout.")
    assert "Which exercise was it?" in (await desk.run("log_sets", is_asked=True)).words


async def test_a_plan_that_is_paused_leaves_the_workout_going_on_and_says_so(desk: Desk) -> None:
    await desk.run("choose_program", program={"key": "first_barbell", "name": "First Barbell"})
    await desk.run("start_workout")
    paused = await desk.run("pause_plan")
    assert "The workout you are in goes on without it" in paused.words
    assert "Nothing is planned for this workout." in (await desk.run("show_next_set")).words
    await desk.run("finish_workout")
    await desk.run("resume_plan")
    assert "goes on without it" not in (await desk.run("pause_plan")).words


@pytest.mark.parametrize("told", [20, -20])
async def test_the_weight_that_helps_is_kept_as_help_however_it_was_told(desk: Desk, told: int) -> None:
    said = await within(desk, {"key": "assisted_pull_up", "name": "assisted pull-up"}, reps=8, load_kg=told)
    assert said.words.startswith("Noted: Assisted Pull-Up 1 × 8 at -20 kg.")
    assert "set 2: 8 reps at -20 kg" in said.words
    assert "set 3: 8 reps at -25 kg" in (await desk.run("log_sets", sets=[{"reps": 5}])).words
