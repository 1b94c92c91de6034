"""Energy: resting rate, expenditure, the calorie target with its floor, and the expenditure that a log reveals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from spotter.coaching.ages import ADULT_AGE
from spotter.coaching.body import body_mass_index
from spotter.coaching.unknown import Provenance, Unknown

Sex = Literal["male", "female"]
Activity = Literal["sedentary", "light", "moderate", "active", "very_active"]
Direction = Literal["lose", "maintain", "gain"]
Confidence = Literal["high", "medium", "low"]

ACTIVITY_FACTORS: dict[Activity, float] = {"sedentary": 1.2, "light": 1.375, "moderate": 1.55, "active": 1.725, "very_active": 1.9}
KCAL_PER_KG = 7700.0  # of body weight, the usual figure; Hall 2008: 7535 at 75 % fat
CAUTIOUS_KCAL_PER_KG = 6000.0

FLOOR_KCAL: dict[Sex | None, float] = {"female": 1200.0, "male": 1500.0, None: 1500.0}  # AHA/ACC/TOS 2013
DEFICIT_KCAL = 500.0  # AHA/ACC/TOS 2013: 500 to 750
MAX_DEFICIT_SHARE = 0.25  # of the need, AHA/ACC/TOS 2013
MAX_DEFICIT_KCAL = 750.0
GAIN_KCAL = 250.0  # a heuristic for a gain of 0.25 to 0.5 % of body weight a week
LOWEST_BMI_FOR_DEFICIT = 18.5

MIN_LOGGED_DAYS = 7
MIN_KCAL_OF_LOGGED_DAY = 200.0
MAX_SHIFT_KCAL = 500.0
MAX_STEP_KCAL_PER_WEEK = 100.0
EA_LOW, EA_OK = 30.0, 45.0  # kcal per kg of fat-free mass, IOC REDs 2023


@dataclass(frozen=True, slots=True)
class Body:
    """What the formulas need of a person: kg, cm, years; `sex` None where not said."""

    weight_kg: float
    height_cm: float
    age: float
    sex: Sex | None = None


@dataclass(frozen=True, slots=True)
class Cautions:
    """What forbids a deficit, whatever somebody asks for."""

    is_pregnant: bool = False
    is_breastfeeding: bool = False
    has_eating_disorder_flag: bool = False


@dataclass(frozen=True, slots=True)
class KcalRange:
    """kcal a day: one figure twice where the sex is known, else both ends."""

    low: float
    high: float
    provenance: Provenance

    @property
    def middle(self) -> float:
        """The middle of the range, kcal a day."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class CalorieTarget:
    """The target in kcal a day, what the person asked for, the floor it was held above and why it differs (codes)."""

    kcal: float
    tdee_kcal: float
    floor_kcal: float
    reasons: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class AdaptiveTdee:
    """Expenditure from the log, kcal a day, and how far to trust it."""

    kcal: float
    confidence: Confidence
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class EnergyAvailability:
    """kcal per kg of fat-free mass left after exercise; below 30 low, to 45 reduced. Advice, no diagnosis."""

    kcal_per_kg: float
    status: Literal["low", "reduced", "ok"]
    provenance: Provenance


def resting_kcal(body: Body) -> KcalRange | Unknown:
    """Mifflin-St Jeor 1990; 19 to 78 years, error +-10 % is typical (Frankenfield 2005). Unknown sex gives both as a range."""
    if not 19 <= body.age <= 78:
        return Unknown("age_out_of_range")
    base = 10 * body.weight_kg + 6.25 * body.height_cm - 5 * body.age
    low, high = base + (5 if body.sex == "male" else -161), base + (-161 if body.sex == "female" else 5)
    return KcalRange(low, high, Provenance("mifflin_st_jeor", 1, {"body": body}))


def resting_kcal_from_lean(fat_free_kg: float) -> float | Unknown:
    """Katch-McArdle: 370 + 21.6 x fat-free mass; only where body fat was measured."""
    return 370 + 21.6 * fat_free_kg if 20 <= fat_free_kg <= 150 else Unknown("fat_free_mass_out_of_range")


def daily_kcal(body: Body, activity: Activity) -> KcalRange | Unknown:
    """Estimated expenditure a day: resting rate x activity factor."""
    resting, factor = resting_kcal(body), ACTIVITY_FACTORS[activity]
    if isinstance(resting, Unknown):
        return resting
    return KcalRange(resting.low * factor, resting.high * factor, Provenance("mifflin_x_activity", 1, {"body": body, "activity": activity}))


