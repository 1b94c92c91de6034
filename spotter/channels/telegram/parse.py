"""Reads an update of the Bot API: a message, an edit, a tap on a button, or that somebody blocked the bot.

Only what is read here is checked, so that a field that Telegram adds one day breaks nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from spotter.channels.telegram.commands import in_words
from spotter.messages import Arrived

_COMMAND = re.compile(r"/(?P<name>[a-z0-9_]{1,32})(?:@\w+)?(?:\s+(?P<rest>.*))?", re.IGNORECASE | re.DOTALL)
_MEDIA: dict[str, Literal["photo", "voice", "video", "document", "sticker", "other"]] = {
    "photo": "photo",
    "voice": "voice",
    "video": "video",
    "video_note": "video",
    "animation": "video",
    "document": "document",
    "sticker": "sticker",
    **dict.fromkeys(("audio", "contact", "poll", "dice", "game", "story", "paid_media", "checklist"), "other"),
}


class _Read(BaseModel):
    model_config = ConfigDict(extra="ignore", populate_by_name=True)


class _Chat(_Read):
    id: int
    type: str


class _Sender(_Read):
    language_code: str | None = None


class _Button(_Read):
    text: str
    callback_data: str = ""


class _Keyboard(_Read):
    inline_keyboard: list[list[_Button]] = []


class _Message(_Read):
    message_id: int
    chat: _Chat
    sender: _Sender = Field(default=_Sender(), alias="from")
    text: str | None = None
    caption: str | None = None
    location: dict[str, Any] | None = None
    media_group_id: str | None = None
    reply_markup: _Keyboard = _Keyboard()


class _Tap(_Read):
    id: str
    sender: _Sender = Field(default=_Sender(), alias="from")
    message: _Message | None = None
    data: str = ""


class _Standing(_Read):
    status: str


class _Membership(_Read):
    chat: _Chat
    new_chat_member: _Standing


class _Update(_Read):
    update_id: int
    message: _Message | None = None
    edited_message: _Message | None = None
    callback_query: _Tap | None = None
    my_chat_member: _Membership | None = None


@dataclass(frozen=True, slots=True)
class TappedButton:
    """A button that was tapped: what Telegram waits to be told, and the message whose buttons are used up."""

    query_id: str
    chat_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class ReadUpdate:
    """What an update says: `arrived` for the reception where it says anything to us, `kind` for the log."""

    kind: str
    arrived: Arrived | None = None
    tapped: TappedButton | None = None


def message_ref(chat_id: int | str, message_id: int) -> str:
    """The name of a message: Telegram counts them per chat."""
    return f"{chat_id}:{message_id}"


def read_update(body: Mapping[str, Any], bot_id: str) -> ReadUpdate:
    """What an update of the bot says; `arrived` is None for whatever is not a person's message to the coach alone."""
    kind = next((name for name in body if name != "update_id"), "nothing")
    try:
        update = _Update.model_validate(body)
    except ValidationError:
        return ReadUpdate(f"unreadable {kind}"[:60])
    key = f"{bot_id}:{update.update_id}"
    if update.message is not None:
        return _message(update.message, body["message"], key, bot_id)
    if update.edited_message is not None:
        return _edit(update.edited_message, key)
    if update.callback_query is not None:
        return _tap(update.callback_query, bot_id)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member, key)
    return ReadUpdate(kind[:60])


def _message(message: _Message, raw: Mapping[str, Any], key: str, bot_id: str) -> ReadUpdate:
    if message.chat.type != "private":
        return ReadUpdate("group")
    if message.text is not None:
        return _text(message, message.text, key)
    if message.location is not None:
        return ReadUpdate("location", _arrived(message, key, kind="location"))
    media = next((name for name in _MEDIA if name in raw), None)
    if media is None:
        return ReadUpdate("service message")
    caption = message.caption or ""
    if message.media_group_id is not None and not caption:  # an album is one message for each picture: it is answered once
        key = f"{bot_id}:album:{message.media_group_id}"
    return ReadUpdate(media, _arrived(message, key, kind="media", media=_MEDIA[media], text=caption))


def _text(message: _Message, text: str, key: str) -> ReadUpdate:
    command = _COMMAND.fullmatch(text.strip())
    if command is None:
        return ReadUpdate("text", _arrived(message, key, text=text))
    name, rest = command["name"].lower(), (command["rest"] or "").strip()
    said = in_words(name, rest, message.sender.language_code)
    if said is not None:
        return ReadUpdate("text", _arrived(message, key, text=said))
    return ReadUpdate("command", _arrived(message, key, kind="command", text=f"/{name} {rest}".rstrip()))


def _edit(message: _Message, key: str) -> ReadUpdate:
    text = message.text if message.text is not None else message.caption
    if message.chat.type != "private" or text is None:  # a live location moves on as an edit
        return ReadUpdate("edit of no words")
    return ReadUpdate("edit", _arrived(message, key, kind="edit", text=text))


def _tap(tap: _Tap, bot_id: str) -> ReadUpdate:
    message = tap.message
    if message is None or message.chat.type != "private" or not tap.data:
        return ReadUpdate("tap on nothing of ours")
    labels = {button.callback_data: button.text for row in message.reply_markup.inline_keyboard for button in row}
    word = labels.get(tap.data) or tap.data.partition(":")[2]
    # A button counts once, however often and however fast it is tapped.
    key = f"{bot_id}:tap:{message_ref(message.chat.id, message.message_id)}:{tap.data.partition(':')[0]}"
    arrived = _arrived(message, key[:200], kind="tap", text=word).model_copy(update={"locale": tap.sender.language_code})
    return ReadUpdate("tap", arrived, TappedButton(tap.id, message.chat.id, message.message_id))


def _membership(change: _Membership, key: str) -> ReadUpdate:
    if change.chat.type != "private" or change.new_chat_member.status != "kicked":
        return ReadUpdate("membership")
    return ReadUpdate("left", Arrived(channel="telegram", address=str(change.chat.id), dedupe_key=key, kind="left"))


def _arrived(message: _Message, key: str, **said: Any) -> Arrived:
    return Arrived(
        channel="telegram",
        address=str(message.chat.id),
        dedupe_key=key,
        provider_ref=message_ref(message.chat.id, message.message_id),
        locale=message.sender.language_code,
        **said,
    )
