"""Moments as cases write them, relative to the case's clock: `-3d 18:00`, `today 07:00`, `+1d`, `-90m`."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator

_DAY = re.compile(r"(?P<day>today|yesterday|tomorrow|[+-]\d{1,4}[dw])(?: (?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d))?")
_SPAN = re.compile(r"(?P<sign>[+-]?)(?P<count>\d{1,5})(?P<unit>[mhdw])")
_NAMES = {"today": 0, "yesterday": -1, "tomorrow": 1}
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_FORM = "write a moment like today 07:00, yesterday, -3d 18:00, +1w or -90m"


def moment(text: str, clock: datetime) -> datetime:
    """The aware moment that `text` names, seen from `clock` in its own zone. A day without a time keeps the clock's.

    `ValueError` where it is none.
    """
    if named := _DAY.fullmatch(text):
        days = _NAMES[named["day"]] if named["day"] in _NAMES else span(named["day"]).days
        at = clock + timedelta(days=days)
        return at if named["hour"] is None else at.replace(hour=int(named["hour"]), minute=int(named["minute"]), second=0, microsecond=0)
    if _SPAN.fullmatch(text):
        return (clock.astimezone(ZoneInfo("UTC")) + span(text)).astimezone(clock.tzinfo)
    raise ValueError(f"{text!r} is no moment; {_FORM}")


def span(text: str) -> timedelta:
    """The length of time that `text` names (`5m`, `2h`, `-3d`, `1w`), or `ValueError`."""
    found = _SPAN.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no length of time; write it like 5m, 2h, 3d or 1w")
    length = int(found["count"]) * _UNITS[found["unit"]]
    return -length if found["sign"] == "-" else length


def told_moment(at: datetime, clock: datetime) -> str:
    """How a case writes this moment: the inverse of `moment`, to the minute."""
    local = at.astimezone(clock.tzinfo)
    return f"{told_day(local.date(), clock)} {local:%H:%M}"


def told_day(day: date, clock: datetime) -> str:
    """How a case writes this date: `today`, `-3d`, `+1d`."""
    days = (day - clock.date()).days
    return f"{days:+d}d" if days else "today"


def resolved(value: Any, clock: datetime) -> Any:
    """Tool arguments with their moments filled in: `@-3d` becomes a date, `@-3d 18:00` a moment with its zone, both ISO 8601."""
    match value:
        case dict():
            return {name: resolved(inner, clock) for name, inner in value.items()}
        case list() | tuple():
            return [resolved(inner, clock) for inner in value]
        case str() if value.startswith("@"):
            at = moment(value[1:], clock)
            return at.isoformat() if ":" in value or value[-1] in "mh" else at.date().isoformat()
    return value


def _is_moment(text: str) -> str:
    moment(text, datetime(2026, 1, 1, tzinfo=ZoneInfo("UTC")))
    return text


def _is_span(text: str) -> str:
    span(text)
    return text


Moment = Annotated[str, AfterValidator(_is_moment)]
Span = Annotated[str, AfterValidator(_is_span)]
