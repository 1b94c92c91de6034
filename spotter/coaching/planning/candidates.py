"""Which exercises could fill a place of a week, and what speaks for and against each."""

from __future__ import annotations

from collections.abc import Sequence

from spotter.coaching.injury import check_exercise
from spotter.coaching.planning.pregnancy import suits_pregnancy
from spotter.coaching.planning.request import Candidate, PlanRequest, is_allowed, is_available
from spotter.coaching.planning.templates import FLOW, Need

EVERYDAY_CARDIO = ("running", "walking", "stationary_bike", "cycling", "rowing", "elliptical", "treadmill_run", "jump_rope", "swimming")
WHOLE_CLASSES = frozenset({"yoga", "pilates", "tai_chi", "stretching", "foam_rolling", "splits", "sun_salutation"})  # no single drills
MOST_PER_PLACE = 6
_PREFERRED_EQUIPMENT = ("barbell", "dumbbell", "kettlebell", "machine", "cable", "pullup_bar")

# What speaks against an exercise, in the solver's cost; a step of four ranks costs one.
OTHER_PATTERN, OTHER_GOAL, NOT_LOADED, ONE_SIDED, ONE_JOINT, HELD, UNUSUAL = 14, 12, 6, 8, 15, 5, 1
SORE = 45  # more than an accessory is worth, less than a main lift
PROVOKING = 60  # beside `SORE`, what is known to bring the pain on or asks more than others of what hurts: more than a main lift is worth
KNOWN, LIKED, AIMED_AT, USED_BEFORE = -8, -14, -30, 9


def usable_exercises(request: PlanRequest, exercises: Sequence[Candidate]) -> list[Candidate]:
    """What the person has the equipment for and may do."""
    return [e for e in exercises if is_available(e, request.equipment) and is_allowed(e, request) and is_safe(e, request)]


def is_safe(exercise: Candidate, request: PlanRequest) -> bool:
    """Whether the person's state allows the exercise at all, whatever they wish."""
    return not request.is_pregnant or suits_pregnancy(exercise)


def is_for(exercise: Candidate, need: Need) -> bool:
    """Whether an exercise does the work that a place is there for."""
    if need.role == "cardio":
        return exercise.key in EVERYDAY_CARDIO
    if need.role == "flow":
        return exercise.pattern == "mobility" and exercise.key not in WHOLE_CLASSES
    if exercise.pattern not in need.patterns:
        return False
    return exercise.muscles.get(need.muscle, 0.0) >= (1.0 if need.patterns[0] == exercise.pattern else 0.5)


def fitting(need: Need, request: PlanRequest, usable: Sequence[Candidate]) -> list[tuple[Candidate, int]]:
    """The exercises that fit a place best with their costs, the best first; those that were asked for are always among them."""
    costs = sorted(((cost_of(e, need, request), e.key, e) for e in usable if is_for(e, need)), key=lambda row: row[:2])
    best = [(e, cost) for cost, _, e in costs]
    asked = request.wanted | request.likes | request.aims
    return best[:MOST_PER_PLACE] + [row for row in best[MOST_PER_PLACE:] if row[0].key in asked]


def cost_of(exercise: Candidate, need: Need, request: PlanRequest) -> int:
    """What speaks against an exercise in a place."""
    is_main = need.role == "main"
    place = need.patterns.index(exercise.pattern) if exercise.pattern in need.patterns else 0
    cost = min(exercise.rank, 100) // 4 + OTHER_PATTERN * place + UNUSUAL * _equipment_order(exercise)
    cost += OTHER_GOAL * (request.goal in ("strength", "hypertrophy") and request.goal not in exercise.goals)
    cost += NOT_LOADED * (exercise.load_step_kg <= 0 and need.muscle != "abs")
    cost += ONE_SIDED * (is_main and exercise.unilateral) + ONE_JOINT * (is_main and len(exercise.joints) < 2)
    cost += HELD * (exercise.measure != "reps" and need.muscle != "abs")
    check = check_exercise(exercise, request.sore)
    cost += SORE * (check.verdict == "modify") + PROVOKING * (check.is_provoking or check.is_demanding)
    cost += KNOWN * (exercise.key in request.e1rm_kg)
    cost += LIKED * (exercise.key in request.likes) + AIMED_AT * (exercise.key in request.aims)
    return cost + USED_BEFORE * (not is_main and exercise.key in request.last_used)


def _equipment_order(exercise: Candidate) -> int:
    return min((i for i, word in enumerate(_PREFERRED_EQUIPMENT) if word in exercise.equipment), default=len(_PREFERRED_EQUIPMENT))


def pick_cardio(request: PlanRequest, usable: Sequence[Candidate]) -> Candidate | None:
    """The kind of cardio: what the person aims at or likes, then what is usual and spares what hurts."""
    fit = [e for e in usable if e.key in EVERYDAY_CARDIO]

    def order(e: Candidate) -> tuple[bool, bool, bool, int]:
        asked = e.key in request.aims or e.key in request.wanted
        return (not asked, check_exercise(e, request.sore).verdict == "modify", e.key not in request.likes, EVERYDAY_CARDIO.index(e.key))

    return min(fit, key=order, default=None)


def pick_flow(days: int, per_day: int, request: PlanRequest, usable: Sequence[Candidate]) -> list[list[Candidate]]:
    """Drills for `days` flows: every day goes round the joints, and nothing comes back before the others were done."""
    drills = sorted((e for e in usable if is_for(e, FLOW)), key=lambda e: (e.key not in request.likes, e.rank, e.key))
    done: dict[str, int] = {}
    flows = []
    for _ in range(days):
        day: list[Candidate] = []
        joints: dict[str, int] = {}
        for _ in range(min(per_day, len(drills))):
            free = [e for e in drills if e not in day]
            pick = min(free, key=lambda e: (done.get(e.key, 0), sum(joints.get(j, 0) for j in e.joints), drills.index(e)))
            done[pick.key] = done.get(pick.key, 0) + 1
            joints |= {joint: joints.get(joint, 0) + 1 for joint in pick.joints}
            day.append(pick)
        flows.append(day)
    return flows
