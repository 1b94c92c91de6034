"""What people get logged when they tell of meals as people do: shared, skipped, several at once, with the amount said last."""

from __future__ import annotations

from datetime import datetime

import pytest

from spotter.language.meals import parse_meal
from spotter.language.understanding import Locale, Parse, Reading

NOW = datetime.fromisoformat("2026-03-02T21:30:00+01:00")


def read(text: str, locale: Locale = "en") -> Parse | None:
    return parse_meal(text, Reading(locale=locale, units="metric", now=NOW))


def eaten(text: str, locale: Locale = "en") -> dict[str, float]:
    found = read(text, locale)
    return {item["food"]["key"]: item["grams"] for call in found.calls for item in call.args["items"]} if found else {}


@pytest.mark.parametrize(
    ("text", "locale", "meals"),
    [
        ("breakfast: porridge and a pear; lunch: a ham sandwich", "en", ["breakfast", "lunch"]),
        ("for breakfast I had toast and for dinner a burrito", "en", ["breakfast", "dinner"]),
        ("lunch was a salad and dinner was pork chops", "en", ["lunch", "dinner"]),
        ("petit dej: un yaourt, midi: une omelette, soir: du riz", "fr", ["breakfast", "lunch", "dinner"]),
        ("lunch: bread and soup", "en", ["lunch"]),
    ],
)
def test_each_meal_of_a_message_is_logged_by_itself(text: str, locale: Locale, meals: list[str]) -> None:
    found = read(text, locale)
    assert found is not None
    assert [call.args["meal"] for call in found.calls] == meals


@pytest.mark.parametrize(
    "text",
    [
        "skipped dinner",
        "no breakfast today",
        "I had nothing for lunch",
        "didn't eat anything",
        "same lunch as yesterday",
        "I had 3 of them",
        "dinner was great",
        "protein",
        "I ate well today",
        "ate way too much",
        "I ate late yesterday",
    ],
)
def test_what_was_not_eaten_or_only_pointed_at_is_no_meal(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "locale", "whole", "share"),
    [
        ("split a pizza with my sister", "en", "ate a pizza", 1 / 2),
        ("shared a pizza with two friends", "en", "ate a pizza", 1 / 3),
        ("ate half of a large pizza", "en", "ate a large pizza", 1 / 2),
        ("ate a third of a baguette", "en", "ate a baguette", 1 / 3),
        ("j'ai mangé la moitié d'une pizza", "fr", "j'ai mangé une pizza", 1 / 2),
        ("had 2/3 of a cup of rice", "en", "had a cup of rice", 2 / 3),
    ],
)
def test_a_share_is_that_part_of_the_whole(text: str, locale: Locale, whole: str, share: float) -> None:
    parts, wholes = eaten(text, locale), eaten(whole, locale)
    assert parts.keys() == wholes.keys()
    assert sum(parts.values()) == pytest.approx(sum(wholes.values()) * share, rel=0.02)


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("ate cherry tomatoes, 2 cups, and 3 eggs", "en", 3 * 50),
        ("had two eggs, then two more", "en", 4 * 50),
        ("boiled eggs x3 and a coffee", "en", 3 * 50),
    ],
)
def test_amounts_said_late_still_count(text: str, locale: Locale, expected: float) -> None:
    assert eaten(text, locale)["egg_boiled"] == pytest.approx(expected)


def test_a_row_without_commas_is_its_foods() -> None:
    assert set(eaten("had eggs yogurt banana")) >= {"egg_boiled", "banana"}


def test_and_between_two_foods_keeps_them_apart_unless_people_name_them_together() -> None:
    assert {"beef_steak", "fries"} <= set(eaten("dinner: steak and fries"))
    assert set(eaten("had mac and cheese")) == {"mac_and_cheese"}


@pytest.mark.parametrize(
    ("text", "key"),
    [("un demi", "beer"), ("un verre de rouge", "wine_red"), ("j'ai bu un thé", "tea"), ("j'ai mangé une prune", "plum")],
)
def test_french_words_mean_what_they_mean_in_french(text: str, key: str) -> None:
    assert key in eaten(text, "fr")


def test_the_hour_that_is_told_is_kept() -> None:
    found = read("I had an apple at 3pm")
    assert found is not None
    assert datetime.fromisoformat(found.calls[0].args["eaten_at"]).hour == 15


@pytest.mark.parametrize("text", ["I ate a bowl of flumpish zorblax stew", "I ate some flumpswizzle"])
def test_a_dish_of_something_unknown_is_asked_for(text: str) -> None:
    found = read(text)
    assert found is not None
    assert not found.calls
    assert found.question is not None
