"""What is told beside something else is logged, asked about or left for somebody: it is never lost."""

from __future__ import annotations

from datetime import datetime

import pytest

from spotter.language.understand import understand
from spotter.language.understanding import Locale, Reading, Understanding

NOW = datetime.fromisoformat("2026-03-02T18:30:00+01:00")


def meant(text: str, locale: Locale = "en") -> Understanding:
    return understand(text, Reading(locale, "metric", NOW))


def tools(text: str, locale: Locale = "en") -> list[str]:
    return [call.tool for call in meant(text, locale).calls]


def foods(text: str, locale: Locale = "en") -> list[str]:
    return [item["food"]["key"] for call in meant(text, locale).calls if call.tool == "log_meal" for item in call.args["items"]]


@pytest.mark.parametrize(
    ("locale", "text", "eaten", "others"),
    [
        ("en", "three eggs, 60 g of oats and an apple, then ran 8k in 45:10", 3, {"log_workout"}),
        ("en", "bench 3x5 80kg, then a protein shake and a banana", 2, {"log_workout"}),
        ("en", "squat 5x5 100kg + 3 eggs", 1, {"log_workout"}),
        ("fr", "couru 6 km puis une banane", 1, {"log_workout"}),
        ("fr", "développé couché 3x5 80 kg, puis 200 g de riz et un steak", 2, {"log_workout"}),
        ("en", "my elbow hurts and I had a banana", 1, {"report_pain"}),
        ("en", "oh and I did 3x5 squats at 100 kg this morning though, and a banana after", 1, {"log_workout"}),
        ("en", "bench 3x5 80kg, two eggs before", 1, {"log_workout"}),
        ("fr", "3x10 goblet squat à 16 kg ce matin, et une banane après", 1, {"log_workout"}),
    ],
)
def test_a_meal_beside_something_else_is_logged(locale: Locale, text: str, eaten: int, others: set[str]) -> None:
    assert len(foods(text, locale)) == eaten
    assert others <= set(tools(text, locale))


@pytest.mark.parametrize("text", ["leg day then mac and cheese", "yoga then a greek yogurt"])
def test_training_without_figures_before_a_meal_is_left_over(text: str) -> None:
    assert len(foods(text)) == 1
    assert meant(text).residue


@pytest.mark.parametrize("text", ["bench 3x5 80kg, then rows 3x10 50kg, then bar only 10", "my knee hurts and I had an MRI"])
def test_what_is_no_food_is_no_meal(text: str) -> None:
    assert not foods(text)


@pytest.mark.parametrize("text", ["bench 5x5 80kg, left shoulder felt weird", "3x5 squats at 100 kg and my knee clicked a lot"])
def test_a_body_part_that_felt_odd_is_no_remark_on_the_sets(text: str) -> None:
    understood = meant(text)
    assert tools(text) == ["log_workout"]
    assert [left.agent for left in understood.residue] == ["injury"]


@pytest.mark.parametrize("text", ["bench 5x5 80kg, felt easy", "squat 3x5 100kg, legs felt great", "bench 5x5 80kg, then done"])
def test_a_remark_on_the_sets_asks_for_nothing(text: str) -> None:
    assert tools(text) == ["log_workout"]
    assert not meant(text).residue
