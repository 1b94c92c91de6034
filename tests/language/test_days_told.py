"""Several days in one message, whose illness it is, and slips put right with a groan."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from spotter.language.understand import understand
from spotter.language.understanding import Locale, Reading

NOW = datetime(2026, 3, 2, 18, 30, tzinfo=ZoneInfo("Europe/Paris"))


def told(text: str, locale: Locale = "en") -> list[tuple[str, dict[str, Any]]]:
    """Tool and given arguments of each call."""
    calls = understand(text, Reading(locale, "metric", NOW)).calls
    return [(call.tool, {name: value for name, value in call.args.items() if value is not None}) for call in calls]


@pytest.mark.parametrize(
    ("said", "locale"),
    [
        ("yesterday deadlift 3x3 140kg, today ohp 3x5 40kg", "en"),
        ("deadlift 3x3 140kg yesterday and ohp 3x5 40kg today", "en"),
        ("hier soulevé de terre 3x3 140 kg, aujourd'hui développé militaire 3x5 40 kg", "fr"),
    ],
)
def test_each_day_of_a_message_has_its_own_workout(said: str, locale: Locale) -> None:
    days = [(args["date"], args["entries"][0]["exercise"]["key"]) for _, args in told(said, locale)]
    assert days == [("2026-03-01", "deadlift"), ("2026-03-02", "overhead_press")]


@pytest.mark.parametrize(
    ("said", "locale", "reason"),
    [
        ("skip today, my daughter is ill", "en", "busy"),
        ("not lifting today, i have a fever", "en", "sick"),
        ("je saute la séance d'aujourd'hui, mon fils est malade", "fr", "busy"),
        ("pas d'entraînement ce soir, la grippe", "fr", "sick"),
    ],
)
def test_only_the_persons_own_illness_excuses_a_day(said: str, locale: Locale, reason: str) -> None:
    assert ("skip_workout", {"reason": reason}) in told(said, locale)


@pytest.mark.parametrize(
    ("said", "args"),
    [
        ("ugh no, 70", {"value": 70}),
        ("*70", {"value": 70}),
        ("sorrry i ment 70 kg", {"target": "workout", "load_kg": 70}),
        ("no it was 4x6 at 70", {"target": "workout", "sets": 4, "reps": 6, "load_kg": 70}),
        ("rpe was 8", {"target": "workout", "rpe": 8}),
    ],
)
def test_a_slip_is_put_right_through_groans_stars_and_typos(said: str, args: dict[str, Any]) -> None:
    assert told(said) == [("correct_entry", args)]


def test_the_end_of_a_month_is_its_last_day() -> None:
    assert told("i want to squat 120 kg by the end of april")[0][1]["deadline"] == "2026-04-30"
