"""What people find when they look for a food."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.catalogue.food_search import resolve_food, search_foods


def first(query: str) -> str:
    return search_foods(query, limit=1)[0].food.name["en"].lower()


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("banannas", "banana"),
        ("brocolli", "broccoli"),
        ("YOGHURT", "yogurt"),
        ("oeuf", "egg"),
        ("œufs", "egg"),
        ("crème fraîche", "cr"),
        ("hotdog", "hot dog"),
        ("peanutbutter", "peanut butter"),
        ("blanc de poulet", "chicken"),
    ],
)
def test_typos_plurals_accents_and_french_find_the_food(query: str, word: str) -> None:
    assert word in first(query)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("whole milk", "skim milk"),
        ("cola", "diet cola"),
        ("chocolate milk", "milk chocolate"),
        ("tuna in oil", "tuna in water"),
        ("rice, raw", "rice, cooked"),
        ("oranges", "orange juice"),
    ],
)
def test_descriptors_that_contradict_each_other_find_different_foods(one: str, other: str) -> None:
    assert first(one) != first(other)


def test_usda_names_read_backwards_too() -> None:
    assert first("yogurt, plain, nonfat") == first("nonfat plain yogurt")


def test_an_unknown_word_resolves_to_no_food() -> None:
    assert resolve_food("flumpswizzle") is None


def test_a_known_food_resolves_with_a_margin() -> None:
    found = resolve_food("banana")
    assert found is not None
    assert found.score > 0.9
    assert found.margin >= 0


@given(st.text(max_size=60))
@settings(max_examples=80)
def test_any_text_can_be_searched(query: str) -> None:
    assert all(0 <= match.score <= 1 for match in search_foods(query))


@pytest.mark.parametrize(
    ("word", "locale", "key"), [("prune", "en", "prunes"), ("prune", "fr", "plum"), ("raisin", "en", "raisins"), ("raisin", "fr", "grapes")]
)
def test_a_word_of_two_languages_means_what_it_means_in_the_persons(word: str, locale: str, key: str) -> None:
    found = resolve_food(word, locale=locale)
    assert found is not None
    assert found.food.key == key
    assert search_foods(word, limit=1, locale=locale)[0].food.key == key
