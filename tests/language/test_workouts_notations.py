"""Sets rendered in a notation are read back as the same sets, and nothing that is typed breaks the reader."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.language.slips import take_back
from spotter.language.understanding import Reading
from spotter.language.workouts import parse_workout

READING = Reading("en", "metric", datetime(2026, 3, 4, 18, tzinfo=UTC))
SETS = st.integers(2, 10)
REPS = st.integers(1, 20)
LOADS = st.integers(64, 400).map(lambda halves: halves / 2)  # in kg; more for 20 repetitions is beyond any record

SAME_SETS: list[Callable[[int, int, float], str]] = [
    lambda s, r, w: f"bench {s}x{r} {w:g}kg",
    lambda s, r, w: f"bench {s}x{r} @ {w:g}",
    lambda s, r, w: f"bench: {s} x {r} x {w:g} kg",
    lambda s, r, w: f"{s}x{r} bench at {w:g}kg",
    lambda s, r, w: f"bench {s} sets of {r} at {w:g}",
    lambda s, r, w: f"bench {w:g}kg {s}x{r}",
    lambda s, r, w: f"bench {w:g} kg for {s} sets of {r}",
    lambda s, r, w: f"bench {s} sets, {r} reps @ {w:g}",
    lambda s, r, w: f"bench {s} séries de {r} à {w:g} kg",
    lambda s, r, w: f"bench {w:g}kg: " + ", ".join([str(r)] * s),
    lambda s, r, w: "bench " + ", ".join([f"{w:g}x{r}"] * s),
    lambda s, r, w: "bench\n" + "\n".join([f"{w:g} kg x {r}"] * s),
]


def _sets(text: str) -> list[tuple[int | None, float | None]]:
    parse = parse_workout(text, READING)
    assert parse is not None
    return [(one["reps"], one["load_kg"]) for call in parse.calls for entry in call.args["entries"] for one in entry["sets"]]


@pytest.mark.parametrize("render", SAME_SETS)
@given(sets=SETS, reps=REPS, load=LOADS)
@settings(max_examples=40)
def test_equal_sets_survive_every_notation(render: Callable[[int, int, float], str], sets: int, reps: int, load: float) -> None:
    assert _sets(render(sets, reps, load)) == [(reps, load)] * sets


@given(st.lists(st.tuples(REPS, LOADS), min_size=1, max_size=6))
@settings(max_examples=60)
def test_different_sets_keep_their_order(done: list[tuple[int, float]]) -> None:
    assert _sets("squat " + ", ".join(f"{load:g}kg x {reps}" for reps, load in done)) == done


@given(st.lists(st.tuples(REPS, LOADS), min_size=2, max_size=6))
@settings(max_examples=60)
def test_numbers_that_only_count_the_sets_are_no_figures(done: list[tuple[int, float]]) -> None:
    assert _sets("bench " + " ".join(f"set {i} {load:g}kg {reps} reps" for i, (reps, load) in enumerate(done, 1))) == done


@given(minutes=st.integers(2, 30), reps=REPS)
@settings(max_examples=40)
def test_by_the_clock_every_minute_is_a_set(minutes: int, reps: int) -> None:
    assert _sets(f"emom {minutes} min: {reps} burpees") == _sets(f"{minutes} min emom {reps} burpees") == [(reps, None)] * minutes


@given(sets=SETS, reps=REPS, last=REPS, load=LOADS)
@settings(max_examples=40)
def test_the_last_set_is_one_of_the_sets_before(sets: int, reps: int, last: int, load: float) -> None:
    assert _sets(f"squat {sets}x{reps} {load:g}kg, last set {last} reps") == [(reps, load)] * (sets - 1) + [(last, load)]


@given(reps=REPS, load=LOADS, more=st.integers(1, 8))
@settings(max_examples=40)
def test_a_load_taken_back_is_not_logged(reps: int, load: float, more: int) -> None:
    said = take_back(f"bench {load:g}kg {reps} reps no wait {load + more:g}kg", "en")
    assert _sets(said) == [(reps, load + more)]


@given(st.text(max_size=200))
@settings(max_examples=200)
def test_any_text_is_read_without_an_error(text: str) -> None:
    parse_workout(text, READING)


@given(st.text(alphabet="benchsquat 0123456789x@,./+-:()kglbrps\n", max_size=60))
@settings(max_examples=200)
def test_whatever_is_logged_is_plausible(noise: str) -> None:
    parse = parse_workout("bench " + noise, READING)
    for call in parse.calls if parse else ():
        for entry in call.args["entries"]:
            assert 1 <= len(entry["sets"]) <= 50
            for one in entry["sets"]:
                assert one["reps"] or one["duration_s"] or one["distance_m"]
                assert one["reps"] is None or 1 <= one["reps"] <= 500
                assert one["load_kg"] is None or -200 <= one["load_kg"] <= 600
