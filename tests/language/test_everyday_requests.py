"""Everyday wishes that must reach their tool, and words that must not reach one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from spotter.language.understand import understand
from spotter.language.understanding import Locale, Reading, Understanding

NOW = datetime.fromisoformat("2026-03-02T18:30:00+01:00")


def meant(text: str, locale: Locale = "en") -> Understanding:
    return understand(text, Reading(locale, "metric", NOW))


@pytest.mark.parametrize(
    ("locale", "text", "tool", "args"),
    [
        ("en", "put me on a 4 day plan", "propose_plan", {"days_per_week": 4}),
        ("en", "put my calories to 2100 and protein to 150", "set_nutrition_target", {"kcal": 2100, "protein_g": 150}),
        ("en", "set my calories at 1900 and 140 g of protein", "set_nutrition_target", {"kcal": 1900, "protein_g": 140}),
        ("en", "give me a calorie target to lose fat", "set_nutrition_target", {"goal": "lose"}),
        ("en", "set a calorie goal to gain muscle", "set_nutrition_target", {"goal": "gain"}),
        ("en", "remember my gym closes at 9", "remember", {"text": "my gym closes at 9"}),
        ("fr", "souviens-toi, je déteste courir", "remember", {"text": "je déteste courir"}),
        ("en", "forget everything about me", "forget", {"text": "everything about me"}),
        ("fr", "oublie tout ce que tu sais sur moi", "forget", {"text": "tout ce que tu sais sur moi"}),
        ("en", "update my weight to 77 kg", "log_metric", {"metric": "weight", "value": 77.0}),
        ("en", "weigh in 77kg", "log_metric", {"metric": "weight", "value": 77.0}),
        ("en", "my surgeon cleared me after my chest pain", "clear_hold", {}),
        ("fr", "mon médecin m'a donné le feu vert après ma douleur à la poitrine", "clear_hold", {}),
    ],
)
def test_a_wish_reaches_its_tool(locale: Locale, text: str, tool: str, args: dict[str, Any]) -> None:
    (call,) = meant(text, locale).calls
    assert call.tool == tool
    assert args.items() <= call.args.items()


def test_an_estimate_names_its_lift() -> None:
    (call,) = meant("estimate my deadlift 1rm").calls
    assert (call.tool, call.args["exercise"]["key"]) == ("estimate_1rm", "deadlift")


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "my doctor cleared me but I have chest pain now"),
        ("en", "my doctor cleared me after my chest pain but I have chest pain"),
        ("en", "my doctor cleared me after my chest pain but it hurts again"),
        ("fr", "mon médecin m'a donné le feu vert mais j'ai encore mal à la poitrine"),
    ],
)
def test_a_clearance_beside_a_pain_that_goes_on_clears_nothing(locale: Locale, text: str) -> None:
    meaning = meant(text, locale)
    assert meaning.safety.level == "T0"
    assert not [call for call in meaning.calls if call.tool == "clear_hold"]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("I felt dizzy after my chest pain", "T0"),
        ("vertiges après ma douleur à la poitrine", "T0"),
        ("chest hurts after chest yesterday", "none"),
    ],
)
def test_after_chest_pain_is_not_after_training_the_chest(text: str, level: str) -> None:
    assert meant(text).safety.level == level


@pytest.mark.parametrize(
    ("locale", "text"), [("fr", "mon genou me fait mal au squat, que faire ?"), ("en", "my knee hurts on squats, what should I do?")]
)
def test_asking_what_to_do_about_a_pain_asks_for_no_workout(locale: Locale, text: str) -> None:
    meaning = meant(text, locale)
    assert [call.tool for call in meaning.calls] == ["report_pain"]
    assert [left.agent for left in meaning.residue] == ["injury"]


@pytest.mark.parametrize(("locale", "text"), [("fr", "je m'entraîne depuis deux ans"), ("en", "I have trained for a year")])
def test_time_in_training_is_no_level(locale: Locale, text: str) -> None:
    assert not [call for call in meant(text, locale).calls if "level" in call.args]


@pytest.mark.parametrize(("text", "chat"), [("START", "greeting"), ("/start", "greeting"), ("YES", "yes")])
def test_words_of_other_services_are_small_talk(text: str, chat: str) -> None:
    assert meant(text).chat == chat


def test_no_pain_is_no_report_of_pain() -> None:
    assert not meant("no pain today").calls


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("remind me to stretch tomorrow at 2:30", 14),
        ("remind me to stretch tomorrow at 2:30 am", 2),
        ("remind me to stretch tomorrow at 02:30", 2),
        ("remind me to stretch tomorrow at 6:30", 6),
    ],
)
def test_a_small_hour_is_the_afternoons_unless_night_is_said(text: str, hour: int) -> None:
    (call,) = meant(text).calls
    assert datetime.fromisoformat(call.args["at"]).hour == hour
