"""A question is answered with a few bare words, and the call that waited for them is done."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Person


def done(reply: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(action["tool"], {name: value for name, value in action["args"].items() if value is not None}) for action in reply["actions"]]


@pytest.mark.parametrize(
    ("locale", "pains", "gone", "answer", "side"),
    [
        ("en", ("my left knee hurts", "my right knee hurts"), "my knee is fine again", "the left one", "left"),
        ("fr", ("mon genou gauche me fait mal", "mon genou droit me fait mal"), "mon genou va mieux", "le droit", "right"),
        ("en", ("my left knee hurts", "my right knee hurts"), "my knee is fine again", "both", "both"),
    ],
)
async def test_which_side_is_answered_with_the_side(
    new_person: Any, locale: str, pains: tuple[str, str], gone: str, answer: str, side: str
) -> None:
    person: Person = await new_person(locale=locale)
    for pain in pains:
        await person.say(pain)
    asked = await person.say(gone)
    assert asked["pending"]["kind"] == "slot"
    assert asked["actions"] == []
    assert done(await person.say(answer)) == [("resolve_pain", {"region": "knee", "side": side})]


@pytest.mark.parametrize(
    ("locale", "wishes", "cancel", "answer", "text"),
    [
        (
            "en",
            ("remind me to stretch every day at 8", "remind me to drink every day at 9"),
            "cancel the reminder",
            "the stretch one",
            "stretch",
        ),
        ("en", ("remind me to stretch every day at 8", "remind me to drink every day at 9"), "cancel the reminder", "the second", "drink"),
        ("fr", ("rappelle-moi de boire à 9h", "rappelle-moi de dormir à 22h"), "annule le rappel", "boire", "boire"),
    ],
)
async def test_which_reminder_is_answered_with_its_name_or_place(
    new_person: Any, locale: str, wishes: tuple[str, str], cancel: str, answer: str, text: str
) -> None:
    person: Person = await new_person(locale=locale)
    for wish in wishes:
        await person.say(wish)
    assert (await person.say(cancel))["pending"]["kind"] == "slot"
    cancelled = await person.say(answer)
    assert [name for name, _ in done(cancelled)] == ["cancel_reminder"]
    assert [one["text"] for one in cancelled["actions"][0]["result"]["reminders"]] == [text]


async def test_another_subject_is_no_answer(person: Person) -> None:
    await person.say("remind me to stretch every day at 8")
    await person.say("remind me to drink every day at 9")
    await person.say("cancel the reminder")
    assert [name for name, _ in done(await person.say("bench 3x5 80kg"))] == ["log_workout"]
    await person.say("cancel the reminder")
    assert (await person.say("I have chest pain"))["path"] == "safety"


@pytest.mark.parametrize(
    ("locale", "wish", "body", "age", "asks"),
    [
        ("en", "set me a calorie target to lose weight", "180 cm, 82 kg", "34", "your age"),
        ("fr", "fixe-moi un objectif calories pour perdre du poids", "1m80, 82 kg", "34 ans", "ton âge"),
    ],
)
async def test_a_target_waits_for_what_is_missing(new_person: Any, locale: str, wish: str, body: str, age: str, asks: str) -> None:
    person: Person = await new_person(locale=locale)
    assert (await person.say(wish))["pending"]["kind"] == "slot"
    assert asks in (await person.say(body))["reply"]
    names = [name for name, _ in done(await person.say(age))]
    assert names == ["update_profile", "set_nutrition_target"]


@pytest.mark.parametrize(("locale", "pain"), [("en", "my shoulder hurts"), ("fr", "j'ai mal à l'épaule")])
async def test_how_bad_is_answered_with_a_figure(new_person: Any, locale: str, pain: str) -> None:
    person: Person = await new_person(locale=locale)
    await person.say(pain)
    [(name, args)] = done(await person.say("4"))
    assert (name, args["region"], args["severity"]) == ("report_pain", "shoulder", 4)


async def test_when_is_answered_with_a_time(person: Person) -> None:
    assert (await person.say("remind me to stretch"))["pending"]["kind"] == "slot"
    assert [name for name, _ in done(await person.say("tomorrow at 8"))] == ["set_reminder"]


async def test_a_question_that_only_a_model_could_answer_is_met_honestly(person: Person) -> None:
    turn = await person.say("why do my muscles shake")
    assert "no language model is connected" in turn["reply"]
    assert "I only know training" not in turn["reply"]
    assert turn["cards"] == []
