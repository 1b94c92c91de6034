"""The model's double: rules first, then its behaviour; it fails as it is told and keeps what it was asked."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any

from spotter.dev.model.behaviours import BEHAVIOURS
from spotter.dev.model.chat import Chat, Reply, read_chat
from spotter.dev.model.faults import Faults, Mode
from spotter.dev.model.protocol import Completion, prompt_tokens
from spotter.dev.model.rules import Rule, Script

KEPT_REQUESTS = 5000


@dataclass(frozen=True, slots=True)
class Answer:
    """A completion, how its sending fails, if it does, and its place in the log."""

    completion: Completion
    fault: Mode | None
    record: dict[str, Any]


class ModelDouble:
    """One model behind the protocol. It keeps nothing between requests but its rules, its faults and the log of requests."""

    def __init__(self, behaviour: str = "sensible", rules: Sequence[Rule] = (), faults: Faults | None = None) -> None:
        self._start = (behaviour, tuple(rules), faults or Faults())
        self._numbers = itertools.count(1)
        self.reset()

    def reset(self) -> None:
        """Back to the behaviour, the rules and the faults it was made with; the log is empty again."""
        behaviour, rules, faults = self._start
        self.behave(behaviour, rules)
        self.fail(faults)
        self.requests: deque[dict[str, Any]] = deque(maxlen=KEPT_REQUESTS)

    def behave(self, behaviour: str, rules: Sequence[Rule] = ()) -> None:
        """Take this behaviour and these rules in place of the ones in force."""
        self._behaviour = BEHAVIOURS[behaviour]
        self.behaviour = behaviour
        self._script = Script(rules)

    def fail(self, faults: Faults) -> None:
        """Fail in this way from now on; its choices start from its seed."""
        self.faults = Faults.model_validate(faults.model_dump())

    def answer(self, body: Mapping[str, Any]) -> Answer:
        """The answer to a chat completions request, which is kept in `requests`, with its begin and end in seconds of one clock."""
        began_s = monotonic()
        chat = read_chat(body)
        reply, mode = self.reply_to(body, chat)
        asked_tokens = reply.tokens[0] if reply.tokens else prompt_tokens(body)
        completion = Completion(next(self._numbers), chat.model, reply, asked_tokens)
        record = {"began_s": began_s, "ended_s": monotonic(), **_record(body, completion, mode)}
        self.requests.append(record)
        return Answer(completion, mode, record)

    def reply_to(self, body: Mapping[str, Any], chat: Chat) -> tuple[Reply, Mode | None]:
        """What is said to a request, and how its sending fails."""
        del body
        rule = self._script.rule_for(chat)
        mode = (rule.fault if rule else None) or self.faults.pick(chat)
        said = rule.reply() if rule else None
        return self.faults.spoil(mode, said or self._behaviour(chat), chat), mode


def _record(body: Mapping[str, Any], completion: Completion, mode: Mode | None) -> dict[str, Any]:
    reply: Reply = completion.reply
    return {
        "model": completion.model,
        "messages": body["messages"],
        "tools": [tool["function"]["name"] for tool in body.get("tools") or []],
        "response_format": body.get("response_format"),
        "stream": bool(body.get("stream")),
        "max_tokens": body.get("max_completion_tokens") or body.get("max_tokens"),
        "temperature": body.get("temperature"),
        "fault": mode,
        "reply": {"text": reply.text, "calls": [{"name": call.name, "arguments": call.arguments} for call in reply.calls]},
        **completion.usage,
    }
