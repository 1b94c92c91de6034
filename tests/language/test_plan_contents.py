"""What a request for a plan says has to be in it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from spotter.language.requests import parse_plan_request
from spotter.language.understanding import Locale, Reading


@pytest.mark.parametrize(
    ("locale", "text", "args"),
    [
        ("en", "make me a plan to bench 200 kg with no equipment", {"include": ["bench"], "equipment": ["bodyweight"]}),
        ("en", "make me a plan to squat 140 kg", {"include": ["squat"]}),
        ("en", "make me a 3 day plan with hip thrusts", {"days_per_week": 3, "include": ["hip thrusts"]}),
        ("en", "build me a 4 day plan with dumbbells", {"days_per_week": 4, "equipment": ["dumbbell"]}),
        ("en", "make me a plan to lose 10 kg", {}),
        ("en", "3 day plan with bench press and deadlift", {"days_per_week": 3, "include": ["bench press", "deadlift"]}),
        ("en", "a 4 day plan with squats, bench and pull ups", {"days_per_week": 4, "include": ["squats", "bench", "pull ups"]}),
        ("en", "3 day plan wiht bench pres and deadlfit", {"days_per_week": 3, "include": ["Bench Press", "deadlfit"]}),
        ("en", "4 day plan, bench and squat have to be in it", {"days_per_week": 4, "include": ["bench", "squat"]}),
        ("en", "3 day split with a barbell and a bench", {"days_per_week": 3, "equipment": ["barbell", "bench"]}),
        ("en", "three day strength plan", {"days_per_week": 3, "goal": "strength"}),
        ("fr", "plan 3 jours avec squat, dev couché et tractions", {"days_per_week": 3, "include": ["squat", "dev couche", "tractions"]}),
        ("fr", "programme 3 jours squat et soulevé de terre", {"days_per_week": 3, "include": ["squat", "souleve de terre"]}),
        ("fr", "un plan sur 4 jours avec haltères", {"days_per_week": 4, "equipment": ["dumbbell"]}),
        ("en", "make me a cardio only plan, 3 days", {"days_per_week": 3, "goal": "endurance", "only_cardio": True}),
        ("fr", "fais-moi un plan uniquement cardio", {"goal": "endurance", "only_cardio": True}),
        ("fr", "fais-moi un plan avec des tractions", {"include": ["tractions"]}),
        ("fr", "fais-moi un programme de 3 jours sans matériel", {"days_per_week": 3, "equipment": ["bodyweight"]}),
    ],
)
def test_exercises_cardio_alone_and_no_equipment_are_read(locale: Locale, text: str, args: dict[str, Any]) -> None:
    parse = parse_plan_request(text, Reading(locale, "metric", datetime(2026, 3, 2, 12, tzinfo=UTC)))
    assert parse is not None
    assert parse.calls[0].args == args


@pytest.mark.parametrize(
    "text",
    ["my 3 day plan with bench press went well", "3 day plan: bench press 3x5 80kg", "3 day plan today with bench", "5 day split was hard"],
)
def test_what_tells_of_a_plan_asks_for_none(text: str) -> None:
    parse = parse_plan_request(text, Reading("en", "metric", datetime(2026, 3, 2, 12, tzinfo=UTC)))
    assert parse is None
