"""Programs: a version never changes; version > blocks > cycle days > slots > prescriptions and progression rules."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from spotter.store.tables.base import Base, Exact, Id, Key, Moment, Personal, Word, one_of

ACTIVE = text("status = 'active'")


class Program(Base):
    """A program of the catalogue (`user_id` null) or one made for a person."""

    __tablename__ = "program"

    id: Mapped[Id]
    user_id: Mapped[str | None] = mapped_column(String(36), ForeignKey("user.id", ondelete="CASCADE"), index=True)
    key: Mapped[Key] = mapped_column(index=True)
    created_at: Mapped[Moment]


class ProgramVersion(Base):
    __tablename__ = "program_version"
    __table_args__ = (UniqueConstraint("program_id", "version"),)

    id: Mapped[Id]
    program_id: Mapped[str] = mapped_column(String(36), ForeignKey("program.id", ondelete="CASCADE"))
    version: Mapped[int]
    goal: Mapped[Word]
    level: Mapped[Word]
    days_per_week: Mapped[int]
    weeks: Mapped[int]
    name: Mapped[dict[str, Any]]
    description: Mapped[dict[str, Any]]
    reasons: Mapped[list[Any]]
    created_at: Mapped[Moment]


class ProgramBlock(Base):
    __tablename__ = "program_block"

    id: Mapped[Id]
    version_id: Mapped[str] = mapped_column(String(36), ForeignKey("program_version.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    weeks: Mapped[int]
    name: Mapped[dict[str, Any]]
    is_deload: Mapped[bool] = mapped_column(default=False)


class ProgramDay(Base):
    """A day of the cycle, by index and not by weekday."""

    __tablename__ = "program_day"

    id: Mapped[Id]
    block_id: Mapped[str] = mapped_column(String(36), ForeignKey("program_block.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    name: Mapped[dict[str, Any]]


class ProgramSlot(Base):
    """The place of an exercise in a day, with what may stand in for it."""

    __tablename__ = "program_slot"

    id: Mapped[Id]
    day_id: Mapped[str] = mapped_column(String(36), ForeignKey("program_day.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    role: Mapped[Word]
    exercise_key: Mapped[Key]
    alternatives: Mapped[list[Any]]
    superset: Mapped[int | None]


class ProgramPrescription(Base):
    """Sets, repetitions and load of a slot. `week` is null where it holds for every week of the block."""

    __tablename__ = "program_prescription"
    __table_args__ = (one_of("load_source", "percent", "last", "given", "bodyweight", "rpe", "none"),)

    id: Mapped[Id]
    slot_id: Mapped[str] = mapped_column(String(36), ForeignKey("program_slot.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    week: Mapped[int | None]
    kind: Mapped[Word] = mapped_column(default="work")
    sets: Mapped[int]
    reps_min: Mapped[int | None]
    reps_max: Mapped[int | None]
    rir: Mapped[Decimal | None] = mapped_column(Exact(3, 1))
    load_source: Mapped[Word]
    load_kg: Mapped[Decimal | None] = mapped_column(Exact(7, 3))
    percent: Mapped[Decimal | None] = mapped_column(Exact(4, 3))
    rest_s: Mapped[int | None]
    duration_s: Mapped[int | None]
    distance_m: Mapped[Decimal | None] = mapped_column(Exact(9, 1))
    zone: Mapped[Word | None]


class ProgressionRule(Base):
    __tablename__ = "progression_rule"
    __table_args__ = (one_of("kind", "linear", "double", "rir", "percentage", "none"),)

    id: Mapped[Id]
    slot_id: Mapped[str] = mapped_column(String(36), ForeignKey("program_slot.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    kind: Mapped[Word]
    step_kg: Mapped[Decimal | None] = mapped_column(Exact(6, 3))
    scope: Mapped[Word]
    on_fail: Mapped[Word]


class Plan(Personal, Base):
    """A program version that a person follows. One is active at a time."""

    __tablename__ = "plan"
    __table_args__ = (
        one_of("status", "active", "paused", "completed", "replaced"),
        Index("one_active_plan", "user_id", unique=True, sqlite_where=ACTIVE, postgresql_where=ACTIVE),
    )

    id: Mapped[Id]
    version_id: Mapped[str] = mapped_column(String(36), ForeignKey("program_version.id"))
    status: Mapped[Word]
    started_on: Mapped[date]
    ended_at: Mapped[datetime | None]
    weekdays: Mapped[list[Any] | None]
    created_at: Mapped[Moment]


class PlanPause(Personal, Base):
    """Days on which a plan rested: nothing was due then. `ends_on` is the last of them, null while the plan is paused."""

    __tablename__ = "plan_pause"
    parent_column = "plan_id"

    id: Mapped[Id]
    plan_id: Mapped[str] = mapped_column(String(36), ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    created_at: Mapped[Moment]


class SavedProgram(Personal, Base):
    """A program version that a person keeps under a name of their own."""

    __tablename__ = "saved_program"

    id: Mapped[Id]
    title: Mapped[str] = mapped_column(String(80))
    version_id: Mapped[str] = mapped_column(String(36), ForeignKey("program_version.id"))
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]


class ProgramShare(Personal, Base):
    """A program version that whoever has the code may see and take, until it expires or is revoked. Nothing personal stands in it."""

    __tablename__ = "program_share"

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(String(24), unique=True)
    version_id: Mapped[str] = mapped_column(String(36), ForeignKey("program_version.id"))
    source_version_id: Mapped[str] = mapped_column(String(36), ForeignKey("program_version.id"))
    with_loads: Mapped[bool] = mapped_column(default=False)
    expires_at: Mapped[Moment]
    revoked_at: Mapped[datetime | None]
    created_at: Mapped[Moment]


class PlanChange(Personal, Base):
    """Why a plan is as it is: the difference, the reasons and the rows they rest on."""

    __tablename__ = "plan_change"
    parent_column = "plan_id"

    id: Mapped[Id]
    plan_id: Mapped[str] = mapped_column(String(36), ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    reasons: Mapped[list[Any]]
    evidence: Mapped[list[Any]]
    proposed_by: Mapped[Word]
    note: Mapped[str | None] = mapped_column(Text)
    applied_at: Mapped[Moment]


class PlanAdjustment(Personal, Base):
    """How the workouts of some days differ from the plan, which stays as it is. It is over after `ends_on`.

    `equipment` is all there is then, `missing` what is not there, `swaps` exercises by what they stand in for.
    With `moved_to` the workout of `starts_on` is done on that day instead; `day_id` is which day of the program that is,
    where it leaves the order of the week.
    """

    __tablename__ = "plan_adjustment"

    id: Mapped[Id]
    starts_on: Mapped[date]
    ends_on: Mapped[date] = mapped_column(index=True)
    minutes: Mapped[int | None]
    equipment: Mapped[list[Any] | None]
    missing: Mapped[list[Any] | None]
    swaps: Mapped[dict[str, Any] | None]
    is_lighter: Mapped[bool] = mapped_column(default=False)
    moved_to: Mapped[date | None]
    day_id: Mapped[str | None] = mapped_column(String(36))
    created_at: Mapped[Moment]
