"""Pains and injuries, how strong they were day by day, and the rehab that somebody was given for them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from spotter.store.tables.base import Base, Exact, Id, Moment, Personal, Word, one_of, within


class Injury(Personal, Base):
    """A pain or injury that training has to respect until it is resolved, as it stands now. `severity` is 0 to 10 or null.

    `provoked_by` are all exercises (catalogue keys) and movements (codes of `coaching.provocation`) that brought it on so far.
    """

    __tablename__ = "injury"
    __table_args__ = (one_of("status", "open", "resolved"), within("severity", "pain_severity"))

    id: Mapped[Id]
    region: Mapped[Word]
    side: Mapped[Word | None]
    status: Mapped[Word]
    severity: Mapped[int | None]
    occurs: Mapped[Word | None]
    exercise_key: Mapped[str | None] = mapped_column(String(80))
    provoked_by: Mapped[list[Any] | None]
    note: Mapped[str | None] = mapped_column(Text)
    reported_at: Mapped[Moment]
    updated_at: Mapped[Moment]
    resolved_at: Mapped[datetime | None]


class PainRating(Personal, Base):
    """One report of an injury: how strong it was on a day, when it hurt and what brought it on, as it was said then."""

    __tablename__ = "pain_rating"
    __table_args__ = (within("severity", "pain_severity"), Index("ix_pain_rating_injury_id_rated_at", "injury_id", "rated_at"))
    parent_column = "injury_id"

    id: Mapped[Id]
    injury_id: Mapped[str] = mapped_column(String(36), ForeignKey("injury.id", ondelete="CASCADE"))
    severity: Mapped[int | None]
    occurs: Mapped[Word | None]
    provoked_by: Mapped[list[Any] | None]
    note: Mapped[str | None] = mapped_column(Text)
    rated_at: Mapped[Moment]
    rated_on: Mapped[date]


class RehabExercise(Personal, Base):
    """An exercise that somebody does for a sore region, as their physio or they themselves said. Dose: sets of reps or of seconds.

    `per_week` counts how often it is due, twice a day being 14.
    """

    __tablename__ = "rehab_exercise"
    __table_args__ = (
        one_of("status", "active", "ended"),
        one_of("told_by", "physio", "self"),
        within("sets"),
        within("reps"),
        within("duration_s"),
        within("load_kg"),
        within("per_week", "rehab_per_week"),
    )

    id: Mapped[Id]
    region: Mapped[Word | None]
    exercise_key: Mapped[str | None] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(120))
    sets: Mapped[int | None]
    reps: Mapped[int | None]
    duration_s: Mapped[int | None]
    load_kg: Mapped[Decimal | None] = mapped_column(Exact(7, 3))
    per_week: Mapped[int]
    told_by: Mapped[Word]
    status: Mapped[Word]
    started_on: Mapped[date]
    until: Mapped[date | None]
    created_at: Mapped[Moment]
    ended_at: Mapped[datetime | None]


class RehabDone(Personal, Base):
    """One time that a rehab exercise was done."""

    __tablename__ = "rehab_done"
    __table_args__ = (Index("ix_rehab_done_rehab_id_done_on", "rehab_id", "done_on"),)
    parent_column = "rehab_id"

    id: Mapped[Id]
    rehab_id: Mapped[str] = mapped_column(String(36), ForeignKey("rehab_exercise.id", ondelete="CASCADE"))
    done_on: Mapped[date]
    created_at: Mapped[Moment]
