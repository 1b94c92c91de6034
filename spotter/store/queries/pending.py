"""What the coach waits for from a person: at most one open question at a time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ScalarSelect, select, update
from sqlalchemy.orm import aliased

from spotter.store.tables import PendingAction, Turn
from spotter.store.uow import UnitOfWork

LIFETIME = timedelta(minutes=10)


def latest_open(user_id: Any, moment: Any) -> ScalarSelect[str]:
    """The id of the person's question that is still open and had not expired at a moment."""
    mine = select(PendingAction.id).where(
        PendingAction.user_id == user_id, PendingAction.status == "open", PendingAction.expires_at > moment
    )
    return mine.order_by(PendingAction.id.desc()).limit(1).correlate_except(PendingAction).scalar_subquery()


async def set_aside(uow: UnitOfWork, tool: str, turn_id: str) -> PendingAction | None:
    """The question whether `tool` shall run from which the person turned away with the one message before this turn; None after more."""
    this_turn = aliased(Turn)
    here = select(this_turn.seq).where(this_turn.id == turn_id).scalar_subquery()
    said_at = select(this_turn.created_at).where(this_turn.id == turn_id).scalar_subquery()
    wanted = (
        select(PendingAction)
        .join(Turn, Turn.id == PendingAction.turn_id)
        .where(
            PendingAction.user_id == uow.user_id,
            PendingAction.kind == "confirm",
            PendingAction.tool == tool,
            PendingAction.status.in_(("open", "replaced")),
            PendingAction.expires_at > said_at,
            Turn.seq >= here - 2,
            Turn.seq < here,
        )
    )
    return await uow.session.scalar(wanted.order_by(PendingAction.id.desc()).limit(1))


async def was_asked_since(uow: UnitOfWork, tool: str, since: datetime) -> bool:
    """Whether a missing piece of a call of `tool` was asked for since a moment."""
    wanted = select(PendingAction.id).where(
        PendingAction.user_id == uow.user_id,
        PendingAction.kind == "slot",
        PendingAction.tool == tool,
        PendingAction.created_at >= since,
    )
    return await uow.session.scalar(wanted.limit(1)) is not None


async def close_questions(uow: UnitOfWork, status: str) -> None:
    """Close whatever is open as done, declined or replaced."""
    await uow.session.execute(
        update(PendingAction).where(PendingAction.user_id == uow.user_id, PendingAction.status == "open").values(status=status)
    )


def ask(uow: UnitOfWork, question: PendingAction) -> None:
    """Add a question to the transaction of the turn's end."""
    uow.session.add(question)
