"""Odd messages, insults and laughs get a short kind answer; nothing is written down and nobody is alarmed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Person


@pytest.mark.parametrize(
    ("locale", "text", "words"),
    [
        ("en", "you suck", "Sorry that I annoyed you"),
        ("en", "this is crap", "Sorry that I annoyed you"),
        ("en", "lol shut up", "Sorry that I annoyed you"),
        ("fr", "c'est nul", "Désolé de t'avoir agacé"),
        ("fr", "t'es vraiment nul", "Désolé de t'avoir agacé"),
        ("fr", "tu sers à rien", "Désolé de t'avoir agacé"),
        ("en", "lol", "ready when you are"),
        ("en", "hahaha", "ready when you are"),
        ("fr", "mdr", "on bouge quand tu veux"),
        ("en", "asdf", "I didn't get that"),
        ("en", "?!?", "I didn't get that"),
        ("fr", "azerty", "Je n'ai pas compris"),
        ("fr", "bof", "Je n'ai pas compris"),
        ("en", "are u human or ai", "no human"),
        ("fr", "je parle à une machine ?", "pas un humain"),
    ],
)
async def test_a_short_kind_answer(new_person: Any, locale: str, text: str, words: str) -> None:
    person: Person = await new_person(locale=locale)
    reply = await person.say(text)
    assert words in reply["reply"]
    assert (reply["actions"], reply["path"]) == ([], "local")


@pytest.mark.parametrize(("locale", "text"), [("en", "i feel useless"), ("fr", "je suis nul")])
async def test_who_talks_down_on_themselves_insults_nobody(new_person: Any, locale: str, text: str) -> None:
    person: Person = await new_person(locale=locale)
    assert [action["tool"] for action in (await person.say(text))["actions"]] == ["motivate"]
