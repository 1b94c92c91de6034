"""Whose an address is."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import NamedTuple

from sqlalchemy import Select, Update, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from spotter.ids import new_id
from spotter.store.rows import insert_unless_there, table_of
from spotter.store.tables import ChannelIdentity, Turn, User
from spotter.store.uow import UnitOfWork


class Sender(NamedTuple):
    """Who writes from an address. `is_new` where nobody was known there; `is_over` where their account was left and its time has come."""

    user_id: str
    locale: str
    country: str | None = None
    is_new: bool = False
    is_over: bool = False


async def identity_at(session: AsyncSession, channel: str, address: str) -> ChannelIdentity | None:
    """The identity that an address is known by."""
    return await session.scalar(select(ChannelIdentity).where(ChannelIdentity.channel == channel, ChannelIdentity.address == address))


async def sender_at(session: AsyncSession, channel: str, address: str, now: datetime) -> Sender | None:
    """Who writes from an address, their row locked as when a message is accepted; None where nobody is known there."""
    row = (await session.execute(_sender(), {"channel": channel, "address": address})).one_or_none()
    if row is None:
        return None
    return Sender(row.id, row.locale, row.country, is_over=row.expires_at is not None and row.expires_at < now)


@cache
def _sender() -> Select[str, str, str | None, datetime | None]:
    here = (ChannelIdentity.channel == bindparam("channel"), ChannelIdentity.address == bindparam("address"))
    wanted = select(User.id, User.locale, User.country, User.expires_at).join(ChannelIdentity, ChannelIdentity.user_id == User.id)
    return wanted.where(*here).with_for_update(of=User)


async def note_arrival(session: AsyncSession, channel: str, address: str, now: datetime) -> None:
    """Somebody wrote from an address: it is open, and where they are reached best."""
    await session.execute(_arrival(), {"of_channel": channel, "of_address": address, "now": now})


@cache
def _arrival() -> Update:
    identity = table_of(ChannelIdentity)
    here = (identity.c.channel == bindparam("of_channel"), identity.c.address == bindparam("of_address"))
    return update(identity).where(*here).values(last_in_at=bindparam("now"), blocked_at=None)


async def drop_address(session: AsyncSession, channel: str, address: str) -> None:
    """Whose an address was, it is no more."""
    here = (ChannelIdentity.channel == channel, ChannelIdentity.address == address)
    await session.execute(delete(ChannelIdentity).where(*here))


async def identities_of(uow: UnitOfWork) -> list[ChannelIdentity]:
    """Where the person can be reached, the address they wrote from last first."""
    mine = select(ChannelIdentity).where(ChannelIdentity.user_id == uow.user_id)
    return list(await uow.session.scalars(mine.order_by(ChannelIdentity.last_in_at.desc().nulls_last(), ChannelIdentity.id)))


async def has_written_in_app(uow: UnitOfWork) -> bool:
    """Whether the person has used the app, which is a way in by itself."""
    wanted = select(Turn.id).where(Turn.user_id == uow.user_id, Turn.channel == "app", Turn.kind != "nudge")
    return await uow.session.scalar(wanted.limit(1)) is not None


async def add_identity(session: AsyncSession, user_id: str, channel: str, address: str, now: datetime) -> ChannelIdentity:
    """Make an address a person's own. Who wrote from it has proved that it is theirs."""
    row = ChannelIdentity(id=new_id(), user_id=user_id, channel=channel, address=address, verified_at=now, linked_at=now, last_in_at=now)
    session.add(row)
    await session.flush()
    return row


async def take_address(session: AsyncSession, user_id: str, channel: str, address: str, now: datetime, wrote_at: datetime | None) -> bool:
    """As `add_identity`; False where the address is somebody's, also by a transaction that commits while this one waits for it."""
    new = {"id": new_id(), "user_id": user_id, "channel": channel, "address": address}
    return await insert_unless_there(session, ChannelIdentity, new | {"verified_at": now, "linked_at": now, "last_in_at": wrote_at})
