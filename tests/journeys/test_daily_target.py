"""How much to eat in a day is answered from the target, from what is logged against it, or from the body."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Person


def tools(turn: dict[str, Any]) -> list[str]:
    return [action["tool"] for action in turn["actions"]]


@pytest.mark.parametrize(
    ("locale", "aim", "meal", "asked", "answer"),
    [
        (
            "en",
            "set my calories to 2400 and protein to 160",
            "two eggs",
            "how many calories should i eat",
            "2400 kcal. Left today: 2245 kcal",
        ),
        ("en", "set my calories to 2400 and protein to 160", "two eggs", "how much protein do i need", "160 g protein. Left today: 147 g"),
        ("en", "set my calories to 2400 and protein to 160", "two eggs", "what's left for today", "2245 kcal and 147 g protein"),
        (
            "fr",
            "fixe mes calories à 2300",
            "deux oeufs",
            "c'est quoi mon objectif de calories",
            "2300 kcal. Il reste aujourd'hui 2145 kcal",
        ),
        ("fr", "fixe mes calories à 2300", "deux oeufs", "il me reste combien aujourd'hui", "2145 kcal"),
    ],
)
async def test_with_a_target(new_person: Any, locale: str, aim: str, meal: str, asked: str, answer: str) -> None:
    person: Person = await new_person(locale=locale)
    await person.say(aim)
    await person.say(meal)
    assert answer in (await person.say(asked))["reply"]


@pytest.mark.parametrize(
    ("locale", "body", "asked", "answer"),
    [
        ("en", "i'm 34, male, 180 cm, 82 kg", "what should my calories be", "about 2448 kcal a day"),
        ("en", "i'm 34, male, 180 cm, 82 kg", "how much protien should i be eating a day", "131 to 180 g"),
        ("fr", "j'ai 34 ans, homme, 180 cm, 82 kg", "il me faut combien de calories", "environ 2448 kcal"),
        ("fr", "j'ai 34 ans, homme, 180 cm, 82 kg", "combien de protéines par jour", "131 à 180 g"),
        ("en", "hi", "how many calories should i eat", "I need your weight, your height and your age"),
        ("fr", "salut", "combien de calories je dois manger", "il me faut ton poids, ta taille et ton âge"),
    ],
)
async def test_without_one_the_body_tells(new_person: Any, locale: str, body: str, asked: str, answer: str) -> None:
    person: Person = await new_person(locale=locale)
    await person.say(body)
    reply = await person.say(asked)
    assert (tools(reply), answer in reply["reply"]) == (["show_target"], True)


@pytest.mark.parametrize("told", ["i'm 15", "i have an eating disorder"])
async def test_whom_numbers_hurt_gets_none(person: Person, told: str) -> None:
    assert "how many calories did it have" not in (await person.say(told))["reply"]
    reply = await person.say("how many calories should i eat")
    assert not any(char.isdigit() for char in reply["reply"].replace("18", ""))
