"""When the coach writes first: what was planned, why, what became of it, and what the person wants of it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, Time, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from spotter.store.tables.base import Base, Id, Moment, Personal, Word, one_of, within

PLANNED = text("status = 'planned'")


class NotificationPreference(Base):
    """What somebody wants to be written to about. Quiet hours are by the clock on their wall; equal ends mean none.

    `kinds` holds what was said of single kinds of nudge: {"streak_at_risk": "off", "weigh_in": "less"}.
    """

    __tablename__ = "notification_preference"
    __table_args__ = (within("weekly_budget", "nudges_per_week"),)

    user_id: Mapped[str] = mapped_column(String(36), ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    quiet_from: Mapped[time] = mapped_column(Time, default=time(22))
    quiet_until: Mapped[time] = mapped_column(Time, default=time(7))
    weekly_budget: Mapped[int] = mapped_column(default=4)
    channel: Mapped[Word | None]
    kinds: Mapped[dict[str, Any]] = mapped_column(default=dict)
    paused_until: Mapped[datetime | None]
    updated_at: Mapped[datetime | None]


class Nudge(Personal, Base):
    """One message that a rule wants to send: at most one of its kind on a day of the person's calendar.

    `why` holds the rule's reason and the rows it rests on, `facts` what its words are made of. `held_out` marks those that were left
    unsent to measure what sending is worth.
    """

    __tablename__ = "nudge"
    __table_args__ = (
        one_of("status", "planned", "sent", "skipped", "cancelled"),
        UniqueConstraint("user_id", "kind", "local_date"),
        Index("planned_nudges", "due_at", sqlite_where=PLANNED, postgresql_where=PLANNED),
    )

    id: Mapped[Id]
    kind: Mapped[Word]
    local_date: Mapped[date]
    due_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    status: Mapped[Word]
    why: Mapped[dict[str, Any]]
    facts: Mapped[dict[str, Any]]
    held_out: Mapped[bool] = mapped_column(default=False)
    turn_id: Mapped[str | None] = mapped_column(String(36), index=True)
    created_at: Mapped[Moment]
    settled_at: Mapped[datetime | None] = mapped_column(index=True)
    skipped_for: Mapped[str | None] = mapped_column(String(40))
    replied_at: Mapped[datetime | None]


class NudgeLook(Base):
    """When somebody is looked at next for what may be worth a message."""

    __tablename__ = "nudge_look"

    user_id: Mapped[str] = mapped_column(String(36), ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    look_at: Mapped[Moment] = mapped_column(index=True)


class Notice(Personal, Base):
    """A message in the app's inbox: whatever the coach wrote first, with why, until it was read."""

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_user_id_created_at", "user_id", "created_at"),)

    id: Mapped[Id]
    kind: Mapped[Word]
    text: Mapped[str] = mapped_column(Text)
    why: Mapped[dict[str, Any]]
    turn_id: Mapped[str | None] = mapped_column(String(36))
    created_at: Mapped[Moment]
    read_at: Mapped[datetime | None]
