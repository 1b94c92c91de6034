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
    """Move a reminder that comes once to another day at the same time of day, or to another hour. All else is set anew."""
    row = await last_reminder(uow)
    if row is None:
        raise ToolError(style.phrase("corrections.nothing"))
    zone = ZoneInfo(row.time_zone)
    was = row.due_at.astimezone(zone)
    hour = _hour(args.value, was)
    if (args.date is None and hour is None) or row.rule is not None:
        raise ToolError(style.phrase("corrections.reminder_anew"))
    due = dt.datetime.combine(args.date or was.date(), was.time() if hour is None else dt.time(hour), zone)
    if due <= uow.now:
        raise ToolError(style.phrase("corrections.reminder_past"))
    before = _told(row, zone)
    await uow.change(row, due_at=due)
    return before, _told(row, zone), due.date()


def _hour(value: float | list[float] | None, was: dt.datetime) -> int | None:
    """The hour that a bare number means: of an afternoon's reminder 8 is eight in the evening."""
    if not isinstance(value, int | float) or not float(value).is_integer() or not 0 <= value < 24:
        return None
    return int(value) + 12 if was.hour >= 12 and value < 12 else int(value)


def _told(row: Reminder, zone: ZoneInfo) -> dict[str, Any]:
    due = row.due_at.astimezone(zone)
    return {"text": row.text, "due_at": due.isoformat(), "date": due.date().isoformat()}
