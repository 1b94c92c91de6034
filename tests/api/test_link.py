"""The link that comes with a code: opened it asks, posted it links, once, for ten minutes, and only what it was made for."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import httpx
import pytest

from spotter.api.deps import House
from spotter.channel_settings import SmtpSettings
from spotter.channels.linking import signed
from spotter.clock import FixedClock
from spotter.dev.smtp import Mailbox, mail_server
from spotter.settings import Settings
from spotter.store.queries.consents import standing
from spotter.store.queries.identities import identity_at
from tests.channels.door import Visitor
from tests.channels.sms.conftest import until
from tests.conftest import Person

PUBLIC = "https://coach.example.org"
LINK = re.compile(rf"{PUBLIC}(/channels/link\?token=[A-Za-z0-9_-]+)(?!\S)")
PHONE = "+33612345678"
MAIL = "me@example.org"
SECRET = "k" * 40


def link_in(text: str) -> str:
    found = LINK.search(text)
    assert found is not None, text
    return found[1]


@pytest.fixture
def letters() -> Mailbox:
    return Mailbox()


@pytest.fixture
async def settings(settings: Settings, letters: Mailbox) -> AsyncIterator[Settings]:
    """A house that the world reaches, with a mail server."""
    async with mail_server(letters) as port:
        smtp = SmtpSettings(host="127.0.0.1", port=port, from_="Spotter <coach@example.org>", security="none")
        yield settings.model_copy(update={"smtp": smtp, "public_url": PUBLIC})


async def owner_of(house: House, channel: str, address: str) -> str | None:
    async with house.store.database.read() as session:
        known = await identity_at(session, channel, address)
    return known.user_id if known else None


async def mailed(person: Person, letters: Mailbox, ask: str = f"add my email {MAIL}") -> str:
    """The link in the letter that proves an address."""
    before = len(letters.messages)
    assert MAIL in (await person.say(ask))["reply"]
    await until(lambda: len(letters.messages) > before)
    body = letters.messages[-1].get_body(("plain",))
    assert body is not None
    return link_in(body.get_content())


def opened_as(page: httpx.Response) -> str:
    """The token that a page leaves in the browser."""
    found = re.search(r'n="([^"]+)"', page.text)
    assert found is not None, page.text
    return found[1]


async def test_an_address_is_linked_by_its_button_and_by_opening_alone_never(
    house: House, client: httpx.AsyncClient, person: Person, letters: Mailbox
) -> None:
    url = await mailed(person, letters)
    for _ in range(3):  # a scanner, a preview, a person
        page = await client.get(url)
        assert (page.status_code, MAIL in page.text, '<form method="post">' in page.text) == (200, True, True)
        assert (page.headers["Cache-Control"], page.headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert await owner_of(house, "email", MAIL) is None
    done = await client.post(url)
    assert (done.status_code, "It is linked" in done.text, "<form" in done.text, "<script" in done.text) == (200, True, False, False)
    assert await owner_of(house, "email", MAIL) == person.user_id
    assert MAIL in (await person.say("which channels do you have?"))["reply"]
    async with house.store.database.read() as session:
        assert not (await standing(session, person.user_id, "email", MAIL)).is_out


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_link_works_once_and_says_what_to_do(client: httpx.AsyncClient, person: Person, letters: Mailbox, method: str) -> None:
    url = await mailed(person, letters)
    await client.post(url)
    again = await client.request(method, url)
    assert (again.status_code, "used already" in again.text, "link another channel" in again.text) == (410, True, True)
    assert "<form" not in again.text


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_link_is_over_after_ten_minutes(
    house: House, client: httpx.AsyncClient, person: Person, letters: Mailbox, clock: FixedClock, method: str
) -> None:
    url = await mailed(person, letters)
    clock.advance(timedelta(minutes=10))
    late = await client.request(method, url)
    assert (late.status_code, "too old" in late.text, "link another channel" in late.text) == (410, True, True)
    assert await owner_of(house, "email", MAIL) is None


async def test_a_newer_link_takes_the_place_of_the_one_before(client: httpx.AsyncClient, person: Person, letters: Mailbox) -> None:
    old, new = await mailed(person, letters), await mailed(person, letters)
    assert (await client.post(old)).status_code == 404
    assert (await client.post(new)).status_code == 200


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_an_address_of_somebody_else_stays_theirs_until_the_code_is_told(
    house: House, client: httpx.AsyncClient, person: Person, method: str
) -> None:
    phone = Visitor(house, "sms", PHONE)
    await phone.says("squat 3x5 100 kg")
    writer = await phone.user_id()
    await person.say(f"add my number {PHONE}")
    [sent] = await phone.reads()
    page = await client.request(method, link_in(sent))
    assert (page.status_code, "linked to somebody else" in page.text, "link CODE" in page.text) == (409, True, True)
    assert await owner_of(house, "sms", PHONE) == writer
    code = re.search(r"[A-Z0-9]{8}", sent)
    assert code is not None
    assert "together" in (await person.say(f"link {code[0]}"))["reply"]
    assert await owner_of(house, "sms", PHONE) == person.user_id


async def test_a_link_from_a_text_message_opens_the_talk_in_a_browser(house: House, client: httpx.AsyncClient) -> None:
    phone = Visitor(house, "sms", PHONE)
    await phone.says("squat 3x5 100 kg")
    url = link_in((await phone.says("give me a link code"))[0])
    assert "<script" not in (await client.get(url)).text
    page = await client.post(url, headers={"Sec-Fetch-Site": "same-origin"})
    assert page.status_code == 200
    assert re.search(r"script-src 'nonce-[\w-]+'", page.headers["Content-Security-Policy"])
    in_app = Person(client, await phone.user_id(), opened_as(page))
    assert "100" in (await in_app.say("what did i do today?"))["reply"]
    assert (await client.post(url)).status_code == 410


async def test_another_site_cannot_press_the_button(client: httpx.AsyncClient, house: House) -> None:
    phone = Visitor(house, "sms", PHONE)
    url = link_in((await phone.says("give me a link code"))[0])
    page = await client.post(url, headers={"Sec-Fetch-Site": "cross-site"})
    assert ("<script" in page.text, "<form" in page.text) == (False, True)
    assert "<script" in (await client.post(url)).text


async def test_a_code_that_was_told_leaves_its_link_used(house: House, client: httpx.AsyncClient) -> None:
    phone = Visitor(house, "sms", PHONE)
    [told] = await phone.says("give me a link code")
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", told)
    assert code is not None
    await Visitor(house, "telegram", "42").says(f"link {code[0]}")
    assert (await client.post(link_in(told))).status_code == 410


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_link_is_bound_to_who_asked_for_it(
    client: httpx.AsyncClient, person: Person, new_person: Callable[..., Awaitable[Person]], method: str
) -> None:
    other = await new_person()
    code = (await client.post("/api/v1/users/me/channels", headers=person.headers, json={})).json()["code"]
    for token in (signed(SECRET, other.user_id, code), signed("another" * 8, person.user_id, code), code, "x", "", "\0" * 9):
        page = await client.request(method, "/channels/link", params={"token": token}, headers={"Accept-Language": "fr"})
        assert (page.status_code, "Ce lien ne marche pas" in page.text) == (404, True)
    assert (await client.request(method, "/channels/link", params={"token": signed(SECRET, person.user_id, code)})).status_code == 200


async def test_who_guesses_codes_has_to_wait_with_links_too(client: httpx.AsyncClient, house: House) -> None:
    phone = Visitor(house, "sms", PHONE)
    url = link_in((await phone.says("give me a link code"))[0])
    for digit in "34679":
        await phone.says(f"link CDFGHJK{digit}")
    assert (await client.post(url)).status_code == 429


async def test_it_speaks_the_language_of_who_asked(client: httpx.AsyncClient, house: House) -> None:
    phone = Visitor(house, "sms", PHONE)
    [told] = await phone.says("donne-moi un code de liaison")
    assert "Dans un autre navigateur : https" in told
    assert '<html lang="fr">' in (await client.get(link_in(told))).text


async def test_the_asker_never_sees_the_link_that_proves_an_address(client: httpx.AsyncClient, person: Person) -> None:
    asked = await client.post("/api/v1/users/me/channels", headers=person.headers, json={"channel": "email", "address": MAIL})
    offered = asked.json()
    assert (offered["address"], offered["code"], offered["page_url"], offered["chat_url"]) == (MAIL, None, None, None)
