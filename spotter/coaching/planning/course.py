"""How the weeks of a plan follow each other: hard weeks, deloads, the way back after a break, and the taper before a day that counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from spotter.coaching.planning.request import PlanRequest, Reason
from spotter.coaching.plateau import DELOAD_SETS_FACTOR
from spotter.coaching.volume import Level

# The last week is a deload: every 5.6 +- 2.3 weeks (Rogerson / Bell 2024)
WEEKS: dict[Level, int] = {"beginner": 6, "intermediate": 5, "advanced": 5}
MOST_WEEKS = 16
LEAST_BEFORE_TAPER = 2  # hard weeks between a deload and the taper
TAPER_SHARE = 0.5  # 40 to 60 % less, intensity kept
# After more than four weeks half to two thirds of the sets first, after more than two a set less; a house rule
LONG_BREAK_DAYS, SHORT_BREAK_DAYS = 28, 14
LONG_RAMP, SHORT_RAMP = (0.6, 0.8), (0.8,)


@dataclass(frozen=True, slots=True)
class PlanWeek:
    """One week: its share of the sets, the reserve on top; `hard` counts hard weeks from the start, `of_block` since a deload."""

    number: int
    kind: str = "hard"
    share: float = 1.0
    rir_delta: int = 0
    hard: int = 1
    of_block: int = 1

    @property
    def is_deload(self) -> bool:
        return self.kind == "deload"

    @property
    def is_taper(self) -> bool:
        return self.kind == "taper"

    def sets(self, usual: int) -> int:
        """Sets of an exercise that has `usual` ones."""
        return max(1, int(usual * self.share + 0.5)) if self.share < 1 else usual


def course_of(request: PlanRequest) -> tuple[list[PlanWeek], list[Reason]]:
    """The weeks for a request, and why they are so."""
    kinds, reasons = _kinds(request)
    weeks, hard, of_block = [], 0, 0
    for number, kind in enumerate(kinds, start=1):
        hard, of_block = (hard + 1, of_block + 1) if kind == "hard" else (hard, 0)
        share = {"hard": 1.0, "deload": float(DELOAD_SETS_FACTOR), "taper": TAPER_SHARE}[kind]
        is_last = number < len(kinds) and kinds[number] != "hard"
        delta = 0 if kind != "hard" else 1 if of_block == 1 else -1 if is_last else 0
        weeks.append(PlanWeek(number, kind, share, delta, max(1, hard), max(1, of_block)))
    ramp = _ramp(request)
    for place, share in enumerate(ramp[: len(weeks)]):
        if weeks[place].kind == "hard":
            weeks[place] = replace(weeks[place], share=share, rir_delta=weeks[place].rir_delta + len(ramp) - place)
    for before, week in pairwise(list(weeks)):
        if week.kind != "hard" and before.share < 1:
            weeks[week.number - 1] = replace(week, share=week.share * before.share)
    if ramp and request.goal != "mobility":
        reasons.append(Reason("return_ramp", {"days": str(request.days_away), "weeks": str(len(ramp))}, "history"))
    return weeks, reasons


def _kinds(request: PlanRequest) -> tuple[list[str], list[Reason]]:
    length = WEEKS[request.level]
    if request.goal == "mobility":
        return ["hard"] * length, [Reason("weeks", {"weeks": str(length)}, "progression")]
    event = request.event
    if event is None or event.weeks >= MOST_WEEKS:
        far = [] if event is None else [Reason("event_far", {"weeks": str(event.weeks)}, "progression")]
        return ["hard"] * (length - 1) + ["deload"], [
            Reason("weeks", {"weeks": str(length), "deload_week": str(length)}, "progression"),
            *far,
        ]
    total = max(1, event.weeks + 1)
    kinds = [_kind(number, total, length) for number in range(1, total + 1)]
    return kinds, [Reason(f"taper_{event.kind}", {"weeks": str(total)}, "progression")]


def _kind(number: int, total: int, length: int) -> str:
    if number == total:
        return "taper"
    return "deload" if number % length == 0 and total - number > LEAST_BEFORE_TAPER else "hard"


def _ramp(request: PlanRequest) -> tuple[float, ...]:
    away = request.days_away or 0
    return LONG_RAMP if away > LONG_BREAK_DAYS else SHORT_RAMP if away > SHORT_BREAK_DAYS else ()
