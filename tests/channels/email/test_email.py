"""Notifications by e-mail: what arrives in a real mail server, what its refusals mean, and the link that ends them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from email.message import EmailMessage
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from spotter.api.deps import House
from spotter.channel_settings import SmtpSettings
from spotter.channels.base import SendError
from spotter.channels.email.adapter import EmailAdapter, mailbox
from spotter.channels.email.unsubscribing import Unsubscription, read_token, unsubscribe_url
from spotter.dev.smtp import Mailbox, mail_server
from spotter.errors import ConfigError, NotFound
from spotter.messages import Outgoing, OutKind
from spotter.settings import Settings
from spotter.store.queries import consents, outbox
from spotter.store.queries.identities import add_identity
from spotter.store.queries.people import create_user
from spotter.store.tables import Consent, Outbox
from tests.channels.sms.conftest import until
from tests.conftest import Person

PUBLIC = "https://coach.example.org"
ADDRESS = "sam@example.org"
SECRET = "k" * 40


def link(wanted: Unsubscription) -> str:
    return unsubscribe_url(f"{PUBLIC}/channels/email/unsubscribe", SECRET, wanted)


@pytest.fixture
def letters() -> Mailbox:
    return Mailbox()


@pytest.fixture
async def smtp(letters: Mailbox) -> AsyncIterator[SmtpSettings]:
    async with mail_server(letters) as port:
        yield SmtpSettings(host="127.0.0.1", port=port, from_="Spotter <coach@example.org>", security="none")


@pytest.fixture
def adapter(smtp: SmtpSettings) -> EmailAdapter:
    return EmailAdapter(smtp, link)


async def sent(adapter: EmailAdapter, letters: Mailbox, outgoing: Outgoing, address: str = ADDRESS) -> EmailMessage:
    (part,) = adapter.parts(outgoing)
    message_id = await adapter.send(address, part)
    assert letters.messages[-1]["Message-ID"] == f"<{message_id}>"
    return letters.messages[-1]


async def refused(adapter: EmailAdapter, address: str = ADDRESS) -> SendError:
    with pytest.raises(SendError) as raised:
        await adapter.send(address, {"outgoing": Outgoing(text="Time to train.", kind="reminder")})
    return raised.value


async def test_the_doctor_is_told_whether_the_server_lets_us_in(smtp: SmtpSettings, adapter: EmailAdapter, letters: Mailbox) -> None:
    assert await adapter.check() == f"127.0.0.1:{smtp.port} lets us in, sends from coach@example.org"
    assert letters.messages == []
    with pytest.raises(SendError, match="refused"):  # a password is not given to a server that encrypts nothing
        await EmailAdapter(smtp.model_copy(update={"username": "coach", "security": "starttls"}), link).check()
    with pytest.raises(SendError, match="no_connection"):
        await EmailAdapter(smtp.model_copy(update={"port": 1}), link).check()


async def test_a_reminder_is_plain_text_and_the_same_as_html(adapter: EmailAdapter, letters: Mailbox) -> None:
    message = await sent(adapter, letters, Outgoing(text="Leg day at 18:00.\n\n<b>3 × 5</b> & more", kind="reminder"))
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert (message["From"], message["To"], message["Subject"]) == ("Spotter <coach@example.org>", ADDRESS, "Your reminder")
    assert "<b>3 × 5</b> & more" in plain.get_content()
    assert "<p>&lt;b&gt;3 × 5&lt;/b&gt; &amp; more</p>" in html.get_content()
    assert letters.recipients == [ADDRESS]


@pytest.mark.parametrize("locale", ["en", "fr"])
@pytest.mark.parametrize("kind", ["reply", "reminder", "nudge", "check_in", "notice", "code", "service"])
async def test_every_kind_has_a_subject_in_both_languages(adapter: EmailAdapter, letters: Mailbox, kind: OutKind, locale: str) -> None:
    message = await sent(adapter, letters, Outgoing.model_validate({"text": "1234", "kind": kind, "locale": locale}))
    assert len(message["Subject"]) > 5
    assert message["Content-Language"] == locale


async def test_the_link_that_ends_stands_in_one_line_as_it_is(adapter: EmailAdapter, letters: Mailbox) -> None:
    """Folded, it would arrive in encoded words, which mail programs do not follow."""
    notice = await sent(adapter, letters, Outgoing(text="Entraîne-toi.", kind="nudge", locale="fr"))
    assert len(notice["List-Unsubscribe"]) > 78
    assert f"\r\nList-Unsubscribe: {notice['List-Unsubscribe']}\r\n".encode() in letters.raw[0]


async def test_every_message_but_a_code_can_be_ended_with_one_click(adapter: EmailAdapter, letters: Mailbox) -> None:
    notice = await sent(adapter, letters, Outgoing(text="New.", kind="notice", locale="fr"))
    url = notice["List-Unsubscribe"].strip("<>")
    assert notice["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert read_token(SECRET, parse_qs(urlsplit(url).query)["token"][0]) == (ADDRESS, "fr")
    body = notice.get_body(("plain",))
    assert body is not None
    assert url in body.get_content()
    code = await sent(adapter, letters, Outgoing(text="ABCD2345", kind="code"))
    assert code["List-Unsubscribe"] is None


@given(
    st.text(max_size=80) | st.from_regex(r"[a-z]{1,5}@[a-z]{1,5}\.org(\r\n|\n|,|;|\0| )(Bcc: )?[a-z]{1,5}@[a-z]{1,5}\.org", fullmatch=True)
)
def test_an_address_is_one_address_or_none(address: str) -> None:
    found = mailbox(address)
    assert found is None or not {"\r", "\n", ","} & set(str(found.addr_spec)) or str(found.addr_spec).startswith('"')


@pytest.mark.parametrize(
    "address", ["sam@example.org\r\nBcc: eve@example.org", "sam@example.org, eve@example.org", "sam@example.org\n", "sam", "", "a@b"]
)
async def test_nobody_else_is_written_to_through_an_address(adapter: EmailAdapter, letters: Mailbox, address: str) -> None:
    error = await refused(adapter, address)
    assert (error.code, error.retryable, error.is_gone) == ("bad_address", False, True)
    assert letters.messages == []


async def test_no_text_gets_into_a_header(adapter: EmailAdapter, letters: Mailbox) -> None:
    message = await sent(adapter, letters, Outgoing(text="Hi\r\nBcc: eve@example.org\r\n\r\nSubject: gone", kind="nudge"))
    assert message["Bcc"] is None
    assert message.get_all("Subject") == ["A word from your coach"]
    assert letters.recipients == [ADDRESS]


async def test_nothing_is_sent_in_clear_where_encryption_is_wanted(smtp: SmtpSettings, letters: Mailbox) -> None:
    error = await refused(EmailAdapter(smtp.model_copy(update={"security": "starttls"}), link))
    assert (error.code, error.retryable) == ("refused", True)
    assert letters.messages == []


def test_a_sender_that_is_no_address_is_said_at_start() -> None:
    with pytest.raises(ConfigError, match="SPOTTER_SMTP__FROM"):
        EmailAdapter(SmtpSettings(host="127.0.0.1", from_="the coach"), None)


@pytest.fixture
def settings(settings: Settings, smtp: SmtpSettings) -> Settings:
    """The house with a mail server."""
    return settings.model_copy(update={"smtp": smtp, "public_url": PUBLIC})


async def put(house: House, text: str) -> str:
    """A notice to somebody whose address is proved to be theirs; who it is."""
    now = house.clock.now()
    async with house.store.database.write() as session:
        person = await create_user(session, kind="guest", now=now)
        await add_identity(session, person.id, "email", ADDRESS, now)
        where = {"user_id": person.id, "channel": "email", "address": ADDRESS, "now": now}
        await outbox.put(session, **where, kind="notice", outgoing=Outgoing(text=text))  # type: ignore[arg-type]
        return person.id


async def test_a_notice_leaves_the_house_and_its_link_ends_them(house: House, client: httpx.AsyncClient, letters: Mailbox) -> None:
    user_id = await put(house, "Your plan is ready.")
    house.delivery.wake()
    await until(lambda: letters.messages)
    url = letters.messages[0]["List-Unsubscribe"].strip("<>").removeprefix(PUBLIC)
    page = await client.get(url)
    assert (page.status_code, "Send no more e-mails" in page.text, ADDRESS in page.text) == (200, True, True)
    assert await chosen(house) == []
    async with house.store.database.write() as session:
        where = {"user_id": user_id, "channel": "email", "address": ADDRESS, "now": house.clock.now()}
        await outbox.put(session, **where, kind="notice", outgoing=Outgoing(text="later"), due_at=house.clock.now().replace(year=2027))  # type: ignore[arg-type]
    for _ in range(2):
        done = await client.post(url, data={"List-Unsubscribe": "One-Click"})
        assert (done.status_code, "nothing more" in done.text) == (200, True)
    assert await chosen(house) == [("email", "all", False, "preference")]
    async with house.store.database.read() as session:
        rows = [row.status for row in await session.scalars(select(Outbox).order_by(Outbox.id))]
    assert rows == ["sent", "cancelled"]


async def chosen(house: House) -> list[tuple[str, str, bool, str]]:
    async with house.store.database.read() as session:
        return [(row.channel, row.kind, row.allowed, row.source) for row in await session.scalars(select(Consent))]


async def test_the_link_ends_mail_to_an_address_whose_person_is_gone(house: House, client: httpx.AsyncClient) -> None:
    url = link(Unsubscription("left@example.org", "en")).removeprefix(PUBLIC)
    assert (await client.post(url)).status_code == 200
    async with house.store.database.read() as session:
        assert await consents.is_suppressed(session, "email", "left@example.org")


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_link_that_somebody_made_up_does_nothing(house: House, client: httpx.AsyncClient, person: Person, method: str) -> None:
    other = unsubscribe_url("/channels/email/unsubscribe", "another key of forty letters, more or less", Unsubscription(ADDRESS, "en"))
    for url in (other, "/channels/email/unsubscribe?token=x", f"/channels/email/unsubscribe?token={person.token}"):
        assert (await client.request(method, url)).status_code == 404
    assert await chosen(house) == []


def test_a_token_for_signing_in_is_no_link() -> None:
    with pytest.raises(NotFound):
        read_token(SECRET, "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4IiwiYXVkIjoic3BvdHRlci11bnN1YnNjcmliZSJ9.")
