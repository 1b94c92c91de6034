"""Why a plan is as it is, from the plan's own numbers: each exercise, the split, and what had to give way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spotter.coaching.injury import check_exercise
from spotter.coaching.planning.candidates import is_for, usable_exercises
from spotter.coaching.planning.course import PlanWeek
from spotter.coaching.planning.request import Candidate, PlanRequest, Reason, is_available
from spotter.coaching.planning.selection import Choice, seconds_per_set
from spotter.coaching.planning.templates import DAY_NEEDS, Split
from spotter.coaching.volume import WARM_UP_S, MuscleSets, banded_groups, goal_band, group_shares, weekly_sets

FULL_WITHIN_S = 240  # a day with less room than this has no time for another exercise


def exercise_reasons(days: Sequence[Sequence[Choice]], request: PlanRequest) -> list[Reason]:
    """Why each exercise is there: its muscles and sets, what its first muscle gets in all against its band, and whose wish it is."""
    chosen: dict[str, list[Choice]] = {}
    for day in days:
        for choice in day:
            chosen.setdefault(choice.exercise.key, []).append(choice)
    totals = _totals(days)
    reasons = []
    for key, choices in chosen.items():
        exercise, sets = choices[0].exercise, sum(choice.sets for choice in choices)
        direct = [group for group, share in group_shares(exercise.muscles).items() if share >= 1.0]
        params = {"exercise": key, "sets": str(sets), "muscles": ", ".join(direct)}
        band = goal_band(direct[0], request.level, request.goal)
        if band is None:
            reasons.append(Reason("in_plan", params, "explanation"))
        else:
            figures = {"muscle": direct[0], "total": f"{totals[direct[0]]:g}", "low": str(band.low), "high": str(band.high)}
            reasons.append(Reason("in_plan_for_band", params | figures, "explanation"))
        reasons += [Reason(code, {"exercise": key}, "explanation") for code in _wishes(exercise, request)]
    return reasons


def _wishes(exercise: Candidate, request: PlanRequest) -> list[str]:
    codes = {
        "in_plan_wanted": exercise.key in request.wanted,
        "in_plan_aimed_at": exercise.key in request.aims,
        "in_plan_liked": exercise.key in request.likes,
        "in_plan_known": exercise.key in request.e1rm_kg,
        "in_plan_with_care": check_exercise(exercise, request.sore).verdict == "modify",
    }
    return [code for code, holds in codes.items() if holds]


def _totals(days: Sequence[Sequence[Choice]]) -> dict[str, float]:
    return weekly_sets(MuscleSets(choice.exercise.muscles, choice.sets) for day in days for choice in day)


def given_up(
    split: Split, days: Sequence[Sequence[Choice]], request: PlanRequest, exercises: Sequence[Candidate], weeks: Sequence[PlanWeek]
) -> list[Reason]:
    """What the wishes cost: muscles below their band, by the wish that stands in the way, what costs the most sets first."""
    totals, low = _totals(days), {}
    for group in banded_groups():
        band = goal_band(group, request.level, request.goal)
        if band is not None and totals.get(group, 0.0) < band.low:
            low[group] = band.low - totals.get(group, 0.0)
    if not low:
        return [Reason("sets_reach_band", {}, "structure")] if any(days) else []
    names = [name for name in split.days if not name.startswith(("cardio", "mobility"))]
    needs = [need for name in names for need in DAY_NEEDS[name]]
    is_full = any(_seconds_left(day, request, weeks) < FULL_WITHIN_S for day in days if day)
    causes: dict[str, dict[str, float]] = {}
    for group, missing in low.items():
        of_group = [need for need in needs if group in group_shares({need.muscle: 1.0})]
        fit = [e for e in exercises if any(is_for(e, need) for need in of_group)]
        cause = _bar(fit, request) or ("less_for_time" if is_full else "sets_below_band")
        causes.setdefault(cause, {})[group] = missing
    ordered = sorted(causes.items(), key=lambda row: (-sum(row[1].values()), row[0]))
    return [_told(cause, groups, days, request) for cause, groups in ordered]


def _bar(fit: Sequence[Candidate], request: PlanRequest) -> str | None:
    """What keeps every exercise for a muscle out: equipment, or what is avoided; None where nothing does."""
    if not fit or usable_exercises(request, fit):
        return None
    return "less_for_avoidance" if any(is_available(e, request.equipment) for e in fit) else "less_for_equipment"


def _seconds_left(day: Sequence[Choice], request: PlanRequest, weeks: Sequence[PlanWeek]) -> int:
    used = sum(choice.sets * seconds_per_set(choice.exercise, choice.need, request, weeks) for choice in day)
    return request.minutes * 60 - WARM_UP_S - used


def _told(cause: str, groups: Mapping[str, float], days: Sequence[Sequence[Choice]], request: PlanRequest) -> Reason:
    muscles = ", ".join(sorted(groups, key=lambda group: -groups[group]))
    if cause != "less_for_time":
        return Reason(cause, {"muscles": muscles}, "structure")
    lifting = sum(1 for day in days if day)
    more = max(5, 5 * round(sum(groups.values()) * 2.5 / lifting / 5))
    return Reason(cause, {"muscles": muscles, "minutes": str(request.minutes), "more": str(more)}, "structure")


def proof_reason(gap: float) -> Reason:
    """How good the plan is among all that keep to the wishes, by the solver's own bound."""
    return (
        Reason("proven_best", {}, "structure")
        if gap < 0.005
        else Reason("near_best", {"percent": str(max(1, round(100 * gap)))}, "structure")
    )
