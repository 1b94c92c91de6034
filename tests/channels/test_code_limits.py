"""Codes go to numbers and mailboxes that may be somebody else's: so many to each, so many a day, and not to every country."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from spotter.api.deps import House
from spotter.channel_settings import CodeSettings, SmtpSettings, TwilioSettings
from spotter.settings import Settings
from spotter.store.tables import Outbox
from tests.conftest import Person

New = Callable[..., Awaitable[Person]]
PHONE = TwilioSettings(account_sid="AC" + "0" * 32, auth_token="double", from_="+15005550006", base_url="http://127.0.0.1:1")
NUMBER = "+33 6 12 34 56 78"


@pytest.fixture
def codes() -> CodeSettings:
    """How many, and where to; a test may give others."""
    return CodeSettings()


@pytest.fixture
def settings(settings: Settings, codes: CodeSettings) -> Settings:
    return settings.model_copy(
        update={"codes": codes, "twilio": PHONE, "smtp": SmtpSettings(host="127.0.0.1", port=1, from_="a@example.org")}
    )


async def _codes(house: House) -> int:
    async with house.store.database.read() as session:
        return await session.scalar(select(func.count()).select_from(Outbox).where(Outbox.kind == "code")) or 0


async def _ask(person: Person, address: str = NUMBER) -> str:
    return str((await person.say(f"add my {'email' if '@' in address else 'number'} {address}"))["reply"])


async def test_many_guests_send_one_number_three_codes_an_hour_and_five_a_day(house: House, new_person: New) -> None:
    told = [await _ask(await new_person()) for _ in range(5)]
    assert ["sent a code" in one for one in told] == [True] * 3 + [False] * 2
    assert "Enough codes went to that address" in told[-1]
    house.clock.advance(timedelta(minutes=61))  # type: ignore[attr-defined]
    told = [await _ask(await new_person()) for _ in range(3)]
    assert ["sent a code" in one for one in told] == [True] * 2 + [False]
    assert "sent a code" in await _ask(await new_person(), "+33 6 12 34 56 79")
    assert await _codes(house) == 6


async def test_guests_who_ask_at_once_or_leave_again_count_as_well(house: House, new_person: New) -> None:
    people = [await new_person() for _ in range(6)]
    await asyncio.gather(*(_ask(one) for one in people))
    assert await _codes(house) == 3
    for one in people:
        await one.client.delete("/api/v1/users/me", headers=one.headers)
    assert "Enough codes" in await _ask(await new_person())


async def test_a_mailbox_is_one_whatever_stands_behind_its_plus(house: House, new_person: New) -> None:
    told = [await _ask(await new_person(), f"me+{number}@example.org") for number in range(4)]
    assert ["sent a code" in one for one in told] == [True] * 3 + [False]
    assert await _codes(house) == 3


@pytest.mark.parametrize("codes", [CodeSettings(a_day=2)])
async def test_the_house_sends_so_many_a_day(house: House, new_person: New) -> None:
    told = [await _ask(await new_person(), f"+33 6 12 34 56 7{number}") for number in range(3)]
    assert ["sent a code" in one for one in told] == [True, True, False]
    assert "any more codes today" in told[-1]
    house.clock.advance(timedelta(hours=24))  # type: ignore[attr-defined]
    assert "sent a code" in await _ask(await new_person())


@pytest.mark.parametrize("codes", [CodeSettings(countries="FR,CA")])
async def test_codes_go_to_the_countries_that_the_house_allows(house: House, person: Person) -> None:
    assert "numbers of that country" in await _ask(person, "+1 212 555 0123")  # of the United States, which share Canada's +1
    assert "sent a code" in await _ask(person, "+1 416 555 0123")
    assert "sent a code" in await _ask(person)
    assert await _codes(house) == 2


async def test_the_words_are_french_to_those_who_speak_it(house: House, new_person: New) -> None:
    for _ in range(3):
        await _ask(await new_person())
    person = await new_person(locale="fr")
    assert "Assez de codes" in str((await person.say(f"ajoute mon numéro {NUMBER}"))["reply"])
