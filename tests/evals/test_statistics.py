"""How sure a difference is: exact where it can be, and the same figures every time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.evals.statistics import mean_difference, sign_test


@pytest.mark.parametrize(
    ("better", "worse", "chance"),
    [(0, 0, 1.0), (1, 0, 1.0), (0, 5, 0.0625), (5, 0, 0.0625), (1, 9, 0.021484375), (4, 4, 1.0)],
)
def test_the_sign_test_is_that_of_the_tables(better: int, worse: int, chance: float) -> None:
    assert sign_test(better, worse) == pytest.approx(chance)


def test_a_difference_in_every_case_is_a_change() -> None:
    interval = mean_difference([10.0, 12.0, 9.0, 11.0, 10.0])
    assert interval is not None
    assert interval.mean == pytest.approx(10.4)
    assert interval.is_a_change


def test_differences_that_cancel_out_are_none() -> None:
    interval = mean_difference([10.0, -10.0, 8.0, -8.0, 1.0, -1.0])
    assert interval is not None
    assert not interval.is_a_change


def test_nothing_to_compare_has_no_interval() -> None:
    assert mean_difference([]) is None


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30))
def test_an_interval_lies_within_the_differences_and_is_the_same_twice(differences: list[float]) -> None:
    interval = mean_difference(differences)
    assert interval == mean_difference(differences)
    assert interval is not None
    assert interval.low <= interval.high
    if any(differences):
        assert min(differences) - 1e-6 <= interval.low
        assert interval.high <= max(differences) + 1e-6
