"""What providers answer when they take no message, and what we make of it: one table a channel, in `refusals/`.

`answer` is what the provider sends over the wire (null: it hangs up), read by the real adapter; of a mail server it is what `Mailbox` does.
`double` is what our stand-in calls the same trouble. What `expect` leaves out is as it is mostly.
"""

from __future__ import annotations

import json
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from spotter.channel_settings import SmtpSettings, TelegramSettings, TwilioSettings
from spotter.channels.base import Adapter, SendError
from spotter.channels.email.adapter import EmailAdapter
from spotter.channels.sms.adapter import SmsAdapter
from spotter.channels.telegram.adapter import TelegramAdapter
from spotter.dev import twilio
from spotter.dev.hangup import Hangup
from spotter.dev.phones import Phones
from spotter.dev.serving import listening
from spotter.dev.smtp import Mailbox, mail_server
from spotter.dev.telegram import server as telegram
from spotter.messages import Outgoing

FOLDER = Path(__file__).parent / "refusals"
MOSTLY = {"is_gone": False, "has_opted_out": False, "retry_after_s": None}
ADDRESSES = {"telegram": "1001", "sms": "+33612345678", "email": "sam@example.org"}
SECRETS = (telegram.TOKEN, "token-of-the-account", *ADDRESSES.values())
TABLES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))}
ROWS = [pytest.param(channel, row, id=f"{channel}: {row['name']}") for channel, table in TABLES.items() for row in table]
OF_DOUBLES = [
    pytest.param(channel, row, id=f"{channel}: {row['name']}") for channel, table in TABLES.items() for row in table if "double" in row
]
PHONES = Phones("AC" + "0" * 32, "token-of-the-account", "+15005550006", statuses=())
DOUBLES = {"telegram": telegram.build_app(telegram.TelegramDouble()), "sms": twilio.build_app(PHONES)}
Answering = Callable[[str, Any], AbstractAsyncContextManager[str]]


def adapter_for(channel: str, url: str) -> Adapter:
    """The channel as the house has it, with its provider at this address."""
    ours, port = TwilioSettings(account_sid=PHONES.account_sid, auth_token=PHONES.auth_token, from_=PHONES.number), urlsplit(url).port
    made: dict[str, Callable[[], Adapter]] = {
        "telegram": lambda: TelegramAdapter(TelegramSettings(token=telegram.TOKEN, base_url=url)),
        "sms": lambda: SmsAdapter(ours.model_copy(update={"base_url": url}), None),
        "email": lambda: EmailAdapter(SmtpSettings(host="127.0.0.1", port=port or 0, from_="coach@example.org", security="none"), None),
    }
    return made[channel]()


async def failure(channel: str, url: str) -> dict[str, Any]:
    """What the adapter says of a message that its provider does not take. No secret and nobody's address is in it."""
    adapter = adapter_for(channel, url)
    (part,) = adapter.parts(Outgoing(text="Logged."))
    with pytest.raises(SendError) as raised:
        await adapter.send(ADDRESSES[channel], part)
    await adapter.close()
    assert not [secret for secret in SECRETS if secret in str(raised.value)]
    return vars(raised.value)


@pytest.fixture(scope="module")
def answering() -> Iterator[Answering]:
    """`async with answering(channel, answer) as url`: a provider that gives every request this answer."""
    given: list[Any] = []

    async def answer(_request: Request) -> Response:
        (said,) = given
        if said is None:
            return Hangup()
        return Response(said.get("text") or json.dumps(said["body"]), said["status"], said.get("headers"), "application/json")

    with listening(Starlette(routes=[Route("/{path:path}", answer, methods=["POST"])])) as root:

        @asynccontextmanager
        async def server(channel: str, said: Any) -> AsyncIterator[str]:
            if channel == "email":
                async with mail_server(Mailbox(**said)) as port:
                    yield f"smtp://127.0.0.1:{port}"
            else:
                given[:] = [said]
                yield root

        yield server


@pytest.fixture(scope="module")
def doubles() -> Iterator[dict[str, str]]:
    """The address of each stand-in."""
    with listening(DOUBLES["telegram"]) as chats, listening(DOUBLES["sms"]) as phones:
        yield {"telegram": chats, "sms": phones}


@pytest.mark.parametrize(("channel", "row"), ROWS)
async def test_an_answer_says_whether_to_try_again(answering: Answering, channel: str, row: dict[str, Any]) -> None:
    async with answering(channel, row["answer"]) as url:
        assert await failure(channel, url) == MOSTLY | row["expect"]


@pytest.mark.parametrize(("channel", "row"), OF_DOUBLES)
async def test_a_double_refuses_as_its_provider_does(doubles: dict[str, str], channel: str, row: dict[str, Any]) -> None:
    async with httpx.AsyncClient(base_url=doubles[channel], trust_env=False) as http:
        await http.post("/dev/reset")
        await http.post("/dev/say", json={"telegram": {"chat": 1001, "text": "hello"}, "sms": {"from": ADDRESSES["sms"]}}[channel])
        (await http.post("/dev/faults", json={"mode": row["double"], "retry_after_s": 7})).raise_for_status()
    assert await failure(channel, doubles[channel]) == MOSTLY | row["expect"]


@pytest.mark.parametrize("channel", ADDRESSES)
async def test_where_nobody_listens_nothing_was_sent(channel: str) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        told = await failure(channel, f"http://127.0.0.1:{nobody.getsockname()[1]}")
    assert told == MOSTLY | {"code": "no_connection", "retryable": True}
