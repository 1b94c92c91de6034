"""The inbox: what the coach wrote first, and what of it was read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import Field

from spotter.errors import NoSuchEntry
from spotter.language.wording.notifications import reason_of
from spotter.store.queries import notifications as store
from spotter.store.queries.nudges import told_in
from spotter.store.tables import Notice
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.spec import Args, Result, tool

MOST = 100


class ShowInboxArgs(Args):
    limit: int = Field(default=20, ge=1, le=MOST)
    before: str | None = Field(default=None, max_length=36, description="The id of a notice: only older ones.")


class ShowNoticeArgs(Args):
    entry: str = Field(max_length=36)


class NoticeShown(Result):
    """Something the coach wrote first. `why` is what made it write, `reason` the same in words."""

    id: str
    kind: str
    text: str
    why: dict[str, Any]
    reason: str
    turn_id: str | None
    created_at: datetime
    read_at: datetime | None


class InboxShown(Result):
    """A page of the inbox, newest first; `unread` counts all of it, `next_before` names where the next page begins."""

    notices: list[NoticeShown]
    unread: int
    next_before: str | None


async def _shown(rows: Sequence[Notice], ctx: CoachContext, uow: UnitOfWork) -> list[NoticeShown]:
    nudges = await told_in(uow, [row.turn_id for row in rows if row.turn_id])
    shown = []
    for row in rows:
        matters = [(nudge.kind, nudge.facts) for nudge in nudges.get(row.turn_id or "", [])]
        due_at = datetime.fromisoformat(row.why["due_at"]) if "due_at" in row.why else None
        kept = {name: getattr(row, name) for name in NoticeShown.model_fields if name != "reason"}
        kept |= {"created_at": row.created_at.astimezone(ctx.zone), "reason": reason_of(row.kind, due_at, matters, ctx.style)}
        shown.append(NoticeShown(**kept))
    return shown


class MarkReadArgs(Args):
    entry: str | None = Field(default=None, max_length=36, description="The id of a notice; else all of them.")


class MarkedRead(Result):
    """How many were unread, and how many still are."""

    marked: int
    unread: int


@tool(agent="motivation", kind="read")
async def show_inbox(args: ShowInboxArgs, ctx: CoachContext, uow: UnitOfWork) -> InboxShown:
    """Show what the coach wrote first: reminders, check-ins and nudges, with why, newest first."""
    found = await store.inbox(uow, args.limit, args.before)
    shown = await _shown(found.notices, ctx, uow)
    is_full = len(shown) == args.limit
    return InboxShown(notices=shown, unread=found.unread, next_before=shown[-1].id if is_full else None)


@tool(agent=None, kind="read")
async def show_notice(args: ShowNoticeArgs, ctx: CoachContext, uow: UnitOfWork) -> NoticeShown:
    """Show one message that the coach wrote first."""
    found = await store.notice_of(uow, args.entry)
    if found is None:
        raise NoSuchEntry(ctx.style.phrase("notifications.no_notice"))
    return (await _shown([found], ctx, uow))[0]


@tool(agent=None, kind="write")
async def mark_read(args: MarkReadArgs, ctx: CoachContext, uow: UnitOfWork) -> MarkedRead:
    """Note that a notice of the inbox was read, or all of them."""
    if args.entry is not None and await store.notice_of(uow, args.entry) is None:
        raise NoSuchEntry(ctx.style.phrase("notifications.no_notice"))
    marked = await store.mark_read(uow, args.entry)
    return MarkedRead(marked=marked, unread=(await store.inbox(uow, 1, None)).unread)


TOOLS = (show_inbox, show_notice, mark_read)
