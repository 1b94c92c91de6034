"""What a language model did for a person, what it cost, and what was recommended."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from spotter.store.tables.base import Base, Exact, Id, Moment, Personal, Word, one_of


class AgentRun(Personal, Base):
    """One agent at work on one task of a turn. `decisions` say why it went as it did, `calls` are ids of the tool ledger.

    `status` is `local` where no model could be asked and the local coach answered in its place.
    """

    __tablename__ = "agent_run"
    __table_args__ = (
        one_of("status", "running", "done", "failed", "local"),
        Index("ix_agent_run_user_id_started_at", "user_id", "started_at"),
    )

    id: Mapped[Id]
    turn_id: Mapped[str] = mapped_column(String(36), ForeignKey("turn.id", ondelete="CASCADE"), index=True)
    agent: Mapped[Word]
    task: Mapped[str] = mapped_column(Text)
    prompt: Mapped[str] = mapped_column(String(80))
    model: Mapped[str | None] = mapped_column(String(120))
    status: Mapped[Word]
    steps: Mapped[int] = mapped_column(default=0)
    input_tokens: Mapped[int] = mapped_column(default=0)
    output_tokens: Mapped[int] = mapped_column(default=0)
    cost_usd: Mapped[Decimal] = mapped_column(Exact(12, 6), default=Decimal(0))
    decisions: Mapped[list[Any]]
    calls: Mapped[list[Any]]
    started_at: Mapped[Moment]
    finished_at: Mapped[datetime | None]


class ModelCall(Personal, Base):
    """One request to a model: its cost is reserved before and settled after. `day` is the UTC date that a budget counts.

    `nth` is its place in the person's day: two that were reserved at once would have the same, and only one of them is kept.
    """

    __tablename__ = "model_call"
    __table_args__ = (one_of("status", "reserved", "done", "failed"), Index("nth_call_of_the_day", "user_id", "day", "nth", unique=True))

    id: Mapped[Id]
    turn_id: Mapped[str | None] = mapped_column(String(36), ForeignKey("turn.id", ondelete="CASCADE"), index=True)
    role: Mapped[Word]
    agent: Mapped[Word | None]
    model: Mapped[str] = mapped_column(String(120))
    status: Mapped[Word]
    error: Mapped[Word | None]
    attempts: Mapped[int] = mapped_column(default=1)
    input_tokens: Mapped[int] = mapped_column(default=0)
    output_tokens: Mapped[int] = mapped_column(default=0)
    cost_usd: Mapped[Decimal] = mapped_column(Exact(12, 6), default=Decimal(0))
    first_token_ms: Mapped[int | None]
    ms: Mapped[int | None]
    day: Mapped[date]
    nth: Mapped[int | None]
    created_at: Mapped[Moment]


class Recommendation(Personal, Base):
    """Something the coach suggested, why, and what became of it. `subject` names the thing suggested, so that it is known again.

    `settled_by` is the turn whose calls settled it: undoing them opens it again.
    """

    __tablename__ = "recommendation"
    __table_args__ = (
        one_of("kind", "exercise", "workout", "program", "meal", "recovery", "load", "habit", "other"),
        one_of("outcome", "open", "taken", "declined", "liked", "disliked", "expired"),
        Index("ix_recommendation_user_id_created_at", "user_id", "created_at"),
    )

    id: Mapped[Id]
    turn_id: Mapped[str] = mapped_column(String(36), ForeignKey("turn.id", ondelete="CASCADE"), index=True)
    run_id: Mapped[str | None] = mapped_column(String(36), ForeignKey("agent_run.id", ondelete="CASCADE"))
    agent: Mapped[Word | None]
    kind: Mapped[Word]
    subject: Mapped[str] = mapped_column(String(120))
    content: Mapped[str] = mapped_column(Text)
    reasons: Mapped[list[Any]]
    confidence: Mapped[Decimal] = mapped_column(Exact(3, 2))
    outcome: Mapped[Word] = mapped_column(default="open")
    outcome_at: Mapped[datetime | None]
    settled_by: Mapped[str | None] = mapped_column(String(36))
    created_at: Mapped[Moment]
