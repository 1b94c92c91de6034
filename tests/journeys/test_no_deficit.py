"""Who must not lose weight is not helped to: neither by advice, nor by the profile, nor by a goal."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.language.understanding import Locale
from tests.tools.desk import Desk

PROTECTED: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "thin": [("update_profile", {"height_cm": 180}), ("log_metric", {"metric": "weight", "value": 55, "unit": "kg"})],
    "young": [("update_profile", {"birth_date": date(2010, 1, 1).isoformat()})],
    "pregnant": [("note_health", {"told": ["pregnancy"]})],
    "nursing": [("note_health", {"told": ["breastfeeding"]})],
    "eating": [("note_health", {"told": ["eating_disorder"]})],
}


async def _desk(house: House, clock: FixedClock, who: str, locale: Locale = "en") -> Desk:
    desk = await Desk.open(house.store, clock, locale)
    for tool, args in PROTECTED[who]:
        assert (await desk.run(tool, **args)).result
    return desk


@pytest.mark.parametrize("who", list(PROTECTED))
@pytest.mark.parametrize("topic", ["calorie_deficit", "fat_loss_rate", "belly_fat"])
async def test_advice_on_a_deficit_is_kept_back(house: House, clock: FixedClock, who: str, topic: str) -> None:
    desk = await _desk(house, clock, who)
    assert "is not right for you now" in (await desk.run("give_advice", topic=topic)).words


@pytest.mark.parametrize(("locale", "words"), [("en", "not right for you now"), ("fr", "pas ce qu'il te faut")])
@pytest.mark.parametrize("who", list(PROTECTED))
async def test_weight_loss_is_no_goal(house: House, clock: FixedClock, who: str, locale: Locale, words: str) -> None:
    desk = await _desk(house, clock, who, locale)
    assert words in (await desk.run("update_profile", goal="weight_loss")).words
    mixed = await desk.run("update_profile", goal="weight_loss", minutes=45)
    assert mixed.result["changed"] == ["minutes"]
    assert words in mixed.words
    shown = await desk.run("show_profile")
    assert (shown.result["goal"], shown.result["minutes"]) == (None, 45)
    assert (await desk.run("set_goal", kind="body_weight", target=50, unit="kg", text="50 kg")).result == {}


async def test_everybody_else_gets_it(house: House, clock: FixedClock) -> None:
    desk = await Desk.open(house.store, clock)
    assert (await desk.run("update_profile", goal="weight_loss", minutes=45)).result["changed"] == ["goal", "minutes"]
    assert (await desk.run("give_advice", topic="calorie_deficit")).result
    assert (await desk.run("undo")).result["tools"] == ["update_profile"]
    assert (await desk.run("show_profile")).result["goal"] is None
