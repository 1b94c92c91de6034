"""Sends by Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, MessageEntity
from telegram.constants import ChatAction
from telegram.error import BadRequest, TelegramError

from spotter.channel_settings import TelegramSettings
from spotter.channels.base import Limits
from spotter.channels.telegram.bot import new_bot, send_error
from spotter.channels.telegram.parse import TappedButton, message_ref
from spotter.channels.telegram.render import messages_of
from spotter.messages import Channel, Outgoing

CHATS_KEPT = 10_000


class TelegramAdapter:
    """The bot as somebody who writes. Addresses are the ids of private chats; the id of a message is `chat:message`."""

    channel: Channel = "telegram"
    # What Telegram lets a bot send: about one message a second in a chat and 30 in all (core.telegram.org/bots/faq).
    limits = Limits(per_second=25, per_address=1)

    def __init__(self, settings: TelegramSettings) -> None:
        self.bot = new_bot(settings)
        self._settling: set[asyncio.Task[None]] = set()
        self._buttons: dict[str, int] = {}  # the message with buttons that is the newest of its chat, as far as this process sent it
        self.name: str | None = None  # the bot's user name, once Telegram has told it
        self.bot_id = settings.token.get_secret_value().partition(":")[0]

    def parts(self, outgoing: Outgoing) -> list[dict[str, object]]:
        """The messages that it takes to say this."""
        return messages_of(outgoing)

    async def send(self, address: str, part: dict[str, object]) -> str:
        """Send one message. Where Telegram does not like how it looks, its words go alone."""
        try:
            return await self._send(address, **part)
        except BadRequest as error:
            failure = send_error(error)
            if failure.is_gone or not (part.get("entities") or part.get("buttons")):
                raise failure from error
        except TelegramError as error:
            raise send_error(error) from error
        try:
            return await self._send(address, part["text"])
        except TelegramError as error:
            raise send_error(error) from error

    async def _send(self, address: str, text: Any, entities: Any = (), buttons: Any = ()) -> str:
        sent = await self.bot.send_message(
            int(address),
            text,
            entities=[MessageEntity(**one) for one in entities],
            reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton(**one) for one in row] for row in buttons]) if buttons else None,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )
        self._retire_buttons(address, sent.message_id if buttons else None)
        return message_ref(address, sent.message_id)

    def _retire_buttons(self, address: str, newest: int | None) -> None:
        """Take the buttons from under the message before: "undo" there would take back what came after it."""
        before = self._buttons.pop(address, None)
        if before is not None:
            self._later(self._remove_buttons(int(address), before))
        if newest is not None:
            self._buttons[address] = newest
            if len(self._buttons) > CHATS_KEPT:
                self._buttons.pop(next(iter(self._buttons)))

    async def check(self) -> str:
        """The bot's name."""
        try:
            return f"@{(await self.bot.get_me()).username}"
        except TelegramError as error:
            raise send_error(error) from error

    def link_to(self, code: str) -> str | None:
        """The address that opens our chat with a button that shows a code (core.telegram.org/bots/features#deep-linking)."""
        return f"https://t.me/{self.name}?start={code}" if self.name else None

    async def typing(self, address: str) -> None:
        """Show that the coach writes, for five seconds or until a message comes; it is no harm where that fails."""
        with suppress(TelegramError):
            await self.bot.send_chat_action(int(address), ChatAction.TYPING)

    def settle_tap(self, tapped: TappedButton) -> None:
        """End the waiting mark of a button that was tapped and take the buttons away, beside what else goes on."""
        if self._buttons.get(str(tapped.chat_id)) == tapped.message_id:
            del self._buttons[str(tapped.chat_id)]
        self._later(self._settle_tap(tapped))

    async def _settle_tap(self, tapped: TappedButton) -> None:
        with suppress(TelegramError):
            await self.bot.answer_callback_query(tapped.query_id)
        await self._remove_buttons(tapped.chat_id, tapped.message_id)

    async def _remove_buttons(self, chat_id: int, message_id: int) -> None:
        with suppress(TelegramError):
            await self.bot.edit_message_reply_markup(chat_id, message_id, reply_markup=None)

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._settling.add(task)
        task.add_done_callback(self._settling.discard)

    async def close(self) -> None:
        """Close the connections."""
        for task in self._settling:
            task.cancel()
        await asyncio.gather(*self._settling, return_exceptions=True)
        await self.bot.close_connections()
