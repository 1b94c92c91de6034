"""When a goal will be reached if somebody goes on as in the last weeks: days with an 80 % interval, or why none can be told."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from statistics import NormalDist, median, stdev

from spotter.coaching.ability import Outlook, outlook_of
from spotter.coaching.plateau import LiftExposure
from spotter.coaching.records import theil_sen
from spotter.coaching.unknown import Provenance, Unknown

SURELY, EVENLY, EARLY = 0.9, 0.5, 0.1  # chances that the ends and the middle of the interval stand for
HORIZON_DAYS = 182  # beyond half a year the filter's trend has faded, and a deficit has found its new balance (Hall 2011)
WEIGHT_DAYS = 42  # long enough for water to even out, short enough for how somebody eats now
THERE_KG = 0.3  # of body weight: as good as there
LEVEL_DAYS = 7
MIN_WEIGHTS = 5
MIN_WEIGHT_DAYS = 14
# Bests of repetitions and distances: a line is carried on for no longer than it was seen (house rule)
BEST_DAYS = 56
MIN_BESTS = 5
MIN_BEST_DAYS = 21
WEEKS_SEEN, MIN_WEEKS = 8, 4
_Z80 = 1.2816
_Z_OF_TWO = _Z80 / math.sqrt(2)  # two errors that have nothing to do with each other, each taken so far
_SD_OF_MEDIAN = 1.2533  # over that of the mean
# Fitted to the training seeds of bench/calibration.py: carried on as it is, the filter told 90 % where 60 % came true.
# Of the logarithm of the 1RM: how much lower it then is, and how much wider the spread of now and of the way there.
AHEAD_LOWER, NOW_WIDER, WAY_WIDER = 0.03, 4.0, 2.0
_Z95_TO_Z80 = _Z80 / 1.96


@dataclass(frozen=True, slots=True)
class Forecast:
    """Days on which the goal is reached with a chance of 10, 50 and 90 %; None where not within the horizon.

    `now` is the estimated figure of today in the goal's unit, `at_horizon` where a lift's trend leads by `horizon` with its 80 % interval,
    None for body weight and bests, which go on as they do for some weeks only. `chance_by_deadline` is 0 to 1, None without one or beyond
    the horizon.
    """

    now: float
    earliest: date | None
    likely: date | None
    latest: date | None
    horizon: date
    is_there: bool
    at_horizon: tuple[float, float, float] | None
    chance_by_deadline: float | None
    provenance: Provenance

    def less(self, kg: float) -> Forecast:
        """The same without the body's share of what is moved."""
        then = None if self.at_horizon is None else (self.at_horizon[0] - kg, self.at_horizon[1] - kg, self.at_horizon[2] - kg)
        return replace(self, now=self.now - kg, at_horizon=then)


def forecast_lift(today: date, exposures: Sequence[LiftExposure], target_kg: float, deadline: date | None) -> Forecast | Unknown:
    """When a lift's 1RM (kg, all that is moved) passes `target_kg`, by the filter of `ability` carried on; gains slow down in it."""
    carried = outlook_of(today, exposures, HORIZON_DAYS)
    if isinstance(carried, Unknown):
        return carried
    outlooks = [_sober(one, carried[0]) for one in carried]
    wanted = math.log(target_kg)
    chances = [NormalDist().cdf((one.level - wanted) / one.sd) for one in outlooks]
    days_left = None if deadline is None else (deadline - today).days
    return Forecast(
        now=math.exp(carried[0].level),
        earliest=_first(today, chances, EARLY),
        likely=_first(today, chances, EVENLY),
        latest=_first(today, chances, SURELY),
        horizon=today + timedelta(days=HORIZON_DAYS),
        is_there=chances[0] >= EVENLY,
        at_horizon=_spread(outlooks[-1]),
        chance_by_deadline=max(chances[: days_left + 1]) if days_left is not None and 0 <= days_left < len(chances) else None,
        provenance=Provenance("ability_filter_ahead", 1, {"exposures": len(exposures)}),
    )


def forecast_weight(today: date, weights: Sequence[tuple[date, Decimal]], target_kg: float, deadline: date | None) -> Forecast | Unknown:
    """When body weight (kg) passes `target_kg`, by the median slope of the last six weeks (Theil-Sen) with its interval."""
    recent = sorted((day, float(kg)) for day, kg in weights if today - timedelta(days=WEIGHT_DAYS) <= day <= today)
    if len(recent) < MIN_WEIGHTS or (recent[-1][0] - recent[0][0]).days < MIN_WEIGHT_DAYS:
        return Unknown("too_few_weights")
    slope, low, high = theil_sen(recent)
    if not (math.isfinite(low) and math.isfinite(high)):
        return Unknown("too_few_weights")
    level = median(kg for day, kg in recent if (recent[-1][0] - day).days < LEVEL_DAYS)
    sd = (high - low) / 2 / 1.96
    way = target_kg - level
    weeks_left = None if deadline is None else (deadline - today).days / 7
    reach = (high - low) / 2 * _Z95_TO_Z80
    slow, fast = sorted((slope - reach, slope + reach), key=lambda one: one * way)
    return Forecast(
        now=level,
        earliest=_crossing(today, way, fast),
        likely=_crossing(today, way, slope),
        latest=_crossing(today, way, slow),
        horizon=today + timedelta(days=HORIZON_DAYS),
        is_there=abs(way) <= THERE_KG,
        at_horizon=None,
        chance_by_deadline=None if not weeks_left or weeks_left <= 0 else _chance(slope, sd, way / weeks_left),
        provenance=Provenance("weight_theil_sen", 1, {"weights": len(recent)}),
    )


