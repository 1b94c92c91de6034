"""Ramp sets lead to a heavy lift, and the next set answers the one just done."""

from __future__ import annotations

from decimal import Decimal

import pytest

from spotter.coaching.next_set import SetAim, next_set
from spotter.coaching.progression import SetResult
from spotter.coaching.ramp import ramp_sets
from spotter.coaching.volume import TimedSets, session_minutes

STEP, BAR = Decimal("2.5"), Decimal(20)


@pytest.mark.parametrize(
    ("load", "reps", "steps"),
    [
        (25, 5, []),
        (40, 5, [(20, 8), (30, 3)]),
        (80, 5, [(20, 8), (40, 5), (60, 3)]),
        (80, 13, []),
        (140, 3, [(20, 8), (70, 5), (105, 3), (125, 1)]),
        (140, 8, [(20, 8), (70, 5), (105, 3)]),
    ],
)
def test_a_ramp_begins_with_the_bar_and_stays_out_of_light_and_long_sets(load: int, reps: int, steps: list[tuple[int, int]]) -> None:
    assert [(int(one.load_kg), one.reps) for one in ramp_sets(Decimal(load), reps, step_kg=STEP, bar_kg=BAR)] == steps


def test_without_a_bar_it_begins_at_half() -> None:
    assert [(int(one.load_kg), one.reps) for one in ramp_sets(Decimal(36), 10, step_kg=Decimal(2))] == [(18, 8), (26, 3)]


@pytest.mark.parametrize("load", range(20, 260, 5))
def test_loads_rise_below_the_work_load_and_repetitions_never_do(load: int) -> None:
    ramp = ramp_sets(Decimal(load), 5, step_kg=STEP, bar_kg=BAR)
    assert [one.load_kg for one in ramp] == sorted({one.load_kg for one in ramp})
    assert [one.reps for one in ramp] == sorted((one.reps for one in ramp), reverse=True)
    assert all(one.load_kg < load and one.load_kg % STEP == 0 for one in ramp)


def test_ramps_count_in_the_time_beyond_the_five_minutes_of_any_warm_up() -> None:
    work, ramp = [TimedSets(3, 5, None, 180)], [one.timed() for one in ramp_sets(Decimal(80), 5, step_kg=STEP, bar_kg=BAR)]
    assert session_minutes(work, ramp[:1]) == session_minutes(work)
    assert session_minutes(work, ramp * 2) == pytest.approx(session_minutes(work) + 2 + 2 * (16 * 3 + 3 * 60) / 60 - 5)


def aim(load: str | None = "80", *, eased: bool = False, step: str = "2.5") -> SetAim:
    return SetAim(None if load is None else Decimal(load), 5, 5, 8, 2.0, Decimal(step), eased)


def done(reps: int, load: str, rir: float | None = None) -> SetResult:
    return SetResult(reps, Decimal(load), rir)


@pytest.mark.parametrize(
    ("result", "load", "reps", "reason"),
    [
        (done(5, "80"), 80, 5, "as_meant"),
        (done(5, "80", 2), 80, 5, "as_meant"),
        (done(5, "80", 1), 80, 5, "bit_harder"),
        (done(5, "80", 0), 75, 5, "harder"),
        (done(4, "80", 0), 77.5, 5, "missed"),
        (done(1, "80", 0), 72.5, 5, "missed"),
        (done(5, "80", 4), 80, 5, "easier"),
        (done(7, "80", 4), 80, 7, "easier"),
        (done(5, "82.5", 2), 82.5, 5, "as_meant"),
        (done(5, "90", 2), 80, 5, "above_plan"),
    ],
)
def test_the_next_set_holds_or_takes_off(result: SetResult, load: float, reps: int, reason: str) -> None:
    found = next_set(aim(), [result])
    assert (found.load_kg, found.reps, found.reason) == (Decimal(str(load)), reps, reason)


def test_a_step_that_would_take_too_much_costs_repetitions_instead() -> None:
    found = next_set(aim("12", step="4"), [done(5, "12", 0)])
    assert (found.load_kg, found.reps) == (Decimal(12), 3)


def test_only_a_load_to_be_found_goes_up_and_never_on_a_bad_day() -> None:
    assert next_set(aim(None), [done(5, "60", 4)]).load_kg == Decimal("62.5")
    assert next_set(aim(None, eased=True), [done(5, "60", 4)]).load_kg == 60
    assert next_set(aim(None), [done(5, "20", 4)]).load_kg == 20  # a step of more than a tenth


def test_words_for_effort_count_where_no_figure_was_told() -> None:
    assert next_set(aim(), [done(5, "80")], "very_hard").load_kg == 75
    assert next_set(aim(), [done(5, "80")], "hard").reason == "bit_harder"
    assert next_set(aim(eased=True), [done(6, "80")], "easy").reps == 5


def test_above_the_plan_is_not_held_on_a_bad_day_and_body_weight_loses_repetitions() -> None:
    assert next_set(aim(eased=True), [done(5, "82.5", 2)]).load_kg == 80
    body = next_set(aim(None, step="0"), [done(3, "0")])
    assert (body.load_kg, body.reps, body.reason) == (None, 3, "missed")


@pytest.mark.parametrize("rir", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("reps", [1, 3, 5, 8, 12])
def test_a_planned_load_never_rises_within_a_workout(rir: int, reps: int) -> None:
    found = next_set(aim(), [done(reps, "80", rir)])
    assert found.load_kg is not None
    assert found.load_kg <= 80
    assert found.load_kg >= 72
