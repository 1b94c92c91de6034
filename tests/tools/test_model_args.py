"""What a model passes becomes arguments on the person's own terms, or a refusal that it can mend."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.clock import FixedClock
from spotter.errors import ToolError
from spotter.language.understanding import Locale, Units
from spotter.store.engine import Database
from spotter.store.queries.turns import Lease
from spotter.store.uow import Store
from spotter.tools.context import CoachContext
from spotter.tools.model_args import from_model
from spotter.tools.registry import tools

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 3, 2, 18, 30, tzinfo=UTC).astimezone(PARIS)  # a Monday, half past seven in the evening


def context(locale: Locale = "en", units: Units = "metric") -> CoachContext:
    """A turn whose store is never opened."""
    store = Store(Database("sqlite+aiosqlite://"), FixedClock(NOW))
    return CoachContext(Lease("turn", "person", 1), "", "app", locale, units, None, PARIS, NOW, store)


def read(tool: str, args: Any, text: str = "", locale: Locale = "en", units: Units = "metric") -> dict[str, Any]:
    return from_model(tools()[tool], args, text, context(locale, units))


def one_set(args: dict[str, Any], text: str = "", exercise: Any = "bench press", units: Units = "metric") -> dict[str, Any]:
    """How one set of a workout is read."""
    call = {"date": "2026-03-02", "entries": [{"exercise": exercise, "sets": [args]}]}
    found: dict[str, Any] = read("log_workout", call, text, units=units)["entries"][0]["sets"][0]
    return found


def foods(*items: dict[str, Any] | str, text: str = "", locale: Locale = "en") -> list[dict[str, Any]]:
    """How the foods of a meal are read."""
    found: list[dict[str, Any]] = read("log_meal", {"items": list(items)}, text, locale)["items"]
    return found


def refusal(tool: str, args: Any, text: str = "") -> str:
    with pytest.raises(ToolError) as refused:
        read(tool, args, text)
    assert len(refused.value.text) < 400
    return refused.value.text


@pytest.mark.parametrize("named", ["bench press", "Bench Press", {"name": "bench press"}, {"key": "made_up", "name": "bench press"}])
def test_an_exercise_is_found_by_its_name_whatever_key_a_model_makes_up(named: object) -> None:
    found = read("show_records", {"exercise": named})
    assert found == {"exercise": {"key": "bench_press", "name": "Bench Press"}}


def test_an_exercise_of_no_catalogue_keeps_its_words() -> None:
    assert read("show_records", {"exercise": "Turbo flurb"}) == {"exercise": {"key": None, "name": "Turbo flurb"}}


def test_what_is_in_the_plan_keeps_the_name_it_was_called_by() -> None:
    assert read("change_plan", {"change": "swap", "exercise": "rows", "instead": "pull ups"})["exercise"]["name"] == "rows"


def test_a_food_gets_the_figures_of_the_house_not_those_of_the_model() -> None:
    (egg,) = foods({"food": "boiled egg", "quantity": 2, "kcal": 900, "protein_g": 80}, text="had 2 boiled eggs")
    assert (egg["food"]["key"], egg["grams"], egg["kcal"]) == ("egg_boiled", 100.0, 155.0)


def test_figures_that_the_person_stated_win() -> None:
    (bar,) = foods({"food": "granola bar", "kcal": 190}, text="a granola bar, 190 kcal says the label")
    (stew,) = foods({"food": "grandma's zorb", "kcal": 650}, text="grandma's zorb, about 650 calories")
    assert bar["kcal"] == 190
    assert stew == {"food": {"key": None, "name": "grandma's zorb"}, "kcal": 650}


def test_a_dish_of_two_foods_becomes_two_items() -> None:
    keys = [item["food"]["key"] for item in foods("150 g chicken breast and 200 g rice")]
    assert len(keys) == 2
    assert keys[0] == "chicken_breast"


@pytest.mark.parametrize(("quantity", "unit", "grams"), [(150, "g", 150), ("0.25", "kg", 250), (1, "slice", 25), (None, "slices", 25)])
def test_an_amount_is_weighed_as_the_grammar_of_meals_does(quantity: object, unit: str, grams: float) -> None:
    (toast,) = foods({"food": "toast", "quantity": quantity, "unit": unit})
    assert toast["grams"] == grams


def test_a_unit_that_nobody_knows_is_refused_with_those_there_are() -> None:
    assert "slice" in refusal("log_meal", {"items": [{"food": "toast", "quantity": 1, "unit": "blob"}]})


@pytest.mark.parametrize(
    ("load", "text", "units", "kg"),
    [
        (80, "bench 80kg x5", "metric", 80),
        ("80kg", "", "metric", 80),
        ("80,5", "", "metric", 80.5),
        ("180 lb", "", "metric", 81.65),
        (225, "bench 225 lb x5", "metric", 102.06),
        (102, "bench 225 lb x5", "metric", 102.06),
        (101, "bench 100 kg, then 101 kg", "metric", 101),
        (225, "bench 225x5", "imperial", 102.06),
        (225, "bench 5x225", "imperial", 102.06),
        (102.06, "bench 225x5", "imperial", 102.06),
        (100, "bench 100 kg", "imperial", 100),
    ],
)
def test_a_load_is_in_kg_whatever_unit_was_written(load: object, text: str, units: Units, kg: float) -> None:
    assert one_set({"reps": "5", "load_kg": load}, text, units=units) == {"reps": 5, "load_kg": kg}


def test_distance_and_time_follow_the_persons_words() -> None:
    assert one_set({"duration_s": 30, "distance_m": 5}, "ran 5 km in 30 min", "running") == {"duration_s": 1800, "distance_m": 5000}


@pytest.mark.parametrize("load", [float("nan"), float("inf"), 1e308, 10**400, "NaN", "heavy", True, [80], {"kg": 80}, "8-12"])
def test_what_is_no_number_is_refused(load: object) -> None:
    text = refusal("log_workout", {"entries": [{"exercise": "squat", "sets": [{"reps": 5, "load_kg": load}]}]})
    assert text.startswith("load_kg")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026-02-28", "2026-02-28"),
        ("today", "2026-03-02"),
        ("Yesterday", "2026-03-01"),
        ("hier", "2026-03-01"),
        ("last friday", "2026-02-27"),
        ("2026-03-02T00:30:00+09:00", "2026-03-01"),
    ],
)
def test_a_day_is_on_the_persons_calendar(said: str, day: str) -> None:
    assert read("today_workout", {"date": said}) == {"date": day}


@pytest.mark.parametrize("said", ["2026-02-30", "0001-01-01T00:00:00+14:00", "9999-12-31", "soon", 20260302, "today; DROP TABLE workout"])
def test_a_day_that_does_not_exist_is_refused(said: object) -> None:
    assert refusal("today_workout", {"date": said}).startswith("date")


def test_a_workout_without_a_date_is_on_the_day_that_the_message_names() -> None:
    call = {"entries": [{"exercise": "squat", "sets": [{"reps": 5}]}]}
    assert read("log_workout", call, "squatted yesterday")["date"] == "2026-03-01"
    assert read("log_workout", call, "squatted")["date"] == "2026-03-02"


@pytest.mark.parametrize(
    ("said", "at"),
    [("2026-03-02T12:00", "2026-03-02T12:00:00+01:00"), ("yesterday", "2026-03-01T12:00:00+01:00"), ("now", NOW.isoformat())],
)
def test_a_moment_without_an_offset_is_on_the_persons_clock(said: str, at: str) -> None:
    assert read("log_readiness", {"energy": 4, "at": said})["at"] == at


def test_a_reminder_is_ahead() -> None:
    assert read("set_reminder", {"text": "water", "at": "tomorrow at 7"})["at"] == "2026-03-03T07:00:00+01:00"
    assert refusal("set_reminder", {"text": "water", "at": "banana"}).startswith("at")


def test_a_measurement_is_kept_in_the_unit_of_the_house() -> None:
    assert read("log_metric", {"metric": "weight", "value": 180, "unit": "lb"}) == {"metric": "weight", "value": 81.65, "unit": "kg"}
    assert read("log_metric", {"metric": "weight", "value": 180, "unit": "kg"}, "I weigh 180 lb")["value"] == 81.65
    assert read("log_metric", {"metric": "blood_pressure", "value": "120/80", "unit": "mmHg"})["value"] == [120, 80]


def test_words_of_a_list_are_taken_however_they_are_spelled() -> None:
    assert read("report_pain", {"region": "Lower Back", "severity": "7/10"}) == {"region": "lower_back", "severity": 7}
    assert read("update_profile", {"weekdays": ["Monday", "ven"], "height_cm": "5'11"}) == {"weekdays": [0, 4], "height_cm": 180.34}


def test_a_word_of_no_list_is_refused_with_the_list() -> None:
    assert "shoulder" in refusal("report_pain", {"region": "soul"})


def test_null_and_empty_mean_not_given() -> None:
    assert read("show_history", {"period": "week", "date": None, "exercise": ""}) == {"period": "week"}


@pytest.mark.parametrize("name", ["user_id", "load_lb", "key"])
def test_an_argument_that_there_is_not_is_refused_not_lost(name: str) -> None:
    assert refusal("show_history", {name: "42"}).startswith(name)


def test_figures_of_a_correction_are_the_persons_to_state() -> None:
    assert read("correct_entry", {"target": "meal", "kcal": 500}, "no, it was 500 kcal")["kcal"] == 500
    assert refusal("correct_entry", {"target": "meal", "kcal": 500}, "no, it was less").startswith("kcal")


def test_a_missing_or_impossible_argument_is_named() -> None:
    assert refusal("resolve_pain", {}).startswith("region")
    assert "reps" in refusal("log_workout", {"entries": [{"exercise": "squat", "sets": [{}]}]})
    assert refusal("log_readiness", {"energy": 9}).startswith("energy")


_GARBAGE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=60)
    | st.sampled_from(["[" * 3000, "9" * 5000, "x" * 20_000]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@given(tool=st.sampled_from(sorted(tools())), data=st.data(), units=st.sampled_from(["metric", "imperial"]), text=st.text(max_size=40))
@settings(max_examples=400, deadline=timedelta(seconds=5))
def test_whatever_a_model_passes_is_plain_json_or_a_refusal(tool: str, data: st.DataObject, units: Units, text: str) -> None:
    names = sorted(tools()[tool].args.model_fields)
    keys = st.sampled_from(names) | st.text(max_size=8) if names else st.text(max_size=8)
    args = data.draw(st.dictionaries(keys, _GARBAGE, max_size=5))
    with suppress(ToolError):
        found = read(tool, args, text, units=units)
        tools()[tool].args.model_validate(json.loads(json.dumps(found, allow_nan=False)))
