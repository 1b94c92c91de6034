"""The programs that a person keeps under names of their own."""

from __future__ import annotations

from sqlalchemy import func, select

from spotter.ids import new_id
from spotter.store.tables import SavedProgram
from spotter.store.uow import UnitOfWork


async def saved_programs(uow: UnitOfWork) -> list[SavedProgram]:
    """All of them, by title."""
    wanted = select(SavedProgram).where(SavedProgram.user_id == uow.user_id)
    return list(await uow.session.scalars(wanted.order_by(func.lower(SavedProgram.title), SavedProgram.id)))


async def keep_program(uow: UnitOfWork, title: str, version_id: str) -> SavedProgram:
    """Keep a program version under a title."""
    row = SavedProgram(id=new_id(), user_id=uow.user_id, title=title, version_id=version_id, created_at=uow.now, updated_at=uow.now)
    return await uow.add(row)
