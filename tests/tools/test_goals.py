"""What somebody gets who aims at something: a start from the log, the way so far, and no goal that harms."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.coaching.goals import lowest_goal_weight, safer_loss
from spotter.messages import ProgressBlock
from tests.conftest import Person
from tests.tools.desk import Desk

BENCH = {"key": "bench_press", "name": "Bench press"}


@pytest.fixture
async def desk(house: House, clock: FixedClock) -> Desk:
    return await Desk.open(house.store, clock)


@pytest.fixture
async def french(house: House, clock: FixedClock) -> Desk:
    return await Desk.open(house.store, clock, locale="fr")


async def test_a_load_goal_starts_from_the_best_set_and_grows_with_the_log(desk: Desk) -> None:
    await desk.log("Bench press", (5, 80), (3, 85), key="bench_press", on="2026-02-20")
    said = await desk.run("set_goal", kind="load", exercise=BENCH, target=100, unit="kg", deadline="2026-06-01", text="bench 100")
    assert said.words == "Goal set: Bench Press 100 kg by Monday 1 June. You stand at 85 kg, 15 kg to go."
    await desk.log("Bench press", (1, 91), key="bench_press")
    shown = await desk.run("show_goals")
    assert "- Bench Press 100 kg by Monday 1 June: You stand at 91 kg, 9 kg to go. (+6 kg since you set it.)" in shown.words
    card = shown.cards[0]
    assert isinstance(card, ProgressBlock)
    assert (card.value, card.target, card.unit) == (91.0, 100.0, "kg")


async def test_without_a_row_nothing_is_invented(desk: Desk, french: Desk) -> None:
    said = await desk.run("set_goal", kind="reps", exercise={"key": "pull_up", "name": "x"}, target=12, unit="reps", text="12 pull-ups")
    assert said.words == "Goal set: Pull-Up 12 reps. I have no set of yours there yet: log one and I measure from it."
    assert (await desk.run("show_goals")).cards == []
    assert (await french.run("show_goals")).words.startswith("Tu n'as pas encore d'objectif.")


async def test_a_run_in_a_time_counts_runs_that_are_long_enough(desk: Desk) -> None:
    for metres, seconds in ((10_050, 3300), (5000, 1400)):
        done: list[dict[str, Any]] = [{"distance_m": metres, "duration_s": seconds}]
        await desk.run("log_workout", date="2026-03-01", entries=[{"exercise": {"key": "treadmill_run", "name": "Run"}, "sets": done}])
    said = await desk.run("set_goal", kind="distance", target=10000, unit="m", duration_s=3000, text="run 10k under 50 min")
    assert "Running 10 km in 50 min. You stand at 54:44, 4:44 to go." in said.words
    assert said.result["goal"]["exercise_key"] == "running"


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        ({"kind": "load", "exercise": BENCH, "target": 85, "unit": "kg"}, "You are there already, with 85 kg"),
        ({"kind": "load", "target": 90, "unit": "kg"}, "Which exercise is the goal for?"),
        ({"kind": "load", "exercise": BENCH, "target": 4000, "unit": "kg"}, "goes from 1 kg to 600 kg"),
        ({"kind": "reps", "exercise": BENCH, "target": 10, "unit": "kg"}, "I can't measure that goal in that unit."),
        ({"kind": "frequency", "target": 9, "unit": "per_week"}, "goes from 1 workout to 7 workouts"),
        (
            {"kind": "load", "exercise": BENCH, "target": 90, "unit": "kg", "deadline": "2026-01-01"},
            "That day has passed (Thursday 1 Jan).",
        ),
        ({"kind": "body_weight", "target": -5, "unit": "kg_change"}, "I need your weight first"),
        ({"kind": "calories", "target": 900, "unit": "kcal"}, "I don't go below 1500 kcal a day"),
    ],
)
async def test_what_cannot_be_a_goal_is_refused_with_what_can(desk: Desk, goal: dict[str, Any], words: str) -> None:
    await desk.log("Bench press", (3, 85), key="bench_press", on="2026-02-20")
    assert words in (await desk.run("set_goal", text="goal", **goal)).words
    assert (await desk.run("show_goals")).result["goals"] == []


async def test_a_loss_that_is_too_fast_is_refused_with_the_nearest_safe_one(desk: Desk) -> None:
    await desk.run("log_metric", metric="weight", value=80, unit="kg")
    wish = {"kind": "body_weight", "target": -6, "unit": "kg_change", "text": "lose 6 kg"}
    refused = await desk.run("set_goal", deadline="2026-03-30", **wish)
    assert "That is 1.9% of your weight a week" in refused.words
    assert "Safe is 76.8 kg by Monday 30 Mar, or 74 kg by Friday 24 Apr." in refused.words
    taken = await desk.run("set_goal", deadline="2026-04-24", **wish)
    assert taken.words.startswith("Goal set: Body weight 74 kg by Friday 24 Apr.")


async def test_a_weight_below_health_and_minors_get_no_weight_goal(desk: Desk, french: Desk) -> None:
    await desk.run("update_profile", height_cm=180)
    assert "The lowest I set is 60 kg." in (await desk.run("set_goal", kind="body_weight", target=52, unit="kg", text="52")).words
    await french.run("update_profile", age=15)
    said = await french.run("set_goal", kind="body_weight", target=60, unit="kg", text="60 kilos")
    assert said.words.startswith("Je ne fixe pas d'objectif de poids")


async def test_a_second_goal_of_the_same_kind_takes_its_place_and_undo_brings_the_first_back(desk: Desk) -> None:
    for target in (90, 100):
        said = await desk.run("set_goal", kind="load", exercise=BENCH, target=target, unit="kg", text=f"bench {target}")
    assert "It takes the place of Bench Press 90 kg." in said.words
    assert [one["target"] for one in (await desk.run("show_goals")).result["goals"]] == ["100"]
    await desk.run("undo")
    assert [one["target"] for one in (await desk.run("show_goals")).result["goals"]] == ["90"]


async def test_workouts_a_week_streaks_and_calories_are_counted_from_the_log(desk: Desk, french: Desk) -> None:
    await desk.log("Bench press", (3, 85), key="bench_press")
    said = await desk.run("set_goal", kind="frequency", target=3, unit="per_week", text="train 3x a week")
    assert said.words == "Goal set: 3 workouts a week. 1 workout this week so far, 2 workouts to go."
    await desk.run("set_goal", kind="streak", target=4, unit="weeks", text="4 weeks in a row")
    await desk.run("set_goal", kind="calories", target=2200, unit="kcal", text="2200 kcal a day")
    assert "2200 kcal a day: Log your meals" in (await desk.run("show_goals")).words
    assert (await french.run("set_goal", kind="frequency", target=3, unit="per_week", text="3 fois")).words == (
        "Objectif noté : 3 séances par semaine. 0 séance cette semaine, encore 3 séances."
    )


async def test_a_goal_is_dropped_by_its_words(desk: Desk) -> None:
    assert (await desk.run("drop_goal", text="bench")).words == "You have no goal, so there is nothing to drop."
    await desk.run("set_goal", kind="load", exercise=BENCH, target=100, unit="kg", text="bench 100")
    await desk.run("set_goal", kind="load", exercise={"key": "deadlift", "name": "x"}, target=160, unit="kg", text="deadlift 160")
    assert (await desk.run("drop_goal", text="")).words == "Which goal do you mean: Bench Press 100 kg, Deadlift 160 kg?"
    assert (await desk.run("drop_goal", text="swimming")).words.startswith("I find no goal like that.")
    assert (await desk.run("drop_goal", text="deadlft")).words == "Dropped: Deadlift 160 kg. Your log stays as it is."
    await desk.run("undo")
    assert len((await desk.run("show_goals")).result["goals"]) == 2


async def test_goals_in_plain_words(person: Person, new_person: Any) -> None:
    assert "Goal set: Bench Press 100 kg" in (await person.say("I want to bench 100 kg by june"))["reply"]
    assert "Bench Press 100 kg by Monday 1 June" in (await person.say("my goals"))["reply"]
    assert "Dropped" in (await person.say("drop my bench goal"))["reply"]
    french = await new_person(locale="fr")
    assert "Objectif noté" in (await french.say("mon objectif est de courir 10 km en 50 min"))["reply"]


def test_safe_rates_follow_one_percent_a_week() -> None:
    assert safer_loss(80, 76.8, date(2026, 3, 2), date(2026, 3, 30)) is None
    assert safer_loss(80, 85, date(2026, 3, 2), date(2026, 3, 9)) is None
    faster = safer_loss(100, 90, date(2026, 3, 2), date(2026, 4, 6))
    assert faster is not None
    assert (faster.percent_per_week, faster.kg_by_deadline, faster.safe_on) == (2.0, 95.0, date(2026, 5, 11))
    assert lowest_goal_weight(165) == 50.4
