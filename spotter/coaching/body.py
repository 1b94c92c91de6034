"""Body measures: mass index, body fat by tape, and the trend behind daily weigh-ins."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from spotter.coaching.ages import ADULT_AGE
from spotter.coaching.unknown import Provenance, Unknown

SMOOTHING = 0.1  # EWMA over daily weights
LONGEST_FILLED_GAP_DAYS = 3
JUMP_KG = 2.0  # a single weigh-in this far off the trend waits for a second one
MIN_TREND_DAYS = 7
RATE_WINDOW_DAYS = 14

FASTEST_LOSS_PERCENT = 1.0  # of body weight a week, Helms 2014
UNSAFE_LOSS_PERCENT = 1.5
NAVY_ERROR_POINTS = 3.5


@dataclass(frozen=True, slots=True)
class WeighIn:
    """A body weight in kg on a day."""

    day: date
    kg: float


@dataclass(frozen=True, slots=True)
class WeightTrend:
    """The smoothed weight in kg and its rate in kg a week (negative = losing). `is_unsafe` above 1.5 % a week lost."""

    kg: float
    kg_per_week: float
    days: int
    is_too_fast: bool
    is_unsafe: bool
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class BodyFat:
    """Body fat in percent with its usual error in points."""

    percent: float
    error_points: float
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Tape:
    """Circumferences in cm; hips are needed for women only."""

    waist_cm: float
    neck_cm: float
    hips_cm: float | None = None


def body_mass_index(weight_kg: float, height_cm: float, *, age: float | None = None) -> float | Unknown:
    """kg / m2; adults only (never said to minors or with an eating-disorder flag)."""
    if age is not None and age < ADULT_AGE:
        return Unknown("minor")
    if not 100 <= height_cm <= 250 or not 25 <= weight_kg <= 400:
        return Unknown("height_or_weight_out_of_range")
    return weight_kg / (height_cm / 100) ** 2


def navy_body_fat(tape: Tape, height_cm: float, sex: Literal["male", "female"]) -> BodyFat | Unknown:
    """Body fat by tape (Hodgdon and Beckett); error about 3.5 points. Unknown where the figures cannot be a body."""
    girth = tape.waist_cm - tape.neck_cm + ((tape.hips_cm or 0.0) if sex == "female" else 0.0)
    if girth <= 0 or height_cm <= 0 or (sex == "female" and tape.hips_cm is None):
        return Unknown("circumference_missing_or_odd")
    if sex == "male":
        density = 1.0324 - 0.19077 * math.log10(girth) + 0.15456 * math.log10(height_cm)
    else:
        density = 1.29579 - 0.35004 * math.log10(girth) + 0.221 * math.log10(height_cm)
    percent = 495 / density - 450
    if not 2 <= percent <= 65:
        return Unknown("body_fat_out_of_range")
    return BodyFat(percent, NAVY_ERROR_POINTS, Provenance("navy_body_fat", 1, {"tape": tape, "height_cm": height_cm, "sex": sex}))


def weight_trend(weigh_ins: Sequence[WeighIn]) -> WeightTrend | Unknown:
    """EWMA (0.1 a day) of the weigh-ins, gaps to 3 days filled on a line; needs two weigh-ins at least 7 days apart.

    A value more than 2 kg off the trend is left out until a second one confirms it. The rate is the slope of a line
    through the last two weeks' accepted weigh-ins, because the EWMA itself lags behind.
    """
    accepted = _without_jumps(sorted(weigh_ins, key=lambda w: w.day))
    if len(accepted) < 2 or (accepted[-1].day - accepted[0].day).days < MIN_TREND_DAYS:
        return Unknown("too_few_weigh_ins")
    smooth = accepted[0].kg
    for value in _daily(accepted)[1:]:
        smooth += SMOOTHING * (value - smooth)
    slope = _slope_per_week(accepted)
    loss = -slope / accepted[-1].kg * 100
    span = (accepted[-1].day - accepted[0].day).days
    made = Provenance("weight_ewma", 1, {"weigh_ins": len(accepted), "alpha": SMOOTHING})
    return WeightTrend(smooth, slope, span, loss > FASTEST_LOSS_PERCENT, loss > UNSAFE_LOSS_PERCENT, made)


def _without_jumps(rows: Sequence[WeighIn]) -> list[WeighIn]:
    kept: list[WeighIn] = []
    waiting: WeighIn | None = None
    for row in rows:
        if not kept or abs(row.kg - kept[-1].kg) <= JUMP_KG or (row.day - kept[-1].day).days > LONGEST_FILLED_GAP_DAYS * 7:
            kept.append(row)
            waiting = None
        elif waiting and abs(row.kg - waiting.kg) <= JUMP_KG:
            kept += [waiting, row]
            waiting = None
        else:
            waiting = row
    return kept


def _daily(rows: Sequence[WeighIn]) -> list[float]:
    values = [rows[0].kg]
    for before, after in itertools.pairwise(rows):
        days = (after.day - before.day).days
        if 1 < days <= LONGEST_FILLED_GAP_DAYS:
            values += [before.kg + (after.kg - before.kg) * n / days for n in range(1, days)]
        values.append(after.kg)
    return values


def _slope_per_week(rows: Sequence[WeighIn]) -> float:
    since = rows[-1].day - timedelta(days=RATE_WINDOW_DAYS)
    window = [row for row in rows if row.day >= since]
    if (window[-1].day - window[0].day).days < MIN_TREND_DAYS:
        window = list(rows)
    x = [(row.day - window[0].day).days for row in window]
    mean_x, mean_y = sum(x) / len(x), sum(row.kg for row in window) / len(window)
    spread = sum((value - mean_x) ** 2 for value in x)
    return 7 * sum((value - mean_x) * (row.kg - mean_y) for value, row in zip(x, window, strict=True)) / spread
