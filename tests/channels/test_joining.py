"""Two become one only where both want it: who shows a code that somebody else may have made is asked first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from spotter.api.deps import House
from spotter.store.queries.identities import add_identity
from spotter.store.rows import table_of
from spotter.store.tables import LinkCode, User
from tests.channels.door import Visitor, turns_of
from tests.channels.test_linking import code_of
from tests.conftest import NOW, Person

CLAIM = "/api/v1/users/me/channels/claim"


@pytest.fixture
async def victim(house: House) -> Visitor:
    """Somebody with a log of their own on Telegram."""
    chat = Visitor(house, "telegram", "42")
    await chat.says("squat 3x5 100 kg")
    return chat


async def _offered(person: Person) -> str:
    return code_of((await person.say("link my telegram"))["reply"]).replace("-", "")


@pytest.mark.parametrize("answer", ["no", "non", "bench 3x5 80 kg", "what did i do today?"])
async def test_a_tap_on_a_link_of_somebody_else_moves_nothing(house: House, person: Person, victim: Visitor, answer: str) -> None:
    own = await victim.user_id()
    code = await _offered(person)
    [asked] = await victim.says(f"/start {code}", kind="command")
    assert "for good" in asked
    assert "linked" not in " ".join(await victim.says(answer))
    await victim.says("yes")  # the question is over
    assert await victim.user_id() == own
    assert "100" not in (await person.say("what did i do today?"))["reply"]


@pytest.mark.parametrize(("answer", "kind"), [("yes", "text"), ("oui", "text"), ("yes", "tap"), ("ok", "text")])
async def test_a_yes_joins_and_tells_the_way_out(house: House, person: Person, victim: Visitor, answer: str, kind: str) -> None:
    await victim.says(f"/start {await _offered(person)}", kind="command")
    [told] = await victim.says(answer, kind=kind, dedupe_key="yes")
    assert "disconnect telegram" in told or "déconnecte telegram" in told
    assert await victim.user_id() == person.user_id
    assert "100" in (await person.say("what did i do today?"))["reply"]
    assert await victim.says(answer, kind=kind, dedupe_key="yes") == []  # the provider brings it once more
    assert house


async def test_who_has_never_written_is_linked_at_once_and_told_the_way_out(house: House, person: Person) -> None:
    chat = Visitor(house, "telegram", "43")
    await chat.says("/start", kind="command")
    [told] = await chat.says(f"/start {await _offered(person)}", kind="command")
    assert "disconnect telegram" in told
    assert await chat.user_id() == person.user_id


async def test_a_yes_is_heard_for_ten_minutes_and_cancel_is_a_no(house: House, person: Person, victim: Visitor) -> None:
    own = await victim.user_id()
    await victim.says(f"/start {await _offered(person)}", kind="command")
    assert "stay as they are" in (await victim.says("cancel"))[0]  # no word to opt out by, while something is asked
    await victim.says(f"/start {await _offered(person)}", kind="command")
    house.clock.advance(timedelta(minutes=10))  # type: ignore[attr-defined]
    await victim.says("yes")
    assert await victim.user_id() == own
    async with house.store.database.read() as session:
        assert await session.scalar(select(func.count()).select_from(User)) == 2


async def test_a_stop_is_obeyed_before_the_question(house: House, person: Person, victim: Visitor) -> None:
    await victim.says(f"/start {await _offered(person)}", kind="command")
    assert "START" in (await victim.says("stop"))[0]
    assert await victim.user_id() != person.user_id


async def test_the_app_asks_too_before_a_chat_of_somebody_else_reads_along(house: House, person: Person, victim: Visitor) -> None:
    await person.say("bench 3x5 80 kg")
    code = code_of((await victim.says("give me a link code"))[0])
    assert "for good" in (await person.say(f"link {code}"))["reply"]
    assert await victim.user_id() != person.user_id
    assert "together" in (await person.say("yes"))["reply"]
    assert await victim.user_id() == person.user_id
    assert house


async def test_a_program_is_asked_as_well(house: House, person: Person, victim: Visitor) -> None:
    await person.say("bench 3x5 80 kg")
    code = code_of((await victim.says("give me a link code"))[0])
    asked = await person.client.post(CLAIM, json={"code": code}, headers=person.headers)
    assert (asked.status_code, asked.json()["code"]) == (409, "needs_confirmation")
    done = await person.client.post(f"{CLAIM}?confirmed=true", json={"code": code}, headers=person.headers)
    assert (done.status_code, done.json()) == (200, {"outcome": "linked"})
    assert len(await turns_of(house, person.user_id)) > 2


async def test_a_guest_who_shows_the_code_of_an_account_hears_how_it_goes(
    house: House, new_person: Callable[..., Awaitable[Person]]
) -> None:
    owner, guest = await new_person(), await new_person()
    async with house.store.database.write() as session:
        await session.execute(update(table_of(User)).where(User.id == owner.user_id).values(kind="owner"))
    code = code_of((await owner.say("give me a link code"))["reply"])
    assert "show it there" in (await guest.say(f"link {code}"))["reply"]
    told = await guest.client.post(f"{CLAIM}?confirmed=true", json={"code": code}, headers=guest.headers)
    assert (told.status_code, "show it there" in told.text) == (409, True)
    back = code_of((await guest.say("give me a link code"))["reply"])
    assert "for good" in (await owner.say(f"link {back}"))["reply"]
    assert "together" in (await owner.say("yes"))["reply"]


async def test_an_address_that_an_account_took_meanwhile_is_not_told_as_linked(
    house: House, person: Person, new_person: Callable[..., Awaitable[Person]]
) -> None:
    phone, other = Visitor(house, "sms", "+33612345678"), await new_person()
    await person.say("add my number +33 6 12 34 56 78")
    [sent] = await phone.reads()
    async with house.store.database.write() as session:
        await session.execute(update(table_of(User)).where(User.id == other.user_id).values(kind="owner"))
        await add_identity(session, other.user_id, "sms", "+33612345678", NOW)
    assert "account of their own" in (await person.say(f"link {code_in_text(sent)}"))["reply"]
    async with house.store.database.read() as session:
        assert await session.scalar(select(func.count()).select_from(LinkCode).where(LinkCode.used_at.is_not(None))) == 0


def code_in_text(text: str) -> str:
    return next(word.strip(".") for word in text.split() if len(word.strip(".")) == 8 and any(sign.isdigit() for sign in word))
