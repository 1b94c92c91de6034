"""What somebody gets who corrects or deletes what they just wrote."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.language.understand import understand
from spotter.language.understanding import Reading
from spotter.store.tables import Meal, MealItem, Reminder
from spotter.tools.executor import Refused
from tests.conftest import NOW
from tests.tools.desk import Desk


@pytest.fixture
async def desk(house: House, clock: FixedClock) -> Desk:
    return await Desk.open(house.store, clock)


async def _sets(desk: Desk) -> list[tuple[Any, Any]]:
    shown = (await desk.run("show_history", period="all")).result["workouts"]
    newest = shown[0]["entries"][-1]["sets"] if shown else []
    return [(one["reps"], None if one["load_kg"] is None else float(one["load_kg"])) for one in newest]


@pytest.mark.parametrize(
    ("correction", "after"),
    [
        ({"value": 82.5}, [(5, 82.5), (5, 82.5), (5, 82.5)]),
        ({"value": 6}, [(6, 80), (6, 80), (6, 80)]),
        ({"target": "workout", "load_kg": 75}, [(5, 75), (5, 75), (5, 75)]),
        ({"target": "workout", "sets": 4}, [(5, 80)] * 4),
        ({"target": "workout", "sets": 2}, [(5, 80)] * 2),
        ({"target": "workout", "sets": 2, "reps": 8}, [(8, 80)] * 2),
        ({"target": "set", "set_number": 2, "reps": 4}, [(5, 80), (4, 80), (5, 80)]),
        ({"target": "set", "set_number": -1, "load_kg": 70}, [(5, 80), (5, 80), (5, 70)]),
    ],
)
async def test_a_correction_changes_the_sets_that_are_meant_and_undo_brings_them_back(
    desk: Desk, correction: dict[str, Any], after: list[tuple[int, float]]
) -> None:
    await desk.log("bench", (5, 80), (5, 80), (5, 80), key="bench_press")
    await desk.run("correct_entry", **correction)
    assert await _sets(desk) == after
    await desk.run("undo")
    assert await _sets(desk) == [(5, 80)] * 3


async def test_only_the_equal_sets_at_the_end_are_meant(desk: Desk) -> None:
    await desk.log("bench", (5, 80), (8, 60), (8, 60), key="bench_press")
    told = await desk.run("correct_entry", value=62.5)
    assert await _sets(desk) == [(5, 80), (8, 62.5), (8, 62.5)]
    assert told.words == "Changed: Bench Press 1 × 5 at 80 kg, 2 × 8 at 62.5 kg (before: 1 × 5 at 80 kg, 2 × 8 at 60 kg)."


async def test_a_load_can_be_added_to_sets_that_had_none(desk: Desk) -> None:
    await desk.log("bench", (5, None), (5, None), key="bench_press")
    await desk.run("correct_entry", target="workout", load_kg=60)
    assert await _sets(desk) == [(5, 60), (5, 60)]


async def test_pounds_are_read_as_pounds(house: House, clock: FixedClock) -> None:
    american = await Desk.open(house.store, clock, units="imperial")
    await american.log("bench", (5, 83.91), key="bench_press")
    assert "at 190 lb" in (await american.run("correct_entry", value=190)).words


async def test_a_number_that_could_be_two_things_is_asked_about(desk: Desk) -> None:
    await desk.log("curls", (10, 12), key="dumbbell_curl")
    assert 'Say for example "make it 11 kg" or "make it 11 reps"' in (await desk.run("correct_entry", value=11)).words
    assert await _sets(desk) == [(10, 12)]


async def test_the_day_can_be_corrected(desk: Desk) -> None:
    await desk.log("bench", (5, 80), key="bench_press")
    assert (await desk.run("correct_entry", date="2026-03-01")).words == "Changed, it was yesterday: Bench Press 1 × 5 at 80 kg."
    assert (await desk.run("show_history", period="yesterday")).result["workouts"] != []
    assert "in the future" in (await desk.run("correct_entry", date="2026-03-20")).words


async def test_an_exercise_can_be_named(desk: Desk) -> None:
    squat, bench = {"key": "back_squat", "name": "squat"}, {"key": "bench_press", "name": "bench"}
    entries = [{"exercise": ref, "sets": [{"reps": 5, "load_kg": 100}]} for ref in (squat, bench)]
    await desk.run("log_workout", date="2026-03-02", entries=entries)
    assert "Back Squat 1 × 5 at 105 kg" in (await desk.run("correct_entry", target="workout", exercise=squat, load_kg=105)).words
    refused = await desk.run("correct_entry", target="workout", exercise={"key": "deadlift", "name": "deadlift"}, load_kg=105)
    assert "no Deadlift" in refused.words


async def test_kilos_after_a_weigh_in_are_the_weigh_ins(desk: Desk) -> None:
    await desk.log("bench", (5, 80), key="bench_press")
    await desk.run("log_metric", metric="weight", value=83.5, unit="kg")
    assert (await desk.run("correct_entry", target="workout", load_kg=82.5)).words == "Changed: weight 82.5 kg (before: 83.5 kg)."
    assert "from 20 to 400 kg" in (await desk.run("correct_entry", value=8000)).words
    await desk.run("correct_entry", date="2026-03-01")
    assert (await desk.run("show_metric", metric="weight")).result["points"][0]["day"] == "2026-03-01"


async def _meal(desk: Desk) -> None:
    async with desk.store.write(desk.user_id) as uow:
        now = desk.clock.now()
        meal = Meal(id="m" * 36, user_id=desk.user_id, eaten_at=now, eaten_on=date(2026, 3, 2), created_at=now)
        await uow.add(meal)
        figures = {"kcal": Decimal(140), "protein_g": Decimal(12), "grams": Decimal(100)}
        await uow.add(
            MealItem(id="i" * 36, user_id=desk.user_id, meal_id=meal.id, position=0, name="egg", quantity=2, unit="piece", **figures)
        )


async def test_the_amount_of_a_food_takes_its_figures_along(desk: Desk) -> None:
    await _meal(desk)
    assert (await desk.run("correct_entry", target="meal", quantity=3)).words == "Changed: egg × 3, 210 kcal (before: × 2, 140 kcal)."
    assert "egg, 50 g, 70 kcal" in (await desk.run("correct_entry", target="meal", quantity=50, unit="g")).words
    assert "cannot be right" in (await desk.run("correct_entry", target="meal", quantity=5000, unit="g") and
                                 await desk.run("correct_entry", target="meal", value=0)).words  # fmt: skip


async def test_a_single_reminder_moves_to_another_day_and_a_repeating_one_does_not(desk: Desk) -> None:
    async with desk.store.write(desk.user_id) as uow:
        now = desk.clock.now()
        common = {"user_id": desk.user_id, "time_zone": "Europe/Paris", "status": "active"}
        await uow.add(Reminder(id="a" * 36, text="stretch", due_at=now + timedelta(days=1), created_at=now, **common))
    assert "Wednesday 4 Mar" in (await desk.run("correct_entry", target="reminder", date="2026-03-04")).words
    async with desk.store.write(desk.user_id) as uow:
        rule = {"rule": "FREQ=DAILY", "due_at": now + timedelta(days=1), "created_at": now + timedelta(minutes=1)}
        await uow.add(Reminder(id="b" * 36, text="walk", **rule, **common))
    assert "set it anew" in (await desk.run("correct_entry", target="reminder", date="2026-03-04")).words


async def test_nothing_to_correct_is_said(desk: Desk) -> None:
    assert "nothing of yours" in (await desk.run("correct_entry", value=82.5)).words
    assert "nothing like that" in (await desk.run("delete_entry", target="meal", which="last")).words
    await desk.log("bench", (5, 80), key="bench_press")
    assert "has 1 set." in (await desk.run("correct_entry", target="set", set_number=3, reps=4)).words
    assert "What shall I change?" in (await desk.run("correct_entry", target="workout")).words


async def test_what_is_deleted_is_named_and_comes_back_with_undo(desk: Desk) -> None:
    await desk.log("bench", (5, 80), (4, 80), key="bench_press")
    assert (await desk.run("delete_entry", target="set", which="last")).words == (
        "Deleted: Bench Press 1 × 4 at 80 kg (today). Say undo to bring it back."
    )
    assert await _sets(desk) == [(5, 80)]
    assert "Bench Press 1 × 5 at 80 kg" in (await desk.run("delete_entry", target=None, which="last")).words
    assert await _sets(desk) == []
    await desk.run("undo", steps=2)
    assert await _sets(desk) == [(5, 80), (4, 80)]


async def test_one_exercise_or_one_day_can_be_deleted(desk: Desk) -> None:
    squat, bench = {"key": "back_squat", "name": "squat"}, {"key": "bench_press", "name": "bench"}
    entries = [{"exercise": ref, "sets": [{"reps": 5, "load_kg": 100}]} for ref in (squat, bench)]
    await desk.run("log_workout", date="2026-03-01", entries=entries)
    await desk.log("bench", (5, 80), key="bench_press")
    assert "Back Squat" in (await desk.run("delete_entry", target="workout", which="last", exercise=squat)).words
    assert "(yesterday)" in (await desk.run("delete_entry", target="workout", which="date", date="2026-03-01")).words
    assert [one["date"] for one in (await desk.run("show_history", period="all")).result["workouts"]] == ["2026-03-02"]


async def test_measures_and_meals_can_be_deleted_in_french_too(house: House, clock: FixedClock) -> None:
    desk = await Desk.open(house.store, clock, locale="fr")
    await desk.run("log_metric", metric="weight", value=83.5, unit="kg")
    told = await desk.run("delete_entry", target="metric", which="last")
    assert told.words == "Supprimé : poids (aujourd'hui). Dis « annule » pour le remettre."
    await _meal(desk)
    assert (await desk.run("delete_entry", target="meal", which="last")).words.startswith("Supprimé : egg")


async def _lift_then_ride(desk: Desk, minutes: int = 60) -> None:
    ride = {"exercise": {"key": "cycling", "name": "Cycling"}, "sets": [{"duration_s": minutes * 60}]}
    lift = {"exercise": {"key": "bench_press", "name": "Bench Press"}, "sets": [{"reps": 5, "load_kg": 80}]}
    await desk.run("log_workout", date="2026-03-02", entries=[lift, ride])


@pytest.mark.parametrize(
    ("correction", "words"),
    [
        ({"value": 82.5}, "Bench Press 1 × 5 at 82.5 kg"),
        ({"value": 6}, "Bench Press 1 × 6 at 80 kg"),
        ({"target": "workout", "load_kg": 77.5}, "Bench Press 1 × 5 at 77.5 kg"),
        ({"value": 55}, "Cycling 55 min"),
        ({"duration_s": 2700, "target": "workout"}, "Cycling 45 min"),
    ],
)
async def test_a_correction_goes_to_the_exercise_whose_figures_it_fits(desk: Desk, correction: dict[str, Any], words: str) -> None:
    await _lift_then_ride(desk)
    assert words in (await desk.run("correct_entry", **correction)).words


async def test_the_newest_exercise_is_meant_unless_an_older_one_fits_much_better(desk: Desk) -> None:
    await desk.log("bench", (5, 80), key="bench_press")
    await desk.log("squat", (5, 85), key="back_squat")
    assert "Squat" in (await desk.run("correct_entry", value=82.5)).words


def _eaten(key: str, name: str, quantity: float, unit: str = "piece") -> dict[str, Any]:
    return {"food": {"key": key, "name": name}, "quantity": quantity, "unit": unit}


BOILED = {"key": "egg_boiled", "name": "Egg, boiled"}


async def test_a_food_of_the_last_meal_is_corrected_by_its_name(desk: Desk) -> None:
    await desk.run(
        "log_meal", eaten_at="2026-03-02T08:00:00+01:00", items=[_eaten("egg_fried", "Egg, fried", 2), _eaten("banana", "Banana", 1)]
    )
    said = await desk.run("correct_entry", target="meal", food=BOILED, quantity=3)
    assert said.words.startswith("Changed: Egg, fried × 3, ")
    foods = (await desk.run("show_nutrition")).result["foods"]
    assert [(one["food"]["key"], one["quantity"]) for one in foods] == [("egg_fried", 3), ("banana", 1)]


async def test_a_food_that_was_not_in_the_meal_is_not_written_down_as_a_correction(desk: Desk) -> None:
    await desk.run("log_meal", eaten_at="2026-03-02T08:00:00+01:00", items=[_eaten("banana", "Banana", 1)])
    said = await desk.run("correct_entry", target="meal", food=BOILED, quantity=3)
    assert said.words == "I see nothing like that in your last meal (Egg, boiled). To log it, say that you ate it."
    assert [one["quantity"] for one in (await desk.run("show_nutrition")).result["foods"]] == [1]


async def test_slices_can_be_told_where_pieces_were_logged_and_grams_where_slices_were(desk: Desk) -> None:
    await desk.run("log_meal", eaten_at="2026-03-02T08:00:00+01:00", items=[_eaten("rice_white", "Rice, white, cooked", 200, "g")])
    rice = {"key": "rice_white", "name": "Rice, white, cooked"}
    assert "1 cup" in (await desk.run("correct_entry", target="meal", food=rice, quantity=1, unit="cup")).words
    assert "150 g" in (await desk.run("correct_entry", target="meal", food=rice, quantity=150, unit="g")).words


async def test_the_kcal_of_a_meal_can_be_corrected(desk: Desk) -> None:
    meal = {"food": {"key": None, "name": "meal"}, "kcal": 600, "protein_g": 30}
    await desk.run("log_meal", eaten_at="2026-03-02T13:00:00+01:00", meal="lunch", items=[meal])
    assert (await desk.run("correct_entry", target="meal", kcal=700)).words == "Changed: meal, 700 kcal (before: 600 kcal)."
    assert (await desk.run("show_nutrition")).result["figures"]["protein_g"] == 35


@pytest.mark.parametrize("said", ["delete the row", "remove the rows"])
async def test_what_is_deleted_may_be_called_by_less_than_its_name(desk: Desk, said: str) -> None:
    await desk.log("barbell row", (8, 60), key="barbell_row")
    await desk.log("bench", (5, 80), key="bench_press")
    call = understand(said, Reading("en", "metric", NOW)).calls[0]
    told = await desk.run(call.tool, **call.args)
    assert "Barbell Row" in told.words
    left = (await desk.run("show_history", period="all")).result["workouts"]
    assert [row["exercise"]["key"] for one in left for row in one["entries"]] == ["bench_press"]


async def test_what_was_never_logged_is_not_deleted(desk: Desk) -> None:
    await desk.log("bench", (5, 80), key="bench_press")
    call = understand("delete the row", Reading("en", "metric", NOW)).calls[0]
    told = await desk.run(call.tool, **call.args)
    assert isinstance(told.outcome, Refused)
    assert await _sets(desk) == [(5, 80)]
