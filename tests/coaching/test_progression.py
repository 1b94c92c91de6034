"""What the coach says to load next time."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.coaching.gap import Return, return_after_gap
from spotter.coaching.next_set import NextSet, SetAim, next_set
from spotter.coaching.progression import NextStep, ProgressionKind, ProgressionRule, SetResult, Target, next_step
from spotter.coaching.strength import eased_load
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
        ([sets("80", 5, 5), sets("80", 5, 5)], "80", "hold"),
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


@pytest.mark.parametrize(
    ("rirs", "load", "reps"),
    [
        ((None, None, None), "30", 10),
        ((2, 2, 2), "30", 10),
        ((None, None, 3), "30", 11),
        ((4, 4, 4), "30", 12),
        ((5, 5, 5), "32.5", 8),
        ((4, 4, None), "30", 10),
    ],
)
def test_what_was_easier_than_asked_moves_on_faster(rirs: tuple[float | None, ...], load: str, reps: int) -> None:
    done = [SetResult(9, Decimal(30), rir) for rir in rirs]
    step = decided(DOUBLE, Target(3, 8, 12, rir=1), done)
    assert (step.load_kg, step.reps) == (Decimal(load), reps)


def test_a_far_next_dumbbell_waits_for_more_reps() -> None:
    rule, target = ProgressionRule("double", Decimal(2)), Target(3, 8, 12)
    first = decided(rule, target, sets("12", 12, 12, 12), step="2")
    assert (first.load_kg, first.reps, first.change) == (Decimal(12), 13, "add_reps")
    assert decided(rule, target, sets("12", 14, 14, 14), step="2").load_kg == Decimal(14)


def test_the_lightest_dumbbell_is_never_cut_to_nothing() -> None:
    step = decided(ProgressionRule("double", Decimal(2)), Target(2, 10, 15), sets("2", 8, 8), sets("2", 9, 8), step="2")
    assert (step.load_kg, step.reps) == (Decimal(2), 10)


@pytest.mark.parametrize(
    ("load", "top", "rir", "raised", "reps"),
    [
        ("100", 10, 2, "102.5", 8),  # 140 kg for one: ten and two left make eight and two left of 102.5
        ("100", 10, None, "102.5", 8),  # not told: as asked
        ("32.5", 10, 2, "35.0", 7),
        ("30", 12, 1, "32.5", 6),  # fourteen repetitions say too little: from the bottom
    ],
)
def test_a_small_step_costs_few_repetitions(load: str, top: int, rir: float | None, raised: str, reps: int) -> None:
    step = decided(DOUBLE, Target(3, 6, top, rir=2), sets(load, top, top, top, rir=rir) if top == 10 else sets(load, top, top, top, rir=3))
    assert (str(step.load_kg), step.reps) == (raised, reps)


@pytest.mark.parametrize(("rir", "load"), [(4, "105"), (5, "107.5"), (9, "110"), (3.5, "102.5")])
def test_the_more_was_left_the_more_is_added_up_to_a_tenth(rir: float, load: str) -> None:
    assert decided(ProgressionRule("rir"), Target(3, 5, 5, rir=2), sets("100", 5, 5, 5, rir=rir)).load_kg == Decimal(load)


@pytest.mark.parametrize("done", [(5, 5, 5, 5), (5, 5, 5, 5, 5)])
def test_one_set_fewer_than_asked_is_no_failure(done: tuple[int, ...]) -> None:
    assert decided(LINEAR, Target(5, 5, 5), sets("80", *done)).load_kg == Decimal("82.5")


@pytest.mark.parametrize(
    ("rule", "step", "load"), [("2.5", "2.268", "62.268"), ("5", "2.268", "64.536"), ("2.5", "2", "62"), ("1", "2.5", "61")]
)
def test_a_step_is_made_with_the_plates_there_are(rule: str, step: str, load: str) -> None:
    assert decided(ProgressionRule("linear", Decimal(rule)), FIVES, sets("60", 5, 5, 5), step=step).load_kg == Decimal(load)


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


@pytest.mark.parametrize(
    ("exposures", "load", "change"),
    [
        ([sets("-20", 8, 7, 6), sets("-20", 8, 6, 5)], "-25", "reduce"),
        ([sets("-20", 8, 7, 6)], "-20", "hold"),
        ([sets("-20", 10, 10, 10)], "-15", "raise"),
        ([sets("-5", 10, 10, 10)], "0", "raise"),
        ([sets("-2.5", 10, 10, 10)], "0", "raise"),
        ([sets("-20", 10, 9, 9)], "-20", "add_reps"),
    ],
)
@pytest.mark.parametrize("kind", ["double", "rir"])
def test_help_grows_with_misses_and_comes_off_with_success(
    kind: ProgressionKind, exposures: list[list[SetResult]], load: str, change: str
) -> None:
    step = decided(ProgressionRule(kind, Decimal(5)), Target(3, 8, 10), *exposures, step="5")
    assert (step.load_kg, step.change) == (Decimal(load), change)


def test_what_was_harder_than_meant_gets_more_help() -> None:
    step = decided(ProgressionRule("rir", Decimal(5)), Target(3, 8, 10, rir=3), sets("-20", 8, 8, 8, rir=0), step="5")
    assert (step.load_kg, step.change) == (Decimal(-25), "reduce")


def test_an_easier_day_helps_more() -> None:
    assert eased_load(Decimal(-20), Decimal("0.9"), Decimal(5)) == -25
    assert eased_load(Decimal(-20), Decimal(1), Decimal(5)) == -20
    assert next_set(SetAim(Decimal(-20), 8, 8, 8, None, Decimal(5)), sets("-20", 6)) == NextSet(Decimal(-25), 8, "missed")
    assert next_set(SetAim(Decimal(-20), 8, 8, 8, None, Decimal(5)), sets("-20", 8)) == NextSet(Decimal(-20), 8, "as_meant")
