"""Whoever did what was shown need not write it down again."""

from __future__ import annotations

import pytest

from tests.conftest import Person

PLAN = "make me a 3 day plan, monday wednesday friday, full gym"


@pytest.fixture
async def planned(person: Person) -> Person:
    """Somebody on the first day of a plan, who squatted before, so that one load is known."""
    await person.say("yesterday squat 3x5 80kg, bench 3x5 60kg")
    await person.say(PLAN)
    return person


async def test_done_as_planned_logs_what_was_shown_with_known_loads_and_names_the_rest(planned: Person) -> None:
    shown = await planned.say("what's today?")
    said = await planned.say("did it all as planned")
    assert said["reply"].startswith("Logged for today")
    assert "Taken from the plan" in said["reply"]
    assert "kg" in said["reply"]
    assert "Not logged, because I don't know the load" in said["reply"] or shown["reply"].count(" kg") >= 3
    again = await planned.say("workout done")
    assert "Logged" not in again["reply"]


async def test_undo_takes_it_back(planned: Person) -> None:
    await planned.say("finished my workout")
    await planned.say("undo")
    history = await planned.say("what did i do today")
    assert "Squat" not in history["reply"]


async def test_without_a_plan_it_asks_what_was_done(person: Person) -> None:
    said = await person.say("j'ai fini ma séance")
    assert "bench 3x5 80 kg" in said["reply"] or "développé couché 3x5 80 kg" in said["reply"]


async def test_sets_that_are_told_are_logged_and_not_the_plan(planned: Person) -> None:
    said = await planned.say("did my workout, bench 3x5 62.5kg")
    assert "62.5 kg" in said["reply"]
    assert "Taken from the plan" not in said["reply"]
