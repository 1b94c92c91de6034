"""Whether a week of resting pulse or sleep stands out from the weeks before it. No diagnosis: something to ask about."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

WEEK = timedelta(days=7)
BEFORE = timedelta(days=28)
MIN_DAYS, MIN_DAYS_BEFORE = 4, 8  # of measurements in the week, and in the four weeks before
PULSE_RISE_BPM = 5.0  # beyond what resting pulse varies from day to day; a house rule, as is that it must leave its own spread
SLEEP_LOSS_H, SHORT_SLEEP_H = 1.0, 7.0  # AASM / SRS 2015: adults need 7 hours or more
SPREADS = 1.5


@dataclass(frozen=True, slots=True)
class HealthTrend:
    """A metric whose last week stands out: its mean then and before (bpm or hours), over so many days."""

    metric: Literal["resting_hr", "sleep"]
    now: float
    before: float
    days: int


def health_trend(metric: Literal["resting_hr", "sleep"], values: Sequence[tuple[date, float]], today: date) -> HealthTrend | None:
    """The last week against the four before it: a pulse at least 5 bpm higher, or sleep an hour shorter and below 7 hours."""
    week = [value for day, value in values if today - WEEK < day <= today]
    earlier = [value for day, value in values if today - WEEK - BEFORE < day <= today - WEEK]
    if len(week) < MIN_DAYS or len(earlier) < MIN_DAYS_BEFORE:
        return None
    now, before = statistics.fmean(week), statistics.fmean(earlier)
    apart = abs(now - before)
    if apart < SPREADS * statistics.stdev(earlier) / len(week) ** 0.5:
        return None
    is_worse = now - before >= PULSE_RISE_BPM if metric == "resting_hr" else before - now >= SLEEP_LOSS_H and now < SHORT_SLEEP_H
    return HealthTrend(metric, round(now, 1), round(before, 1), len(week)) if is_worse else None
