"""Talking to the coach: a message in, a turn out, as JSON or as a stream."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from pydantic import ConfigDict, Field
from starlette.responses import JSONResponse, Response

from spotter.api.deps import BearerDep, Given, House, HouseDep, RowId, UserDep
from spotter.api.sse import stream
from spotter.ids import new_id
from spotter.messages import InboundMessage, Reply
from spotter.store.queries.turns import turn_of

router = APIRouter(prefix="/api/v1/ai", tags=["chat"])
LastEventId = Annotated[str | None, Header(alias="Last-Event-ID")]


class ChatRequest(Given):
    """One message to the coach, in plain words."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"message": "bench 3x5 80kg and what should I eat after?", "conversation_id": None}]}
    )

    message: str = Field(max_length=100_000)
    conversation_id: RowId | None = None


@router.post(
    "/chat",
    summary="Say something to the coach",
    response_model=Reply,
    responses={202: {"description": "Still working: ask for the turn later."}},
)
async def chat(
    body: ChatRequest,
    request: Request,
    user_id: BearerDep,
    house: HouseDep,
    idempotency_key: Annotated[str | None, Header(max_length=120)] = None,
    last_event_id: LastEventId = None,
) -> Response:
    """Send a message. `Accept: text/event-stream` streams the turn, otherwise its result comes as JSON."""
    inbound = InboundMessage(
        user_id=user_id,
        channel="app",
        dedupe_key=f"{user_id}:{idempotency_key or new_id()}",
        text=body.message,
        conversation_id=body.conversation_id,
    )
    ticket = await house.runner.submit(inbound)
    if "text/event-stream" in request.headers.get("accept", ""):
        return stream(house.runner.follow(ticket.turn_id, user_id), last_event_id)
    try:
        async with asyncio.timeout(house.settings.turn_wait_s):
            return JSONResponse(await _result(house, ticket.turn_id, user_id))
    except TimeoutError:
        return JSONResponse({"turn_id": ticket.turn_id, "status": "running"}, status_code=202)


async def _result(house: House, turn_id: str, user_id: str) -> dict[str, Any]:
    async for event in house.runner.follow(turn_id, user_id):
        if event.kind == "turn.finished":
            return event.data
    return await _stored(house, turn_id, user_id)


async def _stored(house: House, turn_id: str, user_id: str) -> dict[str, Any]:
    async with house.store.read(user_id) as uow:
        turn = await turn_of(uow.session, user_id, turn_id)
    return turn.reply or {"turn_id": turn_id, "status": turn.status}


@router.get("/turns/{turn_id}", summary="The result of a turn", response_model=Reply)
async def turn(turn_id: RowId, user_id: UserDep, house: HouseDep) -> Response:
    """The result of a turn; 202 while it runs."""
    stored = await _stored(house, turn_id, user_id)
    return JSONResponse(stored, status_code=200 if "reply" in stored else 202)


@router.get("/turns/{turn_id}/events", summary="The events of a turn again, as a stream")
async def turn_events(turn_id: RowId, user_id: UserDep, house: HouseDep, last_event_id: LastEventId = None) -> Response:
    """The stream of a turn again, from the start or after `Last-Event-ID`."""
    await _stored(house, turn_id, user_id)
    return stream(house.runner.follow(turn_id, user_id), last_event_id)


@router.post("/turns/{turn_id}/stop", summary="Stop a turn", status_code=202)
async def stop_turn(turn_id: RowId, user_id: UserDep, house: HouseDep) -> dict[str, bool]:
    """Stop a turn that waits or runs. What it already logged stays and can be undone."""
    return {"stopped": await house.runner.stop(turn_id, user_id)}
