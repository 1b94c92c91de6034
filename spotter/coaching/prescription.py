"""What a plan or program asks for in one exercise."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from spotter.coaching.volume import TimedSets

LoadSource = Literal["e1rm_percent", "e1rm", "last", "given", "find", "bodyweight", "rpe", "none"]
SetScheme = Literal["straight", "amrap", "top_set", "backoff", "interval", "steady", "hold"]
Goal = Literal["strength", "hypertrophy", "endurance", "mobility", "general", "weight_loss"]


@dataclass(frozen=True, slots=True)
class Prescription:
    """Sets of reps (a range, with reps in reserve) or of time or distance, with the rest after each set in seconds.

    `load_kg` is the concrete load where one is known, `percent` the share of the e1RM (0 to 1) for `e1rm_percent`. With `given`
    the person told it, and it moves on from there. With `find` they look for a load they could lift `reps_high` + 3 times. `zone` is a
    heart-rate zone 1 to 5.
    """

    sets: int
    reps_low: int | None = None
    reps_high: int | None = None
    rir: int | None = None
    load: LoadSource = "last"
    percent: Decimal | None = None
    load_kg: Decimal | None = None
    kind: SetScheme = "straight"
    rest_s: int = 90
    duration_s: int | None = None
    distance_m: int | None = None
    zone: int | None = None

    def timed(self, *, sides: int = 1) -> TimedSets:
        """What it costs in time; distances count at an easy 7 min/km."""
        duration = self.duration_s
        if duration is None and self.distance_m is not None:
            duration = round(self.distance_m * 0.42)
        return TimedSets(self.sets, self.reps_high, duration, self.rest_s, sides)
