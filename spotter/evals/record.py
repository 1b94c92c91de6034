"""What a run of a case left: what was said and done in each turn, and the database before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from spotter.evals.projection import Projection
from spotter.evals.rows import Row, Rows
from spotter.evals.trainees.diary import Diary
from spotter.messages import Reply
from spotter.tools.registry import tools


@dataclass(frozen=True, slots=True)
class CallMade:
    """A call of a tool that ran, with its receipt in words."""

    tool: str
    agent: str | None
    kind: str
    args: dict[str, Any]
    result: dict[str, Any]
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class ModelCallMade:
    """A question to a model. `error` says why there was no answer."""

    role: str
    agent: str | None
    model: str
    input_tokens: int
    output_tokens: int
    cost_usd: float
    attempts: int
    error: str | None


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """One turn. `asked` is what the coach waits for at its end; `prompts` are the ids of the texts that agents were told."""

    said: str
    reply: str
    status: Literal["done", "dead"]
    agents: tuple[str, ...] = ()
    calls: tuple[CallMade, ...] = ()
    path: str = "local"
    safety: str = "none"
    asked: str | None = None
    model_calls: tuple[ModelCallMade, ...] = ()
    prompts: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    channel: str = "app"
    ms: float = 0.0

    @property
    def input_tokens(self) -> int:
        return sum(call.input_tokens for call in self.model_calls)

    @property
    def output_tokens(self) -> int:
        return sum(call.output_tokens for call in self.model_calls)

    @property
    def cost_usd(self) -> float:
        return sum(call.cost_usd for call in self.model_calls)


@dataclass(frozen=True, slots=True)
class Record:
    """A whole run. `others_...` are the databases of the other people by name; `diary` is what a trainee did and said."""

    turns: tuple[TurnRecord, ...]
    before: Projection
    after: Projection
    others_before: dict[str, Projection] = field(default_factory=dict)
    others_after: dict[str, Projection] = field(default_factory=dict)
    diary: Diary | None = None

    @property
    def life(self) -> Diary:
        """The diary of a trainee's record; `ValueError` for a record of anybody else."""
        if self.diary is None:
            raise ValueError("only a trainee keeps a diary")
        return self.diary


def turn_record(rows: Rows, turn_id: str, said: str, reply: Reply, ms: float) -> TurnRecord:
    """What the rows tell of a turn that is over."""
    (turn,) = rows.of("turn", id=turn_id)
    runs = rows.of("agent_run", turn_id=turn_id)
    return TurnRecord(
        said=said,
        reply=reply.reply,
        status=turn["status"],
        agents=tuple(reply.agents),
        calls=tuple(_calls(rows, turn_id, reply)),
        path=turn["path"],
        safety=turn["safety_level"],
        asked=reply.pending.kind if reply.pending else None,
        model_calls=tuple(_model_call(one) for one in rows.of("model_call", turn_id=turn_id)),
        prompts=tuple(dict.fromkeys(run["prompt"] for run in runs)),
        decisions=tuple(str(note) for note in _flat([run["decisions"] for run in runs])),
        channel=turn["channel"],
        ms=round(ms, 1),
    )


def _calls(rows: Rows, turn_id: str, reply: Reply) -> Iterator[CallMade]:
    """The calls that stand in the ledger, whatever the reply says of them; it only knows their order and their receipts.

    A write enters the ledger as it was asked for and a read as its tool took it: both are told as the tool took them.
    """
    told = {action.call_id: (place, action.receipt) for place, action in enumerate(reply.actions)}
    made = rows.of("tool_call", turn_id=turn_id)
    for one in sorted(made, key=lambda one: told.get(one["call_id"], (len(told), ""))[0]):
        args = tools()[one["tool"]].args.model_validate(one["args"]).model_dump(mode="json")
        yield CallMade(one["tool"], one["agent"], one["kind"], args, one["result"], told.get(one["call_id"], (0, ""))[1])


def _model_call(one: Row) -> ModelCallMade:
    tokens = (one["input_tokens"], one["output_tokens"])
    return ModelCallMade(one["role"], one["agent"], one["model"], *tokens, float(one["cost_usd"]), one["attempts"], one["error"])


def _flat(lists: Sequence[Sequence[Any]]) -> list[Any]:
    return [item for inner in lists for item in inner]
