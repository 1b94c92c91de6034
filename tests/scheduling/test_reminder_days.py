"""Reminders and quiet hours on the nights when the clocks change: one a day, at its time on the wall."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from spotter.scheduling.recurrence import next_due, passed
from spotter.scheduling.zones import end_of_quiet, is_quiet, real_time

ZONES = (
    "Europe/Paris",
    "Europe/London",
    "America/New_York",
    "America/Los_Angeles",
    "America/Santiago",
    "Australia/Sydney",
    "Australia/Lord_Howe",  # where the clocks move by half an hour
)
YEAR = datetime(2026, 1, 1, tzinfo=UTC)
zones = st.sampled_from(ZONES)
instants = st.integers(0, 365 * 24 * 60 - 1).map(lambda minute: YEAR + timedelta(minutes=minute))
walls = st.times(min_value=time(0), max_value=time(23, 59)).map(lambda one: one.replace(second=0, microsecond=0))


@given(zones, instants, walls)
def test_a_daily_reminder_comes_once_on_every_day_of_the_calendar(zone: str, begin: datetime, wall: time) -> None:
    rule, place = f"FREQ=DAILY;BYHOUR={wall.hour};BYMINUTE={wall.minute}", ZoneInfo(zone)
    due = [begin]
    for _ in range(4):
        due.append(next_due(rule, due[-1], zone, start=begin) or begin)
    days = [one.astimezone(place).date() for one in due[1:]]
    assert days == [days[0] + timedelta(days=ahead) for ahead in range(4)]
    for one in due[1:]:
        assert one == real_time(datetime.combine(one.astimezone(place).date(), wall), place)


@given(zones, instants, walls, st.integers(1, 40))
def test_after_any_downtime_the_newest_is_told_and_the_next_is_to_come(zone: str, since: datetime, wall: time, hours: int) -> None:
    rule, now = f"FREQ=DAILY;BYHOUR={wall.hour};BYMINUTE={wall.minute}", since + timedelta(hours=hours)
    found = passed(rule, since, now, zone, start=since)
    assert found.following is not None
    assert found.following.timestamp() > now.timestamp()
    assert found.newest is None or since.timestamp() <= found.newest.timestamp() <= now.timestamp()
    assert found.newest is None or next_due(rule, found.newest, zone, start=since) == found.following


@given(zones, instants, walls, walls)
def test_quiet_hours_end_later_and_are_over_then(zone: str, at: datetime, start: time, end: time) -> None:
    place = ZoneInfo(zone)
    over = end_of_quiet(at, place, quiet_from=start, quiet_until=end)
    assert over.timestamp() >= at.timestamp()
    assert not is_quiet(over, place, quiet_from=start, quiet_until=end)


def test_quiet_hours_that_end_in_an_hour_that_comes_twice_end_once_more() -> None:
    place = ZoneInfo("Europe/Paris")
    second = datetime.fromisoformat("2026-10-25T02:10:00+01:00")
    over = end_of_quiet(second, place, quiet_until=time(2, 30))
    assert over.timestamp() == datetime.fromisoformat("2026-10-25T02:30:00+01:00").timestamp()
