"""What the provider would refuse about a request, in its own form, so that a client's mistakes show here first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from spotter.dev.model.chat import text_of

ROLES = {"system", "developer", "user", "assistant", "tool"}
_NAME = re.compile(r"[a-zA-Z0-9_-]{1,64}")


def problem_of(body: Any) -> str | None:
    """The first thing that is wrong with a chat completions request, or None."""
    if not isinstance(body, dict):
        return "The body must be a JSON object."
    return next(_problems(body), None)


def _problems(body: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(body.get("model"), str) or not body["model"]:
        yield "you must provide a model parameter"
    messages = body.get("messages")
    if not isinstance(messages, list) or not messages:
        yield "'messages' must be a list of at least one message."
        return
    yield from _messages(messages)
    yield from _tools(body)
    yield from _format(body.get("response_format"), messages)


def _messages(messages: Sequence[Any]) -> Iterator[str]:
    """Roles, contents, and that every tool call is followed by its answer and every answer follows its call."""
    open_ids: set[str] = set()
    for index, message in enumerate(messages):
        if not isinstance(message, dict) or message.get("role") not in ROLES:
            yield f"Invalid value for messages[{index}].role."
            return
        if message["role"] == "tool":
            if message.get("tool_call_id") not in open_ids:
                yield "messages with role 'tool' must be a response to a preceding message with 'tool_calls'."
            open_ids.discard(message.get("tool_call_id", ""))
            continue
        if open_ids:
            yield f"An assistant message with 'tool_calls' must be followed by tool messages for each 'tool_call_id': {sorted(open_ids)}."
        calls = message.get("tool_calls") or []
        if message.get("content") is None and not calls:
            yield f"Invalid value for messages[{index}].content: expected a string, got null."
        if any(not isinstance(call.get("function", {}).get("arguments"), str) for call in calls):
            yield f"Invalid type for 'messages[{index}].tool_calls': arguments must be a string."
        open_ids = {call.get("id") or "" for call in calls}
        if len(open_ids) < len(calls) or "" in open_ids:
            yield f"Invalid 'messages[{index}].tool_calls': ids must be given once each."
    if open_ids:
        yield f"An assistant message with 'tool_calls' must be followed by tool messages for each 'tool_call_id': {sorted(open_ids)}."


def _tools(body: Mapping[str, Any]) -> Iterator[str]:
    tools = body.get("tools")
    if tools is None:
        if body.get("tool_choice") not in (None, "none"):
            yield "'tool_choice' is only allowed when 'tools' are specified."
        return
    if not isinstance(tools, list) or not tools:
        yield "[] is too short - 'tools'"
        return
    for index, tool in enumerate(tools):
        function = tool.get("function") if isinstance(tool, dict) else None
        if not isinstance(function, dict) or not _NAME.fullmatch(str(function.get("name", ""))):
            yield f"Invalid 'tools[{index}].function.name': expected a string that matches '^[a-zA-Z0-9_-]+$'."
            return
        if (function.get("parameters") or {"type": "object"}).get("type") != "object":
            yield f"Invalid schema for function '{function['name']}': schema must be a JSON Schema of 'type: \"object\"'."
    choice = body.get("tool_choice")
    if isinstance(choice, dict) and choice.get("function", {}).get("name") not in {tool["function"]["name"] for tool in tools}:
        yield "'tool_choice' names a tool that is not among the 'tools'."


def _format(form: Any, messages: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    kind = form.get("type") if isinstance(form, dict) else "text" if form is None else ""
    if kind not in ("text", "json_object", "json_schema"):
        yield "Invalid value for 'response_format.type'."
    if kind == "json_schema" and not _NAME.fullmatch(str((form.get("json_schema") or {}).get("name", ""))):
        yield "Missing required parameter: 'response_format.json_schema.name'."
    if kind == "json_object" and not any("json" in text_of(message.get("content")).lower() for message in messages):
        yield "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'."
