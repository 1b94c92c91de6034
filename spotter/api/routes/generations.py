"""Plans made in the background: begun, watched, paused, gone on with, cancelled, and taken."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from spotter.api.calling import IdempotencyKey, write
from spotter.api.deps import House, HouseDep, RowId, UserDep
from spotter.api.routes.chat import LastEventId
from spotter.api.routes.doors import EXAMPLES
from spotter.api.sse import stream
from spotter.errors import AtRest
from spotter.ids import new_id
from spotter.messages import InboundMessage, PlanRequested
from spotter.store.queries import generations
from spotter.store.queries.turns import Ticket
from spotter.store.tables import Generation, GenerationStep
from spotter.store.uow import UnitOfWork
from spotter.tools.generated_plans import PlanOffered
from spotter.tools.plan_wishes import ProposePlanArgs
from spotter.tools.plans import PlanStarted, ReasonFact

router = APIRouter(prefix="/api/v1/ai/generations", tags=["planner"])
LISTED = 20


class StepView(BaseModel):
    """One step with its reasons. `found` are its figures by name; `model` proposed it where `made_by` says so."""

    position: int
    name: Literal["history", "injury", "structure", "selection", "progression", "validation", "explanation"]
    made_by: Literal["rules", "model"]
    model: str | None
    found: dict[str, Any]
    reasons: list[ReasonFact]
    at: datetime


class GenerationView(BaseModel):
    """A plan in the making. `detail` says in words what came of it; `plan` waits to be accepted where `status` is `done`."""

    id: str
    turn_id: str = Field(description="Its events: GET /api/v1/ai/turns/{turn_id}/events")
    status: Literal["running", "paused", "done", "refused", "cancelled"]
    wishes: dict[str, Any]
    detail: str | None
    steps: list[StepView]
    plan: PlanOffered | None
    created_at: datetime
    updated_at: datetime


class GenerationList(BaseModel):
    generations: list[GenerationView]


@router.post("", summary="Make a plan in the background", response_model=GenerationView, status_code=202)
async def begin(
    wishes: Annotated[ProposePlanArgs, Body(examples=[EXAMPLES["propose_plan"]])],
    user_id: UserDep,
    house: HouseDep,
    idempotency_key: IdempotencyKey = None,
) -> GenerationView:
    """Begin a plan in seven steps. Where a model is set it proposes exercises; rules fill the week and the validator decides either way."""
    told = wishes.model_dump(mode="json", exclude_unset=True)

    async def beside(uow: UnitOfWork, ticket: Ticket) -> None:
        await generations.begin(uow, ticket.turn_id, told)

    turn_id = await _submit(house, user_id, PlanRequested(wishes=told), idempotency_key or new_id(), beside)
    return await _view(house, user_id, turn_id)


@router.get("", summary="My plans in the making, newest first", response_model=GenerationList)
async def listed(user_id: UserDep, house: HouseDep, limit: Annotated[int, Query(ge=1, le=100)] = LISTED) -> GenerationList:
    """My plans in the making and those that were made, with their steps."""
    async with house.store.read(user_id) as uow:
        rows = await generations.latest_generations(uow, limit)
        return GenerationList(generations=[_told(row, await generations.steps_of(uow, row.id)) for row in rows])


@router.get("/{generation_id}", summary="How far a plan is, step by step", response_model=GenerationView)
async def one(generation_id: RowId, user_id: UserDep, house: HouseDep) -> GenerationView:
    """One of my plans in the making: its steps with their reasons, and the plan once it is done."""
    return await _view(house, user_id, generation_id)


@router.get("/{generation_id}/events", summary="The progress of a plan, as a stream")
async def events(generation_id: RowId, user_id: UserDep, house: HouseDep, last_event_id: LastEventId = None) -> Response:
    """The events of the turn that works on it now or did last: `generation.step` for each step, `turn.finished` at the end."""
    view = await _view(house, user_id, generation_id)
    return stream(house.runner.follow(view.turn_id, user_id), last_event_id)


@router.post("/{generation_id}/pause", summary="Pause a plan in the making", response_model=GenerationView)
async def pause(generation_id: RowId, user_id: UserDep, house: HouseDep) -> GenerationView:
    """Stop after the last whole step. It goes on from there when asked to."""
    return await _set_aside(house, user_id, generation_id, "paused")


@router.post("/{generation_id}/cancel", summary="Cancel a plan in the making", response_model=GenerationView)
async def cancel(generation_id: RowId, user_id: UserDep, house: HouseDep) -> GenerationView:
    """Stop for good. The steps so far can still be read."""
    return await _set_aside(house, user_id, generation_id, "cancelled")


@router.post("/{generation_id}/resume", summary="Go on with a paused plan", response_model=GenerationView, status_code=202)
async def resume(generation_id: RowId, user_id: UserDep, house: HouseDep) -> GenerationView:
    """Go on from the last whole step, in a turn of its own."""
    await _view(house, user_id, generation_id)

    async def beside(uow: UnitOfWork, ticket: Ticket) -> None:
        if not await generations.go_on(uow, generation_id, ticket.turn_id):
            raise AtRest("Only a paused plan can be gone on with.")

    await _submit(house, user_id, PlanRequested(generation=generation_id), new_id(), beside)
    return await _view(house, user_id, generation_id)


class Accepted(BaseModel):
    """The plan that is active now, the same in the person's words, and the turn that can be undone."""

    result: PlanStarted
    receipt: str
    turn_id: str