def forecast_best(today: date, bests: Sequence[tuple[date, float]], target: float, deadline: date | None) -> Forecast | Unknown:
    """When the best of a day (repetitions, metres) passes `target`, by the median slope of the bests of eight weeks (Theil-Sen).

    The line turns about the middle of what was seen: how steep it is and how high it lies there are uncertain. It is carried on for
    eight weeks at most.
    """
    recent = sorted((day, best) for day, best in bests if today - timedelta(days=BEST_DAYS) <= day <= today)
    if len(recent) < MIN_BESTS or (recent[-1][0] - recent[0][0]).days < MIN_BEST_DAYS:
        return Unknown("too_few_bests")
    slope, low, high = theil_sen(recent)
    if not (math.isfinite(low) and math.isfinite(high)):
        return Unknown("too_few_bests")
    ago = sum((today - day).days for day, _ in recent) / len(recent)
    as_of_middle = [best + slope * ((today - day).days - ago) / 7 for day, best in recent]
    level = median(as_of_middle)
    unsure = _Z_OF_TWO * _SD_OF_MEDIAN * stdev(as_of_middle) / math.sqrt(len(recent))
    reach, way = (high - low) / 2 * _Z_OF_TWO / 1.96, target - level
    now = level + slope * ago / 7
    weeks_left = None if deadline is None else (deadline - today).days / 7
    is_in_sight = weeks_left is not None and 0 < weeks_left * 7 <= BEST_DAYS
    return Forecast(
        now=now,
        earliest=_from_middle(today, ago, way - unsure, slope + reach),
        likely=_from_middle(today, ago, way, slope),
        latest=_from_middle(today, ago, way + unsure, slope - reach),
        horizon=today + timedelta(days=BEST_DAYS),
        is_there=now >= target,
        at_horizon=None,
        chance_by_deadline=_chance(slope, (high - low) / 2 / 1.96, way / (weeks_left + ago / 7)) if weeks_left and is_in_sight else None,
        provenance=Provenance("best_theil_sen", 1, {"days": len(recent)}),
    )


def _from_middle(today: date, ago: float, way: float, slope: float) -> date | None:
    """When a line gets there that was `way` below `ago` days before today, in the middle of what was seen; None after eight weeks."""
    if slope <= 0:
        return None
    days = max(0, math.ceil(way / slope * 7 - ago))
    return today + timedelta(days=days) if days <= BEST_DAYS else None


@dataclass(frozen=True, slots=True)
class WeekChance:
    """In how many of the last whole weeks a number of workouts was reached, and the chance of a coming week with its 80 % interval."""

    weeks: int
    kept: int
    low: float
    high: float

    @property
    def chance(self) -> float:
        """The share of the weeks that kept it."""
        return self.kept / self.weeks


def forecast_week(today: date, days: Sequence[date], wanted: int) -> WeekChance | Unknown:
    """Whether a coming week will have `wanted` days with a workout, by the last eight whole weeks (interval of Wilson 1927)."""
    monday = today - timedelta(days=today.weekday())
    first = min(days, default=today)
    mondays = [monday - timedelta(weeks=back) for back in range(1, WEEKS_SEEN + 1)]
    seen = [start for start in mondays if start + timedelta(days=7) > first]
    if len(seen) < MIN_WEEKS:
        return Unknown("too_few_weeks")
    trained = set(days)
    kept = sum(sum(start <= day < start + timedelta(days=7) for day in trained) >= wanted for start in seen)
    n, z2 = len(seen), _Z80**2
    middle, half = (kept + z2 / 2) / (n + z2), _Z80 / (n + z2) * math.sqrt(kept * (n - kept) / n + z2 / 4)
    return WeekChance(n, kept, max(0.0, middle - half), min(1.0, middle + half))


def _first(today: date, chances: Sequence[float], wanted: float) -> date | None:
    return next((today + timedelta(days=day) for day, chance in enumerate(chances) if chance >= wanted), None)


def _spread(one: Outlook) -> tuple[float, float, float]:
    reach = NormalDist().inv_cdf(SURELY) * one.sd
    return math.exp(one.level), math.exp(one.level - reach), math.exp(one.level + reach)


def _sober(one: Outlook, now: Outlook) -> Outlook:
    """An outlook as it comes true: lower and less sure than the filter has it."""
    spread = NOW_WIDER * now.sd**2 + WAY_WIDER * max(0.0, one.sd**2 - now.sd**2)
    return Outlook(one.level - AHEAD_LOWER, math.sqrt(spread))


def _crossing(today: date, way: float, slope: float) -> date | None:
    if way == 0:
        return today
    if slope * way <= 0:
        return None
    days = math.ceil(way / slope * 7)
    return today + timedelta(days=days) if days <= HORIZON_DAYS else None


def _chance(slope: float, sd: float, needed: float) -> float:
    """The chance that the true slope is at least as steep as needed, in its direction."""
    if sd == 0:
        return float(slope / needed >= 1) if needed else 1.0
    return NormalDist().cdf((slope - needed) / sd * (1 if needed > 0 else -1))
