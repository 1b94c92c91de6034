"""The coach answers in the language it is spoken to."""

from __future__ import annotations

import pytest

from spotter.language.tongue import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("how am I doing this week?", "en"),
        ("my left knee hurts on squats", "en"),
        ("j'ai mal au genou en squat", "fr"),
        ("mangé deux œufs et du pain ce matin", "fr"),
        ("qu'est-ce que je fais demain ?", "fr"),
        ("annule", "fr"),
        ("undo", "en"),
        ("train mon wed fri", "en"),
        ("legs on mon", "en"),
        ("mon épaule", "fr"),
        ("mon squat 3x5", "fr"),
        ("il y a deux semaines, squat 3x5", "fr"),
        ("bench 3x5 80kg", None),
        ("squat 100x5x3", None),
        ("", None),
    ],
)
def test_a_message_tells_its_language_or_nothing(text: str, language: str | None) -> None:
    assert language_of(text) == language
