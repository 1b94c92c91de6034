"""Reminders whose moment has come, whoever's they are, what makes one needless, and what a move does to them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Select, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from spotter.scheduling.recurrence import BadRecurrenceError, next_due
from spotter.scheduling.zones import UnknownZoneError
from spotter.store.tables import BodyMetric, Meal, Notice, ReadinessCheck, Reminder, User, Workout
from spotter.store.uow import UnitOfWork

DUE = Reminder.status == "active"


class Settled(NamedTuple):
    """Where a person lives now, and how they are spoken to."""

    time_zone: str
    locale: str
    units: str


class Due(NamedTuple):
    """A reminder that is due, and whose it is."""

    user_id: str
    reminder_id: str


async def all_due(session: AsyncSession, now: datetime, limit: int) -> list[Due]:
    """The reminders that are due, what has waited longest first."""
    due = select(Reminder.user_id, Reminder.id).where(DUE, Reminder.due_at <= now)
    return [Due(*row) for row in await session.execute(due.order_by(Reminder.due_at, Reminder.id).limit(limit))]


async def settled(uow: UnitOfWork) -> Settled:
    """The person of due reminders."""
    row = (await uow.session.execute(select(User.time_zone, User.locale, User.units).where(User.id == uow.user_id))).one()
    return Settled(*row)


async def still_due(uow: UnitOfWork, reminder_id: str) -> Reminder | None:
    """A reminder of the person, if it is still due."""
    mine = (Reminder.id == reminder_id, Reminder.user_id == uow.user_id, DUE, Reminder.due_at <= uow.now)
    return await uow.session.scalar(select(Reminder).where(*mine))


async def follow_wall(session: AsyncSession, user_id: str, now: datetime) -> None:
    """After a move, what repeats goes by the clock on the new wall. What is due by now or was put off comes when it was to, this once."""
    zone = (await session.scalars(select(User.time_zone).where(User.id == user_id))).one()
    mine = (Reminder.user_id == user_id, DUE, Reminder.rule.is_not(None), Reminder.time_zone != zone)
    for row in await session.scalars(select(Reminder).where(*mine)):
        coming = _coming(row, zone, now)
        row.time_zone, row.due_at = zone, coming or row.due_at


def _coming(row: Reminder, zone: str, now: datetime) -> datetime | None:
    """When a reminder is due by the clock of `zone`; None where it stands at no time of its rule that is still to come."""
    try:
        by_rule = next_due(row.rule or "", row.due_at - timedelta(microseconds=1), row.time_zone, start=row.created_at)
        is_to_come = row.due_at > now and by_rule == row.due_at
        return next_due(row.rule or "", now, zone, start=row.created_at) if is_to_come else None
    except (BadRecurrenceError, UnknownZoneError):  # kept by an earlier version: it is set aside when it is due
        return None


async def was_left_out(uow: UnitOfWork, reminder_id: str, since: datetime) -> bool:
    """Whether the inbox said since a moment that a reminder is left out."""
    mine = select(Notice.why).where(Notice.user_id == uow.user_id, Notice.created_at >= since, Notice.kind == "reminder_left_out")
    return any(why["reminder"] == reminder_id for why in await uow.session.scalars(mine))


async def is_done_already(uow: UnitOfWork, reminder: Reminder, today: date) -> bool:
    """Whether what an assigned time reminds of stands in the log of that day already."""
    done = _done(reminder, uow, today)
    return done is not None and bool(await uow.session.scalar(select(exists(done))))


def _done(reminder: Reminder, uow: UnitOfWork, today: date) -> Select[str] | None:
    match reminder.kind:
        case "workout":
            return select(Workout.id).where(Workout.user_id == uow.user_id, Workout.performed_on == today)
        case "meal":
            return select(Meal.id).where(Meal.user_id == uow.user_id, Meal.eaten_at > uow.now - MEAL_COUNTS)
        case "weigh_in":
            return select(BodyMetric.id).where(
                BodyMetric.user_id == uow.user_id, BodyMetric.metric == "weight", BodyMetric.measured_on == today
            )
        case "check_in":
            return select(ReadinessCheck.id).where(ReadinessCheck.user_id == uow.user_id, ReadinessCheck.checked_on == today)
    return None


MEAL_COUNTS = timedelta(hours=3)  # what was eaten before is another meal
