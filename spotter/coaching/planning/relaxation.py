"""Which wishes collide where nothing fits: the fewest that have to give way, the one that gives the most first."""

from __future__ import annotations

from collections.abc import Sequence

from spotter.coaching.injury import is_stressed
from spotter.coaching.planning.candidates import is_for, is_safe
from spotter.coaching.planning.request import LEVELS, Candidate, PlanRequest, Reason, is_available, must_rest
from spotter.coaching.planning.solver import Model
from spotter.coaching.planning.templates import DAY_NEEDS, Split

Wish = str
WISHES: tuple[Wish, ...] = ("equipment", "avoid", "dislikes", "level")
GIVE_UP: dict[Wish, int] = {"dislikes": 8, "avoid": 10, "equipment": 12, "level": 30}  # what people part with most easily costs least
PLACES_A_DAY = 2
_NO_PLACE = 100


def broken_wishes(exercise: Candidate, request: PlanRequest) -> frozenset[Wish] | None:
    """The wishes that an exercise goes against; None where it is out of the question: pain or pregnancy give no way."""
    if not is_safe(exercise, request) or any(must_rest(sore) and is_stressed(exercise, sore.region) for sore in request.sore):
        return None
    touched = {exercise.key, exercise.pattern, *exercise.joints}
    broken = {
        "equipment": not is_available(exercise, request.equipment),
        "avoid": bool(touched & request.avoid),
        "dislikes": exercise.key in request.dislikes,
        "level": LEVELS.index(exercise.level) > LEVELS.index(request.level),
    }
    return frozenset(wish for wish, is_broken in broken.items() if is_broken)


def colliding_wishes(split: Split, request: PlanRequest, exercises: Sequence[Candidate]) -> tuple[Reason, ...]:
    """The wishes to relax so that every day has two exercises, with the places that each would fill, the largest first."""
    model = Model()
    relaxed = {wish: model.choice() for wish in WISHES}
    for wish, variable in relaxed.items():
        model.charge(variable, GIVE_UP[wish])
    uses: dict[Wish, list[int]] = {wish: [] for wish in WISHES}
    for name in split.days:
        filled = []
        for need in DAY_NEEDS[name]:
            ways = {broken for e in exercises if is_for(e, need) and (broken := broken_wishes(e, request)) is not None}
            least = [way for way in ways if not any(other < way for other in ways)]
            taken = []
            for way in sorted(least, key=sorted):
                take = model.choice()
                for wish in way:
                    model.hold([(relaxed[wish], 1), (take, -1)], low=0)
                    uses[wish].append(take)
                taken.append((take, 1))
            if taken:
                model.hold(taken, high=1)
                filled += taken
        model.shortfall(filled, PLACES_A_DAY, _NO_PLACE)
    found = model.solve()
    if found is None:
        return (Reason("no_exercises", {}, "selection"),)
    slack = {wish: sum(found.values[take] for take in uses[wish]) for wish in WISHES if found.values[relaxed[wish]]}
    named = sorted(slack, key=lambda wish: (-slack[wish], WISHES.index(wish)))
    if not named:
        return (Reason("no_exercises", {}, "selection"),)
    collision = [Reason("wishes_collide", {"wishes": ", ".join(named)}, "selection")] if len(named) > 1 else []
    return (*(Reason(f"relax_{wish}", {"places": str(slack[wish])}, "selection") for wish in named), *collision)


def contradictions(request: PlanRequest, exercises: Sequence[Candidate]) -> tuple[Reason, ...]:
    """Exercises that have to be in and cannot be: avoided as well, without their equipment, above the level, or where it hurts."""
    reasons = []
    by_key = {exercise.key: exercise for exercise in exercises}
    for key in sorted(request.wanted):
        exercise = by_key.get(key)
        if exercise is None:
            continue
        broken = broken_wishes(exercise, request)
        if broken is None:
            reasons.append(Reason("wanted_but_unsafe", {"exercise": key}, "injury"))
        elif broken:
            first = next(wish for wish in ("avoid", "dislikes", "equipment", "level") if wish in broken)
            params = {"exercise": key} | ({"equipment": ", ".join(exercise.equipment)} if first == "equipment" else {})
            reasons.append(Reason(f"wanted_against_{first}", params, "selection"))
    return tuple(reasons)
