"""What somebody is told whose body hurts."""

from __future__ import annotations

from typing import Any

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from tests.tools.desk import Desk

SQUAT = {"key": "back_squat", "name": "squats"}


@pytest.fixture
async def desk(house: House, clock: FixedClock) -> Desk:
    return await Desk.open(house.store, clock)


@pytest.fixture
async def french(house: House, clock: FixedClock) -> Desk:
    return await Desk.open(house.store, clock, locale="fr")


@pytest.mark.parametrize(
    ("severity", "advice"),
    [(1, "you can carry on"), (4, "70 % of your usual load"), (7, "too much to train through"), (None, "How bad is it from 0 to 10?")],
)
async def test_the_strength_of_a_pain_decides_what_follows(desk: Desk, severity: int | None, advice: str) -> None:
    told = await desk.run("report_pain", region="knee", side="left", severity=severity, exercise=SQUAT)
    assert "left knee" in told.words
    assert advice in told.words


async def test_two_alternatives_are_named_that_spare_what_hurts(desk: Desk) -> None:
    told = await desk.run("report_pain", region="knee", severity=7, exercise=SQUAT)
    assert told.result["swaps"][0]["key"] == "back_squat"
    assert len(told.result["swaps"][0]["instead"]) == 2
    assert "Back squat: do " in told.words or "squat: do " in told.words.lower()


async def test_the_same_pain_told_again_is_one_entry_with_its_trend(desk: Desk) -> None:
    await desk.run("report_pain", region="knee", side="right", severity=6)
    desk.later(days=2)
    again = await desk.run("report_pain", region="knee", severity=3)
    assert "right knee 3/10, down from 6" in again.words
    other = await desk.run("report_pain", region="knee", side="left", severity=2)
    assert other.result["is_new"]
    shown = await desk.run("show_injuries")
    assert len(shown.result["open"]) == 2
    assert len(shown.cards) == 1


async def test_undo_restores_the_pain_as_it_was(desk: Desk) -> None:
    await desk.run("report_pain", region="knee", severity=6)
    await desk.run("report_pain", region="knee", severity=2)
    await desk.run("undo")
    assert (await desk.run("show_injuries")).result["open"][0]["severity"] == 6
    await desk.run("undo")
    assert (await desk.run("show_injuries")).words.startswith("No pain is open")


async def test_an_exercise_is_judged_by_what_hurts(desk: Desk) -> None:
    assert "no pain is open" in (await desk.run("check_exercise", exercise=SQUAT)).words
    await desk.run("report_pain", region="knee", severity=7)
    assert (await desk.run("check_exercise", exercise=SQUAT)).words.startswith("Better not now")
    bench = await desk.run("check_exercise", exercise={"key": "bench_press", "name": "bench"})
    assert "doesn't load anything that hurts" in bench.words
    overview = await desk.run("check_exercise")
    assert overview.words.startswith("With your knee:")
    unknown = await desk.run("check_exercise", exercise={"key": None, "name": "moon walks"})
    assert "moon walks" in unknown.words


async def test_what_somebody_usually_does_is_looked_over_first(desk: Desk) -> None:
    await desk.log("deadlift", (5, 100), key="deadlift")
    told = await desk.run("report_pain", region="lower_back", severity=6)
    assert [swap["key"] for swap in told.result["swaps"]] == ["deadlift"]


async def test_what_is_gone_is_closed_and_can_be_opened_again(desk: Desk) -> None:
    assert "no open pain" in (await desk.run("resolve_pain", region="knee")).words
    await desk.run("report_pain", region="knee", severity=3)
    desk.later(days=12)
    assert "after 12 days" in (await desk.run("resolve_pain", region="knee")).words
    assert "Healed: knee (today)" in (await desk.run("show_injuries")).words
    await desk.run("undo")
    assert len((await desk.run("show_injuries")).result["open"]) == 1


async def test_the_same_in_french(french: Desk) -> None:
    told = await french.run("report_pain", region="shoulder", side="right", severity=4, exercise={"key": "bench_press", "name": "dc"})
    assert "épaule droite 4/10" in told.words
    assert "70 % de ta charge habituelle" in told.words
    assert "En cours : épaule droite 4/10, depuis aujourd'hui" in (await french.run("show_injuries")).words
    assert "c'est clos : épaule droite" in (await french.run("resolve_pain", region="shoulder")).words


async def test_pain_told_in_plain_words_is_written_down(person: Any) -> None:
    told = await person.say("my left knee hurts 4/10 on squats")
    assert [action["tool"] for action in told["actions"]] == ["report_pain"]
    assert "left knee 4/10" in told["reply"]


async def test_figures_out_of_range_are_refused(desk: Desk) -> None:
    await desk.run("report_pain", region="knee", severity=11)
    assert (await desk.run("show_injuries")).result["open"] == []
