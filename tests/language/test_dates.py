"""Days and moments as people write them."""

from __future__ import annotations

from datetime import datetime
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.language.dates import find_date
from spotter.language.moments import find_moment
from spotter.language.understanding import Locale, Reading, Units

NOW = datetime.fromisoformat("2026-03-04T18:30:00+01:00")  # a Wednesday


def reading(locale: str = "en", units: str = "metric") -> Reading:
    return Reading(cast(Locale, locale), cast(Units, units), NOW)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("yesterday", "2026-03-03"),
        ("this morning", "2026-03-04"),
        ("lundi dernier", "2026-03-02"),
        ("3 days ago", "2026-03-01"),
        ("il y a trois jours", "2026-03-01"),
        ("avant-hier", "2026-03-02"),
        ("on the 3rd", "2026-03-03"),
        ("03/02/2026", "2026-02-03"),
        ("2026-02-28", "2026-02-28"),
        ("28 december", "2025-12-28"),
        ("last monday", "2026-03-02"),
    ],
)
def test_a_day_is_found(text: str, day: str) -> None:
    found = find_date(f"squats {text} with a friend", reading())
    assert found is not None
    assert (found.date.isoformat(), found.problem) == (day, None)


def test_slashes_are_read_in_the_order_of_the_country() -> None:
    found = find_date("02/03/2026", reading("en", "imperial"))
    assert found is not None
    assert found.date.isoformat() == "2026-02-03"


@pytest.mark.parametrize(
    ("text", "problem"), [("29 feb 2025", "impossible"), ("2026-13-40", "impossible"), ("1/1/1900", "too_old"), ("tomorrow", "future")]
)
def test_days_that_cannot_be_are_reported(text: str, problem: str) -> None:
    found = find_date(text, reading())
    assert found is not None
    assert found.problem == problem


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("in 20 minutes", "2026-03-04T18:50:00+01:00"),
        ("tomorrow at 7", "2026-03-05T07:00:00+01:00"),
        ("demain à 7h30", "2026-03-05T07:30:00+01:00"),
        ("monday 18:30", "2026-03-09T18:30:00+01:00"),
        ("at 9 pm", "2026-03-04T21:00:00+01:00"),
        ("at 7", "2026-03-04T19:00:00+01:00"),
        ("dans une demi-heure", "2026-03-04T19:00:00+01:00"),
    ],
)
def test_a_moment_is_found(text: str, at: str) -> None:
    found = find_moment(text, reading())
    assert found is not None
    assert found.at is not None
    assert found.at.isoformat() == at


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("every day at 21:00", "FREQ=DAILY;BYHOUR=21;BYMINUTE=0"),
        ("Mon Wed Fri at 7", "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYHOUR=7;BYMINUTE=0"),
        ("tous les lundis à 18h", "FREQ=WEEKLY;BYDAY=MO;BYHOUR=18;BYMINUTE=0"),
        ("every 2 hours", "FREQ=HOURLY;INTERVAL=2"),
    ],
)
def test_a_rule_is_found(text: str, rule: str) -> None:
    found = find_moment(text, reading())
    assert found is not None
    assert found.rule == rule


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    for found in (find_date(text, reading()), find_moment(text, reading())):
        assert found is None or 0 <= found.start <= found.end <= len(text)
