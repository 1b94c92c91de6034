"""When reminders are due, by the clock on the person's wall."""

from __future__ import annotations

import itertools
import sys
from collections import Counter
from datetime import datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import example, given
from hypothesis import strategies as st

from spotter.scheduling.recurrence import (
    MOST_TIMES,
    BadRecurrenceError,
    TooManyTimesError,
    TooOftenError,
    next_due,
    passed,
    refuse_too_often,
)
from spotter.scheduling.zones import UnknownZoneError, end_of_quiet, is_quiet, real_time, zone_of

PARIS = "Europe/Paris"
HALF_PAST_TWO = "FREQ=DAILY;BYHOUR=2;BYMINUTE=30;BYSECOND=0"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("rule", "after", "due"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=7;BYMINUTE=0;BYSECOND=0", "2026-03-02T07:00:00+01:00", "2026-03-05T07:00:00+01:00"),
        ("RRULE:FREQ=DAILY;BYHOUR=18;BYMINUTE=15;BYSECOND=0", "2026-03-02T12:00:00+01:00", "2026-03-02T18:15:00+01:00"),
        (HALF_PAST_TWO, "2026-03-28T12:00:00+01:00", "2026-03-29T03:30:00+02:00"),
        (HALF_PAST_TWO, "2026-03-29T03:10:00+02:00", "2026-03-29T03:30:00+02:00"),
        (HALF_PAST_TWO, "2026-10-25T00:10:00+02:00", "2026-10-25T02:30:00+02:00"),
        (HALF_PAST_TWO, "2026-10-25T02:30:00+02:00", "2026-10-26T02:30:00+01:00"),
        ("FREQ=MONTHLY;BYMONTHDAY=31;BYHOUR=9;BYMINUTE=0;BYSECOND=0", "2026-04-01T09:00:00+02:00", "2026-05-31T09:00:00+02:00"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYHOUR=9;BYMINUTE=0;BYSECOND=0", "2026-04-01T09:00:00+02:00", "2028-02-29T09:00:00+01:00"),
    ],
)
def test_next_due(rule: str, after: str, due: str) -> None:
    found = next_due(rule, at(after), PARIS)
    assert found is not None
    assert (found.timestamp(), found.isoformat()) == (at(due).timestamp(), due)


def test_rules_end() -> None:
    start = at("2026-03-02T07:00:00+01:00")
    assert next_due("FREQ=DAILY;COUNT=2", start, PARIS, start=start) == at("2026-03-03T07:00:00+01:00")
    assert next_due("FREQ=DAILY;COUNT=2", at("2026-03-03T08:00:00+01:00"), PARIS, start=start) is None
    assert next_due("FREQ=DAILY;UNTIL=20260304", at("2026-03-05T00:00:00+01:00"), PARIS, start=start) is None


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "every day",
        "FREQ=SECONDLY",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY;BYMONTH=2",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=DAILY;UNTIL=soon",
        "FREQ=DAILY;COUNT=-1",
        "FREQ=HOURLY;BYMINUTE=75",
        "FREQ=DAILY;BYHOUR=-1",
        "FREQ=DAILY;FREQ=DAILY",
        "FREQ=DAILY;X=" + "1" * 600,
    ],
)
def test_rules_that_cannot_be_are_refused(rule: str) -> None:
    with pytest.raises(BadRecurrenceError):
        next_due(rule, at("2026-03-02T07:00:00+01:00"), PARIS)


EVERY_MINUTE = "FREQ=HOURLY;BYMINUTE=" + ",".join(str(minute) for minute in range(60))


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MINUTELY",
        EVERY_MINUTE,
        "FREQ=HOURLY;BYMINUTE=0,10",
        "FREQ=HOURLY;BYMINUTE=0,50",
        "FREQ=DAILY;BYHOUR=8;BYMINUTE=0,14",
        "FREQ=DAILY;BYHOUR=8;BYMINUTE=0;BYSECOND=0,1,2",
        "FREQ=DAILY;BYHOUR=0,23;BYMINUTE=0,59",
    ],
)
def test_what_would_come_within_a_quarter_of_an_hour_is_refused(rule: str) -> None:
    with pytest.raises(TooOftenError):
        refuse_too_often(rule)


