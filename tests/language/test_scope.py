"""What belongs to a coach is not turned away, and what does not is."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from spotter.language.understand import understand
from spotter.language.understanding import Locale, Reading

SENTENCES: dict[str, list[str]] = json.loads((Path(__file__).parent / "data" / "scope.json").read_text("utf-8"))


def _turned_away(sentences: list[str]) -> list[str]:
    readings = [Reading(locale, "metric", datetime(2026, 3, 2, 18, 30, tzinfo=UTC)) for locale in ("en", "fr")]
    return [text for text in sentences if all(understand(text, reading).chat == "out_of_scope" for reading in readings)]


def test_nine_of_ten_questions_of_trainees_are_taken() -> None:
    assert len(_turned_away(SENTENCES["ours"])) <= len(SENTENCES["ours"]) // 10


def test_nine_of_ten_that_are_about_something_else_are_turned_away() -> None:
    assert len(_turned_away(SENTENCES["not_ours"])) >= len(SENTENCES["not_ours"]) * 9 // 10


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("should i take creatine or is it a waste of money", "en"),
        ("which shoes are good for lifting", "en"),
        ("my sleep has been awful all month, what would you do about it", "en"),
        ("la créatine, ça vaut le coup ou pas", "fr"),
        ("combien de temps je dois dormir pour récupérer", "fr"),
    ],
)
def test_a_question_of_the_field_is_somebody_s(text: str, locale: Locale) -> None:
    meaning = understand(text, Reading(locale, "metric", datetime(2026, 3, 2, 18, 30, tzinfo=UTC)))
    assert meaning.residue or meaning.calls
