"""What people get when they look for an exercise or name one in a sentence."""

import csv
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.catalogue.exercise_search import find_exercise_mention, resolve_exercise, search_exercises
from spotter.catalogue.exercises import exercises

FIRST_ANSWERS = [
    # typing slips
    ("benhc pres", "bench_press"),
    ("trciep pushdown", "triceps_pushdown"),
    ("seated cabel row", "seated_cable_row"),
    ("treadmil", "treadmill_run"),
    ("soulever de terre", "deadlift"),
    ("extention triceps poulie", "triceps_pushdown"),
    # blanks and plurals
    ("hackSquats", "hack_squat"),
    ("dead lifts", "deadlift"),
    ("chin-ups", "chin_up"),
    ("DLs", "deadlift"),
    # abbreviations, also composed and as initials
    ("ohp", "overhead_press"),
    ("rdl", "romanian_deadlift"),
    ("db rdl", "dumbbell_romanian_deadlift"),
    ("bb bent over rows", "barbell_row"),
    ("sadr", "dumbbell_row"),
    ("BSS", "bulgarian_split_squat"),
    # word order and what an exercise needs anyway
    ("pullups wide grip", "pull_up"),
    ("front squat (barbell)", "front_squat"),
    ("bicep curls cable", "cable_curl"),
    # French, with and without accents
    ("développé couché haltères", "dumbbell_bench_press"),
    ("elevation laterale", "lateral_raise"),
    ("dips lestés", "weighted_dip"),
    ("traction lesté", "weighted_pull_up"),
    ("rowing haltère 1 bras", "dumbbell_row"),
    ("souleve de terre jambe tendu", "stiff_leg_deadlift"),
    ("corde a sauter", "jump_rope"),
    # slang and descriptions
    ("skullcrushers", "skull_crusher"),
    ("lying on a bench and pressing dumbbells", "dumbbell_bench_press"),
    ("squat with barbell on front of shoulders", "front_squat"),
]


@pytest.mark.parametrize(("query", "key"), FIRST_ANSWERS)
def test_the_first_answer_is_what_people_mean(query: str, key: str) -> None:
    assert search_exercises(query)[0].exercise.key == key


@pytest.mark.parametrize("query", ["", "  ", "!?", "🏋️", "日本"])
def test_no_words_give_no_answers(query: str) -> None:
    assert search_exercises(query) == []
    assert resolve_exercise(query) is None


def test_scores_fall_and_nothing_comes_twice() -> None:
    matches = search_exercises("curl", limit=10)
    assert len(matches) == 10
    assert [m.score for m in matches] == sorted((m.score for m in matches), reverse=True)
    assert len({m.exercise.key for m in matches}) == 10
    assert all(0 <= m.score <= 1 for m in matches)


def test_a_bare_row_is_the_rower_and_then_the_barbell() -> None:
    assert [m.exercise.key for m in search_exercises("row", limit=2)] == ["rowing", "barbell_row"]


@pytest.mark.parametrize(
    ("text", "key"), [("Bench Press", "bench_press"), ("Tractions", "pull_up"), ("Split Jerk (Barbell)", "split_jerk")]
)
def test_a_name_resolves_exactly(text: str, key: str) -> None:
    found = resolve_exercise(text)
    assert found is not None
    assert (found.exercise.key, found.exact) == (key, True)


def test_a_slip_resolves_but_is_marked() -> None:
    found = resolve_exercise("bulgerian split squat")
    assert found is not None
    assert (found.exercise.key, found.exact) == ("bulgarian_split_squat", False)


@pytest.mark.parametrize("text", ["today", "two eggs with bread", "my knee hurts", "pain au chocolat", "something for my chest", "xyzzy"])
def test_what_names_no_exercise_resolves_to_none(text: str) -> None:
    assert resolve_exercise(text) is None


MENTIONS = [
    ("bench 3x5 80kg", "bench_press", "bench", True),
    ("then incline db press 3x10", "incline_dumbbell_bench_press", "incline db press", True),
    ("yesterday bnech press 5 x 5", "bench_press", "bnech press", False),
    ("hier tractions lestées 3x5", "weighted_pull_up", "tractions lestées", True),
    ("soulevé de tere 5x3", "deadlift", "soulevé de tere", False),
    ("clean and jerk 3x1 80", "clean_and_jerk", "clean and jerk", True),
    ("lat pull down 3x12", "lat_pulldown", "lat pull down", True),
    ("ran 5k in 27:30", "running", "ran", True),
]


@pytest.mark.parametrize(("text", "key", "span", "exact"), MENTIONS)
def test_an_exercise_is_found_in_a_sentence(text: str, key: str, span: str, exact: bool) -> None:
    words = text.split()
    mention = find_exercise_mention(words)
    assert mention is not None
    assert (mention.exercise.key, " ".join(words[mention.start : mention.end]), mention.exact) == (key, span, exact)


@pytest.mark.parametrize(
    "text",
    [
        "today I felt good",
        "we live in a row of houses",
        "press on with the diet",
        "eggs and bread for lunch",
        "a latte and chicken wings",
        "my shoulder and both hands ache",
        "des pommes de terre et du beurre",
        "of course I will",
        "poulet riz et salade",
    ],
)
def test_ordinary_words_are_no_exercise(text: str) -> None:
    assert find_exercise_mention(text.split()) is None


def test_two_exercises_joined_by_and_are_not_one() -> None:
    mention = find_exercise_mention(["pushups", "and", "bench"])
    assert mention is not None
    assert (mention.exercise.key, mention.start, mention.end) == ("push_up", 0, 1)


@settings(max_examples=150)
@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    assert len(search_exercises(text, limit=3)) <= 3
    mention = find_exercise_mention(text.split())
    assert mention is None or 0 <= mention.start < mention.end <= len(text.split())


@settings(max_examples=100)
@given(st.sampled_from(sorted(exercises())), st.sampled_from(["en", "fr"]))
def test_every_name_finds_its_own_exercise(key: str, locale: str) -> None:
    assert key in [m.exercise.key for m in search_exercises(exercises()[key].name[locale].upper(), limit=3)]


def _exported_names() -> set[str]:
    folder = Path(os.environ["SPOTTER_SAMPLES_DIR"])
    names: set[str] = set()
    for file in [*folder.glob("strong-csv/*.csv"), *folder.glob("hevy-csv/*.csv")]:
        text = file.read_text(encoding="utf-8-sig")
        header = text.partition("\n")[0]
        rows = csv.DictReader(text.splitlines(), delimiter=max(",;", key=header.count))
        names |= {row.get("Exercise Name") or row["exercise_title"] for row in rows}
    return names


@pytest.mark.skipif(not os.environ.get("SPOTTER_SAMPLES_DIR"), reason="SPOTTER_SAMPLES_DIR is not set: no exports of other apps to try")
def test_every_exercise_of_the_sample_exports_resolves() -> None:
    assert sorted(name for name in _exported_names() if resolve_exercise(name) is None) == []
