"""A correction applied to the last measurement."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from spotter.coaching.units import CM_PER_INCH, lb_to_kg
from spotter.errors import ToolError
from spotter.language.wording.style import Style
from spotter.store.queries.metrics import are_body_numbers_hidden, last_written_metric
from spotter.store.tables import BodyMetric
from spotter.store.uow import UnitOfWork
from spotter.tools.metrics import BODY_SIZES, checked_values

if TYPE_CHECKING:
    from spotter.tools.corrections import CorrectEntryArgs


async def correct_metric(args: CorrectEntryArgs, style: Style, uow: UnitOfWork) -> tuple[dict[str, Any], dict[str, Any], dt.date]:
    """Change the value or the day of the measurement written down last."""
    row = await last_written_metric(uow)
    if row is None:
        raise ToolError(style.phrase("corrections.nothing"))
    hidden = row.metric in BODY_SIZES and await are_body_numbers_hidden(uow, style.today)
    before = _told(row, is_hidden=hidden)
    value = _value(args, row.metric, style)
    if value is not None:
        first, second = checked_values(row.metric, value, style)
        await uow.change(row, value=first, value_2=second)
    if args.date is not None:
        await uow.change(row, measured_on=args.date, measured_at=row.measured_at + (args.date - row.measured_on))
    return before, _told(row, is_hidden=hidden), row.measured_on


def _value(args: CorrectEntryArgs, metric: str, style: Style) -> float | list[float] | None:
    if metric == "weight" and args.load_kg is not None:
        return args.load_kg
    if metric == "sleep" and args.duration_s is not None:
        return args.duration_s / 3600
    value = args.value
    if isinstance(value, (int, float)) and style.units == "imperial":
        if metric == "weight":
            return float(lb_to_kg(value))
        if metric in ("waist", "hips"):
            return float(Decimal(str(value)) * CM_PER_INCH)
    if value is None and args.date is None:
        raise ToolError(style.phrase("corrections.what"))
    return value


def _told(row: BodyMetric, *, is_hidden: bool) -> dict[str, Any]:
    second = None if row.value_2 is None else float(row.value_2)
    values = {"value": float(row.value), "value_2": second}
    return {"metric": row.metric, **values, "is_hidden": is_hidden, "date": row.measured_on.isoformat()}
