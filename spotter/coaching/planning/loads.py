"""The load of a planned exercise, from what the person lifted: progression, their e1RM, or to be found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Protocol

from spotter.coaching.planning.history import BestLift, best_of_days
from spotter.coaching.plateau import DELOAD_LOAD_FACTOR
from spotter.coaching.prescription import Prescription
from spotter.coaching.progression import MAX_RAISE, ProgressionRule, SetResult, Target, next_step
from spotter.coaching.strength import (
    MAX_REPS_IN_PERCENT_TABLE,
    MAX_RIR,
    OneRepMax,
    eased_load,
    load_for,
    one_rep_max,
    reserve_of,
    round_load,
)
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
    @property
    def target_rir(self) -> Decimal | None: ...
    @property
    def target_load_kg(self) -> Decimal | None: ...


class Dosed(Protocol):
    """An exercise of a plan: what it asks for and how it moves on; the catalogue's `Slot` and a `DraftSlot` fit."""

    @property
    def prescription(self) -> Prescription: ...
    @property
    def progression(self) -> ProgressionRule: ...


HISTORY = timedelta(days=180)
E1RM_WINDOW = timedelta(days=90)
BACK_AT_ONCE_WITHIN = timedelta(days=14)  # a lighter time costs no strength in two weeks (house rule, as after days without training)
AS_DUE = Decimal("0.95")
MAX_REPS_READ = 12  # Epley with the reserve counted in is refused above


@dataclass(frozen=True, slots=True)
class LastTime:
    """The work sets of an exercise on the day it was done last."""

    on: date
    reps: tuple[int, ...]
    load_kg: Decimal | None


@dataclass(frozen=True, slots=True)
class PlannedLoad:
    """The load in kg (None: body weight, or to be found), the reps to aim for where they move, and why (a code).

    `whole_kg` is what it would be without the steps back after lighter days, where `load_kg` is one of them.
    """

    load_kg: Decimal | None
    reps: int | None
    reason: str
    last: LastTime | None
    whole_kg: Decimal | None = None

    @property
    def due_kg(self) -> Decimal | None:
        """What a log measures a workout by: a step back is done lighter than due, and the next one follows it."""
        return self.whole_kg or self.load_kg

    def share(self, factor: Decimal, step: Decimal) -> Decimal | None:
        """A share of the load: of the whole one, since shares of shares would melt away, and never above the step that is reached."""
        if self.load_kg is None:
            return None
        return min(self.load_kg, eased_load(self.whole_kg or self.load_kg, factor, step))


def best_lift(history: Sequence[WorkSet], today: date) -> BestLift | None:
    """The best estimated 1RM of the last 90 days that can be believed, from the sets of one exercise.

    A set of a plan of which no effort was told is taken to have been done as it was asked for, and not to the last repetition.
    """
    by_day: dict[date, Decimal] = {}
    for row in history:
        if row.kind in ("warmup", "drop") or row.load_kg is None or not row.reps or row.performed_on < today - E1RM_WINDOW:
            continue
        found = one_rep_max(row.load_kg, row.reps, rir=_reserve(row))
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


def planned_load(slot: Dosed, step: Decimal, history: Sequence[WorkSet], today: date, *, is_easy: bool) -> PlannedLoad:
    """What to load for a slot. `history` are the sets of the exercise, oldest first; those of an easy week are left out.

    `step` is by how many kg its load can change; 0 for body weight.
    """
    dose = slot.prescription
    tried = [row for row in history if row.kind not in ("warmup", "drop") and row.reps is not None]
    work = [row for row in tried if row.reps]
    last = _last_time(work)
    if dose.reps_low is None or dose.reps_high is None:
        return PlannedLoad(None, None, "as_planned", last)
    if dose.load in ("bodyweight", "none") or step <= 0:
        return PlannedLoad(None, _more_reps(last, dose.reps_low, dose.reps_high), "as_planned", last)
    best = best_lift(work, today)
    moved = _progressed(slot, tried, step, today) if dose.load in ("last", "given") else None
    given = PlannedLoad(dose.load_kg, None, "as_planned", None) if dose.load == "given" else None
    found = moved or given or _from_e1rm(slot, best.kg if best else None, step) or PlannedLoad(dose.load_kg, None, "as_planned", None)
    if found.load_kg is None:
        return PlannedLoad(None, None, "find_load", last)
    is_eased = is_easy and found.reason not in ("percent_of_e1rm", "as_planned")
    return replace(found, load_kg=found.share(DELOAD_LOAD_FACTOR, step), last=last) if is_eased else replace(found, last=last)


