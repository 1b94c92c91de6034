"""What people get logged for meals told in a row, with amounts inside or behind, by their parts, and what of it is no meal."""

from __future__ import annotations

from datetime import datetime

import pytest

from spotter.language.understand import understand
from spotter.language.understanding import Call, Locale, Reading

NOW = datetime.fromisoformat("2026-03-02T21:30:00+01:00")


def calls(text: str, locale: Locale = "en") -> tuple[Call, ...]:
    return understand(text, Reading(locale=locale, units="metric", now=NOW)).calls


def eaten(text: str, locale: Locale = "en") -> dict[str, float]:
    logged = [item for call in calls(text, locale) if call.tool == "log_meal" for item in call.args["items"]]
    return {item["food"]["key"]: item["grams"] for item in logged}


@pytest.mark.parametrize(
    ("text", "locale", "keys"),
    [
        ("2 pancakes butter syrup and orange juice", "en", {"butter", "orange_juice"}),
        ("3 eggs 2 sausages beans tomato", "en", {"egg_boiled", "sausage_pork", "baked_beans", "tomato"}),
        ("une banane deux kiwis et un carré de chocolat noir", "fr", {"banana", "kiwi", "chocolate_dark"}),
        ("big mac large fries medium coke", "en", {"big_mac", "fries", "cola"}),
        ("smoothie: 1 cup strawberries, 1 banana, 1 cup almond milk", "en", {"strawberries", "banana", "almond_milk"}),
        ("shake with 2 scoops whey and 300 ml skim milk", "en", {"whey_protein", "milk_skim"}),
        ("lunch chicken wrap and a cola", "en", {"chicken_wrap", "cola"}),
        ("turkey and avocado sandwich with 1 apple", "en", {"turkey_sandwich", "avocado", "apple"}),
    ],
)
def test_every_food_of_a_row_is_logged(text: str, locale: Locale, keys: set[str]) -> None:
    assert eaten(text, locale).keys() >= keys


@pytest.mark.parametrize(
    ("text", "locale", "grams"),
    [
        ("chicken breast 200g, rice 150g", "en", [200, 150]),
        ("muesli 60g lait 150ml", "fr", [60, 154.5]),
        ("chicken noodle soup one can", "en", [488]),
        ("lentil soup a big bowl", "en", [483.6]),
        ("spaghetti carbonara une assiette", "fr", [375]),
        ("half a rotisserie chicken", "en", [299]),
        ("half a cantaloupe", "en", [275]),
        ("gnocchi with pesto 250g", "en", [250]),
        ("a bottle of prosecco between two", "en", [375]),
        ("had a pizza shared with 2 friends", "en", [160]),
        ("500ml whole milk", "en", [515]),
    ],
)
def test_amounts_inside_and_behind_the_names_count(text: str, locale: Locale, grams: list[float]) -> None:
    assert list(eaten(text, locale).values()) == pytest.approx(grams, rel=0.08)


def test_a_side_is_a_plate_a_sauce_a_spoon_and_a_drink_a_glass() -> None:
    assert eaten("chicken tikka masala with rice")["rice_white"] == pytest.approx(158)
    assert eaten("chicken sandwich with fries and a lemonade")["fries"] > 100
    assert eaten("had a spinach salad with salmon")["salmon"] == pytest.approx(85, abs=5)


def test_a_word_of_two_meanings_is_known_by_its_company() -> None:
    assert "tortilla_chips" in eaten("had chips and guac")
    assert "potato_chips" in eaten("had a sandwich and chips")
    assert "baked_beans" in eaten("2 slices of toast and beans")


@pytest.mark.parametrize(
    ("text", "locale", "millilitres"),
    [
        ("j'ai bu un litre d'eau", "fr", 1000),
        ("drank 3 glasses of water", "en", 750),
        ("for lunch i had an apple and 500 ml of water", "en", 500),
    ],
)
def test_water_is_drunk_and_not_eaten(text: str, locale: Locale, millilitres: float) -> None:
    drunk = [call.args["value"] for call in calls(text, locale) if call.tool == "log_metric"]
    assert drunk == [pytest.approx(millilitres, rel=0.05)]
    assert "water" not in eaten(text, locale)


def test_a_food_nobody_knows_is_asked_for_and_the_rest_logged() -> None:
    understood = understand("200g chicken, 100g rice and 2 flumpswizzles", Reading("en", "metric", NOW))
    assert len(eaten("200g chicken, 100g rice and 2 flumpswizzles")) == 2
    assert understood.question is not None
    assert "flumpswizzles" in understood.question.text


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("bought 12 eggs and a loaf of bread", "en"),
        ("kids had nuggets and fries", "en"),
        ("thinking chicken and rice for dinner, thoughts?", "en"),
        ("add more fish to my diet", "en"),
        ("need to buy chicken, rice and broccoli", "en"),
        ("je supporte mal le lait", "fr"),
        ("je mange végétarien", "fr"),
    ],
)
def test_what_was_not_eaten_is_no_meal(text: str, locale: Locale) -> None:
    assert not eaten(text, locale)


def test_a_drink_without_sugar_is_one() -> None:
    assert eaten("a coke zero and a banana").keys() == {"cola_diet", "banana"}
    assert eaten("un coca zéro et une banane", "fr").keys() == {"cola_diet", "banana"}
