"""What people get logged when they tell what they ate."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.language.meals import parse_meal
from spotter.language.understanding import Locale, Parse, Reading

NOW = datetime.fromisoformat("2026-03-02T20:30:00+01:00")


def read(text: str, locale: Locale = "en") -> Parse | None:
    return parse_meal(text, Reading(locale=locale, units="metric", now=NOW))


def meal(text: str, locale: Locale = "en") -> dict[str, Any]:
    found = read(text, locale)
    assert found is not None
    return found.calls[0].args


def weights(text: str, locale: Locale = "en") -> list[float]:
    return [item["grams"] for item in meal(text, locale)["items"]]


@pytest.mark.parametrize(
    ("text", "grams"),
    [
        ("ate 180g of salmon and 0.2 kg potatoes", [180, 200]),
        ("I drank 25 cl of red wine", [250]),
        ("had a banana that weighs 110g", [110]),
        ("I had three eggs for breakfast", [150]),
        ("lunch: 2 x 60 g bread", [120]),
        ("I ate ½ a cup of cooked rice", [79]),
    ],
)
def test_amounts_become_grams(text: str, grams: list[float]) -> None:
    assert weights(text) == pytest.approx(grams, rel=0.08)


def test_french_meals_read_as_english_ones() -> None:
    assert weights("ce midi j'ai mangé 150 g de riz et 2 œufs", "fr") == pytest.approx([150, 100], rel=0.05)


@pytest.mark.parametrize(
    "text",
    [
        "is butter healthy?",
        "what should I eat before training",
        "how many calories in two eggs",
        "I eat four eggs every day",
        "I'm going to have pasta tonight",
        "find a recipe for pancakes",
        "combien de calories dans une banane",
        "je vais manger du poulet ce soir",
        "squat 5x5 100kg",
        "my weight is 82 kg",
        "I had a good workout",
        "I had knee pain on the stairs",
        "",
    ],
)
def test_what_nobody_ate_is_no_meal(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "name", "hour"),
    [
        ("Breakfast: two eggs", "breakfast", 8),
        ("yesterday for lunch I had 200g of pasta", "lunch", 12),
        ("I had an apple as a snack", "snack", 16),
        ("I ate an apple", None, 20),
    ],
)
def test_the_meal_and_its_hour(text: str, name: str | None, hour: int) -> None:
    args = meal(text)
    assert args["meal"] == name
    assert datetime.fromisoformat(args["eaten_at"]).hour == hour


def test_a_meal_is_never_in_the_future() -> None:
    early = Reading(locale="en", units="metric", now=NOW.replace(hour=6))
    found = parse_meal("I had pizza for dinner", early)
    assert found is not None
    assert datetime.fromisoformat(found.calls[0].args["eaten_at"]) <= early.now


def test_the_persons_own_figures_win() -> None:
    assert meal("I ate a 350 calorie muffin")["items"][0]["kcal"] == 350
    bar = meal("ate a protein bar, 210 kcal, 21g protein")["items"][0]
    assert (bar["kcal"], bar["protein_g"]) == (210, 21)


def test_an_unknown_food_is_asked_for_and_the_rest_is_logged() -> None:
    found = read("I had a flumpswizzle and a banana")
    assert found is not None
    assert found.question is not None
    assert "flumpswizzle" in found.question.text
    assert len(found.calls[0].args["items"]) == 1


def test_what_is_no_food_is_left_for_the_other_grammars() -> None:
    found = read("ate two eggs and bench 3x5 80kg")
    assert found is not None
    assert found.leftover == ("bench 3x5 80kg",)


def test_toppings_weigh_little_and_sides_weigh_a_portion() -> None:
    assert weights("I had a bowl of chili with cheese")[-1] <= 40
    assert sum(weights("I had 300g of spaghetti with mushrooms")) == pytest.approx(300)


def test_decoration_changes_nothing() -> None:
    assert weights("I savored a deliciously creamy 150g bowl of lentil soup, which was wonderful") == weights("I had 150g lentil soup")


@given(st.text(max_size=120))
@settings(max_examples=100)
def test_any_text_can_be_read(text: str) -> None:
    found = read(f"I ate {text}")
    assert found is None or all(item["kcal"] is not None for call in found.calls for item in call.args.get("items", []))
