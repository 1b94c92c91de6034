"""The hidden body: golden values of the impulse-response model and of Epley's curve, and what holds for every life."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.catalogue.exercises import exercises
from spotter.coaching.load import balance
from spotter.coaching.unknown import Unknown
from spotter.evals.trainees.body import Body, Form, session_load
from spotter.evals.trainees.persona import persona, persona_names

LOADS = st.lists(st.floats(0, 1200), min_size=28, max_size=120)
BENCH = exercises()["bench_press"]


def lived(body: Body, loads: list[float]) -> Body:
    for load in loads:
        body.end_day(load)
    return body


@pytest.mark.parametrize(
    ("days", "fitness", "fatigue"), [(1, 2.381, 14.286), (7, 15.523, 66.008), (42, 63.654, 99.846), (84, 86.790, 99.9998)]
)
def test_a_steady_load_of_100_builds_fitness_in_months_and_fatigue_in_a_week(days: int, fitness: float, fatigue: float) -> None:
    form = Form(0, 0)
    for _ in range(days):
        form = form.after(100)
    assert form.fitness == pytest.approx(fitness, abs=0.001)
    assert form.fatigue == pytest.approx(fatigue, abs=0.001)


@given(LOADS)
def test_the_body_and_the_coach_count_the_same_fitness_and_fatigue(loads: list[float]) -> None:
    form = Form(0, 0)
    for load in loads:
        form = form.after(load)
    coach = balance(loads)
    assert not isinstance(coach, Unknown)
    assert (form.fitness, form.fatigue) == pytest.approx((coach.fitness, coach.fatigue))


@given(LOADS)
def test_form_stays_between_no_load_and_the_greatest(loads: list[float]) -> None:
    form = Form(0, 0)
    for load in loads:
        form = form.after(load)
        assert 0 <= form.fitness <= max(loads) + 1e-9
        assert 0 <= form.fatigue <= max(loads) + 1e-9


def test_session_load_is_effort_times_minutes() -> None:
    assert session_load(7, 60) == 420


@pytest.mark.parametrize(("max_kg", "reps"), [(116.67, 5), (133.33, 10), (100, 1)])
def test_epleys_person_does_epleys_repetitions_with_100_kg(max_kg: float, reps: int) -> None:
    who = persona("anna").model_copy(update={"lifts": {"bench_press": max_kg}, "endurance": 30.0})
    assert Body.of(who, 0).repetitions(BENCH, 100) == pytest.approx(reps, abs=0.01)


def test_a_load_above_the_1rm_does_not_move() -> None:
    who = persona("anna").model_copy(update={"lifts": {"bench_press": 99.0}})
    assert Body.of(who, 0).repetitions(BENCH, 100) == 0


@given(st.sampled_from(persona_names()), st.floats(1, 200), st.floats(0.5, 50), st.integers(0, 5))
def test_a_heavier_bar_or_a_later_set_never_allows_more_repetitions(name: str, load_kg: float, more: float, sets_before: int) -> None:
    body = Body.of(persona(name), 0)
    here = body.repetitions(BENCH, load_kg, sets_before)
    assert body.repetitions(BENCH, load_kg + more, sets_before) <= here
    assert body.repetitions(BENCH, load_kg, sets_before + 1) <= here


@given(st.sampled_from(persona_names()), st.lists(st.floats(0, 900), max_size=60))
def test_strength_and_soreness_stay_human(name: str, loads: list[float]) -> None:
    body = lived(Body.of(persona(name), 0), loads)
    assert 0.5 <= body.power <= 1.8
    assert 0 <= body.soreness <= 5


def test_twelve_weeks_of_training_make_a_beginner_stronger_and_rest_does_not() -> None:
    who = persona("anna")
    week = [420.0, 0.0, 420.0, 0.0, 420.0, 0.0, 0.0]
    trained, idle = lived(Body.of(who, 0), week * 12), lived(Body.of(who, 0), [0.0] * 84)
    assert 1.08 < trained.power < 1.25
    assert idle.power < 1.0


def test_a_week_of_too_much_costs_strength_until_it_is_slept_off() -> None:
    usual = [420.0, 0.0, 420.0, 0.0, 420.0, 0.0, 0.0] * 8
    tired = lived(Body.of(persona("tom"), 0), [*usual, *[900.0] * 7])
    power = tired.power
    assert power < lived(Body.of(persona("tom"), 0), usual).power
    assert lived(tired, [0.0] * 10).power > power


@given(st.sampled_from(persona_names()), st.integers(0, 9), st.sampled_from(sorted(exercises())))
def test_everybody_can_do_something_of_everything(name: str, seed: int, key: str) -> None:
    body = Body.of(persona(name), seed)
    assert body.one_rm_kg(exercises()[key]) > 0
    assert body.one_rm_kg(exercises()[key]) == Body.of(persona(name), seed).one_rm_kg(exercises()[key])
