"""What was trained: workouts, their entries and sets, each next to what was prescribed."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from spotter.store.tables.base import Base, Exact, Id, Moment, Personal, Word, one_of, within

OPEN = text("ended_at IS NULL")


class Workout(Personal, Base):
    """A workout that was done (or missed). `day_id` names the planned day it fulfils."""

    __tablename__ = "workout"
    __table_args__ = (
        one_of("status", "complete", "partial", "missed"),
        within("duration_s"),
        within("kcal", "kcal_per_day"),
        Index("ix_workout_user_id_performed_on", "user_id", "performed_on"),
    )

    id: Mapped[Id]
    performed_on: Mapped[date]
    started_at: Mapped[datetime | None]
    duration_s: Mapped[int | None]
    status: Mapped[Word] = mapped_column(default="complete")
    plan_id: Mapped[str | None] = mapped_column(String(36), ForeignKey("plan.id", ondelete="SET NULL"))
    day_id: Mapped[str | None] = mapped_column(String(36))
    planned_on: Mapped[date | None]
    missed_reason: Mapped[Word | None]
    place: Mapped[str | None] = mapped_column(String(80))
    effort: Mapped[int | None]
    kcal: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(Text)
    source: Mapped[Word] = mapped_column(default="chat")
    created_at: Mapped[Moment]


class WorkoutUnderway(Personal, Base):
    """A workout that goes on, from its start to its end: `workout_id` is its row from the first set on, `skipped` exercises are left out.

    One is open at a time. Where nobody ends it, it is over some hours after its start (`queries.underway.LONGEST`).
    """

    __tablename__ = "workout_underway"
    __table_args__ = (Index("one_open_workout", "user_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),)

    id: Mapped[Id]
    workout_id: Mapped[str | None] = mapped_column(String(36))
    skipped: Mapped[list[Any] | None]
    started_at: Mapped[Moment]
    ended_at: Mapped[datetime | None]


class WorkoutEntry(Personal, Base):
    """One exercise of a workout. `exercise_key` is null for one that the catalogue does not know; `name` is what was said."""

    __tablename__ = "workout_entry"
    parent_column = "workout_id"

    id: Mapped[Id]
    workout_id: Mapped[str] = mapped_column(String(36), ForeignKey("workout.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    exercise_key: Mapped[str | None] = mapped_column(String(80), index=True)
    name: Mapped[str] = mapped_column(String(120))
    superset: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(Text)


class SetLog(Personal, Base):
    """One set as done, with the prescription it answered (`target_...`). Load in kg, time in s, distance in m."""

    __tablename__ = "set_log"
    parent_column = "entry_id"
    __table_args__ = (
        one_of("kind", "work", "warmup", "drop", "failure"),
        within("reps"),
        within("load_kg"),
        within("rpe"),
        within("rir"),
        within("duration_s"),
        within("distance_m"),
        within("heart_rate_bpm"),
        within("pain", "pain_severity"),
    )

    id: Mapped[Id]
    entry_id: Mapped[str] = mapped_column(String(36), ForeignKey("workout_entry.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    kind: Mapped[Word] = mapped_column(default="work")
    reps: Mapped[int | None]
    load_kg: Mapped[Decimal | None] = mapped_column(Exact(7, 3))
    unit: Mapped[Word | None]
    rpe: Mapped[Decimal | None] = mapped_column(Exact(3, 1))
    rir: Mapped[Decimal | None] = mapped_column(Exact(3, 1))
    duration_s: Mapped[int | None]
    distance_m: Mapped[Decimal | None] = mapped_column(Exact(9, 1))
    heart_rate_bpm: Mapped[int | None]
    rest_s: Mapped[int | None]
    pain: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(Text)
    source: Mapped[Word] = mapped_column(default="chat")
    target_reps_min: Mapped[int | None]
    target_reps_max: Mapped[int | None]
    target_load_kg: Mapped[Decimal | None] = mapped_column(Exact(7, 3))
    target_rir: Mapped[Decimal | None] = mapped_column(Exact(3, 1))
