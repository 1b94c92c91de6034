"""Hours in which somebody may be written to unasked, whatever their zone, their wishes and the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.coaching.nudging import Contact
from spotter.scheduling.send_time import Habits, Slot, Tried, choose, is_held_out
from spotter.scheduling.send_windows import Openings

ZONES = st.sampled_from(
    ["Europe/Paris", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland", "Australia/Lord_Howe", "Africa/Casablanca"]
)
MOMENTS = st.integers(0, 4 * 365 * 86_400).map(lambda seconds: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds))
NOW = datetime(2026, 3, 2, 18, 30, tzinfo=UTC)


@given(ZONES, MOMENTS, st.times(), st.times(), st.booleans())
def test_nothing_is_chosen_in_quiet_hours_nor_beyond_those_of_sms(name: str, now: datetime, begin: time, end: time, by_sms: bool) -> None:
    zone = ZoneInfo(name)
    openings = Openings(zone, begin, end, by_sms=by_sms)
    found = openings.hours_of(now.astimezone(zone).date(), 0, 23, now.minute)
    waited = openings.from_(now)
    for at in [*found, *([waited] if waited else [])]:
        wall = at.astimezone(zone).time()
        is_quiet = begin <= wall < end if begin <= end else not end <= wall < begin
        assert not is_quiet
        assert not by_sms or time(8) <= wall < time(21)


@pytest.mark.parametrize("name", ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Pacific/Auckland"])
@pytest.mark.parametrize(
    "first", [date(2026, 3, 6), date(2026, 3, 27), date(2026, 4, 3), date(2026, 9, 25), date(2026, 10, 2), date(2026, 10, 23)]
)
def test_each_hour_of_a_day_comes_once_on_that_day_around_the_changes_of_the_clocks(name: str, first: date) -> None:
    openings = Openings(ZoneInfo(name), time(0), time(0))
    for day in (first + timedelta(days=n) for n in range(10)):
        found = openings.hours_of(day, 0, 23, 30)
        assert {at.date() for at in found} == {day}
        assert len({at.timestamp() for at in found}) == len(found) >= 23


def test_somebody_who_answers_in_the_evening_is_written_to_in_the_evening() -> None:
    openings = Openings(ZoneInfo("Europe/Paris"))
    habit = [Tried(Slot(weekday, hour), was_receptive=hour in (19, 20)) for weekday in range(7) for hour in range(8, 21)] * 3
    hours = [choose(openings.hours_of(date(2026, 3, 2) + timedelta(days=n), 8, 20), habit, Habits(), str(n)).hour for n in range(60)]
    assert sum(18 <= hour <= 20 for hour in hours) >= 50


def test_the_same_person_day_and_kind_get_the_same_moment() -> None:
    moments = Openings(ZoneInfo("Europe/Paris")).hours_of(date(2026, 3, 2), 8, 20)
    assert choose(moments, [], Habits(), "ann 2026-03-02 welcome") == choose(moments, [], Habits(), "ann 2026-03-02 welcome")


def test_one_message_in_ten_is_left_unsent() -> None:
    held = sum(is_held_out(f"person {n}", "workout_due", date(2026, 3, 2)) for n in range(10_000))
    assert 900 <= held <= 1100


@pytest.mark.parametrize(
    ("silent_days", "days_since_last", "refusal"),
    [
        (0, 2, "backing_off"),
        (0, 3, None),
        (5, 1, "backing_off"),
        (5, 2, None),
        (15, 5, "backing_off"),
        (15, 6, None),
        (40, 14, "backing_off"),
        (40, 15, None),
        (60, 30, "silent_for_long"),
        (0, 0.5, "too_soon"),
    ],
)
def test_the_longer_somebody_is_silent_the_rarer_they_are_written_to(silent_days: int, days_since_last: float, refusal: str | None) -> None:
    contact = Contact(NOW - timedelta(days=silent_days), [NOW - timedelta(days=days_since_last)], 4, ZoneInfo("Europe/Paris"))
    assert contact.refusal(NOW) == refusal


def test_a_week_has_a_budget() -> None:
    sent = [NOW - timedelta(days=n) for n in (1, 3, 5)]
    assert Contact(NOW - timedelta(days=5), sent, 3, ZoneInfo("UTC")).refusal(NOW) == "budget"
