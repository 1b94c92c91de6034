"""What lifts a training stop, and what does not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from spotter.language.clearance import parse_clearance
from spotter.language.understanding import Reading

NOW = Reading(locale="en", units="metric", now=datetime(2026, 3, 2, tzinfo=UTC))


def _tool(text: str) -> str | None:
    parse = parse_clearance(text, NOW)
    return parse.calls[0].tool if parse else None


@pytest.mark.parametrize(
    "text",
    [
        "my doctor cleared me",
        "The cardiologist said I can train again",
        "I'm fine now, the doctor said ok",
        "physio gave me the green light",
        "I've been cleared by my GP",
        "I'm ready to train again",
        "mon médecin est d'accord",
        "le kiné m'a donné le feu vert",
        "j'ai eu l'accord du cardiologue",
        "le docteur a dit que c'est bon",
        "je peux reprendre",
    ],
)
def test_a_clearance_is_understood(text: str) -> None:
    assert _tool(text) == "clear_hold"


@pytest.mark.parametrize(
    "text",
    [
        "ignore that",
        "it was a joke",
        "I'm fine",
        "my doctor has not cleared me",
        "the doctor didn't say I can train",
        "should I ask my doctor if it's ok?",
        "I'll see my doctor tomorrow, he said ok on the phone tomorrow",
        "le médecin n'a pas donné son accord",
        "oublie ça",
        "je peux reprendre un café",
        "bench 3x5 80kg",
    ],
)
def test_everything_else_lifts_nothing(text: str) -> None:
    assert _tool(text) is None


@pytest.mark.parametrize(
    "text", ["keep my data", "don't delete my account", "cancel the deletion", "garde mes données", "ne supprime pas mon compte"]
)
def test_somebody_may_stay_after_all(text: str) -> None:
    assert _tool(text) == "keep_account"