def load_before(slot: Dosed, step: Decimal, history: Sequence[WorkSet], day: date) -> Decimal | None:
    """The load in kg that the slot would have had before a day; None where nothing tells it.

    By what this very dose was done with, and no more than that; else by the best e1RM of the 90 days before.
    """
    before = [row for row in history if row.performed_on < day and row.kind not in ("warmup", "drop")]
    if step <= 0 or not before:
        return None
    moved, lifted = _progressed(slot, [row for row in before if row.reps is not None], step, day), _answers(slot, before)
    if moved is not None:
        return min(moved.due_kg or Decimal(0), max(row.load_kg or Decimal(0) for row in lifted)) or None
    best = best_lift(before, day)
    found = _from_e1rm(slot, best.kg if best else None, step)
    return found.load_kg if found else None


def _answers(slot: Dosed, rows: Sequence[WorkSet]) -> list[WorkSet]:
    """The loaded sets that answered this very prescription."""
    dose = slot.prescription
    return [row for row in rows if (row.target_reps_min, row.target_reps_max) == (dose.reps_low, dose.reps_high) and row.load_kg]


def _from_e1rm(slot: Dosed, e1rm: Decimal | None, step: Decimal) -> PlannedLoad | None:
    dose = slot.prescription
    if e1rm is None or dose.reps_high is None:
        return None
    if dose.percent is not None:
        return PlannedLoad(round_load(e1rm * dose.percent, step), None, "percent_of_e1rm", None)
    load = load_for(e1rm, min(dose.reps_high, MAX_REPS_IN_PERCENT_TABLE), rir=min(dose.rir or 2, MAX_RIR), step_kg=step)
    return None if isinstance(load, Unknown) or load <= 0 else PlannedLoad(load, None, "from_e1rm", None)


def _progressed(slot: Dosed, tried: Sequence[WorkSet], step: Decimal, today: date) -> PlannedLoad | None:
    """The next step from the workouts that answered this very prescription.

    Those that were made lighter than due, for pain, a bad night or a time away, do not become the new measure: the load goes on from
    before them, at once within two weeks, later in steps of a tenth from what was done.
    """
    dose = slot.prescription
    done = [list(rows) for _, rows in groupby(_answers(slot, tried), key=lambda row: row.workout_id)]
    hard = [rows for rows in done if not _is_light(rows, dose.sets)] or done
    target = Target(dose.sets, dose.reps_low or 1, dose.reps_high or 1, dose.rir)
    moved = next_step(slot.progression, target, [_exposure(rows) for rows in hard], equipment_step_kg=step)
    if isinstance(moved, Unknown):
        return None
    if hard[-1] is not done[-1] and today - hard[-1][0].performed_on > BACK_AT_ONCE_WITHIN:
        light = max(row.load_kg or Decimal(0) for row in done[-1])
        reached = max(light + step, round_load(light * (1 + MAX_RAISE), step))
        if reached < moved.load_kg:
            return PlannedLoad(reached, target.reps_low, "back_in_steps", None, moved.load_kg)
    return PlannedLoad(moved.load_kg, moved.reps, moved.reason, None)


def _exposure(rows: Sequence[WorkSet]) -> list[SetResult]:
    return [SetResult(row.reps or 0, row.load_kg or Decimal(0), reserve_of(rir=_float(row.rir), rpe=_float(row.rpe))) for row in rows]


def _is_light(rows: Sequence[WorkSet], sets: int) -> bool:
    """Whether a workout was lighter than what was due and no test of strength: every repetition done, none told to be hard.

    With all its sets it is lighter from 5 % less on, since plates may be missing; with fewer of them from a step less on.
    """
    due = max((row.target_load_kg for row in rows if row.target_load_kg is not None), default=None)
    heaviest = max(row.load_kg or Decimal(0) for row in rows)
    if due is None or heaviest >= due or (heaviest > due * AS_DUE and len(rows) >= sets):
        return False
    felt = [rir for row in rows if (rir := reserve_of(rir=_float(row.rir), rpe=_float(row.rpe))) is not None]
    meant = max((float(row.target_rir) for row in rows if row.target_rir is not None), default=0.0)
    return all((row.reps or 0) >= (row.target_reps_min or 1) for row in rows) and all(rir > meant for rir in felt)


def _more_reps(last: LastTime | None, low: int, high: int) -> int | None:
    return None if last is None else min(high, max(low, min(last.reps) + 1))


def _last_time(work: Sequence[WorkSet]) -> LastTime | None:
    if not work:
        return None
    rows = [row for row in work if row.workout_id == work[-1].workout_id]
    return LastTime(rows[-1].performed_on, tuple(row.reps or 0 for row in rows), max((r.load_kg for r in rows if r.load_kg), default=None))


def _reserve(row: WorkSet) -> float | None:
    """Repetitions left in a set: as told, else as asked for where the repetitions were reached."""
    told = reserve_of(rir=_float(row.rir), rpe=_float(row.rpe))
    if told is not None or row.target_rir is None or row.kind != "work" or (row.reps or 0) < (row.target_reps_min or 1):
        return told
    return max(0.0, min(float(row.target_rir), MAX_RIR, MAX_REPS_READ - (row.reps or 0)))


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
