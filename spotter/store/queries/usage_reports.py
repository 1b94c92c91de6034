"""What language models cost: by day, agent, role and turn, for the person it was spent on or for whoever runs the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, case, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from spotter.store.tables import AgentRun, Feedback, ModelCall, ToolCall, User
from spotter.store.uow import UnitOfWork

LAST_TURNS = 10


class Spent(NamedTuple):
    """Finished calls of one day, agent, role or turn: how many, their tokens, US dollars."""

    key: str
    calls: int
    input_tokens: int
    output_tokens: int
    cost_usd: Decimal


class TurnSpent(NamedTuple):
    """What one turn cost, and when its first call was made."""

    at: datetime
    spent: Spent


@dataclass(frozen=True, slots=True)
class UsageReport:
    """What was spent since a day. Days are UTC dates, newest first; agents and roles are the dearest first; turns newest first."""

    days: list[Spent]
    agents: list[Spent]
    roles: list[Spent]
    turns: list[TurnSpent]


_SUMS = (func.count(ModelCall.id), func.sum(ModelCall.input_tokens), func.sum(ModelCall.output_tokens), func.sum(ModelCall.cost_usd))


async def usage_since(uow: UnitOfWork, since: date) -> UsageReport:
    """The person's finished calls since a UTC day."""
    mine = (ModelCall.user_id == uow.user_id, ModelCall.status != "reserved", ModelCall.day >= since)
    by_turn = (
        select(func.min(ModelCall.created_at), ModelCall.turn_id, *_SUMS)
        .where(*mine, ModelCall.turn_id.is_not(None))
        .group_by(ModelCall.turn_id)
        .order_by(func.min(ModelCall.created_at).desc(), ModelCall.turn_id.desc())
        .limit(LAST_TURNS)
    )
    turns = [TurnSpent(row[0], _spent(*row[1:])) for row in await uow.session.execute(by_turn)]
    days = await _grouped(uow.session, ModelCall.day, *mine)
    agents = await _grouped(uow.session, ModelCall.agent, *mine)
    roles = await _grouped(uow.session, ModelCall.role, *mine)
    return UsageReport(sorted(days, key=lambda one: one.key, reverse=True), agents, roles, turns)


async def _grouped(session: AsyncSession, column: Any, *where: ColumnElement[bool]) -> list[Spent]:
    rows = await session.execute(select(column, *_SUMS).where(*where).group_by(column))
    return sorted((_spent(*row) for row in rows), key=lambda one: (-one.cost_usd, one.key))


def _spent(key: Any, calls: int, input_tokens: int, output_tokens: int, cost_usd: Any) -> Spent:
    return Spent("" if key is None else str(key), calls, int(input_tokens), int(output_tokens), Decimal(str(cost_usd)))


class PersonSpent(NamedTuple):
    """What was spent on one person; `kind` is owner, guest or account."""

    user_id: str
    kind: str
    spent: Spent


async def usage_of_house(session: AsyncSession, since: date) -> tuple[list[Spent], list[PersonSpent]]:
    """Every model and every person since a UTC day, the dearest first: for the one who runs the house."""
    done = (ModelCall.status != "reserved", ModelCall.day >= since)
    wanted = select(User.id, User.kind, *_SUMS).join(ModelCall, ModelCall.user_id == User.id).where(*done).group_by(User.id, User.kind)
    people = [PersonSpent(row[0], row[1], _spent(row[0], *row[2:])) for row in await session.execute(wanted)]
    return await _grouped(session, ModelCall.model, *done), sorted(people, key=lambda one: (-one.spent.cost_usd, one.user_id))


class Rated(NamedTuple):
    """How often answers of an agent, under one version of its prompt, were rated. `prompt` is empty for the local coach."""

    agent: str
    prompt: str
    up: int
    down: int


async def feedback_stats(session: AsyncSession) -> list[Rated]:
    """Ratings of everybody's answers by agent and prompt version. A turn counts once for each of its agents."""
    run = select(AgentRun.turn_id, AgentRun.agent, AgentRun.prompt).distinct()
    called = (
        select(ToolCall.turn_id, ToolCall.agent, literal("").label("prompt"))
        .where(ToolCall.agent.is_not(None), ~select(AgentRun.id).where(AgentRun.turn_id == ToolCall.turn_id).exists())
        .distinct()
    )
    worked = run.union_all(called).subquery("worked")
    ups = func.sum(case((Feedback.rating == "up", 1), else_=0))
    wanted = (
        select(worked.c.agent, worked.c.prompt, ups, func.count())
        .join(Feedback, Feedback.turn_id == worked.c.turn_id)
        .group_by(worked.c.agent, worked.c.prompt)
        .order_by(worked.c.agent, worked.c.prompt)
    )
    return [Rated(agent, prompt, int(up), int(total) - int(up)) for agent, prompt, up, total in await session.execute(wanted)]
