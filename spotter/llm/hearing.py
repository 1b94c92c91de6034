"""What comes in while a model speaks, put together: text, tool calls, usage. Nothing a provider sends is trusted to be well formed."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from spotter.llm.asking import WantedCall

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk, ToolCallChunk

MOST_TOKENS = 10_000_000  # what a provider may claim for one answer
CHARS_PER_TOKEN = 4
WHOLE_NUMBERS = range(-(2**63), 2**63)  # what a step of a turn can be kept with, and a column
DEEPEST = 32  # levels of arguments: the tools' own have four
NOT_STORABLE = {0: None} | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # NUL, and halves of characters


@dataclass(slots=True)
class _Call:
    name: str
    id: str
    args: str = ""


@dataclass(slots=True)
class Heard:
    """One attempt's answer so far."""

    text: list[str] = field(default_factory=list)
    calls: list[_Call] = field(default_factory=list)
    finish: str | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    first_at: float | None = None
    chars: int = 0
    _by_index: dict[int, _Call] = field(default_factory=dict)

    def add(self, chunk: AIMessageChunk) -> str:
        """Take a chunk in; the text in it."""
        piece = str(chunk.text).translate(NOT_STORABLE)
        if piece:
            self.text.append(piece)
        for call in chunk.tool_call_chunks:
            self._add_call(call)
            self.chars += len(call["args"] or "")
        self.chars += len(piece)
        self.finish = chunk.response_metadata.get("finish_reason") or self.finish
        if chunk.usage_metadata:
            self.input_tokens = _claimed(chunk.usage_metadata.get("input_tokens"), self.input_tokens)
            self.output_tokens = _claimed(chunk.usage_metadata.get("output_tokens"), self.output_tokens)
        return piece

    @property
    def has_begun(self) -> bool:
        return bool(self.text or self.calls)

    @property
    def is_whole(self) -> bool:
        """Whether the end was heard: its reason, or the usage that only the end brings."""
        return self.finish is not None or self.output_tokens is not None

    @property
    def is_empty(self) -> bool:
        return not self.calls and not "".join(self.text).strip()

    def wanted(self) -> tuple[WantedCall, ...]:
        return tuple(wanted_call(call.name, call.args) for call in self.calls)

    def _add_call(self, chunk: ToolCallChunk) -> None:
        """Pieces of one call share an index. Where all share one, another id, or a name after whole arguments, begins another."""
        index = chunk["index"] if isinstance(chunk["index"], int) else -1
        name, id_ = chunk["name"] or "", chunk["id"] or ""
        known = self._by_index.get(index)
        if known is None or (name and known.name and ((id_ and id_ != known.id) or _is_whole(known.args))):
            known = _Call("", id_)
            self.calls.append(known)
            self._by_index[index] = known
        known.name = known.name or name.translate(NOT_STORABLE)
        known.id = known.id or id_
        known.args += chunk["args"] or ""


def wanted_call(name: str, raw: str) -> WantedCall:
    """A call with its arguments read; arguments that are no JSON object, or hold what nobody can store, come back as a problem."""
    try:
        args = json.loads(raw or "{}", parse_constant=_refuse, parse_float=_finite, parse_int=_whole_number)
    except RecursionError:
        return WantedCall(name, None, "the arguments are nested too deeply")
    except ValueError as error:  # also a figure of thousands of digits
        return WantedCall(name, None, f"the arguments are no JSON object ({error})"[:200])
    if not isinstance(args, dict):
        return WantedCall(name, None, "the arguments are no JSON object")
    if _depth(args) > DEEPEST:
        return WantedCall(name, None, "the arguments are nested too deeply")
    if not _is_storable(args):
        return WantedCall(name, None, "the arguments hold characters that cannot be stored")
    return WantedCall(name, args)


def estimated_tokens(text: str) -> int:
    """About how many tokens a text is. The exact count needs a download per model."""
    return math.ceil(len(text) / CHARS_PER_TOKEN)


def _is_whole(raw: str) -> bool:
    try:
        json.loads(raw)
    except (ValueError, RecursionError):
        return False
    return True


def _is_storable(value: Any) -> bool:
    try:
        return "\0" not in json.dumps(value, ensure_ascii=False).encode().decode() and "\\u0000" not in json.dumps(value)
    except UnicodeEncodeError:
        return False


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no figure")


def _finite(figure: str) -> float:
    value = float(figure)
    if not math.isfinite(value):
        raise ValueError(f"{figure[:20]} is no figure")
    return value


def _whole_number(figure: str) -> int:
    value = int(figure)
    if value not in WHOLE_NUMBERS:
        raise ValueError(f"{figure[:20]} is no figure that can be kept")
    return value


def _depth(value: Any) -> int:
    """Levels of lists and objects in each other."""
    deepest, level = 0, [value]
    while level := [one for one in level if isinstance(one, dict | list)]:
        deepest += 1
        level = [inner for one in level for inner in (one.values() if isinstance(one, dict) else one)]
    return deepest


def _claimed(new: Any, old: int | None) -> int | None:
    """Usage as the provider tells it, the last and highest count; within reason."""
    if not isinstance(new, int):
        return old
    return max(min(new, MOST_TOKENS), old or 0)
