"""How to come back after days without training. A house rule, to be called a heuristic wherever it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from spotter.coaching.unknown import Provenance, Unknown

EASY_DAYS_AFTER_ILLNESS = 3


@dataclass(frozen=True, slots=True)
class Return:
    """Factors for the first sessions back. `easy_days` are days to keep easy first; `reason` is a code."""

    load_factor: Decimal
    sets_delta: int
    sets_factor: Decimal
    easy_days: int
    reason: str
    provenance: Provenance


def return_after_gap(days: int, *, after_illness: bool = False) -> Return | Unknown:
    """What to take off after `days` without training: nothing to 7 d, 10 % to 14 d, 20 % and a set to 28 d, then a restart at 60 %."""
    if days < 0:
        return Unknown("negative_days")
    easy = EASY_DAYS_AFTER_ILLNESS if after_illness else 0
    if days <= 7:
        factors = (Decimal(1), 0, Decimal(1), "as_planned")
    elif days <= 14:
        factors = (Decimal("0.9"), 0, Decimal(1), "gap_over_a_week")
    elif days <= 28:
        factors = (Decimal("0.8"), -1, Decimal(1), "gap_over_two_weeks")
    else:
        factors = (Decimal("0.6"), 0, Decimal("0.6"), "gap_over_four_weeks")
    load, delta, sets, reason = factors
    return Return(load, delta, sets, easy, reason, Provenance("return_after_gap", 1, {"days": days, "after_illness": after_illness}))
