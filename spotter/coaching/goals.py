"""Which goals are safe to work for, and how much of one is done."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from spotter.coaching.body import FASTEST_LOSS_PERCENT
from spotter.coaching.energy import FLOOR_KCAL, LOWEST_BMI_FOR_DEFICIT, Sex

_A_GRAM = 0.001  # kg: figures are decimals, so equal ones may differ in the last place


@dataclass(frozen=True, slots=True)
class SaferLoss:
    """What is possible in place of a weight loss that is too fast: a later day, or this much by the wanted day (kg)."""

    percent_per_week: float
    kg_by_deadline: float
    safe_on: date


def safer_loss(start_kg: float, target_kg: float, today: date, deadline: date) -> SaferLoss | None:
    """None where the loss is at most 1 % of body weight a week (Helms 2014), else the nearest safe goals."""
    weeks = (deadline - today).days / 7
    loss = start_kg - target_kg
    safe_per_week = start_kg * FASTEST_LOSS_PERCENT / 100
    if loss <= 0 or (weeks > 0 and loss <= safe_per_week * weeks + _A_GRAM):
        return None
    percent = loss / max(weeks, 1 / 7) / start_kg * 100
    possible = math.ceil((start_kg - safe_per_week * weeks - _A_GRAM) * 10) / 10
    return SaferLoss(percent, possible, today + timedelta(days=math.ceil(loss / safe_per_week * 7)))


def lowest_goal_weight(height_cm: float) -> float:
    """The lowest body weight in kg that is a goal: a body mass index of 18.5, below which no deficit is given."""
    return math.ceil(LOWEST_BMI_FOR_DEFICIT * (height_cm / 100) ** 2 * 10) / 10


def lowest_goal_kcal(sex: Sex | None) -> float:
    """The lowest calorie goal of a day: AHA/ACC/TOS 2013."""
    return FLOOR_KCAL[sex]


def share_done(start: Decimal | None, now: Decimal, target: Decimal) -> float | None:
    """How much of the way from `start` to `target` is gone, 0 to 1; without a start the share of the target itself."""
    if start is None or start == target:
        return None if target == 0 else min(1.0, max(0.0, float(now / target)))
    return min(1.0, max(0.0, float((now - start) / (target - start))))
