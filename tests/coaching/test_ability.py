"""What a lift can do today, and how likely a set is."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from bench.calibration import Forecast, Hits, calibration_error, measure
from spotter.coaching.ability import Ability, ability_on, chance_of
from spotter.coaching.plateau import LiftExposure
from spotter.coaching.records import Trend, trend_of
from spotter.coaching.unknown import Unknown

TODAY = date(2026, 3, 2)


def done(*kg: float, told: bool = True, every: int = 4) -> list[LiftExposure]:
    return [LiftExposure(TODAY - timedelta(days=every * (len(kg) - n)), Decimal(str(value)), told) for n, value in enumerate(kg)]


def known(exposures: list[LiftExposure]) -> Ability:
    found = ability_on(TODAY, exposures)
    assert isinstance(found, Ability)
    return found


def test_a_heavier_set_is_less_likely() -> None:
    ability = known(done(100, 101, 100, 102, 101, 102))
    chances = [chance_of(ability, Decimal(load), 5) for load in (70, 80, 85, 90, 100)]
    assert chances == sorted(chances, key=lambda chance: -float(str(chance)))
    assert chances[0] == pytest.approx(1, abs=0.01)
    assert chances[-1] == pytest.approx(0, abs=0.01)


def test_days_without_training_make_it_less_certain() -> None:
    fresh, rested = done(100, 101, 100, 102, every=3), done(100, 101, 100, 102, every=3)
    later = ability_on(TODAY + timedelta(days=25), rested)
    assert isinstance(later, Ability)
    assert later.high_kg - later.low_kg > known(fresh).high_kg - known(fresh).low_kg


def test_one_odd_day_moves_little() -> None:
    steady, odd = known(done(100, 101, 100, 101, 100, 101)), trend_of(done(100, 101, 102, 1030, 104, 105, 106, 107, every=7))
    assert steady.kg == pytest.approx(101, abs=2)
    assert isinstance(odd, Trend)
    assert odd.kg_per_week == pytest.approx(1, abs=0.2)


@pytest.mark.parametrize(
    ("exposures", "on", "reason"),
    [(done(100, 101), TODAY, "too_few_exposures"), (done(100, 101, 102), TODAY + timedelta(days=60), "too_long_ago")],
)
def test_too_little_is_not_guessed_from(exposures: list[LiftExposure], on: date, reason: str) -> None:
    assert ability_on(on, exposures) == Unknown(reason)


def test_no_chance_is_told_where_effort_was_not() -> None:
    assert chance_of(known(done(100, 101, 102, told=False)), Decimal(90), 5) == Unknown("effort_not_told")
    assert chance_of(known(done(100, 101, 102)), Decimal(50), 20) == Unknown("reps_out_of_range")


def test_what_is_said_to_be_likely_comes_true_as_often() -> None:
    lines = measure(range(2000, 2006))
    error = float(lines[1].split()[2].rstrip(","))
    assert error < 0.08  # six lives; a hundred are measured in docs/benchmarks.md


def test_a_forecaster_who_is_always_sure_and_half_wrong_is_found_out() -> None:
    error, _ = calibration_error([Forecast(0.95, came_true=n % 2 == 0) for n in range(100)])
    assert error == pytest.approx(0.45)
    hits = Hits()
    for said, true in ((True, True), (True, False), (False, True), (False, False)):
        hits.judge(said=said, true=true)
    assert str(hits) == "precision 0.50 (1 / 2), recall 0.50 (1 / 2)"
