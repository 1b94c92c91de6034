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


async def test_a_clearance_to_train_does_not_bring_numbers_back(person: Person) -> None:
    first = await person.say("I make myself throw up after dinner")
    assert "come back when a professional" in first["reply"]
    refused = await person.say("my doctor cleared me to train")
    assert "my dietitian says numbers are fine for me" in refused["reply"]
    assert tools_of(refused) == []


WAY_BACK = {
    "en": (
        "I make myself throw up after dinner",
        "I'm fine now, show me my calories",
        "my dietitian says numbers are fine for me",
        "set my calories to 2200",
    ),
    "fr": (
        "je me fais vomir après le dîner",
        "ça va mieux, montre-moi mes calories",
        "ma diététicienne est d'accord pour les chiffres",
        "mets mes calories à 2200",
    ),
}


@pytest.mark.parametrize(
    ("locale", "yes", "question", "back"),
    [("en", "yes", "take this note out of your profile", "numbers are back"), ("fr", "oui", "cette note de ton profil", "sont de retour")],
)
async def test_numbers_come_back_when_the_professional_agrees_and_the_person_confirms(
    new_person: Any, locale: str, yes: str, question: str, back: str
) -> None:
    person: Person = await new_person(locale=locale)
    told, remark, agreed, wish = WAY_BACK[locale]
    await person.say(told)
    assert "clear_numbers" not in tools_of(await person.say(remark))
    await person.say(yes)
    assert "set_nutrition_target" not in tools_of(await person.say(wish))
    asked = await person.say(agreed)
    assert question in asked["reply"]
    assert tools_of(asked) == []
    assert back in (await person.say(yes))["reply"]
    assert "set_nutrition_target" in tools_of(await person.say(wish))
    again = await person.say(told)
    assert {"note_health", "open_hold"} <= set(tools_of(again))


async def test_nobody_lifts_what_does_not_stand(person: Person) -> None:
    assert "nothing to lift" in (await person.say("my dietitian says numbers are fine for me"))["reply"]


LOOKED_AT = {
    "en": ("I have chest pain", "my doctor cleared me but my chest hurts now", "my doctor cleared me, the chest pain was nothing"),
    "fr": (
        "j'ai mal à la poitrine",
        "mon médecin est d'accord mais j'ai mal à la poitrine maintenant",
        "mon médecin m'a donné le feu vert, la douleur à la poitrine n'était rien",
    ),
}


@pytest.mark.parametrize(
    ("locale", "yes", "asks", "lifted"), [("en", "yes", "Has a doctor", "stop is lifted"), ("fr", "oui", "Un médecin", "pause est levée")]
)
async def test_a_sign_that_was_looked_at_is_lifted_and_one_that_goes_on_alarms(
    new_person: Any, locale: str, yes: str, asks: str, lifted: str
) -> None:
    person: Person = await new_person(locale=locale)
    alarm, goes_on, looked_at = LOOKED_AT[locale]
    assert (await person.say(alarm))["path"] == "safety"
    still = await person.say(goes_on)
    assert still["path"] == "safety"
    assert "clear_hold" not in tools_of(still)
    asked = await person.say(looked_at)
    assert asked["path"] == "local"
    assert asks in asked["reply"]
    assert lifted in (await person.say(yes))["reply"]


async def test_the_clearance_says_what_stays_and_the_person_may_end_it(person: Person) -> None:
    await person.say("I'm pregnant")
    assert "take care of what you told me: pregnancy" in (await person.say("my doctor cleared me to train"))["reply"]
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
    assert "Are you really 21?" in (await person.say("I'm 21"))["reply"]
    await person.say("yes")
    assert tools_of(await person.say("bench 3x5 80kg")) == ["log_workout"]
