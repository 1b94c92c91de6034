"""What flows through the part of a turn that thinks. All of it can be written to a checkpoint and read again."""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated, Any, Literal, TypedDict

from langchain_core.messages import BaseMessage

from spotter.graphs.state import Asked, Part, Step
from spotter.language.generated import SafetyFacts
from spotter.language.understanding import AgentName, Residue, Safety
from spotter.llm.asking import Said, WantedCall
from spotter.messages import Action, ChartBlock, ChartPoint, ChartSeries, ProgressBlock, SuggestionsBlock, TableBlock
from spotter.tools.executor import Request


@dataclass(frozen=True, slots=True)
class Task:
    """What one agent shall do. `clauses` are the person's own words that led to it; `run_id` names its row."""

    run_id: str
    agent: AgentName
    task: str
    prompt: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """A call that an agent wants, under an id of ours, with its arguments as the house reads them; else what is wrong with it.

    They stand in the checkpoint: an attempt that goes on from there runs the same call, whatever an earlier call of the turn changed since.
    """

    agent: AgentName
    call_id: str
    name: str
    args: dict[str, Any] | None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What a run took so far, and why it went as it did."""

    steps: int = 0
    model: str | None = None
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: Decimal = Decimal(0)
    decisions: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    refused: int = 0
    is_cheap: bool = False

    def used(self, calls: Sequence[str], notes: Sequence[str], refused: int) -> Account:
        """With calls that ran, and those that were refused before they could."""
        return replace(self, calls=(*self.calls, *calls), decisions=(*self.decisions, *notes), refused=self.refused + refused)

    def after(self, answers: Sequence[Said], notes: list[str]) -> Account:
        """With more answers of a model; none where nobody answered."""
        degraded = [f"answered by {one.model} instead" for one in answers if one.degraded]
        return replace(
            self,
            steps=self.steps + len(answers),
            model=answers[-1].model if answers else self.model,
            input_tokens=self.input_tokens + sum(one.input_tokens for one in answers),
            output_tokens=self.output_tokens + sum(one.output_tokens for one in answers),
            cost_usd=sum((one.cost_usd for one in answers), self.cost_usd),
            decisions=(*self.decisions, *notes, *degraded),
            is_cheap=self.is_cheap or any(one.degraded == "cheap" for one in answers),
        )


class ThinkingState(TypedDict, total=False):
    """`said` holds what each agent said last; an empty text is answered by the local coach. `ledger` is by agent.

    `done` are the calls of the local steps, `actions` those of the agents.
    """

    text: str
    residue: tuple[Residue, ...]
    receipts: tuple[str, ...]
    done: list[Action]
    safety: Safety
    facts: SafetyFacts
    tasks: list[Task]
    threads: dict[str, list[BaseMessage]]
    wishes: list[Wish]
    said: dict[str, str]
    ledger: dict[str, Account]
    router: Account
    composer: Account
    steps_left: int
    calls_left: int
    path: Literal["model", "rules", "safety"]
    actions: Annotated[list[Action], operator.add]
    parts: Annotated[list[Part], operator.add]
    asked: Asked | None
    steps: Annotated[list[Step], operator.add]


def is_said(state: Mapping[str, Any]) -> bool:
    """Whether every agent has said its last word."""
    return all(task.agent in state["said"] for task in state["tasks"])


def wants_calls(state: Mapping[str, Any]) -> bool:
    """Whether calls stand in it that did not run yet: a model would not say the same again.

    What ran has its result in the ledger or reads again, and is run again under the same ids.
    """
    return bool(state.get("wishes"))


def writes_of(state: ThinkingState) -> list[Action]:
    """Every write of the turn so far."""
    return [action for action in (*state["done"], *state["actions"]) if action.kind == "write"]


def wrote_in(state: ThinkingState) -> frozenset[str]:
    """The tools that wrote in this turn so far."""
    return frozenset(action.tool for action in writes_of(state))


KEPT: tuple[type[Any], ...] = (
    *(Task, Wish, Account, WantedCall, Residue, Safety, SafetyFacts, Part, Asked, Request, Step, Action),
    *(TableBlock, ChartBlock, ChartPoint, ChartSeries, ProgressBlock, SuggestionsBlock),
)
"""Every type of ours that the state holds."""
