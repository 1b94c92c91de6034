"""What language models cost me, and what is left today."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from spotter.api.deps import HouseDep, UserDep
from spotter.store.queries.runs import midnight, runs_since
from spotter.store.queries.usage import spent_today
from spotter.store.queries.usage_reports import Spent, TurnSpent, usage_since

router = APIRouter(prefix="/api/v1/users", tags=["people"])


class SpentView(BaseModel):
    """Calls of a day, agent, role or turn, as `name` says; US dollars."""

    name: str
    model_calls: int
    input_tokens: int
    output_tokens: int
    cost_usd: float


class TurnSpentView(SpentView):
    at: datetime


class Today(BaseModel):
    """The UTC day: what was spent or is reserved, what may be spent, and how many runs of agents that leaves."""

    cost_usd: float
    limit_usd: float
    left_usd: float
    runs: int
    runs_limit: int
    runs_left: int


class UsageView(BaseModel):
    today: Today
    days: list[SpentView]
    agents: list[SpentView]
    roles: list[SpentView]
    turns: list[TurnSpentView]


@router.get("/me/usage", summary="What language models cost me", response_model=UsageView)
async def usage(user_id: UserDep, house: HouseDep, days: Annotated[int, Query(ge=1, le=366)] = 7) -> UsageView:
    """What was asked of language models for me in the last days, and what is left of today."""
    limits = house.settings.llm
    today_since = midnight(house.clock.now())
    since = today_since.date() - timedelta(days=days - 1)
    async with house.store.read(user_id) as uow:
        spent, runs = await spent_today(uow), await runs_since(uow, today_since)
        report = await usage_since(uow, since)
    today = Today(
        cost_usd=float(spent),
        limit_usd=float(limits.daily_usd_per_person),
        left_usd=float(max(limits.daily_usd_per_person - spent, Decimal(0))),
        runs=runs,
        runs_limit=limits.daily_runs_per_person,
        runs_left=max(limits.daily_runs_per_person - runs, 0),
    )
    return UsageView(
        today=today,
        days=[_view(one) for one in report.days],
        agents=[_view(one) for one in report.agents],
        roles=[_view(one) for one in report.roles],
        turns=[_turn(one) for one in report.turns],
    )


def _view(one: Spent) -> SpentView:
    return SpentView(
        name=one.key, model_calls=one.calls, input_tokens=one.input_tokens, output_tokens=one.output_tokens, cost_usd=float(one.cost_usd)
    )


def _turn(one: TurnSpent) -> TurnSpentView:
    return TurnSpentView(**_view(one.spent).model_dump(), at=one.at)
