"""Sessions, conversations and feedback."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from spotter.api.deps import HouseDep, RowId, UserDep
from spotter.store.queries import conversations as store
from spotter.store.tables import Conversation, Message

router = APIRouter(prefix="/api/v1", tags=["conversations"])
Limit = Annotated[int, Query(ge=1, le=200)]


class ConversationView(BaseModel):
    conversation_id: str
    started_at: datetime
    ended_at: datetime | None
    messages: int | None = None


class Line(BaseModel):
    role: Literal["person", "coach"]
    text: str
    turn_id: str | None
    created_at: datetime


class Transcript(ConversationView):
    lines: list[Line]


class Rating(BaseModel):
    """Whether an answer helped."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"turn_id": "01994f0e-5b1c-7a55-9d3e-3f6f3a9d2b10", "rating": "up", "text": "Clear and short."}]}
    )

    turn_id: RowId
    rating: Literal["up", "down"]
    text: Annotated[str, Field(max_length=2000), AfterValidator(lambda text: text.replace("\0", ""))] | None = None


@router.post("/ai/session/start", response_model=ConversationView, status_code=201)
async def start(user_id: UserDep, house: HouseDep) -> ConversationView:
    """Start a new conversation; the open one ends."""
    async with house.store.write(user_id) as uow:
        return _view(await store.start_conversation(uow))


@router.post("/ai/session/{conversation_id}/end", response_model=ConversationView)
async def end(conversation_id: RowId, user_id: UserDep, house: HouseDep) -> ConversationView:
    """End a conversation."""
    async with house.store.write(user_id) as uow:
        return _view(await store.end_conversation(uow, conversation_id))


@router.get("/ai/conversations/{conversation_id}", response_model=Transcript)
async def transcript(conversation_id: RowId, user_id: UserDep, house: HouseDep, limit: Limit = 100) -> Transcript:
    """The last lines of a conversation, oldest first."""
    async with house.store.read(user_id) as uow:
        conversation = await store.conversation_of(uow, conversation_id)
        lines = await store.messages_of(uow, conversation_id, limit)
    return Transcript(**_view(conversation, len(lines)).model_dump(), lines=[_line(line) for line in lines])


@router.get("/users/me/conversations", response_model=list[ConversationView])
async def mine(user_id: UserDep, house: HouseDep, limit: Limit = 20) -> list[ConversationView]:
    """My conversations, newest first."""
    async with house.store.read(user_id) as uow:
        return [_view(conversation, count) for conversation, count in await store.conversations(uow, limit)]


@router.post("/ai/feedback", status_code=204)
async def feedback(body: Rating, user_id: UserDep, house: HouseDep) -> None:
    """Rate an answer; a second rating replaces the first."""
    async with house.store.write(user_id) as uow:
        await store.rate_turn(uow, body.turn_id, body.rating, body.text)


def _view(conversation: Conversation, messages: int | None = None) -> ConversationView:
    return ConversationView(
        conversation_id=conversation.id, started_at=conversation.started_at, ended_at=conversation.ended_at, messages=messages
    )


def _line(message: Message) -> Line:
    role: Literal["person", "coach"] = "coach" if message.role == "coach" else "person"
    return Line(role=role, text=message.text, turn_id=message.turn_id, created_at=message.created_at)
