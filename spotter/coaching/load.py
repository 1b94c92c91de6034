"""Internal training load from session RPE, and how it builds up."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from spotter.coaching.unknown import Provenance, Unknown

FITNESS_DAYS = 42  # Banister / Coggan time constants
FATIGUE_DAYS = 7
MIN_DAYS_FOR_BALANCE = 28
MAX_WEEKLY_RAMP = 0.20  # heuristic
EASY_WEEK = 0.6  # a deload halves the sets (Bell 2023); at most so much of the usual week counts as one, house rule
USUAL_WEEKS = 4


@dataclass(frozen=True, slots=True)
class Monotony:
    """Foster 1998: mean over SD of seven daily loads, and strain = weekly load x monotony."""

    monotony: float
    strain: float
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Balance:
    """Fitness (42 d), fatigue (7 d) and form = yesterday's fitness - fatigue, in load units."""

    fitness: float
    fatigue: float
    form: float
    provenance: Provenance


def session_load(srpe: float, minutes: float) -> float | Unknown:
    """Session RPE (0 to 10, rated 10 to 30 min after) x minutes (Foster 2001)."""
    if not 0 <= srpe <= 10 or not 0 < minutes <= 24 * 60:
        return Unknown("srpe_or_minutes_out_of_range")
    return srpe * minutes


def monotony(daily_loads: Sequence[float]) -> Monotony | Unknown:
    """Monotony and strain of seven full days, rest days as 0; Unknown where every day was the same."""
    if len(daily_loads) != 7:
        return Unknown("needs_seven_days")
    spread = statistics.stdev(daily_loads)
    if spread == 0:
        return Unknown("no_variation")
    ratio = statistics.mean(daily_loads) / spread
    return Monotony(ratio, sum(daily_loads) * ratio, Provenance("foster_monotony", 1, {"daily_loads": list(daily_loads)}))


def balance(daily_loads: Sequence[float], *, seed: float = 0.0) -> Balance | Unknown:
    """Fitness, fatigue and form from daily loads, oldest first, rest days as 0; at least 28 days."""
    if len(daily_loads) < MIN_DAYS_FOR_BALANCE:
        return Unknown("needs_28_days")
    fitness = fatigue = seed
    form = 0.0
    for load in daily_loads:
        form = fitness - fatigue
        fitness += (load - fitness) / FITNESS_DAYS
        fatigue += (load - fatigue) / FATIGUE_DAYS
    return Balance(fitness, fatigue, form, Provenance("banister_balance", 1, {"days": len(daily_loads), "seed": seed}))


def week_against_month(week_load: float, last_four_weeks: Sequence[float]) -> float | Unknown:
    """This week's load over the mean of the last four. To look at only: it predicts no injury (Impellizzeri 2020) and gates nothing."""
    if len(last_four_weeks) != 4 or sum(last_four_weeks) <= 0:
        return Unknown("needs_four_weeks")
    return week_load / (sum(last_four_weeks) / 4)


def is_ramping_fast(week_load: float, week_before: float) -> bool | Unknown:
    """Whether the week's load rose by more than 20 % (heuristic)."""
    return Unknown("no_week_before") if week_before <= 0 else week_load > week_before * (1 + MAX_WEEKLY_RAMP)


def weeks_since_easy(weekly_sets: Sequence[int]) -> int | None:
    """Full weeks since the last that had at most 60 % of the median of the four before it; None where there was none.

    Hard sets a week, oldest first, weeks without training as 0.
    """
    for back, sets in enumerate(reversed(weekly_sets)):
        before = weekly_sets[: len(weekly_sets) - back - 1][-USUAL_WEEKS:]
        if len(before) == USUAL_WEEKS and sets <= EASY_WEEK * statistics.median(before):
            return back
    return None
