"""What a log says about strength, and which of its figures are not believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from spotter.coaching.planning.request import PlanRequest, Reason

# Nobody gets half as strong again from one workout to the next; such a figure counts once a second day comes near it (house rule)
UNLIKELY_JUMP, CONFIRMED_WITHIN = Decimal("1.5"), Decimal("0.9")


@dataclass(frozen=True, slots=True)
class BestLift:
    """The best believed e1RM in kg, and the best that was not believed, where there is one."""

    kg: Decimal
    doubted_kg: Decimal | None = None


def best_of_days(by_day: Mapping[date, Decimal]) -> BestLift | None:
    """The best of the best e1RMs by day. What is half as much again as any other day's is left out until another day confirms it."""
    ranked = sorted(by_day.values(), reverse=True)
    doubted: list[Decimal] = []
    while len(ranked) > 1 and ranked[0] > ranked[1] * UNLIKELY_JUMP and ranked[1] < ranked[0] * CONFIRMED_WITHIN:
        doubted.append(ranked.pop(0))
    return BestLift(ranked[0], max(doubted, default=None)) if ranked else None


def history_reasons(request: PlanRequest, planned: set[str], loaded: set[str]) -> list[Reason]:
    """Where the loads of the planned exercises come from; `loaded` are those that take a load."""
    reasons = [
        Reason("jump_doubted", {"exercise": key, "load_kg": str(kg)}, "history")
        for key, kg in sorted(request.doubted_kg.items())
        if key in planned
    ]
    known = sorted(planned & request.e1rm_kg.keys())
    if known:
        reasons.append(Reason("loads_from_e1rm", {"exercises": ", ".join(known)}, "history"))
    if loaded - request.e1rm_kg.keys():
        reasons.append(Reason("find_loads", {}, "history"))
    return reasons
