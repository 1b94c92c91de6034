"""Conversations and what was said in them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from spotter.store.tables.base import Base, Id, Moment, Personal, Word, one_of


class Conversation(Personal, Base):
    """A stretch of talk. `summary` is written when it ends."""

    __tablename__ = "conversation"
    __table_args__ = (one_of("kind", "coaching", "planning", "recommendation"),)

    id: Mapped[Id]
    started_at: Mapped[Moment]
    ended_at: Mapped[datetime | None]
    kind: Mapped[Word] = mapped_column(default="coaching", server_default="coaching")
    summary: Mapped[str | None] = mapped_column(Text)


class Summary(Personal, Base):
    """The older lines of a conversation in short, made once per span of positions. `model` is None where the local coach made it."""

    __tablename__ = "summary"
    __table_args__ = (UniqueConstraint("conversation_id", "first_position", "last_position", "version"),)

    id: Mapped[Id]
    conversation_id: Mapped[str] = mapped_column(String(36), ForeignKey("conversation.id", ondelete="CASCADE"))
    first_position: Mapped[int]
    last_position: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    text: Mapped[str] = mapped_column(Text)
    model: Mapped[str | None] = mapped_column(String(120))
    created_at: Mapped[Moment]


class Message(Personal, Base):
    """One line of a conversation. `position` is the turn's sequence number, the person's line before the coach's."""

    __tablename__ = "message"
    __table_args__ = (one_of("role", "person", "coach"), Index("ix_message_conversation_id_position", "conversation_id", "position"))

    id: Mapped[Id]
    conversation_id: Mapped[str] = mapped_column(String(36), ForeignKey("conversation.id", ondelete="CASCADE"))
    turn_id: Mapped[str | None] = mapped_column(String(36), index=True)
    role: Mapped[Word]
    text: Mapped[str] = mapped_column(Text)
    position: Mapped[int]
    created_at: Mapped[Moment]


class Feedback(Personal, Base):
    """What somebody thought of an answer: the newest rating of a turn counts."""

    __tablename__ = "feedback"
    __table_args__ = (one_of("rating", "up", "down"),)

    turn_id: Mapped[str] = mapped_column(String(36), ForeignKey("turn.id", ondelete="CASCADE"), primary_key=True)
    rating: Mapped[Word]
    text: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[Moment]
