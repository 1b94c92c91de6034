"""Where the house has a public address, Telegram sends the messages: signed with a secret, again until they are stored."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
import uvicorn
from structlog.testing import capture_logs

from spotter.api.app import create_app
from spotter.api.deps import House
from spotter.bootstrap import build_house, running
from spotter.channel_settings import TelegramSettings
from spotter.channels.telegram.verify import webhook_secret
from spotter.settings import Settings
from tests.channels.telegram.conftest import Telegram, labels, until
from tests.conftest import at_home
from tests.row_counts import row_counts

SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
NOBODY_LISTENS = "http://127.0.0.1:9"
NAMED = "X-Telegram-Bot-Api-Secret-Token"
SAID = {
    "update_id": 870001,
    "message": {
        "message_id": 57,
        "from": {"id": 1001, "is_bot": False, "first_name": "Person", "language_code": "en"},
        "chat": {"id": 1001, "first_name": "Person", "type": "private"},
        "date": 1772476200,
        "text": "bench 3x5 80kg",
    },
}


@pytest.fixture
async def house(with_token: Callable[..., Settings]) -> AsyncIterator[House]:
    """A house with an address that Telegram may send to."""
    async with running(build_house(with_token(public_url=NOBODY_LISTENS))) as started:
        yield started


@pytest.fixture
async def client(house: House) -> AsyncIterator[httpx.AsyncClient]:
    async with at_home(house) as http:
        yield http


@pytest.fixture
def secret(house: House) -> str:
    return webhook_secret(house.settings.telegram, house.secret)


async def send(client: httpx.AsyncClient, update: Any, secret: str | None) -> int:
    answer = await client.post("/channels/telegram", json=update, headers={NAMED: secret} if secret is not None else {})
    return answer.status_code


async def test_a_message_that_shows_the_secret_is_answered(client: httpx.AsyncClient, secret: str, telegram: Telegram) -> None:
    await telegram.say("hello")  # a chat that Telegram knows; it cannot reach the address
    assert await send(client, SAID, secret) == 200
    [answer] = await telegram.answers()
    assert "Bench Press 3 × 5 at 80 kg" in answer["text"]
    assert labels(answer) == [["Undo"]]


@pytest.mark.parametrize("shown", [None, "", "wrong", "WRONG" * 40, "é"])
async def test_who_does_not_show_the_secret_is_turned_away_and_nothing_is_stored(
    house: House, client: httpx.AsyncClient, shown: str | None
) -> None:
    before = await row_counts(house)
    headers = [] if shown is None else [(NAMED.encode(), shown.encode())]
    answer = await client.post("/channels/telegram", json=SAID, headers=headers)
    assert answer.status_code == 403
    assert await row_counts(house) == before


async def test_the_same_update_three_times_at_once_is_one_turn(house: House, client: httpx.AsyncClient, secret: str) -> None:
    before = await row_counts(house)
    assert await send(client, SAID | {"update_id": 870000}, secret) == 200
    told = await asyncio.gather(*(send(client, SAID, secret) for _ in range(3)))
    assert told == [200, 200, 200]
    after = await row_counts(house)
    assert {name: after[name] - before[name] for name in ("inbound", "turn", "user")} == {"inbound": 2, "turn": 2, "user": 1}


@SQLITE
@pytest.mark.parametrize(
    "update", [{"update_id": 1, "something_new": {"text": "secret words"}}, {"update_id": 2, "message": {"text": "secret words"}}, {}]
)
async def test_what_says_nothing_to_us_is_taken_and_logged_without_its_words(client: httpx.AsyncClient, secret: str, update: Any) -> None:
    with capture_logs() as logs:
        assert await send(client, update, secret) == 200
    assert "update.ignored" in str(logs)
    assert "secret words" not in str(logs)


@SQLITE
@pytest.mark.parametrize("body", [b"", b"no json", b"[1]", b"\xff\xfe"])
async def test_what_is_no_update_is_refused(client: httpx.AsyncClient, secret: str, body: bytes) -> None:
    answer = await client.post("/channels/telegram", content=body, headers={NAMED: secret})
    assert answer.status_code == 422


@SQLITE
async def test_while_the_database_is_away_telegram_is_asked_to_come_again(with_token: Callable[..., Settings]) -> None:
    away = build_house(with_token().model_copy(update={"database_url": "postgresql://nobody@127.0.0.1:9/none"}))
    async with at_home(away) as http:
        answer = await http.post("/channels/telegram", json=SAID, headers={NAMED: webhook_secret(away.settings.telegram, away.secret)})
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) >= 1
    for adapter in away.adapters.values():
        await adapter.close()


@SQLITE
async def test_without_telegram_there_is_no_such_address(settings: Settings) -> None:
    async with running(build_house(settings)) as house, at_home(house) as http:
        assert await send(http, SAID, "anything") == 404


def test_the_secret_that_is_set_goes_before_the_one_that_is_made() -> None:
    made = webhook_secret(TelegramSettings(token="1:a"), "of the house")
    assert webhook_secret(TelegramSettings(token="1:a", secret="chosen"), "of the house") == "chosen"
    assert made not in (
        webhook_secret(TelegramSettings(token="1:b"), "of the house"),
        webhook_secret(TelegramSettings(token="1:a"), "other"),
    )
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,256}", made)  # what Telegram takes


@asynccontextmanager
async def served(settings: Settings, port: int) -> AsyncIterator[House]:
    """The house behind a real port."""

    @asynccontextmanager
    async def already(_app: object) -> AsyncIterator[None]:
        yield

    async with running(build_house(settings)) as house:
        config = uvicorn.Config(create_app(house, already), host="127.0.0.1", port=port, lifespan="off", log_level="warning", ws="none")
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve())
        try:
            yield house
        finally:
            server.should_exit = server.force_exit = True
            await serving


@SQLITE
async def test_telegram_is_told_where_to_send_and_sends_again_what_was_not_taken(
    with_token: Callable[..., Settings], telegram: Telegram
) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = with_token(public_url=f"http://127.0.0.1:{port}")
    with capture_logs() as logs:
        async with running(build_house(settings)):  # sets the webhook, but nobody listens there yet
            await telegram.calls("setWebhook", wait_for=1)
            await telegram.say("bench 3x5 80kg")
            await until(lambda: _was_refused(telegram))
    async with served(settings, port):
        [answer] = await telegram.answers()
        assert "80 kg" in answer["text"]
        assert "100 kg" in (await telegram.ask("squat 5x5 100kg"))["text"]
    assert [line["said"] for line in logs if line["event"] == "telegram.started"] == [
        f"Telegram is on: the messages of @spotter_dev_bot are sent to http://127.0.0.1:{port}/channels/telegram."
    ]


async def _was_refused(telegram: Telegram) -> bool:
    return "last_error_message" in (await telegram.state())["webhook"]


@SQLITE
async def test_an_address_that_telegram_does_not_take_is_one_line(with_token: Callable[..., Settings]) -> None:
    with capture_logs() as logs:
        async with running(build_house(with_token(public_url="coach.example.org"))):
            await until(lambda: _told(logs, "telegram.refused"))
    [said] = [line["said"] for line in logs if line["event"] == "telegram.refused"]
    assert said.startswith("Telegram will not send the messages of @spotter_dev_bot to coach.example.org/channels/telegram: ")


async def _told(logs: list[Any], event: str) -> bool:
    return event in str(logs)
