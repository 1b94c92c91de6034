"""Nudges as rows: who is looked at next, what is planned, what went out, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import NamedTuple

from sqlalchemy import Integer, exists, func, literal, literal_column, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from spotter.store.rows import table_of
from spotter.store.tables import Nudge, NudgeLook, Turn, User, Workout
from spotter.store.tables.base import UtcDateTime
from spotter.store.tables.nudges import PLANNED
from spotter.store.uow import UnitOfWork


async def is_anybody_to_look_at(session: AsyncSession, now: datetime) -> bool:
    """Whether somebody's look is due."""
    return bool(await session.scalar(select(exists().where(NudgeLook.look_at <= now))))


async def adopt(session: AsyncSession, now: datetime) -> None:
    """Give people who have none a first look, at once: those that an earlier version knew. It reads everybody, so once a process."""
    without = select(User.id, literal(now, UtcDateTime())).where(~exists().where(NudgeLook.user_id == User.id))
    of_dialect = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    first_looks = of_dialect(table_of(NudgeLook)).from_select(["user_id", "look_at"], without)
    await session.execute(first_looks.on_conflict_do_nothing())


async def take_looks(session: AsyncSession, now: datetime, again_at: datetime, limit: int) -> list[str]:
    """People whose look is due; each is looked at again at `again_at`, whatever comes of this one."""
    due = select(NudgeLook).where(NudgeLook.look_at <= now).order_by(NudgeLook.look_at).limit(limit)
    rows = list(await session.scalars(due.with_for_update(skip_locked=True)))
    for row in rows:
        row.look_at = again_at
    await session.flush()
    return [row.user_id for row in rows]


async def people_due(session: AsyncSession, now: datetime, limit: int) -> list[str]:
    """People with a planned nudge that is due, who has waited longest first."""
    due = select(Nudge.user_id).where(PLANNED, Nudge.due_at <= now).order_by(Nudge.due_at).limit(limit)
    return list(dict.fromkeys(await session.scalars(due)))


async def due_nudges(uow: UnitOfWork) -> list[Nudge]:
    """The person's planned nudges that are due, locked until the transaction ends."""
    mine = (Nudge.user_id == uow.user_id, Nudge.status == "planned", Nudge.due_at <= uow.now)
    return list(await uow.session.scalars(select(Nudge).where(*mine).order_by(Nudge.due_at, Nudge.id).with_for_update()))


async def nudges_since(uow: UnitOfWork, first: date) -> list[Nudge]:
    """The person's nudges of the days from `first` on, oldest first, whatever became of them."""
    wanted = select(Nudge).where(Nudge.user_id == uow.user_id, Nudge.local_date >= first)
    return list(await uow.session.scalars(wanted.order_by(Nudge.local_date, Nudge.due_at, Nudge.id)))


async def note_replies(uow: UnitOfWork, since: datetime) -> None:
    """Keep when the person wrote next after a nudge, or after one that was left unsent to measure, of those settled after `since`."""
    nudge, turn = table_of(Nudge), table_of(Turn)
    after = (turn.c.user_id == nudge.c.user_id, turn.c.kind == "chat", turn.c.created_at > nudge.c.settled_at)
    first = select(func.min(turn.c.created_at)).where(*after).scalar_subquery()
    open_ones = (nudge.c.user_id == uow.user_id, nudge.c.replied_at.is_(None), nudge.c.settled_at >= since)
    went = (nudge.c.status == "sent") | ((nudge.c.status == "skipped") & nudge.c.held_out & (nudge.c.skipped_for == "held_out"))
    await uow.session.execute(update(nudge).where(*open_ones, went).values(replied_at=first))


async def cancel_planned(uow: UnitOfWork, kinds: Sequence[str] = ()) -> None:
    """Take back what is planned: of some kinds, or all of it."""
    nudge = table_of(Nudge)
    planned = update(nudge).where(nudge.c.user_id == uow.user_id, nudge.c.status == "planned")
    if kinds:
        planned = planned.where(nudge.c.kind.in_(kinds))
    await uow.session.execute(planned.values(status="cancelled", settled_at=uow.now))


