"""How much of the plan was done, what a miss calls for, and streaks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from spotter.coaching.unknown import Provenance, Unknown

Excuse = Literal["sick", "injury", "pain", "deload", "travel"]
Tier = Literal["excellent", "good", "fair", "low"]
Miss = Literal["busy", "sick", "too_hard", "no_time", "pain", "unknown"]
MissAnswer = Literal["move_within_48h", "three_easy_days", "reduce_5_to_10_percent", "short_version", "pain_rules", "ask_once"]

_ANSWERS: dict[Miss, MissAnswer] = {
    "busy": "move_within_48h",
    "sick": "three_easy_days",
    "too_hard": "reduce_5_to_10_percent",
    "no_time": "short_version",
    "pain": "pain_rules",
    "unknown": "ask_once",
}


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A workout that was due on a day, whether it was done, and an excuse where there is one."""

    day: date
    done: bool
    excuse: Excuse | None = None


@dataclass(frozen=True, slots=True)
class Adherence:
    """Done over due; excused days are in neither. `share` is 0 to 1."""

    done: int
    due: int
    excused: int
    share: float
    tier: Tier
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Streak:
    """The run that is on now and the longest ever, in days or weeks."""

    current: int
    longest: int


def adherence(days: Sequence[PlannedDay]) -> Adherence | Unknown:
    """Completed over planned; Unknown where nothing was due. Tiers at 90, 70 and 50 %; below 50 ask about barriers, never shame."""
    counted = [day for day in days if day.done or day.excuse is None]
    excused = len(days) - len(counted)
    if not counted:
        return Unknown("nothing_due")
    done = sum(day.done for day in counted)
    share = done / len(counted)
    made = Provenance("adherence", 1, {"done": done, "due": len(counted), "excused": excused})
    return Adherence(done, len(counted), excused, share, tier_of(share), made)


def tier_of(share: float) -> Tier:
    """The tier of a share of planned workouts."""
    if share >= 0.9:
        return "excellent"
    if share >= 0.7:
        return "good"
    return "fair" if share >= 0.5 else "low"


def answer_to_miss(miss: Miss) -> MissAnswer:
    """What to offer after a missed workout."""
    return _ANSWERS[miss]


def week_streak(days: Collection[date], today: date, *, per_week: int = 1, excused_weeks: Collection[date] = ()) -> Streak:
    """Weeks in a row (Monday first) with at least `per_week` workout days; excused weeks (any day of them) neither break nor add.

    The running week counts once it is full and does not break the streak before it is over.
    """
    counts: dict[date, int] = {}
    for day in set(days):
        counts[_monday(day)] = counts.get(_monday(day), 0) + 1
    full = {week for week, count in counts.items() if count >= per_week}
    return _runs(full, {_monday(day) for day in excused_weeks} - full, _monday(today), timedelta(weeks=1))


def day_streak(days: Collection[date], today: date, *, excused_days: Collection[date] = ()) -> Streak:
    """Days in a row with something done; excused days (planned rest too) neither break nor add. Today may still come."""
    done = set(days)
    return _runs(done, set(excused_days) - done, today, timedelta(days=1))


def _runs(done: set[date], excused: set[date], now: date, step: timedelta) -> Streak:
    past = {day for day in done if day <= now}
    if not past:
        return Streak(0, 0)
    longest = run = 0
    cursor = min(past)
    while cursor <= now:
        if cursor in past:
            run += 1
        elif cursor not in excused and cursor != now:
            run = 0
        longest = max(longest, run)
        cursor += step
    return Streak(run, longest)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
