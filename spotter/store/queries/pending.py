"""What the coach waits for from a person: at most one open question at a time."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update

from spotter.store.tables import PendingAction
from spotter.store.uow import UnitOfWork

LIFETIME = timedelta(minutes=10)


async def open_question(uow: UnitOfWork) -> PendingAction | None:
    """The question that is still open and not expired."""
    wanted = select(PendingAction).where(
        PendingAction.user_id == uow.user_id, PendingAction.status == "open", PendingAction.expires_at > uow.now
    )
    return await uow.session.scalar(wanted.order_by(PendingAction.id.desc()).limit(1))


async def close_questions(uow: UnitOfWork, status: str) -> None:
    """Close whatever is open as done, declined or replaced."""
    await uow.session.execute(
        update(PendingAction).where(PendingAction.user_id == uow.user_id, PendingAction.status == "open").values(status=status)
    )


def ask(uow: UnitOfWork, question: PendingAction) -> None:
    """Add a question to the transaction of the turn's end."""
    uow.session.add(question)
