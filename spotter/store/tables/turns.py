"""The life of a message: what arrived, what runs, what it did, what goes out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from spotter.store.tables.base import Base, Id, Moment, Personal, Word, one_of

TALK = text("status = 'running' AND kind <> 'job'")
WORK = text("status = 'running' AND kind = 'job'")
UNFINISHED = text("status IN ('pending', 'running')")
UNSENT = text("status IN ('pending', 'sending')")
HELD = text("status = 'sending'")
FIRST, IN_TURN = 0, 1  # ranks of what waits at an address


class Turn(Personal, Base):
    """What runs. At most one turn of a person runs at a time, and one of kind `job`, which works in the background beside it; `seq` is its
    place in the person's order.

    `address` is where on its channel it came from and the reply goes to; None in the app. It waits until `not_before` for more to be said.
    `attempt` is the fence: a worker may write only while the row still carries the attempt it was given.
    `step` is the last step of a turn that thinks, as its graph wrote it; None before the first and after the end.
    """

    __tablename__ = "turn"
    __table_args__ = (
        one_of("kind", "chat", "api", "job", "nudge", "import"),
        one_of("status", "pending", "running", "done", "dead"),
        UniqueConstraint("user_id", "seq"),
        Index("one_running_turn", "user_id", unique=True, sqlite_where=TALK, postgresql_where=TALK),
        Index("one_running_job", "user_id", unique=True, sqlite_where=WORK, postgresql_where=WORK),
        Index("unfinished_turns", "status", "lease_until", sqlite_where=UNFINISHED, postgresql_where=UNFINISHED),
    )

    id: Mapped[Id]
    conversation_id: Mapped[str | None] = mapped_column(String(36), ForeignKey("conversation.id", ondelete="CASCADE"))
    kind: Mapped[Word]
    channel: Mapped[Word]
    address: Mapped[str | None] = mapped_column(String(254))
    status: Mapped[Word]
    seq: Mapped[int]
    attempt: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None]
    created_at: Mapped[Moment]
    not_before: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    path: Mapped[Word | None]
    safety_level: Mapped[Word | None]
    reply: Mapped[dict[str, Any] | None]
    trace: Mapped[list[Any] | None]
    step: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)


class Inbound(Personal, Base):
    """What arrived, once. The same key again is the same message. `provider_ref` is what the channel calls it when it is edited later."""

    __tablename__ = "inbound"
    __table_args__ = (UniqueConstraint("channel", "dedupe_key"),)

    id: Mapped[Id]
    turn_id: Mapped[str] = mapped_column(String(36), ForeignKey("turn.id", ondelete="CASCADE"), index=True)
    channel: Mapped[Word]
    dedupe_key: Mapped[str] = mapped_column(String(200))
    body_hash: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    provider_ref: Mapped[str | None] = mapped_column(String(80), index=True)
    received_at: Mapped[Moment]


class ToolCall(Personal, Base):
    """The ledger: a write stands here in the transaction that made it, so it runs once however often it is tried."""

    __tablename__ = "tool_call"
    __table_args__ = (one_of("kind", "read", "write"), Index("ix_tool_call_user_id_created_at", "user_id", "created_at"))

    turn_id: Mapped[str] = mapped_column(String(36), ForeignKey("turn.id", ondelete="CASCADE"), primary_key=True)
    call_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    tool: Mapped[str] = mapped_column(String(60))
    agent: Mapped[Word | None]
    kind: Mapped[Word]
    args_hash: Mapped[str] = mapped_column(String(64))
    args: Mapped[dict[str, Any]]
    result: Mapped[dict[str, Any]]
    created_at: Mapped[Moment]


class Change(Personal, Base):
    """The journal: one row that a tool wrote, before and after. `parent_id` is the row it hangs on."""

    __tablename__ = "change"
    __table_args__ = (one_of("op", "insert", "update", "delete"), Index("ix_change_turn_id_call_id", "turn_id", "call_id"))

    id: Mapped[Id]
    turn_id: Mapped[str] = mapped_column(String(36), ForeignKey("turn.id", ondelete="CASCADE"))
    call_id: Mapped[str] = mapped_column(String(80))
    op: Mapped[Word]
    table: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[str] = mapped_column(String(36), index=True)
    parent_id: Mapped[str | None] = mapped_column(String(36), index=True)
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    created_at: Mapped[Moment]
    undone_at: Mapped[datetime | None]


class PendingAction(Personal, Base):
    """What the coach waits for: a yes to a tool call, or the missing piece of a clause. It expires."""

    __tablename__ = "pending_action"
    __table_args__ = (one_of("kind", "confirm", "slot"), one_of("status", "open", "done", "declined", "replaced"))

    id: Mapped[Id]
    turn_id: Mapped[str] = mapped_column(String(36), ForeignKey("turn.id", ondelete="CASCADE"))
    kind: Mapped[Word]
    status: Mapped[Word]
    question: Mapped[str] = mapped_column(Text)
    clause: Mapped[str] = mapped_column(Text)
    tool: Mapped[str | None] = mapped_column(String(60))
    args: Mapped[dict[str, Any] | None]
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]


class Event(Personal, Base):
    """What a turn told its listeners, so that a lost stream resumes from `attempt.sequence`."""

    __tablename__ = "event"

    turn_id: Mapped[str] = mapped_column(String(36), ForeignKey("turn.id", ondelete="CASCADE"), primary_key=True)
    attempt: Mapped[int] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    data: Mapped[dict[str, Any]]


class Outbox(Personal, Base):
    """What has to leave the house, per address by `rank` and then in the order of its ids.

    Replies go at least once, nudges and codes at most once. Of kind `service` is what answers STOP, START and HELP, which goes out to those
    who opted out, too. It is of the first rank, as are the words of an emergency: they pass what waits before them.
    `payload` is an `Outgoing`; `parts_sent` counts the messages of it that the provider took already, `provider_id` is the newest of them.
    Who sends holds it until `lease_until`. `receipt` is what the provider told since, which never goes back. What carries a `dedupe_key` is
    put here once.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        one_of("policy", "at_least_once", "at_most_once"),
        one_of("status", "pending", "sending", "sent", "dead", "cancelled"),
        one_of("kind", "reply", "reminder", "nudge", "check_in", "notice", "code", "service"),
        one_of("receipt", "queued", "sent", "delivered", "read", "failed"),
        UniqueConstraint("dedupe_key"),
        Index("unsent", "due_at", sqlite_where=UNSENT, postgresql_where=UNSENT),
        Index("unsent_of_channel", "channel", "rank", "due_at", sqlite_where=UNSENT, postgresql_where=UNSENT),
        Index("unsent_of_address", "channel", "address", "id", sqlite_where=UNSENT, postgresql_where=UNSENT),
        Index("held", "lease_until", sqlite_where=HELD, postgresql_where=HELD),
    )

    id: Mapped[Id]
    turn_id: Mapped[str | None] = mapped_column(String(36), ForeignKey("turn.id", ondelete="CASCADE"))
    channel: Mapped[Word]
    address: Mapped[str] = mapped_column(String(254))
    kind: Mapped[Word]
    rank: Mapped[int] = mapped_column(default=IN_TURN, server_default=str(IN_TURN))
    policy: Mapped[Word]
    status: Mapped[Word]
    payload: Mapped[dict[str, Any]]
    dedupe_key: Mapped[str | None] = mapped_column(String(120))
    parts_sent: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[Moment]
    expires_at: Mapped[datetime | None]
    lease_until: Mapped[datetime | None]
    created_at: Mapped[Moment]
    sent_at: Mapped[datetime | None]
    provider_id: Mapped[str | None] = mapped_column(String(80), index=True)
    receipt: Mapped[Word | None]
    error: Mapped[str | None] = mapped_column(String(80))


class SentPart(Personal, Base):
    """What a provider calls the earlier parts of a message that took several: it tells what becomes of each."""

    __tablename__ = "sent_part"

    id: Mapped[Id]
    outbox_id: Mapped[str] = mapped_column(String(36), ForeignKey("outbox.id", ondelete="CASCADE"), index=True)
    provider_id: Mapped[str] = mapped_column(String(80), index=True)


class SafetyHold(Personal, Base):
    """A training stop that lives in the database: no new channel, thread or "ignore that" clears it."""

    __tablename__ = "safety_hold"
    __table_args__ = (one_of("level", "T0", "T1", "T2"),)

    id: Mapped[Id]
    turn_id: Mapped[str | None] = mapped_column(String(36))
    level: Mapped[Word]
    signals: Mapped[list[Any]]
    opened_at: Mapped[Moment]
    until: Mapped[datetime | None]
    cleared_at: Mapped[datetime | None]
    cleared_by: Mapped[str | None] = mapped_column(String(40))
