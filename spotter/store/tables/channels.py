"""Where a person can be reached, and what they want to hear there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from spotter.store.tables.base import Base, Id, Moment, Personal, Word, one_of

OUTSIDE = ("telegram", "sms", "email")


class ChannelIdentity(Personal, Base):
    """An address of a person on a channel: a Telegram chat, a phone number in E.164, an e-mail address. One person each.

    `blocked_at` is when the provider said that nothing arrives there any more; a message from there lifts it.
    """

    __tablename__ = "channel_identity"
    __table_args__ = (one_of("channel", *OUTSIDE), UniqueConstraint("channel", "address"))

    id: Mapped[Id]
    channel: Mapped[Word]
    address: Mapped[str] = mapped_column(String(254))
    verified_at: Mapped[datetime | None]
    linked_at: Mapped[Moment]
    last_in_at: Mapped[datetime | None]
    blocked_at: Mapped[datetime | None]


class LinkCode(Personal, Base):
    """A code that proves, once and for some minutes, that who shows it is this person. This row keeps its hash only.

    The message that told it stays in the talk and the outbox as any other, where it opens nothing any more.
    `address` is where the code was sent, for a code that proves an address; None for one that any channel may show. `shown_by` is who has
    shown it outside the app and was asked whether they want to be joined, `shown_after` how many turns they had by then.
    """

    __tablename__ = "link_code"
    __table_args__ = (UniqueConstraint("code_hash"),)

    id: Mapped[Id]
    code_hash: Mapped[str] = mapped_column(String(64))
    channel: Mapped[Word | None]
    address: Mapped[str | None] = mapped_column(String(254))
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    used_at: Mapped[datetime | None]
    shown_by: Mapped[str | None] = mapped_column(String(36), ForeignKey("user.id", ondelete="SET NULL"), index=True)
    shown_at: Mapped[datetime | None]
    shown_after: Mapped[int | None]


class CodeSent(Base):
    """A code that went to an address, whoever asked for it: it counts for a day, also when they are gone. Of the address a hash is kept."""

    __tablename__ = "code_sent"
    __table_args__ = (Index("codes_to_an_address", "address_hash", "sent_at"), Index("codes_sent", "sent_at"))

    id: Mapped[Id]
    address_hash: Mapped[str] = mapped_column(String(64))
    sent_at: Mapped[Moment]


class LinkTry(Personal, Base):
    """A code that somebody showed and that was none: after some of them they have to wait."""

    __tablename__ = "link_try"

    id: Mapped[Id]
    tried_at: Mapped[Moment]


class Consent(Personal, Base):
    """Whether a kind of message may go out on a channel; where no row says so, `channels.consent` has the default."""

    __tablename__ = "consent"
    __table_args__ = (
        one_of("channel", "app", *OUTSIDE),
        one_of("kind", "all", "reminder", "check_in", "nudge"),
        one_of("source", "word", "preference", "provider"),
        UniqueConstraint("user_id", "channel", "kind"),
    )

    id: Mapped[Id]
    channel: Mapped[Word]
    kind: Mapped[Word]
    allowed: Mapped[bool]
    source: Mapped[Word]
    changed_at: Mapped[Moment]


class Suppression(Base):
    """An address that must not be written to, whoever it belongs to: it outlives the person and their data. Only its hash is kept."""

    __tablename__ = "suppression"
    __table_args__ = (one_of("channel", *OUTSIDE), Index("one_suppression", "channel", "address_hash", unique=True))

    id: Mapped[Id]
    channel: Mapped[Word]
    address_hash: Mapped[str] = mapped_column(String(64))
    since: Mapped[Moment]
