"""Heart-rate maximum and zones, and the week's aerobic minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spotter.coaching.unknown import Provenance, Unknown

AgeGroup = Literal["child", "adult", "older"]

MAX_HEART_RATE_ERROR_BPM = 11  # Tanaka 2001
AEROBIC_MINUTES_ADULT = 150  # WHO 2020: 150 to 300 moderate, or half as many vigorous
AEROBIC_MINUTES_UPPER = 300
STRENGTH_DAYS = 2

# ACSM: moderate 40 to 59 %, vigorous 60 to 89 % of heart-rate reserve; the five zones divide that range for run plans
_ZONES = {1: (0.30, 0.40), 2: (0.40, 0.60), 3: (0.60, 0.75), 4: (0.75, 0.90), 5: (0.90, 1.0)}


@dataclass(frozen=True, slots=True)
class MaxHeartRate:
    """The expected maximum in beats per minute and its usual error; `prefer_rpe` where medicine makes heart rate a poor guide."""

    bpm: int
    error_bpm: int
    prefer_rpe: bool
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Zone:
    """A heart-rate zone in beats per minute, both ends included."""

    number: int
    low_bpm: int
    high_bpm: int


@dataclass(frozen=True, slots=True)
class AerobicWeek:
    """The week's minutes in moderate-equivalents against the WHO 2020 range; `share` is of its lower end, may exceed 1."""

    equivalent_minutes: float
    goal_low: int
    goal_high: int | None
    share: float
    provenance: Provenance


def max_heart_rate(age: float, *, beta_blocker: bool = False) -> MaxHeartRate | Unknown:
    """208 - 0.7 x age (Tanaka 2001), 164 - 0.7 x age on a beta-blocker; 18 to 85 years."""
    if not 18 <= age <= 85:
        return Unknown("age_out_of_range")
    bpm = round((164 if beta_blocker else 208) - 0.7 * age)
    return MaxHeartRate(
        bpm, MAX_HEART_RATE_ERROR_BPM, beta_blocker, Provenance("tanaka_hrmax", 1, {"age": age, "beta_blocker": beta_blocker})
    )


def heart_rate_zones(max_bpm: int, rest_bpm: int) -> tuple[Zone, ...] | Unknown:
    """Five zones by heart-rate reserve (Karvonen; ranges of ACSM); resting rate 35 to 110."""
    if not 35 <= rest_bpm <= 110:
        return Unknown("resting_rate_out_of_range")
    if max_bpm <= rest_bpm:
        return Unknown("max_not_above_rest")
    reserve = max_bpm - rest_bpm
    return tuple(Zone(n, round(rest_bpm + low * reserve), round(rest_bpm + high * reserve)) for n, (low, high) in _ZONES.items())


def aerobic_week(moderate_minutes: float, vigorous_minutes: float, *, group: AgeGroup = "adult") -> AerobicWeek | Unknown:
    """Moderate-equivalent minutes (1 vigorous = 2 moderate) against WHO 2020; children: 60 min a day."""
    if moderate_minutes < 0 or vigorous_minutes < 0:
        return Unknown("negative_minutes")
    low, high = (7 * 60, None) if group == "child" else (AEROBIC_MINUTES_ADULT, AEROBIC_MINUTES_UPPER)
    total = moderate_minutes + 2 * vigorous_minutes
    inputs = {"moderate_minutes": moderate_minutes, "vigorous_minutes": vigorous_minutes, "group": group}
    return AerobicWeek(total, low, high, total / low, Provenance("who_2020_aerobic", 1, inputs))


def activity_kcal(met: float, body_weight_kg: float, minutes: float) -> float:
    """MET x kg x h in kcal. To look at only: never added to a food target, estimates of devices are off by more than 30 %."""
    return met * body_weight_kg * minutes / 60
