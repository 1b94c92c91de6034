"""What is told of a lift and was not done by the person now is no log; what is doubtful is asked about."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Person


def tools(turn: dict[str, Any]) -> list[str]:
    return [action["tool"] for action in turn["actions"]]


@pytest.mark.parametrize(
    ("locale", "text", "words"),
    [
        ("en", "my friend benched 140kg", "only write down what you do yourself"),
        ("fr", "mon pote a soulevé 180 au soulevé de terre", "ne note que ce que tu fais toi-même"),
        ("en", "didn't do squats", "note nothing for it"),
        ("en", "skipped squats today", "note nothing for it"),
        ("fr", "je n'ai pas fait mes pompes", "ne note rien pour ça"),
    ],
)
async def test_nothing_is_noted(new_person: Any, locale: str, text: str, words: str) -> None:
    person: Person = await new_person(locale=locale)
    reply = await person.say(text)
    assert (reply["actions"], words in reply["reply"]) == ([], True)


@pytest.mark.parametrize(
    ("locale", "text", "asked"), [("en", "bench 100?", "How many sets and reps"), ("fr", "squat 100 ?", "Combien de séries")]
)
async def test_a_bare_load_with_a_question_mark_is_asked_about(new_person: Any, locale: str, text: str, asked: str) -> None:
    person: Person = await new_person(locale=locale)
    reply = await person.say(text)
    assert (reply["actions"], asked in reply["reply"]) == ([], True)
    assert tools(await person.say("3x5")) == ["log_workout"]


@pytest.mark.parametrize(
    ("locale", "text", "yes"), [("en", "I weigh 30kg", "yes"), ("en", "i weigh 400 kg", "yes"), ("fr", "je pèse 25 kg", "oui")]
)
async def test_a_weight_that_hardly_anybody_has_is_asked_about(new_person: Any, locale: str, text: str, yes: str) -> None:
    person: Person = await new_person(locale=locale)
    assert (await person.say(text))["pending"]["kind"] == "confirm"
    assert tools(await person.say(yes)) == ["log_metric"]


@pytest.mark.parametrize(
    ("locale", "units", "text", "kept"),
    [
        ("en", "imperial", "my bench max is 225", "my bench max is 225 lb"),
        ("en", "metric", "my squat max is 150", "my squat max is 150 kg"),
        ("en", "metric", "bench 1rm = 245 lbs", "bench 1rm = 245 lbs"),
        ("fr", "metric", "mon max au squat c'est 120", "mon max au squat c'est 120 kg"),
    ],
)
async def test_a_tested_maximum_is_kept_with_its_unit(new_person: Any, locale: str, units: str, text: str, kept: str) -> None:
    person: Person = await new_person(locale=locale, units=units)
    (action,) = (await person.say(text))["actions"]
    assert (action["tool"], action["args"]["text"]) == ("remember", kept)


@pytest.mark.parametrize(
    ("locale", "text", "tool", "words"),
    [
        ("en", "i have beta blockers", "open_hold", "how hard it feels"),
        ("fr", "je prends des bêtabloquants", "open_hold", "l'effort ressenti"),
        ("en", "can I lie on my back?", "give_advice", "second trimester"),
        ("fr", "je peux m'allonger sur le dos ?", "give_advice", "deuxième trimestre"),
    ],
)
async def test_health_is_answered_and_nothing_beside_it(new_person: Any, locale: str, text: str, tool: str, words: str) -> None:
    person: Person = await new_person(locale=locale)
    reply = await person.say(text)
    assert (tools(reply), words in reply["reply"]) == ([tool], True)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "torn ACL"),
        ("en", "i was told i have a rotator cuff tear"),
        ("fr", "rupture des ligaments"),
        ("en", "my doctor says I have a herniated disc"),
    ],
)
async def test_a_torn_joint_is_for_a_doctor(new_person: Any, locale: str, text: str) -> None:
    person: Person = await new_person(locale=locale)
    assert tools(await person.say(text)) == ["open_hold"]
    plan = await person.say({"en": "make me a plan", "fr": "fais-moi un programme"}[locale])
    assert (plan["actions"], any(char.isdigit() for char in plan["reply"])) == ([], False)


async def test_pounds_are_told_in_sensible_kilograms(person: Person) -> None:
    assert "at 83.9 kg" in (await person.say("bench 3x5 185 lb"))["reply"]
    assert "at 61.25 kg" in (await person.say("bench 3x5 61.25 kg"))["reply"]
