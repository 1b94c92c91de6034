"""When reminders are due, by the clock on the person's wall."""

from __future__ import annotations

from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.scheduling.recurrence import BadRecurrenceError, next_due
from spotter.scheduling.zones import UnknownZoneError, end_of_quiet, is_quiet, zone_of

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
        "FREQ=DAILY;FREQ=DAILY",
        "FREQ=DAILY;X=" + "1" * 600,
    ],
)
def test_rules_that_cannot_be_are_refused(rule: str) -> None:
    with pytest.raises(BadRecurrenceError):
        next_due(rule, at("2026-03-02T07:00:00+01:00"), PARIS)


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