@router.post("/{generation_id}/accept", summary="Take a plan that was made", response_model=Accepted)
async def accept(
    generation_id: RowId,
    user_id: UserDep,
    house: HouseDep,
    idempotency_key: IdempotencyKey = None,
    confirmed: Annotated[bool, Query(description="Whether it may replace the plan that runs.")] = False,
) -> dict[str, Any]:
    """Make it the active plan; 409 with the difference where another one runs. Undo brings that one back."""
    await _view(house, user_id, generation_id)
    args = {"generation": generation_id}
    ran = await write(house, user_id, "accept_generation", args, key=idempotency_key, confirmed=confirmed)
    return {"result": ran.result, "receipt": ran.receipt, "turn_id": ran.turn_id}


async def _submit(house: House, user_id: str, wanted: PlanRequested, key: str, beside: Any) -> str:
    dedupe_key = f"{user_id}:generation:{key}"
    inbound = InboundMessage(user_id=user_id, channel="app", dedupe_key=dedupe_key, text=wanted.model_dump_json(), kind="job")
    return (await house.runner.submit(inbound, beside)).turn_id


async def _set_aside(house: House, user_id: str, generation_id: str, status: Literal["paused", "cancelled"]) -> GenerationView:
    view = await _view(house, user_id, generation_id)
    async with house.store.write(user_id) as uow:
        if not await generations.set_aside(uow, generation_id, status):
            raise AtRest(f"It is {view.status} already.")
    await house.runner.stop(view.turn_id, user_id)
    return await _view(house, user_id, generation_id)


async def _view(house: House, user_id: str, generation_id: str) -> GenerationView:
    async with house.store.read(user_id) as uow:
        row = await generations.generation_of(uow, generation_id)
        return _told(row, await generations.steps_of(uow, generation_id))


def _told(row: Generation, steps: list[GenerationStep]) -> GenerationView:
    outcome = row.outcome or {}
    same = {name: getattr(row, name) for name in ("id", "turn_id", "status", "wishes", "created_at", "updated_at")}
    return GenerationView(
        **same,
        detail=outcome.get("detail"),
        plan=PlanOffered.model_validate(outcome["plan"]) if "plan" in outcome else None,
        steps=[
            StepView(
                **{name: getattr(one, name) for name in ("position", "name", "made_by", "model", "found", "reasons")}, at=one.created_at
            )
            for one in steps
        ],
    )
