"""What somebody gets who weighs in, sleeps and drinks, and who looks back on it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.messages import ChartBlock
from spotter.store.tables import SafetyHold
from spotter.tools.executor import NeedsConsent
from tests.tools.desk import Desk


@pytest.fixture
async def desk(house: House, clock: FixedClock) -> Desk:
    return await Desk.open(house.store, clock)


async def test_a_weigh_in_is_compared_with_the_one_before(desk: Desk) -> None:
    first = await desk.run("log_metric", metric="weight", value=83.4, unit="kg", at="2026-02-23T08:00:00+01:00")
    assert first.words == "Logged for Monday 23 Feb: weight 83.4 kg."
    second = await desk.run("log_metric", metric="weight", value=82.9, unit="kg")
    assert second.words == "Logged for today: weight 82.9 kg, 0.5 kg less than on Monday 23 Feb."


async def test_french_and_pounds_read_as_they_should(house: House, clock: FixedClock) -> None:
    french = await Desk.open(house.store, clock, locale="fr")
    await french.run("log_metric", metric="waist", value=85, unit="cm", at="2026-03-01T08:00:00+01:00")
    said = await french.run("log_metric", metric="waist", value=84.5, unit="cm")
    assert said.words == "Noté pour aujourd'hui : tour de taille 84,5 cm, 0,5 cm de moins qu'hier."
    american = await Desk.open(house.store, clock, units="imperial")
    assert (await american.run("log_metric", metric="weight", value=81.65, unit="kg")).words == "Logged for today: weight 180 lb."


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", "Logged for today: weight 82.4 kg, 0.6 kg less than earlier today."),
        ("fr", "Noté pour aujourd'hui : poids 82,4 kg, 0,6 kg de moins que plus tôt aujourd'hui."),
    ],
)
async def test_the_second_weigh_in_of_a_day_is_compared_with_the_earlier_one(
    house: House, clock: FixedClock, locale: Any, words: str
) -> None:
    desk = await Desk.open(house.store, clock, locale=locale)
    await desk.run("log_metric", metric="weight", value=83, unit="kg")
    desk.later(hours=3)
    assert (await desk.run("log_metric", metric="weight", value=82.4, unit="kg")).words == words


@pytest.mark.parametrize(
    ("metric", "value", "unit", "words"),
    [
        ("sleep", 7.5, "h", "sleep 7 h 30"),
        ("steps", 8400, "steps", "steps 8,400 steps"),
        ("blood_pressure", [124, 79], "mmHg", "blood pressure 124/79 mmHg"),
        ("body_fat", 18.5, "%", "body fat 18.5%"),
        ("resting_hr", 57, "bpm", "resting heart rate 57 bpm"),
    ],
)
async def test_every_metric_is_said_in_its_own_way(desk: Desk, metric: str, value: object, unit: str, words: str) -> None:
    assert words in (await desk.run("log_metric", metric=metric, value=value, unit=unit)).words


@pytest.mark.parametrize(
    ("metric", "value", "unit", "words"),
    [
        ("weight", 900, "kg", "from 20 to 400 kg"),
        ("weight", 180, "lb", "in kg"),
        ("blood_pressure", 120, "mmHg", "two numbers"),
        ("blood_pressure", [70, 110], "mmHg", "two numbers"),
        ("sleep", 30, "h", "from 0 to 24 h"),
    ],
)
async def test_what_cannot_be_right_is_refused_with_the_range(desk: Desk, metric: str, value: object, unit: str, words: str) -> None:
    refused = await desk.run("log_metric", metric=metric, value=value, unit=unit)
    assert words in refused.words
    assert (await desk.run("show_metric", metric=metric, period="all")).result["points"] == []


async def test_water_adds_up_over_the_day(desk: Desk) -> None:
    await desk.run("log_metric", metric="hydration", value=500, unit="ml")
    assert "800 ml in all today" in (await desk.run("log_metric", metric="hydration", value=300, unit="ml")).words


async def test_the_trend_of_the_weight_has_a_chart_and_can_be_undone(desk: Desk) -> None:
    for day, kg in ((2, 84.0), (9, 83.6), (16, 83.1), (23, 82.8)):
        await desk.run("log_metric", metric="weight", value=kg, unit="kg", at=f"2026-02-{day:02d}T08:00:00+01:00")
    shown = await desk.run("show_metric", metric="weight", period="month")
    assert "1.2 kg less than on Monday 2 Feb" in shown.words
    assert "down a week" in shown.words
    chart = shown.cards[0]
    assert isinstance(chart, ChartBlock)
    assert [point.y for point in chart.points] == [84.0, 83.6, 83.1, 82.8]
    await desk.run("undo")
    assert len((await desk.run("show_metric", metric="weight", period="all")).result["points"]) == 3


async def test_numbers_of_the_body_stay_unsaid_while_a_hold_asks_for_it(house: House, desk: Desk) -> None:
    async with house.store.write(desk.user_id) as uow:
        opened = datetime(2026, 3, 1, tzinfo=UTC)
        await uow.add(SafetyHold(id="h" * 36, user_id=desk.user_id, level="T2", signals=["eating_disorder"], opened_at=opened))
    logged = await desk.run("log_metric", metric="weight", value=55.2, unit="kg")
    shown = await desk.run("show_metric", metric="weight", period="all")
    assert "55" not in logged.words + shown.words
    assert shown.cards == []


async def test_a_very_high_pressure_is_told_to_whoever_watches_over_safety(desk: Desk) -> None:
    logged = await desk.run("log_metric", metric="blood_pressure", value=[190, 122], unit="mmHg")
    assert logged.result["signals"] == ["high_blood_pressure"]


async def test_a_weight_that_leaps_within_a_week_is_asked_about_once(desk: Desk) -> None:
    await desk.run("log_metric", metric="weight", value=80, unit="kg")
    asked = await desk.run("log_metric", metric="weight", value=55, unit="kg")
    assert isinstance(asked.outcome, NeedsConsent)
    assert "55 kg" in asked.words
    assert "80 kg" in asked.words
    near = await desk.run("log_metric", metric="weight", value=78, unit="kg")
    assert near.words.startswith("Logged")


async def test_a_weight_may_have_changed_in_a_month(desk: Desk) -> None:
    await desk.run("log_metric", metric="weight", value=90, unit="kg", at="2026-02-01T08:00:00+01:00")
    assert (await desk.run("log_metric", metric="weight", value=84, unit="kg")).words.startswith("Logged")
