"""What somebody gets who lacks drive, doubts, is tired, busy or proud: facts of their own, one small step or a question, no shame."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.store.tables import SafetyHold
from tests.conftest import Person
from tests.tools.desk import Desk, question_of


@pytest.fixture
async def desk(house: House, clock: FixedClock) -> Desk:
    return await Desk.open(house.store, clock)


async def trained(desk: Desk, *days: str, kg: float = 80) -> None:
    """Log a set of bench press on each day."""
    for day in days:
        await desk.log("Bench press", (5, kg), key="bench_press", on=day)


@pytest.mark.parametrize("mood", [None, "low", "tired", "doubt", "busy", "proud"])
async def test_an_empty_log_gets_a_welcome_and_a_first_step(desk: Desk, mood: str | None) -> None:
    words = (await desk.run("motivate", mood=mood)).words
    assert words
    assert "0" not in words.replace("10", "").replace("15", "")
    assert words.count("?") <= 1


async def test_a_heavier_set_is_the_first_thing_said(desk: Desk) -> None:
    await trained(desk, "2026-01-20", "2026-01-27")
    await trained(desk, "2026-02-24", kg=85)
    assert "Bench Press went from 80 kg to 85 kg in the last four weeks." in (await desk.run("motivate")).words


async def test_more_days_than_before_are_named_with_both_figures(desk: Desk) -> None:
    await trained(desk, "2026-01-20", "2026-02-10", "2026-02-17", "2026-02-24")
    assert "on 3 days in the last four weeks, against 1 in the four before" in (await desk.run("motivate", mood="low")).words


async def test_streaks_are_left_out_on_bad_days(desk: Desk) -> None:
    await trained(desk, "2026-01-13", "2026-01-15", "2026-01-20", "2026-01-27", "2026-02-03", "2026-02-10", "2026-02-17", "2026-02-24")
    good = await desk.run("motivate")
    assert "You have trained 7 weeks in a row." in good.words
    for mood in ("low", "tired", "doubt"):
        for _ in range(3):
            assert "in a row" not in (await desk.run("motivate", mood=mood)).words


async def test_a_long_gap_is_met_without_counting_it(desk: Desk) -> None:
    await trained(desk, "2025-11-03", "2025-11-05")
    words = (await desk.run("motivate", mood="low")).words
    assert "You have 2 workouts behind you, and that counts." in words


async def test_who_did_less_than_half_is_asked_what_is_in_the_way(desk: Desk) -> None:
    await desk.run("update_profile", days_per_week=4)
    await trained(desk, "2026-02-03", "2026-02-12", "2026-02-26")
    said = await desk.run("motivate")
    assert said.result["tier"] == "low"
    assert question_of(said) == "What gets in the way most: time, energy or something else?"
    await desk.run("note_barrier", barrier="time", text="work is crazy")
    knowing = await desk.run("motivate")
    assert "You told me that little time gets in the way." in knowing.words
    assert question_of(knowing) == "Want an idea that may fit?"


@pytest.mark.parametrize(("mood", "asks"), [("low", True), ("busy", True), ("tired", False), ("doubt", False), (None, False)])
async def test_advice_waits_for_a_yes_where_somebody_did_not_ask_for_it(desk: Desk, mood: str | None, asks: bool) -> None:
    await trained(desk, "2026-02-24", "2026-02-26")
    said = await desk.run("motivate", mood=mood)
    assert (question_of(said) == "Want an idea that may fit?") is asks
    assert said.words.count("?") + bool(question_of(said)) <= 1


async def test_a_doubt_is_reflected_and_asked_about_without_advice(desk: Desk) -> None:
    await trained(desk, "2026-02-24", "2026-02-26")
    words = (await desk.run("motivate", mood="doubt")).words
    assert words.startswith("Doubt like that weighs")
    assert "talk to somebody you trust" in words
    assert words.endswith("What made you start?")
    assert "minutes" not in words


async def test_the_same_is_not_told_twice_in_a_row(person: Person) -> None:
    for text in ("bench 3x5 80kg on 20 january", "bench 3x5 80kg on 10 february", "bench 3x5 80kg on 17 february", "bench 3x5 80kg"):
        await person.say(text)
    told = [(await person.say("motivate me"))["actions"][0]["result"]["win"]["kind"] for _ in range(3)]
    assert len(set(told)) == 3


async def test_after_a_crisis_nothing_pushes(house: House, desk: Desk) -> None:
    await trained(desk, "2026-02-24")
    async with house.store.write(desk.user_id) as uow:
        opened = datetime(2026, 3, 2, 18, tzinfo=UTC)
        await uow.add(SafetyHold(id="h" * 36, user_id=desk.user_id, level="T0", signals=["suicide"], opened_at=opened))
    said = await desk.run("motivate", mood="low")
    assert said.words.startswith("Training rests for now")
    assert "in a row" not in said.words
    assert question_of(said) is None


async def test_a_pep_talk_in_plain_words(person: Person, house: House, clock: FixedClock) -> None:
    assert (await person.say("motivate me"))["actions"][0]["tool"] == "motivate"
    french = await Desk.open(house.store, clock, locale="fr")
    await trained(french, "2026-03-01")
    said = await french.run("motivate", mood="busy")
    assert said.words == "Une semaine chargée laisse peu de place. 1 jour d'entraînement ces quatre dernières semaines."
    assert question_of(said, "fr") == "Tu veux une idée qui pourrait aller ?"
