"""Patterns for calls, rows, replies and moments."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.evals.matching import fits, pair_off
from spotter.evals.moments import moment, resolved, told_day, told_moment
from spotter.evals.patterns import SayingPattern

CLOCK = datetime(2026, 3, 28, 18, 30, tzinfo=ZoneInfo("Europe/Paris"))  # the night before summer time


@pytest.mark.parametrize(
    ("pattern", "value", "expected"),
    [
        (80, 80.0, True),
        (80, 80.1, False),
        (1, True, False),
        ("Squat", "squat", True),
        ({"reps": 5}, {"reps": 5, "load_kg": 80}, True),
        ({"reps": 5}, {"load_kg": 80}, False),
        ([5, 5], [5, 5, 5], False),
        ({"$near": [80, 0.5]}, 80.5, True),
        ({"$near": [80, 0.5]}, 80.6, False),
        ({"$between": [1, 3]}, 3, True),
        ({"$absent": True}, None, True),
        ({"rpe": {"$absent": True}}, {}, True),
        ({"rpe": {"$any": True}}, {"rpe": None}, False),
        ({"$one_of": ["a", "b"]}, "B", True),
        ({"$regex": "^back"}, "Back squat", True),
        ({"$not": 80}, 80, False),
        ({"$has": [{"reps": 5}, {"reps": 5}]}, [{"reps": 5}, {"reps": 8}], False),
        ({"$exactly": {"a": 1}}, {"a": 1, "b": 2}, False),
        ({"$exactly": {"a": 1}}, {"a": 1, "b": None}, True),
        (None, 0, False),
        (False, False, True),
    ],
)
def test_a_value_fits_its_pattern_or_does_not(pattern: Any, value: Any, expected: bool) -> None:
    assert fits(pattern, value) is expected


NAMES = st.text(st.characters(exclude_characters="$"))
PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()


@given(st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner)))
def test_every_plain_value_fits_itself(value: Any) -> None:
    assert fits(value, value)


def test_a_loose_pattern_leaves_the_value_that_a_narrow_one_needs() -> None:
    assert pair_off([{"$any": True}, 5], [5, 8]) == {0: 1, 1: 0}


@pytest.mark.parametrize(
    ("pattern", "reply", "expected"),
    [
        ({"text": "it's done"}, "It’s done.", True),
        ({"figure": 82.5, "unit": "kg"}, "Noté : 82,5 kg", True),
        ({"figure": 82.5, "unit": "kg"}, "82.5 lb", False),
        ({"figure": 2.5}, "at 82.5 kg", False),
        ({"figure": 80}, "5 × 5 at 80 kg.", True),
        ({"figure": 6}, "3 × 4-6, 3 in reserve", True),
        ({"figure": 1500, "unit": "kcal"}, "1\u202f500 kcal", True),
        ({"figure": 1500}, "1,500 kcal", True),
        ({"figure": 580}, "5 80", False),
        ({"figure": -5}, "down by −5 %", True),
        ({"re": r"\bno\b"}, "know", False),
        ({"any": ["rest", "easy"]}, "Take it EASY", True),
    ],
)
def test_what_a_reply_says_is_found_however_it_is_written(pattern: dict[str, Any], reply: str, expected: bool) -> None:
    assert SayingPattern.model_validate(pattern).is_in(reply) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today 07:00", "2026-03-28T07:00:00+01:00"),
        ("tomorrow 07:00", "2026-03-29T07:00:00+02:00"),
        ("-3d", "2026-03-25T18:30:00+01:00"),
        ("+1w 08:15", "2026-04-04T08:15:00+02:00"),
        ("-90m", "2026-03-28T17:00:00+01:00"),
        ("+8h", "2026-03-29T03:30:00+02:00"),
    ],
)
def test_moments_are_told_in_the_zone_of_the_person(text: str, expected: str) -> None:
    assert moment(text, CLOCK).isoformat() == expected


@pytest.mark.parametrize("text", ["", "soon", "3 days ago", "-3d 25:00", "today 7:00", "-3d18:00", "12:00"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no moment"):
        moment(text, CLOCK)


@given(st.integers(-400, 400), st.integers(0, 23), st.integers(0, 59))
def test_a_moment_that_was_told_is_found_again(days: int, hour: int, minute: int) -> None:
    at = datetime(2026, 7, 1, hour, minute, tzinfo=UTC) + timedelta(days=days)
    clock = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
    assert moment(told_moment(at, clock), clock) == at


def test_arguments_get_their_days_and_moments() -> None:
    args = {"date": "@-1d", "at": "@today 07:30", "entries": [{"note": "me@home"}]}
    assert resolved(args, CLOCK) == {"date": "2026-03-27", "at": "2026-03-28T07:30:00+01:00", "entries": [{"note": "me@home"}]}
    assert told_day(date(2026, 3, 30), CLOCK) == "+2d"
