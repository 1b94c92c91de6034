"""What to load next time, from what was done the last times: linear, double, RIR-led and percentage progression."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from spotter.coaching.strength import round_load
from spotter.coaching.unknown import Provenance, Unknown

ProgressionKind = Literal["linear", "double", "rir", "percentage", "none"]
Scope = Literal["all_sets", "top_set"]
OnFail = Literal["hold", "reduce", "swap"]
Change = Literal["raise", "add_reps", "hold", "reduce", "reset", "swap"]

MAX_RAISE = Decimal("0.10")  # ACSM 2009: raise by 2 to 10 %
FAIL_CUT = Decimal("0.90")  # two missed sessions: 10 % off, the usual rule of linear programs
MISSES_UNTIL_CUT = 2
MISSES_UNTIL_RESET = 3
CUT_PER_REP_GAP = Decimal("0.025")  # 1 to 5 % per rep that a set was harder than meant
MAX_RIR_CUT = Decimal("0.05")
EXTRA_REPS = 2  # where the next load is too far away, reps go this far over the top of the range first


@dataclass(frozen=True, slots=True)
class ProgressionRule:
    """How one slot moves on. `step_kg` is added on success; `scope` says which sets have to succeed."""

    kind: ProgressionKind
    step_kg: Decimal = Decimal("2.5")
    scope: Scope = "all_sets"
    on_fail: OnFail = "reduce"


@dataclass(frozen=True, slots=True)
class Target:
    """What a slot asks for: work sets, a range of reps and, where prescribed, reps in reserve."""

    sets: int
    reps_low: int
    reps_high: int
    rir: float | None = None


@dataclass(frozen=True, slots=True)
class SetResult:
    """One work set as done. Warm-up and drop sets are left out by the caller."""

    reps: int
    load_kg: Decimal
    rir: float | None = None


Exposure = Sequence[SetResult]


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do next: the load in kg, the reps to aim for, what changes and why (a code)."""

    load_kg: Decimal
    reps: int
    change: Change
    reason: str
    provenance: Provenance


def next_step(
    rule: ProgressionRule, target: Target, exposures: Sequence[Exposure], *, equipment_step_kg: Decimal = Decimal("2.5")
) -> NextStep | Unknown:
    """The next load and reps of one exercise, from its exposures (oldest first, work sets only).

    Derived from the log alone, so that corrected or back-filled entries change the answer and nothing is applied twice.
    """
    done = [list(exposure) for exposure in exposures if exposure]
    if not done:
        return Unknown("no_history")
    last = done[-1]
    load = max(result.load_kg for result in last)
    misses = _misses(rule, target, done)
    step = _Step(rule, target, load, equipment_step_kg, last)
    if rule.kind in ("none", "percentage"):
        return step.to(load, target.reps_low, "hold", "load_is_prescribed" if rule.kind == "percentage" else "no_progression")
    if misses:
        return _after_misses(step, misses)
    if rule.kind == "rir":
        return _rir_led(step)
    return _double(step) if rule.kind == "double" else _raise(step, "all_sets_hit")


@dataclass(frozen=True, slots=True)
class _Step:
    rule: ProgressionRule
    target: Target
    load_kg: Decimal
    equipment_step_kg: Decimal
    last: list[SetResult]

    def to(self, load_kg: Decimal, reps: int, change: Change, reason: str) -> NextStep:
        inputs = {"load_kg": self.load_kg, "reps": [r.reps for r in self.last], "rir": [r.rir for r in self.last]}
        return NextStep(load_kg, reps, change, reason, Provenance(f"progression_{self.rule.kind}", 1, inputs))


def _judged(rule: ProgressionRule, exposure: list[SetResult]) -> list[SetResult]:
    return exposure if rule.scope == "all_sets" else [max(exposure, key=lambda r: (r.load_kg, r.reps))]


def _missed(rule: ProgressionRule, target: Target, exposure: list[SetResult]) -> bool:
    judged = _judged(rule, exposure)
    too_few = rule.scope == "all_sets" and len(judged) < target.sets
    return too_few or any(result.reps < target.reps_low for result in judged)


def _misses(rule: ProgressionRule, target: Target, exposures: list[list[SetResult]]) -> int:
    count = 0
    for exposure in reversed(exposures):
        if not _missed(rule, target, exposure):
            break
        count += 1
    return count


def _after_misses(step: _Step, misses: int) -> NextStep:
    reps, lighter = step.target.reps_low, round_load(step.load_kg * FAIL_CUT, step.equipment_step_kg)
    if misses < MISSES_UNTIL_CUT or step.rule.on_fail == "hold":
        return step.to(step.load_kg, reps, "hold", "missed_once" if misses == 1 else "missed")
    if misses < MISSES_UNTIL_RESET:
        return step.to(lighter, reps, "reduce", "missed_twice")
    if step.rule.on_fail == "swap":
        return step.to(step.load_kg, reps, "swap", "missed_three_times")
    return step.to(lighter, reps, "reset", "missed_three_times")


def _double(step: _Step) -> NextStep:
    judged, target = _judged(step.rule, step.last), step.target
    lowest = min(result.reps for result in judged)
    if lowest < target.reps_high:
        return step.to(step.load_kg, lowest + 1, "add_reps", "not_at_top_of_range")
    too_hard = target.rir is not None and any(r.rir is not None and r.rir < target.rir for r in judged)
    if too_hard:
        return step.to(step.load_kg, target.reps_high, "hold", "harder_than_meant")
    return _raise(step, "top_of_range")


def _rir_led(step: _Step) -> NextStep:
    judged, wanted = _judged(step.rule, step.last), step.target.rir
    felt = [result.rir for result in judged if result.rir is not None]
    if wanted is None or not felt:
        return _double(step)
    if len(felt) == len(judged) and all(rir > wanted + 1 for rir in felt):
        return _raise(step, "easier_than_meant")
    gap = wanted - min(felt)
    if gap > 1:
        cut = min(MAX_RIR_CUT, CUT_PER_REP_GAP * Decimal(repr(float(gap))))
        return step.to(round_load(step.load_kg * (1 - cut), step.equipment_step_kg), step.target.reps_low, "reduce", "harder_than_meant")
    return (
        _double(step) if step.target.reps_high > step.target.reps_low else step.to(step.load_kg, step.target.reps_low, "hold", "as_meant")
    )


def _raise(step: _Step, reason: str) -> NextStep:
    """Add the step, or the equipment's smaller one; where even that is more than 10 %, add reps first."""
    target, smallest = step.target, min(step.rule.step_kg, step.equipment_step_kg or step.rule.step_kg)
    for size in (step.rule.step_kg, smallest):
        if size <= step.load_kg * MAX_RAISE:
            return step.to(step.load_kg + size, target.reps_low, "raise", reason)
    lowest = min(result.reps for result in _judged(step.rule, step.last))
    if lowest < target.reps_high + EXTRA_REPS:
        return step.to(step.load_kg, lowest + 1, "add_reps", "next_load_is_far")
    return step.to(step.load_kg + smallest, target.reps_low, "raise", reason)
