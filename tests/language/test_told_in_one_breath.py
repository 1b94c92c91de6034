"""What one message says of all its figures: for later, in pounds, for each exercise, taken back, or beyond what anybody does."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

import pytest

from spotter.language.profile import units_told
from spotter.language.understand import understand
from spotter.language.understanding import Locale, Reading, Understanding

NOW = datetime.fromisoformat("2026-11-21T12:00:00+01:00")


def read(text: str, locale: str = "en") -> Understanding:
    return understand(text, Reading(cast(Locale, locale), "metric", NOW))


def entries(text: str, locale: str = "en") -> list[tuple[str, list[tuple[Any, Any]]]]:
    return [
        (entry["exercise"]["name"], [(one["reps"], one["load_kg"]) for one in entry["sets"]])
        for call in read(text, locale).calls
        if call.tool == "log_workout"
        for entry in call.args["entries"]
    ]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("I use pounds. Bench 225x5", "imperial"),
        ("bench 225x5, all in lbs", "imperial"),
        ("I lift in kilos, squat 100x5", "metric"),
        ("j'utilise les livres, squat 225x5", "imperial"),
        ("mes charges sont en kg : squat 100x5", "metric"),
        ("bench 225 3x5, what's that in kg?", None),
        ("should I use pounds?", None),
        ("bench 225x5", None),
    ],
)
def test_the_units_of_a_message_are_those_it_tells(text: str, units: str | None) -> None:
    assert units_told(text) == units


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("I might do squats 5x5 60kg later", "en"),
        ("I may do bench 3x5 60kg", "en"),
        ("thinking of doing deadlifts 3x5 100kg", "en"),
        ("squat 3x5 80 kg later", "en"),
        ("squat 3x5 80 kg plus tard", "fr"),
        ("je ferais bien squat 3x5 80kg", "fr"),
    ],
)
def test_what_is_meant_for_later_is_not_logged(text: str, locale: str) -> None:
    assert entries(text, locale) == []


@pytest.mark.parametrize("text", ["did squats 1x5 60kg later than usual", "may 3: squats 1x5 60kg", "squats 1x5 60kg, two hours later"])
def test_what_was_done_late_is_logged(text: str) -> None:
    assert entries(text) == [("Back Squat", [(5, 60.0)])]


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("squat 140, bench 100, dead 180 for singles", "en"),
        ("squat 140, bench 100, deadlift 180, all 1x1", "en"),
        ("squat 140, développé couché 100, soulevé de terre 180, 1x1 chacun", "fr"),
    ],
)
def test_what_is_said_of_all_holds_for_each(text: str, locale: str) -> None:
    assert entries(text, locale) == [("Back Squat", [(1, 140.0)]), ("Bench Press", [(1, 100.0)]), ("Deadlift", [(1, 180.0)])]


def test_loads_alone_are_asked_about_together_and_the_answer_holds_for_each() -> None:
    question = read("bench 100, squat 140, deadlift 180").question
    assert question is not None
    assert "Bench Press, Back Squat and Deadlift" in question.text
    assert [sets for _, sets in entries(f"{question.clause} 2x5")] == [[(5, 100.0)] * 2, [(5, 140.0)] * 2, [(5, 180.0)] * 2]


@pytest.mark.parametrize(
    ("text", "locale", "asked"),
    [
        ("ran 5k in 2 minutes", "en", "nobody has been that fast"),
        ("cycled 20 km in 3 minutes", "en", "nobody has been that fast"),
        ("ran 10 km in 5", "en", "how long did it take"),
        ("ran 300 km", "en", "very far"),
        ("benched 500kg x 10", "en", "nobody has lifted that much"),
        ("développé couché 400 kg x 3", "fr", "personne n'a jamais soulevé autant"),
        ("bench 60kg 100x100", "en", "How many sets and reps"),
    ],
)
def test_what_nobody_does_is_asked_about(text: str, locale: str, asked: str) -> None:
    meaning = read(text, locale)
    assert meaning.question is not None
    assert asked in meaning.question.text
    assert meaning.calls == ()


@pytest.mark.parametrize(
    ("text", "seconds"), [("ran 5k in 25", 1500), ("ran 400m in 58", 58), ("ran 5k in 25:30", 1530), ("ran 5 km in 25 min", 1500)]
)
def test_a_bare_time_of_a_run_is_minutes_or_seconds(text: str, seconds: int) -> None:
    (call,) = read(text).calls
    assert [one["duration_s"] for one in call.args["entries"][0]["sets"]] == [seconds]


def test_hours_written_with_a_colon_stay_hours() -> None:
    (call,) = read("cycling 3:00 35 km").calls
    assert call.args["entries"][0]["sets"][0]["duration_s"] == 3 * 3600


@pytest.mark.parametrize(
    ("text", "locale", "name"),
    [
        ("bench 80x5 yesterday no wait it was squat", "en", "Back Squat"),
        ("squat 80kg x 5, non attends c'était développé couché", "fr", "Bench Press"),
        ("squat 80x5. oops i meant deadlift", "en", "Deadlift"),
        ("bench 80x5. Sorry, I'm late", "en", "Bench Press"),
    ],
)
def test_an_exercise_taken_back_is_replaced(text: str, locale: str, name: str) -> None:
    assert entries(text, locale) == [(name, [(5, 80.0)])]


def test_a_figure_may_be_taken_back_twice() -> None:
    (call,) = read("4 days a week, no 2 days, actually 5").calls
    assert call.args == {"days_per_week": 5}
