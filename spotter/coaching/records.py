"""Personal records from a plain list of sets, walked in the order of dates, and the trend of a lift."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from spotter.coaching.plateau import LiftExposure
from spotter.coaching.strength import FormulaName, OneRepMax, SetKind, one_rep_max
from spotter.coaching.unknown import Provenance, Unknown

RecordKind = Literal["e1rm", "load_for_reps", "reps", "volume", "duration", "distance"]

MIN_TREND_POINTS = 3
MIN_TREND_DAYS = 7
MAX_TREND_POINTS = 104
_Z95 = 1.96


@dataclass(frozen=True, slots=True)
class SetRow:
    """One set as it is in the log; kg, s, m. `load_kg` is all that is moved where body weight counts (see `moved_load`)."""

    day: date
    exercise: str
    reps: int | None = None
    load_kg: Decimal | None = None
    rir: float | None = None
    duration_s: int | None = None
    distance_m: float | None = None
    kind: SetKind = "work"


@dataclass(frozen=True, slots=True)
class Record:
    """A best, the one it beat (None for the first) and when. `reps` for `load_for_reps`; value in kg, reps, kg x reps, s or m."""

    exercise: str
    kind: RecordKind
    value: Decimal
    before: Decimal | None
    day: date
    reps: int | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """A lift's change against its own history: kg a week with its 95 % interval (no bounds where days are few), last against first."""

    kg_per_week: float
    low: float
    high: float
    first_kg: Decimal
    last_kg: Decimal
    exposures: int
    provenance: Provenance

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves no doubt about the direction."""
        return self.low > 0 or self.high < 0


def record_history(rows: Iterable[SetRow], *, formula: FormulaName = "epley") -> list[Record]:
    """Every record as it was set, oldest first; warm-up sets never count. The first of its kind has `before` None."""
    best: dict[tuple[str, RecordKind, int | None], Decimal] = {}
    history: list[Record] = []
    for day, day_rows in _by_day(rows):
        for (exercise, kind, reps), value in _bests_of_day(day_rows, formula).items():
            before = best.get((exercise, kind, reps))
            if before is None or value > before:
                best[exercise, kind, reps] = value
                history.append(Record(exercise, kind, value, before, day, reps))
    return history


def current_records(rows: Iterable[SetRow], *, formula: FormulaName = "epley") -> list[Record]:
    """The records that stand, by exercise and kind."""
    standing = {(r.exercise, r.kind, r.reps): r for r in record_history(rows, formula=formula)}
    return sorted(standing.values(), key=lambda r: (r.exercise, r.kind, r.reps or 0))


def new_records(rows: Iterable[SetRow], day: date, *, formula: FormulaName = "epley") -> list[Record]:
    """What was beaten on `day`; a first time is no record."""
    return [r for r in record_history(rows, formula=formula) if r.day == day and r.before is not None]


def exposures_of(rows: Iterable[SetRow], exercise: str, *, formula: FormulaName = "epley") -> list[LiftExposure]:
    """The best e1RM of each day an exercise was done, oldest first; days without an estimate are left out."""
    found = []
    for day, day_rows in _by_day(row for row in rows if row.exercise == exercise):
        estimates = [
            (row, one_rep_max(row.load_kg, row.reps or 0, rir=row.rir, kind=row.kind, formula=formula)) for row in day_rows if row.load_kg
        ]
        known = [(one.kg, row.rir is not None) for row, one in estimates if isinstance(one, OneRepMax)]
        if known:
            found.append(LiftExposure(day, *max(known)))
    return found


def trend_of(exposures: Sequence[LiftExposure]) -> Trend | Unknown:
    """The change of the e1RM in kg a week: the median of all slopes between two days, with its 95 % interval (Theil 1950, Sen 1968).

    One odd day, or a load with a digit too many, does not move it. At least 3 exposures over 7 days; the last two years or so are read.
    """
    rows = sorted(exposures, key=lambda e: e.day)[-MAX_TREND_POINTS:]
    if len(rows) < MIN_TREND_POINTS or (rows[-1].day - rows[0].day).days < MIN_TREND_DAYS:
        return Unknown("too_few_exposures")
    slope, low, high = theil_sen([(one.day, float(one.e1rm_kg)) for one in rows])
    made = Provenance("e1rm_theil_sen", 2, {"exposures": len(rows)})
    return Trend(slope, low, high, rows[0].e1rm_kg, rows[-1].e1rm_kg, len(rows), made)


def theil_sen(points: Sequence[tuple[date, float]]) -> tuple[float, float, float]:
    """The median of all slopes between two days, a week, with its 95 % interval (infinite where too few points bound it).

    Points are in order of their days, at least two days among them (Theil 1950, Sen 1968).
    """
    slopes = sorted(
        (b - a) / (after - day).days * 7 for place, (day, a) in enumerate(points) for after, b in points[place + 1 :] if after > day
    )
    n = len(points)
    reach = _Z95 * math.sqrt(n * (n - 1) * (2 * n + 5) / 18)  # of Kendall's S, without ties
    first = math.floor((len(slopes) - reach) / 2)
    low, high = (slopes[first - 1], slopes[-first]) if first >= 1 else (-math.inf, math.inf)
    return statistics.median(slopes), low, high


def _by_day(rows: Iterable[SetRow]) -> list[tuple[date, list[SetRow]]]:
    days: dict[date, list[SetRow]] = {}
    for row in rows:
        if row.kind != "warmup":
            days.setdefault(row.day, []).append(row)
    return sorted(days.items())


def _bests_of_day(rows: Sequence[SetRow], formula: FormulaName) -> dict[tuple[str, RecordKind, int | None], Decimal]:
    best: dict[tuple[str, RecordKind, int | None], Decimal] = {}
    volume: dict[str, Decimal] = {}

    def offer(row: SetRow, kind: RecordKind, value: Decimal, reps: int | None = None) -> None:
        place = (row.exercise, kind, reps)
        best[place] = max(value, best.get(place, value))

    for row in rows:
        for kind, value, reps in _values_of(row, formula):
            offer(row, kind, value, reps)
        if row.reps and row.load_kg and row.load_kg > 0:
            volume[row.exercise] = volume.get(row.exercise, Decimal(0)) + row.load_kg * row.reps
    return best | {(exercise, "volume", None): value for exercise, value in volume.items()}


def _values_of(row: SetRow, formula: FormulaName) -> Iterable[tuple[RecordKind, Decimal, int | None]]:
    if row.reps and row.load_kg is not None and row.load_kg > 0:
        yield "load_for_reps", row.load_kg, row.reps
        estimate = one_rep_max(row.load_kg, row.reps, rir=row.rir, kind=row.kind, formula=formula)
        if isinstance(estimate, OneRepMax):
            yield "e1rm", estimate.kg, None
    elif row.reps:
        yield "reps", Decimal(row.reps), None
    if row.duration_s and not row.reps and not row.distance_m:
        yield "duration", Decimal(row.duration_s), None
    if row.distance_m:
        yield "distance", Decimal(repr(float(row.distance_m))), None
