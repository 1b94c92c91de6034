"""Models that say what a script tells them: for examples, evals and tests. No network and no rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from spotter.llm.asking import Ask, Role, Said, WantedCall

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage


PIECE = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True, slots=True)
class Rule:
    """When it fits, what the model does: says a text, wants calls, answers a schema, or fails.

    `when` is searched in the last message (the person's words or a tool's result), `anywhere` in all of them; both are regular
    expressions without regard to case. `times` is how often the rule may be used.
    """

    say: str = ""
    calls: Sequence[WantedCall] = ()
    answer: dict[str, Any] | None = None
    fail: Exception | None = None
    when: str = ""
    anywhere: str = ""
    role: Role | None = None
    agent: str | None = None
    times: int | None = None

    def fits(self, ask: Ask) -> bool:
        texts = [_text_of(message) for message in ask.messages]
        return (
            self.role in (None, ask.role)
            and self.agent in (None, ask.agent)
            and (self.answer is None or ask.schema is not None)
            and re.search(self.when, texts[-1] if texts else "", re.IGNORECASE) is not None
            and any(re.search(self.anywhere, text, re.IGNORECASE) for text in texts or [""])
        )


class ScriptedModels:
    """Takes the first rule that fits and is not used up. `asked` holds every question in order."""

    def __init__(self, *rules: Rule, roles: Sequence[Role] = ("router", "specialist", "composer", "judge"), runs: int = 1000) -> None:
        self.asked: list[Ask] = []
        self._rules = rules
        self._roles = roles
        self._runs = runs
        self._used: Counter[int] = Counter()

    @property
    def is_on(self) -> bool:
        return "specialist" in self._roles

    def has(self, role: Role) -> bool:
        return role in self._roles

    async def ask(self, ask: Ask) -> Said:
        """Say what the script says. A question that no rule expects is a `LookupError`, which nobody takes for a model away."""
        self.asked.append(ask)
        rule = self._next(ask)
        if rule.fail is not None:
            raise rule.fail
        if ask.on_text is not None:
            for piece in PIECE.findall(rule.say):
                ask.on_text(piece)
        parsed, problem = None, None
        if ask.schema is not None and rule.answer is not None:
            try:
                parsed = ask.schema.model_validate(rule.answer)
            except ValidationError as error:
                problem = str(error)
        return Said(text=rule.say, calls=tuple(rule.calls), parsed=parsed, problem=problem, model="scripted")

    def runs_left(self, begun: int) -> int:
        return max(self._runs - begun, 0)

    async def close(self) -> None:
        return None

    def _next(self, ask: Ask) -> Rule:
        for number, rule in enumerate(self._rules):
            if (rule.times is None or self._used[number] < rule.times) and rule.fits(ask):
                self._used[number] += 1
                return rule
        raise LookupError(f"no rule of the script fits what {ask.role} {ask.agent or ''} was asked")


def _text_of(message: BaseMessage) -> str:
    return str(message.text)
