"""What a person did and did not do lately: dates that the rules of nudges look at."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, select

from spotter.store.tables import Goal, Meal, Reminder, Turn, Workout
from spotter.store.uow import UnitOfWork


class Reached(NamedTuple):
    """A goal that was reached, in the person's own words."""

    goal_id: str
    kind: str
    text: str
    closed_at: datetime


async def last_heard(uow: UnitOfWork) -> datetime | None:
    """When the person last wrote or had a program ask for something."""
    return await uow.session.scalar(select(func.max(Turn.created_at)).where(Turn.user_id == uow.user_id, Turn.kind.in_(("chat", "api"))))


async def meal_days(uow: UnitOfWork, first: date) -> list[date]:
    """The days with a meal from `first` on, oldest first."""
    mine = select(Meal.eaten_on).where(Meal.user_id == uow.user_id, Meal.eaten_on >= first)
    return list(await uow.session.scalars(mine.distinct().order_by(Meal.eaten_on)))


async def goals_reached(uow: UnitOfWork, since: datetime) -> list[Reached]:
    """The goals that were reached since a moment."""
    mine = (Goal.user_id == uow.user_id, Goal.status == "reached", Goal.closed_at >= since)
    rows = await uow.session.execute(select(Goal.id, Goal.kind, Goal.text, Goal.closed_at).where(*mine).order_by(Goal.closed_at))
    return [Reached(goal_id, kind, text, closed_at) for goal_id, kind, text, closed_at in rows if closed_at is not None]


async def has_open_goal(uow: UnitOfWork, kind: str) -> bool:
    """Whether a goal of a kind is open."""
    mine = (Goal.user_id == uow.user_id, Goal.status == "open", Goal.kind == kind)
    return await uow.session.scalar(select(Goal.id).where(*mine).limit(1)) is not None


async def reminder_kinds(uow: UnitOfWork) -> set[str]:
    """What kinds of thing the person has themselves reminded of again and again."""
    mine = (Reminder.user_id == uow.user_id, Reminder.status == "active", Reminder.rule.is_not(None))
    return set(await uow.session.scalars(select(Reminder.kind).where(*mine).distinct()))


async def logged_moments(uow: UnitOfWork, first: date) -> list[tuple[date, datetime]]:
    """Each workout from `first` on: its day and when it began, or else was written down."""
    began = func.coalesce(Workout.started_at, Workout.created_at)
    mine = (Workout.user_id == uow.user_id, Workout.status != "missed", Workout.performed_on >= first)
    return [(day, at) for day, at in await uow.session.execute(select(Workout.performed_on, began).where(*mine))]
