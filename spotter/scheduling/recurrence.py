"""When a recurring rule is due next, by the clock on the person's wall."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr

from spotter.scheduling.zones import real_time, zone_of

LONGEST_RULE = 500
LARGEST_INTERVAL = 1000
MOST_TIMES = 1000  # what comes more often than that comes for ever
LEAST_GAP = timedelta(minutes=15)
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
_PERIODS = {"HOURLY": timedelta(hours=1), "DAILY": timedelta(days=1), "WEEKLY": timedelta(weeks=1)}
_CLOCK = {"BYHOUR": 24, "BYMINUTE": 60, "BYSECOND": 60}
_LONGEST_MONTH = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
_WIDEST_SHIFT = timedelta(hours=3)
_LOOKED_BACK = timedelta(days=2)  # nobody is told of an older one
_COUNTED = timedelta(days=30 * 366)  # a count that is not through by then does not end


class BadRecurrenceError(ValueError):
    """The text is no recurrence rule of RFC 5545 that we serve (hourly to yearly)."""


class TooOftenError(BadRecurrenceError):
    """Two times of the rule are less than `LEAST_GAP` apart."""


class TooManyTimesError(BadRecurrenceError):
    """The rule counts more than `MOST_TIMES`."""


def refuse_too_often(rule: str) -> None:
    """Raises `TooOftenError`, `TooManyTimesError` or `BadRecurrenceError`: asked before a rule is kept, not of those that are."""
    if "MINUTELY" in rule.upper() or "SECONDLY" in rule.upper():
        raise TooOftenError(rule)
    parts = _parts(rule)
    if _count(parts) > MOST_TIMES:
        raise TooManyTimesError(rule)
    hours, minutes, seconds = ([int(one) for one in parts.get(name, "0").split(",")] for name in _CLOCK)
    times = sorted({3600 * hour + 60 * minute + second for hour in hours for minute in minutes for second in seconds})
    is_each_hour = parts["FREQ"] == "HOURLY" and "BYHOUR" not in parts
    around = times[0] + (3600 if is_each_hour else 24 * 3600)
    if any(later - earlier < LEAST_GAP.total_seconds() for earlier, later in itertools.pairwise([*times, around])):
        raise TooOftenError(rule)


def next_due(rule: str, after: datetime, zone: str, *, start: datetime | None = None) -> datetime | None:
    """The first time strictly after the aware moment `after` that `rule` (an RRULE) falls on, aware in `zone`; None where it has ended.

    `start` (aware) anchors intervals and counts and gives the time of day where the rule has no BYHOUR; default `after`. A count above
    `MOST_TIMES` is none.
    A time in a spring gap is the real time after it; of a doubled autumn time it is the first.
    Raises `BadRecurrenceError` and `UnknownZoneError`.
    """
    return next(_moments(rule, after, zone, start), None)


class Passed(NamedTuple):
    """Of a rule's times: the newest that has come (None where none has since then), and the next one (None where it has ended)."""

    newest: datetime | None
    following: datetime | None


def passed(rule: str, since: datetime, now: datetime, zone: str, *, start: datetime | None = None) -> Passed:
    """Which of the rule's times from `since` to `now` is the newest, and when it is due after that. All moments are aware.

    Raises `BadRecurrenceError` and `UnknownZoneError`.
    """
    newest: datetime | None = None
    after = max(since, now - _LOOKED_BACK) - timedelta(microseconds=1)
    for coming in _moments(rule, after, zone, start):
        if coming.timestamp() > now.timestamp():
            return Passed(newest, coming)
        newest = coming
    return Passed(newest, None)


def _moments(rule: str, after: datetime, zone: str, start: datetime | None) -> Iterator[datetime]:
    """The rule's times after a moment, each later than the one before it."""
    place = zone_of(zone)
    begin = (start or after).astimezone(place).replace(tzinfo=None, microsecond=0)
    if start is None and "BYHOUR" in rule.upper():
        begin -= _WIDEST_SHIFT  # a time in the gap that has just passed on the wall may still be to come
    last = after.timestamp()  # two times of one zone would be compared by the wall
    for wall in _walls(rule, begin, after.astimezone(place).replace(tzinfo=None), place):
        moment = real_time(wall, place)
        if moment.timestamp() > last:
            last = moment.timestamp()
            yield moment


