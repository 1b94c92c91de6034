"""Whoever is below 18 is protected the same way, however they said it."""

from __future__ import annotations

from typing import Any

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from tests.conftest import Person
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
    await desk.agree("update_profile", birth_date="1990-01-05")
    assert (await desk.run("propose_plan", goal="strength")).result["goal"] == "strength"


TOLD_OLDER = {
    "en": ("I am 12 years old", "I'm 18", "make me a plan", "yes"),
    "fr": ("j'ai 12 ans", "en fait j'ai 18 ans", "fais-moi un programme", "oui"),
}


@pytest.mark.parametrize("locale", TOLD_OLDER)
async def test_an_adult_age_told_after_a_child_s_is_asked_about_first(new_person: Any, locale: str) -> None:
    person: Person = await new_person(locale=locale)
    young, older, wish, yes = TOLD_OLDER[locale]
    await person.say(young)
    asked = await person.say(older)
    assert "13" in asked["reply"]
    assert "18" in asked["reply"]
    assert asked["actions"] == []
    assert (await person.say(wish))["actions"] == []
    await person.say(older)
    assert [action["tool"] for action in (await person.say(yes))["actions"]] == ["update_profile"]
    assert [action["tool"] for action in (await person.say(wish))["actions"]] == ["propose_plan"]


async def test_a_no_to_the_question_about_the_age_keeps_the_protection(person: Person) -> None:
    await person.say("I'm 15")
    await person.say("actually I'm 25")
    await person.say("no")
    assert "under 18" in (await person.say("make me a plan for strength"))["reply"]


@pytest.mark.parametrize(("young", "question"), [("I'm 14", "should I take creatine?"), ("I'm 16", "which supplements do I need")])
async def test_a_minor_is_advised_no_creatine(person: Person, young: str, question: str) -> None:
    await person.say(young)
    reply = (await person.say(question))["reply"]
    assert reply.startswith("Under 18")
    assert "3 to 5 g" not in reply


async def test_an_adult_who_tells_another_age_is_not_asked(person: Person) -> None:
    await person.say("I'm 24")
    assert [action["tool"] for action in (await person.say("sorry, I'm 25"))["actions"]] == ["update_profile"]
