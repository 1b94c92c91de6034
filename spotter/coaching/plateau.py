"""When a lift has stalled, what to do about it, and when to deload."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from spotter.coaching.unknown import Provenance, Unknown

StallAnswer = Literal["hold", "fewer_sets", "more_sets_or_swap"]

# Three sessions over two weeks, three in four of them done: a house rule, as training apps have it
RECENT_EXPOSURES = 3
MIN_DAYS = 14
MIN_ATTENDANCE = 0.75
TOLERANCE = Decimal("0.01")  # the test itself varies by 4.2 % (median CV of the 1RM, Grgic 2020)

# Two stuck lifts, or little readiness in 3 of 5 check-ins: a house rule
STALLED_LIFTS_FOR_DELOAD = 2
LOW_READINESS = 2.0
LOW_CHECKINS = 3
CHECKINS_LOOKED_AT = 5
CHECKIN_DAYS = 14
WEEKS_UNTIL_DELOAD = 8  # Rogerson / Bell 2024: every 5.6 +- 2.3 weeks

DELOAD_DAYS = 7  # Rogerson / Bell 2024: 6.4 +- 1.7 days
DELOAD_SETS_FACTOR = Decimal("0.5")  # Bell 2023 (Delphi)
DELOAD_LOAD_FACTOR = Decimal("0.85")  # 10 to 20 % less, Bell 2023
DELOAD_RIR = 4


@dataclass(frozen=True, slots=True)
class LiftExposure:
    """The best e1RM (kg) of one lift on one day. `has_reserve` where the repetitions left in that set were told, not taken for none."""

    day: date
    e1rm_kg: Decimal
    has_reserve: bool = False


@dataclass(frozen=True, slots=True)
class Stall:
    """Whether a lift has stalled: best of the last three exposures against the best before."""

    is_stalled: bool
    recent_best_kg: Decimal
    earlier_best_kg: Decimal
    days: int
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class DeloadAdvice:
    """Whether to deload and why (codes); the dose is the module's DELOAD constants."""

    is_due: bool
    reasons: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Checkin:
    """A readiness score (1 to 5, 5 is best) of one day."""

    day: date
    score: float


def detect_stall(exposures: Sequence[LiftExposure], *, attendance: float | None = None, tolerance: Decimal = TOLERANCE) -> Stall | Unknown:
    """Stalled: no more than 1 % over the best before, in the last 3 exposures that span at least 14 days.

    Unknown below 4 exposures, below 14 days or where fewer than 75 % of planned sessions were done (then attendance is the matter).
    """
    rows = sorted(exposures, key=lambda e: e.day)
    if len(rows) <= RECENT_EXPOSURES:
        return Unknown("too_few_exposures")
    if attendance is not None and attendance < MIN_ATTENDANCE:
        return Unknown("attendance_low")
    recent, before = rows[-RECENT_EXPOSURES:], rows[:-RECENT_EXPOSURES]
    best_before = max(row.e1rm_kg for row in before)
    since = min(row.day for row in before if row.e1rm_kg == best_before)
    days = (recent[-1].day - since).days
    if days < MIN_DAYS:
        return Unknown("too_few_days")
    best_recent = max(row.e1rm_kg for row in recent)
    inputs = {"exposures": len(rows), "tolerance": tolerance}
    return Stall(best_recent <= best_before * (1 + tolerance), best_recent, best_before, days, Provenance("stall", 1, inputs))


def answer_to_stall(*, slept_well: bool | None, in_deficit: bool) -> StallAnswer:
    """What to change: fewer sets after bad nights, hold in a deficit, else 20 % more sets or another exercise."""
    if slept_well is False:
        return "fewer_sets"
    return "hold" if in_deficit else "more_sets_or_swap"


def advise_deload(stalled_lifts: int, checkins: Sequence[Checkin], weeks_since_last: float | None, today: date) -> DeloadAdvice:
    """Whether a deload is due: 2 stalled lifts, 3 low of the last 5 check-ins in 14 days, or 8 weeks since the last."""
    recent = sorted((c for c in checkins if 0 <= (today - c.day).days <= CHECKIN_DAYS), key=lambda c: c.day)[-CHECKINS_LOOKED_AT:]
    low = sum(1 for c in recent if c.score <= LOW_READINESS)
    reasons = []
    if stalled_lifts >= STALLED_LIFTS_FOR_DELOAD:
        reasons.append("lifts_stalled")
    if low >= LOW_CHECKINS:
        reasons.append("readiness_low")
    if weeks_since_last is not None and weeks_since_last >= WEEKS_UNTIL_DELOAD:
        reasons.append("weeks_since_last")
    inputs = {"stalled_lifts": stalled_lifts, "low_checkins": low, "weeks_since_last": weeks_since_last}
    return DeloadAdvice(bool(reasons), tuple(reasons), Provenance("deload", 1, inputs))
