"""The conversation of the README, in one go, in both languages: every message is served by what it asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

ENGLISH = [
    (
        "Hi, I'm 34, 180 cm, 82 kg, male. I want to get stronger, 3 days a week, I have a barbell, a rack and a bench",
        ["update_profile", "log_metric"],
    ),
    ("make me a plan", ["propose_plan"]),
    ("bench 80kg 5x5 felt heavy, then squats 100x5x3 and 20 min rowing", ["log_workout"]),
    ("no, the bench was 77.5", ["correct_entry"]),
    ("had two eggs, toast with butter and a large latte for breakfast", ["log_meal"]),
    ("how am I doing?", ["show_progress"]),
    ("my left knee hurts on squats, like 4/10", ["report_pain"]),
    ("I'm pretty tired today", ["log_readiness"]),
    ("what's up next?", ["today_workout"]),
    ("undo", ["undo"]),
    ("why?", ["why"]),
    (
        "pull ups bw x 8,8,6, drank 500 ml of water and remind me tomorrow at 7 to stretch",
        ["log_workout", "log_metric", "set_reminder"],
    ),
]
FRENCH = [
    (
        "Salut, j'ai 34 ans, 180 cm, 82 kg, homme. Je veux gagner en force, 3 jours par semaine, j'ai une barre, un rack et un banc",
        ["update_profile", "log_metric"],
    ),
    ("fais-moi un programme", ["propose_plan"]),
    ("développé couché 5x5 à 80 kg, c'était lourd, puis squat 100x5x3 et 20 min de rameur", ["log_workout"]),
    ("non, le développé couché c'était 77,5", ["correct_entry"]),
    ("mangé deux œufs, du pain avec du beurre et un grand café au lait ce matin", ["log_meal"]),
    ("comment je m'en sors ?", ["show_progress"]),
    ("j'ai mal au genou gauche en squat, genre 4/10", ["report_pain"]),
    ("je suis crevé aujourd'hui", ["log_readiness"]),
    ("c'est quoi la suite ?", ["today_workout"]),
    ("annule", ["undo"]),
    ("pourquoi ?", ["why"]),
    ("tractions 8,8,6, bu 500 ml d'eau et rappelle-moi demain à 7h de m'étirer", ["log_workout", "log_metric", "set_reminder"]),
]


@pytest.mark.parametrize(("locale", "lines"), [("en", ENGLISH), ("fr", FRENCH)])
async def test_the_conversation_of_the_readme_works_in_one_go(
    new_person: Callable[..., Any], locale: str, lines: list[tuple[str, list[str]]]
) -> None:
    person = await new_person(locale=locale)
    for message, tools in lines:
        turn = await person.say(message)
        assert [action["tool"] for action in turn["actions"]] == tools, message
        assert turn["pending"] is None, message
        assert turn["usage"]["model_calls"] == 0
