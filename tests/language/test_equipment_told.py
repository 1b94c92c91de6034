"""Equipment that comes, goes or is all there is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from spotter.language.understand import understand
from spotter.language.understanding import Locale, Reading

NOW = datetime.fromisoformat("2026-03-04T18:30:00+01:00")


def told(text: str, locale: Locale = "en") -> list[tuple[str, dict[str, Any]]]:
    return [(call.tool, call.args) for call in understand(text, Reading(locale, "metric", NOW)).calls]


@pytest.mark.parametrize(
    ("text", "locale", "args"),
    [
        ("I have a trap bar too", "en", {"more_equipment": ["trap_bar"]}),
        ("also got some bands", "en", {"more_equipment": ["band"]}),
        ("I bought a 20kg kettlebell", "en", {"more_equipment": ["kettlebell"]}),
        ("ordered a pull up bar yesterday", "en", {"more_equipment": ["pull_up_bar"]}),
        ("j'ai aussi une barre ez", "fr", {"more_equipment": ["ez_bar"]}),
        ("je viens d'acheter des anneaux", "fr", {"more_equipment": ["rings"]}),
        ("I only have a kettlebell now", "en", {"equipment": ["kettlebell"]}),
        ("plus que des élastiques maintenant", "fr", {"equipment": ["band"]}),
        ("je n'ai plus qu'un banc", "fr", {"equipment": ["bench"]}),
        ("sold my rack last week", "en", {"less_equipment": ["rack"]}),
        ("I don't have a barbell anymore", "en", {"less_equipment": ["barbell"]}),
        ("je n'ai plus de banc", "fr", {"less_equipment": ["bench"]}),
        ("j'ai vendu mes haltères", "fr", {"less_equipment": ["dumbbell"]}),
        ("I only have a chair, no equipment", "en", {"equipment": ["bodyweight"]}),
        ("j'ai qu'une chaise", "fr", {"equipment": ["bodyweight"]}),
        ("no more gym, just bands at home", "en", {"workout_style": "home", "equipment": ["band"]}),
    ],
)
def test_what_comes_goes_and_stays_is_told_apart(text: str, locale: Locale, args: dict[str, Any]) -> None:
    assert told(text, locale) == [("update_profile", args)]


@pytest.mark.parametrize("text", ["I don't have a bench", "my bench is 100kg", "rower 10 min"])
def test_what_is_lacking_lifted_or_rowed_is_no_equipment(text: str) -> None:
    assert "update_profile" not in [tool for tool, _ in told(text)]


@pytest.mark.parametrize(
    ("text", "locale", "tools"),
    [
        ("add curls", "en", ["change_plan"]),
        ("ajoute des pompes", "fr", ["change_plan"]),
        ("I have a chair", "en", ["remember"]),
        ("we have a sofa and a towel", "en", ["remember"]),
        ("j'ai une chaise", "fr", ["remember"]),
        ("I have a question", "en", []),
        ("add bananna", "en", ["log_meal"]),
        ("I have a banana", "en", ["log_meal"]),
        ("ajoute du pain", "fr", ["log_meal"]),
        ("add squats 3x5 80kg", "en", ["log_workout"]),
    ],
)
def test_what_stands_around_or_is_trained_is_no_meal(text: str, locale: Locale, tools: list[str]) -> None:
    assert [tool for tool, _ in told(text, locale)] == tools


def test_the_weight_of_equipment_is_nobodys_body_weight() -> None:
    assert told("(29F) hey, got a yoga mat and 12kg dumbbells, free mondays and fridays") == [
        ("update_profile", {"days_per_week": 2, "weekdays": [0, 4], "age": 29, "sex": "female", "equipment": ["dumbbell", "mat"]})
    ]


@pytest.mark.parametrize(
    ("text", "locale"), [("my dumbbells go up to 20 kg, I have a bench", "en"), ("mes haltères vont jusqu'à 20 kg, j'ai un banc", "fr")]
)
def test_how_heavy_dumbbells_go_is_remembered_and_they_are_there(text: str, locale: Locale) -> None:
    (kept, _), (_, profile) = told(text, locale)
    assert kept == "remember"
    assert profile == {"more_equipment": ["dumbbell", "bench"]}


def test_what_stands_beside_a_goal_is_heard_too() -> None:
    assert [tool for tool, _ in told("i want to bench 200 kg, I have no equipment")] == ["set_goal", "update_profile"]
