"""A Telegram of this machine, people in front of their phones, and a house that knows nothing but the token of its bot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from spotter.api.deps import House
from spotter.bootstrap import build_house, running
from spotter.channels.telegram.adapter import TelegramAdapter
from spotter.dev.serving import listening
from spotter.dev.telegram.server import TOKEN, TelegramDouble, build_app
from spotter.settings import Settings

Json = dict[str, Any]
WAIT_S = 20


@dataclass
class Telegram:
    """The double over its control address, which is how a shell would use it."""

    root: str
    http: httpx.AsyncClient
    read: int = 0

    async def do(self, deed: str, **what: Any) -> Json:
        answer = await self.http.post(f"{self.root}/dev/{deed}", json=what)
        assert answer.status_code == 200, answer.text
        done: Json = answer.json()
        return done

    async def say(self, text: str, chat: int = 1001, **more: Any) -> Json:
        return await self.do("say", text=text, chat=chat, **more)

    async def answers(self, count: int = 1) -> list[Json]:
        """The next messages of the bot, waited for."""
        found: list[Json] = []
        while len(found) < count:
            answer = await self.http.get(f"{self.root}/dev/sent", params={"after": self.read, "wait_s": WAIT_S})
            new = answer.json()["messages"]
            assert new, "the bot stays silent"
            self.read += len(new)
            found += new
        return found

    async def ask(self, text: str, **more: Any) -> Json:
        """Say something and read the answer."""
        await self.say(text, **more)
        return (await self.answers())[0]

    async def everything(self) -> list[Json]:
        """All that the bot ever wrote."""
        messages: list[Json] = (await self.http.get(f"{self.root}/dev/sent")).json()["messages"]
        return messages

    async def calls(self, method: str, wait_for: int = 0) -> list[Json]:
        """The calls of a method, once there are so many."""
        answer = await self.http.get(f"{self.root}/dev/calls", params={"method": method, "count": wait_for, "wait_s": WAIT_S})
        called: list[Json] = answer.json()["calls"]
        assert len(called) >= wait_for
        return called

    async def state(self) -> Json:
        told: Json = (await self.http.get(f"{self.root}/dev/calls")).json()
        return told


def labels(message: Json) -> list[list[str]]:
    """The buttons under a message."""
    return [[button["text"] for button in row] for row in message.get("reply_markup", {}).get("inline_keyboard", [])]


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    """Wait until something holds that nobody tells."""
    async with asyncio.timeout(WAIT_S):
        while not await holds():  # noqa: ASYNC110  a row in a database rings no bell
            await asyncio.sleep(0.02)


@pytest.fixture(scope="session")
def telegram_root() -> Iterator[str]:
    with listening(build_app(TelegramDouble())) as root:
        yield root


@pytest.fixture
async def telegram(telegram_root: str) -> AsyncIterator[Telegram]:
    """Telegram as it starts: nobody has written yet."""
    async with httpx.AsyncClient(timeout=2 * WAIT_S, trust_env=False) as http:
        town = Telegram(telegram_root, http)
        await town.do("reset")
        yield town


async def until_named(house: House) -> None:
    """Wait until the house knows the name of its bot."""
    adapter = house.adapters["telegram"]
    assert isinstance(adapter, TelegramAdapter)

    async def is_named() -> bool:
        return adapter.name is not None

    await until(is_named)


@pytest.fixture
def with_token(settings: Settings, telegram: Telegram) -> Callable[..., Settings]:
    """Settings that hold the token of the bot: `with_token(public_url=...)`."""

    def make(token: str = TOKEN, **more: Any) -> Settings:
        given = {"telegram": {"token": token, "base_url": telegram.root}, "burst": {"telegram_s": 0}, "pickup_every_s": 0.2}
        return Settings(
            database_url=settings.database_url, data_dir=settings.data_dir, secret_key="k" * 40, _env_file=None, **{**given, **more}
        )

    return make


@pytest.fixture
async def house(with_token: Callable[..., Settings]) -> AsyncIterator[House]:
    """A running house that asks for its messages, by the clock on the wall: what is sent again waits for real."""
    async with running(build_house(with_token())) as started:
        yield started
