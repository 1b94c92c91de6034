"""What somebody gets who logs meals and looks at what they ate."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.ids import new_id
from spotter.messages import ProgressBlock, TableBlock
from spotter.store.queries.entries import items_of, last_meal
from spotter.store.tables import SafetyHold
from tests.conftest import Person
from tests.tools.desk import Desk

CHICKEN = {"food": {"key": "chicken_breast", "name": "Chicken breast"}, "quantity": 200, "unit": "g", "grams": 200}
RICE = {"food": {"key": "rice_white", "name": "Rice"}, "quantity": 150, "unit": "g", "grams": 150}
EGGS = {"food": {"key": "egg_boiled", "name": "Egg"}, "quantity": 2, "unit": "piece", "grams": 100}
STEW = {"food": {"key": None, "name": "aunt's festival stew"}, "kcal": 450}
NOW = "2026-03-02T19:30:00+01:00"


@pytest.fixture
async def desk(house: House, clock: FixedClock) -> Desk:
    return await Desk.open(house.store, clock)


async def eat(desk: Desk, *items: dict[str, Any], at: str = NOW, meal: str | None = None) -> Any:
    return await desk.run("log_meal", eaten_at=at, meal=meal, items=list(items))


async def put_hold(house: House, desk: Desk, level: str, signal: str) -> None:
    async with house.store.write(desk.user_id) as uow:
        opened = datetime(2026, 3, 1, tzinfo=UTC)
        await uow.add(SafetyHold(id=new_id(), user_id=desk.user_id, level=level, signals=[signal], opened_at=opened))


async def test_a_meal_is_confirmed_with_grams_kcal_and_protein(desk: Desk) -> None:
    logged = await eat(desk, CHICKEN, RICE, meal="lunch", at="2026-03-02T12:30:00+01:00")
    assert logged.words.splitlines() == [
        "Logged for today, lunch:",
        "- Chicken breast, cooked, skinless, 200 g: 330 kcal",
        "- Rice, white, cooked, 150 g: 195 kcal",
        "That is 525 kcal and 66 g protein.",
    ]
    one = await eat(desk, EGGS)
    assert one.words == "Logged for today: Egg, boiled × 2 (100 g), 155 kcal and 13 g protein. Today so far: 680 kcal and 79 g protein."


async def test_a_meal_in_french_and_in_units(house: House, clock: FixedClock) -> None:
    desk = await Desk.open(house.store, clock, locale="fr")
    bread = {"food": {"key": "bread_whole_wheat", "name": "Bread"}, "quantity": 3, "unit": "slice", "grams": 96}
    logged = await eat(desk, bread, meal="breakfast")
    assert logged.words == "Noté pour aujourd'hui, petit déjeuner : Pain complet, 3 tranches (96 g), 242 kcal et 12 g de protéines."


async def test_grams_that_nobody_gave_come_from_the_portion(desk: Desk) -> None:
    logged = await eat(desk, {"food": {"key": "banana", "name": "Banana"}, "quantity": 2, "unit": None})
    assert logged.result["items"][0]["grams"] == 236
    drink = await eat(desk, {"food": {"key": "milk_2_percent", "name": "Milk"}, "quantity": 300, "unit": "ml"})
    assert drink.result["items"][0]["grams"] == 309


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"kcal": 999.0 / 3.03}, {"kcal": 330.0, "protein_g": 62.0}),
        ({"kcal": 400.0}, {"kcal": 400.0, "protein_g": 75.2}),
        ({"kcal": 400.0, "protein_g": 60.0}, {"kcal": 400.0, "protein_g": 60.0}),
    ],
)
async def test_figures_come_from_the_table_unless_the_person_stated_others(
    desk: Desk, given: dict[str, float], kept: dict[str, float]
) -> None:
    logged = await eat(desk, CHICKEN | given)
    assert {name: logged.result["items"][0][name] for name in kept} == kept


async def test_figures_that_cannot_be_true_together_are_kept_and_named(desk: Desk) -> None:
    logged = await eat(desk, CHICKEN | {"kcal": 100.0, "protein_g": 50.0})
    assert logged.result["items"][0]["kcal"] == 100
    assert "do not fit together" in logged.words


async def test_a_food_nobody_knows_is_logged_with_its_kcal_and_refused_without(desk: Desk) -> None:
    logged = await eat(desk, STEW)
    assert logged.words == "Logged for today: aunt's festival stew, 450 kcal."
    refused = await eat(desk, STEW | {"kcal": None})
    assert refused.words == "I don't know aunt's festival stew. About how many calories did it have?"
    invented = await eat(desk, {"food": {"key": "moon_cheese", "name": "moon cheese"}, "grams": 100})
    assert "I don't know moon cheese" in invented.words


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (CHICKEN | {"grams": 90_000}, "the amount in g must be from 0 to 5000"),
        (STEW | {"kcal": 20_000}, "kcal must be from 0 to 8000"),
        (STEW | {"kcal": -5}, "kcal must be from 0 to 8000"),
        (STEW | {"protein_g": 5_000}, "protein in g must be from 0 to 1000"),
    ],
)
async def test_what_cannot_be_right_is_refused_with_the_range_and_nothing_is_stored(desk: Desk, item: dict[str, Any], words: str) -> None:
    assert words in (await eat(desk, EGGS, item)).words
    assert (await desk.run("show_nutrition")).result["foods"] == []


async def test_a_meal_of_tomorrow_is_refused_and_one_of_tonight_was_eaten_now(desk: Desk) -> None:
    assert "in the future" in (await eat(desk, EGGS, at="2026-03-03T08:00:00+01:00")).words
    await eat(desk, EGGS, at="2026-03-02T23:00:00")
    async with desk.store.read(desk.user_id) as uow:
        meal = await last_meal(uow, date(2026, 3, 2))
        assert meal is not None
        assert meal.eaten_at == desk.clock.now()
        assert [row.name for row in await items_of(uow, meal.id)] == ["Egg"]
        assert await last_meal(uow, date(2026, 3, 1)) is None


async def test_a_meal_shows_what_is_left_of_the_target_with_bars(desk: Desk) -> None:
    await desk.run("set_nutrition_target", kcal=2000, protein_g=120)
    logged = await eat(desk, CHICKEN)
    assert logged.words.endswith("Left today: 1670 kcal and 58 g protein.")
    bars = [card for card in logged.cards if isinstance(card, ProgressBlock)]
    assert [(bar.title, bar.value, bar.target) for bar in bars] == [("Calories", 330, 2000), ("Protein", 62, 120)]


async def test_past_the_target_is_said_without_blame(desk: Desk) -> None:
    await desk.run("set_nutrition_target", kcal=1600, protein_g=50)
    assert (await eat(desk, STEW | {"kcal": 1700}, CHICKEN)).words.endswith("You are 430 kcal past today's 1600.")
    await desk.run("set_nutrition_target", kcal=2030)
    assert (await desk.run("show_nutrition")).words.endswith("Today's target is reached.")


async def test_undo_takes_the_whole_meal_back(desk: Desk) -> None:
    await eat(desk, EGGS)
    await eat(desk, CHICKEN, RICE)
    assert (await desk.run("undo")).result["rows"] == 3
    shown = await desk.run("show_nutrition")
    assert [one["food"]["key"] for one in shown.result["foods"]] == ["egg_boiled"]


async def test_today_yesterday_and_a_focus(desk: Desk) -> None:
    await desk.run("set_nutrition_target", kcal=2200, protein_g=140)
    await eat(desk, CHICKEN, at="2026-03-01T12:00:00+01:00", meal="lunch")
    await eat(desk, EGGS, meal="dinner")
    today = await desk.run("show_nutrition", period="today")
    assert today.words == (
        "Today so far: 155 of 2200 kcal, 13 of 140 g protein, 1 g carbs, 11 g fat, 0 g fibre. Left today: 2045 kcal and 127 g protein."
    )
    table = today.cards[0]
    assert isinstance(table, TableBlock)
    assert table.rows == [["Dinner", "Egg, boiled × 2 (100 g)", "155", "13"]]
    assert (await desk.run("show_nutrition", focus="protein")).words == "Today so far: 13 of 140 g protein. Left today: 127 g protein."
    assert (await desk.run("show_nutrition", focus="fat")).words == "Today so far: 11 g fat."
    yesterday = await desk.run("show_nutrition", period="yesterday", focus="kcal")
    assert yesterday.words == "Yesterday: 330 kcal."


async def test_a_week_is_averaged_over_the_days_that_have_a_log(desk: Desk) -> None:
    for day, kcal in ((17, 2000), (19, 2000), (20, 2000)):
        await eat(desk, STEW | {"kcal": kcal}, at=f"2026-02-{day}T12:00:00+01:00")
    for at, kcal in (("2026-02-26T12:00:00+01:00", 2600), (NOW, 1800)):
        await eat(desk, STEW | {"kcal": kcal}, at=at)
    week = await desk.run("show_nutrition", period="week", focus="kcal")
    assert week.words == (
        "Last 7 days, average of 2 logged days: 2200 kcal. That is 200 kcal a day more than in the 7 days before (3 logged)."
    )
    table = week.cards[0]
    assert isinstance(table, TableBlock)
    assert [row[:2] for row in table.rows] == [["today", "1800"], ["Thursday 26 Feb", "2600"]]


async def test_french_words_for_a_week_and_an_empty_day(house: House, clock: FixedClock) -> None:
    desk = await Desk.open(house.store, clock, locale="fr")
    assert "Rien n'est noté aujourd'hui" in (await desk.run("show_nutrition")).words
    await eat(desk, EGGS)
    week = await desk.run("show_nutrition", period="week")
    assert week.words.startswith("7 derniers jours, moyenne de 1 jour noté : 155 kcal, 13 g de protéines")


@pytest.mark.parametrize(("level", "signal"), [("T2", "eating_disorder"), ("T1", "low_calories"), ("T2", "pregnancy")])
async def test_no_numbers_while_a_hold_keeps_them_out(house: House, desk: Desk, level: str, signal: str) -> None:
    await put_hold(house, desk, level, signal)
    logged = await eat(desk, EGGS, RICE, meal="lunch")
    assert logged.words == "Logged for today, lunch: Egg, boiled and Rice, white, cooked."
    assert logged.result["items"][0]["kcal"] is None
    shown = await desk.run("show_nutrition")
    assert shown.words == "Today you logged Egg, boiled and Rice, white, cooked."
    assert logged.cards + shown.cards == []


async def test_three_very_light_days_are_noticed_kindly_and_without_numbers(desk: Desk) -> None:
    await eat(desk, EGGS, at="2026-02-27T12:00:00+01:00")
    await eat(desk, EGGS, at="2026-02-28T12:00:00+01:00")
    today = await eat(desk, EGGS)
    assert today.result["signals"] == []
    logged = await eat(desk, EGGS, at="2026-03-01T12:00:00+01:00")
    assert logged.result["signals"] == ["low_calories"]
    assert "doctor or dietitian" in logged.words
    assert "kcal" not in logged.words


async def test_a_meal_in_plain_words_in_both_languages(person: Person, new_person: Any) -> None:
    logged = await person.say("two boiled eggs and a banana for lunch")
    assert [action["tool"] for action in logged["actions"]] == ["log_meal"]
    assert "260 kcal" in logged["reply"]
    assert "260 kcal" in (await person.say("how many calories today"))["reply"]
    french = await new_person(locale="fr")
    assert "155 kcal" in (await french.say("j'ai mangé deux œufs durs"))["reply"]
    assert (await french.say("annule"))["actions"][0]["result"]["tools"] == ["log_meal"]


async def test_a_part_that_could_not_be_taken_off_is_said(desk: Desk) -> None:
    wrap = {"food": {"key": "chicken_wrap", "name": "Chicken wrap"}, "without": ["mayo", "bacon"]}
    said = await eat(desk, wrap)
    assert "Chicken wrap: I only know the usual figures, which may include what you left out (mayo and bacon)." in said.words
    assert "usual figures" not in (await eat(desk, wrap | {"kcal": 300})).words
