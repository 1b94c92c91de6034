"""What an agent has been told so far, as the messages of one thread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, ToolMessage

from spotter.llm.asking import WantedCall


def sanitized(messages: Sequence[BaseMessage]) -> list[BaseMessage]:
    """The messages with every tool call followed by exactly one result: providers refuse anything else.

    A call without a result gets one that says so; a result without a call is dropped.
    """
    results = {message.tool_call_id: message for message in messages if isinstance(message, ToolMessage)}
    kept: list[BaseMessage] = []
    for message in messages:
        if isinstance(message, ToolMessage):
            continue
        kept.append(message)
        if isinstance(message, AIMessage):
            kept.extend(_result_of(call, results) for call in message.tool_calls)
    return kept


def _result_of(call: Any, results: dict[str, ToolMessage]) -> ToolMessage:
    return results.get(call["id"]) or ToolMessage("This call did not run.", tool_call_id=call["id"])


def wish(text: str, calls: Iterable[tuple[str, WantedCall]]) -> AIMessage:
    """The model's message with its calls under ids of ours: providers repeat or omit theirs."""
    return AIMessage(text, tool_calls=[{"id": call_id, "name": call.name, "args": call.args or {}} for call_id, call in calls])


def text_of(messages: Iterable[BaseMessage]) -> list[str]:
    """Everything in the messages that may prove a figure: not what a model said beside its calls, nor why a call of it was refused."""
    return [message.text for message in messages if message.text and not _is_own_talk(message)]


def refusals_in(messages: Iterable[BaseMessage]) -> list[str]:
    """Why calls were refused before they could run: words for the model alone."""
    return [message.text for message in messages if _is_refusal(message)]


def _is_own_talk(message: BaseMessage) -> bool:
    return bool(getattr(message, "tool_calls", ())) or _is_refusal(message)


def _is_refusal(message: BaseMessage) -> bool:
    return isinstance(message, ToolMessage) and message.status == "error"
