"""What lifts a training stop, and what does not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from spotter.language.clearance import parse_clearance
from spotter.language.red_flags import screen
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


@pytest.mark.parametrize(
    "text",
    [
        "my doctor cleared me, the chest pain was nothing",
        "my doctor cleared me to train again, the chest pain was just a pulled muscle",
        "saw my doctor today about the chest pain, he cleared me",
        "the ER said it's nothing, my chest pain was reflux",
        "after my chest pain my doctor cleared me",
        "le cardiologue a dit que ce n'est rien, la douleur à la poitrine était musculaire",
    ],
)
def test_what_a_professional_cleared_is_no_emergency(text: str) -> None:
    assert screen(text).level == "none"
    assert _tool(text) == "clear_hold"


@pytest.mark.parametrize(
    "text",
    [
        "my doctor cleared me but my chest hurts now",
        "doctor cleared me, the chest pain was nothing but it hurts again",
        "doctor cleared me, my chest hurts",
        "doctor cleared me last year, my chest was hurting this morning",
        "my doctor cleared me, chest pain is back",
        "my doctor cleared me, the chest pain was nothing, now my left arm is numb and my jaw hurts",
        "the chest pain was nothing",
        "doctor hasn't cleared me, the chest pain was nothing",
        "mon médecin est d'accord mais ma poitrine serre maintenant",
    ],
)
def test_a_sign_that_goes_on_or_that_nobody_looked_at_alarms(text: str) -> None:
    assert screen(text).level == "T0"


@pytest.mark.parametrize("text", ["my dietitian says numbers are fine for me", "ma psy a dit que je peux compter les calories"])
def test_a_professional_may_bring_numbers_back(text: str) -> None:
    assert _tool(text) == "clear_numbers"


@pytest.mark.parametrize("text", ["show me my calories again", "my therapist says no numbers for me", "numbers are fine for me"])
def test_nobody_else_brings_numbers_back(text: str) -> None:
    assert _tool(text) is None
