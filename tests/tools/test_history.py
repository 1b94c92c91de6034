"""Undo, why and help, as people get them."""

from __future__ import annotations

from typing import Any

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.language.wording import Style
from spotter.tools.registry import tools
from tests.conftest import Person
from tests.tools.desk import Desk

SQUATS = {"exercise": {"key": "back_squat", "name": "squat"}, "sets": [{"reps": 5, "load_kg": 80}]}


async def test_undo_names_what_it_took_back(person: Person) -> None:
    await person.say("bench 3x5 80kg")
    assert (await person.say("undo"))["reply"] == "Done, I took back the workout you logged (today: Bench Press, 3 sets)."


async def test_several_steps_go_back_newest_first(person: Person) -> None:
    await person.say("bench 3x5 80kg")
    await person.say("squat 3x5 100kg")
    undone = await person.say("undo 2")
    assert undone["actions"][0]["result"]["tools"] == ["log_workout", "log_workout"]
    assert undone["reply"].index("Squat") < undone["reply"].index("Bench")


async def test_why_tells_how_the_last_message_was_read(person: Person) -> None:
    assert "nothing to explain" in (await person.say("why?"))["reply"]
    await person.say("bench 3x5 80kg")
    for _again in range(2):
        told = (await person.say("why?"))["reply"]
        assert "bench 3x5 80kg" in told
        assert "logged it as training" in told


async def test_why_names_the_reasons_of_the_plan(person: Person) -> None:
    await person.say("make me a 3 day plan")
    told = (await person.say("why is my plan like that?"))["reply"]
    assert told.startswith("About your plan:")


@pytest.mark.parametrize(("age", "piece"), [(70, "balance work"), (16, "You are under 18")])
async def test_why_tells_what_the_age_has_to_do_with_the_plan(person: Person, age: int, piece: str) -> None:
    await person.say(f"I'm {age} years old")
    await person.say("make me a 3 day plan")
    assert piece in (await person.say("why is my plan like that?"))["reply"]


@pytest.mark.parametrize(("locale", "word", "piece"), [("en", "help", "bench 3x8 60kg"), ("fr", "aide", "développé couché 3x8 60 kg")])
async def test_help_gives_sentences_to_try(new_person: Any, locale: str, word: str, piece: str) -> None:
    told = await (await new_person(locale=locale)).say(word)
    assert piece in told["reply"]
    assert len(told["reply"].splitlines()) == 6
    assert told["cards"] == []


def test_every_write_has_a_name_to_take_back() -> None:
    writes = [spec.name for spec in tools().values() if spec.kind == "write" and spec.name != "undo"]
    assert writes
    assert [name for name in writes if not Style.knows(f"house.of_{name}")] == []


@pytest.mark.parametrize(
    ("locale", "tool", "args", "words"),
    [
        ("en", "log_metric", {"metric": "weight", "value": 82, "unit": "kg"}, "the measurement (weight 82 kg)"),
        ("fr", "log_metric", {"metric": "weight", "value": 82.5, "unit": "kg"}, "la mesure (poids 82,5 kg)"),
        ("fr", "log_workout", {"date": "2026-03-02", "entries": [SQUATS]}, "(aujourd'hui : Squat barre, 1 série)"),
    ],
)
async def test_undo_names_the_entry_in_both_languages(
    house: House, clock: FixedClock, locale: Any, tool: str, args: dict[str, Any], words: str
) -> None:
    desk = await Desk.open(house.store, clock, locale=locale)
    await desk.run(tool, **args)
    assert words in (await desk.run("undo")).words
