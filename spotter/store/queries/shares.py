"""Programs that people share by a code: whoever has it may look, nobody sees whose it is."""

from __future__ import annotations

from sqlalchemy import select

from spotter.store.tables import ProgramShare
from spotter.store.uow import UnitOfWork


async def open_share(uow: UnitOfWork, code: str) -> ProgramShare | None:
    """The share of that code, whoever made it; None where there is none, it was revoked or its time is over."""
    wanted = select(ProgramShare).where(ProgramShare.code == code, ProgramShare.revoked_at.is_(None), ProgramShare.expires_at > uow.now)
    found: ProgramShare | None = await uow.session.scalar(wanted)
    return found


async def own_shares(uow: UnitOfWork) -> list[ProgramShare]:
    """The person's shares that are open, oldest first."""
    mine = (ProgramShare.user_id == uow.user_id, ProgramShare.revoked_at.is_(None), ProgramShare.expires_at > uow.now)
    return list(await uow.session.scalars(select(ProgramShare).where(*mine).order_by(ProgramShare.created_at, ProgramShare.id)))
