"""Gets the messages: Telegram sends them to our public address or, where we have none, we ask for them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from spotter.channels.reception import Reception
from spotter.channels.telegram.adapter import TelegramAdapter
from spotter.channels.telegram.bot import seconds_of, send_error
from spotter.channels.telegram.commands import menu
from spotter.channels.telegram.polling import FIRST_WAIT_S, KINDS, LONGEST_WAIT_S, Poller
from spotter.errors import Unavailable
from spotter.log import get_logger
from spotter.store.duties import on_duty
from spotter.store.engine import Database

log = get_logger("telegram")
PATH = "/channels/telegram"
T = TypeVar("T")


async def listen(adapter: TelegramAdapter, reception: Reception, database: Database, public_url: str, secret: str) -> None:
    """Say who the bot is and how it gets its messages, and get them until cancelled. Without a right token that is said, and all."""
    try:
        name = await _introduce(adapter)
        if public_url:
            await _have_them_sent(adapter, name, f"{public_url.rstrip('/')}{PATH}", secret)
        else:
            await _ask_for_them(adapter, name, reception, database)
    except InvalidToken:
        said = "Telegram does not know the token of the bot (SPOTTER_TELEGRAM__TOKEN): @BotFather tells it. Everything else works."
        log.error("telegram.refused", said=said)


async def _introduce(adapter: TelegramAdapter) -> str:
    """The name of the bot, once Telegram tells it; the menu of its commands is brought up to date."""
    me = await _when_there(adapter.bot.get_me)
    adapter.name = me.username
    try:
        await adapter.bot.set_my_commands(menu("en"))
        await adapter.bot.set_my_commands(menu("fr"), language_code="fr")
    except TelegramError as error:
        log.warning("menu.failed", code=send_error(error).code)
    return f"@{me.username}"


async def _have_them_sent(adapter: TelegramAdapter, name: str, url: str, secret: str) -> None:
    async def ask() -> bool:
        return await adapter.bot.set_webhook(url, allowed_updates=KINDS, drop_pending_updates=False, secret_token=secret)

    try:
        await _when_there(ask)
    except BadRequest as error:
        log.error(
            "telegram.refused", said=f"Telegram will not send the messages of {name} to {url}: {error.message}. Everything else works."
        )
        return
    log.info("telegram.started", said=f"Telegram is on: the messages of {name} are sent to {url}.")


async def _ask_for_them(adapter: TelegramAdapter, name: str, reception: Reception, database: Database) -> None:
    """One process at a time does."""
    poller = Poller(adapter, reception)
    while True:
        try:
            async with on_duty(database, "telegram") as check:
                log.info("telegram.started", said=f"Telegram is on: write to {name}. It asks for its messages (long polling).")
                await poller.run(check)
        except Unavailable:
            log.warning("database.lost")
            await asyncio.sleep(FIRST_WAIT_S)


async def _when_there(ask: Callable[[], Awaitable[T]]) -> T:
    """What Telegram answers, tried until it can be reached."""
    wait_s = FIRST_WAIT_S
    while True:
        try:
            return await ask()
        except (InvalidToken, BadRequest):
            raise
        except TelegramError as error:
            pause = seconds_of(error) if isinstance(error, RetryAfter) else wait_s
            log.warning("telegram.unreachable", code=send_error(error).code, again_in_s=pause)
        await asyncio.sleep(pause)
        wait_s = min(LONGEST_WAIT_S, 2 * wait_s)
