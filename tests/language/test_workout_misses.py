"""Repetitions that did not come, names written without blanks, and where load and repetitions are told with nothing between."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from spotter.language.understand import understand
from spotter.language.understanding import Locale, Reading

NOW = datetime.fromisoformat("2026-03-04T18:30:00+01:00")


def entries(text: str, locale: Locale = "en") -> list[dict[str, Any]]:
    found = understand(text, Reading(locale, "metric", NOW))
    return [entry for call in found.calls if call.tool == "log_workout" for entry in call.args["entries"]]


def reps(text: str, locale: Locale = "en") -> list[tuple[int, str]]:
    return [(one["reps"], one["kind"]) for entry in entries(text, locale) for one in entry["sets"]]


@pytest.mark.parametrize(
    ("text", "locale", "done", "note"),
    [
        ("deadlift 3x4 140kg but failed the last rep of set 2", "en", [4, 3, 4], "failed the last rep of set 2"),
        ("front squat 2x6 70kg, missed the last rep", "en", [6, 5], "missed the last rep"),
        ("bench 4x6 70kg, failed the final two reps of the third set", "en", [6, 6, 4, 6], "failed the final 2 reps of the third set"),
        ("ohp 2x8 40kg, failed rep 7 of set 2", "en", [8, 6], "failed rep 7 of set 2"),
        ("développé couché 3x8 60kg, loupé la dernière rép", "fr", [8, 8, 7], "loupé la dernière rép"),
        ("squat 2x5 110kg mais j'ai raté les 2 dernières reps de la série 1", "fr", [3, 5], "raté les 2 dernières reps de la série 1"),
    ],
)
def test_a_repetition_that_failed_is_taken_off_the_set_and_noted(text: str, locale: Locale, done: list[int], note: str) -> None:
    assert [count for count, _ in reps(text, locale)] == done
    assert [kind for _, kind in reps(text, locale)].count("failure") == 1
    assert entries(text, locale)[0]["note"] == note


@pytest.mark.parametrize(
    ("text", "locale", "done"),
    [
        ("deadlift 3x3 150kg, couldn't finish the last set", "en", [(3, "work"), (3, "work"), (3, "failure")]),
        ("rowing barre 2x10 60kg, raté la dernière", "fr", [(10, "work"), (10, "failure")]),
        ("incline bench 60kg 8 7 6, failed the last rep", "en", [(8, "work"), (7, "work"), (6, "failure")]),
    ],
)
def test_what_was_done_of_a_failed_set_is_not_made_up(text: str, locale: Locale, done: list[tuple[int, str]]) -> None:
    assert reps(text, locale) == done


@pytest.mark.parametrize(
    ("text", "locale", "done"),
    [
        ("lunges 3x10 20kg, only 7 on the last set", "en", [10, 10, 7]),
        ("hip thrust 3x8 90kg, got 9 on set 2", "en", [8, 9, 8]),
        ("squats 2 sets of 5 at 100, just 3 on the second one", "en", [5, 3]),
        ("tirage vertical 3x12 50kg, seulement 9 sur la dernière", "fr", [12, 12, 9]),
        ("curls 3x12 10kg. 15 reps on 4th set", "en", [12, 12, 12, 15]),
    ],
)
def test_another_count_of_one_set_replaces_it(text: str, locale: Locale, done: list[int]) -> None:
    assert reps(text, locale) == [(count, "work") for count in done]


def test_a_load_that_failed_is_noted_and_nothing_is_asked() -> None:
    found = understand("clean 80kg x2, missed 85", Reading("en", "metric", NOW))
    assert found.question is None
    assert found.calls[0].args["entries"][0]["note"] == "missed 85"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("today frontsquat 60kg 3x5", "front_squat"),
        ("then a set of hipthrusts 100kg x8", "hip_thrust"),
        ("did latpulldown 3x10 50kg", "lat_pulldown"),
        ("benchpresses 5x5 80kg", "bench_press"),
        ("gobletsquats 3x12 24kg", "goblet_squat"),
        ("3x6 chinups", "chin_up"),
    ],
)
def test_a_name_written_without_its_blank_is_known(text: str, key: str) -> None:
    assert [entry["exercise"]["key"] for entry in entries(text)] == [key]


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        ("row 45 12 12", [(12, 45), (12, 45)]),
        ("rows 70 8 8 6 / curls 12.5 10", [(8, 70), (8, 70), (6, 70)]),
        ("db press 26s 2x9", [(9, 26), (9, 26)]),
    ],
)
def test_the_load_comes_first_and_then_the_repetitions(text: str, sets: list[tuple[int, float]]) -> None:
    assert [(one["reps"], one["load_kg"]) for one in entries(text)[0]["sets"]] == sets


def test_seconds_need_their_unit_to_go_with_minutes_over_a_comma() -> None:
    plank, burpees = entries("plank 2x1min, 15 burpees")
    assert [one["duration_s"] for one in plank["sets"]] == [60, 60]
    assert [one["reps"] for one in burpees["sets"]] == [15]
    assert entries("ran 5k in 24 min, 30 s")[0]["sets"][0]["duration_s"] == 1470


def test_a_quick_one_is_no_repetition() -> None:
    assert reps("2x8 pullups + 2x12 dips, quick one after work") == [(8, "work")] * 2 + [(12, "work")] * 2


@pytest.mark.parametrize("text", ["(31F) new here, got a yoga mat, free on mondays", "28F, bought a squat rack, available saturdays"])
def test_who_tells_of_herself_has_not_trained(text: str) -> None:
    assert entries(text) == []


def test_did_at_the_start_is_a_report_unless_it_asks() -> None:
    assert [entry["exercise"]["key"] for entry in entries("did yoga 40 min on my new yoga mat")] == ["yoga"]
    assert entries("did i do yoga 40 min") == []
