"""What somebody gets who asks what to eat, or what is in a food."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from spotter.api.deps import House
from spotter.catalogue.foods import foods
from spotter.catalogue.meal_ideas import meal_ideas
from spotter.clock import FixedClock
from spotter.ids import new_id
from spotter.messages import TableBlock
from spotter.store.tables import SafetyHold
from tests.tools.desk import Desk

STEW = {"food": {"key": None, "name": "stew"}, "kcal": 1700, "protein_g": 90}


@pytest.fixture
async def desk(house: House, clock: FixedClock) -> Desk:
    return await Desk.open(house.store, clock)


def test_every_idea_is_made_of_catalogue_foods_and_says_so_in_both_languages() -> None:
    for idea in meal_ideas():
        assert set(idea.foods) <= set(foods()), idea.key
        assert set(idea.name) == {"en", "fr"}
        assert idea.kind in ("breakfast", "main", "snack")
        assert 100 < idea.figure("kcal") < 900, idea.key
    for when in ("before_workout", "after_workout"):
        assert sum(when in idea.around for idea in meal_ideas()) >= 5
    assert len({idea.key for idea in meal_ideas()}) == len(meal_ideas())


@pytest.mark.parametrize("situation", ["before_workout", "after_workout", "general"])
async def test_three_ideas_with_figures_even_for_a_newcomer(desk: Desk, situation: str) -> None:
    said = await desk.run("suggest_meal", situation=situation)
    assert len(said.result["ideas"]) == 3
    assert said.words.count("kcal and") == 3
    assert isinstance(said.cards[0], TableBlock)


async def test_the_ideas_fit_what_is_left_of_the_day(desk: Desk) -> None:
    await desk.run("set_nutrition_target", kcal=2100, protein_g=120)
    await desk.run("log_meal", eaten_at="2026-03-02T13:00:00+01:00", items=[STEW])
    said = await desk.run("suggest_meal", situation="after_workout")
    assert all(idea["figures"]["kcal"] <= 400 for idea in said.result["ideas"])
    assert said.words.endswith("Left today: 400 kcal and 30 g protein.")


async def test_past_the_target_the_lightest_are_named(desk: Desk) -> None:
    await desk.run("set_nutrition_target", kcal=1600)
    await desk.run("log_meal", eaten_at="2026-03-02T13:00:00+01:00", items=[STEW])
    said = await desk.run("suggest_meal")
    assert len(said.result["ideas"]) == 3
    assert max(idea["figures"]["kcal"] for idea in said.result["ideas"]) < 350


async def test_without_a_target_the_weight_gives_the_protein_of_a_meal(desk: Desk) -> None:
    await desk.run("log_metric", metric="weight", value=80, unit="kg")
    said = await desk.run("suggest_meal", situation="after_workout")
    assert said.words.endswith("About 32 g protein in a meal suits your weight (Schoenfeld & Aragon 2018).")


async def test_what_was_eaten_today_is_not_suggested_again(desk: Desk) -> None:
    first = (await desk.run("suggest_meal", situation="after_workout")).result["ideas"][0]
    eaten = {"food": first["foods"][0]["food"], "quantity": 1, "unit": "piece"}
    await desk.run("log_meal", eaten_at="2026-03-02T13:00:00+01:00", items=[eaten])
    again = (await desk.run("suggest_meal", situation="after_workout")).result["ideas"]
    assert first["key"] not in [idea["key"] for idea in again]


async def test_a_focus_on_protein_puts_the_densest_first(desk: Desk) -> None:
    shares = [
        idea["figures"]["protein_g"] / idea["figures"]["kcal"] for idea in (await desk.run("suggest_meal", focus="protein")).result["ideas"]
    ]
    assert shares == sorted(shares, reverse=True)


async def test_no_numbers_and_no_emergency_advice(house: House, desk: Desk) -> None:
    opened = datetime(2026, 3, 1, tzinfo=UTC)
    async with house.store.write(desk.user_id) as uow:
        await uow.add(SafetyHold(id=new_id(), user_id=desk.user_id, level="T2", signals=["eating_disorder"], opened_at=opened))
    for answer in (await desk.run("suggest_meal"), await desk.run("find_food", query="banana")):
        assert not any(sign.isdigit() for sign in answer.words)
        assert answer.cards == []
    async with house.store.write(desk.user_id) as uow:
        await uow.add(SafetyHold(id=new_id(), user_id=desk.user_id, level="T0", signals=["chest_pain"], opened_at=opened))
    assert (await desk.run("suggest_meal")).words == "Food advice rests until a doctor has seen you. Your health comes first."


async def test_a_food_per_100_g_with_its_portions(house: House, clock: FixedClock) -> None:
    desk = await Desk.open(house.store, clock)
    said = await desk.run("find_food", query="banana")
    assert said.words.startswith(
        "Banana, raw, per 100 g: 89 kcal, 1.1 g protein, 22.8 g carbs, 0.3 g fat, 2.6 g fibre. 1 piece (118 g): 105 kcal and 1 g protein."
    )
    table = said.cards[0]
    assert isinstance(table, TableBlock)
    assert table.rows[1][:2] == ["1 piece (118 g)", "105"]
    french = await Desk.open(house.store, clock, locale="fr")
    assert (await french.run("find_food", query="banane")).words.startswith("Banane, pour 100 g : 89 kcal, 1,1 g de protéines")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("2 bananas", "2 pieces (236 g): 210 kcal"),
        ("200 g of cooked rice", "200 g: 260 kcal"),
        ("two slices of wholemeal bread", "2 slices (64 g)"),
    ],
)
async def test_an_amount_in_the_question_is_worked_out(desk: Desk, query: str, words: str) -> None:
    assert words in (await desk.run("find_food", query=query)).words


async def test_an_unknown_food_is_said_to_be_unknown(desk: Desk) -> None:
    assert (await desk.run("find_food", query="xqzzv")).words == "I don't know xqzzv. Try another word for it."


async def test_a_meal_of_so_many_kcal_gets_the_ideas_nearest_to_it(desk: Desk) -> None:
    for wished, meal in ((300, "snack"), (650, "dinner")):
        said = await desk.run("suggest_meal", kcal=wished, meal=meal)
        kinds = {idea.key: idea.kind for idea in meal_ideas()}
        figures = [idea["figures"]["kcal"] for idea in said.result["ideas"]]
        assert {kinds[idea["key"]] for idea in said.result["ideas"]} == {"snack" if meal == "snack" else "main"}
        assert figures == sorted(figures, key=lambda kcal: abs(kcal - wished))
