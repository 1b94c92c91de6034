"""Sessions, conversations and feedback."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal, cast

from fastapi import APIRouter, Query
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from spotter.api.deps import Given, HouseDep, RowId, UserDep, storable
from spotter.messages import Block, Pending
from spotter.store.queries import conversations as store
from spotter.store.tables import Conversation, Message
from spotter.tools.sessions import SessionKind, end_session, start_session
from spotter.tools.tastes import rate

router = APIRouter(prefix="/api/v1", tags=["conversations"])
Limit = Annotated[int, Query(ge=1, le=200)]


class ConversationView(BaseModel):
    conversation_id: str
    started_at: datetime
    ended_at: datetime | None
    kind: SessionKind
    messages: int | None = None
    summary: str | None = None


class Line(BaseModel):
    """One line of the talk. What the coach showed and asked with it comes from the reply of its turn."""

    role: Literal["person", "coach"]
    text: str
    turn_id: str | None
    created_at: datetime
    path: Literal["local", "model", "rules", "safety"] | None = None
    cards: list[Block] = Field(default_factory=list)
    pending: Pending | None = None


class Transcript(ConversationView):
    lines: list[Line]


class Rating(Given):
    """Whether an answer helped."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"turn_id": "01994f0e-5b1c-7a55-9d3e-3f6f3a9d2b10", "rating": "up", "text": "Clear and short."}]}
    )

    turn_id: RowId
    rating: Literal["up", "down"]
    text: Annotated[str, Field(max_length=2000), AfterValidator(storable)] | None = None


class NewSession(Given):
    """What the session is for."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"kind": "planning"}]})

    kind: SessionKind = "coaching"


@router.post("/ai/session/start", summary="Start a new conversation", response_model=ConversationView, status_code=201)
async def start(user_id: UserDep, house: HouseDep, body: NewSession | None = None) -> ConversationView:
    """Start a new conversation; the open one ends."""
    async with house.store.write(user_id) as uow:
        return _view(await start_session(uow, (body or NewSession()).kind))


@router.post("/ai/session/{conversation_id}/end", summary="End a conversation and sum it up", response_model=ConversationView)
async def end(conversation_id: RowId, user_id: UserDep, house: HouseDep) -> ConversationView:
    """End a conversation; the answer tells in short what was done in it."""
    async with house.store.write(user_id) as uow:
        return _view(await end_session(uow, conversation_id))


@router.get("/ai/conversations/{conversation_id}", summary="The lines of a conversation", response_model=Transcript)
async def transcript(conversation_id: RowId, user_id: UserDep, house: HouseDep, limit: Limit = 100) -> Transcript:
    """The last lines of a conversation, oldest first."""
    async with house.store.read(user_id) as uow:
        conversation = await store.conversation_of(uow, conversation_id)
        lines = await store.messages_of(uow, conversation_id, limit)
        replies = await store.replies_of(uow, [line.turn_id for line in lines if line.turn_id and line.role == "coach"])
        shown = [_line(line, replies, uow.now) for line in lines]
    return Transcript(**_view(conversation, len(lines)).model_dump(), lines=shown)


@router.get("/users/me/conversations", summary="My conversations", response_model=list[ConversationView])
async def mine(user_id: UserDep, house: HouseDep, limit: Limit = 20) -> list[ConversationView]:
    """My conversations, newest first."""
    async with house.store.read(user_id) as uow:
        return [_view(conversation, count) for conversation, count in await store.conversations(uow, limit)]


@router.post("/ai/feedback", summary="Rate an answer", status_code=204)
async def feedback(body: Rating, user_id: UserDep, house: HouseDep) -> None:
    """Rate an answer; a second rating replaces the first."""
    async with house.store.write(user_id) as uow:
        await rate(uow, body.turn_id, body.rating, body.text)


def _view(conversation: Conversation, messages: int | None = None) -> ConversationView:
    return ConversationView(
        conversation_id=conversation.id,
        started_at=conversation.started_at,
        ended_at=conversation.ended_at,
        kind=cast(SessionKind, conversation.kind),
        messages=messages,
        summary=conversation.summary,
    )


def _line(message: Message, replies: Mapping[str, dict[str, Any]], now: datetime) -> Line:
    if message.role != "coach":
        return Line(role="person", text=message.text, turn_id=message.turn_id, created_at=message.created_at)
    reply = replies.get(message.turn_id or "", {})
    line = Line(
        role="coach",
        text=message.text,
        turn_id=message.turn_id,
        created_at=message.created_at,
        **{name: reply[name] for name in ("path", "cards", "pending") if name in reply},
    )
    is_over = line.pending is not None and line.pending.expires_at <= now
    return line.model_copy(update={"pending": None}) if is_over else line
