"""The load of the next workout: it goes on from what was done in earnest, and not from a day that was made lighter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from spotter.coaching.planning.loads import best_lift, load_before, planned_load
from spotter.coaching.planning.request import DraftSlot
from spotter.coaching.planning.simulation import SimulatedSet
from spotter.coaching.prescription import Prescription
from spotter.coaching.progression import ProgressionRule

START = date(2026, 3, 2)
SLOT = DraftSlot("back_squat", "main", "squat", Prescription(3, 5, 8, 2, "last", rest_s=180), ProgressionRule("double", Decimal("2.5")))


def done(day: int, load: str, reps: Sequence[int], due: str | None = None, rir: int | None = None) -> list[SimulatedSet]:
    """A workout of a plan on a day from the start."""
    told = None if rir is None else Decimal(rir)
    asked = None if due is None else Decimal(due)
    on = START + timedelta(days=day)
    return [
        SimulatedSet(on, "back_squat", f"w{day}", n, Decimal(load), told, 5, 8, target_rir=Decimal(2), target_load_kg=asked) for n in reps
    ]


def due_on(day: int, *workouts: list[SimulatedSet]) -> tuple[Decimal | None, int | None]:
    found = planned_load(SLOT, Decimal("2.5"), [one for sets in workouts for one in sets], START + timedelta(days=day), is_easy=False)
    return found.load_kg, found.reps


FULL = done(0, "100", (6, 6, 6), due="100")


def test_a_day_made_lighter_for_pain_or_a_bad_night_is_not_the_new_measure() -> None:
    assert due_on(7, FULL, done(3, "70", (6, 6, 6), due="100")) == (Decimal(100), 7)


def test_after_weeks_of_lighter_days_the_load_comes_back_in_steps_of_a_tenth() -> None:
    light = [done(day, "70", (6, 6, 6), due="100") for day in (3, 7, 10, 14, 17)]
    assert due_on(21, FULL, *light) == (Decimal("75"), 5)
    assert due_on(24, FULL, *light, done(21, "75", (5, 5, 5), due="75")) == (Decimal("75"), 6)


def test_the_way_back_goes_on_step_by_step_until_as_good_as_the_whole_load_is_there() -> None:
    log = [FULL, *[done(day, "70", (6, 6, 6), due="100") for day in (3, 7, 10, 14, 17)]]
    way = []
    for day in (21, 24, 28, 31):
        load, _ = due_on(day, *log)
        way.append(load)
        log.append(done(day, str(load), (6, 6, 6), due="100"))
    assert way == [Decimal(load) for load in ("75", "82.5", "90", "97.5")]


def test_weeks_that_have_to_stay_light_stay_as_light_as_they_were() -> None:
    log, lifted = [FULL], Decimal(0)
    for day in range(3, 60, 3):
        due = planned_load(SLOT, Decimal("2.5"), [one for sets in log for one in sets], START + timedelta(days=day), is_easy=False)
        assert due.due_kg == 100
        lifted = due.share(Decimal("0.8"), Decimal("2.5")) or Decimal(0)
        log.append(done(day, str(lifted), (6, 6, 6), due="100"))
    assert lifted == 80


def test_a_bad_night_takes_nothing_from_the_loads_of_the_days_after() -> None:
    assert due_on(7, FULL, done(3, "95", (6, 6, 6), due="100")) == (Decimal(100), 7)
    assert due_on(7, FULL, done(3, "97.5", (6, 6), due="100")) == (Decimal(100), 7)


def test_the_load_before_a_pain_is_what_was_lifted_with_these_repetitions() -> None:
    sets = [one for workout in (FULL, done(3, "100", (7, 7, 7), due="100"), done(7, "70", (6, 6, 6), due="100")) for one in workout]
    assert load_before(SLOT, Decimal("2.5"), sets, START + timedelta(days=5)) == 100
    assert load_before(SLOT, Decimal("2.5"), sets, START) is None
    other = replace(SLOT, prescription=replace(SLOT.prescription, reps_low=10, reps_high=12))
    assert load_before(other, Decimal("2.5"), sets, START + timedelta(days=5)) == 80


@pytest.mark.parametrize(
    ("second", "due"),
    [
        (done(3, "90", (5, 4, 3), due="100"), (Decimal(90), 5)),  # it was lighter and still too much
        (done(3, "90", (6, 6, 6), due="100", rir=1), (Decimal(90), 7)),  # lighter, and as hard as it should be
        (done(3, "97.5", (6, 6, 6), due="100"), (Decimal("97.5"), 7)),  # as good as asked
    ],
)
def test_what_was_a_test_of_strength_counts_whatever_was_due(second: list[SimulatedSet], due: tuple[Decimal, int]) -> None:
    assert due_on(7, FULL, second) == due


def test_a_set_of_a_plan_without_a_word_on_its_effort_was_done_as_asked() -> None:
    quiet, told, missed = (best_lift(sets, START) for sets in (done(0, "100", (6,)), done(0, "100", (6,), rir=0), done(0, "100", (4,))))
    assert quiet is not None
    assert told is not None
    assert missed is not None
    assert (quiet.kg, told.kg, missed.kg) == (Decimal("126.67"), Decimal("120.00"), Decimal("113.33"))
