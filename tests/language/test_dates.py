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


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on monday 2 february", "2026-02-02"),
        ("tue feb 17th", "2026-02-17"),
        ("friday the 13th", "2026-02-13"),
        ("mardi 17 : des", "2026-02-17"),
        ("le lundi 2 février", "2026-02-02"),
        ("Feb 9: some", "2026-02-09"),
        ("wednesday 31 december", "2025-12-31"),
        ("two weeks ago on monday", "2026-02-16"),
        ("two mondays ago", "2026-02-23"),
        ("il y a deux lundis", "2026-02-23"),
        ("jeudi de la semaine dernière", "2026-02-26"),
        ("last week on tuesday", "2026-02-24"),
    ],
)
def test_a_weekday_and_a_date_are_one_day(text: str, day: str) -> None:
    found = find_date(text, reading())
    assert found is not None
    assert (found.date.isoformat(), found.problem) == (day, None)


@pytest.mark.parametrize("text", ["tuesday 3x5", "mardi 10 pompes", "tuesday 10 km", "tuesday 80 kg"])
def test_a_figure_behind_a_weekday_is_no_date(text: str) -> None:
    found = find_date(text, reading())
    assert found is not None
    assert (found.date.isoformat(), text[found.start : found.end].isalpha()) == ("2026-03-03", True)


@pytest.mark.parametrize("text", ["tuesday 2 february", "friday 12th"])
def test_a_weekday_that_contradicts_its_date_is_asked_about(text: str) -> None:
    found = find_date(text, reading())
    assert found is not None
    assert found.problem == "impossible"


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
