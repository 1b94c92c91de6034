"""The look at one prescription: sets, repetitions, effort, rest and load that somebody can do."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files

from spotter.coaching.planning.finding import Finding, error, warning
from spotter.coaching.planning.request import Candidate, DraftSlot, PlanRequest
from spotter.coaching.prescription import Prescription
from spotter.coaching.strength import is_makeable

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
# How much of the heaviest lift on record is believed of who logged none of it yet; a house rule.
BELIEVED = {"beginner": Decimal("0.4"), "intermediate": Decimal("0.6"), "advanced": Decimal(1)}


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
    if not is_makeable(load, exercise.load_step_kg):
        yield error("load_not_makeable", load=load, **where)
    if is_beyond_anybody(dose, exercise):
        yield error("beyond_anybody", load=load, **where)
    elif exercise.key in request.e1rm_kg and is_unproven(dose, exercise, request):
        yield error("too_heavy", load=load, **where)


def is_beyond_anybody(dose: Prescription, exercise: Candidate) -> bool:
    """Whether a load is more for its repetitions than anybody has lifted."""
    most, meant = _heaviest(exercise), _meant_1rm(dose)
    return most is not None and meant is not None and meant > most * TOLERANCE


def is_unproven(dose: Prescription, exercise: Candidate, request: PlanRequest) -> bool:
    """Whether a load is more for its repetitions than the log shows or, where it shows none, than their level makes likely."""
    most, meant = _heaviest(exercise), _meant_1rm(dose)
    e1rm = request.e1rm_kg.get(exercise.key)
    if e1rm is not None:
        return meant is not None and dose.reps_low is not None and meant > e1rm * TOLERANCE
    return most is not None and meant is not None and meant > most * BELIEVED[request.level]


def _meant_1rm(dose: Prescription) -> Decimal | None:
    """The 1RM in kg that a load with its repetitions and reserve asks for; None without a load."""
    return None if dose.load_kg is None else dose.load_kg * _epley((dose.reps_low or 1) + (dose.rir or 0))


def _heaviest(exercise: Candidate) -> Decimal | None:
    """The heaviest that was lifted in an exercise, in kg, or is made for it; None where nothing tells."""
    tables = _heaviest_lifts()
    told = tables["exercises"].get(exercise.key) or tables["patterns"].get(exercise.pattern)
    made = [tables["equipment"][one] for one in exercise.equipment if one in tables["equipment"]]
    return min([*([] if told is None else [told]), *made], default=None)


@cache
def _heaviest_lifts() -> dict[str, Mapping[str, Decimal]]:
    data = json.loads((files("spotter.coaching.planning") / "data" / "heaviest_lifts.json").read_text(encoding="utf-8"))
    return {name: {key: Decimal(str(kg)) for key, kg in data[name].items()} for name in ("patterns", "exercises", "equipment")}


def _epley(reps: int) -> Decimal:
    """The 1RM that a load means that goes `reps` times, as a multiple of it; from 12 repetitions on no more is read into it."""
    return 1 + Decimal(min(reps, EPLEY_REPS)) / 30 if reps > 1 else Decimal(1)
