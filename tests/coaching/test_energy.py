"""Calories, food targets and body measures, with the guards nobody can talk away."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.coaching.body import BodyFat, Tape, WeighIn, WeightTrend, body_mass_index, navy_body_fat, weight_trend
from spotter.coaching.energy import (
    AdaptiveTdee,
    Body,
    CalorieTarget,
    Cautions,
    EnergyAvailability,
    KcalRange,
    Sex,
    adaptive_tdee,
    calorie_target,
    daily_kcal,
    energy_availability,
    expenditure_from_log,
    lowest_kcal,
    resting_kcal,
    resting_kcal_from_lean,
)
from spotter.coaching.nutrition import FoodFigures, Macros, atwater_check, macro_targets, protein_for_lean_dieting
from spotter.coaching.unknown import Unknown

MAN = Body(80, 180, 30, "male")
DAY = date(2026, 3, 2)


@pytest.mark.parametrize(("body", "kcal"), [(MAN, 1780), (Body(60, 165, 30, "female"), 1320.25), (Body(100, 175, 45, "male"), 1873.75)])
def test_golden_resting_rates(body: Body, kcal: float) -> None:
    rate = resting_kcal(body)
    assert isinstance(rate, KcalRange)
    assert (rate.low, rate.high) == (kcal, kcal)


def test_daily_expenditure_and_the_range_without_a_sex() -> None:
    day = daily_kcal(MAN, "moderate")
    assert isinstance(day, KcalRange)
    assert day.middle == pytest.approx(2759)
    both = resting_kcal(Body(80, 180, 30))
    assert isinstance(both, KcalRange)
    assert (both.low, both.high) == (1614, 1780)
    assert resting_kcal(Body(80, 180, 17)) == daily_kcal(Body(80, 180, 90), "light") == Unknown("age_out_of_range")
    assert resting_kcal_from_lean(60) == pytest.approx(1666)


def target(body: Body = MAN, tdee: float = 2759, **wish: object) -> CalorieTarget:
    answer = calorie_target(body, tdee, "lose", **wish)  # type: ignore[arg-type]
    assert isinstance(answer, CalorieTarget)
    return answer


def test_losing_takes_500_off() -> None:
    assert target().kcal == 2259
    assert target().reasons == ()


def test_too_low_a_wish_gets_the_nearest_safe_figure() -> None:
    assert target(asked_kcal=1000).kcal == pytest.approx(2069.25)
    assert target(asked_kcal=1000).reasons == ("deficit_too_large",)
    small = Body(55, 160, 40, "female")
    assert target(small, 1500, asked_kcal=900).reasons == ("held_at_floor",)
    assert target(small, 1500, asked_kcal=900).kcal == 1200


@pytest.mark.parametrize(
    ("body", "cautions", "reason"),
    [
        (MAN, Cautions(is_pregnant=True), "no_deficit_pregnant"),
        (MAN, Cautions(is_breastfeeding=True), "no_deficit_breastfeeding"),
        (MAN, Cautions(has_eating_disorder_flag=True), "no_deficit_eating_disorder_flag"),
        (Body(50, 175, 30, "female"), Cautions(), "no_deficit_bmi_low"),
    ],
)
def test_no_deficit_at_all_for_some(body: Body, cautions: Cautions, reason: str) -> None:
    answer = target(body, 2000, cautions=cautions)
    assert answer.kcal == 2000
    assert answer.reasons == (reason,)


def test_minors_get_no_target() -> None:
    assert calorie_target(Body(60, 170, 16), 2400, "lose") == Unknown("minor")


@given(st.floats(40, 160), st.floats(145, 205), st.integers(19, 78), st.sampled_from(["male", "female", None]), st.floats(0, 6000))
def test_no_wish_gets_below_the_floor(weight: float, height: float, age: int, sex: Sex | None, wish: float) -> None:
    body = Body(weight, height, age, sex)
    answer = target(body, 2200, asked_kcal=wish)
    floor = lowest_kcal(body)
    assert isinstance(floor, float)
    assert answer.kcal >= floor >= 1200


def test_expenditure_from_the_log() -> None:
    assert expenditure_from_log(2400, -0.35 / 7) == pytest.approx(2785)
    assert expenditure_from_log(2400, -0.35 / 7, 6000) == pytest.approx(2700)
    found = adaptive_tdee([2400.0] * 28, -0.35 / 7, 2700, weeks=8)
    assert isinstance(found, AdaptiveTdee)
    assert found.kcal == pytest.approx(2785)
    assert found.confidence == "high"
    assert adaptive_tdee([2400.0] * 6 + [90.0] * 9, 0, 2700) == Unknown("too_few_logged_days")
    held = adaptive_tdee([4000.0] * 10, 0, 2500, last_kcal=2550)
    assert isinstance(held, AdaptiveTdee)
    assert (held.kcal, held.confidence) == (2650, "low")


def test_energy_availability() -> None:
    value = energy_availability(1800, 500, 50)
    assert isinstance(value, EnergyAvailability)
    assert (value.kcal_per_kg, value.status) == (26, "low")
    assert energy_availability(1800, 500, 0) == Unknown("fat_free_mass_unknown")


def test_macros_add_up() -> None:
    macros = macro_targets(2259, 80, 180, "lose")
    assert isinstance(macros, Macros)
    assert macros.protein_g == 160
    assert 4 * macros.protein_g + 9 * macros.fat_g + 4 * macros.carbs_g == pytest.approx(2259)
    heavy = macro_targets(2500, 140, 180, "maintain")
    assert isinstance(heavy, Macros)
    assert heavy.protein_g < 1.6 * 100
    assert macro_targets(2259, 80, 180, "lose", has_kidney_disease=True) == Unknown("kidney_disease")
    assert macro_targets(900, 110, 200, "lose", protein_g=220) == Unknown("no_room_for_carbs")
    assert protein_for_lean_dieting(60) == pytest.approx((138, 186))


def test_impossible_food_figures_are_noticed() -> None:
    assert atwater_check(FoodFigures(165, 31, 0, 3.6)).is_plausible
    assert atwater_check(FoodFigures(85, 0.1, 2.6, 0, alcohol_g=10.6)).is_plausible
    assert not atwater_check(FoodFigures(900, 31, 0, 3.6)).is_plausible


def test_body_measures() -> None:
    assert body_mass_index(80, 180) == pytest.approx(24.69, abs=0.01)
    assert body_mass_index(60, 170, age=15) == Unknown("minor")
    man, woman = navy_body_fat(Tape(90, 40), 180, "male"), navy_body_fat(Tape(75, 33, 95), 165, "female")
    assert isinstance(man, BodyFat)
    assert isinstance(woman, BodyFat)
    assert man.percent == pytest.approx(18.37, abs=0.01)
    assert woman.percent == pytest.approx(26.92, abs=0.01)
    assert navy_body_fat(Tape(75, 33), 165, "female") == Unknown("circumference_missing_or_odd")


def weigh_ins(*kg: float) -> list[WeighIn]:
    return [WeighIn(DAY + timedelta(days=n), value) for n, value in enumerate(kg)]


def test_a_trend_needs_a_week_and_ignores_one_odd_morning() -> None:
    assert weight_trend(weigh_ins(80, 79.9, 79.8)) == Unknown("too_few_weigh_ins")
    steady = weight_trend(weigh_ins(*[80 - 0.05 * n for n in range(15)]))
    odd = weight_trend(weigh_ins(*[80 - 0.05 * n + (6 if n == 7 else 0) for n in range(15)]))
    assert isinstance(steady, WeightTrend)
    assert isinstance(odd, WeightTrend)
    assert steady.kg_per_week == pytest.approx(-0.35)
    assert odd.kg_per_week == pytest.approx(-0.35, abs=0.01)
    assert not steady.is_too_fast


def test_losing_too_fast_is_noticed() -> None:
    fast = weight_trend(weigh_ins(*[80 - 0.2 * n for n in range(15)]))
    assert isinstance(fast, WeightTrend)
    assert fast.is_unsafe
