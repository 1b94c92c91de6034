"""What the weeks to come would look like, if all goes well, if weeks are missed, if strength stands still. Pure and deterministic.

The loads move by the very rules by which a real log moves them (`loads.planned_load`, the way back of `gap`); only the lifter is made up: a
1RM that grows with training, sets that go as far as it allows, reserves told as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from spotter.coaching.gap import Return, return_after_gap
from spotter.coaching.planning.loads import PlannedLoad, WorkSet, best_lift, planned_load
from spotter.coaching.planning.request import DraftSlot, DraftWeek
from spotter.coaching.strength import OneRepMax, eased_load, one_rep_max
from spotter.coaching.volume import Level

ScenarioName = Literal["all_well", "weeks_missed", "reps_missed"]

# ACSM 2009: strength grows by about 40 % untrained, 20 % moderately trained, 16 % trained, 10 % advanced in 4 weeks to 2 years;
# shares of the 1RM per trained week that stay within it over 12 weeks, a house rule
WEEKLY_GAIN: dict[Level, float] = {"beginner": 0.02, "intermediate": 0.01, "advanced": 0.005}
MOST_TOLD_RIR = 4.0
FULL = 100  # percent
REPS_PER_SET_LOST = 0.4  # each further set leaves a little less, a house rule
BAD_WEEK = 0.94  # of the usual strength: two repetitions short, a house rule
ROUNDING = 1e-6
EASY_SHARE = 0.5  # of a week's gain that an easy week brings


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is supposed: which weeks (from 1) are missed, in which ones little goes well, and whether strength grows at all."""

    name: ScenarioName
    missed_weeks: frozenset[int] = frozenset()
    grows: bool = True
    bad_weeks: frozenset[int] = frozenset()


SCENARIOS = (
    Scenario("all_well"),
    Scenario("weeks_missed", missed_weeks=frozenset({5, 6})),
    Scenario("reps_missed", grows=False, bad_weeks=frozenset({3, 4, 5, 6})),
)


@dataclass(frozen=True, slots=True)
class Today:
    """How the lifter is at the start: their level, and what pain or a hold leaves of the load of exercises, in percent."""

    level: Level
    percents: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SimulatedSet:
    """A set as the made-up lifter does it."""

    performed_on: date
    exercise_key: str | None
    workout_id: str
    reps: int
    load_kg: Decimal
    rir: Decimal | None
    target_reps_min: int | None
    target_reps_max: int | None
    kind: str = "work"
    rpe: Decimal | None = None
    target_rir: Decimal | None = None
    target_load_kg: Decimal | None = None


@dataclass(frozen=True, slots=True)
class LiftOfWeek:
    """The heaviest set of a lift in a week: kg, repetitions, and the 1RM in kg that the week's sets show."""

    load_kg: Decimal
    reps: int
    e1rm_kg: Decimal


@dataclass(frozen=True, slots=True)
class SimulatedWeek:
    """One week from 1: its Monday, whether it is easy, workouts and sets done, and the lifts whose load is known."""

    number: int
    monday: date
    is_easy: bool
    workouts: int
    sets: int
    lifts: Mapping[str, LiftOfWeek]


@dataclass(slots=True)
class _Lifter:
    """Somebody made up: 1RMs by exercise, all sets so far, the day of the last workout."""

    one_rm: dict[str, float]
    log: dict[str, list[WorkSet]]
    last: date | None
    form: float = 1.0
    met: set[str] = field(default_factory=set)

    def reps_with(self, key: str, load_kg: Decimal, nth: int) -> float:
        """How many repetitions the nth set allows (from 0), by Epley turned round."""
        return 30 * (self.one_rm[key] * self.form / float(load_kg) - 1) - nth * REPS_PER_SET_LOST

    def meet(self, key: str, load_kg: Decimal, reps: float, sets: int) -> None:
        """At first the plan asks for what can be done: a log without efforts shows less than there is."""
        if key not in self.met:
            needed = float(load_kg) * (1 + (reps + (sets - 1) * REPS_PER_SET_LOST) / 30)
            self.one_rm[key] = max(self.one_rm[key], needed)
            self.met.add(key)


