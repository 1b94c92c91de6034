"""When a recurring rule is due next, by the clock on the person's wall."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr

from spotter.scheduling.zones import real_time, zone_of

LONGEST_RULE = 500
LARGEST_INTERVAL = 1000
# How far to look per frequency; leap days are up to 8 years apart
_HORIZON_DAYS = {"HOURLY": 366, "DAILY": 9 * 366, "WEEKLY": 9 * 366, "MONTHLY": 9 * 366, "YEARLY": 9 * 366}
# dateutil searches to the year 9999 for a date that fits (7 s a rule, measured), so what can fit nothing is refused here
_ALLOWED = {
    "HOURLY": {"BYHOUR", "BYDAY", "BYMINUTE", "BYSECOND"},
    "DAILY": {"BYHOUR", "BYDAY", "BYMINUTE", "BYSECOND", "BYMONTH", "BYMONTHDAY"},
    "WEEKLY": {"BYHOUR", "BYDAY", "BYMINUTE", "BYSECOND", "BYMONTH"},
    "MONTHLY": {"BYHOUR", "BYDAY", "BYMINUTE", "BYSECOND", "BYMONTH", "BYMONTHDAY", "BYSETPOS"},
    "YEARLY": {"BYHOUR", "BYDAY", "BYMINUTE", "BYSECOND", "BYMONTH", "BYMONTHDAY", "BYSETPOS"},
}
_ALWAYS_ALLOWED = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
_LONGEST_MONTH = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
_WIDEST_SHIFT = timedelta(hours=3)


class BadRecurrenceError(ValueError):
    """The text is no recurrence rule of RFC 5545 that we serve (hourly to yearly)."""


def next_due(rule: str, after: datetime, zone: str, *, start: datetime | None = None) -> datetime | None:
    """The first time strictly after the aware moment `after` that `rule` (an RRULE) falls on, aware in `zone`; None where it has ended.

    `start` (aware) anchors intervals and counts and gives the time of day where the rule has no BYHOUR; default `after`.
    A time in a spring gap is the real time after it; of a doubled autumn time it is the first.
    Raises `BadRecurrenceError` and `UnknownZoneError`.
    """
    place = zone_of(zone)
    begin = (start or after).astimezone(place).replace(tzinfo=None, microsecond=0)
    if start is None and "BYHOUR" in rule.upper():
        begin -= _WIDEST_SHIFT  # a time in the gap that has just passed on the wall may still be to come
    for wall in _walls(rule, begin, after.astimezone(place).replace(tzinfo=None), place):
        moment = real_time(wall, place)
        if moment.timestamp() > after.timestamp():  # two times of one zone would be compared by the wall
            return moment
    return None


def _walls(rule: str, begin: datetime, after: datetime, place: ZoneInfo) -> Iterator[datetime]:
    parts = _parts(rule)
    count = parts.pop("COUNT", None)
    horizon = max(begin, after) + timedelta(days=_HORIZON_DAYS[parts["FREQ"]])
    compiled = _compile(parts, begin, horizon, place)
    if count is not None:
        if not count.isdigit():
            raise BadRecurrenceError(rule)
        yield from itertools.islice(compiled, int(count))
    else:
        yield from compiled.xafter(after - _WIDEST_SHIFT, inc=True)


def _parts(rule: str) -> dict[str, str]:
    text = rule.strip().upper().removeprefix("RRULE:")
    pairs = [part.partition("=") for part in text.split(";") if part]
    parts = {name: value for name, _, value in pairs}
    if len(text) > LONGEST_RULE or len(parts) != len(pairs) or "\n" in text or parts.get("FREQ") not in _HORIZON_DAYS:
        raise BadRecurrenceError(rule)
    if not parts.keys() <= _ALWAYS_ALLOWED | _ALLOWED[parts["FREQ"]] or not _can_fit(parts):
        raise BadRecurrenceError(rule)
    return parts


def _can_fit(parts: dict[str, str]) -> bool:
    """Whether some date can match: a sensible interval, no 30 February, no step of days that misses a weekday for ever."""
    interval = parts.get("INTERVAL", "1")
    if not interval.isdigit() or not 1 <= int(interval) <= LARGEST_INTERVAL:
        return False
    if parts["FREQ"] in ("HOURLY", "DAILY") and int(interval) > 1 and parts.keys() & {"BYDAY", "BYMONTH", "BYMONTHDAY"}:
        return False
    try:
        days = [abs(int(day)) for day in parts.get("BYMONTHDAY", "1").split(",")]
        months = [int(month) for month in parts.get("BYMONTH", "1").split(",")]
    except ValueError:
        return False
    return all(1 <= day <= 31 for day in days) and any(day <= _LONGEST_MONTH.get(month, 31) for day in days for month in months)


def _compile(parts: dict[str, str], begin: datetime, horizon: datetime, place: ZoneInfo) -> rrule:
    wanted = dict(parts)
    wanted.pop("COUNT", None)
    try:
        until = min(horizon, _until(wanted.pop("UNTIL"), place)) if "UNTIL" in wanted else horizon
        text = ";".join(f"{name}={value}" for name, value in wanted.items())
        made = rrulestr(f"RRULE:{text}", dtstart=begin)
        if not isinstance(made, rrule):
            raise BadRecurrenceError(text)
        return made.replace(until=until)
    except (ValueError, KeyError, TypeError, IndexError, OverflowError) as error:
        raise BadRecurrenceError(str(parts)) from error


def _until(value: str, place: ZoneInfo) -> datetime:
    """UNTIL on the wall: a day counts to its end, a time in Z is moved into the zone."""
    if len(value) == 8:
        return datetime.strptime(value, "%Y%m%d") + timedelta(days=1, seconds=-1)  # noqa: DTZ007 (a wall clock)
    wall = datetime.strptime(value.removesuffix("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007
    return wall.replace(tzinfo=UTC).astimezone(place).replace(tzinfo=None) if value.endswith("Z") else wall
