"""Runs of agents, so that an answer can be explained: what was decided, which tools and models were used, how long it took."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import AfterValidator, BaseModel, Field

from spotter.api.deps import Given, HouseDep, RowId, UserDep, storable
from spotter.api.routes.recommendations import RecommendationView, view_of
from spotter.store.queries import runs
from spotter.store.rows import row_as_json
from spotter.store.tables import AgentRun, ModelCall, ToolCall

router = APIRouter(prefix="/api/v1/ai/agents", tags=["executions"])
CALL = ("call_id", "tool", "kind", "args", "result", "created_at")
MODEL_CALL = ("role", "model", "status", "error", "attempts", "input_tokens", "output_tokens", "first_token_ms", "ms", "created_at")


class ExecutionView(BaseModel):
    """One run. `ms` is from its start to its end; null while it runs."""

    execution_id: str
    turn_id: str
    agent: str
    task: str
    prompt: str
    model: str | None
    status: str
    steps: int
    input_tokens: int
    output_tokens: int
    cost_usd: float
    started_at: datetime
    finished_at: datetime | None
    ms: int | None


class ExecutionDetail(ExecutionView):
    """A run with its decisions, its calls of tools and models, what it recommended and how its turn was rated."""

    decisions: list[Any]
    tool_calls: list[dict[str, Any]]
    model_calls: list[dict[str, Any]]
    recommendations: list[RecommendationView]
    rating: Literal["up", "down"] | None


class ExecutionPage(BaseModel):
    """Newest first. `next_before` asks for the page that follows; null on the last one."""

    executions: list[ExecutionView]
    next_before: str | None


class Filters(Given):
    agent: Annotated[str, Field(max_length=24), AfterValidator(storable)] | None = None
    status: Literal["running", "done", "failed", "local"] | None = None
    turn_id: RowId | None = None
    before: RowId | None = None
    limit: int = Field(default=20, ge=1, le=100)


@router.get("/executions", summary="My runs of agents", response_model=ExecutionPage)
async def executions(user_id: UserDep, house: HouseDep, sought: Annotated[Filters, Query()]) -> ExecutionPage:
    """My runs, newest first, of an agent, a status or a turn."""
    wanted = runs.Sought(**sought.model_dump())
    async with house.store.read(user_id) as uow:
        found = await runs.executions(uow, wanted)
    more = found[-1].id if len(found) == sought.limit else None
    return ExecutionPage(executions=[ExecutionView(**_facts(run)) for run in found], next_before=more)


@router.get("/executions/{execution_id}", summary="One run of an agent with all that was done in it", response_model=ExecutionDetail)
async def execution(execution_id: RowId, user_id: UserDep, house: HouseDep) -> ExecutionDetail:
    """One of my runs with all that was done in it."""
    async with house.store.read(user_id) as uow:
        found = await runs.execution(uow, execution_id)
    return ExecutionDetail(
        **_facts(found.run),
        decisions=found.run.decisions,
        tool_calls=[_columns(call, CALL) for call in found.calls],
        model_calls=[_columns(call, MODEL_CALL) | {"cost_usd": float(call.cost_usd)} for call in found.model_calls],
        recommendations=[view_of(one) for one in found.recommendations],
        rating=found.feedback.rating if found.feedback else None,
    )


def _facts(run: AgentRun) -> dict[str, Any]:
    names = ("turn_id", "agent", "task", "prompt", "model", "status", "steps", "input_tokens", "output_tokens", "started_at", "finished_at")
    took = None if run.finished_at is None else round((run.finished_at - run.started_at).total_seconds() * 1000)
    return _columns(run, names) | {"execution_id": run.id, "cost_usd": float(run.cost_usd), "ms": took}


def _columns(row: AgentRun | ToolCall | ModelCall, names: tuple[str, ...]) -> dict[str, Any]:
    plain = row_as_json(row)
    return {name: plain[name] for name in names}
