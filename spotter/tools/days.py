"""Which days something may have been done on."""

from __future__ import annotations

from datetime import date

from spotter.errors import ToolError
from spotter.language.dates import OLDEST_YEARS
from spotter.tools.context import CoachContext


def refuse_unlikely_day(day: date, ctx: CoachContext, in_future: str) -> None:
    """`ToolError` for a day that is still to come (in the words of the phrase `in_future`) or so long ago that it is a slip of the keys."""
    if day > ctx.today:
        raise ToolError(ctx.style.phrase(in_future))
    if day.year < ctx.today.year - OLDEST_YEARS:
        raise ToolError(ctx.style.phrase("house.too_old", years=OLDEST_YEARS))
