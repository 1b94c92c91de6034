"""Workouts as people text them, in both languages, and what sounds like one and must not be logged."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from spotter.language.understand import understand
from spotter.language.understanding import Reading

NOTES = [json.loads(line) for line in (Path(__file__).parent / "data" / "workout_notes.jsonl").read_text("utf-8").splitlines()]
NOW = datetime(2026, 3, 4, 18, tzinfo=UTC)


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note["say"])
def test_every_set_is_read_and_nothing_else(note: dict[str, Any]) -> None:
    """`sets` holds [exercise, how many sets, reps, kg, seconds, metres] in the order of the message; none where nothing was done."""
    meant = understand(note["say"], Reading(note.get("locale", "en"), note.get("units", "metric"), NOW))
    read = [
        [entry["exercise"]["key"] or entry["exercise"]["name"], one["reps"], one["load_kg"], one["duration_s"], one["distance_m"]]
        for call in meant.calls
        if call.tool == "log_workout"
        for entry in call.args["entries"]
        for one in entry["sets"]
    ]
    assert read == [[exercise, *figures] for exercise, times, *figures in note["sets"] for _ in range(times)]
    assert meant.safety.level not in ("T0", "T1")
