"""What a set says about a maximum, and what a maximum says about the next set."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.coaching.strength import (
    FORMULA_NAMES,
    HALF_A_CENT,
    NEAREST_FROM,
    FormulaName,
    OneRepMax,
    eased_load,
    is_makeable,
    load_for,
    load_step,
    moved_load,
    one_rep_max,
    percent_of_max,
    round_load,
)
from spotter.coaching.units import KG_PER_LB
from spotter.coaching.unknown import Unknown

loads = st.decimals(min_value=1, max_value=500, places=2)


@pytest.mark.parametrize(
    ("formula", "reps", "kg"),
    [
        ("epley", 5, "116.67"),
        ("brzycki", 5, "112.50"),
        ("lombardi", 5, "117.46"),
        ("oconner", 5, "112.50"),
        ("wathan", 5, "116.58"),
        ("mayhew", 5, "119.01"),
        ("epley", 10, "133.33"),
        ("brzycki", 10, "133.33"),
        ("lombardi", 10, "125.89"),
        ("oconner", 10, "125.00"),
        ("wathan", 10, "134.75"),
        ("mayhew", 10, "130.93"),
    ],
)
def test_golden_estimates_of_100_kg(formula: FormulaName, reps: int, kg: str) -> None:
    estimate = one_rep_max(Decimal(100), reps, formula=formula)
    assert isinstance(estimate, OneRepMax)
    assert estimate.kg == Decimal(kg)
    assert (estimate.provenance.formula, estimate.provenance.version) == (formula, 1)


def test_one_rep_is_the_maximum_itself() -> None:
    estimate = one_rep_max(Decimal("142.5"), 1)
    assert isinstance(estimate, OneRepMax)
    assert estimate.kg == Decimal("142.50")


def test_reps_left_in_reserve_count_as_done() -> None:
    assert one_rep_max(Decimal(100), 3, rpe=8) == one_rep_max(Decimal(100), 3, rir=2)
    estimate = one_rep_max(Decimal(100), 3, rpe=8)
    assert isinstance(estimate, OneRepMax)
    assert estimate.kg == Decimal("116.67")


def test_long_sets_are_rough() -> None:
    estimate = one_rep_max(Decimal(60), 12)
    assert isinstance(estimate, OneRepMax)
    assert estimate.rough


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (one_rep_max(Decimal(100), 13), "reps_out_of_range"),
        (one_rep_max(Decimal(100), 0), "reps_out_of_range"),
        (one_rep_max(Decimal(100), 37, formula="brzycki"), "reps_out_of_range"),
        (one_rep_max(Decimal(100), 10, rir=4), "reps_out_of_range"),
        (one_rep_max(Decimal(100), 5, rpe=5), "rir_out_of_range"),
        (one_rep_max(Decimal(0), 5), "no_load"),
        (one_rep_max(Decimal(100), 5, kind="warmup"), "not_a_work_set"),
        (one_rep_max(Decimal(100), 5, kind="drop"), "not_a_work_set"),
    ],
)
def test_no_estimate_where_none_is_honest(answer: OneRepMax | Unknown, reason: str) -> None:
    assert answer == Unknown(reason)


@pytest.mark.parametrize(("reps", "rpe", "share"), [(1, 8, ".921"), (3, 8, ".865"), (5, 8, ".812"), (8, 8, ".733")])
def test_golden_shares_of_the_maximum(reps: int, rpe: float, share: str) -> None:
    value = percent_of_max(reps, rpe)
    assert isinstance(value, Decimal)
    assert value.quantize(Decimal(".001")) == Decimal(share)


def test_no_share_outside_the_table() -> None:
    assert percent_of_max(13, 8) == percent_of_max(5, 5) == Unknown("reps_or_rpe_out_of_range")


def test_loads_are_what_the_bar_can_hold() -> None:
    assert round_load(Decimal("81.9"), Decimal("2.5")) == Decimal("80.0")
    assert load_for(Decimal(100), 5, rir=2) == Decimal("80.0")
    assert load_for(Decimal(100), 20) == Unknown("reps_or_rpe_out_of_range")


def test_body_weight_counts_with_the_exercise_share() -> None:
    assert moved_load(Decimal(20), 1.0, Decimal(80)) == Decimal("100.00")
    assert moved_load(None, 0.64, Decimal(75)) == Decimal("48.00")
    assert moved_load(Decimal(80), 0, None) == Decimal(80)
    assert moved_load(None, 1.0, None) == Unknown("body_weight_unknown")


@given(loads, st.integers(2, 10), st.sampled_from(FORMULA_NAMES))
def test_a_maximum_is_never_below_the_set(load: Decimal, reps: int, formula: FormulaName) -> None:
    estimate = one_rep_max(load, reps, formula=formula)
    assert isinstance(estimate, OneRepMax)
    assert estimate.kg >= load


@given(loads, st.sampled_from([Decimal("0.5"), Decimal("1.25"), Decimal("2"), Decimal("2.5"), Decimal("5")]))
def test_rounding_never_goes_above_the_target(load: Decimal, step: Decimal) -> None:
    rounded = round_load(load, step)
    assert load - step < rounded <= load + HALF_A_CENT
    assert rounded % step == 0


@given(st.integers(1, 200), st.sampled_from([1.0, 1.25, 2.0, 2.5, 5.0]))
def test_a_load_in_whole_steps_of_pounds_stays_what_it_is(steps: int, step_kg: float) -> None:
    step = load_step(step_kg, in_pounds=True)
    kept = (steps * step).quantize(Decimal("0.01"))
    assert round_load(kept, step) == kept
    assert is_makeable(kept, step_kg)


@given(
    loads, st.sampled_from([Decimal("0.6"), Decimal("0.7"), Decimal("0.85"), Decimal("0.9")]), st.sampled_from([Decimal("2.5"), Decimal(5)])
)
def test_an_eased_load_is_never_nothing_nor_more_than_before(load: Decimal, factor: Decimal, step: Decimal) -> None:
    eased = eased_load(load, factor, step)
    assert min(load, step) <= eased <= load
    assert eased <= max(step, load * factor + (step / 2 if factor >= NEAREST_FROM else 0)) + HALF_A_CENT


def test_pounds_go_up_in_plates_of_pounds() -> None:
    pounds = [load_step(kg, in_pounds=True) / KG_PER_LB for kg in (1.0, 2.0, 2.5, 5.0, 10.0)]
    assert pounds == [Decimal("2.5"), 5, 5, 10, 20]
    assert load_step(2.5, in_pounds=False) == Decimal("2.5")
    assert load_step(0, in_pounds=True) == 0
    assert is_makeable(Decimal("61.23"), 2.5)  # 135 lb
    assert not is_makeable(Decimal("61.30"), 2.5)
