"""People who take back, correct, leave out and get new things: what stands in their log afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("locale", "first", "second", "words"),
    [
        ("en", "had 2 fried eggs and a banana", "actually 3 eggs", "× 3"),
        ("fr", "j'ai mangé deux oeufs et une pomme", "non, quatre oeufs", "× 4"),
        ("en", "lunch: 640 kcal", "sorry, it was 720 kcal", "720 kcal"),
        ("en", "bench 3x5 80kg then 40 min bike", "no, 82.5", "82.5 kg"),
    ],
)
async def test_a_correction_changes_what_stands_there_and_logs_nothing_more(
    new_person: Callable[..., Any], locale: str, first: str, second: str, words: str
) -> None:
    person = await new_person(locale=locale)
    await person.say(first)
    turn = await person.say(second)
    assert [action["tool"] for action in turn["actions"]] == ["correct_entry"]
    assert words in turn["reply"]


async def test_equipment_grows_shrinks_and_is_replaced_in_a_conversation(new_person: Callable[..., Any]) -> None:
    person = await new_person(locale="en")
    for message, has in (
        ("I have dumbbells and a bench", "a bench and dumbbells"),
        ("I have an ez bar too", "a bench, dumbbells and an EZ bar"),
        ("sold my bench", "dumbbells and an EZ bar"),
        ("I only have kettlebells now", "kettlebells"),
    ):
        assert (await person.say(message))["reply"] == f"Noted: you have {has}."


async def test_a_bare_correction_keeps_the_unit_of_what_it_corrects(new_person: Callable[..., Any]) -> None:
    for units, first, second, words in (
        ("imperial", "bench 3x5 80kg", "no 82.5", "182 lb"),
        ("imperial", "bench 3x5 185", "no 190", "190 lb"),
        ("metric", "bench 3x5 185 lb", "no 190", "86.2 kg"),
        ("metric", "bench 3x5 80", "no 82.5", "82.5 kg"),
    ):
        person = await new_person(locale="en", units=units)
        await person.say(first)
        assert words in (await person.say(second))["reply"]


@pytest.mark.parametrize(("locale", "load", "words"), [("en", "80kg", "80 kg"), ("en", "at 80 kg", "80 kg"), ("fr", "à 80 kg", "80 kg")])
async def test_a_load_alone_is_the_one_that_was_missing(new_person: Callable[..., Any], locale: str, load: str, words: str) -> None:
    person = await new_person(locale=locale)
    await person.say("bench 3x5" if locale == "en" else "développé couché 3x5")
    turn = await person.say(load)
    assert [action["tool"] for action in turn["actions"]] == ["correct_entry"]
    assert words in turn["reply"]


async def test_a_load_alone_is_nothing_where_none_is_missing(new_person: Callable[..., Any]) -> None:
    person = await new_person(locale="en")
    await person.say("bench 3x5 75 kg")
    assert "correct_entry" not in [action["tool"] for action in (await person.say("80kg"))["actions"]]
