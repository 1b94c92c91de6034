"""What to load next time, from what was done the last times: linear, double, RIR-led and percentage progression."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from spotter.coaching.strength import helped_more, one_rep_max, round_load
from spotter.coaching.unknown import Provenance, Unknown

ProgressionKind = Literal["linear", "double", "rir", "percentage", "none"]
Scope = Literal["all_sets", "top_set"]
OnFail = Literal["hold", "reduce", "swap"]
Change = Literal["raise", "add_reps", "hold", "reduce", "reset", "swap"]

MAX_RAISE = Decimal("0.10")  # ACSM 2009: raise by 2 to 10 %
FAIL_CUT = Decimal("0.90")  # two missed sessions: 10 % off, the usual rule of linear programs
MISSES_UNTIL_CUT = 2
MISSES_UNTIL_RESET = 3
PER_REP_GAP = Decimal("0.025")  # 1 to 5 % per rep that a set was harder or easier than meant
MAX_RIR_CUT = Decimal("0.05")
ENOUGH_SETS = Fraction(2, 3)  # a workout with no more of its sets says too little to add load, a house rule
EPLEY_REPS = 30  # Epley 1985, turned round
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
    if rule.scope == "all_sets" and len(last) < target.sets and len(last) <= target.sets * ENOUGH_SETS:
        again = min(target.reps_high, max(target.reps_low, min(result.reps for result in last)))
        return step.to(load, again, "hold", "few_sets")
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

    def lighter(self, share: Decimal) -> Decimal:
        """The load less a share of it, and never nothing; where it helps (below 0), a step more help."""
        if self.load_kg < 0:
            return helped_more(self.load_kg, self.equipment_step_kg or self.rule.step_kg)
        return max(round_load(self.load_kg * (1 - share), self.equipment_step_kg), min(self.load_kg, self.equipment_step_kg))

    def to(self, load_kg: Decimal, reps: int, change: Change, reason: str) -> NextStep:
        inputs = {"load_kg": self.load_kg, "reps": [r.reps for r in self.last], "rir": [r.rir for r in self.last]}
        return NextStep(load_kg, reps, change, reason, Provenance(f"progression_{self.rule.kind}", 1, inputs))


def _judged(rule: ProgressionRule, exposure: list[SetResult]) -> list[SetResult]:
    return exposure if rule.scope == "all_sets" else [max(exposure, key=lambda r: (r.load_kg, r.reps))]


def _missed(rule: ProgressionRule, target: Target, exposure: list[SetResult]) -> bool:
    """Whether the reps were not there. Fewer sets than planned are no miss: the day may have been short, or an easy one."""
    judged = _judged(rule, exposure)
    return any(result.reps < target.reps_low for result in judged)


def _misses(rule: ProgressionRule, target: Target, exposures: list[list[SetResult]]) -> int:
    count = 0
    for exposure in reversed(exposures):
        if not _missed(rule, target, exposure):
            break
        count += 1
    return count


def _after_misses(step: _Step, misses: int) -> NextStep:
    reps, lighter = step.target.reps_low, step.lighter(1 - FAIL_CUT)
    if misses < MISSES_UNTIL_CUT or step.rule.on_fail == "hold":
        return step.to(step.load_kg, reps, "hold", "missed_once" if misses == 1 else "missed")
    if misses < MISSES_UNTIL_RESET:
        return step.to(lighter, reps, "reduce", "missed_twice")
    if step.rule.on_fail == "swap":
        return step.to(step.load_kg, reps, "swap", "missed_three_times")
    return step.to(lighter, reps, "reset", "missed_three_times")


def _double(step: _Step) -> NextStep:
    judged, target = _judged(step.rule, step.last), step.target
    lowest, spare = min(result.reps for result in judged), _spare(target, step.last)
    if spare > 1 and lowest + spare > target.reps_high:
        return _raise(step, "easier_than_meant", spare)
    if lowest < target.reps_high:
        return step.to(step.load_kg, min(target.reps_high, lowest + max(1, int(spare))), "add_reps", "not_at_top_of_range")
    too_hard = target.rir is not None and any(r.rir is not None and r.rir < target.rir for r in judged)
    if too_hard:
        return step.to(step.load_kg, target.reps_high, "hold", "harder_than_meant")
    return _raise(step, "top_of_range")


def _spare(target: Target, done: Sequence[SetResult]) -> float:
    """Repetitions that were left beyond the reserve asked for; 0 where the last set, the hardest, has none told."""
    felt = [result.rir for result in done if result.rir is not None]
    return 0.0 if target.rir is None or not felt or done[-1].rir is None else max(0.0, min(felt) - target.rir)


def _rir_led(step: _Step) -> NextStep:
    judged, wanted = _judged(step.rule, step.last), step.target.rir
    felt = [result.rir for result in judged if result.rir is not None]
    if wanted is None or not felt:
        return _double(step)
    if (spare := _spare(step.target, judged)) > 1:
        return _raise(step, "easier_than_meant", spare)
    gap = wanted - min(felt)
    if gap > 1:
        cut = min(MAX_RIR_CUT, PER_REP_GAP * Decimal(repr(float(gap))))
        return step.to(step.lighter(cut), step.target.reps_low, "reduce", "harder_than_meant")
    return (
        _double(step) if step.target.reps_high > step.target.reps_low else step.to(step.load_kg, step.target.reps_low, "hold", "as_meant")
    )


def _makeable(step_kg: Decimal, equipment_step_kg: Decimal) -> Decimal:
    """A rule's step as the equipment can make it; one that is far smaller than its steps is meant as it is."""
    steps = round(step_kg / equipment_step_kg) if equipment_step_kg > 0 else 0
    return steps * equipment_step_kg if steps else step_kg


