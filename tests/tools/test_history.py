"""Undo, why and help, as people get them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Person


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


@pytest.mark.parametrize(("locale", "word", "piece"), [("en", "help", "bench 3x8 60kg"), ("fr", "aide", "développé couché 3x8 60 kg")])
async def test_help_gives_sentences_to_try(new_person: Any, locale: str, word: str, piece: str) -> None:
    told = await (await new_person(locale=locale)).say(word)
    assert piece in told["reply"]
    assert len(told["cards"][0]["texts"]) == 5
