"""What becomes of a message that Telegram does not take, by the real client against a Telegram of this machine."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from typing import Any

import pytest

from spotter.channel_settings import TelegramSettings
from spotter.channels.base import SendError
from spotter.channels.telegram.adapter import TelegramAdapter
from spotter.dev.telegram.server import TOKEN
from spotter.messages import Outgoing
from tests.channels.telegram.conftest import Telegram


@pytest.fixture
async def adapter(telegram: Telegram) -> AsyncIterator[TelegramAdapter]:
    made = TelegramAdapter(TelegramSettings(token=TOKEN, base_url=telegram.root))
    await telegram.say("hello")
    yield made
    await made.close()


async def failure(adapter: TelegramAdapter, address: str = "1001") -> SendError:
    [part] = adapter.parts(Outgoing(text="Logged."))
    with pytest.raises(SendError) as raised:
        await adapter.send(address, part)
    return raised.value


async def test_a_message_has_a_name_by_which_a_tap_finds_it(adapter: TelegramAdapter, telegram: Telegram) -> None:
    [part] = adapter.parts(Outgoing(text="Shall I?", options=["yes", "no"]))
    name = await adapter.send("1001", part)
    [sent] = await telegram.answers()
    assert name == f"1001:{sent['message_id']}"


async def test_where_nobody_listens_nobody_is_told_that_somebody_types() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        adapter = TelegramAdapter(TelegramSettings(token=TOKEN, base_url=f"http://127.0.0.1:{nobody.getsockname()[1]}"))
        await adapter.typing("1001")  # nothing breaks
    await adapter.close()


async def test_a_person_whom_telegram_does_not_know_is_gone(adapter: TelegramAdapter) -> None:
    assert (await failure(adapter, address="4242")).is_gone


@pytest.mark.parametrize(
    "more", [{"entities": [{"type": "bold", "offset": 3, "length": 99}]}, {"buttons": [[{"text": "Yes", "callback_data": "x" * 65}]]}]
)
async def test_words_go_alone_where_telegram_does_not_like_how_they_look(
    adapter: TelegramAdapter, telegram: Telegram, more: dict[str, Any]
) -> None:
    await adapter.send("1001", {"text": "Logged.", **more})
    [sent] = await telegram.answers()
    assert (sent["text"], "entities" in sent, "reply_markup" in sent) == ("Logged.", False, False)
