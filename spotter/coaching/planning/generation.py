"""A plan from wishes and exercises: split, exercises, sets within the minutes, loads and weeks. Deterministic and pure."""

from __future__ import annotations

from collections.abc import Sequence

from spotter.coaching.planning.choose import Choice, choose_exercises
from spotter.coaching.planning.dose import FLOW_S, WEEKS, cardio_dose, strength_dose
from spotter.coaching.planning.request import Candidate, DraftDay, DraftSlot, DraftWeek, Infeasible, PlanDraft, PlanRequest, Reason
from spotter.coaching.planning.templates import MOST_DAYS, WEEKDAYS, Split, split_for
from spotter.coaching.prescription import Prescription
from spotter.coaching.volume import MuscleSets, band_of, banded_groups, group_shares, session_minutes, weekly_sets

SHORTEST_MINUTES = 10
FIRST_SETS = {"main": 3, "accessory": 2, "cardio": 1, "flow": 1}
FEWEST_SETS, MOST_SETS = 2, 5

_Sets = list[list[int]]


def generate_plan(request: PlanRequest, exercises: Sequence[Candidate]) -> PlanDraft | Infeasible:
    """The plan for a request, or the wishes that cannot be met. Reasons say why this split, what was dropped and from where loads come."""
    problems = _impossible(request)
    if problems:
        return Infeasible(problems)
    days = min(request.days_per_week, MOST_DAYS)
    split = split_for(request.goal, days)
    chosen = choose_exercises(split, request, exercises)
    if not any(chosen.days):
        return Infeasible(tuple(_unique(chosen.reasons)) or (Reason("no_exercises"),))
    reasons = [Reason("split", {"split": split.name, "days": str(days), "goal": request.goal})]
    reasons += [Reason("one_rest_day_kept")] if request.days_per_week > MOST_DAYS else []
    reasons += _unique(chosen.reasons)
    choices, sets, dropped = _fit_minutes(split, request, chosen.days)
    reasons += _unique(dropped)
    _raise_to_bands(split, request, choices, sets)
    reasons += _explain_dose(request, choices, sets) + _explain_age(request.age)
    weeks = tuple(_week(number, split, request, choices, sets) for number in range(1, WEEKS[request.level] + 1))
    return PlanDraft(request, split.name, weeks, tuple(reasons))


def _impossible(request: PlanRequest) -> tuple[Reason, ...]:
    reasons = []
    if not 1 <= request.days_per_week <= 7:
        reasons.append(Reason("days_out_of_range", {"days": str(request.days_per_week)}))
    if request.minutes < SHORTEST_MINUTES:
        reasons.append(Reason("too_little_time", {"minutes": str(request.minutes), "least": str(SHORTEST_MINUTES)}))
    return tuple(reasons)


def _unique(reasons: Sequence[Reason]) -> list[Reason]:
    seen: dict[tuple[str, tuple[tuple[str, str], ...]], Reason] = {}
    for reason in reasons:
        seen.setdefault((reason.code, tuple(sorted(reason.params.items()))), reason)
    return list(seen.values())


def _fit_minutes(split: Split, request: PlanRequest, days: list[list[Choice]]) -> tuple[list[list[Choice]], _Sets, list[Reason]]:
    """Drop the least important exercises, then sets, until each day fits."""
    dropped: list[Reason] = []
    sets: _Sets = []
    for name, day in zip(split.days, days, strict=True):
        counts = [FIRST_SETS[choice.need.role] for choice in day]
        while len(day) > 2 and _minutes(name, request, day, counts) > request.minutes:
            dropped.append(Reason("dropped_for_time", {"exercise": day[-1].exercise.key, "minutes": str(request.minutes)}))
            day, counts = day[:-1], counts[:-1]  # noqa: PLW2901 (the day shrinks until it fits)
        if _minutes(name, request, day, counts) > request.minutes:
            counts = [min(count, FEWEST_SETS) for count in counts]
        while len(day) > 1 and _minutes(name, request, day, counts) > request.minutes:
            dropped.append(Reason("dropped_for_time", {"exercise": day[-1].exercise.key, "minutes": str(request.minutes)}))
            day, counts = day[:-1], counts[:-1]  # noqa: PLW2901
        sets.append(counts)
        days[len(sets) - 1] = day
    return days, sets, dropped


def _raise_to_bands(split: Split, request: PlanRequest, days: list[list[Choice]], sets: _Sets) -> None:
    """Add sets, one at a time, where a muscle is furthest below the start of its band and the day has the time."""
    while True:
        place = _next_place(split, request, days, sets)
        if place is None:
            return
        day, slot = place
        sets[day][slot] += 1


