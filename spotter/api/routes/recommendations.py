"""What the coach suggested to me and what became of it; how answers are rated."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from spotter.api.deps import Given, HouseDep, OperatorDep, RowId, UserDep
from spotter.store.queries import recommendations as store
from spotter.store.queries.usage_reports import feedback_stats
from spotter.store.tables import Recommendation

router = APIRouter(prefix="/api/v1/ai", tags=["recommendations"])
Kind = Literal["exercise", "workout", "program", "meal", "recovery", "load", "habit", "other"]
Outcome = Literal["open", "taken", "declined", "liked", "disliked", "expired"]


class RecommendationView(BaseModel):
    """A suggestion with its reasons. `confidence` is how much of what it would rest on was known, 0 to 1."""

    recommendation_id: str
    turn_id: str
    execution_id: str | None
    agent: str | None
    kind: str
    subject: str
    content: str
    reasons: list[Any]
    confidence: float
    outcome: str
    outcome_at: datetime | None
    created_at: datetime


class RecommendationPage(BaseModel):
    """Newest first. `next_before` asks for the page that follows; null on the last one."""

    recommendations: list[RecommendationView]
    next_before: str | None


class Filters(Given):
    kind: Kind | None = None
    outcome: Outcome | None = None
    turn_id: RowId | None = None
    before: RowId | None = None
    limit: int = Field(default=20, ge=1, le=100)


class Verdict(Given):
    """What became of a recommendation."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"outcome": "liked"}]})

    outcome: Literal["taken", "declined", "liked", "disliked"]


@router.get("/recommendations", summary="What was suggested to me", response_model=RecommendationPage)
async def mine(user_id: UserDep, house: HouseDep, sought: Annotated[Filters, Query()]) -> RecommendationPage:
    """What was suggested to me, newest first, of a kind, an outcome or a turn."""
    async with house.store.read(user_id) as uow:
        found = await store.recommendations(uow, store.SoughtAdvice(**sought.model_dump()))
    more = found[-1].id if len(found) == sought.limit else None
    return RecommendationPage(recommendations=[view_of(one) for one in found], next_before=more)


@router.post("/recommendations/{recommendation_id}", summary="Say what became of a suggestion", response_model=RecommendationView)
async def judge(recommendation_id: RowId, body: Verdict, user_id: UserDep, house: HouseDep) -> RecommendationView:
    """Say what became of a suggestion: what is disliked is not suggested again, what is liked comes first."""
    async with house.store.write(user_id) as uow:
        return view_of(await store.answer_recommendation(uow, recommendation_id, body.outcome))


def view_of(one: Recommendation) -> RecommendationView:
    """A recommendation as it is shown."""
    return RecommendationView(
        recommendation_id=one.id,
        turn_id=one.turn_id,
        execution_id=one.run_id,
        agent=one.agent,
        kind=one.kind,
        subject=one.subject,
        content=one.content,
        reasons=one.reasons,
        confidence=float(one.confidence),
        outcome=one.outcome,
        outcome_at=one.outcome_at,
        created_at=one.created_at,
    )


class RatedView(BaseModel):
    """Ratings of an agent under one version of its prompt; `prompt` is empty for the local coach."""

    agent: str
    prompt: str
    up: int
    down: int


@router.get("/feedback/stats", summary="How answers were rated, for the owner", response_model=list[RatedView])
async def stats(_owner: OperatorDep, house: HouseDep) -> list[RatedView]:
    """How answers were rated, by agent and prompt version, for whoever runs the house: counts only, nothing that anybody wrote."""
    async with house.store.database.read() as session:
        return [RatedView(**one._asdict()) for one in await feedback_stats(session)]
