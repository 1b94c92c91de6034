"""What the person that a unit of work belongs to wants remembered."""

from __future__ import annotations

from sqlalchemy import or_, select

from spotter.ids import new_id
from spotter.store.tables import Fact, Goal
from spotter.store.uow import UnitOfWork


async def facts_known(uow: UnitOfWork) -> list[Fact]:
    """Every fact that has not expired, oldest first."""
    wanted = select(Fact).where(Fact.user_id == uow.user_id, or_(Fact.expires_at.is_(None), Fact.expires_at > uow.now))
    return list(await uow.session.scalars(wanted.order_by(Fact.id)))


async def add_fact(uow: UnitOfWork, kind: str, text: str, turn_id: str) -> Fact:
    """Keep a fact in the person's own words."""
    fact = Fact(id=new_id(), user_id=uow.user_id, kind=kind, text=text, source_turn_id=turn_id, created_at=uow.now)
    return await uow.add(fact)


async def goals_open(uow: UnitOfWork) -> list[str]:
    """The open goals in the person's own words, oldest first."""
    wanted = select(Goal.text).where(Goal.user_id == uow.user_id, Goal.status == "open").order_by(Goal.id)
    return list(await uow.session.scalars(wanted))
