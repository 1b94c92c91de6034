"""Meals told by their kcal, without a part of them, taken back, corrected or wished for."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from spotter.language.slips import take_back
from spotter.language.understand import understand
from spotter.language.understanding import Locale, Reading, Understanding

NOW = datetime.fromisoformat("2026-03-04T21:30:00+01:00")


def read(text: str, locale: Locale = "en") -> Understanding:
    return understand(text, Reading(locale, "metric", NOW))


def eaten(text: str, locale: Locale = "en") -> list[dict[str, Any]]:
    return [item for call in read(text, locale).calls if call.tool == "log_meal" for item in call.args["items"]]


@pytest.mark.parametrize(
    ("text", "locale", "meal", "kcal"),
    [
        ("breakfast: 420 kcal", "en", "breakfast", 420),
        ("supper 750 cals", "en", "dinner", 750),
        ("lunch came to about 680 calories", "en", "lunch", 680),
        ("had a 550 calorie dinner", "en", "dinner", 550),
        ("ate around 300 kcal", "en", None, 300),
        ("dîner : 820 kcal", "fr", "dinner", 820),
        ("avalé à peu près 380 calories ce midi", "fr", "lunch", 380),
        ("j'ai pris un goûter de 210 kcal", "fr", "snack", 210),
    ],
)
def test_a_meal_told_by_its_kcal_is_logged_as_told(text: str, locale: Locale, meal: str | None, kcal: float) -> None:
    calls = [call for call in read(text, locale).calls if call.tool == "log_meal"]
    assert [(call.args["meal"], call.args["items"][0]["kcal"], call.args["items"][0]["food"]["key"]) for call in calls] == [
        (meal, kcal, None)
    ]


def test_figures_beside_the_kcal_are_kept_and_two_meals_stay_two() -> None:
    item = eaten("lunch: 700 kcal, 52g protein, 20 g of fat")[0]
    assert (item["kcal"], item["protein_g"], item["fat_g"], item["carbs_g"]) == (700, 52, 20, None)
    assert [item["kcal"] for item in eaten("breakfast 300 kcal, dinner 800 kcal")] == [300, 800]


@pytest.mark.parametrize(
    "text",
    [
        "lunch should be 500 kcal",
        "a 600 kcal dinner",
        "burned 450 kcal before lunch",
        "ate 2400 kcal today",
        "I have 500 kcal left for dinner",
        "is 700 kcal ok for lunch?",
        "make me a 500 kcal dinner",
        "prépare-moi un dîner de 500 kcal",
    ],
)
def test_kcal_that_nobody_ate_in_one_meal_are_not_logged(text: str) -> None:
    assert eaten(text) == []


@pytest.mark.parametrize(
    ("text", "locale", "args"),
    [
        ("can you suggest a 450 kcal breakfast?", "en", {"kcal": 450, "meal": "breakfast"}),
        ("find me a high protein lunch under 600 calories", "en", {"kcal": 600, "meal": "lunch", "focus": "protein"}),
        ("what can I cook for 700 kcal tonight", "en", {"kcal": 700, "meal": "dinner"}),
        ("trouve-moi un repas à 550 kcal", "fr", {"kcal": 550}),
        ("je cherche une idée de petit déjeuner à 400 calories", "fr", {"kcal": 400, "meal": "breakfast"}),
    ],
)
def test_a_wish_for_a_meal_of_so_many_kcal_asks_for_ideas(text: str, locale: Locale, args: dict[str, Any]) -> None:
    assert [(call.tool, call.args) for call in read(text, locale).calls] == [("suggest_meal", {"situation": "general"} | args)]


@pytest.mark.parametrize(
    ("text", "locale", "keys"),
    [
        ("2 cheeseburgers without cheese", "en", ["hamburger"]),
        ("a ham and cheese sandwich, no cheese, and an apple", "en", ["ham_sandwich", "apple"]),
        ("steak with fries, no ketchup", "en", ["beef_steak", "fries"]),
        ("had 3 eggs and no toast", "en", ["egg_boiled"]),
        ("une omelette sans fromage", "fr", ["omelet"]),
        ("un coca sans sucre", "fr", ["cola_diet"]),
    ],
)
def test_what_is_left_out_is_no_food_of_the_meal(text: str, locale: Locale, keys: list[str]) -> None:
    assert [item["food"]["key"] for item in eaten(text, locale)] == keys


@pytest.mark.parametrize(("whole", "part", "locale"), [("a burger", "no bun", "en"), ("un burger", "sans pain", "fr")])
def test_the_bun_that_is_left_out_is_taken_off_the_figures(whole: str, part: str, locale: Locale) -> None:
    less, more = eaten(f"{'I had' if locale == 'en' else 'mangé'} {whole} {part}", locale)[0], eaten(f"2 {whole[2:]}s", "en")[0]
    assert 0 < less["kcal"] < more["kcal"] / 2
    assert less["carbs_g"] < more["carbs_g"] / 4
    assert "without" not in less


def test_a_part_whose_figures_nobody_knows_is_named_and_what_is_added_by_hand_is_not() -> None:
    assert eaten("had a chicken burrito without guacamole")[0]["without"] == ["guacamole"]
    assert "without" not in eaten("had a coffee, no sugar")[0]


@pytest.mark.parametrize(
    ("text", "locale", "meant"),
    [
        ("had 5 biscuits, well 4", "en", "had 4 biscuits"),
        ("ate two bananas, no three", "en", "ate three bananas"),
        ("ran 8 km... actually 9", "en", "ran 9 km"),
        ("squat 3x5 90kg, sorry 95kg", "en", "squat 3x5 95kg"),
        ("had 3, i mean 2 croissants", "en", "had 2 croissants"),
        ("mangé 6 sushis, enfin 8", "fr", "mangé 8 sushis"),
        ("deux tranches de pain, non trois", "fr", "trois tranches de pain"),
        ("bench 3x5 80kg, actually 4 sets", "en", "bench 3x5 80kg, actually 4 sets"),
        ("2 eggs, no 3 slices of ham", "en", "2 eggs, no 3 slices of ham"),
        ("pain 6/10, well 4", "en", "pain 6/10, well 4"),
        ("slept well 7 hours", "en", "slept well 7 hours"),
        ("8, 8, 5 reps, well done", "en", "8, 8, 5 reps, well done"),
    ],
)
def test_a_number_taken_back_in_the_same_breath_is_replaced(text: str, locale: Locale, meant: str) -> None:
    assert take_back(text, locale) == meant
    assert take_back(meant, locale) == meant


@pytest.mark.parametrize(
    ("text", "locale", "args"),
    [
        ("sorry, 4 eggs", "en", {"food": "egg_boiled", "quantity": 4}),
        ("no, 150g of rice", "en", {"food": "rice_white", "quantity": 150, "unit": "g"}),
        ("make that two coffees", "en", {"food": "coffee_black", "quantity": 2}),
        ("pardon, deux bananes", "fr", {"food": "banana", "quantity": 2}),
        ("it was 720 kcal", "en", {"kcal": 720}),
        ("en fait c'était 540 calories", "fr", {"kcal": 540}),
        ("actually I only had 3 of them", "en", {"value": 3}),
        ("j'en ai pris 4, enfin 3", "fr", {"value": 3}),
    ],
)
def test_a_bare_correction_with_a_food_changes_the_last_meal(text: str, locale: Locale, args: dict[str, Any]) -> None:
    found = [(call.tool, dict(call.args)) for call in read(text, locale).calls]
    assert [tool for tool, _ in found] == ["correct_entry"]
    food = found[0][1].pop("food", None)
    assert found[0][1] | ({"food": food["key"]} if food else {}) == {"target": "meal"} | args


@pytest.mark.parametrize("text", ["oh and 2 eggs", "no breakfast today", "no, chicken", "just 3 eggs for lunch"])
def test_more_food_or_another_food_is_no_correction(text: str) -> None:
    assert "correct_entry" not in [call.tool for call in read(text).calls]


@pytest.mark.parametrize(
    ("text", "locale"),
    [("coffee with sugar and 2 eggs", "en"), ("tea, no sugar, 3 biscuits", "en"), ("un café sans sucre et 2 croissants", "fr")],
)
def test_sugar_in_a_cup_is_no_blood_sugar(text: str, locale: Locale) -> None:
    assert read(text, locale).safety.level == "none"
    assert read("my sugar is 48", "en").safety.level == "T1"
    assert read("taux de sucre 2,5 ce matin", "fr").safety.level == "T1"


def test_a_meal_is_undone_by_its_name_and_tomorrows_workout_is_no_history() -> None:
    assert [(call.tool, call.args.get("target")) for call in read("undo that last meal").calls] == [("delete_entry", "meal")]
    assert [call.tool for call in read("whats my workout tomorow?").calls] == ["today_workout"]


@pytest.mark.parametrize(
    "text",
    ["write me a 2100 calorie menu", "I've 550 kcal left for tonight", "I only finished half of it", "fais-moi un menu à 1900 kcal"],
)
def test_what_is_left_of_food_goes_to_nutrition(text: str) -> None:
    assert [left.agent for left in read(text).residue] == ["nutrition"]