def simulate(
    weeks: Sequence[DraftWeek],
    monday: date,
    history: Mapping[str, Sequence[WorkSet]],
    steps_kg: Mapping[str, Decimal],
    today: Today,
    scenario: Scenario,
) -> list[SimulatedWeek]:
    """The weeks as they would go from `monday` on. `history` are the sets so far by exercise, oldest first; `steps_kg` how loads move.

    An exercise of which no load is known is counted in sets only.
    """
    known = {key: lift for key in steps_kg if (lift := best_lift(history.get(key, ()), monday)) is not None}
    last = max((row.performed_on for rows in history.values() for row in rows), default=None)
    lifter = _Lifter({key: float(lift.kg) for key, lift in known.items()}, {key: list(rows) for key, rows in history.items()}, last)
    told = []
    for place, week in enumerate(weeks):
        start = monday + timedelta(weeks=place)
        if place + 1 in scenario.missed_weeks:
            told.append(SimulatedWeek(place + 1, start, week.is_deload, 0, 0, {}))
            continue
        lifter.form = BAD_WEEK if place + 1 in scenario.bad_weeks else 1.0
        done = []
        for day in week.days:
            on = start + timedelta(days=day.weekday)
            done += [(slot, _train(slot, on, week, lifter, steps_kg, today.percents.get(slot.exercise, 100))) for slot in day.slots]
            lifter.last = on
        if scenario.grows:
            gain = 1 + WEEKLY_GAIN[today.level] * (EASY_SHARE if week.is_deload else 1.0)
            lifter.one_rm = {key: kg * gain for key, kg in lifter.one_rm.items()}
        told.append(SimulatedWeek(place + 1, start, week.is_deload, len(week.days), sum(count for _, (count, _) in done), _lifts(done)))
    return told


def _train(
    slot: DraftSlot, on: date, week: DraftWeek, lifter: _Lifter, steps_kg: Mapping[str, Decimal], percent: int
) -> tuple[int, list[SimulatedSet]]:
    """One exercise of one day: how many sets, and those whose load is known, which go into the log unless they are held back.

    Easy weeks and what only `percent` of the load is allowed of show no strength.
    """
    dose, key = slot.prescription, slot.exercise
    step, back = steps_kg.get(key, Decimal(0)), _back(lifter.last, on)
    sets = dose.sets if back is None else max(1, round(dose.sets * float(back.sets_factor)) + back.sets_delta)
    if step <= 0 or key not in lifter.one_rm or dose.reps_low is None or dose.reps_high is None:
        return sets, []
    due = planned_load(slot, step, lifter.log.get(key, []), on, is_easy=week.is_deload)
    if due.load_kg is None or due.load_kg <= 0:
        return sets, []
    load = due.load_kg if back is None or back.load_factor >= 1 else eased_load(due.load_kg, back.load_factor, step)
    load = load if percent >= FULL else eased_load(load, Decimal(percent) / FULL, step)
    lifter.meet(key, load, dose.reps_low + float(dose.rir or 0), sets)
    done = [_set(slot, on, max(load, step), nth, due, lifter) for nth in range(sets)]
    if not week.is_deload and percent >= FULL:
        lifter.log.setdefault(key, []).extend(done)
    return sets, done


def _set(slot: DraftSlot, on: date, load: Decimal, nth: int, due: PlannedLoad, lifter: _Lifter) -> SimulatedSet:
    """A set as far as it goes: to the aim or the top of the range with the reserve asked for, to the bottom with less of it."""
    dose = slot.prescription
    low, high = dose.reps_low or 1, dose.reps_high or 1
    could, wanted_rir = lifter.reps_with(slot.exercise, load, nth), float(dose.rir or 0)
    wanted = due.reps or high  # over the top of the range where the next load is far
    reps = max(0, min(wanted, max(int(could - wanted_rir + ROUNDING), min(low, int(could + ROUNDING)))))
    left = Decimal(repr(round(min(MOST_TOLD_RIR, max(0.0, could - reps)) * 2) / 2))
    return SimulatedSet(on, slot.exercise, f"simulated-{on}", reps, load, left, low, high, target_load_kg=due.due_kg)


def _back(last: date | None, on: date) -> Return | None:
    """What a gap takes off; nothing up to a week."""
    found = return_after_gap((on - last).days) if last is not None and on > last else None
    return found if isinstance(found, Return) and found.reason != "as_planned" else None


def _lifts(done: Sequence[tuple[DraftSlot, tuple[int, list[SimulatedSet]]]]) -> dict[str, LiftOfWeek]:
    by_key: dict[str, list[SimulatedSet]] = {}
    for slot, (_, sets) in done:
        by_key.setdefault(slot.exercise, []).extend(one for one in sets if one.reps > 0)
    lifts = {}
    for key, sets in by_key.items():
        shown = [found.kg for one in sets if isinstance(found := one_rep_max(one.load_kg, one.reps, rir=float(one.rir or 0)), OneRepMax)]
        if shown:
            top = max(sets, key=lambda one: (one.load_kg, one.reps))
            lifts[key] = LiftOfWeek(top.load_kg, top.reps, max(shown))
    return lifts
