"""An independent look at a plan, whoever made it: solver, model, import, a program of the house or a hand.

It knows nothing of how plans are made: it counts anew from the weeks as they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from spotter.coaching.planning.check_doses import dose_findings
from spotter.coaching.planning.check_people import person_findings, plan_findings_for_person
from spotter.coaching.planning.check_weeks import course_findings, week_findings
from spotter.coaching.planning.finding import Finding, error, warning
from spotter.coaching.planning.request import LEVELS, Candidate, DraftDay, DraftWeek, PlanRequest, is_available
from spotter.coaching.volume import session_minutes

MOST_SETS_PER_DAY = 36
MOST_SETS_OF_A_BEGINNER = 26
ROUNDING_MIN = 0.5
_ISOLATION = frozenset(
    {"knee_extension", "knee_flexion", "chest_fly", "rear_fly", "lateral_raise", "elbow_flexion", "elbow_extension", "calf_raise", "shrug"}
)


def validate_plan(weeks: Sequence[DraftWeek], request: PlanRequest, exercises: Sequence[Candidate]) -> list[Finding]:
    """Check exercises, doses, time, volume, balance, rest, growth and what the person may do; an empty list means nothing to say.

    `request` holds the person and the wishes that bind. Equal findings of several weeks are told once.
    """
    if not weeks or not all(day.slots for week in weeks for day in week.days) or not any(week.days for week in weeks):
        return [error("empty_plan")]
    by_key = {exercise.key: exercise for exercise in exercises}
    found = list(plan_findings_for_person(weeks, request, by_key))
    for week in weeks:
        for day in week.days:
            found += _day_findings(day, request, by_key)
        found += week_findings(week, request, by_key)
    found += course_findings(weeks, request, by_key)
    told: dict[tuple[str, tuple[tuple[str, str], ...]], Finding] = {}
    for finding in found:
        told.setdefault((finding.code, tuple(sorted(finding.params.items()))), finding)
    return list(told.values())


def errors_of(findings: Iterable[Finding]) -> list[Finding]:
    """What forbids the plan."""
    return [finding for finding in findings if finding.severity == "error"]


def _day_findings(day: DraftDay, request: PlanRequest, by_key: Mapping[str, Candidate]) -> Iterator[Finding]:
    for slot in day.slots:
        exercise = by_key.get(slot.exercise)
        if exercise is None:
            yield error("unknown_exercise", exercise=slot.exercise)
            continue
        yield from _choice_findings(exercise, request)
        yield from person_findings(slot, exercise, request)
        yield from dose_findings(slot, exercise, request)
    yield from _session_findings(day, request, by_key)


def _choice_findings(exercise: Candidate, request: PlanRequest) -> Iterator[Finding]:
    where = {"exercise": exercise.key}
    if not is_available(exercise, request.equipment):
        yield error("equipment_missing", **where)
    if {exercise.key, exercise.pattern, *exercise.joints} & request.avoid:
        yield error("avoided", **where)
    if exercise.key in request.dislikes:
        yield error("disliked", **where)
    if LEVELS.index(exercise.level) > LEVELS.index(request.level):
        yield error("above_level", **where)


def _session_findings(day: DraftDay, request: PlanRequest, by_key: Mapping[str, Candidate]) -> Iterator[Finding]:
    known = [slot for slot in day.slots if slot.exercise in by_key]
    minutes = session_minutes(slot.prescription.timed(sides=2 if by_key[slot.exercise].unilateral else 1) for slot in known)
    if minutes > request.minutes + ROUNDING_MIN:
        yield error("too_long", day=day.name, minutes=f"{minutes:.0f}")
    lifted = [slot for slot in known if slot.role in ("main", "accessory")]
    sets = sum(slot.prescription.sets for slot in lifted)
    if sets > MOST_SETS_PER_DAY:
        yield error("too_many_sets", day=day.name, sets=sets)
    elif sets > MOST_SETS_OF_A_BEGINNER and request.level == "beginner":
        yield warning("many_sets_for_a_beginner", day=day.name, sets=sets)
    if len({slot.exercise for slot in lifted}) < len(lifted):
        yield error("exercise_twice", day=day.name)
    small = next((place for place, slot in enumerate(lifted) if by_key[slot.exercise].pattern in _ISOLATION), len(lifted))
    if any(slot.role == "main" for slot in lifted[small:]):
        yield warning("big_lift_late", day=day.name)
