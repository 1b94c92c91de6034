"""The door: everybody who writes is somebody, what was written is kept once, and what cannot be used is said honestly."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import func, select

from spotter.api.deps import House
from spotter.store.queries.identities import identity_at
from spotter.store.tables import Outbox, User
from tests.channels.door import Visitor, turns_of
from tests.conftest import NOW


async def test_who_writes_first_is_a_guest_who_stays(house: House) -> None:
    visitor = Visitor(house)
    [reply] = await visitor.says("bench 3x5 80 kg", country="FR", time_zone="Europe/Paris")
    assert "Développé couché" in reply
    async with house.store.database.read() as session:
        person = await session.get_one(User, await visitor.user_id())
    assert (person.kind, person.expires_at, person.country, person.time_zone) == ("guest", None, "FR", "Europe/Paris")


async def test_the_same_message_three_times_at_once_is_one_person_and_one_turn(house: House) -> None:
    visitor = Visitor(house)
    await asyncio.gather(*(visitor.send("bench 3x5 80 kg", dedupe_key="same") for _ in range(3)))
    assert len(await visitor.reads()) == 1
    assert len(await turns_of(house, await visitor.user_id())) == 1
    async with house.store.database.read() as session:
        assert await session.scalar(select(func.count()).select_from(User)) == 1


@pytest.mark.parametrize(("locale", "greeting"), [("en", "Hi, I'm Spotter"), ("fr-FR", "Salut, je suis Spotter")])
async def test_a_new_person_is_greeted_in_their_language(house: House, locale: str, greeting: str) -> None:
    visitor = Visitor(house, "telegram", "42")
    assert greeting in (await visitor.says("/start", kind="command", locale=locale))[0]
    assert greeting not in (await visitor.says("/start", kind="command", locale=locale))[0]


async def test_commands_of_a_chat_stop_help_and_begin_again(house: House) -> None:
    visitor = Visitor(house, "telegram", "42")
    assert "Spotter" in (await visitor.says("/help", kind="command"))[0]
    assert "START" in (await visitor.says("/stop@SpotterBot", kind="command"))[0]
    assert await visitor.says("hello") == []
    assert "back" in (await visitor.says("/start", kind="command"))[0]


@pytest.mark.parametrize("media", ["photo", "voice", "video", "document", "sticker", "other"])
async def test_what_cannot_be_read_yet_is_said(house: House, media: str) -> None:
    visitor = Visitor(house, "telegram", "42")
    [reply] = await visitor.says(kind="media", media=media)
    assert reply
    assert await turns_of(house, await visitor.user_id()) == []


async def test_a_caption_is_the_message(house: House) -> None:
    visitor = Visitor(house, "telegram", "42")
    first, second = await visitor.says("bench 3x5 80 kg", kind="media", media="photo")
    assert "words" in first
    assert "Bench Press" in second


async def test_words_about_a_picture_get_the_answer_about_pictures(house: House) -> None:
    visitor = Visitor(house, "sms", "+33612345678")
    [reply] = await visitor.says("look at my form", kind="media", media="photo")
    assert "pictures" in reply
    assert "112" in " ".join(await visitor.says("my chest hurts, look", kind="media", media="photo"))


async def test_a_place_is_not_used_and_not_kept(house: House) -> None:
    visitor = Visitor(house, "telegram", "42")
    assert "isn't kept" in (await visitor.says(kind="location"))[0]


async def test_a_tap_is_the_word_on_the_button(house: House) -> None:
    visitor = Visitor(house, "telegram", "42")
    await visitor.says("bench 3x5 80 kg")
    assert "Bench Press" in (await visitor.says("undo", kind="tap"))[0]


async def test_who_blocked_us_is_left_alone_until_they_write_again(house: House) -> None:
    visitor = Visitor(house, "telegram", "42")
    await visitor.send("bench 3x5 80 kg")
    await visitor.rest()
    await visitor.send(kind="left")
    assert await visitor.reads() == []
    async with house.store.database.read() as session:
        assert [row.status for row in await session.scalars(select(Outbox))] == ["cancelled"]
        known = await identity_at(session, "telegram", "42")
        assert known is not None
        assert known.blocked_at == NOW
    assert len(await visitor.says("hello")) == 1


async def test_somebody_unknown_who_blocks_us_is_nobody(house: House) -> None:
    await Visitor(house, "telegram", "42").send(kind="left")
    async with house.store.database.read() as session:
        assert await session.scalar(select(func.count()).select_from(User)) == 0


async def test_an_edited_message_corrects_what_it_had_logged(house: House) -> None:
    visitor = Visitor(house, "telegram", "42")
    await visitor.says("bench 3x5 80 kg", provider_ref="7")
    corrected, again = await visitor.says("bench 3x5 82.5 kg", kind="edit", provider_ref="7")
    assert "taken back" in corrected
    assert "82.5" in again
    [told] = await visitor.says("what did i do today?")
    assert "82.5" in told
    assert "80 kg" not in told
    assert await visitor.says("bench 3x5 82.5 kg", kind="edit", provider_ref="7") == []  # the same words: nothing to correct


async def test_an_edit_of_what_newer_entries_build_on_is_refused_and_said(house: House) -> None:
    visitor = Visitor(house, "telegram", "42")
    await visitor.says("bench 3x5 80 kg", provider_ref="7")
    await visitor.says("no, 85 kg")
    [told] = await visitor.says("bench 3x5 82.5 kg", kind="edit", provider_ref="7")
    assert "newer" in told
