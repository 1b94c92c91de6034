"""Conversations of a person and the lines in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from spotter.errors import NotFound
from spotter.ids import new_id
from spotter.store.queries.turns import turn_of
from spotter.store.tables import Change, Conversation, Feedback, Message, ToolCall, Turn
from spotter.store.uow import UnitOfWork


async def open_conversations(uow: UnitOfWork) -> list[Conversation]:
    """The conversations of the person that have not ended."""
    mine = select(Conversation).where(Conversation.user_id == uow.user_id, Conversation.ended_at.is_(None))
    return list(await uow.session.scalars(mine.order_by(Conversation.id)))


async def start_conversation(uow: UnitOfWork, kind: str = "coaching") -> Conversation:
    """End the open conversation, if there is one, and start another; its `kind` is coaching, planning or recommendation."""
    for old in await open_conversations(uow):
        old.ended_at = uow.now
    conversation = Conversation(id=new_id(), user_id=uow.user_id, started_at=uow.now, kind=kind)
    uow.session.add(conversation)
    await uow.session.flush()
    return conversation


async def conversation_of(uow: UnitOfWork, conversation_id: str) -> Conversation:
    """The conversation, or `NotFound` in the same words whether it is somebody else's or does not exist."""
    wanted = select(Conversation).where(Conversation.id == conversation_id, Conversation.user_id == uow.user_id)
    found = await uow.session.scalar(wanted)
    if found is None:
        raise NotFound("There is no such conversation.")
    return found


async def standing_calls(uow: UnitOfWork, conversation_id: str) -> list[ToolCall]:
    """The tool calls of a conversation in order: reads, and writes of which at least one change was not taken back."""
    standing = select(Change.id).where(Change.turn_id == ToolCall.turn_id, Change.call_id == ToolCall.call_id, Change.undone_at.is_(None))
    wanted = (
        select(ToolCall)
        .join(Turn, Turn.id == ToolCall.turn_id)
        .where(
            ToolCall.user_id == uow.user_id,
            Turn.conversation_id == conversation_id,
            or_(ToolCall.kind == "read", standing.exists()),
        )
        .order_by(Turn.seq, ToolCall.created_at, ToolCall.call_id)
    )
    return list(await uow.session.scalars(wanted))


async def conversations(uow: UnitOfWork, limit: int) -> list[tuple[Conversation, int]]:
    """The newest conversations with how many lines each has."""
    wanted = (
        select(Conversation, func.count(Message.id))
        .outerjoin(Message, Message.conversation_id == Conversation.id)
        .where(Conversation.user_id == uow.user_id)
        .group_by(Conversation.id)
        .order_by(Conversation.id.desc())
        .limit(limit)
    )
    return [(conversation, count) for conversation, count in await uow.session.execute(wanted)]


async def messages_of(uow: UnitOfWork, conversation_id: str, limit: int) -> list[Message]:
    """The last lines of a conversation, oldest first."""
    wanted = select(Message).where(Message.user_id == uow.user_id, Message.conversation_id == conversation_id)
    newest = list(await uow.session.scalars(wanted.order_by(Message.position.desc()).limit(limit)))
    return newest[::-1]


async def lines_before(uow: UnitOfWork, conversation_id: str, turn_id: str, at: datetime, limit: int) -> list[tuple[str, datetime]]:
    """What the person wrote in the conversation before a turn that was accepted at `at`, and when, the newest first."""
    said = select(Message.text, Message.created_at).where(
        Message.user_id == uow.user_id, Message.conversation_id == conversation_id, Message.role == "person"
    )
    earlier = said.where(Message.turn_id != turn_id, Message.created_at <= at)
    newest = await uow.session.execute(earlier.order_by(Message.position.desc()).limit(limit))
    return [(text, created_at) for text, created_at in newest]


async def replies_of(uow: UnitOfWork, turn_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The replies of the person's turns as they were sent, by turn."""
    wanted = select(Turn.id, Turn.reply).where(Turn.user_id == uow.user_id, Turn.id.in_(turn_ids), Turn.reply.is_not(None))
    return {turn_id: reply for turn_id, reply in await uow.session.execute(wanted) if reply is not None}


async def rate_turn(uow: UnitOfWork, turn_id: str, rating: str, text: str | None) -> None:
    """Keep what the person thought of an answer; a second rating replaces the first."""
    await turn_of(uow.session, uow.user_id, turn_id)
    await uow.session.merge(Feedback(turn_id=turn_id, user_id=uow.user_id, rating=rating, text=text, created_at=uow.now))
