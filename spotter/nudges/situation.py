"""What the rules look at: one person on one day, as typed facts that were read once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from spotter.coaching.health_trend import HealthTrend


@dataclass(frozen=True, slots=True)
class DueWorkout:
    """The workout that the plan has next; `name` by language."""

    plan_id: str
    day_id: str
    on: date
    name: Mapping[str, str]
    exercises: int


@dataclass(frozen=True, slots=True)
class ReachedLately:
    """A goal that the log reached, in the person's own words."""

    goal_id: str
    text: str
    on: date


@dataclass(frozen=True, slots=True)
class PossibleBest:
    """A best that is likely there in the next workout: kg as it is written (None: the body alone), and its chance."""

    exercise_key: str
    load_kg: float | None
    reps: int
    share: float


@dataclass(frozen=True, slots=True)
class StalledLift:
    """A lift that has not moved for days."""

    exercise_key: str
    days: int


@dataclass(frozen=True, slots=True)
class EasyWeek:
    """An easy week that is due: codes of what speaks for it."""

    reasons: Sequence[str]


@dataclass(frozen=True, slots=True)
class WeekStreak:
    """Weeks in a row with the planned workouts, and where this week stands."""

    weeks: int
    this_week: int
    planned: int


@dataclass(frozen=True, slots=True)
class LastWeek:
    """The week that is over: workout days, those planned, sets, and records."""

    monday: date
    days: int
    planned: int | None
    sets: int
    records: int
    tier: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """The newest message of a kind that went out, or would have: its day and what it was about."""

    on: date
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Situation:
    """A person on a day of their calendar. `now` is aware and in their zone.

    `missed` are the planned days since the last workout that went by without one; `is_resting` tells that training rests for a reason
    (a pause, an illness, a trip); `numbers_hidden` that nothing of weight, food or streaks may be said. `usual_hour` is when they
    usually train, by the clock on their wall.
    """

    now: datetime
    came_on: date
    last_heard: datetime | None = None
    is_underway: bool = False
    is_resting: bool = False
    numbers_hidden: bool = False
    has_plan: bool = False
    due: DueWorkout | None = None
    missed: Sequence[date] = ()
    workout_days: Sequence[date] = ()
    usual_hour: int | None = None
    has_workout_reminder: bool = False
    has_meal_reminder: bool = False
    meal_days: Sequence[date] = ()
    weighs_for_a_goal: bool = False
    last_weigh_in: date | None = None
    reached: Sequence[ReachedLately] = ()
    best: PossibleBest | None = None
    stalled: StalledLift | None = None
    easy_week: EasyWeek | None = None
    streak: WeekStreak | None = None
    week: LastWeek | None = None
    trend: HealthTrend | None = None
    barrier: str | None = None
    told: Mapping[str, Told] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def did_today(self) -> bool:
        return bool(self.workout_days) and self.workout_days[-1] >= self.today

    @property
    def days_since_workout(self) -> int | None:
        """Days since the last workout; None before the first."""
        return (self.today - self.workout_days[-1]).days if self.workout_days else None

    def was_told(self, kind: str, within_days: int) -> bool:
        """Whether a message of the kind went out within so many days."""
        told = self.told.get(kind)
        return told is not None and self.today - told.on < timedelta(days=within_days)


@dataclass(frozen=True, slots=True)
class Noticed:
    """What a rule wants to say: the highest `priority` speaks first.

    `reason` and the `rows` it rests on are its why, `facts` (JSON) what its words are made of. It may go out in the `hours` (first and
    last, both included) of the day, and is over when the last of them is. `options` name the buttons that its words come with.
    """

    kind: str
    priority: int
    reason: str
    facts: Mapping[str, Any]
    rows: Sequence[str] = ()
    hours: tuple[int, int] = (7, 21)
    options: Sequence[str] = ()


def plain(value: Decimal | float | None) -> float | None:
    """A figure as JSON keeps it."""
    return None if value is None else float(value)
