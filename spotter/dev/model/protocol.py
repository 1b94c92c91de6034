"""The wire form of a reply: one JSON object, or server-sent events as the provider streams them."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from spotter.dev.model.chat import Call, Reply

# English prose has about four characters to a token.
CHARACTERS_PER_TOKEN = 4
DONE = b"data: [DONE]\n\n"
_PIECE = re.compile(r"\s*\S+\s*|\s+")


@dataclass(frozen=True, slots=True)
class Completion:
    """A reply with what the protocol adds: its number, the model's name, and the tokens of both sides."""

    number: int
    model: str
    reply: Reply
    prompt_tokens: int

    @property
    def completion_tokens(self) -> int:
        """Tokens of the reply, estimated where nobody counted them."""
        if self.reply.tokens:
            return self.reply.tokens[1]
        return tokens(self.reply.text + "".join(call.name + call.arguments for call in self.reply.calls))

    @property
    def usage(self) -> dict[str, int]:
        return {
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": self.completion_tokens,
            "total_tokens": self.prompt_tokens + self.completion_tokens,
        }

    @property
    def finish(self) -> str:
        return self.reply.finish or ("tool_calls" if self.reply.calls else "stop")

    def whole(self, *, usage: bool = True) -> bytes:
        """The answer to a request that does not stream."""
        message: dict[str, Any] = {"role": "assistant", "content": self.reply.text or None, "refusal": None}
        if self.reply.calls:
            message["tool_calls"] = [{"id": self._id(n, call), **_function(call)} for n, call in enumerate(self.reply.calls)]
        body = self._head("chat.completion") | {"choices": [{"index": 0, "message": message, "finish_reason": self.finish}]}
        return _bytes(body | ({"usage": self.usage} if usage else {}))

    def events(self, *, usage: bool) -> Iterator[bytes]:
        """The answer as events: the role, the text word by word, the calls in pieces, the reason, the usage if wanted, the end."""
        yield self._event({"role": "assistant", "content": ""})
        for piece in _PIECE.findall(self.reply.text):
            yield self._event({"content": piece})
        for index, call in enumerate(self.reply.calls):
            named = {"index": index, "id": self._id(index, call), "type": "function", "function": {"name": call.name, "arguments": ""}}
            yield self._event({"tool_calls": [named]})
            for start in range(0, len(call.arguments), 12):
                piece = call.arguments[start : start + 12]
                yield self._event({"tool_calls": [{"index": index, "function": {"arguments": piece}}]})
        yield self._event({}, finish=self.finish)
        if usage:
            yield _data(self._head("chat.completion.chunk") | {"choices": [], "usage": self.usage})
        yield DONE

    def _event(self, delta: Mapping[str, Any], finish: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        return _data(self._head("chat.completion.chunk") | {"choices": [choice]})

    def _head(self, kind: str) -> dict[str, Any]:
        return {"id": f"chatcmpl-{self.number}", "object": kind, "created": 0, "model": self.model}

    def _id(self, index: int, call: Call) -> str:
        return f"call_{self.number}_{index}" if call.id is None else call.id


def error_body(message: str, kind: str, code: str | None = None) -> bytes:
    """An error as the provider words it."""
    return _bytes({"error": {"message": message, "type": kind, "param": None, "code": code}})


def error_event(message: str) -> bytes:
    """An error that comes in the middle of a stream."""
    return b"data: " + error_body(message, "server_error") + b"\n\n"


def tokens(text: str) -> int:
    """Approximate tokens of a text."""
    return math.ceil(len(text) / CHARACTERS_PER_TOKEN)


def prompt_tokens(body: Mapping[str, Any]) -> int:
    """Approximate tokens of a request: its messages, its tools and the schema of its answer."""
    counted = [body.get("messages"), body.get("tools"), body.get("response_format")]
    return tokens("".join(json.dumps(part, ensure_ascii=False) for part in counted if part))


def _function(call: Call) -> dict[str, Any]:
    return {"type": "function", "function": {"name": call.name, "arguments": call.arguments}}


def _bytes(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode()


def _data(body: Mapping[str, Any]) -> bytes:
    return b"data: " + _bytes(body) + b"\n\n"
