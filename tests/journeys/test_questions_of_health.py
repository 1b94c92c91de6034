"""What the coach asks about somebody's health is answered with a yes, and a stop is told whenever it is asked about."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Person

ANSWERS = {
    "a yes": ("en", "I'm 24 weeks pregnant", "yes"),
    "a yes that names who said so": ("en", "I'm 30 weeks pregnant", "yes my midwife said it's fine"),
    "no yes, but who said so": ("en", "I am pregnant", "my doctor cleared me"),
    "a yes in French": ("fr", "je suis enceinte de 5 mois", "oui ma sage-femme est d'accord"),
}


@pytest.mark.parametrize("way", ANSWERS)
async def test_the_answer_to_the_question_of_a_pregnancy_is_heard_at_once(new_person: Any, way: str) -> None:
    locale, told, answer = ANSWERS[way]
    person: Person = await new_person(locale=locale)
    await person.say(told)
    assert [action["tool"] for action in (await person.say(answer))["actions"]] == ["clear_hold"]


async def test_a_no_to_it_leaves_the_limit(person: Person) -> None:
    await person.say("I'm pregnant")
    await person.say("no")
    assert "stays light to moderate" in (await person.say("make me a plan"))["reply"]


async def test_a_yes_to_it_lifts_no_stop_of_another_kind(person: Person) -> None:
    await person.say("I have high blood pressure 190/110")
    await person.say("I'm pregnant")
    await person.say("yes")
    assert "on hold" in (await person.say("can I train today"))["reply"]


@pytest.mark.parametrize(
    ("locale", "told", "question", "answer"),
    [
        ("en", "I have high blood pressure 190/110", "can I train today", "on hold"),
        ("fr", "j'ai 39 de fièvre", "est-ce que je peux quand même m'entraîner ?", "24 heures sans fièvre"),
    ],
)
async def test_whether_training_is_all_right_now_is_answered_by_what_stops_it(
    new_person: Any, locale: str, told: str, question: str, answer: str
) -> None:
    person: Person = await new_person(locale=locale)
    await person.say(told)
    assert answer in (await person.say(question))["reply"]


async def test_undo_takes_back_what_is_only_offered_before_what_was_logged(person: Person) -> None:
    await person.say("make me a 3 day gym plan 60 minutes")
    await person.say("bench 3x5 60kg")
    assert "no more Back Squat" in (await person.say("no squats"))["reply"]
    assert (await person.say("undo that, go back to the version before"))["actions"] == []
    assert (await person.say("undo"))["actions"] == []  # the offer goes, what was logged is not taken back unasked
    assert (await person.say("undo"))["pending"]["kind"] == "confirm"


@pytest.mark.parametrize("wish", ["make me a 3 day gym plan 60 minutes", "make me a plan for home, no equipment"])
async def test_an_exercise_that_is_not_in_the_plan_takes_no_other_out(person: Person, wish: str) -> None:
    await person.say(wish)
    assert "Dip is not in your plan" in (await person.say("no dips"))["reply"]
