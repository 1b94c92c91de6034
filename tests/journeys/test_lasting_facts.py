"""What people tell about their health goes on protecting them when the training stop is lifted."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Person

CLEARED = {"en": ("my doctor cleared me to train", "yes"), "fr": ("mon médecin est d'accord pour que je reprenne", "oui")}


def tools_of(reply: dict[str, Any]) -> list[str]:
    return [action["tool"] for action in reply["actions"]]


@pytest.mark.parametrize(
    ("locale", "fact", "wish"),
    [
        ("en", "I'm pregnant", "set my calories to 1500"),
        ("fr", "je suis enceinte", "mets mes calories à 1500"),
        ("en", "I have kidney disease", "set my protein to 150 g"),
        ("en", "I make myself throw up after dinner", "set my calories to 1500"),
    ],
)
async def test_a_clearance_lifts_no_fact(new_person: Any, locale: str, fact: str, wish: str) -> None:
    person: Person = await new_person(locale=locale)
    assert "note_health" in tools_of(await person.say(fact))
    for text in CLEARED[locale]:
        await person.say(text)
    await person.say("undo")
    assert "set_nutrition_target" not in tools_of(await person.say(wish))


async def test_an_eating_disorder_is_cleared_by_nobody(person: Person) -> None:
    await person.say("I make myself throw up after dinner")
    refused = await person.say("my doctor cleared me to train")
    assert "stay off" in refused["reply"]
    assert tools_of(refused) == []


async def test_the_clearance_says_what_stays_and_the_person_may_end_it(person: Person) -> None:
    await person.say("I'm pregnant")
    await person.say("my doctor cleared me to train")
    assert "take care of what you told me: pregnancy" in (await person.say("yes"))["reply"]
    over = await person.say("I'm not pregnant anymore")
    assert "note_health" in tools_of(over)
    assert "out of your profile: pregnancy" in over["reply"]


async def test_nursing_forbids_a_deficit(new_person: Any) -> None:
    french: Person = await new_person(locale="fr")
    assert "tu allaites" in (await french.say("j'allaite mon fils"))["reply"]


async def test_a_sign_weighs_more_for_somebody_with_a_condition(person: Person) -> None:
    before = await person.say("I felt dizzy during my workout")
    await person.say("I have a heart condition")
    after = await person.say("I felt dizzy during my workout")
    assert after["path"] == "safety", before["path"]


async def test_somebody_elses_pregnancy_is_not_ones_own(person: Person) -> None:
    assert "note_health" not in tools_of(await person.say("my wife is pregnant"))


@pytest.mark.parametrize(
    ("locale", "told", "wishes", "policy"),
    [
        ("en", "I'm 12", ("bench 3x5 40kg", "make me a plan", "hello", "I had two eggs", "undo"), "from 13 years on"),
        ("fr", "j'ai 12 ans", ("développé couché 3x5 40kg", "fais-moi un programme", "salut"), "à partir de 13 ans"),
    ],
)
async def test_nobody_below_thirteen_is_coached(new_person: Any, locale: str, told: str, wishes: tuple[str, ...], policy: str) -> None:
    child: Person = await new_person(locale=locale)
    first = await child.say(told)
    assert first["reply"].count(policy) == 1
    for wish in wishes:
        reply = await child.say(wish)
        assert policy in reply["reply"]
        assert tools_of(reply) == []
    assert "delete" in (await child.say("delete my account"))["reply"].lower() or locale == "fr"


async def test_a_mistyped_age_can_be_set_right(person: Person) -> None:
    await person.say("I'm 12")
    assert "13" not in (await person.say("I'm 21"))["reply"]
    assert tools_of(await person.say("bench 3x5 80kg")) == ["log_workout"]
