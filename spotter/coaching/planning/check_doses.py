"""The look at one prescription: sets, repetitions, effort, rest and load that somebody can do."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from spotter.coaching.planning.finding import Finding, error, warning
from spotter.coaching.planning.request import Candidate, DraftSlot, PlanRequest
from spotter.coaching.prescription import Prescription

MOST_SETS, MOST_ROUNDS = 10, 40
MOST_REPS = 50
MOST_RIR = 5
LONGEST_REST_S = 600
HEAVY_REPS, HEAVY_REST_S = 5, 120
LONGEST_HOLD_S, LONGEST_SESSION_S = 300, 6 * 3600
MOST_DISTANCE_M = 60_000
LOWEST_PERCENT, HIGHEST_PERCENT = Decimal("0.3"), Decimal("1")
# A load may be this much above what Epley's line gives for its repetitions: person to person that line varies by about as much.
TOLERANCE = Decimal("1.05")
EPLEY_REPS = 12


def dose_findings(slot: DraftSlot, exercise: Candidate, request: PlanRequest) -> Iterator[Finding]:
    """What is wrong with how much of an exercise is asked for."""
    where, dose = {"exercise": slot.exercise}, slot.prescription
    is_timed = slot.role in ("cardio", "flow") or dose.kind in ("interval", "steady")
    if not 1 <= dose.sets <= (MOST_ROUNDS if is_timed else MOST_SETS):
        yield error("sets_unrealistic", **where)
    if dose.reps_low is None and dose.duration_s is None and dose.distance_m is None:
        yield error("nothing_prescribed", **where)
    if dose.reps_low is not None and not 1 <= dose.reps_low <= (dose.reps_high or dose.reps_low) <= MOST_REPS:
        yield error("reps_unrealistic", **where)
    if dose.rir is not None and not 0 <= dose.rir <= MOST_RIR:
        yield error("effort_unrealistic", **where)
    if dose.zone is not None and not 1 <= dose.zone <= 5:
        yield error("zone_unrealistic", **where)
    if not 0 <= dose.rest_s <= LONGEST_REST_S:
        yield error("rest_unrealistic", **where)
    is_heavy = slot.role == "main" and dose.reps_high is not None and dose.reps_high <= HEAVY_REPS
    if is_heavy and dose.rest_s < HEAVY_REST_S:
        yield warning("rest_too_short", **where)
    yield from _length_findings(slot, dose)
    yield from _load_findings(dose, exercise, request)


def _length_findings(slot: DraftSlot, dose: Prescription) -> Iterator[Finding]:
    longest = LONGEST_SESSION_S if slot.role == "cardio" else LONGEST_HOLD_S
    if dose.duration_s is not None and not 5 <= dose.duration_s <= longest:
        yield error("duration_unrealistic", exercise=slot.exercise)
    if dose.distance_m is not None and not 5 <= dose.distance_m <= MOST_DISTANCE_M:
        yield error("distance_unrealistic", exercise=slot.exercise)


def _load_findings(dose: Prescription, exercise: Candidate, request: PlanRequest) -> Iterator[Finding]:
    where = {"exercise": exercise.key}
    reps = None if dose.reps_low is None else dose.reps_low + (dose.rir or 0)
    if dose.percent is not None:
        if not LOWEST_PERCENT <= dose.percent <= HIGHEST_PERCENT:
            yield error("percent_unrealistic", **where)
        elif reps is not None and dose.percent * _epley(reps) > TOLERANCE:
            yield error("percent_too_heavy", **where)
    load = dose.load_kg
    if load is None:
        return
    step = Decimal(repr(exercise.load_step_kg))
    if load <= 0 or step <= 0 or load % step != 0:
        yield error("load_not_makeable", load=load, **where)
    e1rm = request.e1rm_kg.get(exercise.key)
    if e1rm is not None and reps is not None and load * _epley(reps) > e1rm * TOLERANCE:
        yield error("too_heavy", load=load, **where)


def _epley(reps: int) -> Decimal:
    """The 1RM that a load means that goes `reps` times, as a multiple of it; from 12 repetitions on no more is read into it."""
    return 1 + Decimal(min(reps, EPLEY_REPS)) / 30 if reps > 1 else Decimal(1)