async def last_sent(uow: UnitOfWork, since: datetime) -> list[Nudge]:
    """The nudges of the newest message that went out since a moment."""
    mine = (Nudge.user_id == uow.user_id, Nudge.status == "sent", Nudge.settled_at >= since)
    newest = select(Nudge.turn_id).where(*mine).order_by(Nudge.settled_at.desc(), Nudge.id.desc()).limit(1).scalar_subquery()
    return list(await uow.session.scalars(select(Nudge).where(*mine, Nudge.turn_id == newest).order_by(Nudge.id)))


async def told_in(uow: UnitOfWork, turn_ids: Sequence[str]) -> dict[str, list[Nudge]]:
    """The person's nudges that went out in each of these turns, what mattered most first."""
    wanted = select(Nudge).where(Nudge.user_id == uow.user_id, Nudge.turn_id.in_(turn_ids)).order_by(Nudge.id)
    told: dict[str, list[Nudge]] = {}
    for row in sorted(await uow.session.scalars(wanted), key=lambda row: -row.why["priority"]):
        told.setdefault(str(row.turn_id), []).append(row)
    return told


async def is_last_word(uow: UnitOfWork, turn_id: str | None, before: str) -> bool:
    """Whether a nudge is what was said last before the turn `before`: then "this" is about it."""
    here = select(Turn.seq).where(Turn.id == before).scalar_subquery()
    last = select(Turn.id).where(Turn.user_id == uow.user_id, Turn.kind.in_(("chat", "nudge")), Turn.seq < here)
    return await uow.session.scalar(last.order_by(Turn.seq.desc()).limit(1)) == turn_id is not None


class Try(NamedTuple):
    """A message that went out: to whom, in which zone, when, and when they wrote next."""

    user_id: str
    time_zone: str
    settled_at: datetime
    replied_at: datetime | None


async def tries_since(session: AsyncSession, since: datetime, limit: int) -> list[Try]:
    """The newest messages to everybody since a moment, of the last `limit` matters; those that went out together are one."""
    sent = (Nudge.status == "sent", Nudge.settled_at >= since)
    columns = (Nudge.turn_id, Nudge.user_id, Nudge.settled_at, Nudge.replied_at)
    newest = select(*columns).where(*sent).order_by(Nudge.settled_at.desc()).limit(limit).subquery().c
    wanted = (
        select(newest.user_id, User.time_zone, func.min(newest.settled_at), func.min(newest.replied_at))
        .join(User, User.id == newest.user_id)
        .group_by(newest.turn_id, newest.user_id, User.time_zone)
        .order_by(func.min(newest.settled_at).desc())
    )
    return [Try(*row) for row in await session.execute(wanted)]


class Tally(NamedTuple):
    """How many matters of a kind went out, or were left unsent to measure, and after how many of them something followed."""

    kind: str
    was_sent: bool
    matters: int
    replied_at_once: int
    replied_in_a_day: int
    trained_in_two_days: int


async def tallies(session: AsyncSession, since: datetime, until: datetime, at_once: timedelta) -> list[Tally]:
    """What followed the matters that were settled between two moments, counted where they lie. `at_once` is how soon that is."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    moment = func.julianday if is_sqlite else partial(func.date_part, "epoch")
    waited = moment(Nudge.replied_at) - moment(Nudge.settled_at)
    waited_s = func.round(waited * 86400, 3) if is_sqlite else waited
    next_day = func.date(Nudge.local_date, "+1 day") if is_sqlite else Nudge.local_date + literal_column("1", Integer)
    done = (Workout.status != "missed", Workout.performed_on >= Nudge.local_date, Workout.performed_on <= next_day)
    trained = exists().where(Workout.user_id == Nudge.user_id, *done).label("trained")
    measured = (Nudge.status == "sent") | ((Nudge.status == "skipped") & (Nudge.skipped_for == "held_out"))
    each = select(Nudge.kind, (Nudge.status == "sent").label("was_sent"), waited_s.label("waited_s"), trained)
    row = each.where(Nudge.settled_at >= since, Nudge.settled_at <= until, measured).subquery().c
    soon = [func.count().filter(row.waited_s <= most.total_seconds()) for most in (at_once, timedelta(days=1))]
    counted = select(row.kind, row.was_sent, func.count(), *soon, func.count().filter(row.trained))
    return [Tally(*one) for one in await session.execute(counted.group_by(row.kind, row.was_sent).order_by(row.kind))]