def _walls(rule: str, begin: datetime, after: datetime, place: ZoneInfo) -> Iterator[datetime]:
    """The times on the wall from a little before `after` on; the walk begins there, however long ago the rule began."""
    parts = _parts(rule)
    count = _count(parts) if "COUNT" in parts else MOST_TIMES + 1
    until = max(begin, after) + timedelta(days=_HORIZON_DAYS[parts["FREQ"]])
    if count == 0:
        return
    if count <= MOST_TIMES:
        until = min(until, _end_of_count(rule, begin, place) or until)
    seen = after - _WIDEST_SHIFT
    yield from _compile(parts, _near(parts, begin, seen), until, place).xafter(seen, inc=True)


@lru_cache(maxsize=4096)
def _end_of_count(rule: str, begin: datetime, place: ZoneInfo) -> datetime | None:
    """The last of the times that a rule counts, on the wall; None where that is further away than anybody looks."""
    parts = _parts(rule)
    walk = _compile(parts, begin, begin + _COUNTED, place)
    return next(itertools.islice(walk, _count(parts) - 1, None), None)


def _near(parts: dict[str, str], begin: datetime, seen: datetime) -> datetime:
    """A start near `seen` with the same rhythm: whole intervals after `begin`, and one of them before `seen`.

    Of months and years it is a first day, for which `parts` is told the day of the month that `begin` gave.
    """
    interval, often = int(parts.get("INTERVAL", "1")), parts["FREQ"]
    if often in _PERIODS:
        step = interval * _PERIODS[often]
        return begin + max(0, (seen - begin) // step - 1) * step
    step_months = interval * (12 if often == "YEARLY" else 1)
    months = (seen.year - begin.year) * 12 + seen.month - begin.month
    skipped = (months // step_months - 1) * step_months
    if skipped <= 0:
        return begin
    if not parts.keys() & {"BYMONTHDAY", "BYDAY"}:
        parts["BYMONTHDAY"] = str(begin.day)
        if often == "YEARLY":
            parts.setdefault("BYMONTH", str(begin.month))
    first = (begin.month - 1 if often == "MONTHLY" else 0) + skipped
    return begin.replace(year=begin.year + first // 12, month=first % 12 + 1, day=1)


def _parts(rule: str) -> dict[str, str]:
    text = rule.strip().upper().removeprefix("RRULE:")
    pairs = [part.partition("=") for part in text.split(";") if part]
    parts = {name: value for name, _, value in pairs}
    if len(text) > LONGEST_RULE or len(parts) != len(pairs) or "\n" in text or parts.get("FREQ") not in _HORIZON_DAYS:
        raise BadRecurrenceError(rule)
    if not parts.keys() <= _ALWAYS_ALLOWED | _ALLOWED[parts["FREQ"]] or not _is_on_clock(parts) or not _can_fit(parts):
        raise BadRecurrenceError(rule)
    return parts


def _count(parts: dict[str, str]) -> int:
    """How often it comes, 0 where it is not said."""
    if not parts.get("COUNT", "0").isdecimal():
        raise BadRecurrenceError(parts["COUNT"])
    return int(parts.get("COUNT", "0"))


def _is_on_clock(parts: dict[str, str]) -> bool:
    """Whether its times of day are some: dateutil would find that out in the middle of a walk."""
    told = [(one, below) for name, below in _CLOCK.items() for one in parts.get(name, "0").split(",")]
    return all(one.isdecimal() and int(one) < below for one, below in told)


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


def _compile(parts: dict[str, str], begin: datetime, latest: datetime, place: ZoneInfo) -> rrule:
    wanted = dict(parts)
    wanted.pop("COUNT", None)
    wanted.setdefault("BYSECOND", "0")
    if "BYHOUR" in wanted:
        wanted.setdefault("BYMINUTE", "0")
    try:
        until = min(latest, _until(wanted["UNTIL"], place)) if "UNTIL" in wanted else latest
        wanted["UNTIL"] = until.strftime("%Y%m%dT%H%M%S")
        made = rrulestr("RRULE:" + ";".join(f"{name}={value}" for name, value in wanted.items()), dtstart=begin)
        if not isinstance(made, rrule):
            raise BadRecurrenceError(str(parts))
        return made
    except (ValueError, KeyError, TypeError, IndexError, OverflowError) as error:
        raise BadRecurrenceError(str(parts)) from error


def _until(value: str, place: ZoneInfo) -> datetime:
    """UNTIL on the wall: a day counts to its end, a time in Z is moved into the zone."""
    if len(value) == 8:
        return datetime.strptime(value, "%Y%m%d") + timedelta(days=1, seconds=-1)  # noqa: DTZ007 (a wall clock)
    wall = datetime.strptime(value.removesuffix("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007
    return wall.replace(tzinfo=UTC).astimezone(place).replace(tzinfo=None) if value.endswith("Z") else wall