@pytest.mark.parametrize(
    "rule", ["FREQ=HOURLY", "FREQ=HOURLY;BYMINUTE=0,15,30,45", "FREQ=DAILY;BYHOUR=7,19;BYMINUTE=30", "FREQ=DAILY;COUNT=30"]
)
def test_what_leaves_a_quarter_of_an_hour_is_kept(rule: str) -> None:
    refuse_too_often(rule)


def test_a_count_has_an_end() -> None:
    with pytest.raises(TooManyTimesError):
        refuse_too_often(f"FREQ=DAILY;COUNT={MOST_TIMES + 1}")
    start = at("2026-03-02T07:00:00+01:00")
    assert next_due("FREQ=DAILY;BYHOUR=7;COUNT=9999999", at("2036-03-02T07:00:00+01:00"), PARIS, start=start) is not None


def _listed(low: int, high: int, most: int) -> st.SearchStrategy[str]:
    return st.lists(st.integers(low, high), min_size=1, max_size=most, unique=True).map(lambda found: ",".join(map(str, found)))


_DAYS = st.lists(st.sampled_from(("MO", "TU", "WE", "TH", "FR", "SA", "SU")), min_size=1, max_size=4, unique=True).map(",".join)
_CLOCK = {"BYHOUR": _listed(0, 23, 3), "BYMINUTE": _listed(0, 59, 2)}
_EVERY = {"INTERVAL": st.integers(1, 9).map(str), "COUNT": st.integers(0, 400).map(str), "WKST": st.sampled_from(("MO", "SU"))}
_RULES = st.one_of(
    st.fixed_dictionaries({"FREQ": st.just("HOURLY")}, optional={"BYMINUTE": _CLOCK["BYMINUTE"], **_EVERY}),
    st.fixed_dictionaries({"FREQ": st.just("HOURLY")}, optional=_CLOCK | {"BYDAY": _DAYS}),
    st.fixed_dictionaries({"FREQ": st.just("DAILY")}, optional=_CLOCK | _EVERY),
    st.fixed_dictionaries({"FREQ": st.just("DAILY")}, optional=_CLOCK | {"BYDAY": _DAYS, "BYMONTH": _listed(1, 12, 3)}),
    st.fixed_dictionaries({"FREQ": st.just("WEEKLY")}, optional=_CLOCK | _EVERY | {"BYDAY": _DAYS}),
    st.fixed_dictionaries({"FREQ": st.just("MONTHLY")}, optional=_CLOCK | _EVERY | {"BYMONTHDAY": _listed(1, 31, 3)}),
    st.fixed_dictionaries({"FREQ": st.just("MONTHLY"), "BYDAY": _DAYS}, optional=_CLOCK | _EVERY | {"BYSETPOS": _listed(1, 3, 2)}),
    st.fixed_dictionaries({"FREQ": st.just("YEARLY")}, optional=_CLOCK | _EVERY | {"BYMONTH": _listed(1, 12, 2)}),
    st.fixed_dictionaries({"FREQ": st.just("YEARLY"), "BYMONTH": _listed(1, 12, 2), "BYDAY": _DAYS}, optional=_CLOCK | _EVERY),
)


def walked(parts: dict[str, str], after: datetime, zone: str, start: datetime) -> datetime | None:
    """When a rule is due after a moment, found by walking through all its times from the first one on."""
    place, defaults = zone_of(zone), {"BYSECOND": "0"} | ({"BYMINUTE": "0"} if "BYHOUR" in parts else {})
    begin = start.astimezone(place).replace(tzinfo=None, microsecond=0)
    latest = after.astimezone(place).replace(tzinfo=None) + timedelta(days=366 if parts["FREQ"] == "HOURLY" else 9 * 366)
    text = ";".join(f"{name}={value}" for name, value in (defaults | parts).items() if name != "COUNT")
    walls = itertools.takewhile(lambda wall: wall <= latest, rrulestr(f"RRULE:{text}", dtstart=begin))
    counted = itertools.islice(walls, int(parts["COUNT"]) if "COUNT" in parts else None)
    moments = (real_time(wall, place) for wall in counted)
    return next((moment for moment in moments if moment.timestamp() > after.timestamp()), None)


