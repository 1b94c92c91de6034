"""What the coach says to load next time."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.coaching.gap import Return, return_after_gap
from spotter.coaching.progression import NextStep, ProgressionRule, SetResult, Target, next_step
from spotter.coaching.unknown import Unknown

FIVES = Target(3, 5, 5)
LINEAR = ProgressionRule("linear")
DOUBLE = ProgressionRule("double")


def sets(load: str, *reps: int, rir: float | None = None) -> list[SetResult]:
    return [SetResult(n, Decimal(load), rir) for n in reps]


def decided(rule: ProgressionRule, target: Target, *exposures: list[SetResult], step: str = "2.5") -> NextStep:
    answer = next_step(rule, target, exposures, equipment_step_kg=Decimal(step))
    assert isinstance(answer, NextStep)
    return answer


@pytest.mark.parametrize(
    ("exposures", "load", "change"),
    [
        ([sets("80", 5, 5, 5)], "82.5", "raise"),
        ([sets("80", 5, 5, 4)], "80", "hold"),
        ([sets("80", 5, 5)], "80", "hold"),
        ([sets("80", 5, 5, 4), sets("80", 5, 4, 4)], "70.0", "reduce"),
        ([sets("80", 5, 5, 4), sets("80", 5, 4, 4), sets("70", 5, 4, 4)], "62.5", "reset"),
        ([sets("80", 5, 4, 4), sets("80", 5, 5, 5)], "82.5", "raise"),
    ],
)
def test_linear(exposures: list[list[SetResult]], load: str, change: str) -> None:
    step = decided(LINEAR, FIVES, *exposures)
    assert (step.load_kg, step.change) == (Decimal(load), change)


def test_three_misses_can_ask_for_another_exercise() -> None:
    rule = ProgressionRule("linear", on_fail="swap")
    assert decided(rule, FIVES, *[sets("80", 4, 4, 4)] * 3).change == "swap"


def test_double_adds_reps_first_then_load() -> None:
    target = Target(3, 8, 12, rir=1)
    assert decided(DOUBLE, target, sets("30", 10, 9, 9)).reps == 10
    up = decided(DOUBLE, target, sets("30", 12, 12, 12, rir=2))
    assert (up.load_kg, up.reps, up.change) == (Decimal("32.5"), 8, "raise")
    assert decided(DOUBLE, target, sets("30", 12, 12, 12, rir=0)).reason == "harder_than_meant"


def test_a_far_next_dumbbell_waits_for_more_reps() -> None:
    rule, target = ProgressionRule("double", Decimal(2)), Target(3, 8, 12)
    first = decided(rule, target, sets("12", 12, 12, 12), step="2")
    assert (first.load_kg, first.reps, first.change) == (Decimal(12), 13, "add_reps")
    assert decided(rule, target, sets("12", 14, 14, 14), step="2").load_kg == Decimal(14)


def test_reps_in_reserve_lead_the_load() -> None:
    rule, target = ProgressionRule("rir"), Target(3, 5, 5, rir=2)
    assert decided(rule, target, sets("100", 5, 5, 5, rir=4)).change == "raise"
    assert decided(rule, target, sets("100", 5, 5, 5, rir=2)).change == "hold"
    cut = decided(rule, target, sets("100", 5, 5, 5, rir=0))
    assert (cut.load_kg, cut.change) == (Decimal("95.0"), "reduce")


def test_percentages_and_nothing_to_go_by() -> None:
    assert decided(ProgressionRule("percentage"), FIVES, sets("80", 5, 5, 5)).reason == "load_is_prescribed"
    assert next_step(LINEAR, FIVES, []) == Unknown("no_history")


@given(st.decimals(min_value=5, max_value=300, places=1), st.lists(st.integers(1, 20), min_size=1, max_size=6))
def test_no_step_is_more_than_a_tenth_or_the_smallest_plate(load: Decimal, reps: list[int]) -> None:
    step = decided(LINEAR, FIVES, [SetResult(n, load) for n in reps])
    assert step.load_kg <= load + max(load / 10, Decimal("2.5"))


@pytest.mark.parametrize(
    ("days", "load", "reason"),
    [(7, "1", "as_planned"), (8, "0.9", "gap_over_a_week"), (28, "0.8", "gap_over_two_weeks"), (60, "0.6", "gap_over_four_weeks")],
)
def test_coming_back(days: int, load: str, reason: str) -> None:
    back = return_after_gap(days)
    assert isinstance(back, Return)
    assert (back.load_factor, back.reason) == (Decimal(load), reason)


def test_after_illness_the_first_days_are_easy() -> None:
    back = return_after_gap(4, after_illness=True)
    assert isinstance(back, Return)
    assert back.easy_days == 3
    assert return_after_gap(-1) == Unknown("negative_days")
