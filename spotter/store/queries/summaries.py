"""What was said in complete turns, and the older part of it in short."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, select, union
from sqlalchemy.ext.asyncio import AsyncSession

from spotter.ids import new_id
from spotter.store.rows import insert_rows
from spotter.store.tables import Fact, Message, Summary, ToolCall, Turn, User
from spotter.store.uow import UnitOfWork

OVER = ("done", "dead")


class Span(NamedTuple):
    """A stretch of a conversation by the positions of its first and last line."""

    first: int
    last: int


async def lines_before_now(uow: UnitOfWork, conversation_id: str, limit: int) -> list[Message]:
    """The last lines of a conversation's complete turns, oldest first; of a turn that still runs there is nothing."""
    where = {"user_id": uow.user_id, "conversation_id": conversation_id, "most_lines": limit}
    return list(await uow.session.scalars(last_lines(), where))[::-1]


@cache
def last_lines() -> Select[Message]:
    """The last `most_lines` lines of complete turns of `conversation_id`, newest first."""
    newest = _complete(bindparam("user_id"), bindparam("conversation_id")).order_by(Message.position.desc(), Message.id.desc())
    return newest.limit(bindparam("most_lines"))


async def lines_after(uow: UnitOfWork, conversation_id: str, position: int, before: int) -> list[Message]:
    """The lines of complete turns between two positions, both left out, oldest first."""
    wanted = _complete(uow.user_id, conversation_id).where(Message.position > position, Message.position < before)
    return list(await uow.session.scalars(wanted.order_by(Message.position, Message.id)))


def _complete(user_id: Any, conversation_id: Any) -> Select[Message]:
    over = select(Turn.id).where(Turn.user_id == user_id, Turn.status.in_(OVER))
    own = select(Message).where(Message.user_id == user_id, Message.conversation_id == conversation_id)
    return own.where(Message.turn_id.in_(over))


async def turns_that_wrote(uow: UnitOfWork, turn_ids: Collection[str]) -> frozenset[str]:
    """Those of the turns in which something was written down."""
    wanted = select(ToolCall.turn_id).where(ToolCall.user_id == uow.user_id, ToolCall.turn_id.in_(turn_ids), ToolCall.kind == "write")
    return frozenset(await uow.session.scalars(wanted))


async def summaries_by_id(uow: UnitOfWork, ids: Collection[str]) -> list[Summary]:
    """These summaries of the person, oldest first."""
    wanted = select(Summary).where(Summary.user_id == uow.user_id, Summary.id.in_(ids))
    return list(await uow.session.scalars(wanted.order_by(Summary.id)))


async def newest_summaries(uow: UnitOfWork, limit: int) -> list[Summary]:
    """The person's newest summaries of all conversations, oldest first."""
    return list(await uow.session.scalars(last_summaries(), {"user_id": uow.user_id, "most_summaries": limit}))[::-1]


@cache
def last_summaries() -> Select[Summary]:
    """The newest `most_summaries` summaries of `user_id`, newest first."""
    return select(Summary).where(Summary.user_id == bindparam("user_id")).order_by(Summary.id.desc()).limit(bindparam("most_summaries"))


async def last_summarised(uow: UnitOfWork, conversation_id: str) -> int:
    """The last position of a conversation that a summary covers, -1 where there is none."""
    own = select(Summary.last_position).where(Summary.user_id == uow.user_id, Summary.conversation_id == conversation_id)
    found = await uow.session.scalar(own.order_by(Summary.last_position.desc()).limit(1))
    return -1 if found is None else found


async def add_summary(uow: UnitOfWork, conversation_id: str, span: Span, text: str, *, version: int, model: str | None) -> str | None:
    """Keep the summary of a span and return its id; None where another process was first."""
    same = (Summary.conversation_id == conversation_id, Summary.first_position == span.first, Summary.version == version)
    await uow.session.execute(select(User.id).where(User.id == uow.user_id).with_for_update())  # one at a time of a person
    if await uow.session.scalar(select(Summary.id).where(Summary.user_id == uow.user_id, *same)) is not None:
        return None
    summary_id = new_id()
    row = {"id": summary_id, "user_id": uow.user_id, "conversation_id": conversation_id, "text": text, "model": model}
    place = {"first_position": span.first, "last_position": span.last, "version": version, "created_at": uow.now}
    await insert_rows(uow.session, Summary, row | place)
    return summary_id


async def people_with_memory(session: AsyncSession) -> Sequence[str]:
    """Everybody of whom there is a fact or a summary."""
    return list(await session.scalars(union(select(Fact.user_id), select(Summary.user_id))))


async def people_among(session: AsyncSession, user_ids: Collection[str]) -> frozenset[str]:
    """Those of the ids that are somebody's."""
    return frozenset(await session.scalars(select(User.id).where(User.id.in_(user_ids))))
