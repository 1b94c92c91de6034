"""Asks Telegram for messages, where it cannot send them to us: on a laptop."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, NoReturn

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from spotter.channels.reception import Reception
from spotter.channels.telegram.adapter import TelegramAdapter
from spotter.channels.telegram.bot import seconds_of, send_error
from spotter.channels.telegram.intake import take_in
from spotter.errors import SpotterError
from spotter.log import get_logger

log = get_logger("telegram")
KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]
ANSWER_AT_LATEST_S = 25
FIRST_WAIT_S, LONGEST_WAIT_S = 1.0, 60.0
TRIES = 5


class Poller:
    """Asks again and again. An update is confirmed to Telegram only after the reception has stored it, so that none is lost."""

    def __init__(self, adapter: TelegramAdapter, reception: Reception) -> None:
        self._adapter = adapter
        self._reception = reception
        self._offset: int | None = None
        self._wait_s = FIRST_WAIT_S

    async def run(self, check: Callable[[], Awaitable[None]]) -> NoReturn:
        """Ask until cancelled; `check` raises where this process may not go on. Raises `InvalidToken` where the bot is no more."""
        await self._without_webhook()
        while True:
            await check()
            for update in await self._ask():
                await self._take(update)
                self._offset = update["update_id"] + 1

    async def _without_webhook(self) -> None:
        """Have Telegram keep messages for us, those that wait already as well."""
        while True:
            try:
                await self._adapter.bot.delete_webhook(drop_pending_updates=False)
            except TelegramError as error:
                await self._pause(error)
            else:
                return

    async def _ask(self) -> list[dict[str, Any]]:
        try:
            updates = await self._adapter.bot.raw_updates(self._offset, ANSWER_AT_LATEST_S, KINDS)
        except Conflict:
            log.warning("telegram.contested", said="Somebody else asks for the messages of this bot, or has them sent to a webhook.")
            await self._longer_wait()
            await self._without_webhook()
            return []
        except TelegramError as error:
            await self._pause(error)
            return []
        self._wait_s = FIRST_WAIT_S
        return updates

    async def _take(self, update: dict[str, Any]) -> None:
        """Try until it is stored; what fails for another reason than the database is passed over in the end, for the others to go on."""
        tries = 0
        while True:
            try:
                await take_in(update, self._adapter, self._reception)
            except SpotterError as error:
                log.warning("update.postponed", code=error.code)
            except Exception as error:
                tries += 1
                log.error("update.failed", exc_info=error)
                if tries == TRIES:
                    return
            else:
                self._wait_s = FIRST_WAIT_S
                return
            await self._longer_wait()

    async def _pause(self, error: TelegramError) -> None:
        """Wait before the next try, as long as Telegram asks for or longer each time."""
        if isinstance(error, InvalidToken):
            raise error
        if isinstance(error, RetryAfter):
            await asyncio.sleep(seconds_of(error))
            return
        log.warning("telegram.unreachable", code=send_error(error).code, again_in_s=self._wait_s)
        await self._longer_wait()

    async def _longer_wait(self) -> None:
        await asyncio.sleep(self._wait_s)
        self._wait_s = min(LONGEST_WAIT_S, 2 * self._wait_s)
