"""Agents at work: what each did in a turn, so that it can be shown and explained afterwards."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, Update, bindparam, func, or_, select, update

from spotter.errors import NotFound
from spotter.ids import new_id
from spotter.store.rows import insert_rows, table_of
from spotter.store.tables import AgentRun, Feedback, ModelCall, Recommendation, ToolCall
from spotter.store.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class RunEnd:
    """How a run ended, in tokens and USD. `calls` are ids of the tool ledger; `decisions` are short notes of what went how, in English.

    What of them "why" tells the person is named in `language/wording/recommendations.py`.
    """

    status: str
    model: str | None = None
    steps: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: Decimal = Decimal(0)
    decisions: list[Any] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)


async def start_run(uow: UnitOfWork, *, turn_id: str, agent: str, task: str, prompt: str, model: str | None = None) -> str:
    """Note that an agent begins; returns the run's id. `prompt` is the prompt's id with version and hash, empty for the local coach."""
    run_id = new_id()
    begun = {"turn_id": turn_id, "agent": agent, "task": task, "prompt": prompt, "model": model}
    kept = {"status": "running", "decisions": [], "calls": [], "started_at": uow.now}
    await insert_rows(uow.session, AgentRun, begun | kept | {"id": run_id, "user_id": uow.user_id})
    return run_id


async def end_run(uow: UnitOfWork, run_id: str, end: RunEnd) -> None:
    """Note how a run ended. One that has ended keeps its first end."""
    done = asdict(end) | {"finished_at": uow.now}
    await uow.session.execute(_ended(tuple(done)), done | {"run_id": run_id, "of_user": uow.user_id})


@cache
def _ended(columns: tuple[str, ...]) -> Update:
    run = table_of(AgentRun)
    still = (run.c.id == bindparam("run_id"), run.c.user_id == bindparam("of_user"), run.c.status == "running")
    return update(run).where(*still).values({name: bindparam(name) for name in columns})


async def fail_runs_left(uow: UnitOfWork, turn_id: str) -> None:
    """End what still runs in a turn: of an attempt that died, or of a turn that was stopped."""
    left = (AgentRun.turn_id == turn_id, AgentRun.user_id == uow.user_id, AgentRun.status == "running")
    await uow.session.execute(update(table_of(AgentRun)).where(*left).values(status="failed", finished_at=uow.now))


def midnight(now: datetime) -> datetime:
    """When the UTC day began, by which runs are counted."""
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


async def runs_since(uow: UnitOfWork, since: datetime) -> int:
    """How many runs of the person began since then, those that no model took part in left out: they cost nothing."""
    return int(await uow.session.scalar(begun_since(), {"user_id": uow.user_id, "since": since}) or 0)


@cache
def begun_since() -> Select[int]:
    """How many runs of `user_id` that cost something began at `since` or later."""
    costs = or_(AgentRun.status != "local", AgentRun.model.is_not(None))
    return select(func.count()).where(AgentRun.user_id == bindparam("user_id"), AgentRun.started_at >= bindparam("since"), costs)


async def runs_of_turn(uow: UnitOfWork, turn_id: str) -> list[AgentRun]:
    """The runs of a turn in the order they began."""
    rows = select(AgentRun).where(AgentRun.user_id == uow.user_id, AgentRun.turn_id == turn_id)
    return list(await uow.session.scalars(rows.order_by(AgentRun.id)))


@dataclass(frozen=True, slots=True)
class Sought:
    """Which runs are wanted, newest first; `before` is the id of the last run of the page before."""

    agent: str | None = None
    status: str | None = None
    turn_id: str | None = None
    before: str | None = None
    limit: int = 20


async def executions(uow: UnitOfWork, sought: Sought) -> list[AgentRun]:
    """The person's runs, newest first."""
    wanted = select(AgentRun).where(AgentRun.user_id == uow.user_id)
    for column, value in ((AgentRun.agent, sought.agent), (AgentRun.status, sought.status), (AgentRun.turn_id, sought.turn_id)):
        if value is not None:
            wanted = wanted.where(column == value)
    if sought.before is not None:
        wanted = wanted.where(AgentRun.id < sought.before)
    return list(await uow.session.scalars(wanted.order_by(AgentRun.id.desc()).limit(sought.limit)))


class Execution(NamedTuple):
    """A run with all that was done in it. Model calls are those of its agent in its turn."""

    run: AgentRun
    calls: list[ToolCall]
    model_calls: list[ModelCall]
    recommendations: list[Recommendation]
    feedback: Feedback | None


async def execution(uow: UnitOfWork, run_id: str) -> Execution:
    """The run, or `NotFound` in the same words whether it is somebody else's or does not exist."""
    run = await uow.session.scalar(select(AgentRun).where(AgentRun.id == run_id, AgentRun.user_id == uow.user_id))
    if run is None:
        raise NotFound("There is no such run.")
    calls = select(ToolCall).where(ToolCall.turn_id == run.turn_id, ToolCall.call_id.in_(run.calls))
    asked = select(ModelCall).where(ModelCall.turn_id == run.turn_id, ModelCall.agent == run.agent)
    suggested = select(Recommendation).where(Recommendation.run_id == run.id)
    return Execution(
        run,
        list(await uow.session.scalars(calls.order_by(ToolCall.created_at, ToolCall.call_id))),
        list(await uow.session.scalars(asked.order_by(ModelCall.id))),
        list(await uow.session.scalars(suggested.order_by(Recommendation.id))),
        await uow.session.get(Feedback, run.turn_id),
    )


async def decisions_since(uow: UnitOfWork, since: datetime) -> set[str]:
    """Every decision of the person's runs that began since then."""
    rows = await uow.session.scalars(select(AgentRun.decisions).where(AgentRun.user_id == uow.user_id, AgentRun.started_at >= since))
    return {str(decision) for decisions in rows for decision in decisions}
