"""People and their profiles."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from sqlalchemy import Select, bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from spotter.errors import NotFound
from spotter.ids import new_id
from spotter.store.tables import PERSONAL, NudgeLook, Profile, User
from spotter.store.uow import UnitOfWork


async def create_user(session: AsyncSession, *, kind: str, now: datetime, expires_at: datetime | None = None, locale: str = "en") -> User:
    """Make a person with an empty profile, who is looked at for what may be worth a message from now on."""
    user = User(id=new_id(), kind=kind, created_at=now, expires_at=expires_at, locale=locale)
    session.add(user)
    await session.flush()
    session.add_all([Profile(user_id=user.id), NudgeLook(user_id=user.id, look_at=now)])
    await session.flush()
    return user


async def user_of(session: AsyncSession, user_id: str) -> User:
    """The person, or `NotFound`."""
    user = await session.get(User, user_id)
    if user is None:
        raise NotFound("There is no such person.")
    return user


async def owner(session: AsyncSession) -> User | None:
    """The permanent owner of this data directory, once there is one."""
    return await session.scalar(select(User).where(User.kind == "owner").order_by(User.id).limit(1))


async def profile_of(uow: UnitOfWork) -> Profile:
    """The person's profile row."""
    return await uow.session.get_one(Profile, uow.user_id)


async def person_of(uow: UnitOfWork) -> tuple[User, Profile]:
    """The person and their profile."""
    user, profile = (await uow.session.execute(_person(), {"user_id": uow.user_id})).one()
    return user, profile


@cache
def _person() -> Select[User, Profile]:
    return select(User, Profile).join(Profile, Profile.user_id == User.id).where(User.id == bindparam("user_id"))


async def delete_user(session: AsyncSession, user_id: str) -> None:
    """Delete a person and every row that is theirs, children first."""
    for table in reversed(PERSONAL):
        await session.execute(delete(table).where(table.__table__.c.user_id == user_id))
    await session.execute(delete(User).where(User.id == user_id))


async def expired_guests(session: AsyncSession, now: datetime, limit: int = 100) -> list[str]:
    """People whose time is over: guests, and whoever asked to be deleted and let the day to think it over pass."""
    wanted = select(User.id).where(User.expires_at < now).limit(limit)
    return list(await session.scalars(wanted))
