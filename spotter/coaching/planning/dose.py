"""Sets, reps, rest and load of a planned exercise by goal, role and week."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from spotter.coaching.planning.request import Candidate, PlanRequest, Role
from spotter.coaching.plateau import DELOAD_LOAD_FACTOR, DELOAD_RIR
from spotter.coaching.prescription import Goal, Prescription
from spotter.coaching.strength import load_for, round_load
from spotter.coaching.unknown import Unknown
from spotter.coaching.volume import WARM_UP_S, Level


@dataclass(frozen=True, slots=True)
class Dose:
    """Reps, reps in reserve in the middle of the plan and rest in seconds."""

    reps: tuple[int, int]
    rir: int
    rest_s: int


# ACSM 2026: strength heavy, hypertrophy by sets near failure. Rest as programs have it: 60-90 s isolation, 120-180 s compound, 180+ s heavy
_MAIN: dict[Goal, Dose] = {
    "strength": Dose((4, 6), 2, 180),
    "hypertrophy": Dose((6, 10), 2, 120),
    "general": Dose((8, 10), 2, 120),
    "weight_loss": Dose((8, 12), 2, 90),
    "endurance": Dose((8, 12), 3, 90),
}
_ACCESSORY: dict[Goal, Dose] = {
    "strength": Dose((8, 10), 2, 90),
    "hypertrophy": Dose((10, 15), 1, 75),
    "general": Dose((10, 12), 2, 60),
    "weight_loss": Dose((10, 15), 2, 60),
    "endurance": Dose((12, 15), 3, 60),
}
BODYWEIGHT_REPS = (8, 15)
HOLD_S, FLOW_S = 40, 45
WEEKS: dict[Level, int] = {"beginner": 6, "intermediate": 5, "advanced": 5}
EASY_SHARE_OF_LONG, INTERVAL_ROUNDS = 0.8, 6
CARDIO_SHARE_AT_START: dict[Level, float] = {"beginner": 0.6, "intermediate": 0.7, "advanced": 0.8}
WEEKLY_CARDIO_GROWTH = 1.10  # running distance grows by 10 % a week at most (heuristic)


def rir_of_week(rir: int, week: int, weeks: int) -> int:
    """Reps in reserve: one more in the first week, one less in the last hard one, 4 in the deload."""
    if week == weeks:
        return DELOAD_RIR
    return rir + 1 if week == 1 else max(0 if rir == 0 else 1, rir - 1) if week == weeks - 1 else rir


def strength_dose(exercise: Candidate, role: Role, request: PlanRequest, *, sets: int, week: int) -> Prescription:
    """What one exercise asks for in one week, its load from a known e1RM, else to be found in the first workout."""
    weeks = WEEKS[request.level]
    dose = (_MAIN if role == "main" else _ACCESSORY)[request.goal]
    rir = rir_of_week(dose.rir, week, weeks)
    if exercise.measure != "reps":
        return Prescription(sets, load="none", kind="hold", rest_s=60, duration_s=HOLD_S)
    if exercise.load_step_kg <= 0:
        low, high = BODYWEIGHT_REPS
        return Prescription(sets, low, high, rir, "bodyweight", rest_s=min(dose.rest_s, 90))
    low, high = dose.reps
    load_kg = _known_load(exercise, request, reps=high, rir=min(rir, DELOAD_RIR), is_deload=week == weeks)
    return Prescription(sets, low, high, rir, "e1rm" if load_kg else "find", load_kg=load_kg, rest_s=dose.rest_s)


def _known_load(exercise: Candidate, request: PlanRequest, *, reps: int, rir: int, is_deload: bool) -> Decimal | None:
    e1rm = request.e1rm_kg.get(exercise.key)
    if e1rm is None:
        return None
    step = Decimal(repr(exercise.load_step_kg))
    load = load_for(e1rm, min(reps, 12), rir=2 if is_deload else rir, step_kg=step)
    if isinstance(load, Unknown) or load <= 0:
        return None
    return round_load(load * DELOAD_LOAD_FACTOR, step) if is_deload else load


def cardio_dose(day: str, request: PlanRequest, *, week: int) -> Prescription:
    """An easy, long or interval session inside the request's minutes, growing by at most 10 % a week, shorter in the last."""
    weeks, room = WEEKS[request.level], max(5, request.minutes - WARM_UP_S // 60)
    share = CARDIO_SHARE_AT_START[request.level] * WEEKLY_CARDIO_GROWTH ** (week - 1)
    if week == weeks:
        share = CARDIO_SHARE_AT_START[request.level]
    if day == "cardio_intervals":
        rounds = max(3, min(round(INTERVAL_ROUNDS * share), room // 4))
        return Prescription(rounds, load="none", kind="interval", rest_s=120, duration_s=120, zone=4)
    easier = EASY_SHARE_OF_LONG if day == "cardio_easy" else 1.0
    minutes = max(5, round(room * min(1.0, share * easier)))
    return Prescription(1, load="none", kind="steady", rest_s=0, duration_s=minutes * 60, zone=2)
