"""Somebody with a phone, the coach with a number at Twilio, and Twilio's double between them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from spotter.api.deps import House
from spotter.channel_settings import BurstSettings, TwilioSettings
from spotter.dev.phones import Phones, Said
from spotter.dev.serving import listening
from spotter.dev.twilio import build_app
from spotter.settings import Settings

PUBLIC = "https://coach.example.org"
PHONE = "+33612345678"


@pytest.fixture(scope="session")
def account() -> Iterator[tuple[Phones, str]]:
    """Twilio's double behind a real server, and its address."""
    phones = Phones("AC" + "0" * 32, "token-of-the-account", "+15005550006", statuses=())
    with listening(build_app(phones)) as root:
        yield phones, root


@pytest.fixture
def phones(account: tuple[Phones, str]) -> Phones:
    """The double as it starts: nothing was sent."""
    account[0].reset()
    return account[0]


@pytest.fixture
def twilio(account: tuple[Phones, str], phones: Phones) -> TwilioSettings:
    return TwilioSettings(account_sid=phones.account_sid, auth_token=phones.auth_token, from_=phones.number, base_url=account[1])


@pytest.fixture
def settings(settings: Settings, twilio: TwilioSettings) -> Settings:
    """The house with a number at Twilio; a message is answered at once."""
    return settings.model_copy(update={"twilio": twilio, "public_url": PUBLIC, "burst": BurstSettings(sms_s=0)})


async def until(happened: Callable[[], Any]) -> None:
    """Return as soon as something happened; at most twenty seconds."""
    async with asyncio.timeout(20):
        while not happened():  # noqa: ASYNC110  another thread makes it happen
            await asyncio.sleep(0.01)


@dataclass
class Texter:
    """Somebody with a phone."""

    http: httpx.AsyncClient
    phones: Phones
    number: str = PHONE

    async def post(self, path: str, form: dict[str, str], **headers: str) -> httpx.Response:
        """What Twilio sends, signed as Twilio signs."""
        signed = self.phones.signed(f"{PUBLIC}{path}", form)
        return await self.http.post(path, data=form, headers=signed | headers)

    async def say(self, body: str, **more: Any) -> httpx.Response:
        """Send a text."""
        return await self.post("/channels/sms", self.phones.arriving(Said(from_=self.number, body=body, **more)))

    @property
    def heard(self) -> list[str]:
        """What arrived on the phone."""
        return [message["body"] for message in self.phones.sent if message["to"] == self.number]

    async def hears(self, count: int = 1) -> str:
        """The text that arrives as the `count`th."""
        await until(lambda: len(self.heard) >= count)
        return str(self.heard[count - 1])


@pytest.fixture
async def texter(house: House, client: httpx.AsyncClient, phones: Phones) -> Texter:
    return Texter(client, phones)
