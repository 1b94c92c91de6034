"""A look ahead at a plan: by the rules that move real loads, the same each time, worse where weeks or repetitions are missed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from spotter.coaching.planning.request import DraftDay, DraftSlot, DraftWeek
from spotter.coaching.planning.simulation import SCENARIOS, Scenario, SimulatedSet, SimulatedWeek, Today, simulate
from spotter.coaching.prescription import Prescription
from spotter.coaching.progression import ProgressionKind, ProgressionRule

MONDAY = date(2026, 3, 2)
SQUAT = "back_squat"


def weeks(kind: ProgressionKind = "double", easy: int = 6) -> list[DraftWeek]:
    """Twelve weeks of two days with one lift, every sixth easy."""
    rule = ProgressionRule(kind, Decimal("2.5"))
    made = []
    for number in range(1, 13):
        dose = Prescription(2 if number % easy == 0 else 3, 4, 6, 2, "last", rest_s=180)
        slots = (DraftSlot(SQUAT, "main", "squat", dose, rule),)
        made.append(DraftWeek(number, number % easy == 0, (DraftDay("a", 0, slots, 30.0), DraftDay("b", 3, slots, 30.0))))
    return made


def log(load: str = "100") -> dict[str, list[SimulatedSet]]:
    one = SimulatedSet(date(2026, 2, 26), SQUAT, "w", 5, Decimal(load), Decimal(2), 4, 6)
    return {SQUAT: [one] * 3}


def run(name: str, plan: Sequence[DraftWeek] | None = None, load: str = "100") -> list[SimulatedWeek]:
    scenario = next(one for one in SCENARIOS if one.name == name)
    return simulate(plan or weeks(), MONDAY, log(load), {SQUAT: Decimal("2.5")}, Today("intermediate"), scenario)


def last_load(found: Sequence[SimulatedWeek]) -> Decimal:
    return [week.lifts[SQUAT].load_kg for week in found if week.lifts and not week.is_easy][-1]


@pytest.mark.parametrize("kind", ["double", "rir", "linear"])
def test_loads_grow_if_all_goes_well_and_less_where_it_does_not(kind: ProgressionKind) -> None:
    ran = [run(name, weeks(kind)) for name in ("all_well", "weeks_missed", "reps_missed")]
    well, missed, short = (max(week.lifts[SQUAT].e1rm_kg for week in found[-4:] if week.lifts) for found in ran)
    assert last_load(ran[0]) > 100
    assert missed < well
    assert short < well


@pytest.mark.parametrize("name", ["all_well", "weeks_missed"])
@pytest.mark.parametrize("kind", ["double", "linear"])
def test_a_light_lift_grows_too_though_the_next_plate_is_far(kind: ProgressionKind, name: str) -> None:
    first = 0 if name == "all_well" else 6  # back from two missed weeks
    best = [week.lifts[SQUAT].e1rm_kg for week in run(name, weeks(kind), "17.5")[first:] if not week.is_easy]
    assert best[-1] > best[0]


def test_the_same_look_ahead_comes_out_twice() -> None:
    assert run("all_well") == run("all_well")


def test_missed_weeks_are_empty_and_the_first_workout_back_is_lighter() -> None:
    found = run("weeks_missed")
    assert [week.workouts for week in found[3:7]] == [2, 0, 0, 2]
    before, back = found[3].lifts[SQUAT].load_kg, found[6].lifts[SQUAT].load_kg
    assert Decimal("0.75") * before < back < before


def test_bad_weeks_cost_repetitions_until_the_load_comes_down() -> None:
    bad = run("reps_missed")
    assert min(week.lifts[SQUAT].reps for week in bad[2:6] if week.lifts) <= 4
    assert min(week.lifts[SQUAT].load_kg for week in bad[2:8] if not week.is_easy) <= 100


def test_easy_weeks_are_lighter_and_no_step_is_more_than_a_tenth() -> None:
    found = run("all_well")
    assert found[5].lifts[SQUAT].load_kg < found[4].lifts[SQUAT].load_kg
    hard = [week.lifts[SQUAT].load_kg for week in found if not week.is_easy]
    assert all(later <= earlier * Decimal("1.1") for earlier, later in pairwise(hard))


def test_where_no_load_is_known_sets_are_counted_only() -> None:
    found = simulate(weeks(), MONDAY, {}, {SQUAT: Decimal("2.5")}, Today("beginner"), Scenario("all_well"))
    assert [(week.workouts, week.sets, dict(week.lifts)) for week in found[:1]] == [(2, 6, {})]
