"""Plausible ranges of everything that people report: outside of them nothing is stored.

One table for the language room (what to ask about), the tools (what to refuse) and the store (CHECK constraints). The bounds
are wide: they stop typing errors and abuse, not champions.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """A closed range of plausible values, in the unit that the quantity's name ends in."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether `value` lies in the range; never for NaN."""
        return self.low <= value <= self.high


LIMITS: dict[str, Range] = {
    # messages
    "nudges_per_week": Range(0, 7),
    # training
    "load_kg": Range(-200, 600),  # negative: help of an assisted pull-up
    "reps": Range(1, 500),
    "sets": Range(1, 50),
    "rpe": Range(1, 10),
    "rir": Range(0, 10),
    "duration_s": Range(1, 86_400),
    "distance_m": Range(1, 500_000),
    "heart_rate_bpm": Range(25, 240),
    "rest_s": Range(0, 3_600),
    # body
    "weight_kg": Range(20, 400),
    "height_cm": Range(80, 250),
    "waist_cm": Range(30, 250),
    "hips_cm": Range(40, 250),
    "body_fat_percent": Range(2, 70),
    "resting_hr_bpm": Range(25, 140),
    "systolic_mmhg": Range(60, 260),
    "diastolic_mmhg": Range(30, 160),
    "sleep_h": Range(0, 24),
    "steps": Range(0, 150_000),
    "hydration_ml": Range(0, 15_000),
    "age_years": Range(5, 110),
    "readiness": Range(1, 5),
    "pain_severity": Range(0, 10),
    "rehab_per_week": Range(1, 70),
    # food
    "kcal_per_meal": Range(0, 8_000),
    "kcal_per_day": Range(0, 20_000),
    "macro_g": Range(0, 1_000),
    "food_g": Range(0, 5_000),
    # planning
    "days_per_week": Range(1, 7),
    "minutes_per_workout": Range(5, 360),
}


@dataclass(frozen=True, slots=True)
class Metric:
    """The unit in which a body metric is kept, and the key of `LIMITS` that bounds it."""

    unit: str
    limit: str


METRICS: dict[str, Metric] = {
    "weight": Metric("kg", "weight_kg"),
    "waist": Metric("cm", "waist_cm"),
    "hips": Metric("cm", "hips_cm"),
    "body_fat": Metric("%", "body_fat_percent"),
    "resting_hr": Metric("bpm", "resting_hr_bpm"),
    "blood_pressure": Metric("mmHg", "systolic_mmhg"),  # its lower value has a range of its own
    "sleep": Metric("h", "sleep_h"),
    "steps": Metric("steps", "steps"),
    "hydration": Metric("ml", "hydration_ml"),
}


def is_plausible(quantity: str, value: float) -> bool:
    """Whether `value` lies in the range of `quantity`, a key of `LIMITS`."""
    return LIMITS[quantity].holds(value)