def _next_place(split: Split, request: PlanRequest, days: list[list[Choice]], sets: _Sets) -> tuple[int, int] | None:
    for _, group in sorted(_gaps(request, days, sets)):
        places = [
            (count, d, s)
            for d, day in enumerate(days)
            for s, choice in enumerate(day)
            if (count := sets[d][s]) < MOST_SETS
            and choice.need.role in ("main", "accessory")
            and group_shares(choice.exercise.muscles).get(group, 0.0) >= 1.0
            and _minutes(split.days[d], request, day, _one_more(sets[d], s)) <= request.minutes
        ]
        if places:
            _, day_index, slot_index = min(places)
            return day_index, slot_index
    return None


def _one_more(counts: list[int], slot: int) -> list[int]:
    return [count + (index == slot) for index, count in enumerate(counts)]


def _gaps(request: PlanRequest, days: list[list[Choice]], sets: _Sets) -> list[tuple[float, str]]:
    """How far each muscle group is below its band, as a negative share of the band, only groups that are."""
    done = weekly_sets(
        MuscleSets(c.exercise.muscles, n) for day, counts in zip(days, sets, strict=True) for c, n in zip(day, counts, strict=True)
    )
    gaps = []
    for group in banded_groups():
        band = band_of(group, request.level)
        if band and band.low and done.get(group, 0.0) < band.low:
            gaps.append((done.get(group, 0.0) / band.low - 1, group))
    return gaps


def _minutes(name: str, request: PlanRequest, day: Sequence[Choice], counts: Sequence[int]) -> float:
    middle_week = 2
    return session_minutes(
        _prescribe(name, request, choice, count, middle_week).timed(sides=2 if choice.exercise.unilateral else 1)
        for choice, count in zip(day, counts, strict=True)
    )


def _prescribe(name: str, request: PlanRequest, choice: Choice, sets: int, week: int) -> Prescription:
    if choice.need.role == "cardio":
        return cardio_dose(name, request, week=week)
    if choice.need.role == "flow":
        return Prescription(1, load="none", kind="hold", rest_s=15, duration_s=FLOW_S)
    return strength_dose(choice.exercise, choice.need.role, request, sets=sets, week=week)


def _week(number: int, split: Split, request: PlanRequest, days: list[list[Choice]], sets: _Sets) -> DraftWeek:
    is_deload = number == WEEKS[request.level] and request.goal != "mobility"
    named = sorted(request.weekdays)
    weekdays = named if len(named) >= len(split.days) else WEEKDAYS[len(split.days)]
    drafts = []
    for index, (name, day) in enumerate(zip(split.days, days, strict=True)):
        counts = [max(1, (n + 1) // 2) if is_deload else n for n in sets[index]]
        slots = tuple(
            DraftSlot(c.exercise.key, c.need.role, c.exercise.pattern, _prescribe(name, request, c, n, number))
            for c, n in zip(day, counts, strict=True)
        )
        sides = [2 if c.exercise.unilateral else 1 for c in day]
        minutes = session_minutes(slot.prescription.timed(sides=s) for slot, s in zip(slots, sides, strict=True))
        drafts.append(DraftDay(name, weekdays[index], slots, round(minutes, 1)))
    return DraftWeek(number, is_deload, tuple(drafts))


def _explain_dose(request: PlanRequest, days: list[list[Choice]], sets: _Sets) -> list[Reason]:
    strength = [choice.exercise for day in days for choice in day if choice.need.role in ("main", "accessory")]
    weeks = str(WEEKS[request.level])
    reasons = [Reason("weeks", {"weeks": weeks} | ({} if request.goal == "mobility" else {"deload_week": weeks}))]
    if not strength:
        return reasons
    known = sorted({e.key for e in strength if e.key in request.e1rm_kg})
    if known:
        reasons.append(Reason("loads_from_e1rm", {"exercises": ", ".join(known)}))
    if any(e.load_step_kg > 0 and e.key not in request.e1rm_kg for e in strength):
        reasons.append(Reason("find_loads"))
    low = [group for _, group in sorted(_gaps(request, days, sets))]
    reasons.append(Reason("sets_below_band", {"muscles": ", ".join(low)}) if low else Reason("sets_reach_band"))
    return reasons


def _explain_age(age: int | None) -> list[Reason]:
    """WHO 2020 asks for balance work from 65 on."""
    return [Reason("add_balance_work")] if age is not None and age >= 65 else []
