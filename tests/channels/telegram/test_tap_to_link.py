"""One tap links Telegram: the code is a link to the bot, whose name Telegram itself has told."""

from __future__ import annotations

import re

import pytest

from spotter.api.deps import House
from tests.channels.door import Visitor
from tests.channels.telegram.conftest import Telegram, until_named
from tests.conftest import Person

LINK = re.compile(r"https://t\.me/spotter_dev_bot\?start=([A-Z0-9]{8})(?!\S)")


def code_of(text: str) -> str:
    found = LINK.search(text)
    assert found is not None, text
    return found[1]


@pytest.mark.parametrize("asked", ["link my telegram", "connecte mon telegram", "give me a link code", "lier un autre canal"])
async def test_a_tap_in_the_app_brings_both_sides_together(house: House, person: Person, telegram: Telegram, asked: str) -> None:
    await until_named(house)
    await telegram.ask("squat 3x5 100 kg")
    await person.say("bench 3x5 80 kg")
    code = code_of((await person.say(asked))["reply"])
    assert "?" in (await telegram.ask(f"/start {code}"))["text"]  # one tap joins nothing
    answer = await telegram.ask("yes")
    assert "together" in answer["text"] or "réuni" in answer["text"]
    today = (await person.say("what did i do today?"))["reply"]
    assert ("80" in today, "100" in today) == (True, True)


async def test_a_program_gets_the_link_beside_the_code(house: House, person: Person) -> None:
    await until_named(house)
    path = "/api/v1/users/me/channels"
    offered = (await person.client.post(path, headers=person.headers, json={"channel": "telegram"})).json()
    assert offered["chat_url"] == f"https://t.me/spotter_dev_bot?start={offered['code']}"
    by_phone = await person.client.post(path, headers=person.headers, json={"channel": "sms"})
    assert (by_phone.status_code, by_phone.json()["detail"][:3]) == (422, "SMS")  # it is not set up here


async def test_a_text_message_holds_the_link_whole(house: House) -> None:
    await until_named(house)
    phone = Visitor(house)
    assert code_of((await phone.says("link my telegram"))[0])
    assert code_of((await phone.says("lier mon telegram"))[0])


async def test_who_is_on_telegram_is_not_sent_there(house: House, telegram: Telegram) -> None:
    await until_named(house)
    assert "t.me" not in (await telegram.ask("give me a link code"))["text"]
