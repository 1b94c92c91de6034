"""Who may tell us that a message arrived: Twilio alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import func, select

from spotter.api.deps import House
from spotter.bootstrap import build_house
from spotter.clock import FixedClock
from spotter.dev.phones import Phones, Said
from spotter.settings import Settings
from spotter.store.tables import Inbound, User
from tests.channels.sms.conftest import PHONE, PUBLIC, Texter
from tests.conftest import at_home

FORM = {"From": PHONE, "To": "+15005550006", "Body": "bench 3x5 80kg", "NumMedia": "0", "MessageSid": "SM1", "AccountSid": "AC" + "0" * 32}


async def stored(house: House) -> tuple[int, int]:
    async with house.store.database.read() as session:
        return await session.scalar(select(func.count()).select_from(Inbound)) or 0, await session.scalar(
            select(func.count()).select_from(User)
        ) or 0


def no_signature(_phones: Phones) -> dict[str, str]:
    return {}


def wrong_secret(_phones: Phones) -> dict[str, str]:
    return Phones("AC0", "another-token", "+1").signed(f"{PUBLIC}/channels/sms", FORM)


def the_address_of_the_request(phones: Phones) -> dict[str, str]:
    return phones.signed("http://testserver/channels/sms", FORM)


def another_path(phones: Phones) -> dict[str, str]:
    return phones.signed(f"{PUBLIC}/channels/sms/status", FORM)


def another_body(phones: Phones) -> dict[str, str]:
    return phones.signed(f"{PUBLIC}/channels/sms", FORM | {"Body": "bench 3x5 800kg"})


def one_field_more(phones: Phones) -> dict[str, str]:
    return phones.signed(f"{PUBLIC}/channels/sms", FORM | {"OptOutType": "START"})


def letters_that_no_signature_has(_phones: Phones) -> dict[str, str]:
    return {"X-Twilio-Signature": "%%%not base64%%%"}


FORGED = [no_signature, wrong_secret, the_address_of_the_request, another_path, another_body, one_field_more, letters_that_no_signature_has]


@pytest.mark.parametrize("forge", FORGED, ids=lambda forge: forge.__name__)
@pytest.mark.parametrize("path", ["/channels/sms", "/channels/sms/status"])
async def test_a_forged_request_is_refused_and_nothing_is_stored(
    house: House, texter: Texter, forge: Callable[[Phones], dict[str, str]], path: str
) -> None:
    headers = forge(texter.phones) if path == "/channels/sms" or forge is not another_path else {}
    answer = await texter.http.post(path, data=FORM, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    assert await stored(house) == (0, 0)


async def test_a_field_that_is_sent_twice_does_not_pass_for_the_signed_one(house: House, texter: Texter) -> None:
    signed = texter.phones.signed(f"{PUBLIC}/channels/sms", FORM)
    body = urlencode([*FORM.items(), ("Body", "delete everything")])
    answer = await texter.http.post("/channels/sms", content=body, headers={**signed, "Content-Type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 403
    assert await stored(house) == (0, 0)


async def test_the_host_of_the_request_does_not_matter(texter: Texter) -> None:
    answer = await texter.post("/channels/sms", FORM, Host="internal:8000")
    assert answer.status_code == 200


async def test_what_stands_behind_the_address_at_twilio_may_be_signed_too(texter: Texter) -> None:
    signed = texter.phones.signed(f"{PUBLIC}/channels/sms#rc=5&rp=all", FORM)
    assert (await texter.http.post("/channels/sms", data=FORM, headers=signed)).status_code == 200


async def test_a_sender_that_cannot_be_answered_is_ignored(house: House, texter: Texter) -> None:
    answer = await texter.post("/channels/sms", FORM | {"From": "72345"})
    assert answer.status_code == 200
    assert await stored(house) == (0, 0)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "   ",
        "\u200b",
        "\0",
        "x" * 1600,
        "💪🏽👩‍👩‍👧‍👦",
        "{{7*7}} <script>",
        "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    ],
)
async def test_whatever_is_texted_is_taken_in(texter: Texter, body: str) -> None:
    assert (await texter.post("/channels/sms", FORM | {"Body": body})).status_code == 200


async def test_bytes_that_are_no_text_are_refused_not_broken(house: House, texter: Texter) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": "x"}
    for content in (b"\xff\xfe%ff=%fe", b"&".join(b"a%d=1" % n for n in range(500)), b'{"From": "+1"}'):
        assert (await texter.http.post("/channels/sms", content=content, headers=headers)).status_code in (403, 422)
    assert await stored(house) == (0, 0)


async def test_a_body_that_is_too_large_is_refused(texter: Texter) -> None:
    assert (await texter.post("/channels/sms", FORM | {"Body": "x" * 300_000})).status_code == 413


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_cannot_be_stored_is_not_taken_and_twilio_comes_again(
    texter: Texter, settings: Settings, clock: FixedClock, tmp_path: Path
) -> None:
    form = texter.phones.arriving(Said(from_=PHONE, body="bench 3x5 80kg"))
    read_only = settings.model_copy(update={"database_url": f"sqlite:///file:{tmp_path / 'spotter.db'}?mode=ro&uri=true"})
    frozen = build_house(read_only, clock)
    async with at_home(frozen) as http:
        answer = await Texter(http, texter.phones).post("/channels/sms", form)
    await frozen.store.database.close()
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert (await texter.post("/channels/sms", form)).status_code == 200
    assert "80" in await texter.hears()
