"""The foods people can name: figures that hold together, portions as eaten, and no word with two meanings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from spotter.catalogue.food import Food
from spotter.catalogue.food_check import atwater_kcal, problems
from spotter.catalogue.foods import food, foods

PLAIN = Food(
    key="plain_cake",
    name={"en": "Plain cake", "fr": "Gâteau nature"},
    aliases={"en": ("plain cake",), "fr": ()},
    kcal=390,
    protein_g=6,
    carbs_g=56,
    fat_g=16,
    fiber_g=1,
    portions={"slice": 60},
    default_portion="slice",
)


def test_nothing_is_wrong_with_the_foods_of_the_house() -> None:
    assert problems() == []


def test_the_basic_foods_are_many_and_named_in_both_languages() -> None:
    assert len(foods()) >= 550
    assert all(one.name["en"] and one.name["fr"] for one in foods().values())


def test_an_unknown_key_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        food("moon_cheese")


def test_the_catalogue_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        foods()["plain_cake"] = PLAIN  # type: ignore[index]


@pytest.mark.parametrize(
    ("key", "grams", "kcal", "protein_g"),
    [
        ("egg_boiled", 50, 78, 6.3),
        ("banana", 118, 105, 1.3),
        ("apple", 182, 95, 0.5),
        ("chicken_breast", 140, 231, 43),
        ("rice_white", 158, 205, 4.3),
        ("milk_2_percent", 244, 122, 8.1),
        ("olive_oil", 14, 119, 0),
        ("peanut_butter", 32, 188, 8),
        ("broccoli", 156, 55, 3.7),
    ],
)
def test_a_usual_portion_has_the_figures_of_the_usda_table(key: str, grams: float, kcal: float, protein_g: float) -> None:
    eaten = food(key)
    assert any(portion == pytest.approx(grams, rel=0.05) for portion in eaten.portions.values())
    share = grams / 100
    assert eaten.kcal * share == pytest.approx(kcal, rel=0.05)
    assert eaten.protein_g * share == pytest.approx(protein_g, abs=1)


def _meant(word: str, locale: str) -> str:
    named = [f for f in foods().values() if word in (f.name[locale].casefold(), *(a.casefold() for a in f.aliases.get(locale, ())))]
    return min(named, key=lambda f: f.rank).key


@pytest.mark.parametrize(
    ("word", "locale", "key"),
    [
        ("egg", "en", "egg_boiled"),
        ("milk", "en", "milk_2_percent"),
        ("lait", "fr", "milk_whole"),
        ("bread", "en", "bread_white"),
        ("pain", "fr", "bread_baguette"),
        ("rice", "en", "rice_white"),
        ("riz", "fr", "rice_white"),
        ("jambon", "fr", "ham_sliced"),
        ("potato", "en", "potato_baked"),
    ],
)
def test_a_bare_word_means_what_people_usually_eat(word: str, locale: str, key: str) -> None:
    assert _meant(word, locale) == key


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (replace(PLAIN, kcal=90), "macronutrients amount to"),
        (replace(PLAIN, fat_g=-1), "fat of -1 g"),
        (replace(PLAIN, fiber_g=60), "more fibre"),
        (replace(PLAIN, protein_g=60), "more than 100 g"),
        (replace(PLAIN, default_portion="cup"), "default portion"),
        (replace(PLAIN, portions={"slice": 0}), "slice of 0 g"),
        (replace(PLAIN, density_g_per_ml=9.0), "density"),
        (replace(PLAIN, name={"en": "Plain cake"}), "no name in fr"),
    ],
)
def test_a_doubtful_row_is_named(wrong: Food, said: str) -> None:
    assert any("plain_cake" in one and said in one for one in problems([wrong]))


def test_a_word_may_mean_two_foods_only_where_a_rank_decides() -> None:
    twin = replace(PLAIN, key="other_cake")
    assert any("plain cake" in one for one in problems([PLAIN, twin]))
    assert problems([PLAIN, replace(twin, rank=50)]) == []


def test_a_key_may_come_only_once() -> None:
    assert any("twice" in one for one in problems([PLAIN, PLAIN]))


def test_spirits_count_their_alcohol() -> None:
    spirit = replace(PLAIN, protein_g=0, carbs_g=0, fat_g=0, fiber_g=0, alcohol_g=33.4, kcal=231)
    assert atwater_kcal(spirit) == pytest.approx(234, abs=1)
    assert problems([spirit]) == []
