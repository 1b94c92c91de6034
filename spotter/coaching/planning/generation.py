"""A plan from wishes and exercises in seven steps, each of which leaves its reasons. Deterministic and pure.

History, injury review, structure, selection (by the solver), progression, validation, explanation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spotter.coaching.ages import ADULT_AGE, YOUNGEST_AGE
from spotter.coaching.injury import check_exercise
from spotter.coaching.planning.candidates import pick_cardio, pick_flow, usable_exercises
from spotter.coaching.planning.cardio import cardio_dose, zone_reason
from spotter.coaching.planning.check import errors_of, validate_plan
from spotter.coaching.planning.course import PlanWeek, course_of
from spotter.coaching.planning.dose import FLOW_REST_S, FLOW_S, flow_dose, strength_dose
from spotter.coaching.planning.explanation import exercise_reasons, given_up, proof_reason
from spotter.coaching.planning.history import history_reasons
from spotter.coaching.planning.relaxation import colliding_wishes, contradictions
from spotter.coaching.planning.request import (
    NO_PROGRESSION,
    Candidate,
    DraftDay,
    DraftSlot,
    DraftWeek,
    Infeasible,
    PlanDraft,
    PlanRequest,
    Reason,
    must_rest,
)
from spotter.coaching.planning.selection import Choice, Selection, select
from spotter.coaching.planning.templates import CARDIO, FLOW, MOST_DAYS, WEEKDAYS, Split, full_body_for, split_for
from spotter.coaching.volume import WARM_UP_S, session_minutes

SHORTEST_MINUTES = 10
OLDER_AGE = 65
GOALS_FOR_ADULTS = ("strength", "weight_loss")  # near-maximal loads, losing weight: not for a growing body (AAP 2016, 2020)


@dataclass(frozen=True, slots=True)
class Outline:
    """A plan before its exercises: the request as this person may have it, its days (0 = Monday) and weeks, and why they are so."""

    request: PlanRequest
    weekdays: tuple[int, ...]
    weeks: tuple[PlanWeek, ...]
    injury_reasons: tuple[Reason, ...]
    course_reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """The exercises and sets of a usual week, in the split that could be filled."""

    split: Split
    selection: Selection
    reasons: tuple[Reason, ...]


def generate_plan(request: PlanRequest, exercises: Sequence[Candidate]) -> PlanDraft | Infeasible:
    """The plan for a request, or what stands in its way, the weightiest first. No plan that the validator rejects is handed out."""
    outline = outline_of(request, exercises)
    if isinstance(outline, Infeasible):
        return outline
    filled = fill(outline, exercises)
    if isinstance(filled, Infeasible):
        return filled
    return finish(outline, filled, draft_weeks(outline, filled), exercises)


def outline_of(request: PlanRequest, exercises: Sequence[Candidate]) -> Outline | Infeasible:
    """Injury review and the course of the weeks."""
    problems = _impossible(request) or contradictions(request, exercises)
    if problems:
        return Infeasible(problems)
    request, reasons = _made_safe(request)
    weeks, course_reasons = course_of(request)
    weekdays = _weekdays(request, min(request.days_per_week, MOST_DAYS))
    return Outline(request, weekdays, tuple(weeks), tuple(reasons), tuple(course_reasons))


def fill(outline: Outline, exercises: Sequence[Candidate]) -> Filled | Infeasible:
    """Structure and selection: the first split that the solver can fill."""
    request, days = outline.request, min(outline.request.days_per_week, MOST_DAYS)
    found = _select(request, days, outline.weekdays, usable_exercises(request, exercises), outline.weeks)
    if found is None:
        return Infeasible(colliding_wishes(split_for(request.goal, days, only_cardio=request.only_cardio), request, exercises))
    split, selection, structure = found
    return Filled(split, selection, (*[Reason("one_rest_day_kept")] * (request.days_per_week > MOST_DAYS), *structure))


def draft_weeks(outline: Outline, filled: Filled) -> tuple[DraftWeek, ...]:
    """Progression: every week with its doses."""
    return tuple(_week(week, filled.split, outline.weekdays, filled.selection.days, outline.request) for week in outline.weeks)


def finish(outline: Outline, filled: Filled, weeks: tuple[DraftWeek, ...], exercises: Sequence[Candidate]) -> PlanDraft | Infeasible:
    """Validation and explanation: the plan with all its reasons, or what forbids it."""
    request, split, selection = outline.request, filled.split, filled.selection
    reasons = [*outline.injury_reasons, *filled.reasons]
    reasons += [
        *given_up(split, selection.days, request, exercises, outline.weeks),
        *outline.course_reasons,
        *_review(request, selection.days),
    ]
    reasons += _explain(split, selection, request)
    findings = validate_plan(weeks, request, exercises)
    if errors_of(findings):
        return Infeasible((Reason("rejected", {"findings": ", ".join(one.code for one in errors_of(findings))}, "validation"),))
    checked = Reason("checked", {"warnings": ", ".join(dict.fromkeys(one.code for one in findings))}, "validation")
    return PlanDraft(request, split.name, weeks, (*reasons, checked), selection.gap)


def _impossible(request: PlanRequest) -> tuple[Reason, ...]:
    reasons = []
    if request.hold == "stop":
        reasons.append(Reason("on_hold", {}, "injury"))
    if request.age is not None and request.age < YOUNGEST_AGE:
        reasons.append(Reason("too_young", {"age": str(YOUNGEST_AGE)}, "injury"))
    if not 1 <= request.days_per_week <= 7:
        reasons.append(Reason("days_out_of_range", {"days": str(request.days_per_week)}))
    if request.minutes < SHORTEST_MINUTES:
        reasons.append(Reason("too_little_time", {"minutes": str(request.minutes), "least": str(SHORTEST_MINUTES)}))
    if request.event is not None and request.event.weeks < 0:
        reasons.append(Reason("event_over", {}, "progression"))
    return tuple(reasons)


def _made_safe(request: PlanRequest) -> tuple[PlanRequest, list[Reason]]:
    """The request as this person may have it, and what was changed for their sake."""
    reasons = []
    if request.age is not None and request.age < ADULT_AGE:
        reasons.append(Reason("minor", {}, "injury"))
        goal = "general" if request.goal in GOALS_FOR_ADULTS else request.goal
        request = replace(request, goal=goal, e1rm_kg={}, event=None)
    if request.is_pregnant:
        reasons.append(Reason("pregnancy", {}, "injury"))
        goal = "general" if request.goal in GOALS_FOR_ADULTS else request.goal
        request = replace(request, goal=goal, event=None)
    if request.hold == "light":
        reasons.append(Reason("light_only", {}, "injury"))
    if any(must_rest(sore) for sore in request.sore):
        reasons.append(Reason("pain_respected", {}, "injury"))
    return request, reasons


def _weekdays(request: PlanRequest, days: int) -> tuple[int, ...]:
    named = tuple(sorted(set(request.weekdays)))
    return named[:days] if len(named) >= days else WEEKDAYS[days]


def _select(
    request: PlanRequest, days: int, weekdays: Sequence[int], usable: Sequence[Candidate], weeks: Sequence[PlanWeek]
) -> tuple[Split, Selection, list[Reason]] | None:
    """The first split that can be filled: the usual one of the goal, else the whole body on every day, where lifting is what is wished."""
    usual = split_for(request.goal, days, only_cardio=request.only_cardio)
    fallback = [] if request.only_cardio or request.goal == "mobility" else [full_body_for(days)]
    for split in (usual, *fallback):
        chosen = _filled(split, request, weekdays, usable, weeks)
        if chosen is not None:
            changed = [] if split is usual else [Reason("split_changed", {"split": usual.name})]
            told = Reason("split", {"split": split.name, "days": str(days), "goal": request.goal})
            return split, chosen, [told, *changed]
    return None


def _filled(
    split: Split, request: PlanRequest, weekdays: Sequence[int], usable: Sequence[Candidate], weeks: Sequence[PlanWeek]
) -> Selection | None:
    found = Selection([[] for _ in split.days], 0.0)
    if any(name.split("_")[0] not in ("cardio", "mobility") for name in split.days):
        selected = select(split, weekdays, request, usable, weeks)
        if selected is None:
            return None
        found = selected
    cardio = pick_cardio(request, usable)
    per_flow = max(1, min(12, (request.minutes * 60 - WARM_UP_S) // (2 * FLOW_S + FLOW_REST_S)))
    flows = pick_flow(split.days.count("mobility"), per_flow, request, usable)
    for place, name in enumerate(split.days):
        if name.startswith("cardio") and cardio is not None:
            found.days[place].append(Choice(CARDIO, cardio, 1))
        elif name == "mobility":
            found.days[place].extend(Choice(FLOW, drill, 1) for drill in flows.pop(0))
    return found if all(found.days) else None


def _week(week: PlanWeek, split: Split, weekdays: Sequence[int], days: Sequence[Sequence[Choice]], request: PlanRequest) -> DraftWeek:
    drafts = []
    for name, weekday, choices in zip(split.days, weekdays, days, strict=True):
        slots = tuple(_slot(name, choice, week, request) for choice in choices)
        timed = (s.prescription.timed(sides=2 if c.exercise.unilateral else 1) for s, c in zip(slots, choices, strict=True))
        drafts.append(DraftDay(name, weekday, slots, round(session_minutes(timed), 1)))
    return DraftWeek(week.number, week.is_deload, tuple(drafts), week.is_taper)


def _slot(day: str, choice: Choice, week: PlanWeek, request: PlanRequest) -> DraftSlot:
    need, exercise = choice.need, choice.exercise
    if need.role == "cardio":
        dose, rule = cardio_dose(day, request, week), NO_PROGRESSION
    elif need.role == "flow":
        dose, rule = flow_dose()
    else:
        dose, rule = strength_dose(exercise, need.role, request, sets=choice.sets, week=week)
    return DraftSlot(exercise.key, need.role, exercise.pattern, dose, rule)


def _review(request: PlanRequest, days: Sequence[Sequence[Choice]]) -> list[Reason]:
    """What pain leaves to watch, and what an age asks for on top."""
    with_care = {c.exercise.key for day in days for c in day if check_exercise(c.exercise, request.sore).verdict == "modify"}
    reasons = [Reason("pain_minded", {"exercises": ", ".join(sorted(with_care))}, "injury")] if with_care else []
    return reasons + [Reason("add_balance_work", {}, "injury")] * (request.age is not None and request.age >= OLDER_AGE)


def _explain(split: Split, selection: Selection, request: PlanRequest) -> list[Reason]:
    lifted = [[c for c in day if c.need.role in ("main", "accessory")] for day in selection.days]
    planned = {c.exercise.key for day in lifted for c in day}
    loaded = {c.exercise.key for day in lifted for c in day if c.exercise.load_step_kg > 0}
    reasons = history_reasons(request, planned, loaded)
    left_out = request.wanted - {c.exercise.key for day in selection.days for c in day}
    reasons += [Reason("wanted_left_out", {"exercise": key}, "selection") for key in sorted(left_out)]
    if any(name.startswith("cardio") for name in split.days):
        reasons.append(zone_reason(request))
        reasons += [Reason("add_strength_days", {}, "structure")] * (not planned)
    if planned:
        reasons.append(proof_reason(selection.gap))
    return reasons + exercise_reasons(lifted, request)
