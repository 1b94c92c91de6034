"""A correction applied to the reminder that was set last."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from spotter.errors import ToolError
from spotter.language.wording.style import Style
from spotter.store.queries.entries import last_reminder
from spotter.store.tables import Reminder
from spotter.store.uow import UnitOfWork

if TYPE_CHECKING:
    from spotter.tools.corrections import CorrectEntryArgs


async def correct_reminder(args: CorrectEntryArgs, style: Style, uow: UnitOfWork) -> tuple[dict[str, Any], dict[str, Any], dt.date]:
    """Move a reminder that comes once to another day, at the same time of day. All else is set anew."""
    row = await last_reminder(uow)
    if row is None:
        raise ToolError(style.phrase("corrections.nothing"))
    if args.date is None or row.rule is not None:
        raise ToolError(style.phrase("corrections.reminder_anew"))
    zone = ZoneInfo(row.time_zone)
    due = dt.datetime.combine(args.date, row.due_at.astimezone(zone).timetz().replace(tzinfo=None), zone)
    if due <= uow.now:
        raise ToolError(style.phrase("corrections.reminder_past"))
    before = _told(row, zone)
    await uow.change(row, due_at=due)
    return before, _told(row, zone), args.date


def _told(row: Reminder, zone: ZoneInfo) -> dict[str, Any]:
    due = row.due_at.astimezone(zone)
    return {"text": row.text, "due_at": due.isoformat(), "date": due.date().isoformat()}
