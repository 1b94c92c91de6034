"""Weekly sets per muscle, the bands they are judged by, and how long a session takes."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from spotter.coaching.strength import MAX_RIR, SetKind

Level = Literal["beginner", "intermediate", "advanced"]
BandPosition = Literal["below", "in_band", "above", "far_above"]

MAX_WEEKLY_SETS = 22  # far above what more sets still pay for; Baz-Valle 2022: 12 to 20
MIN_FREQUENCY = 2  # sessions per muscle and week, ACSM 2026
GOAL_SHARE = {"hypertrophy": 1.0, "strength": 0.5, "general": 0.5, "weight_loss": 0.25, "endurance": 0.25}
REPS_THAT_COUNT = range(5, 31)  # Pelland 2024: 5 to 30 reps, RIR 0 to 4

SECONDS_PER_REP = 3
WARM_UP_S = 300
MOVING_S = 120

MUSCLE_GROUPS: dict[str, str] = {
    "lats": "back",
    "upper_back": "back",
    "middle_back": "back",
    "traps": "back",
    "rhomboids": "back",
    "quadriceps": "quads",
    "hamstring": "hamstrings",
    "gluteus": "glutes",
    "side_delts": "delts",
    "front_delts": "delts",
    "rear_delts": "delts",
    "shoulders": "delts",
    "abdominals": "abs",
    "obliques": "abs",
    "core": "abs",
}


class Band(NamedTuple):
    """Weekly sets: where to start and the usual most."""

    low: int
    high: int


# Usual bands of program design for beginners, and for everybody after that
_BEGINNER: dict[str, Band] = {
    "chest": Band(8, 12),
    "back": Band(8, 14),
    "quads": Band(6, 12),
    "hamstrings": Band(4, 10),
    "glutes": Band(4, 10),
    "delts": Band(6, 12),
    "biceps": Band(4, 10),
    "triceps": Band(4, 10),
    "calves": Band(0, 6),
    "abs": Band(0, 6),
}
_TRAINED: dict[str, Band] = {
    "chest": Band(10, 20),
    "back": Band(10, 22),
    "quads": Band(8, 18),
    "hamstrings": Band(6, 14),
    "glutes": Band(6, 16),
    "delts": Band(8, 18),
    "biceps": Band(6, 14),
    "triceps": Band(6, 14),
    "calves": Band(6, 12),
    "abs": Band(4, 10),
}


@dataclass(frozen=True, slots=True)
class MuscleSets:
    """Some sets of one exercise with its muscle shares (primary 1.0, secondary 0.5)."""

    muscles: Mapping[str, float]
    sets: int


@dataclass(frozen=True, slots=True)
class TimedSets:
    """What a slot costs in time: either `reps` or `duration_s` per set, and the rest after each set."""

    sets: int
    reps: int | None
    duration_s: int | None
    rest_s: int
    sides: int = 1


def counts_for_volume(reps: int, *, rir: float | None = None, kind: SetKind = "work") -> bool:
    """Whether a set counts as a hard set: no warm-up, 5 to 30 reps, RIR 0 to 4 where it is known."""
    return kind != "warmup" and reps in REPS_THAT_COUNT and (rir is None or 0 <= rir <= MAX_RIR)


def weekly_sets(rows: Iterable[MuscleSets]) -> dict[str, float]:
    """Fractional sets per muscle group: direct sets count 1, indirect ones their share (Pelland 2024).

    An exercise counts once per group, with the largest share any of the group's muscles has in it.
    """
    total: defaultdict[str, float] = defaultdict(float)
    for row in rows:
        for group, share in group_shares(row.muscles).items():
            total[group] += share * row.sets
    return dict(total)


def group_shares(muscles: Mapping[str, float]) -> dict[str, float]:
    """Muscle shares by group (lats and traps are both back)."""
    shares: dict[str, float] = {}
    for muscle, share in muscles.items():
        group = MUSCLE_GROUPS.get(muscle, muscle)
        shares[group] = max(share, shares.get(group, 0.0))
    return shares


def band_of(muscle_group: str, level: Level) -> Band | None:
    """The weekly band of a muscle group, None for groups without one (forearms, neck ...)."""
    return (_BEGINNER if level == "beginner" else _TRAINED).get(muscle_group)


def goal_band(muscle_group: str, level: Level, goal: str) -> Band | None:
    """The weekly band that a goal asks for: all of it for muscle, half of its start for strength and general fitness (2 to 3 sets twice a
    week, ACSM 2026), a quarter beside cardio (two days with every large muscle, WHO 2020), none for mobility.
    """
    band = band_of(muscle_group, level)
    share = GOAL_SHARE.get(goal, 0.0)
    return None if band is None or share == 0 else Band(math.ceil(band.low * share), band.high)


def banded_groups() -> tuple[str, ...]:
    """The muscle groups that have a band, the large ones first."""
    return tuple(_BEGINNER)


def position_in_band(sets: float, band: Band) -> BandPosition:
    """Where a week's sets lie; more than 22 is far above whatever the band."""
    if sets > MAX_WEEKLY_SETS:
        return "far_above"
    if sets < band.low:
        return "below"
    return "above" if sets > band.high else "in_band"


def session_minutes(slots: Iterable[TimedSets], ramps: Iterable[TimedSets] = ()) -> float:
    """Estimated minutes: work (3 s a rep) + rest after every set + the warm-up; 0 for an empty session.

    The warm-up takes five minutes, and longer where the ramps to the heavy lifts leave no two of them for moving about.
    """
    seconds, ramped = _seconds(slots), _seconds(ramps)
    return (seconds + max(WARM_UP_S, MOVING_S + ramped)) / 60 if seconds else 0.0


def _seconds(slots: Iterable[TimedSets]) -> int:
    return sum(slot.sets * (_work_s(slot) + slot.rest_s) for slot in slots)


def _work_s(slot: TimedSets) -> int:
    once = slot.duration_s if slot.duration_s is not None else (slot.reps or 0) * SECONDS_PER_REP
    return once * slot.sides
