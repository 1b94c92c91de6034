"""The people who write to a bot, what was said, and what the bot has not fetched yet."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Literal

from spotter.dev.telegram.faults import ApiError

Json = dict[str, Any]
Kind = Literal["photo", "voice", "video", "document", "sticker", "location"]
_FILE = {"file_id": "file", "file_unique_id": "file"}
CONTENTS: dict[str, Json] = {
    "photo": {"photo": [{**_FILE, "width": 90, "height": 67, "file_size": 1253}]},
    "voice": {"voice": {**_FILE, "duration": 3, "mime_type": "audio/ogg"}},
    "video": {"video": {**_FILE, "width": 640, "height": 360, "duration": 7}},
    "document": {"document": {**_FILE, "file_name": "log.pdf", "mime_type": "application/pdf"}},
    "sticker": {"sticker": {**_FILE, "type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}},
    "location": {"location": {"latitude": 48.86, "longitude": 2.35}},
}


class Chats:
    """One bot and its private chats. `changed` is called whenever something new can be fetched or was sent."""

    def __init__(self, bot_id: int, changed: Callable[[], None]) -> None:
        self.bot: Json = {"id": bot_id, "is_bot": True, "first_name": "Spotter", "username": "spotter_dev_bot"}
        self._changed = changed
        self.people: dict[int, Json] = {}
        self.blocked: set[int] = set()
        self.messages: dict[tuple[int, int], Json] = {}
        self.sent: list[Json] = []
        self.updates: list[Json] = []
        self.queries: dict[str, bool] = {}
        self._last_update = 870_000
        self._last_message = 40

    def count_on_from(self, earlier: Chats) -> None:
        """Number on where earlier chats ended: Telegram never gives a number twice, and who fetches would wait for higher ones."""
        self._last_update, self._last_message = earlier._last_update, earlier._last_message

    def say(self, chat_id: int, content: Json, language: str | None = None) -> Json:
        """Somebody writes to the bot."""
        self.blocked.discard(chat_id)
        person = self._person(chat_id, language)
        message = self._message(chat_id, person, content)
        self.push({"message": message})
        return message

    def edit(self, chat_id: int, message_id: int, text: str) -> Json:
        """Somebody changes what they wrote."""
        message = self._known(chat_id, message_id)
        message |= {"text": text, "edit_date": int(time.time())}
        self.push({"edited_message": message})
        return message

    def tap(self, chat_id: int, label: str, message_id: int | None = None) -> Json:
        """Somebody taps a button: of that message, else of the newest that has any."""
        shown = [one for one in self.sent if one["chat"]["id"] == chat_id and "reply_markup" in one]
        message = self._known(chat_id, message_id) if message_id else next(reversed(shown), None)
        rows = message["reply_markup"]["inline_keyboard"] if message and "reply_markup" in message else []
        button = next((one for row in rows for one in row if one["text"] == label), None)
        if message is None or button is None:
            raise ApiError(404, f"There is no button {label!r}.")
        query_id = str(len(self.queries) + 1)
        self.queries[query_id] = False
        query = {"id": query_id, "from": self.people[chat_id], "chat_instance": "1", "data": button["callback_data"], "message": message}
        self.push({"callback_query": query})
        return query

    def block(self, chat_id: int, *, blocks: bool) -> None:
        """Somebody blocks the bot, or lets it write again."""
        person = self._person(chat_id, None)
        (self.blocked.add if blocks else self.blocked.discard)(chat_id)
        before, after = ("member", "kicked") if blocks else ("kicked", "member")
        change = {"chat": self._chat(chat_id), "from": person, "date": int(time.time())}
        standing = {"old_chat_member": {"user": self.bot, "status": before}, "new_chat_member": {"user": self.bot, "status": after}}
        self.push({"my_chat_member": change | standing})

    def push(self, update: Json) -> Json:
        """Something happened that the bot is told."""
        self._last_update += 1
        told = {"update_id": self._last_update, **_copy(update)}
        self.updates.append(told)
        self._changed()
        return told

    def send(self, chat_id: int, content: Json) -> Json:
        """The bot writes."""
        if chat_id not in self.people:
            raise ApiError(400, "Bad Request: chat not found")
        if chat_id in self.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        message = self._message(chat_id, self.bot, content)
        self.sent.append(message)
        self._changed()
        return message

    def replace_buttons(self, chat_id: int, message_id: int, markup: Json | None) -> Json:
        """The bot changes the buttons under a message of its own."""
        message = self._known(chat_id, message_id)
        if message.get("reply_markup") == markup:
            raise ApiError(400, "Bad Request: message is not modified")
        message.pop("reply_markup", None)
        if markup:
            message["reply_markup"] = markup
        return message

    def _message(self, chat_id: int, sender: Json, content: Json) -> Json:
        self._last_message += 1
        message = {"message_id": self._last_message, "from": sender, "chat": self._chat(chat_id), "date": int(time.time()), **content}
        self.messages[chat_id, self._last_message] = message
        return message

    def _known(self, chat_id: int, message_id: int) -> Json:
        if (chat_id, message_id) not in self.messages:
            raise ApiError(400, "Bad Request: message to edit not found")
        return self.messages[chat_id, message_id]

    def _person(self, chat_id: int, language: str | None) -> Json:
        known = self.people.setdefault(chat_id, {"id": chat_id, "is_bot": False, "first_name": "Person", "language_code": "en"})
        if language:
            known["language_code"] = language
        return known

    def _chat(self, chat_id: int) -> Json:
        return {"id": chat_id, "first_name": self.people[chat_id]["first_name"], "type": "private"}


def _copy(update: Json) -> Json:
    """An update tells how things were when it happened."""
    return {name: dict(value) if isinstance(value, dict) else value for name, value in update.items()}
