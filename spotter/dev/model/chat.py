"""A chat completions request as a behaviour reads it, and the reply it gives."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any


@dataclass(frozen=True, slots=True)
class Call:
    """A tool call. `arguments` is the text that goes over the wire; the server gives the id where none is set."""

    name: str
    arguments: str = "{}"
    id: str | None = None

    @classmethod
    def of(cls, name: str, args: Mapping[str, Any] | None = None) -> Call:
        return cls(name, json.dumps(dict(args or {}), ensure_ascii=False))


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model says: a text, tool calls, or both. `finish` overrides the reason that follows from them.

    `tokens` are those of question and answer as somebody counted them; without them they are estimated.
    """

    text: str = ""
    calls: tuple[Call, ...] = ()
    finish: str | None = None
    tokens: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the request, its content joined to one text."""

    role: str
    text: str
    calls: tuple[Call, ...] = ()
    answers: str | None = None


@dataclass(frozen=True, slots=True)
class Tool:
    """A function that the request offers; `parameters` is its JSON schema."""

    name: str
    description: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Chat:
    """A request. `choice` is `auto`, `none`, `required` or the name of the one tool that must be called.

    `form` is `text`, `json_object` or `json_schema`; `schema` is that of the answer, where there is one.
    """

    model: str
    messages: tuple[Message, ...]
    tools: tuple[Tool, ...] = ()
    choice: str = "auto"
    schema: Mapping[str, Any] | None = None
    form: str = "text"

    @property
    def wants_json(self) -> bool:
        """Whether the answer has to be JSON."""
        return self.form in ("json_object", "json_schema")

    @cached_property
    def said(self) -> str:
        """The newest message of the person."""
        return next((message.text for message in reversed(self.messages) if message.role == "user"), "")

    @cached_property
    def system(self) -> str:
        """Every instruction of the house, in order."""
        return "\n".join(message.text for message in self.messages if message.role in ("system", "developer"))

    @cached_property
    def turn(self) -> tuple[Message, ...]:
        """What came after the newest message of the person."""
        return tuple(reversed(list(itertools.takewhile(lambda message: message.role != "user", reversed(self.messages)))))

    @cached_property
    def called(self) -> tuple[str, ...]:
        """The tools that were called in this turn, in order."""
        return tuple(call.name for message in self.turn for call in message.calls)

    @cached_property
    def results(self) -> tuple[tuple[str, str], ...]:
        """The tools that answered in this turn, with what they answered."""
        names = {call.id: call.name for message in self.turn for call in message.calls}
        return tuple((names.get(message.answers, ""), message.text) for message in self.turn if message.role == "tool")

    def tool(self, name: str) -> Tool | None:
        return next((tool for tool in self.tools if tool.name == name), None)


def read_chat(body: Mapping[str, Any]) -> Chat:
    """Read a request that `problem_of` found nothing wrong with."""
    form = body.get("response_format") or {}
    choice = body.get("tool_choice") or "auto"
    messages = tuple(_message(one) for one in body["messages"])
    return Chat(
        model=body["model"],
        messages=messages,
        tools=tuple(_tool(one["function"]) for one in body.get("tools") or []),
        choice=choice if isinstance(choice, str) else choice["function"]["name"],
        schema=_schema(form, messages),
        form=form.get("type", "text"),
    )


def _schema(form: Mapping[str, Any], messages: Sequence[Message]) -> Mapping[str, Any] | None:
    """The schema of the answer: the one that is given, or for plain JSON the one that stands in an instruction."""
    if form.get("type") == "json_schema":
        schema: Mapping[str, Any] = form["json_schema"].get("schema", {})
        return schema
    told = (message.text for message in messages if message.role in ("system", "developer") and form.get("type") == "json_object")
    found = (_first_object(text) for text in told)
    return next((schema for schema in found if "properties" in schema), None)


def _first_object(text: str) -> Mapping[str, Any]:
    """The first JSON object in a text; an empty one where there is none."""
    try:
        found, _end = json.JSONDecoder().raw_decode(text, text.index("{"))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _message(raw: Mapping[str, Any]) -> Message:
    calls = tuple(Call(call["function"]["name"], call["function"]["arguments"], call["id"]) for call in raw.get("tool_calls") or ())
    return Message(raw["role"], text_of(raw.get("content")), calls, raw.get("tool_call_id"))


def _tool(raw: Mapping[str, Any]) -> Tool:
    return Tool(raw["name"], raw.get("description") or "", raw.get("parameters") or {})


def text_of(content: Any) -> str:
    """The text of a message's content, which is a string, nothing, or a list of parts."""
    if isinstance(content, list):
        return "".join(part.get("text", "") for part in content if isinstance(part, dict))
    return content if isinstance(content, str) else ""
