"""The whole way over real connections: a phone writes, Twilio's double tells the coach, the answer goes back, and receipts come in."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import httpx
import pytest
import uvicorn
from sqlalchemy import select

from spotter.api.deps import House
from spotter.channel_settings import BurstSettings, TwilioSettings
from spotter.dev.phones import Phones
from spotter.dev.serving import HOST, listening
from spotter.dev.twilio import build_app
from spotter.settings import Settings
from spotter.store.tables import Outbox
from tests.channels.sms.conftest import PHONE
from tests.conftest import app_of

STATUSES = ("queued", "sent", "delivered")


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.socket() as bound:
        bound.bind((HOST, 0))
        yield bound


@pytest.fixture
def coach_url(listener: socket.socket) -> str:
    return f"http://{HOST}:{listener.getsockname()[1]}"


@pytest.fixture
def twilio_url(coach_url: str) -> Iterator[str]:
    phones = Phones(
        "AC" + "0" * 32, "double", "+15005550006", webhook=f"{coach_url}/channels/sms", statuses=("queued", "sent", "delivered")
    )
    with listening(build_app(phones)) as root:
        yield root


@pytest.fixture
def settings(settings: Settings, coach_url: str, twilio_url: str) -> Settings:
    twilio = TwilioSettings(account_sid="AC" + "0" * 32, auth_token="double", from_="+15005550006", base_url=twilio_url)
    return settings.model_copy(update={"twilio": twilio, "public_url": coach_url, "burst": BurstSettings(sms_s=0)})


@asynccontextmanager
async def served(house: House, listener: socket.socket) -> AsyncIterator[None]:
    with app_of(house) as app:
        server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_level="warning", ws="none"))
        serving = asyncio.create_task(server.serve([listener]))
        yield
        server.should_exit = True
        await serving


async def test_a_phone_writes_and_reads_the_answer(house: House, listener: socket.socket, twilio_url: str) -> None:
    async with served(house, listener), httpx.AsyncClient(base_url=twilio_url, timeout=20) as http:
        said = (await http.post("/dev/say", json={"from": PHONE, "body": "bench 3x5 80kg"})).json()
        assert said["status"] == 200
        async with asyncio.timeout(20):
            while (await receipt_of(house)) != "delivered":  # noqa: ASYNC110  the double tells it
                await asyncio.sleep(0.02)
        shown = (await http.get("/dev/messages", params={"to": PHONE})).json()
    assert shown["count"] == 1
    assert "80" in shown["messages"][0]["body"]
    assert shown["messages"][0]["status"] == "delivered"


async def receipt_of(house: House) -> str | None:
    async with house.store.database.read() as session:
        return await session.scalar(select(Outbox.receipt).where(Outbox.status == "sent"))
