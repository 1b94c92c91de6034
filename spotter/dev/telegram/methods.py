"""The methods of the Bot API that the double knows, as strict as Telegram is, and stricter about entities."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from spotter.dev.telegram.chats import Chats, Json
from spotter.dev.telegram.faults import ApiError

MOST_UNITS, MOST_DATA = 4096, 64
AS_JSON = frozenset({"entities", "reply_markup", "allowed_updates", "commands", "link_preview_options", "scope"})


def read_parameters(pairs: list[tuple[str, str]]) -> Json:
    """The parameters of a form: lists and objects are JSON in it."""
    return {name: json.loads(value) if name in AS_JSON else value for name, value in pairs}


def call(method: str, asked: Json, chats: Chats, menu: dict[str, Any]) -> Any:
    """The result of a method that changes nothing of how updates are fetched, or an `ApiError`."""
    known: dict[str, Callable[[], Any]] = {
        "getMe": lambda: chats.bot | {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False},
        "sendMessage": lambda: chats.send(_chat_id(asked), _content(asked)),
        "editMessageReplyMarkup": lambda: chats.replace_buttons(_chat_id(asked), int(asked["message_id"]), asked.get("reply_markup")),
        "answerCallbackQuery": lambda: _answer(chats, str(asked.get("callback_query_id"))),
        "sendChatAction": lambda: _chat_id(asked) in chats.people,
        "setMyCommands": lambda: menu.update({str(asked.get("language_code", "")): asked["commands"]}) or True,
        "leaveChat": lambda: True,
    }
    if method not in known:
        raise ApiError(404, "Not Found: method not found")
    return known[method]()


def units(text: str) -> int:
    """The length of a text in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def _chat_id(asked: Json) -> int:
    try:
        return int(asked["chat_id"])
    except (KeyError, ValueError) as error:
        raise ApiError(400, "Bad Request: chat_id is empty") from error


def _content(asked: Json) -> Json:
    text = str(asked.get("text", ""))
    if not text.strip():
        raise ApiError(400, "Bad Request: message text is empty")
    if units(text) > MOST_UNITS:
        raise ApiError(400, "Bad Request: message is too long")
    content: Json = {"text": text}
    if asked.get("entities"):
        content["entities"] = [_checked(entity, text) for entity in asked["entities"]]
    if asked.get("reply_markup"):
        content["reply_markup"] = _keyboard(asked["reply_markup"])
    return content


def _checked(entity: Json, text: str) -> Json:
    encoded = text.encode("utf-16-le")
    start, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
    if not 0 <= start < end <= len(encoded):
        raise ApiError(400, "Bad Request: ENTITY_BOUNDS_INVALID")
    try:
        encoded[:start].decode("utf-16-le"), encoded[:end].decode("utf-16-le")
    except UnicodeDecodeError as error:
        raise ApiError(400, "Bad Request: ENTITY_BOUNDS_INVALID") from error
    return entity


def _keyboard(markup: Json) -> Json:
    for row in markup.get("inline_keyboard", []):
        for button in row:
            if not button["text"].strip():
                raise ApiError(400, "Bad Request: text buttons are unallowed in the inline keyboard")
            if not 1 <= len(button.get("callback_data", "").encode()) <= MOST_DATA:
                raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")
    return markup


def _answer(chats: Chats, query_id: str) -> bool:
    if query_id not in chats.queries:
        raise ApiError(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    chats.queries[query_id] = True
    return True
