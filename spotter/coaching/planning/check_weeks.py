"""The look at a week (rest, recovery, volume, balance) and at how weeks follow each other (growth, deloads, tapers)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from spotter.coaching.planning.finding import Finding, error, warning
from spotter.coaching.planning.request import Candidate, DraftDay, DraftSlot, DraftWeek, PlanRequest
from spotter.coaching.volume import MIN_FREQUENCY, MuscleSets, banded_groups, goal_band, group_shares, position_in_band, weekly_sets

MOST_TRAINING_DAYS = 6
MOST_SETS_TWO_DAYS_RUNNING = 8  # direct sets of a muscle on each of two consecutive days
FEW_SETS_TWO_DAYS_RUNNING = 4
MOST_IMBALANCE = 2.0
FAR_TOO_MANY_SETS = 30
MORE_SETS, FAR_MORE_SETS = 1.2, 2.0
MOST_LOAD_JUMP = Decimal("1.10")
MORE_CARDIO, FAR_MORE_CARDIO = 1.3, 2.5
WEEKS_WITHOUT_DELOAD = 8
SHORT_CARDIO_MIN = 10  # a day of less cannot be made much shorter
DELOAD_SETS, DELOAD_LOAD = 0.7, Decimal("0.95")
EASY_METRES_PER_S = 1 / 0.42  # 7 min/km
LARGE_GROUPS = ("chest", "back", "quads", "hamstrings", "glutes", "delts")
_PAIRS = {
    "push_pull": (("horizontal_push", "vertical_push"), ("horizontal_pull", "vertical_pull")),
    "knee_hip": (("squat", "lunge", "knee_extension"), ("hinge", "hip_extension", "knee_flexion")),
}

Rows = Mapping[str, Candidate]


def week_findings(week: DraftWeek, request: PlanRequest, by_key: Rows) -> Iterator[Finding]:
    """What is wrong with one week on its own."""
    weekdays = [day.weekday for day in week.days]
    if len(set(weekdays)) < len(weekdays):
        yield error("two_workouts_a_day")
    if len(set(weekdays)) > MOST_TRAINING_DAYS and request.goal != "mobility":
        yield error("no_rest_day")
    if len(week.days) > request.days_per_week:
        yield error("more_days_than_asked", days=len(week.days))
    if request.weekdays and not set(weekdays) <= set(request.weekdays):
        yield error("other_weekdays")
    yield from _recovery_findings(week, by_key)
    if not week.is_deload and not week.is_taper:
        yield from _volume_findings(week, request, by_key)
        yield from _balance_findings(week, by_key)


def _lifted(day: DraftDay, by_key: Rows) -> list[DraftSlot]:
    return [slot for slot in day.slots if slot.exercise in by_key and slot.role in ("main", "accessory")]


def direct_sets(day: DraftDay, by_key: Rows) -> dict[str, int]:
    """Sets by muscle group for which the group does the main work, of one day."""
    sets: defaultdict[str, int] = defaultdict(int)
    for slot in _lifted(day, by_key):
        for group, share in group_shares(by_key[slot.exercise].muscles).items():
            if share >= 1.0:
                sets[group] += slot.prescription.sets
    return dict(sets)


def _recovery_findings(week: DraftWeek, by_key: Rows) -> Iterator[Finding]:
    """The same large muscle on two consecutive days; Sunday and Monday are, too."""
    days = {day.weekday: direct_sets(day, by_key) for day in week.days}
    for weekday, first in days.items():
        second = days.get((weekday + 1) % 7, {})
        for group in LARGE_GROUPS:
            least = min(first.get(group, 0), second.get(group, 0))
            if least > MOST_SETS_TWO_DAYS_RUNNING:
                yield error("no_recovery", muscle=group)
            elif least > FEW_SETS_TWO_DAYS_RUNNING:
                yield warning("no_recovery", muscle=group)


def _volume_findings(week: DraftWeek, request: PlanRequest, by_key: Rows) -> Iterator[Finding]:
    slots = [slot for day in week.days for slot in _lifted(day, by_key)]
    if not slots:
        return
    done = weekly_sets(MuscleSets(by_key[slot.exercise].muscles, slot.prescription.sets) for slot in slots)
    days = [direct_sets(day, by_key) for day in week.days]
    for group in banded_groups():
        band, sets = goal_band(group, request.level, request.goal), done.get(group, 0.0)
        if sets > FAR_TOO_MANY_SETS:
            yield error("volume_far_above", muscle=group, sets=f"{sets:g}")
            continue
        if band is None:
            continue
        position = position_in_band(sets, band)
        if position != "in_band":
            yield warning(f"volume_{position}", muscle=group, sets=f"{sets:g}")
        trained = sum(1 for day in days if day.get(group))
        if group in LARGE_GROUPS and trained == 1 and len(days) >= MIN_FREQUENCY and band.low > 0:
            yield warning("trained_once", muscle=group)


def _balance_findings(week: DraftWeek, by_key: Rows) -> Iterator[Finding]:
    def count(patterns: tuple[str, ...]) -> int:
        return sum(
            slot.prescription.sets for day in week.days for slot in _lifted(day, by_key) if by_key[slot.exercise].pattern in patterns
        )

    for name, sides in _PAIRS.items():
        one, other = (count(side) for side in sides)
        if max(one, other) > MOST_IMBALANCE * min(one, other) and max(one, other) > 3:
            yield warning(f"unbalanced_{name}", sets=f"{one}:{other}")


def course_findings(weeks: Sequence[DraftWeek], request: PlanRequest, by_key: Rows) -> Iterator[Finding]:
    """How weeks follow each other. What comes after an easy week is held against the hard weeks before it."""
    yield from _load_jumps(weeks)
    most_sets = most_minutes = 0.0
    for week in weeks:
        sets = float(sum(slot.prescription.sets for day in week.days for slot in _lifted(day, by_key)))
        minutes = _cardio_minutes(week)
        if week.is_deload or week.is_taper:
            is_eased = (
                minutes < most_minutes or most_minutes <= SHORT_CARDIO_MIN * len(week.days)
                if request.goal == "endurance" and most_minutes
                else sets <= max(most_sets * DELOAD_SETS, len([slot for day in week.days for slot in _lifted(day, by_key)]))
            )
            if not is_eased and (most_sets or most_minutes):
                yield error("taper_not_easier" if week.is_taper else "deload_not_easier", week=week.number)
            continue
        if most_sets and sets > most_sets * MORE_SETS and sets - most_sets > len(week.days):
            yield (error if sets > most_sets * FAR_MORE_SETS else warning)("sets_jump", week=week.number)
        if most_minutes and minutes > most_minutes * MORE_CARDIO and minutes - most_minutes > 10 * len(week.days):
            yield (error if minutes > most_minutes * FAR_MORE_CARDIO else warning)("cardio_jump", week=week.number)
        most_sets, most_minutes = max(most_sets, sets), max(most_minutes, minutes)
    longest = max((len(run) for run in _hard_runs(weeks)), default=0)
    if longest > WEEKS_WITHOUT_DELOAD and request.goal in ("strength", "hypertrophy"):
        yield warning("deload_missing", weeks=longest)


def _load_jumps(weeks: Sequence[DraftWeek]) -> Iterator[Finding]:
    """Loads of one exercise and one range of repetitions that rise by more than a tenth, or that an easy week does not lower."""
    heaviest: dict[tuple[str, int | None], Decimal] = {}
    for week in weeks:
        loads: dict[tuple[str, int | None], Decimal] = {}
        for slot in (slot for day in week.days for slot in day.slots):
            if slot.prescription.load_kg is not None:
                at = (slot.exercise, slot.prescription.reps_low)
                loads[at] = max(slot.prescription.load_kg, loads.get(at, Decimal(0)))
        for at, load in loads.items():
            before = heaviest.get(at)
            if before is not None and load > before * MOST_LOAD_JUMP and load - before > 5:
                yield error("load_jump", exercise=at[0], load=load)
            if before is not None and week.is_deload and load > before * DELOAD_LOAD and before >= 20:
                yield error("deload_not_easier", week=week.number)
        if not week.is_deload:
            heaviest |= loads


def _cardio_minutes(week: DraftWeek) -> float:
    doses = [slot.prescription for day in week.days for slot in day.slots if slot.role == "cardio"]
    seconds = [
        dose.sets * (dose.duration_s if dose.duration_s is not None else (dose.distance_m or 0) / EASY_METRES_PER_S) for dose in doses
    ]
    return sum(seconds) / 60


def _hard_runs(weeks: Sequence[DraftWeek]) -> Iterator[list[DraftWeek]]:
    run: list[DraftWeek] = []
    for week in weeks:
        if week.is_deload or week.is_taper:
            yield run
            run = []
        else:
            run.append(week)
    yield run
