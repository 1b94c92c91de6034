"""What a lift can do now and how likely a set is: a small Bayesian model of one lift's own history.

The logarithm of the true 1RM follows a damped local trend (a Kalman filter over level, weekly slope and hidden reserve). A day's best e1RM
is a noisy look at it; where nobody said how many repetitions were left, it looks too low by a reserve that the filter learns, too.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import NormalDist

from spotter.coaching.plateau import LiftExposure
from spotter.coaching.strength import OneRepMax, one_rep_max
from spotter.coaching.unknown import Provenance, Unknown

MIN_LOOKS = 3
FRESH_DAYS = 42  # beyond that what a lift could do says little about today
LOOKS_READ = 104  # two a week for a year: older ones no longer move the answer
TOLD_WITHIN = 4  # looks: where effort was not told lately, nobody knows how near the sets were to all there was
_Z80 = 1.2816

# Fitted to the training seeds of bench/calibration.py, rounded; shares of the 1RM, per square root of a week where a walk is meant.
LEVEL_WALK = 0.009
SLOPE_WALK = 0.002
SLOPE_HALVES_WEEKS = 6.0
SLOPE_START = 0.006
TOLD_SD, SILENT_SD = 0.012, 0.035  # of a look with its reserve told, and without
RESERVE, RESERVE_SD = 0.05, 0.04  # what is usually left in a set of which nothing was said: two repetitions
START_SD = 0.08
DAY_SD = 0.01  # good days and bad ones
LEAN, SHARPNESS = 0.4, 0.85

_Row = list[float]


@dataclass(frozen=True, slots=True)
class Ability:
    """A lift's 1RM on a day: kg with its 80 % interval, from `looks` days.

    `is_felt` where somebody lately told how many repetitions were left. `level` and `sd` are the logarithm of the 1RM and its standard
    deviation, for the chance of a set.
    """

    day: date
    kg: float
    low_kg: float
    high_kg: float
    looks: int
    is_felt: bool
    level: float
    sd: float
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Outlook:
    """The logarithm of the 1RM on a day to come and its standard deviation."""

    level: float
    sd: float


def ability_on(day: date, exposures: Sequence[LiftExposure]) -> Ability | Unknown:
    """What the lift can do on `day`, from exposures up to it; Unknown below 3 of them or where the last is six weeks ago."""
    looks = _looks(day, exposures)
    if isinstance(looks, Unknown):
        return looks
    state = _filtered(looks, day)
    level, sd = state.mean[0], math.hypot(math.sqrt(state.spread[0][0]), DAY_SD)
    kg = math.exp(level)
    return Ability(
        day=day,
        kg=kg,
        low_kg=kg * math.exp(-_Z80 * sd),
        high_kg=kg * math.exp(_Z80 * sd),
        looks=len(looks),
        is_felt=any(one.has_reserve for one in looks[-TOLD_WITHIN:]),
        level=level,
        sd=sd,
        provenance=Provenance("ability_filter", 1, {"looks": len(looks), "last": looks[-1].day}),
    )


def outlook_of(day: date, exposures: Sequence[LiftExposure], days: int) -> list[Outlook] | Unknown:
    """`day` and each of the `days` after it, if training goes on: the weekly gain fades, and the days grow less certain."""
    looks = _looks(day, exposures)
    if isinstance(looks, Unknown):
        return looks
    state, found = _filtered(looks, day), []
    for ahead in range(days + 1):
        state.go_to(day + timedelta(days=ahead))
        found.append(Outlook(state.mean[0], math.hypot(math.sqrt(state.spread[0][0]), DAY_SD)))
    return found


def _looks(day: date, exposures: Sequence[LiftExposure]) -> list[LiftExposure] | Unknown:
    looks = sorted((one for one in exposures if one.day <= day), key=lambda one: one.day)[-LOOKS_READ:]
    if len(looks) < MIN_LOOKS:
        return Unknown("too_few_exposures")
    if (day - looks[-1].day).days > FRESH_DAYS:
        return Unknown("too_long_ago")
    return looks


def _filtered(looks: Sequence[LiftExposure], day: date) -> _State:
    state = _State.before(looks[0])
    for one in looks:
        state.go_to(one.day)
        state.see(one)
    state.go_to(day)
    return state


def chance_of(ability: Ability, load_kg: Decimal, reps: int) -> float | Unknown:
    """The probability (0 to 1) that `reps` with `load_kg` (all that is moved) are there, taken to the last repetition.

    Unknown where effort was not told lately. Calibrated on simulated trainees (bench/calibration.py), not on people.
    """
    needed = one_rep_max(load_kg, reps)
    if not isinstance(needed, OneRepMax):
        return needed
    if not ability.is_felt:
        return Unknown("effort_not_told")
    return NormalDist().cdf(LEAN + SHARPNESS * (ability.level - math.log(needed.kg)) / ability.sd)


@dataclass(slots=True)
class _State:
    """Mean and covariance of level, weekly slope and hidden reserve on a day."""

    day: date
    mean: _Row
    spread: list[_Row]

    @classmethod
    def before(cls, first: LiftExposure) -> _State:
        start = math.log(first.e1rm_kg) + (0.0 if first.has_reserve else RESERVE)
        return cls(
            first.day,
            [start, SLOPE_START, RESERVE],
            [[START_SD**2, 0.0, 0.0], [0.0, 4 * SLOPE_START**2, 0.0], [0.0, 0.0, RESERVE_SD**2]],
        )

    def go_to(self, day: date) -> None:
        """Predict: the level moves by the slope, the slope fades, both grow less certain."""
        weeks = (day - self.day).days / 7
        if weeks <= 0:
            return
        fade = 0.5 ** (weeks / SLOPE_HALVES_WEEKS)
        moved = (1 - fade) * SLOPE_HALVES_WEEKS / math.log(2)  # how far a fading slope of one carries
        level, slope, reserve = self.mean
        self.mean = [level + moved * slope, fade * slope, reserve]
        (ll, ls, lr), (_, ss, sr), (_, _, rr) = self.spread
        ll, ls, lr = ll + 2 * moved * ls + moved**2 * ss, fade * (ls + moved * ss), lr + moved * sr
        ss, sr = fade**2 * ss, fade * sr
        self.spread = [[ll + LEVEL_WALK**2 * weeks, ls, lr], [ls, ss + SLOPE_WALK**2 * weeks, sr], [lr, sr, rr]]
        self.day = day

    def see(self, one: LiftExposure) -> None:
        """Correct by a look: level, less the reserve where none was told, and noise."""
        looks_at = (1.0, 0.0, 0.0) if one.has_reserve else (1.0, 0.0, -1.0)
        noise = TOLD_SD if one.has_reserve else SILENT_SD
        across = [sum(cell * part for cell, part in zip(row, looks_at, strict=True)) for row in self.spread]
        total = sum(part * value for part, value in zip(looks_at, across, strict=True)) + noise**2
        surprise = math.log(one.e1rm_kg) - sum(part * value for part, value in zip(looks_at, self.mean, strict=True))
        gain = [value / total for value in across]
        self.mean = [value + pull * surprise for value, pull in zip(self.mean, gain, strict=True)]
        self.spread = [
            [cell - pull * value for cell, value in zip(row, across, strict=True)] for row, pull in zip(self.spread, gain, strict=True)
        ]
