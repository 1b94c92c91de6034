"""An independent look at a plan, whoever made it: generator, model, import or hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from spotter.coaching.planning.request import Candidate, DraftDay, DraftSlot, DraftWeek, PlanDraft, PlanRequest, is_allowed, is_available
from spotter.coaching.volume import MuscleSets, band_of, banded_groups, position_in_band, session_minutes, weekly_sets

Severity = Literal["error", "warning"]

MOST_SETS_PER_EXERCISE = 10
MOST_SETS_PER_DAY = 36
MOST_TRAINING_DAYS = 6
MINUTES_TOLERANCE = 1.10
MOST_IMBALANCE = 2.0


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong (`error`: the plan must not be offered) or worth saying (`warning`), with where it is."""

    severity: Severity
    code: str
    params: Mapping[str, str] = field(default_factory=dict)


def validate_plan(draft: PlanDraft, request: PlanRequest, exercises: Sequence[Candidate]) -> list[Finding]:
    """Check exercises, doses, time, volume, balance and rest; an empty list means nothing to say."""
    by_key = {exercise.key: exercise for exercise in exercises}
    found: dict[str, Finding] = {}
    if not draft.weeks or not any(day.slots for week in draft.weeks for day in week.days):
        return [Finding("error", "empty_plan")]
    for week in draft.weeks:
        for finding in _week_findings(week, request, by_key):
            found.setdefault(f"{finding.code} {sorted(finding.params.items())}", finding)
    return list(found.values())


def _week_findings(week: DraftWeek, request: PlanRequest, by_key: Mapping[str, Candidate]) -> Iterator[Finding]:
    if len({day.weekday for day in week.days}) > MOST_TRAINING_DAYS and request.goal != "mobility":
        yield Finding("error", "no_rest_day")
    if len(week.days) > request.days_per_week:
        yield Finding("error", "more_days_than_asked", {"days": str(len(week.days))})
    for day in week.days:
        yield from _day_findings(day, request, by_key)
    if not week.is_deload:
        yield from _volume_findings(week, request, by_key)
        yield from _balance_findings(week)


def _day_findings(day: DraftDay, request: PlanRequest, by_key: Mapping[str, Candidate]) -> Iterator[Finding]:
    for slot in day.slots:
        yield from _slot_findings(slot, request, by_key)
    minutes = session_minutes(
        slot.prescription.timed(sides=2 if slot.exercise in by_key and by_key[slot.exercise].unilateral else 1) for slot in day.slots
    )
    if minutes > request.minutes * MINUTES_TOLERANCE:
        yield Finding("error", "too_long", {"day": day.name, "minutes": f"{minutes:.0f}"})
    if sum(slot.prescription.sets for slot in day.slots) > MOST_SETS_PER_DAY:
        yield Finding("error", "too_many_sets", {"day": day.name})
    if len({slot.exercise for slot in day.slots}) < len(day.slots):
        yield Finding("warning", "exercise_twice", {"day": day.name})


def _slot_findings(slot: DraftSlot, request: PlanRequest, by_key: Mapping[str, Candidate]) -> Iterator[Finding]:
    where = {"exercise": slot.exercise}
    exercise = by_key.get(slot.exercise)
    if exercise is None:
        yield Finding("error", "unknown_exercise", where)
        return
    if not is_available(exercise, request.equipment):
        yield Finding("error", "equipment_missing", where)
    if not is_allowed(exercise, request):
        yield Finding("error", "exercise_not_allowed", where)
    p = slot.prescription
    if not 1 <= p.sets <= MOST_SETS_PER_EXERCISE:
        yield Finding("error", "sets_unrealistic", where)
    if p.reps_low is None and p.duration_s is None and p.distance_m is None:
        yield Finding("error", "nothing_prescribed", where)
    if p.reps_low is not None and not 1 <= p.reps_low <= (p.reps_high or p.reps_low) <= 50:
        yield Finding("error", "reps_unrealistic", where)
    e1rm = request.e1rm_kg.get(slot.exercise)
    if p.load_kg is not None and e1rm is not None and p.load_kg > e1rm:
        yield Finding("error", "load_above_e1rm", where)


def _volume_findings(week: DraftWeek, request: PlanRequest, by_key: Mapping[str, Candidate]) -> Iterator[Finding]:
    if request.goal not in ("strength", "hypertrophy", "general"):
        return
    done = weekly_sets(
        MuscleSets(by_key[slot.exercise].muscles, slot.prescription.sets)
        for day in week.days
        for slot in day.slots
        if slot.exercise in by_key
    )
    for group in banded_groups():
        band = band_of(group, request.level)
        if band is None:
            continue
        position = position_in_band(done.get(group, 0.0), band)
        if position != "in_band":
            yield Finding("warning", f"volume_{position}", {"muscle": group, "sets": f"{done.get(group, 0.0):g}"})


def _balance_findings(week: DraftWeek) -> Iterator[Finding]:
    def count(*patterns: str) -> int:
        return sum(slot.prescription.sets for day in week.days for slot in day.slots if slot.pattern in patterns)

    pairs = {
        "push_pull": (count("horizontal_push", "vertical_push"), count("horizontal_pull", "vertical_pull")),
        "knee_hip": (count("squat", "lunge", "knee_extension"), count("hinge", "hip_extension", "knee_flexion")),
    }
    for name, (one, other) in pairs.items():
        if max(one, other) > MOST_IMBALANCE * min(one, other) and max(one, other) > 3:
            yield Finding("warning", f"unbalanced_{name}", {"sets": f"{one}:{other}"})
