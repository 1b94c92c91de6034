"""Saying what was wrong with the last entry, the way people say it right after logging."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from spotter.language.understand import understand
from spotter.language.understanding import Locale, Reading, Understanding

NOW = datetime.fromisoformat("2026-03-04T18:30:00+01:00")


def said(text: str, locale: Locale = "en") -> Understanding:
    return understand(text, Reading(locale, "metric", NOW))


@pytest.mark.parametrize(
    ("text", "locale", "key", "figures"),
    [
        ("no, the bench was 77.5", "en", "bench_press", {"value": 77.5}),
        ("no the bench was 77.5 kg", "en", "bench_press", {"load_kg": 77.5}),
        ("oops 77.5 on bench", "en", "bench_press", {"value": 77.5}),
        ("wait, squats were 110", "en", "back_squat", {"value": 110}),
        ("nope, rows were 60kg for 9", "en", "barbell_row", {"load_kg": 60, "reps": 9}),
        ("sorry, deadlift was 3x5", "en", "deadlift", {"sets": 3, "reps": 5}),
        ("change the bench to 85kg", "en", "bench_press", {"load_kg": 85}),
        ("wait i actually did 4 sets of squats", "en", "back_squat", {"sets": 4}),
        ("non, le développé couché c'était 77,5", "fr", "bench_press", {"value": 77.5}),
        ("non c'était 110 au squat", "fr", "back_squat", {"value": 110}),
        ("pardon, le soulevé de terre était à 130 kg", "fr", "deadlift", {"load_kg": 130}),
    ],
)
def test_a_no_with_an_exercise_and_a_figure_corrects(text: str, locale: Locale, key: str, figures: dict[str, Any]) -> None:
    found = said(text, locale)
    assert [call.tool for call in found.calls] == ["correct_entry"]
    args = found.calls[0].args
    assert args["exercise"]["key"] == key
    assert {name: args[name] for name in args if name not in ("exercise", "target")} == figures


@pytest.mark.parametrize(
    ("text", "locale", "args"),
    [
        ("no it was 6 reps on the last one", "en", {"target": "set", "set_number": -1, "reps": 6}),
        ("oops wrong weight, should be 62.5", "en", {"target": None, "value": 62.5}),
        ("non c'était 6 reps sur la dernière", "fr", {"target": "set", "set_number": -1, "reps": 6}),
        ("mets 4 séries au lieu de 3", "fr", {"target": "workout", "sets": 4}),
    ],
)
def test_a_correction_needs_no_exercise(text: str, locale: Locale, args: dict[str, Any]) -> None:
    (call,) = said(text, locale).calls
    assert (call.tool, call.args) == ("correct_entry", args)


def test_an_exercise_can_be_deleted_by_its_name() -> None:
    (call,) = said("delete the squats").calls
    assert (call.tool, call.args["exercise"]["key"]) == ("delete_entry", "back_squat")


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "nope",
        "no, my knee hurts",
        "no squats today",
        "no pain today, squat 3x5 100kg",
        "update my weight to 80kg",
        "no I did not train",
    ],
)
def test_a_no_without_a_figure_corrects_nothing(text: str) -> None:
    assert not {"correct_entry", "motivate"} & {call.tool for call in said(text).calls}
