"""What somebody wants to be written to about, and what was written: the inbox."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import func, select, update

from spotter.store.rows import table_of, values_of
from spotter.store.tables import Notice, NotificationPreference
from spotter.store.uow import UnitOfWork


class Inbox(NamedTuple):
    """A page of notices, the newest first, and how many of all are unread."""

    notices: list[Notice]
    unread: int


async def preference_of(uow: UnitOfWork) -> NotificationPreference | None:
    """What the person said of notifications; None where they never did."""
    return await uow.session.get(NotificationPreference, uow.user_id)


async def wishes_of(uow: UnitOfWork) -> NotificationPreference:
    """What the person wants to be written to about; the defaults, not stored, where they never said."""
    return await preference_of(uow) or NotificationPreference(**values_of(NotificationPreference(user_id=uow.user_id, kinds={})))


async def stored_wishes(uow: UnitOfWork) -> NotificationPreference:
    """The row of what the person wants, made where there is none yet."""
    return await preference_of(uow) or await uow.add(NotificationPreference(user_id=uow.user_id, kinds={}))


async def inbox(uow: UnitOfWork, limit: int, before: str | None) -> Inbox:
    """The notices older than the one named `before`, or the newest."""
    mine = select(Notice).where(Notice.user_id == uow.user_id)
    page = mine if before is None else mine.where(Notice.id < before)
    notices = list(await uow.session.scalars(page.order_by(Notice.id.desc()).limit(limit)))
    unread = await uow.session.scalar(
        select(func.count()).select_from(Notice).where(Notice.user_id == uow.user_id, Notice.read_at.is_(None))
    )
    return Inbox(notices, unread or 0)


async def notice_of(uow: UnitOfWork, notice_id: str) -> Notice | None:
    """The person's notice of that id."""
    return await uow.session.scalar(select(Notice).where(Notice.user_id == uow.user_id, Notice.id == notice_id))


async def mark_read(uow: UnitOfWork, notice_id: str | None) -> int:
    """Note that the person has read a notice, or all of them; how many they had not."""
    notice = table_of(Notice)
    unread = update(notice).where(notice.c.user_id == uow.user_id, notice.c.read_at.is_(None))
    wanted = unread if notice_id is None else unread.where(notice.c.id == notice_id)
    return (await uow.session.execute(wanted.values(read_at=uow.now))).rowcount  # type: ignore[attr-defined,no-any-return]
