"""What the person that a unit of work belongs to wants remembered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Select, bindparam, or_, select

from spotter.ids import new_id
from spotter.store.tables import Fact, Goal, Message
from spotter.store.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class FactTold:
    """A fact as it was told: what kind, in which words, in which turn, and from when until when it holds."""

    kind: str
    text: str
    source_turn_id: str
    valid_from: datetime | None = None
    expires_at: datetime | None = None
    barrier: str | None = None


async def facts_known(uow: UnitOfWork) -> list[Fact]:
    """Every fact that has not expired, oldest first."""
    return list(await uow.session.scalars(known_facts(), {"user_id": uow.user_id, "now": uow.now}))


async def latest_barrier(uow: UnitOfWork, barrier: str | None = None) -> Fact | None:
    """What the person told last of what keeps them from training and still holds; `barrier` leaves only that kind."""
    wanted = known_facts().where(Fact.kind == "barrier")
    if barrier is not None:
        wanted = wanted.where(Fact.barrier == barrier)
    wanted = wanted.order_by(None).order_by(Fact.created_at.desc(), Fact.id.desc()).limit(1)
    return await uow.session.scalar(wanted, {"user_id": uow.user_id, "now": uow.now})


@cache
def known_facts() -> Select[Fact]:
    """The facts of `user_id` that have not expired at `now`, oldest first."""
    holds = or_(Fact.expires_at.is_(None), Fact.expires_at > bindparam("now"))
    return select(Fact).where(Fact.user_id == bindparam("user_id"), holds).order_by(Fact.id)


async def add_fact(uow: UnitOfWork, told: FactTold) -> Fact:
    """Keep a fact in the person's own words."""
    fact = Fact(
        id=new_id(),
        user_id=uow.user_id,
        kind=told.kind,
        barrier=told.barrier,
        text=told.text,
        source_turn_id=told.source_turn_id,
        created_at=uow.now,
        valid_from=told.valid_from,
        expires_at=told.expires_at,
    )
    return await uow.add(fact)


async def change_fact(uow: UnitOfWork, fact: Fact, told: FactTold) -> None:
    """Put what holds now in the place of a fact."""
    await uow.change(
        fact,
        kind=told.kind,
        barrier=told.barrier,
        text=told.text,
        source_turn_id=told.source_turn_id,
        valid_from=told.valid_from,
        expires_at=told.expires_at,
    )


async def words_of_turn(uow: UnitOfWork, turn_id: str) -> str | None:
    """What the person said in a turn and in the message before it, which it may answer for; None where it did not start with a message."""
    own = select(Message.position).where(Message.user_id == uow.user_id, Message.role == "person")
    at = await uow.session.scalar(own.where(Message.turn_id == turn_id).order_by(Message.position.desc()).limit(1))
    if at is None:
        return None
    said = select(Message.text).where(Message.user_id == uow.user_id, Message.role == "person", Message.position <= at)
    return "\n".join(await uow.session.scalars(said.order_by(Message.position.desc()).limit(2)))


async def goals_open(uow: UnitOfWork) -> list[str]:
    """The open goals in the person's own words, oldest first."""
    return [text for _id, text in await uow.session.execute(open_goals(), {"user_id": uow.user_id})]


@cache
def open_goals() -> Select[str, str]:
    """Id and words of the open goals of `user_id`, oldest first."""
    return select(Goal.id, Goal.text).where(Goal.user_id == bindparam("user_id"), Goal.status == "open").order_by(Goal.id)