def _raise(step: _Step, reason: str, spare: float = 0.0) -> NextStep:
    """Add the step, more where `spare` repetitions were told to be left, or the equipment's smaller step; where even that is more than
    10 %, add reps first. Help comes off in small steps.
    """
    target, usual = step.target, _makeable(step.rule.step_kg, step.equipment_step_kg)
    smallest = min(usual, step.equipment_step_kg or usual)
    if step.load_kg < 0:
        return step.to(min(Decimal(0), step.load_kg + smallest), target.reps_low, "raise", reason)
    for size in (_by_spare(step, spare), usual, smallest):
        if 0 < size <= step.load_kg * MAX_RAISE:
            return step.to(step.load_kg + size, _reps_after(step, step.load_kg + size), "raise", reason)
    lowest = min(result.reps for result in _judged(step.rule, step.last))
    if lowest < target.reps_high + EXTRA_REPS:
        reps = min(target.reps_high + EXTRA_REPS, lowest + max(1, int(_spare(target, step.last))))
        return step.to(step.load_kg, reps, "add_reps", "next_load_is_far")
    return step.to(step.load_kg + smallest, target.reps_low, "raise", reason)


def _by_spare(step: _Step, spare: float) -> Decimal:
    """The raise in kg for repetitions left beyond those asked for, 2.5 % each and 10 % at most; 0 where a step is as much."""
    share = min(MAX_RAISE, PER_REP_GAP * Decimal(repr(spare)))
    size = round_load(step.load_kg * share, step.equipment_step_kg)
    return size if size > step.rule.step_kg else Decimal(0)


def _reps_after(step: _Step, load_kg: Decimal) -> int:
    """The repetitions that a raised load leaves with the reserve asked for (Epley), within the range and below its top.

    A small step from the top of a wide range costs a repetition or two; from its bottom again the sets would be far too easy for weeks.
    A reserve that was not told is taken to have been the one asked for. From the bottom where the estimate does not hold.
    """
    target, lowest = step.target, min(result.reps for result in _judged(step.rule, step.last))
    wanted = target.rir or 0.0
    found = one_rep_max(step.load_kg, lowest, rir=wanted + _spare(target, step.last))
    if isinstance(found, Unknown):
        return target.reps_low
    there = EPLEY_REPS * (found.kg / load_kg - 1) - Decimal(repr(wanted))
    return max(target.reps_low, min(target.reps_high - 1, int(there)))
