"""Questions to a model and its answers as they were recorded: `recordings/<suite>/<case>.jsonl`, a line for each question.

A question is kept as what it was asked by and as digests of its parts: enough to know it again and to tell which part became another.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict

from spotter.dev.model.chat import Call, Chat, Reply
from spotter.dev.model.reading import request_of
from spotter.errors import ConfigError
from spotter.evals.yaml_lines import first_problem, shown

FOLDER = Path(__file__).parent / "recordings"
RECORD = "spotter eval record"
DOUBLE = "double"  # what a recording calls the double that ships
SHOWN = 120  # characters of what was asked
ID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")
HOW_IT_IS_SENT = {"model", "messages", "tools", "stream", "stream_options"}  # all else in a request are parameters
HOUSE = ("system", "developer")


class Question(NamedTuple):
    """What a request asks. `role` is its model's name, which in this layer is the role that it has; the others are digests."""

    role: str
    instructions: str
    talk: str
    tools: str
    parameters: str


class Kept(BaseModel):
    """Data of a recording: a field that is not known is a mistake of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class KeptCall(Kept):
    """A tool call. Arguments that are no JSON object stand as the text that they are."""

    name: str
    args: dict[str, Any] | str = {}


class Exchange(Kept):
    """A question and its answer. `refuses_schema`: the endpoint knows no answers by schema, and is asked once more in words."""

    role: str
    asked: str
    instructions: str
    talk: str
    tools: str
    parameters: str
    says: str = ""
    calls: tuple[KeptCall, ...] = ()
    finish: str | None = None
    refuses_schema: bool = False
    tokens: tuple[int, int] | None = None

    @property
    def question(self) -> Question:
        return Question(*(getattr(self, part) for part in Question._fields))

    @property
    def reply(self) -> Reply:
        """The answer as it goes over the wire."""
        return Reply(self.says, tuple(_call(one) for one in self.calls), self.finish, self.tokens)


class Head(Kept):
    """The first line: the case, and who answered."""

    case: str
    model: str


class Recording(NamedTuple):
    """All exchanges of a case."""

    head: Head
    exchanges: tuple[Exchange, ...] = ()

    def as_text(self) -> str:
        """The file. Agents are asked at the same time: the order is that of the questions, not of the clock."""
        lines = sorted(self.exchanges, key=lambda one: (one.role != "router", one.role, one.asked, one.question))
        return "".join(f"{one.model_dump_json(exclude_defaults=True)}\n" for one in (self.head, *lines))


def question_of(body: Mapping[str, Any]) -> Question:
    """Know a request again. Ids are numbered in the order in which they come: each run gives others."""
    plain = _numbered(body)
    messages = plain["messages"]
    return Question(
        role=str(body["model"]),
        instructions=_digest([one for one in messages if one["role"] in HOUSE]),
        talk=_digest([one for one in messages if one["role"] not in HOUSE]),
        tools=_digest(plain.get("tools") or []),
        parameters=_digest({name: value for name, value in plain.items() if name not in HOW_IT_IS_SENT}),
    )


def exchange_of(body: Mapping[str, Any], chat: Chat, reply: Reply | None) -> Exchange:
    """What was asked and answered; without an answer the endpoint refused the schema."""
    asked = " ".join(request_of(chat).text.split())
    said = reply or Reply()
    return Exchange(
        **question_of(body)._asdict(),
        asked=asked if len(asked) <= SHOWN else f"{asked[: SHOWN - 1]}…",
        says=said.text,
        calls=tuple(KeptCall(name=call.name, args=_arguments(call.arguments)) for call in said.calls),
        finish=said.finish,
        refuses_schema=reply is None,
        tokens=said.tokens,
    )


def why_stale(asked: Question, known: Sequence[Exchange]) -> str:
    """What of a question is other than in the recorded one that is most like it."""
    same = [one.question for one in known if one.role == asked.role]
    if not same:
        return f"{asked.role} was never asked" if known else "nothing is recorded"
    nearest = max(same, key=lambda one: sum(mine == other for mine, other in zip(asked, one, strict=True)))
    parts = [name for name in Question._fields if getattr(asked, name) != getattr(nearest, name)]
    return f"{asked.role} is asked otherwise: {', '.join(parts)}"


def commands_for(stale: Sequence[str]) -> tuple[str, ...]:
    """The commands that record these cases anew, each of who answered it before."""
    known = [load_recording(name) for name in stale]
    is_double = {one is None or one.head.model == DOUBLE for one in known}
    return tuple(f"{RECORD} --double" if mine else RECORD for mine in sorted(is_double, reverse=True))


def path_of(case: str) -> Path:
    """Where the recording of a case (`suite/id`) stands."""
    return FOLDER / f"{case}.jsonl"


def load_recording(case: str) -> Recording | None:
    """The recording of a case, or None where there is none; `ConfigError` with file and line where it is not as it was written."""
    path = path_of(case)
    if not path.exists():
        return None
    number, again = 1, f"Record it again: {RECORD} --case {case} --force (with --double where the double was recorded)"
    try:
        first, *lines = path.read_text(encoding="utf-8").splitlines() or [""]
        head, found = Head.model_validate_json(first), []
        for line in lines:
            number += 1
            found.append(Exchange.model_validate_json(line))
    except ValueError as error:
        raise ConfigError(f"{shown(path)}:{number}: this is no line of a recording: {first_problem(error)}. {again}") from error
    if head.case != case:
        raise ConfigError(f"{shown(path)}:1: this is the recording of {head.case}. {again}")
    return Recording(head, tuple(found))


def write_recording(recording: Recording) -> Path:
    """Write it where it is committed from."""
    path = path_of(recording.head.case)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(recording.as_text(), encoding="utf-8")
    return path


def recorded_names() -> list[str]:
    """The cases that there are recordings of."""
    return sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.jsonl"))


def _numbered(body: Mapping[str, Any]) -> dict[str, Any]:
    """The request with its ids as numbers."""
    calls, rows = count(1), count(1)
    known: dict[str, str] = {}

    def row(match: re.Match[str]) -> str:
        return known.setdefault(match[0], f"<id {next(rows)}>")

    messages = []
    for message in body["messages"]:
        called = [{**call, "id": known.setdefault(call["id"], f"call {next(calls)}")} for call in message.get("tool_calls") or ()]
        answers = {"tool_call_id": known.get(message["tool_call_id"], "")} if "tool_call_id" in message else {}
        messages.append({**message, **answers, **({"tool_calls": called} if called else {})})
    plain: dict[str, Any] = json.loads(ID.sub(row, json.dumps({**body, "messages": messages})))
    return plain


def _digest(part: Any) -> str:
    return hashlib.sha256(json.dumps(part, sort_keys=True).encode()).hexdigest()[:8] if part else "-"


def _arguments(text: str) -> dict[str, Any] | str:
    try:
        args = json.loads(text)
    except ValueError:
        return text
    return args if isinstance(args, dict) else text


def _call(one: KeptCall) -> Call:
    return Call(one.name, one.args) if isinstance(one.args, str) else Call.of(one.name, one.args)
