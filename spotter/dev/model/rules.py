"""Rules for a scripted model: when a request looks so, answer so. The first rule that fits answers."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from spotter.dev.model.chat import Call, Chat, Reply
from spotter.dev.model.faults import Mode


class When(BaseModel):
    """What a request must look like; what is left out does not matter. Texts are regular expressions, searched without case.

    `says`: the person's newest message. `system`: the instructions. `anywhere`: any message. `result`: the newest tool result of the turn.
    `model`: the name of the model. `offers`: the name of a tool that may be called. `step`: how many answers the model gave in this turn.
    `wants_json`: whether the answer has to be JSON.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    says: str | None = None
    system: str | None = None
    anywhere: str | None = None
    result: str | None = None
    model: str | None = None
    offers: str | None = None
    step: int | None = None
    wants_json: bool | None = None

    def fits(self, chat: Chat) -> bool:
        """Whether the request looks like this."""
        texts = (
            (self.says, chat.said),
            (self.system, chat.system),
            (self.anywhere, "\n".join(message.text for message in chat.messages)),
            (self.result, chat.results[-1][1] if chat.results else None),
            (self.model, chat.model),
        )
        return (
            all(pattern is None or (text is not None and re.search(pattern, text, re.IGNORECASE)) for pattern, text in texts)
            and (self.offers is None or chat.tool(self.offers) is not None)
            and (self.wants_json is None or self.wants_json == chat.wants_json)
            and (self.step is None or self.step == sum(message.role == "assistant" for message in chat.turn))
        )


class WantedCall(BaseModel):
    """A tool call of a rule."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    args: dict[str, Any] = {}


class Rule(BaseModel):
    """When a request looks like `when`: say `text`, or `answer` as JSON, make `calls`, or fail by `fault`; at most `times` times.

    Calls are made once in a turn: a rule whose calls were all made is passed over, unless it says `again`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    when: When = When()
    text: str = ""
    answer: Any = None
    calls: tuple[WantedCall, ...] = ()
    fault: Mode | None = None
    again: bool = False
    times: int | None = None

    def fits(self, chat: Chat) -> bool:
        """Whether this rule answers the request."""
        made = bool(self.calls) and not self.again and {call.name for call in self.calls} <= set(chat.called)
        return not made and self.when.fits(chat)

    def reply(self) -> Reply | None:
        """What the rule says; None where it only sets a fault."""
        if not (self.text or self.calls or self.answer is not None) and self.fault:
            return None
        text = self.text if self.answer is None else json.dumps(self.answer, ensure_ascii=False)
        return Reply(text, tuple(Call.of(call.name, call.args) for call in self.calls))


RULES = TypeAdapter(list[Rule])


def read_rules(path: Path) -> list[Rule]:
    """Read a JSON file that holds a list of rules."""
    return RULES.validate_json(path.read_text(encoding="utf-8"))


class Script:
    """Rules in order, with how often each was used."""

    def __init__(self, rules: Sequence[Rule] = ()) -> None:
        self._rules = list(rules)
        self._used = [0] * len(self._rules)

    def rule_for(self, chat: Chat) -> Rule | None:
        """The first rule that fits and is not used up."""
        for number, rule in enumerate(self._rules):
            if (rule.times is None or self._used[number] < rule.times) and rule.fits(chat):
                self._used[number] += 1
                return rule
        return None
