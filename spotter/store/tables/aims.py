"""Goals, reminders, and what a person wants remembered."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from spotter.store.tables.base import Base, Exact, Id, Moment, Personal, Word, one_of


class Goal(Personal, Base):
    """Something to reach. `target` is in `unit` (SI); `start` is where the person stood when it was set.

    `duration_s` belongs to a distance: 10 km in less than that time.
    """

    __tablename__ = "goal"
    __table_args__ = (
        one_of("kind", "load", "reps", "distance", "body_weight", "frequency", "calories", "streak", "other"),
        one_of("status", "open", "reached", "dropped"),
    )

    id: Mapped[Id]
    kind: Mapped[Word]
    exercise_key: Mapped[str | None] = mapped_column(String(80))
    target: Mapped[Decimal | None] = mapped_column(Exact(10, 3))
    start: Mapped[Decimal | None] = mapped_column(Exact(10, 3))
    unit: Mapped[Word | None]
    duration_s: Mapped[int | None]
    deadline: Mapped[date | None]
    text: Mapped[str] = mapped_column(Text)
    status: Mapped[Word]
    created_at: Mapped[Moment]
    closed_at: Mapped[datetime | None]


class Reminder(Personal, Base):
    """A reminder that a person set: once at `due_at`, or by `rule` (RRULE) in the person's zone, on `channel` or where they wrote last.

    `kind` tells assigned times of workouts and meals from what somebody asked for in own words. `told_at` is when it went out last.
    """

    __tablename__ = "reminder"
    __table_args__ = (
        one_of("status", "active", "done", "cancelled"),
        one_of("kind", "custom", "workout", "meal", "check_in", "weigh_in"),
        Index("ix_reminder_status_due_at", "status", "due_at"),
    )

    id: Mapped[Id]
    text: Mapped[str] = mapped_column(Text)
    rule: Mapped[str | None] = mapped_column(String(200))
    time_zone: Mapped[str] = mapped_column(String(64))
    due_at: Mapped[Moment]
    kind: Mapped[Word] = mapped_column(default="custom")
    channel: Mapped[Word | None]
    told_at: Mapped[datetime | None]
    status: Mapped[Word]
    created_at: Mapped[Moment]


class Fact(Personal, Base):
    """Something a person said about themselves and wants known: where they said it, from when it holds (None: always), and until when.

    `barrier` is what kind of thing keeps them from training, of a fact of that kind.
    """

    __tablename__ = "fact"
    __table_args__ = (one_of("kind", "injury", "equipment", "preference", "goal", "schedule", "life_event", "barrier", "other"),)

    id: Mapped[Id]
    kind: Mapped[Word]
    barrier: Mapped[Word | None]
    text: Mapped[str] = mapped_column(Text)
    source_turn_id: Mapped[str | None] = mapped_column(String(36))
    created_at: Mapped[Moment]
    valid_from: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
