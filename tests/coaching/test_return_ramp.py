"""The way back after pain: what a week of calm does, and what pain takes away again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.coaching.return_ramp import STEPS, Rated, move_of, return_ramp, trend_of

START = date(2026, 3, 2)


def day(number: int) -> date:
    return START + timedelta(days=number)


def percent(ratings: list[tuple[int, int]], trained: list[int], today: int) -> int:
    ramp = return_ramp([Rated(day(on), severity) for on, severity in ratings], {day(on) for on in trained}, day(today))
    return 100 if ramp is None else ramp.percent


@pytest.mark.parametrize(
    ("ratings", "trained", "today", "expected"),
    [
        ([(0, 2), (5, 1)], [3], 10, 100),  # nothing was ever held back
        ([(0, 4)], [], 0, 70),
        ([(0, 7)], [], 0, 50),
        ([(0, 7), (5, 0)], [], 40, 50),  # calm, but nothing was trained: no step
        ([(0, 7), (5, 0)], [6], 11, 50),  # not a week yet
        ([(0, 7), (5, 0)], [6], 12, 60),
        ([(0, 7), (5, 0)], [6, 13], 19, 70),
        ([(0, 7), (5, 0)], [6, 13, 20, 27, 34], 41, 100),
        ([(0, 7), (5, 2)], [6, 13], 30, 50),  # a two holds
        ([(0, 4), (1, 4), (3, 4)], [], 3, 70),  # a settled four stays where it is
        ([(0, 4), (3, 4)], [2], 3, 60),  # still four on the morning after: not settled
        ([(0, 4), (3, 5)], [], 3, 60),  # it grows
        ([(0, 7), (5, 0), (14, 4)], [6, 13], 14, 50),
        ([(0, 4), (5, 0), (20, 3)], [6, 13], 20, 70),  # was at 90, and no further than the load of a sore day
        ([(0, 4), (5, 0), (20, 8)], [6, 13], 20, 50),
        ([(0, 4), (5, 0)], [6, 13, 20], 60, 100),
    ],
)
def test_the_share_of_the_former_load(ratings: list[tuple[int, int]], trained: list[int], today: int, expected: int) -> None:
    assert percent(ratings, trained, today) == expected


@given(
    ratings=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 10)), max_size=12).map(sorted),
    trained=st.sets(st.integers(0, 60), max_size=30),
)
def test_no_week_brings_back_more_than_a_step(ratings: list[tuple[int, int]], trained: set[int]) -> None:
    course = [percent([one for one in ratings if one[0] <= today], [on for on in trained if on <= today], today) for today in range(70)]
    assert set(course) <= {*STEPS}
    for today in range(7, 70):
        told = [severity for on, severity in ratings if on == today]
        assert course[today] - min(course[today - 7 : today]) <= 10 or not any(severity > 2 for on, severity in ratings if on <= today)
        assert not told or max(told) <= 5 or told[-1] <= 5 or course[today] == 50


def test_what_a_rating_does_to_the_dose() -> None:
    sore = return_ramp([Rated(day(0), 4)], set(), day(0))
    calm = return_ramp([Rated(day(0), 4), Rated(day(2), 1)], {day(1)}, day(2))
    back = return_ramp([Rated(day(0), 4), Rated(day(2), 4)], {day(1)}, day(2))
    assert move_of(sore, calm, 1) == "progress"
    assert move_of(sore, sore, 4) == "hold"
    assert move_of(sore, back, 4) == "back"
    assert move_of(sore, sore, 8) == "stop"
    assert calm is not None
    assert (calm.next_percent, calm.next_on) == (80, day(9))


def test_a_trend_compares_weeks() -> None:
    assert trend_of([Rated(day(0), 4)]) is None
    assert trend_of([Rated(day(0), 6), Rated(day(3), 4)]) == "better"
    assert trend_of([Rated(day(0), 3), Rated(day(5), 2), Rated(day(10), 5)]) == "worse"
    assert trend_of([Rated(day(0), 3), Rated(day(9), 3)]) == "same"
