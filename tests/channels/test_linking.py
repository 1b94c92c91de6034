"""One person on many channels: linked by a code from any side, listed, let go; what was written on either side stays."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from spotter.api.deps import House
from spotter.store.tables import LinkCode, Outbox, User
from tests.channels.door import Visitor
from tests.conftest import Person

CODE = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{4}")


def code_of(text: str) -> str:
    found = CODE.search(text)
    assert found is not None, text
    return found[0]


@pytest.mark.parametrize("show", ["link {}", "Link {}.", "lier {}"])
async def test_a_code_from_the_app_links_a_chat_and_brings_what_was_written_there(house: House, person: Person, show: str) -> None:
    chat = Visitor(house, "telegram", "42")
    await chat.says("squat 3x5 100 kg")
    await person.say("bench 3x5 80 kg")
    code = code_of((await person.say("link my telegram"))["reply"])
    [question] = await chat.says(show.format(code.lower()))
    assert "for good" in question or "pour de bon" in question
    assert await chat.user_id() != person.user_id
    [answer] = await chat.says("yes")
    assert "together" in answer or "réuni" in answer
    assert await chat.user_id() == person.user_id
    history = (await person.say("what did i do today?"))["reply"]
    assert "80" in history
    assert "100" in history
    [on_the_chat] = await chat.says("what did i do today?")
    assert "80" in on_the_chat
    async with house.store.database.read() as session:
        assert await session.scalar(select(func.count()).select_from(User)) == 1
        assert (await session.get_one(User, person.user_id)).expires_at is None


async def test_a_deep_link_carries_the_code(house: House, person: Person) -> None:
    code = code_of((await person.say("connecte mon telegram"))["reply"]).replace("-", "")
    chat = Visitor(house, "telegram", "43")
    await chat.says(f"/start {code}", kind="command")
    assert await chat.user_id() == person.user_id


async def test_a_talk_begun_by_text_goes_on_in_a_chat(house: House) -> None:
    phone, chat = Visitor(house), Visitor(house, "telegram", "42")
    await phone.says("bench 3x5 80 kg")
    code = code_of((await phone.says("link my telegram"))[0])
    await chat.says(f"link {code}")
    [undone] = await chat.says("undo")
    assert "Bench Press" in undone
    assert await phone.reads() == []  # the reply goes where the person wrote
    assert await phone.user_id() == await chat.user_id()


async def test_a_code_from_a_chat_works_in_the_app_whose_person_stays(house: House, person: Person) -> None:
    chat = Visitor(house, "telegram", "42")
    await chat.says("squat 3x5 100 kg")
    code = code_of((await chat.says("give me a link code"))[0])
    assert "together" in (await person.say(f"link {code}"))["reply"]
    assert await chat.user_id() == person.user_id
    assert "100" in (await person.say("what did i do today?"))["reply"]


async def test_a_code_works_once_and_for_ten_minutes(house: House, person: Person) -> None:
    code = code_of((await person.say("link my telegram"))["reply"])
    await Visitor(house, "telegram", "42").says(f"link {code}")
    used = await Visitor(house, "telegram", "43").says(f"link {code}")
    late = code_of((await person.say("link my telegram"))["reply"])
    house.clock.advance(timedelta(minutes=11))  # type: ignore[attr-defined]
    over = await Visitor(house, "telegram", "44").says(f"link {late}")
    never = await Visitor(house, "telegram", "45").says("link CDFG3479")
    assert used == over == never  # nobody learns which codes there are
    async with house.store.database.read() as session:
        assert code not in [row.code_hash for row in await session.scalars(select(LinkCode))]


async def test_who_guesses_has_to_wait(house: House, person: Person) -> None:
    code = code_of((await person.say("link my telegram"))["reply"])
    chat = Visitor(house, "telegram", "42")
    for guess in ("CDFG3479", "CDFG3478", "CDFG3477", "CDFG3476", "CDFG3475"):
        await chat.says(f"link {guess}")
    assert "hour" in (await chat.says(f"link {code}"))[0]
    assert await chat.user_id() != person.user_id
    house.clock.advance(timedelta(minutes=61))  # type: ignore[attr-defined]
    fresh = code_of((await person.say("link my telegram"))["reply"])
    await chat.says(f"link {fresh}")
    assert await chat.user_id() == person.user_id


async def test_the_same_code_message_again_is_answered_once(house: House, person: Person) -> None:
    code = code_of((await person.say("link my telegram"))["reply"])
    chat = Visitor(house, "telegram", "42")
    assert len(await chat.says(f"link {code}", dedupe_key="k")) == 1
    assert await chat.says(f"link {code}", dedupe_key="k") == []


async def test_an_address_is_proved_by_the_code_that_was_sent_there(house: House, person: Person) -> None:
    phone = Visitor(house, "sms", "+33612345678")
    assert "+33612345678" in (await person.say("add my number +33 6 12 34 56 78"))["reply"]
    [sent] = await phone.reads()
    code = re.search(r"[A-Z0-9]{8}", sent)
    assert code is not None
    assert "work" in (await Visitor(house, "telegram", "42").says(f"link {code[0]}"))[0]  # it proves nothing to anybody else
    assert "together" in (await person.say(f"link {code[0]}"))["reply"]
    assert "+33612345678" in (await person.say("which channels do you have?"))["reply"]
    async with house.store.database.read() as session:
        assert (await session.scalar(select(Outbox.policy).where(Outbox.kind == "code"))) == "at_most_once"


async def test_what_is_no_address_is_refused(house: House, person: Person) -> None:
    assert house
    assert "can't write" in (await person.say("add my number 12345678901"))["reply"]


async def test_a_channel_is_let_go_after_a_yes_and_undo_brings_it_back(house: House, person: Person) -> None:
    chat = Visitor(house, "telegram", "42")
    await chat.says(f"link {code_of((await person.say('link my telegram'))['reply'])}")
    assert "Telegram?" in (await person.say("disconnect telegram"))["reply"]
    assert "unlinked" in (await person.say("yes"))["reply"]
    assert "only" in (await person.say("which channels do you have?"))["reply"]
    await person.say("undo")
    assert "Telegram" in (await person.say("which channels do you have?"))["reply"]


async def test_undo_says_so_where_somebody_has_begun_from_there_since(house: House, person: Person) -> None:
    chat = Visitor(house, "telegram", "42")
    await chat.says(f"link {code_of((await person.say('link my telegram'))['reply'])}")
    await person.say("disconnect telegram")
    await person.say("yes")
    await chat.says("bench 3x5 80 kg")
    assert "begun anew" in (await person.say("undo"))["reply"]
    assert "80 kg" in (await chat.says("what did i do today?"))[0]


async def test_the_last_way_in_is_kept(house: House) -> None:
    phone = Visitor(house)
    await phone.says("hello")
    assert "only way" in (await phone.says("disconnect my phone"))[0]


async def test_an_account_is_never_merged_into_a_guest(house: House, new_person: Callable[..., Awaitable[Person]]) -> None:
    owner = await new_person()
    async with house.store.database.write() as session:
        (await session.get_one(User, owner.user_id)).kind = "owner"
    guest = await new_person()
    code = code_of((await owner.say("give me a link code"))["reply"])
    await guest.say("bench 3x5 80 kg")
    await guest.client.post("/api/v1/ai/chat", json={"message": f"link {code}"}, headers=guest.headers)
    async with house.store.database.read() as session:
        assert await session.get(User, owner.user_id) is not None
