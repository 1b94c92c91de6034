"""Whoever is below 18 is protected the same way, however they said it."""

from __future__ import annotations

from typing import Any

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from tests.tools.desk import Desk

WAYS: dict[str, tuple[str, dict[str, Any]]] = {
    "an age": ("update_profile", {"age": 15}),
    "a birth date": ("update_profile", {"birth_date": "2011-01-05"}),
    "only that they are a minor": ("note_health", {"told": ["minor"]}),
}


@pytest.fixture(params=WAYS)
async def minor(request: pytest.FixtureRequest, house: House, clock: FixedClock) -> Desk:
    desk = await Desk.open(house.store, clock)
    tool, args = WAYS[request.param]
    await desk.run(tool, **args)
    return desk


async def test_a_minor_gets_no_plan_for_maximal_strength(minor: Desk) -> None:
    assert (await minor.run("propose_plan", goal="strength")).result["goal"] == "general"
    shown = (await minor.run("show_programs", goal="strength")).result["programs"]
    assert {program["goal"] for program in shown}.isdisjoint({"strength", "weight_loss"})


async def test_a_minor_gets_no_calorie_target_and_is_told_why(minor: Desk) -> None:
    assert (await minor.run("set_nutrition_target", kcal=2000)).words.startswith("Under 18")


async def test_a_birth_date_that_is_told_later_decides(house: House, clock: FixedClock) -> None:
    desk = await Desk.open(house.store, clock)
    await desk.run("note_health", told=["minor"])
    await desk.run("update_profile", birth_date="1990-01-05")
    assert (await desk.run("propose_plan", goal="strength")).result["goal"] == "strength"