@given(
    _RULES,
    st.datetimes(datetime(2015, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001 (of the zone below)
    st.integers(0, 5 * 365 * 24 * 60),
    st.sampled_from((PARIS, "America/New_York", "Australia/Lord_Howe", "UTC")),
)
@example({"FREQ": "MONTHLY"}, datetime(2026, 1, 31, 8), 600 * 24 * 60, PARIS)  # noqa: DTZ001
@example({"FREQ": "YEARLY"}, datetime(2024, 2, 29, 8), 600 * 24 * 60, PARIS)  # noqa: DTZ001
@example({"FREQ": "DAILY", "BYHOUR": "2,3", "BYMINUTE": "30,0"}, datetime(2025, 3, 1), 393 * 24 * 60 + 90, PARIS)  # noqa: DTZ001
def test_what_is_found_near_by_is_what_a_walk_from_the_start_finds(parts: dict[str, str], wall: datetime, minutes: int, zone: str) -> None:
    start = wall.replace(tzinfo=zone_of(zone))
    after = start + timedelta(minutes=minutes // (10 if parts["FREQ"] == "HOURLY" else 1))
    rule = ";".join(f"{name}={value}" for name, value in parts.items())
    due = next_due(rule, after, zone, start=start)
    assert due == walked(parts, after, zone, start)
    later = after + timedelta(days=1)
    assert passed(rule, after, later, zone, start=start).following == next_due(rule, later, zone, start=start)


def steps_to_find(rule: str, start: datetime, after: datetime) -> int:
    """How many calls of functions it takes to find when a rule is due after a moment."""
    taken = Counter[str]()
    sys.setprofile(lambda _frame, event, _arg: taken.update((event,)))
    try:
        next_due(rule, after, PARIS, start=start)
    finally:
        sys.setprofile(None)
    return taken["call"]


@pytest.mark.parametrize("rule", [EVERY_MINUTE, "FREQ=DAILY;BYHOUR=8", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY;COUNT=500", "FREQ=YEARLY"])
def test_what_began_ten_years_ago_is_found_as_soon_as_what_is_new(rule: str) -> None:
    after = at("2026-03-02T07:00:00+01:00")
    old, new = at("2016-03-02T07:00:00+01:00"), after - timedelta(days=2)
    next_due(rule, after, PARIS, start=old)  # a count is walked through once
    next_due(rule, after, PARIS, start=new)
    assert steps_to_find(rule, old, after) < 2 * steps_to_find(rule, new, after) < 3000


@given(st.integers(1_600_000_000, 2_000_000_000), st.integers(0, 23))
def test_a_daily_reminder_is_never_more_than_25_hours_away(moment: int, hour: int) -> None:
    after = datetime.fromtimestamp(moment, zone_of("America/New_York"))
    due = next_due(f"FREQ=DAILY;BYHOUR={hour};BYMINUTE=30;BYSECOND=0", after, "America/New_York")
    assert due is not None
    assert 0 < due.timestamp() - after.timestamp() <= 25 * 3600


@pytest.mark.parametrize("name", ["", "Mars/Base", "../etc/passwd", "Europe"])
def test_unknown_zones(name: str) -> None:
    with pytest.raises(UnknownZoneError):
        zone_of(name)


def test_quiet_hours_cross_midnight() -> None:
    paris = zone_of(PARIS)
    assert [is_quiet(at(f"2026-03-02T{t}+01:00"), paris) for t in ("21:59", "22:00", "06:59", "07:00")] == [False, True, True, False]
    assert end_of_quiet(at("2026-03-02T23:00+01:00"), paris) == at("2026-03-03T07:00+01:00")
    assert end_of_quiet(at("2026-03-02T12:00+01:00"), paris) == at("2026-03-02T12:00+01:00")
    assert not is_quiet(at("2026-03-02T12:00+01:00"), paris, quiet_from=time(8), quiet_until=time(8))
