"""What is asked of a language model and what it says: the words that the graph, memory and the models share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, Protocol

from pydantic import BaseModel

from spotter.llm_settings import Role

if TYPE_CHECKING:  # importing it takes a third of a second, and most turns ask no model
    from langchain_core.messages import BaseMessage

Degraded = Literal["fallback", "cheap"]

__all__ = ["Ask", "Degraded", "LanguageModels", "Role", "Said", "WantedCall"]


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to a model. `messages` are paired and cleaned by who asks.

    `deadline` is the event loop's time at which the turn ends, every attempt included. `on_text` gets each piece of text as it
    streams; after a stream that broke, `on_restart` is called and the pieces start again. With `schema` the answer is JSON and comes
    back as `Said.parsed`.
    """

    role: Role
    user_id: str
    messages: Sequence[BaseMessage]
    agent: str | None = None
    turn_id: str | None = None
    tools: Sequence[dict[str, Any]] = ()
    schema: type[BaseModel] | None = None
    deadline: float | None = None
    on_text: Callable[[str], None] | None = None
    on_restart: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class WantedCall:
    """A tool call that a model wants. `args` is None where they were no JSON object; `problem` then says so, for the model to mend.

    The provider's id is dropped: they repeat or leave theirs out, so the house gives its own.
    """

    name: str
    args: dict[str, Any] | None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a model said and what it took. `cost_usd` comes from the price table; `degraded` says which stand-in spoke.

    `parsed` is None where a schema was asked for and the text does not fit it; `problem` then says why, for one repair. `is_cut` where
    the room for the answer ended before the text did.
    """

    text: str
    calls: tuple[WantedCall, ...] = ()
    parsed: BaseModel | None = None
    problem: str | None = None
    is_cut: bool = False
    model: str = ""
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: Decimal = Decimal(0)
    ms: int = 0
    first_token_ms: int | None = None
    attempts: int = 1
    degraded: Degraded | None = None


class LanguageModels(Protocol):
    """What can be asked: `Models` over the network, `ScriptedModels` without."""

    @property
    def is_on(self) -> bool:
        """Whether there is a model at all."""

    def has(self, role: Role) -> bool:
        """Whether a model is set for this role."""

    async def ask(self, ask: Ask) -> Said:
        """Ask, or raise `ModelAway` when nobody answers in time and `OverBudget` when the person's day is used up."""

    def runs_left(self, begun: int) -> int:
        """How many agent runs a person has left of whom so many began today (UTC)."""

    async def close(self) -> None:
        """Close every connection."""
