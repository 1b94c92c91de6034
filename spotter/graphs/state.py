"""What flows through a chat turn."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, TypedDict

from spotter.graphs.mind import Mind
from spotter.language.understanding import ChatKind, Question, Reminders, Safety, Understanding, Underway
from spotter.language.wording import Style
from spotter.messages import Action, Block, Usage
from spotter.store.queries.runs import RunEnd
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


class Voice:
    """What has been told of a reply so far. Listeners put the pieces together; `turn.restarted` has them start again."""

    def __init__(self, emit: Emit, turn_id: str) -> None:
        self._emit = emit
        self._turn_id = turn_id
        self._opening = ""
        self.told = ""

    def open(self, text: str) -> None:
        """Tell what is certain before anybody thinks: receipts, and safety words first of all."""
        self._opening = f"{text}\n\n" if text else ""
        self._restart()

    def tell(self, piece: str) -> None:
        """Tell the next piece."""
        if piece:
            self.told += piece
            self._emit("text.delta", {"text": piece})

    def again(self) -> None:
        """What was told after the opening is void: the stream that it came from broke."""
        if self.told != self._opening:
            self._restart()

    def close(self, text: str) -> None:
        """Tell what is missing of the whole reply; where it does not go on from what was told, all of it again."""
        told = self.told.rstrip()
        if not text.startswith(told):
            self._emit("turn.restarted", {"turn_id": self._turn_id})
            told = ""
        if text[len(told) :]:
            self._emit("text.delta", {"text": text[len(told) :]})
        self.told = text

    def _restart(self) -> None:
        if self.told:
            self._emit("turn.restarted", {"turn_id": self._turn_id})
        self.told = ""
        self.tell(self._opening)


@dataclass(frozen=True, slots=True)
class Scope:
    """What every node of one turn may use; LangGraph hands it over as the run's context."""

    ctx: CoachContext
    executor: Executor
    emit: Emit
    style: Style
    usual_loads_kg: dict[str, float]
    underway: Underway | None
    told_last: str | None
    reminders: Reminders | None
    waits_for_load: bool
    open_question: PendingAction | None
    voice: Voice
    mind: Mind | None = None
    has_plan: bool = False
    equipment: frozenset[str] | None = None
    deadline: float | None = None

    @property
    def the_mind(self) -> Mind:
        """The mind of a turn that thinks."""
        if self.mind is None:
            raise RuntimeError("a turn thinks only in a house with a model")
        return self.mind


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that the turn ends with: a yes to a call, or a missing piece. `awaited` says how the piece completes the call.

    `later` are calls of the same message that want a yes, too: they come once this one is answered.
    """

    kind: Literal["confirm", "slot"]
    text: str
    clause: str
    request: Request | None = None
    awaited: dict[str, Any] | None = None
    later: tuple[Request, ...] = ()


class CoachState(TypedDict, total=False):
    text: str
    safety: Safety
    conditions: tuple[str, ...]
    meaning: Understanding
    settled: Literal["yes", "no", "filled", "open", "none"]
    agreed: PendingAction  # what a yes or a no answers
    actions: Annotated[list[Action], operator.add]
    parts: Annotated[list[Part], operator.add]
    asked: Asked | None
    question: Question | None
    agents: list[str]
    path: Literal["local", "model", "rules", "safety"]
    steps: Annotated[list[Step], operator.add]


@dataclass(frozen=True, slots=True)
class RunMade:
    """One agent's run in a turn, for its row."""

    run_id: str
    end: RunEnd


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
    runs: tuple[RunMade, ...] = ()
    usage: Usage = field(default_factory=Usage)
