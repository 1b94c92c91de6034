"""Messages that need more than one grammar: introductions, soreness or pain, goals, answers to a question, what is no coach's matter."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from spotter.language.understand import understand, warm_up
from spotter.language.understanding import Locale, Reading, Understanding

NOW = datetime.fromisoformat("2026-03-04T18:30:00+01:00")


def said(text: str, locale: Locale = "en") -> Understanding:
    return understand(text, Reading(locale, "metric", NOW))


@pytest.mark.parametrize(
    ("text", "locale", "args"),
    [
        (
            "Hey, I'm Ida. I'm 41, 172 cm. I train 3 days a week at home. I only have kettlebells",
            "en",
            {"name": "Ida", "age": 41, "height_cm": 172.0, "days_per_week": 3, "workout_style": "home", "equipment": ["kettlebell"]},
        ),
        (
            "moi c'est Paul. 33 ans, 181 cm. je débute et j'ai juste des haltères",
            "fr",
            {"name": "Paul", "age": 33, "height_cm": 181.0, "level": "beginner", "equipment": ["dumbbell"]},
        ),
    ],
)
def test_an_introduction_over_sentences_is_one_change(text: str, locale: Locale, args: dict[str, Any]) -> None:
    found = said(text, locale)
    assert [call.tool for call in found.calls] == ["update_profile"]
    assert found.calls[0].args == args


@pytest.mark.parametrize(
    ("text", "locale", "tool"),
    [
        ("my quads are sore from squats", "en", "log_readiness"),
        ("chest is sore after bench", "en", "log_readiness"),
        ("mes quadris sont courbaturés", "fr", "log_readiness"),
        ("my lower back is sore since deadlifts", "en", "report_pain"),
        ("my left elbow is stiff", "en", "report_pain"),
        ("j'ai le genou raide depuis la course", "fr", "report_pain"),
        ("my shoulder has been a bit sore since tuesday when I press overhead", "en", "report_pain"),
        ("my shoulders are sore", "en", "log_readiness"),
        ("j'ai l'épaule un peu sensible depuis mardi quand je lève le bras", "fr", "report_pain"),
        ("can i squat with a sore knee", "en", "check_exercise"),
    ],
)
def test_tired_muscles_are_readiness_and_sore_joints_are_pain(text: str, locale: Locale, tool: str) -> None:
    assert [call.tool for call in said(text, locale).calls] == [tool]


@pytest.mark.parametrize(
    ("text", "locale", "goal"),
    [
        ("I want to train 4 times a week for 2 months", "en", ("frequency", 4, "per_week", "2026-05-03")),
        ("goal: a 20 day streak", "en", ("streak", 20, "days", None)),
        ("my goal is to stay under 2300 calories a day", "en", ("calories", 2300, "kcal", None)),
        ("je veux m'entraîner 3 fois par semaine pendant 6 semaines", "fr", ("frequency", 3, "per_week", "2026-04-15")),
        ("objectif : rester sous 2000 kcal par jour", "fr", ("calories", 2000, "kcal", None)),
    ],
)
def test_goals_of_habits_have_their_kind(text: str, locale: Locale, goal: tuple[str, int, str, str | None]) -> None:
    (call,) = said(text, locale).calls
    assert call.tool == "set_goal"
    assert (call.args["kind"], call.args["target"], call.args["unit"], call.args.get("deadline")) == goal


@pytest.mark.parametrize(
    ("text", "locale"), [("bench 3x5 80kg tomorrow", "en"), ("i'll squat 3x5 100kg next week", "en"), ("squat 3x5 100kg demain", "fr")]
)
def test_sets_to_come_are_asked_about_and_not_logged(text: str, locale: Locale) -> None:
    found = said(text, locale)
    assert (found.calls, found.residue) == ((), ())
    assert found.question is not None


@pytest.mark.parametrize(
    ("text", "locale", "chat"),
    [
        ("weather tomorrow?", "en", "out_of_scope"),
        ("will it rain tomorrow", "en", "out_of_scope"),
        ("météo demain ?", "fr", "out_of_scope"),
    ],
)
def test_the_weather_is_no_coach_s_matter(text: str, locale: Locale, chat: str) -> None:
    assert said(text, locale).chat == chat


@pytest.mark.parametrize(("text", "locale"), [("what can you do?", "en"), ("tu sais faire quoi ?", "fr")])
def test_what_the_coach_can_do_is_help(text: str, locale: Locale) -> None:
    assert [call.tool for call in said(text, locale).calls] == ["help"]


def test_a_clearance_is_heard() -> None:
    assert [call.tool for call in said("my doctor cleared me to train").calls] == ["clear_hold"]


@pytest.mark.parametrize(
    ("first", "answer", "locale"),
    [
        ("bench 80kg", "3x5", "en"),
        ("bench 80kg", "three sets of five", "en"),
        ("bench 80kg", "3 sets of 5", "en"),
        ("développé couché 80kg", "3x5", "fr"),
        ("développé couché 80kg", "trois séries de cinq", "fr"),
    ],
)
def test_the_answer_completes_the_question(first: str, answer: str, locale: Locale) -> None:
    asked = said(first, locale).question
    assert asked is not None
    filled = said(f"{asked.clause} {answer}", locale)
    (call,) = filled.calls
    (entry,) = call.args["entries"]
    assert filled.question is None
    assert [(one["reps"], one["load_kg"]) for one in entry["sets"]] == [(5, 80.0)] * 3


@pytest.mark.parametrize("other", ["thanks", "how am I doing this month?", "what's my workout today?"])
def test_another_subject_is_no_answer(other: str) -> None:
    alone = said(other)
    asked = said("bench 80kg").question
    assert asked is not None
    joined = said(f"{asked.clause} {other}")
    stands_alone = bool(alone.calls) and not alone.question and not alone.residue
    assert stands_alone or not (joined.calls and not joined.question and not joined.residue)


def test_warming_up_twice_is_harmless() -> None:
    warm_up()
    warm_up()
