"""The ways in which a provider fails, chosen by mode, rate and seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from spotter.dev.model.chat import Call, Chat, Reply

Mode = Literal[
    "rate_limit",
    "server_error",
    "overloaded",
    "unauthorized",
    "unknown_model",
    "too_long",
    "no_schema",
    "refuse",
    "slow_start",
    "drip",
    "stall",
    "cut",
    "error_in_stream",
    "garbage_arguments",
    "wrong_arguments",
    "unknown_tool",
    "repeated_ids",
    "empty_ids",
    "repeated_calls",
    "endless_tools",
    "empty_reply",
    "length",
    "not_json",
    "no_usage",
]

# Answers of the provider that hold no reply: status, error type, error code, message.
STATUSES: dict[str, tuple[int, str, str | None, str]] = {
    "rate_limit": (429, "requests", "rate_limit_exceeded", "Rate limit reached. Please try again later."),
    "server_error": (500, "server_error", None, "The server had an error while processing your request."),
    "overloaded": (503, "server_error", None, "The engine is currently overloaded, please try again later."),
    "unauthorized": (401, "invalid_request_error", "invalid_api_key", "Incorrect API key provided."),
    "unknown_model": (404, "invalid_request_error", "model_not_found", "The model does not exist or you do not have access to it."),
    "too_long": (400, "invalid_request_error", "context_length_exceeded", "This model's maximum context length is exceeded."),
    "no_schema": (400, "invalid_request_error", None, "Invalid value for 'response_format.type': json_schema is not supported here."),
}
# What a person meets on a bad day, for `mixed`: everything that a second try, another model or care with arguments can mend.
MIXED: tuple[Mode, ...] = (
    "rate_limit",
    "server_error",
    "overloaded",
    "refuse",
    "cut",
    "error_in_stream",
    "garbage_arguments",
    "wrong_arguments",
    "unknown_tool",
    "repeated_ids",
    "empty_ids",
    "empty_reply",
    "not_json",
    "no_usage",
)
NEEDS_TOOLS = {"garbage_arguments", "wrong_arguments", "unknown_tool", "repeated_ids", "empty_ids", "repeated_calls", "endless_tools"}
_GARBAGE = (
    '{"query": "ben',
    "not json at all",
    "[1, 2",
    '"a string"',
    "[]",
    "null",
    "",
    '{"a": NaN}',
    "{'query': 'bench'}",
    "{}}",
    '{"a": 1',
)
_WRONG = (
    '{"query": 7}',
    '{"load_kg": 1e308}',
    '{"sets": -3, "reps": 99999999999999999999}',
    '{"nobody": {"asked": ["for", "this"]}}',
    '{"user_id": "somebody-else"}',
    '{"text": null}',
    "{}",
)


class Faults(BaseModel):
    """Which calls fail, and how: `rate` of them by a seeded choice, the first `after` spared, at most `count` of them.

    `mode` is one mode, several to choose from, `mixed`, or `none`. `retry_after_s` goes out with 429 and 503; `delay_s` is the wait
    before the first token; `byte_s` the wait after each byte of a drip; `at_byte` where a cut happens (by the seed where not given).
    """

    model_config = ConfigDict(extra="forbid")

    mode: Mode | Literal["mixed", "none"] | list[Mode] = "none"
    rate: float = Field(default=1.0, ge=0, le=1)
    seed: int = 0
    count: int | None = Field(default=None, ge=0)
    after: int = Field(default=0, ge=0)
    retry_after_s: float = Field(default=1, ge=0)
    delay_s: float = Field(default=20, ge=0)
    byte_s: float = Field(default=1, ge=0)
    at_byte: int | None = Field(default=None, ge=0)
    _random: random.Random = PrivateAttr()
    _seen: int = PrivateAttr(default=0)
    _used: int = PrivateAttr(default=0)

    def model_post_init(self, _context: object) -> None:
        self._random = random.Random(self.seed)

    def pick(self, chat: Chat) -> Mode | None:
        """The fault of this call, or None. A fault of tool calls needs a request with tools, one of JSON a request for JSON."""
        self._seen += 1
        modes = [mode for mode in self._modes() if _applies(mode, chat)]
        spent = self.count is not None and self._used >= self.count
        if not modes or spent or self._seen <= self.after or self._random.random() >= self.rate:
            return None
        self._used += 1
        return self._random.choice(modes)

    def spoil(self, mode: Mode | None, reply: Reply, chat: Chat) -> Reply:
        """The reply as the fault leaves it."""
        spoiler = _SPOILERS.get(mode or "")
        return spoiler(reply, chat, self._random) if spoiler else reply

    def cut_at(self, length: int) -> int:
        """How many bytes of a body of `length` bytes go out before the cut."""
        return self._random.randrange(max(length, 1)) if self.at_byte is None else self.at_byte

    def _modes(self) -> Iterable[Mode]:
        if isinstance(self.mode, list):
            return self.mode
        if self.mode == "mixed":
            return MIXED
        return () if self.mode == "none" else (self.mode,)


def _applies(mode: Mode, chat: Chat) -> bool:
    if mode in NEEDS_TOOLS:
        return bool(chat.tools) and chat.choice != "none"
    if mode == "no_schema":
        return chat.form == "json_schema"
    return chat.wants_json if mode == "not_json" else True


def _calls(reply: Reply, chat: Chat, by: random.Random) -> tuple[Call, ...]:
    """The calls of the reply, or one of any offered tool where it makes none."""
    return reply.calls or (Call(by.choice(chat.tools).name),)


def _garbage(reply: Reply, chat: Chat, by: random.Random) -> Reply:
    return Reply(calls=tuple(replace(call, arguments=by.choice(_GARBAGE)) for call in _calls(reply, chat, by)))


def _wrong(reply: Reply, chat: Chat, by: random.Random) -> Reply:
    return Reply(calls=tuple(replace(call, arguments=by.choice(_WRONG)) for call in _calls(reply, chat, by)))


def _unknown_tool(_reply: Reply, _chat: Chat, by: random.Random) -> Reply:
    return Reply(calls=(Call(by.choice(["open_browser", "run_sql", "delete_workouts", "export_user"])),))


def _same_id(reply: Reply, chat: Chat, by: random.Random) -> Reply:
    return replace(reply, calls=tuple(replace(call, id="call_0") for call in _calls(reply, chat, by)))


def _no_id(reply: Reply, chat: Chat, by: random.Random) -> Reply:
    return replace(reply, calls=tuple(replace(call, id="") for call in _calls(reply, chat, by)))


def _twice(reply: Reply, chat: Chat, by: random.Random) -> Reply:
    return replace(reply, calls=_calls(reply, chat, by) * 2)


def _again(_reply: Reply, chat: Chat, by: random.Random) -> Reply:
    reads = [tool for tool in chat.tools if not {"query", "text"} & set(tool.parameters.get("required", ()))]
    return Reply(calls=(Call(by.choice(reads or chat.tools).name),))


def _nothing(_reply: Reply, _chat: Chat, _by: random.Random) -> Reply:
    return Reply()


def _too_short(reply: Reply, _chat: Chat, _by: random.Random) -> Reply:
    """The reply as it stands when the tokens run out half way."""
    calls = tuple(replace(call, arguments=call.arguments[: len(call.arguments) // 2]) for call in reply.calls)
    return Reply(reply.text[: len(reply.text) // 2], calls, finish="length")


def _prose(reply: Reply, _chat: Chat, by: random.Random) -> Reply:
    return Reply(by.choice([f"Sure! Here it is:\n```json\n{reply.text}\n```", reply.text[:-2], "I would ask the planner.", "{}", "[]"]))


_SPOILERS: dict[str, Callable[[Reply, Chat, random.Random], Reply]] = {
    "garbage_arguments": _garbage,
    "wrong_arguments": _wrong,
    "unknown_tool": _unknown_tool,
    "repeated_ids": _same_id,
    "empty_ids": _no_id,
    "repeated_calls": _twice,
    "endless_tools": _again,
    "empty_reply": _nothing,
    "length": _too_short,
    "not_json": _prose,
}
