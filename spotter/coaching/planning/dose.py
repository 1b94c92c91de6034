"""Sets, reps, rest, load and progression of a planned exercise by goal, role, person and week."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from spotter.coaching.ages import ADULT_AGE
from spotter.coaching.planning.check_doses import is_beyond_anybody
from spotter.coaching.planning.course import PlanWeek
from spotter.coaching.planning.request import NO_PROGRESSION, Candidate, PlanRequest, Role
from spotter.coaching.plateau import DELOAD_LOAD_FACTOR, DELOAD_RIR
from spotter.coaching.prescription import Goal, Prescription
from spotter.coaching.progression import ProgressionRule
from spotter.coaching.strength import MAX_REPS_IN_PERCENT_TABLE, MAX_RIR, load_for, round_load
from spotter.coaching.unknown import Unknown


@dataclass(frozen=True, slots=True)
class Dose:
    """Reps, reps in reserve in the middle of the plan and rest in seconds."""

    reps: tuple[int, int]
    rir: int
    rest_s: int


@dataclass(frozen=True, slots=True)
class Ease:
    """The hardest that somebody may be asked for: fewest reps, least reserve, highest heart-rate zone."""

    reps: int = 1
    rir: int = 0
    zone: int = 5


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
# Linear progression is for beginners: the same five repetitions, more load (ACSM 2009)
_FIVES = Dose((5, 5), 2, 180)
_BIG_STEP_KG, _BIG_STEP_PATTERNS = Decimal(5), ("squat", "hinge")
# Waves for the main lifts of who has lifted for years: repetitions and share of the 1RM by hard week
_WAVES = ((5, Decimal("0.75")), (4, Decimal("0.79")), (3, Decimal("0.83")), (2, Decimal("0.87")))
_EASY_WAVE = (4, Decimal("0.62"))
BODYWEIGHT_REPS = (8, 15)
HOLD_S, FLOW_S, FLOW_REST_S = 40, 45, 15

_MINOR = Ease(reps=8, rir=2)  # AAP 2020: 8 to 15 repetitions, no maxima
_PREGNANT = Ease(reps=8, rir=3, zone=3)  # ACOG Committee Opinion 804: moderate, talk test
_LIGHT = Ease(reps=8, rir=4, zone=2)  # light to moderate until the questions are answered (PAR-Q+)

Dosed = tuple[Prescription, ProgressionRule]


def ease_of(request: PlanRequest) -> Ease:
    """The hardest that this person may be asked for: the most careful of what age, pregnancy and a hold allow."""
    is_minor = request.age is not None and request.age < ADULT_AGE
    found = [Ease(), *([_MINOR] * is_minor), *([_PREGNANT] * request.is_pregnant), *([_LIGHT] * (request.hold == "light"))]
    return Ease(max(e.reps for e in found), max(e.rir for e in found), min(e.zone for e in found))


def strength_dose(exercise: Candidate, role: Role, request: PlanRequest, *, sets: int, week: PlanWeek) -> Dosed:
    """What one exercise asks for in one week, its load from a known e1RM, else to be found in the first workout."""
    ease = ease_of(request)
    sets = week.sets(sets)
    if exercise.measure != "reps":
        return Prescription(sets, load="none", kind="hold", rest_s=60, duration_s=HOLD_S), NO_PROGRESSION
    if is_waved(exercise, role, request):
        return _waved(request, sets, week), ProgressionRule("percentage", Decimal(0))
    dose = usual_dose(exercise, role, request)
    rir = max(ease.rir, DELOAD_RIR if week.is_deload else min(DELOAD_RIR, max(min(dose.rir, 1), dose.rir + week.rir_delta)))
    low, high = dose.reps
    if exercise.load_step_kg <= 0:
        return Prescription(sets, low, high, rir, "bodyweight", rest_s=dose.rest_s), NO_PROGRESSION
    load_kg = _known_load(exercise, request, reps=high, rir=rir, week=week)
    prescription = Prescription(sets, low, high, rir, "e1rm" if load_kg else "find", load_kg=load_kg, rest_s=dose.rest_s)
    if is_beyond_anybody(prescription, exercise):  # an e1RM that nobody can have says nothing
        prescription = replace(prescription, load="find", load_kg=None)
    return prescription, _rule(exercise, role, request)


def usual_dose(exercise: Candidate, role: Role, request: PlanRequest) -> Dose:
    """Reps, reserve and rest of an exercise in the middle of the plan."""
    dose = (_MAIN if role == "main" else _ACCESSORY)[request.goal]
    if exercise.load_step_kg <= 0:
        return Dose(BODYWEIGHT_REPS, dose.rir, min(dose.rest_s, 90))
    ease = ease_of(request)
    if role == "main" and request.goal == "strength" and request.level == "beginner" and ease == Ease():
        return _FIVES
    low, high = dose.reps
    return Dose((max(low, ease.reps), max(high, ease.reps + 4 if low < ease.reps else high)), dose.rir, dose.rest_s)


def is_waved(exercise: Candidate, role: Role, request: PlanRequest) -> bool:
    """Whether a lift follows waves of its 1RM: a main lift of somebody advanced whose 1RM is known."""
    is_main = role == "main" and request.goal == "strength" and request.level == "advanced"
    return is_main and exercise.key in request.e1rm_kg and exercise.load_step_kg > 0 and ease_of(request) == Ease()


def _waved(request: PlanRequest, sets: int, week: PlanWeek) -> Prescription:
    reps, percent = _EASY_WAVE if week.is_deload else _WAVES[-1] if week.is_taper else _WAVES[(week.of_block - 1) % len(_WAVES)]
    if week.share < 1 and week.kind == "hard":
        reps, percent = _WAVES[0]
    return Prescription(sets, reps, reps, None, "e1rm_percent", percent=percent, rest_s=_MAIN[request.goal].rest_s)


def _rule(exercise: Candidate, role: Role, request: PlanRequest) -> ProgressionRule:
    step = request.step_of(exercise)
    if role != "main" or request.goal != "strength" or ease_of(request) != Ease():
        return ProgressionRule("double", step)
    if request.level == "beginner":
        return ProgressionRule("linear", max(step, _BIG_STEP_KG) if exercise.pattern in _BIG_STEP_PATTERNS else step)
    return ProgressionRule("rir", step)


def _known_load(exercise: Candidate, request: PlanRequest, *, reps: int, rir: int, week: PlanWeek) -> Decimal | None:
    e1rm = request.e1rm_kg.get(exercise.key)
    if e1rm is None:
        return None
    step = request.step_of(exercise)
    load = load_for(e1rm, min(reps, MAX_REPS_IN_PERCENT_TABLE), rir=2 if week.is_deload else min(rir, MAX_RIR), step_kg=step)
    if isinstance(load, Unknown) or load <= 0:
        return None
    return (round_load(load * DELOAD_LOAD_FACTOR, step) if week.is_deload else load) or None


def flow_dose() -> Dosed:
    """One drill of a flow."""
    return Prescription(1, load="none", kind="hold", rest_s=FLOW_REST_S, duration_s=FLOW_S), NO_PROGRESSION
