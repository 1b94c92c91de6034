"""Where somebody stands on their goals, computed from the rows of their log every time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from spotter.coaching.adherence import day_streak, week_streak
from spotter.store.queries.goals import kcal_by_day, workout_days
from spotter.store.queries.metrics import latest_metric
from spotter.store.queries.workouts import LoggedSet, sets_between
from spotter.store.tables import Goal
from spotter.store.uow import UnitOfWork

OF_SETS = ("load", "reps", "distance")
KCAL_DAYS = 7
NEARLY = Decimal("0.99")  # 9.95 km on the watch was a 10 km run
_FAMILIES = (("running", "treadmill_run", "trail_running"), ("cycling", "mountain_biking"), ("rowing", "outdoor_rowing"))


@dataclass(frozen=True, slots=True)
class Aim:
    """What a goal measures. `target` is in the kind's unit; with `duration_s` the time over that distance counts instead."""

    kind: str
    exercise_key: str | None
    target: Decimal
    unit: str
    duration_s: int | None = None

    @property
    def to_reach(self) -> Decimal:
        """The figure that is compared with the log: seconds for a time over a distance, else the target."""
        return self.target if self.duration_s is None else Decimal(self.duration_s)

    def is_reached(self, now: Decimal | None, start: Decimal | None) -> bool:
        """Whether the log has got there. A calorie goal is never over; of a body weight the start says from which side it comes."""
        if now is None or self.kind == "calories" or (self.kind == "body_weight" and start is None):
            return False
        falls = self.duration_s is not None or (self.kind == "body_weight" and start is not None and start > self.target)
        return now <= self.to_reach if falls else now >= self.to_reach


def aim_of(goal: Goal) -> Aim:
    """What a stored goal measures."""
    return Aim(goal.kind, goal.exercise_key, goal.target or Decimal(0), goal.unit or "", goal.duration_s)


async def standings(aims: Sequence[Aim], today: date, uow: UnitOfWork) -> list[Decimal | None]:
    """Where the person stands on each aim today: kg, repetitions, m or s, workouts this week, kcal a day; None without a row."""
    kinds = {aim.kind for aim in aims}
    keys = sorted({key for aim in aims if aim.kind in OF_SETS for key in family_of(aim.exercise_key)})
    sets = [one for one in await sets_between(uow, exercise_keys=keys) if one.kind != "warmup"] if keys else []
    weight = await latest_metric(uow, "weight") if "body_weight" in kinds else None
    days = await workout_days(uow) if kinds & {"frequency", "streak"} else []
    eaten = await kcal_by_day(uow, today - timedelta(days=KCAL_DAYS)) if "calories" in kinds else {}
    found: list[Decimal | None] = []
    for aim in aims:
        if aim.kind in OF_SETS:
            found.append(_best(aim, sets))
        elif aim.kind == "body_weight":
            found.append(weight.value if weight else None)
        elif aim.kind == "calories":
            found.append((sum(eaten.values(), Decimal(0)) / len(eaten)).quantize(Decimal(1)) if eaten else None)
        else:
            found.append(Decimal(_regularity(aim, days, today)))
    return found


def _regularity(aim: Aim, days: Sequence[date], today: date) -> int:
    if aim.kind == "frequency":
        monday = today - timedelta(days=today.weekday())
        return sum(monday <= day <= today for day in days)
    return (day_streak if aim.unit == "days" else week_streak)(days, today).current


def _best(aim: Aim, sets: Sequence[LoggedSet]) -> Decimal | None:
    own = [one for one in sets if one.exercise_key in family_of(aim.exercise_key)]
    if aim.kind == "load":
        return max((one.load_kg for one in own if one.load_kg is not None), default=None)
    if aim.kind == "reps":
        return max((Decimal(one.reps) for one in own if one.reps is not None), default=None)
    if aim.duration_s is None:
        return max((one.distance_m for one in own if one.distance_m is not None), default=None)
    timed = [(one.duration_s, one.distance_m) for one in own if one.duration_s and one.distance_m]
    long_enough = [Decimal(seconds) * aim.target / metres for seconds, metres in timed if metres >= aim.target * NEARLY]
    return min(long_enough).quantize(Decimal(1)) if long_enough else None


def family_of(key: str | None) -> tuple[str, ...]:
    """The exercises that count for one another: a run is a run on the treadmill, too."""
    return next((family for family in _FAMILIES if key in family), (key,) if key else ())
