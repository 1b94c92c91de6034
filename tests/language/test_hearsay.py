"""Lifts that people speak of without having done them now are not written down."""

from __future__ import annotations

from datetime import datetime
from typing import cast

import pytest

from spotter.language.understand import understand
from spotter.language.understanding import Locale, Reading, Understanding

NOW = datetime.fromisoformat("2026-03-04T18:30:00+01:00")


def read(text: str, locale: str) -> Understanding:
    return understand(text, Reading(cast(Locale, locale), "metric", NOW))


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("coach told me 4x6 at 90", "en"),
        ("the plan calls for 3x10 at 50", "en"),
        ("last summer I deadlifted 180 for 3", "en"),
        ("two years ago I squatted 140x5", "en"),
        ("I can squat 120 for 6", "en"),
        ("I could do 15 pushups when I was 12", "en"),
        ("Dave benches 140 for 3", "en"),
        ("the world record bench is 355 kg", "en"),
        ("20 squats a day keeps me going", "en"),
        ("le coach a dit 4x6 à 90", "fr"),
        ("l'année dernière je faisais squat 5x5 à 120", "fr"),
        ("je peux faire 8 tractions", "fr"),
        ("20 pompes par jour", "fr"),
        ("le record du monde au squat est 490 kg", "fr"),
    ],
)
def test_what_was_not_done_now_is_no_log(text: str, locale: str) -> None:
    assert [call.tool for call in read(text, locale).calls] == []


@pytest.mark.parametrize(
    ("text", "locale", "loads"),
    [
        ("coach made me do squats 4x6 at 90", "en", [90.0] * 4),
        ("coach said 5x5 but I did squat 3x5 at 100", "en", [100.0] * 3),
        ("last year I squatted 150 for 5, today squat 2x5 120", "en", [120.0] * 2),
        ("2 days ago bench 2x5 80", "en", [80.0] * 2),
        ("Bulgarian split squats 2x8 20 kg", "en", [20.0] * 2),
        ("il y a deux jours squat 2x5 100", "fr", [100.0] * 2),
    ],
)
def test_what_was_done_is_logged_all_the_same(text: str, locale: str, loads: list[float]) -> None:
    (call,) = read(text, locale).calls
    assert [one["load_kg"] for entry in call.args["entries"] for one in entry["sets"]] == loads
