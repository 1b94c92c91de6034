"""What somebody gets who asks for a daily target, and what is refused for their own good."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.ids import new_id
from spotter.store.queries.nutrition import target_on
from spotter.store.queries.people import profile_of
from spotter.store.tables import SafetyHold
from spotter.tools.executor import Refused
from tests.tools.desk import Desk


@pytest.fixture
async def desk(house: House, clock: FixedClock) -> Desk:
    return await Desk.open(house.store, clock)


async def introduce(desk: Desk, kg: float = 80, **profile: Any) -> None:
    known = {"age": 30, "sex": "male", "height_cm": 180, "daily_activity": "moderate"} | profile
    await desk.run("update_profile", **{name: value for name, value in known.items() if value is not None})
    await desk.run("log_metric", metric="weight", value=kg, unit="kg")


async def test_a_target_as_asked_and_what_was_before(desk: Desk) -> None:
    first = await desk.run("set_nutrition_target", kcal=2200)
    assert first.words == "Your daily target is set: 2200 kcal."
    second = await desk.run("set_nutrition_target", protein_g=150)
    assert second.words == "Your daily target is set: 2200 kcal and 150 g protein (before: 2200 kcal)."
    await desk.run("undo")
    again = await desk.run("set_nutrition_target", kcal=2000)
    assert again.words == "Your daily target is set: 2000 kcal (before: 2200 kcal)."


@pytest.mark.parametrize(
    ("goal", "kcal", "protein"),
    [("lose", 2260, 160), ("maintain", 2760, 128), ("gain", 3010, 144)],
)
async def test_a_goal_becomes_figures_from_the_body(desk: Desk, goal: str, kcal: int, protein: int) -> None:
    await introduce(desk)
    target = (await desk.run("set_nutrition_target", goal=goal)).result["target"]
    assert (target["kcal"], target["protein_g"]) == (kcal, protein)


async def test_the_words_tell_the_need_and_the_formula_is_kept_for_why(desk: Desk) -> None:
    await introduce(desk, daily_activity=None, goal="weight_loss")
    said = await desk.run("set_nutrition_target")
    assert "Your estimated need is 2448 kcal, so that is" in said.words
    assert "I counted lightly active days." in said.words
    async with desk.store.read(desk.user_id) as uow:
        row = await target_on(uow, desk.clock.now().date())
    assert row is not None
    assert row.goal == "lose"
    assert row.formula is not None
    assert row.formula["inputs"]["weight_kg"] == 80
    assert "Mifflin 1990" in row.formula["sources"]


async def test_without_a_sex_the_need_is_a_range(desk: Desk) -> None:
    await introduce(desk, sex=None)
    said = await desk.run("set_nutrition_target", goal="maintain")
    assert "2502 to 2759 kcal" in said.words
    assert "because I don't know your sex" in said.words


async def test_what_is_missing_is_asked_for_in_one_question(house: House, clock: FixedClock) -> None:
    desk = await Desk.open(house.store, clock)
    assert "I need your weight, your height, your age and your goal" in (await desk.run("set_nutrition_target")).words
    await desk.run("log_metric", metric="weight", value=80, unit="kg")
    assert "I need your height and your age." in (await desk.run("set_nutrition_target", goal="gain")).words
    french = await Desk.open(house.store, clock, locale="fr")
    assert "il me faut ton poids, ta taille et ton âge" in (await french.run("set_nutrition_target", goal="lose")).words


@pytest.mark.parametrize(
    ("profile", "kg", "asked", "safe"),
    [
        ({}, 80, 1500, 2070),
        ({"sex": "female", "height_cm": 160, "daily_activity": "sedentary"}, 55, 1000, 1240),
        ({"sex": "female", "height_cm": 175}, 52, 1500, 2020),
    ],
)
async def test_too_low_is_refused_with_the_nearest_safe_figure_which_is_then_accepted(
    desk: Desk, profile: dict[str, Any], kg: float, asked: int, safe: int
) -> None:
    await introduce(desk, kg, **profile)
    refused = await desk.run("set_nutrition_target", kcal=asked)
    assert isinstance(refused.outcome, Refused)
    assert f"{safe} kcal" in refused.words
    assert (await desk.run("set_nutrition_target", kcal=safe)).result["target"]["kcal"] == safe


async def test_the_floor_holds_without_a_profile(desk: Desk) -> None:
    assert "lowest I can set is 1500 kcal" in (await desk.run("set_nutrition_target", kcal=900)).words
    assert "at most 20000 kcal" in (await desk.run("set_nutrition_target", kcal=-200)).words
    assert "at most 1000 g" in (await desk.run("set_nutrition_target", protein_g=0)).words
    await desk.run("set_nutrition_target", kcal=1600)
    assert "makes 1800 kcal" in (await desk.run("set_nutrition_target", protein_g=450)).words


async def test_somebody_light_for_their_height_gets_no_plan_to_lose(desk: Desk) -> None:
    await introduce(desk, 52, sex="female", height_cm=175)
    refused = await desk.run("set_nutrition_target", goal="lose")
    assert "I don't plan weight loss for you now" in refused.words
    assert (await desk.run("set_nutrition_target", goal="maintain")).result["target"]["kcal"] == 2020


async def test_minors_get_no_target(desk: Desk) -> None:
    await introduce(desk, age=16)
    for args in ({"goal": "lose"}, {"kcal": 2500}):
        assert "Under 18 I don't set calorie targets" in (await desk.run("set_nutrition_target", **args)).words


@pytest.mark.parametrize(
    ("level", "signal", "words"),
    [("T2", "eating_disorder", "right now"), ("T2", "pregnancy", "right now"), ("T0", "chest_pain", "until a doctor has seen you")],
)
async def test_no_target_while_a_hold_stands(house: House, desk: Desk, level: str, signal: str, words: str) -> None:
    await introduce(desk)
    async with house.store.write(desk.user_id) as uow:
        opened = datetime(2026, 3, 1, tzinfo=UTC)
        await uow.add(SafetyHold(id=new_id(), user_id=desk.user_id, level=level, signals=[signal], opened_at=opened))
    for args in ({"goal": "lose"}, {"kcal": 2400}):
        refused = await desk.run("set_nutrition_target", **args)
        assert words in refused.words
        assert not any(sign.isdigit() for sign in refused.words)


async def test_told_conditions_count(desk: Desk) -> None:
    await introduce(desk)
    async with desk.store.write(desk.user_id) as uow:
        await uow.change(await profile_of(uow), conditions=["kidney_disease", "breastfeeding"])
    assert "for your doctor to set" in (await desk.run("set_nutrition_target", protein_g=150)).words
    assert "The nearest safe figure is 2760 kcal" in (await desk.run("set_nutrition_target", kcal=2300)).words
    kept = await desk.run("set_nutrition_target", goal="maintain")
    assert kept.result["target"]["protein_g"] is None


async def test_outside_the_formula_s_years_nothing_is_worked_out(desk: Desk) -> None:
    await introduce(desk, age=85)
    assert "from 19 to 78 years" in (await desk.run("set_nutrition_target", goal="maintain")).words
    assert (await desk.run("set_nutrition_target", kcal=1800)).result["target"]["kcal"] == 1800
