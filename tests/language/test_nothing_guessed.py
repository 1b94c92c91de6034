"""What cannot be, and what cannot be told, is asked about: nothing of it is written down."""

from __future__ import annotations

from datetime import datetime

import pytest

from spotter.language.understand import understand
from spotter.language.understanding import Locale, Reading, Understanding

NOW = datetime.fromisoformat("2026-03-02T18:30:00+01:00")


def meant(text: str, locale: Locale = "en") -> Understanding:
    return understand(text, Reading(locale, "metric", NOW))


@pytest.mark.parametrize(
    ("locale", "text", "names"),
    [
        ("en", "squat -4x6 90kg", "from 1 to 50"),
        ("en", "squat 4x6 at infinity kg", "from -200 to 600"),
        ("en", "squat infinity reps at 90kg", "reps"),
        ("en", "squatted 4x6 90kg in 1987", "day"),
        ("en", "squat 480x6 90kg", "sets and reps"),
        ("en", "resting heart rate 380 bpm", "25 to 140 bpm"),
        ("en", "bp 480/290", "60 to 260 over 30 to 160 mmHg"),
        ("fr", "tension 480/290", "60 à 260 sur 30 à 160"),
        ("fr", "pouls au repos 380", "25 à 140 bpm"),
        ("en", "I weighed 91 kg in 2014", "day"),
        ("en", "ate a pizza in 1991", "day"),
        ("en", "ate a ![tart](https://example.invalid/x)", "links"),
    ],
)
def test_it_is_asked_and_not_written(locale: Locale, text: str, names: str) -> None:
    meaning = meant(text, locale)
    assert not meaning.calls
    assert meaning.question is not None
    assert names in meaning.question.text
    assert meaning.safety.level == "none"


@pytest.mark.parametrize(("text", "level"), [("resting heart rate 150 bpm", "T1"), ("blood pressure 195/112", "T1")])
def test_a_frightening_figure_that_can_be_still_alarms(text: str, level: str) -> None:
    assert meant(text).safety.level == level


@pytest.mark.parametrize(
    "text",
    [
        "write me a 750 kcal diet plan",
        "create a meal with 600 kcal",
        "build me a 1800 calorie meal plan",
        "fais-moi un repas à 600 kcal",
        "{{name}} ${8*8} #{8*8}",
    ],
)
def test_a_request_and_the_signs_of_a_machine_are_no_report(text: str) -> None:
    assert not [call for call in meant(text).calls if call.tool in ("log_meal", "log_workout")]


def test_a_second_load_without_reps_is_asked_about() -> None:
    meaning = meant("squatted 110 lbs x5, then 120")
    assert [len(entry["sets"]) for call in meaning.calls for entry in call.args["entries"]] == [1]
    assert meaning.question is not None
    assert "120" in meaning.question.text


def test_a_dash_before_each_line_is_a_list() -> None:
    (call,) = meant("squat:\n- 4x6 90kg\n-3x5 95kg").calls
    assert len(call.args["entries"][0]["sets"]) == 7


def test_a_time_in_seconds_is_no_year() -> None:
    (call,) = meant("ran 5k in 1900 seconds").calls
    assert call.args["entries"][0]["sets"][0]["duration_s"] == 1900
