"""The look at whether this person may do this: pain, holds, age, pregnancy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spotter.coaching.ages import ADULT_AGE, YOUNGEST_AGE
from spotter.coaching.injury import check_exercise
from spotter.coaching.planning.finding import Finding, error, warning
from spotter.coaching.planning.pregnancy import HIGHEST_ZONE, LOWEST_RIR, suits_pregnancy
from spotter.coaching.planning.request import Candidate, DraftSlot, DraftWeek, PlanRequest
from spotter.coaching.prescription import Prescription

GOALS_FOR_ADULTS = ("strength", "weight_loss")
MINOR_LOWEST_REPS, MINOR_LOWEST_RIR, MINOR_MOST_STRENGTH_DAYS = 6, 2, 4
LIGHT_LOWEST_RIR, LIGHT_HIGHEST_ZONE, LIGHT_LOWEST_REPS = 3, 3, 6
OLDER_AGE, BALANCE_DAYS = 65, 3
STRENGTH_DAYS = 2
BALANCE_PATTERNS = frozenset({"lunge", "carry"})
MAXIMAL_KINDS = ("amrap", "top_set")


def plan_findings_for_person(weeks: Sequence[DraftWeek], request: PlanRequest, by_key: Mapping[str, Candidate]) -> Iterator[Finding]:
    """What speaks against the plan as a whole, whatever stands in it."""
    if request.hold == "stop":
        yield error("not_while_on_hold")
    days = [sum(any(slot.role in ("main", "accessory") for slot in day.slots) for day in week.days) for week in weeks]
    if request.age is not None and request.age < ADULT_AGE:
        if request.age < YOUNGEST_AGE:
            yield error("too_young", age=request.age)
        if request.goal in GOALS_FOR_ADULTS:
            yield error("minor_goal", goal=request.goal)
        if max(days) > MINOR_MOST_STRENGTH_DAYS:
            yield warning("minor_too_many_days", days=max(days))
    if max(days) < STRENGTH_DAYS and request.goal not in ("mobility",):
        yield warning("strength_days_missing", days=max(days))
    if request.age is not None and request.age >= OLDER_AGE and _balance_days(weeks[0], by_key) < BALANCE_DAYS:
        yield warning("balance_work_missing", days=_balance_days(weeks[0], by_key))


def _balance_days(week: DraftWeek, by_key: Mapping[str, Candidate]) -> int:
    """Days with something done on one leg or carried."""
    return sum(
        any(row.pattern in BALANCE_PATTERNS or (row.unilateral and "ankle" in row.joints) for row in _rows(day.slots, by_key))
        for day in week.days
    )


def _rows(slots: Sequence[DraftSlot], by_key: Mapping[str, Candidate]) -> list[Candidate]:
    return [by_key[slot.exercise] for slot in slots if slot.exercise in by_key]


def person_findings(slot: DraftSlot, exercise: Candidate, request: PlanRequest) -> Iterator[Finding]:
    """What speaks against one exercise and its dose for this person."""
    yield from exercise_findings(exercise, request)
    yield from effort_findings(slot.exercise, slot.prescription, request)


def exercise_findings(exercise: Candidate, request: PlanRequest) -> Iterator[Finding]:
    """What speaks against an exercise for this person, however it is done."""
    where = {"exercise": exercise.key}
    verdict = check_exercise(exercise, request.sore).verdict
    if verdict == "avoid":
        yield error("sore_region", **where)
    elif verdict == "modify":
        yield warning("sore_region_loaded", **where)
    if request.is_pregnant and not suits_pregnancy(exercise):
        yield error("not_in_pregnancy", **where)


def effort_findings(exercise: str, dose: Prescription, request: PlanRequest) -> Iterator[Finding]:
    """What speaks against a dose for this person, whatever it is done with; `exercise` only names it."""
    where = {"exercise": exercise}
    is_minor = request.age is not None and request.age < ADULT_AGE
    if is_minor and _is_harder(dose, reps=MINOR_LOWEST_REPS, rir=MINOR_LOWEST_RIR, zone=5):
        yield error("minor_too_heavy", **where)
    if request.hold == "light" and _is_harder(dose, reps=LIGHT_LOWEST_REPS, rir=LIGHT_LOWEST_RIR, zone=LIGHT_HIGHEST_ZONE):
        yield error("too_hard_while_light", **where)
    if request.is_pregnant and _is_harder(dose, reps=LIGHT_LOWEST_REPS, rir=LOWEST_RIR, zone=HIGHEST_ZONE):
        yield error("too_hard_in_pregnancy", **where)


def _is_harder(dose: Prescription, *, reps: int, rir: int, zone: int) -> bool:
    """Whether a dose asks for fewer repetitions, less reserve or a higher zone than allowed, for a share of a maximum or for all."""
    if dose.zone is not None and dose.zone > zone:
        return True
    if dose.reps_low is None:
        return False
    is_maximal = dose.percent is not None or dose.kind in MAXIMAL_KINDS
    return is_maximal or dose.reps_low < reps or dose.rir is None or dose.rir < rir