def deficit_is_forbidden(body: Body, cautions: Cautions) -> str | None:
    """The reason (code) why this person gets no deficit at all, None where one is possible."""
    bmi = body_mass_index(body.weight_kg, body.height_cm)
    checks = {
        "minor": body.age < ADULT_AGE,
        "pregnant": cautions.is_pregnant,
        "breastfeeding": cautions.is_breastfeeding,
        "eating_disorder_flag": cautions.has_eating_disorder_flag,
        "bmi_low": not isinstance(bmi, Unknown) and bmi < LOWEST_BMI_FOR_DEFICIT,
    }
    return next((code for code, applies in checks.items() if applies), None)


def lowest_kcal(body: Body) -> float | Unknown:
    """The floor nobody goes below in chat: the resting rate, at least 1200 (women) or 1500 (men, not said)."""
    resting = resting_kcal(body)
    return resting if isinstance(resting, Unknown) else max(resting.middle, FLOOR_KCAL[body.sex])


def calorie_target(
    body: Body, tdee_kcal: float, direction: Direction, *, cautions: Cautions | None = None, asked_kcal: float | None = None
) -> CalorieTarget | Unknown:
    """kcal a day for a goal, or the nearest safe figure to the one asked for.

    A deficit is at most 25 % of expenditure and 750 kcal, never below the floor, and none at all where it is forbidden.
    """
    floor = lowest_kcal(body)
    if isinstance(floor, Unknown):
        return Unknown("minor") if body.age < ADULT_AGE else floor
    wish = asked_kcal if asked_kcal is not None else tdee_kcal + {"lose": -DEFICIT_KCAL, "maintain": 0.0, "gain": GAIN_KCAL}[direction]
    reasons: list[str] = []
    forbidden = deficit_is_forbidden(body, cautions or Cautions())
    lowest = max(floor, tdee_kcal - min(tdee_kcal * MAX_DEFICIT_SHARE, MAX_DEFICIT_KCAL))
    if wish < tdee_kcal and forbidden:
        lowest = tdee_kcal
        reasons.append(f"no_deficit_{forbidden}")
    elif wish < lowest:
        reasons.append("held_at_floor" if lowest == floor else "deficit_too_large")
    inputs = {"body": body, "tdee_kcal": tdee_kcal, "direction": direction, "asked_kcal": asked_kcal}
    return CalorieTarget(max(wish, lowest), tdee_kcal, floor, tuple(reasons), Provenance("calorie_target", 1, inputs))


def adaptive_tdee(
    logged_kcal: Sequence[float], trend_kg_per_day: float, formula_kcal: float, *, last_kcal: float | None = None, weeks: float = 4.0
) -> AdaptiveTdee | Unknown:
    """Mean intake - trend x 7700, kcal a day, from at least 7 logged days (of 200 kcal or more) of a 28-day window.

    Held within 500 kcal of the formula and 100 kcal of last week's figure, so that one odd week changes little.
    """
    days = [kcal for kcal in logged_kcal if kcal >= MIN_KCAL_OF_LOGGED_DAY]
    if len(days) < MIN_LOGGED_DAYS:
        return Unknown("too_few_logged_days")
    raw = expenditure_from_log(sum(days) / len(days), trend_kg_per_day)
    kcal = min(max(raw, formula_kcal - MAX_SHIFT_KCAL), formula_kcal + MAX_SHIFT_KCAL)
    if last_kcal is not None:
        kcal = min(max(kcal, last_kcal - MAX_STEP_KCAL_PER_WEEK), last_kcal + MAX_STEP_KCAL_PER_WEEK)
    confidence: Confidence = "low" if weeks < 6 else "high" if len(days) >= 21 else "medium"
    inputs = {"logged_days": len(days), "trend_kg_per_day": trend_kg_per_day, "raw_kcal": raw, "formula_kcal": formula_kcal}
    return AdaptiveTdee(kcal, confidence, Provenance("adaptive_tdee", 1, inputs))


def expenditure_from_log(mean_intake_kcal: float, trend_kg_per_day: float, kcal_per_kg: float = KCAL_PER_KG) -> float:
    """Mean intake - weight trend x energy density, kcal a day, without any guard (see `adaptive_tdee`)."""
    return mean_intake_kcal - trend_kg_per_day * kcal_per_kg


def energy_availability(intake_kcal: float, exercise_kcal: float, fat_free_kg: float) -> EnergyAvailability | Unknown:
    """(Intake - exercise) / fat-free mass (IOC REDs 2023); needs a measured body fat."""
    if fat_free_kg <= 0:
        return Unknown("fat_free_mass_unknown")
    value = (intake_kcal - exercise_kcal) / fat_free_kg
    status: Literal["low", "reduced", "ok"] = "low" if value < EA_LOW else "reduced" if value < EA_OK else "ok"
    inputs = {"intake_kcal": intake_kcal, "exercise_kcal": exercise_kcal, "fat_free_kg": fat_free_kg}
    return EnergyAvailability(value, status, Provenance("energy_availability", 1, inputs))
