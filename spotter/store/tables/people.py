"""Who a person is."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from spotter.store.tables.base import Base, Exact, Id, Moment, Word, one_of, within


class User(Base):
    """A person: the owner of a data directory, a guest whose data expires, later an account."""

    __tablename__ = "user"
    __table_args__ = (one_of("kind", "owner", "guest", "account"), one_of("locale", "en", "fr"), one_of("units", "metric", "imperial"))

    id: Mapped[Id]
    kind: Mapped[Word]
    created_at: Mapped[Moment]
    expires_at: Mapped[datetime | None] = mapped_column(index=True)
    locale: Mapped[Word] = mapped_column(default="en")
    locale_chosen_at: Mapped[datetime | None]
    units: Mapped[Word] = mapped_column(default="metric")
    time_zone: Mapped[str] = mapped_column(String(64), default="UTC")
    country: Mapped[str | None] = mapped_column(String(2))
    turn_count: Mapped[int] = mapped_column(default=0)
    log_revision: Mapped[str | None] = mapped_column(String(36))


class Profile(Base):
    """What is known of a person for training. Null where it was never said."""

    __tablename__ = "profile"
    __table_args__ = (
        one_of("sex", "male", "female"),
        one_of("level", "beginner", "intermediate", "advanced"),
        within("height_cm"),
        within("days_per_week"),
        within("minutes", "minutes_per_workout"),
    )

    user_id: Mapped[str] = mapped_column(String(36), ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str | None] = mapped_column(String(80))
    birth_date: Mapped[date | None]
    sex: Mapped[Word | None]
    height_cm: Mapped[Decimal | None] = mapped_column(Exact(5, 1))
    level: Mapped[Word | None]
    goal: Mapped[Word | None]
    days_per_week: Mapped[int | None]
    weekdays: Mapped[list[Any] | None]
    minutes: Mapped[int | None]
    equipment: Mapped[list[Any] | None]
    workout_style: Mapped[str | None] = mapped_column(String(80))
    daily_activity: Mapped[Word | None]
    conditions: Mapped[list[Any] | None]
    updated_at: Mapped[datetime | None]
