"""How often somebody may be written to unasked, and when to leave them alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args
from zoneinfo import ZoneInfo

NudgeKind = Literal[
    "workout_missed",
    "workout_due",
    "weekly_review",
    "goal_reached",
    "weigh_in",
    "meal_log",
    "streak_at_risk",
    "comeback",
    "pr_possible",
    "health_trend",
    "deload",
    "plateau",
    "welcome",
]
KINDS: tuple[NudgeKind, ...] = get_args(NudgeKind)
APART = timedelta(hours=20)
WEEK = timedelta(weeks=1)
LESS_DAYS = 14  # between messages of a kind of which somebody wants fewer
# Days of silence, and the days between messages from then on (JOOL, Bidargaddi 2018); after two more months nobody is written to.
_BACK_OFF = ((30, 15), (10, 6), (2, 2), (0, 3))
STOP_AFTER_DAYS = 60
TALKING = timedelta(minutes=30)  # somebody who has just written is not interrupted


@dataclass(frozen=True, slots=True)
class Contact:
    """What passed between a person and the coach: when they wrote last, and when they were written to unasked in the last weeks.

    `heard_at` is when they came where they never wrote. Messages that were left unsent to measure count as sent: otherwise the next one
    would come sooner than it would have.
    """

    heard_at: datetime
    sent_at: Sequence[datetime]
    weekly_budget: int
    zone: ZoneInfo

    def refusal(self, now: datetime, *, wants_more: bool = False) -> str | None:
        """Why nobody may write now, as a code; None where somebody may. `wants_more` where the person asked for more of this."""
        silent = (now - self.heard_at).days
        if silent >= STOP_AFTER_DAYS:
            return "silent_for_long"
        last = max(self.sent_at, default=None)
        if last is not None and now - last < APART:
            return "too_soon"
        if sum(now - at < WEEK for at in self.sent_at) >= self.weekly_budget:
            return "budget"
        days = (now.astimezone(self.zone).date() - last.astimezone(self.zone).date()).days if last is not None else None
        if days is not None and not wants_more and days < days_apart(silent):
            return "backing_off"
        return None


def days_apart(silent_days: int) -> int:
    """The days between two messages to somebody who has not written for so many days."""
    return next(days for since, days in _BACK_OFF if silent_days >= since)
