"""When a goal is reached if things go on: days with an interval, or why none can be told."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from spotter.coaching.forecast import Forecast, forecast_lift, forecast_weight
from spotter.coaching.plateau import LiftExposure
from spotter.coaching.unknown import Unknown

DAY = date(2026, 3, 2)
TODAY = DAY + timedelta(days=42)


def lifts(gain_a_week: float, days: int = 42) -> list[LiftExposure]:
    kg = [(day, Decimal(str(round(90 + gain_a_week * day / 7, 1)))) for day in range(0, days + 1, 3)]
    return [LiftExposure(DAY + timedelta(days=day), one, has_reserve=True) for day, one in kg]


def weights(change_a_week: float) -> list[tuple[date, Decimal]]:
    draw = Random(4)
    kg = [(day, 82 + change_a_week * day / 7 + draw.gauss(0, 0.4)) for day in range(0, 43, 2)]
    return [(DAY + timedelta(days=day), Decimal(str(round(one, 1)))) for day, one in kg]


def told(found: Forecast | Unknown) -> Forecast:
    assert isinstance(found, Forecast)
    return found


def test_who_gains_faster_gets_there_earlier_and_the_days_are_in_order() -> None:
    slow, fast = (told(forecast_lift(TODAY, lifts(gain), 99, None)) for gain in (0.8, 1.2))
    assert fast.likely is not None
    assert slow.likely is None or fast.likely < slow.likely
    assert fast.earliest is not None
    assert fast.earliest <= fast.likely
    assert fast.latest is None or fast.likely <= fast.latest


def test_what_the_log_shows_already_is_there_and_what_is_far_away_is_not_in_sight() -> None:
    assert told(forecast_lift(TODAY, lifts(1.0), 85, None)).is_there
    far = told(forecast_lift(TODAY, lifts(0.5), 200, None))
    assert (far.likely, far.earliest) == (None, None)
    assert far.at_horizon is not None
    middle, low, high = far.at_horizon
    assert low < middle < high < 200


def test_a_later_deadline_is_no_less_likely_and_one_beyond_half_a_year_is_not_told() -> None:
    chances = [told(forecast_lift(TODAY, lifts(1.0), 101, TODAY + timedelta(weeks=weeks))).chance_by_deadline for weeks in (2, 8, 16)]
    assert all(one is not None and 0 < one < 1 for one in chances)
    assert sorted(chances, key=lambda one: one or 0) == chances
    assert told(forecast_lift(TODAY, lifts(1.0), 101, TODAY + timedelta(weeks=40))).chance_by_deadline is None


def test_two_workouts_or_a_lift_long_ago_give_no_forecast() -> None:
    assert forecast_lift(TODAY, lifts(1.0)[:2], 100, None) == Unknown("too_few_exposures")
    assert forecast_lift(TODAY + timedelta(days=90), lifts(1.0), 100, None) == Unknown("too_long_ago")


def test_weight_that_falls_reaches_a_lower_goal_on_a_day_and_never_a_higher_one() -> None:
    down = told(forecast_weight(TODAY, weights(-0.5), 75, None))
    assert down.earliest is not None
    assert down.likely is not None
    assert down.earliest <= down.likely
    weeks = (down.likely - TODAY).days / 7
    assert weeks == pytest.approx((down.now - 75) / 0.5, rel=0.25)
    assert told(forecast_weight(TODAY, weights(-0.5), 90, None)).likely is None


def test_a_weight_goal_is_surer_with_more_time_and_needs_weigh_ins() -> None:
    soon, late = (told(forecast_weight(TODAY, weights(-0.5), 76, TODAY + timedelta(weeks=weeks))) for weeks in (2, 20))
    assert soon.chance_by_deadline is not None
    assert late.chance_by_deadline is not None
    assert soon.chance_by_deadline < 0.1
    assert late.chance_by_deadline > 0.9
    assert forecast_weight(TODAY, weights(-0.5)[:4], 76, None) == Unknown("too_few_weights")
