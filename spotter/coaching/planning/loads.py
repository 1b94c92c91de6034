"""The load of a planned exercise, from what the person lifted: progression, their e1RM, or to be found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Protocol

from spotter.coaching.planning.history import BestLift, best_of_days
from spotter.coaching.plateau import DELOAD_LOAD_FACTOR
from spotter.coaching.prescription import Prescription
from spotter.coaching.progression import ProgressionRule, SetResult, Target, next_step
from spotter.coaching.strength import MAX_REPS_IN_PERCENT_TABLE, MAX_RIR, OneRepMax, load_for, one_rep_max, reserve_of, round_load
from spotter.coaching.unknown import Unknown


class WorkSet(Protocol):
    """A set as it was done; the store's `LoggedSet` fits."""

    @property
    def performed_on(self) -> date: ...
    @property
    def exercise_key(self) -> str | None: ...
    @property
    def kind(self) -> str: ...
    @property
    def reps(self) -> int | None: ...
    @property
    def load_kg(self) -> Decimal | None: ...
    @property
    def rpe(self) -> Decimal | None: ...
    @property
    def rir(self) -> Decimal | None: ...
    @property
    def workout_id(self) -> str: ...
    @property
    def target_reps_min(self) -> int | None: ...
    @property
    def target_reps_max(self) -> int | None: ...


class Dosed(Protocol):
    """An exercise of a plan: what it asks for and how it moves on; the catalogue's `Slot` and a `DraftSlot` fit."""

    @property
    def prescription(self) -> Prescription: ...
    @property
    def progression(self) -> ProgressionRule: ...


HISTORY = timedelta(days=180)
E1RM_WINDOW = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class LastTime:
    """The work sets of an exercise on the day it was done last."""

    on: date
    reps: tuple[int, ...]
    load_kg: Decimal | None


@dataclass(frozen=True, slots=True)
class PlannedLoad:
    """The load in kg (None: body weight, or to be found), the reps to aim for where they move, and why (a code)."""

    load_kg: Decimal | None
    reps: int | None
    reason: str
    last: LastTime | None


def best_lift(history: Sequence[WorkSet], today: date) -> BestLift | None:
    """The best estimated 1RM of the last 90 days that can be believed, from the sets of one exercise."""
    by_day: dict[date, Decimal] = {}
    for row in history:
        if row.kind in ("warmup", "drop") or row.load_kg is None or not row.reps or row.performed_on < today - E1RM_WINDOW:
            continue
        found = one_rep_max(row.load_kg, row.reps, rir=_float(row.rir), rpe=_float(row.rpe))
        if isinstance(found, OneRepMax):
            by_day[row.performed_on] = max(found.kg, by_day.get(row.performed_on, found.kg))
    return best_of_days(by_day)


def best_lifts(history: Sequence[WorkSet], today: date) -> dict[str, BestLift]:
    """The best estimated 1RM by exercise."""
    by_key: dict[str, list[WorkSet]] = {}
    for row in history:
        if row.exercise_key is not None:
            by_key.setdefault(row.exercise_key, []).append(row)
    found = {key: best_lift(rows, today) for key, rows in by_key.items()}
    return {key: lift for key, lift in found.items() if lift is not None}


def planned_load(slot: Dosed, step_kg: float, history: Sequence[WorkSet], today: date, *, is_easy: bool) -> PlannedLoad:
    """What to load for a slot. `history` are the sets of the exercise, oldest first; those of an easy week are left out.

    `step_kg` is by how much its load can change; 0 for body weight.
    """
    dose, step = slot.prescription, Decimal(repr(step_kg))
    work = [row for row in history if row.kind not in ("warmup", "drop") and row.reps]
    last = _last_time(work)
    if dose.reps_low is None or dose.reps_high is None:
        return PlannedLoad(None, None, "as_planned", last)
    if dose.load in ("bodyweight", "none") or step <= 0:
        return PlannedLoad(None, _more_reps(last, dose.reps_low, dose.reps_high), "as_planned", last)
    best = best_lift(work, today)
    moved = _progressed(slot, work, step) if dose.load == "last" else None
    found = moved or _from_e1rm(slot, best.kg if best else None, step) or PlannedLoad(dose.load_kg, None, "as_planned", None)
    if found.load_kg is None:
        return PlannedLoad(None, None, "find_load", last)
    is_eased = is_easy and found.reason not in ("percent_of_e1rm", "as_planned")
    return PlannedLoad(_eased(found.load_kg, step) if is_eased else found.load_kg, found.reps, found.reason, last)


def _from_e1rm(slot: Dosed, e1rm: Decimal | None, step: Decimal) -> PlannedLoad | None:
    dose = slot.prescription
    if e1rm is None or dose.reps_high is None:
        return None
    if dose.percent is not None:
        return PlannedLoad(round_load(e1rm * dose.percent, step), None, "percent_of_e1rm", None)
    load = load_for(e1rm, min(dose.reps_high, MAX_REPS_IN_PERCENT_TABLE), rir=min(dose.rir or 2, MAX_RIR), step_kg=step)
    return None if isinstance(load, Unknown) or load <= 0 else PlannedLoad(load, None, "from_e1rm", None)


def _progressed(slot: Dosed, work: Sequence[WorkSet], step: Decimal) -> PlannedLoad | None:
    """The next step from the workouts that answered this very prescription."""
    dose = slot.prescription
    exposures = [
        [SetResult(row.reps or 0, row.load_kg or Decimal(0), reserve_of(rir=_float(row.rir), rpe=_float(row.rpe))) for row in rows]
        for _, rows in groupby(
            [row for row in work if (row.target_reps_min, row.target_reps_max) == (dose.reps_low, dose.reps_high) and row.load_kg],
            key=lambda row: row.workout_id,
        )
    ]
    target = Target(dose.sets, dose.reps_low or 1, dose.reps_high or 1, dose.rir)
    moved = next_step(slot.progression, target, exposures, equipment_step_kg=step)
    return None if isinstance(moved, Unknown) else PlannedLoad(moved.load_kg, moved.reps, moved.reason, None)


def _eased(load_kg: Decimal, step: Decimal) -> Decimal:
    return round_load(load_kg * DELOAD_LOAD_FACTOR, step)


def _more_reps(last: LastTime | None, low: int, high: int) -> int | None:
    return None if last is None else min(high, max(low, min(last.reps) + 1))


def _last_time(work: Sequence[WorkSet]) -> LastTime | None:
    if not work:
        return None
    rows = [row for row in work if row.workout_id == work[-1].workout_id]
    return LastTime(rows[-1].performed_on, tuple(row.reps or 0 for row in rows), max((r.load_kg for r in rows if r.load_kg), default=None))


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
