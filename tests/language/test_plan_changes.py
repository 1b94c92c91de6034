"""What people write who want one part of their plan otherwise, and what is none of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from spotter.language.plan_changes import parse_plan_change
from spotter.language.understand import understand
from spotter.language.understanding import Locale, Reading


def reading(locale: Locale) -> Reading:
    return Reading(locale, "metric", datetime(2026, 3, 2, 12, tzinfo=UTC))


def told(args: dict[str, Any]) -> dict[str, Any]:
    return {name: value["key"] if isinstance(value, dict) else value for name, value in args.items()}


@pytest.mark.parametrize(
    ("locale", "text", "args"),
    [
        ("en", "swap the row for something else", {"change": "swap", "exercise": "rowing"}),
        (
            "en",
            "can you replace barbell rows with dumbbell rows?",
            {"change": "swap", "exercise": "barbell_row", "instead": "dumbbell_row"},
        ),
        ("en", "i want pull ups instead of lat pulldown", {"change": "swap", "exercise": "lat_pulldown", "instead": "pull_up"}),
        ("en", "swap out the sqauts in my plan", {"change": "swap", "exercise": "back_squat"}),
        ("en", "4 sets of bench instead of 3", {"change": "sets", "sets": 4, "of_sets": 3, "exercise": "bench_press"}),
        ("en", "three sets of deadlifts in my program please", {"change": "sets", "sets": 3, "exercise": "deadlift"}),
        ("en", "no lunges", {"change": "drop", "exercise": "lunge"}),
        ("en", "no more burpees please", {"change": "drop", "exercise": "burpee"}),
        ("en", "take deadlifts out of my plan", {"change": "drop", "exercise": "deadlift"}),
        ("en", "add face pulls to my plan", {"change": "add", "exercise": "face_pull"}),
        ("en", "add 2 sets of face pulls to leg day", {"change": "add", "sets": 2, "day": "leg day", "exercise": "face_pull"}),
        ("en", "and add curls", {"change": "add", "exercise": "barbell_curl"}),
        ("en", "add 3 sets of curls", {"change": "add", "sets": 3, "exercise": "barbell_curl"}),
        ("en", "add curls to day A", {"change": "add", "day": "day a", "exercise": "barbell_curl"}),
        ("en", "remove the plank and add curls", {"change": "swap", "exercise": "plank", "instead": "barbell_curl"}),
        ("fr", "ajoute des fentes", {"change": "add", "exercise": "lunge"}),
        ("fr", "enlève les pompes et ajoute des dips", {"change": "swap", "exercise": "push_up", "instead": "dip"}),
        ("en", "make leg day shorter", {"change": "shorten", "day": "leg day"}),
        ("en", "cut my monday workout to 40 min", {"change": "shorten", "day": "monday workout", "minutes": 40}),
        ("en", "my plan is way too hard", {"change": "easier"}),
        ("en", "make my plan a bit harder", {"change": "harder"}),
        ("en", "move my training days to tue, thu and sat", {"change": "weekdays", "weekdays": [1, 3, 5]}),
        ("fr", "remplace le rowing par autre chose", {"change": "swap", "exercise": "rowing"}),
        ("fr", "je veux des tractions au lieu du tirage vertical", {"change": "swap", "exercise": "lat_pulldown", "instead": "pull_up"}),
        ("fr", "4 séries de développé couché au lieu de 3", {"change": "sets", "sets": 4, "of_sets": 3, "exercise": "bench_press"}),
        ("fr", "pas de fentes", {"change": "drop", "exercise": "lunge"}),
        ("fr", "enlève le soulevé de terre de mon programme stp", {"change": "drop", "exercise": "deadlift"}),
        ("fr", "ajoute des face pulls à mon plan", {"change": "add", "exercise": "face_pull"}),
        ("fr", "raccourcis la séance jambes à 40 min", {"change": "shorten", "day": "seance jambes", "minutes": 40}),
        ("fr", "mon plan est trop dur", {"change": "easier"}),
        ("fr", "décale mes jours à mardi, jeudi et samedi", {"change": "weekdays", "weekdays": [1, 3, 5]}),
    ],
)
def test_a_part_of_the_plan_wanted_otherwise_is_read(locale: Locale, text: str, args: dict[str, Any]) -> None:
    meaning = understand(text, reading(locale))
    assert [call.tool for call in meaning.calls] == ["change_plan"]
    assert told(meaning.calls[0].args) == args
    assert not meaning.residue


@pytest.mark.parametrize(
    "text",
    [
        "what can i do instead of bench press?",
        "swap squats for leg press today",
        "no bench",
        "no barbell",
        "change bench to 4 sets",
        "it was 4 sets of bench instead of 3",
        "i did pull ups instead of lat pulldown",
        "remove the bench",
        "delete bench press",
        "make it shorter",
        "is my plan too hard?",
        "no dessert",
        "add milk to my coffee",
        "replace rice with potatoes",
        "3 sets of bench 80 kg instead of 3",
        "pas de dessert",
        "plus de fentes",
    ],
)
def test_other_matters_are_no_change_of_the_plan(text: str) -> None:
    assert parse_plan_change(text, reading("fr" if text in ("pas de dessert", "plus de fentes") else "en")) is None
