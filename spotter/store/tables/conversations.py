"""Conversations and what was said in them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from spotter.store.tables.base import Base, Id, Moment, Personal, Word, one_of


class Conversation(Personal, Base):
    __tablename__ = "conversation"

    id: Mapped[Id]
    started_at: Mapped[Moment]
    ended_at: Mapped[datetime | None]


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
