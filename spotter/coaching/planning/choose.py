"""Which exercise fills which place of a week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spotter.coaching.planning.request import Candidate, PlanRequest, Reason, is_allowed, is_available
from spotter.coaching.planning.templates import DAY_NEEDS, Need, Split

EVERYDAY_CARDIO = ("running", "walking", "stationary_bike", "cycling", "rowing", "elliptical", "treadmill_run", "jump_rope", "swimming")
WHOLE_CLASSES = frozenset({"yoga", "pilates", "tai_chi", "stretching", "foam_rolling", "splits", "sun_salutation"})  # no single drills
FLOW_MINUTES_PER_EXERCISE = 2.0
_PREFERRED_EQUIPMENT = ("barbell", "dumbbell", "kettlebell", "machine", "cable", "pullup_bar")


@dataclass(frozen=True, slots=True)
class Choice:
    """An exercise in the place it fills."""

    need: Need
    exercise: Candidate


@dataclass(slots=True)
class Chosen:
    """The week's choices by day, and what had to be left out or replaced."""

    days: list[list[Choice]] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)


def choose_exercises(split: Split, request: PlanRequest, exercises: Sequence[Candidate]) -> Chosen:
    """Fill every place of the split from what is available and allowed; the same input gives the same choice."""
    chosen, used = Chosen(), dict[str, int]()
    usable = [exercise for exercise in exercises if is_available(exercise, request.equipment) and is_allowed(exercise, request)]
    for name in split.days:
        needs = DAY_NEEDS[name] if name != "mobility" else _flow_needs(request)
        day: list[Choice] = []
        for need in needs:
            pick = _pick(need, request, [e for e in usable if e.key not in {c.exercise.key for c in day}], used)
            if pick is None:
                chosen.reasons.append(_why_nothing(need, request, exercises))
                continue
            used[pick.key] = used.get(pick.key, 0) + 1
            day.append(Choice(need, pick))
        chosen.days.append(day)
    return chosen


def _pick(need: Need, request: PlanRequest, usable: Sequence[Candidate], used: dict[str, int]) -> Candidate | None:
    for pattern in need.patterns:
        fitting = [e for e in usable if e.pattern == pattern and _is_for(e, need)]
        if fitting:
            return min(fitting, key=lambda e: _cost(e, need, request, used))
    return None


def _is_for(exercise: Candidate, need: Need) -> bool:
    if need.role in ("flow", "cardio"):
        return exercise.key in EVERYDAY_CARDIO if need.role == "cardio" else exercise.key not in WHOLE_CLASSES
    return exercise.muscles.get(need.muscle, 0.0) >= (1.0 if need.patterns[0] == exercise.pattern else 0.5)


def _cost(exercise: Candidate, need: Need, request: PlanRequest, used: dict[str, int]) -> tuple[float | str, ...]:
    """What speaks against an exercise, the weightiest first; its key settles ties."""
    again = used.get(exercise.key, 0)
    if need.role == "cardio":
        return (EVERYDAY_CARDIO.index(exercise.key), exercise.key)
    is_main = need.role == "main"
    known = exercise.key in request.e1rm_kg
    return (
        0 if need.muscle == "abs" or (is_main and request.level == "beginner") else again,
        not known if is_main else 0,
        is_main and exercise.unilateral,
        is_main and exercise.load_step_kg <= 0,
        exercise.measure != "reps" and need.muscle != "abs",
        request.goal in ("strength", "hypertrophy") and request.goal not in exercise.goals,
        exercise.rank,
        _equipment_order(exercise),
        exercise.key,
    )


def _equipment_order(exercise: Candidate) -> int:
    return min((i for i, word in enumerate(_PREFERRED_EQUIPMENT) if word in exercise.equipment), default=len(_PREFERRED_EQUIPMENT))


def _flow_needs(request: PlanRequest) -> tuple[Need, ...]:
    count = max(3, min(12, int(request.minutes / FLOW_MINUTES_PER_EXERCISE) - 2))
    return (Need(("mobility",), "mobility", "flow"),) * count


def _why_nothing(need: Need, request: PlanRequest, exercises: Sequence[Candidate]) -> Reason:
    fitting = [e for e in exercises if e.pattern in need.patterns and _is_for(e, need)]
    params = {"pattern": need.patterns[0], "muscle": need.muscle}
    if not any(is_available(e, request.equipment) for e in fitting):
        return Reason("dropped_for_equipment", params)
    if not any(is_allowed(e, request) for e in fitting):
        return Reason("dropped_for_avoidance", params)
    return Reason("dropped_no_exercise", params)
