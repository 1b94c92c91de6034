"""Who wants no messages where: what a person chose per channel and kind, and addresses that are not written to whoever has them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Literal

from sqlalchemy import BindParameter, Exists, Select, and_, bindparam, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from spotter.ids import new_id
from spotter.store.rows import insert_rows, table_of
from spotter.store.tables import ChannelIdentity, Consent, Nudge, Suppression, User
from spotter.store.uow import UnitOfWork

Source = Literal["word", "preference", "provider"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands to messages at an address. `choices` are those of the channel by kind; what was never chosen is not in it.

    `is_theirs` where the address is known to be the person's, `wrote` where they have written from it themselves.
    """

    choices: dict[str, bool]
    is_suppressed: bool
    is_theirs: bool
    wrote: bool

    @property
    def is_out(self) -> bool:
        """Whether nothing at all may be sent there."""
        return self.is_suppressed or self.choices.get("all") is False


async def standing(session: AsyncSession, user_id: str, channel: str, address: str) -> Standing:
    """How a person stands to messages at an address of theirs."""
    where = {"user_id": user_id, "channel": channel, "address": address, "address_hash": address_hash(channel, address)}
    rows = (await session.execute(_standing(), where)).all()
    return Standing(
        {row.kind: row.allowed for row in rows if row.kind is not None},
        is_suppressed=not rows or any(row.is_suppressed for row in rows),  # who is gone is not written to
        is_theirs=any(row.verified_at is not None for row in rows),
        wrote=any(row.last_in_at is not None for row in rows),
    )


@cache
def _standing() -> Select[Any]:
    """A row for each choice, or one where nothing was chosen."""
    identity = table_of(ChannelIdentity)
    here: BindParameter[str] = bindparam("channel")
    theirs = and_(identity.c.user_id == User.id, identity.c.channel == here, identity.c.address == bindparam("address"))
    return (
        select(Consent.kind, Consent.allowed, identity.c.verified_at, identity.c.last_in_at, is_suppressed_here().label("is_suppressed"))
        .select_from(User)
        .outerjoin(Consent, and_(Consent.user_id == User.id, Consent.channel == here))
        .outerjoin(identity, theirs)
        .where(User.id == bindparam("user_id"))
    )


def is_suppressed_here() -> Exists:
    """Whether an address must not be written to, by the parameters `channel` and `address_hash`."""
    return exists().where(Suppression.channel == bindparam("channel"), Suppression.address_hash == bindparam("address_hash"))


async def choose(uow: UnitOfWork, channel: str, kind: str, allowed: bool, source: Source) -> None:
    """Keep what a person wants of a kind on a channel; the last word counts."""
    consent = table_of(Consent)
    mine = (consent.c.user_id == uow.user_id, consent.c.channel == channel, consent.c.kind == kind)
    values = {"allowed": allowed, "source": source, "changed_at": uow.now}
    changed = await uow.session.execute(update(consent).where(*mine).values(values))
    if changed.rowcount == 0:  # type: ignore[attr-defined]
        await insert_rows(uow.session, Consent, values | {"id": new_id(), "user_id": uow.user_id, "channel": channel, "kind": kind})


async def is_suppressed(session: AsyncSession, channel: str, address: str) -> bool:
    """Whether an address must not be written to, whoever it belongs to."""
    return bool(await session.scalar(select(is_suppressed_here()), {"channel": channel, "address_hash": address_hash(channel, address)}))


async def suppressed(session: AsyncSession, places: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of some addresses (channel, address) that must not be written to."""
    by_hash = {address_hash(*place): place for place in places}
    wanted = select(Suppression.address_hash).where(Suppression.address_hash.in_(by_hash))
    return {by_hash[found] for found in await session.scalars(wanted)} if by_hash else set()


async def suppress(session: AsyncSession, channel: str, address: str, now: datetime) -> None:
    """Write to an address no more, even when its person and their data are gone."""
    if not await is_suppressed(session, channel, address):
        await insert_rows(
            session, Suppression, {"id": new_id(), "channel": channel, "address_hash": address_hash(channel, address), "since": now}
        )


async def lift_suppression(session: AsyncSession, channel: str, address: str) -> None:
    """An address asked to be written to again."""
    mine = (Suppression.channel == channel, Suppression.address_hash == address_hash(channel, address))
    await session.execute(delete(Suppression).where(*mine))


async def cancel_homeless_nudges(session: AsyncSession, user_id: str, now: datetime) -> int:
    """Take back the nudges planned for somebody who is written to nowhere any more."""
    refused = exists().where(
        Consent.user_id == user_id, Consent.channel == ChannelIdentity.channel, Consent.kind == "all", Consent.allowed.is_(False)
    )
    elsewhere = select(ChannelIdentity.id).where(ChannelIdentity.user_id == user_id, ChannelIdentity.blocked_at.is_(None), ~refused)
    if await session.scalar(elsewhere.limit(1)) is not None:
        return 0
    nudge = table_of(Nudge)
    planned = (nudge.c.user_id == user_id, nudge.c.status == "planned")
    over = update(nudge).where(*planned).values(status="cancelled", settled_at=now, skipped_for="opted_out")
    return (await session.execute(over)).rowcount  # type: ignore[attr-defined,no-any-return]


def address_hash(channel: str, address: str) -> str:
    """What is kept of an address that must not be written to."""
    return hashlib.sha256(f"{channel}:{address}".encode()).hexdigest()
