"""Plans in the making: what was wished, how far it has come, and what each step found."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from spotter.store.tables.base import Base, Id, Moment, Personal, Word, one_of


class Generation(Personal, Base):
    """A plan that is made step by step. `turn_id` is the turn that works on it now or did last; it has the id of its first one.

    `state` is where its graph stands, kept with each step until it is over; `outcome` the plan, or why there is none.
    """

    __tablename__ = "generation"
    __table_args__ = (one_of("status", "running", "paused", "done", "refused", "cancelled"),)

    id: Mapped[Id]
    turn_id: Mapped[str] = mapped_column(String(36), ForeignKey("turn.id", ondelete="CASCADE"), index=True)
    status: Mapped[Word]
    wishes: Mapped[dict[str, Any]]
    outcome: Mapped[dict[str, Any] | None]
    state: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]


class GenerationStep(Personal, Base):
    """One step with its reasons: what it found in figures, who made it (rules, or a model that proposed), in the order of `position`."""

    __tablename__ = "generation_step"
    __table_args__ = (one_of("made_by", "rules", "model"),)

    generation_id: Mapped[str] = mapped_column(String(36), ForeignKey("generation.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[Word]
    made_by: Mapped[Word]
    model: Mapped[str | None] = mapped_column(String(80))
    found: Mapped[dict[str, Any]]
    reasons: Mapped[list[Any]]
    created_at: Mapped[datetime]
