"""What flows through a chat turn."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, TypedDict

from spotter.language.understanding import ChatKind, Question, Safety, Understanding
from spotter.language.wording import Style
from spotter.messages import Action, Block
from spotter.store.tables import PendingAction
from spotter.tools.context import CoachContext
from spotter.tools.executor import Executor, Request

Emit = Callable[[str, dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a turn for `spotter trace`: where it stands in the code, how long it took, what it decided."""

    name: str
    file: str
    ms: float
    note: str


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of the reply. `tone` orders and separates: safety first, then receipts, answers and one question."""

    tone: Literal["safety", "receipt", "answer", "question", "chat"]
    text: str
    cards: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """What every node of one turn may use; LangGraph hands it over as the run's context."""

    ctx: CoachContext
    executor: Executor
    emit: Emit
    style: Style
    usual_loads_kg: dict[str, float]
    open_question: PendingAction | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that the turn ends with: a yes to a call, or a missing piece. `awaited` says how the piece completes the call."""

    kind: Literal["confirm", "slot"]
    text: str
    clause: str
    request: Request | None = None
    awaited: dict[str, Any] | None = None


class CoachState(TypedDict, total=False):
    text: str
    safety: Safety
    conditions: tuple[str, ...]
    meaning: Understanding
    settled: Literal["yes", "no", "filled", "open", "none"]
    actions: Annotated[list[Action], operator.add]
    parts: Annotated[list[Part], operator.add]
    asked: Asked | None
    question: Question | None
    agents: list[str]
    path: Literal["local", "model", "rules", "safety"]
    steps: Annotated[list[Step], operator.add]


@dataclass(frozen=True, slots=True)
class TurnResult:
    """The end of a graph run, before it is stored."""

    text: str
    agents: list[str]
    actions: list[Action]
    cards: list[Block]
    asked: Asked | None
    path: Literal["local", "model", "rules", "safety"]
    safety: Safety
    settled: str
    chat: ChatKind | None = None
    steps: list[Step] = field(default_factory=list)
