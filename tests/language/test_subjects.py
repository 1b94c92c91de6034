"""Requests, aims and figures in whatever order the words come, and what must stay untaken."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from spotter.language.understand import understand
from spotter.language.understanding import Locale, Reading, Understanding

NOW = datetime.fromisoformat("2026-03-04T18:30:00+01:00")


def said(text: str, locale: Locale = "en") -> Understanding:
    return understand(text, Reading(locale, "metric", NOW))


@pytest.mark.parametrize(
    ("text", "locale", "tool", "args"),
    [
        ("my waist over the last month, how has it changed?", "en", "show_metric", {"metric": "waist", "period": "month"}),
        ("comment a évolué mon poids ce mois", "fr", "show_metric", {"metric": "weight", "period": "month"}),
        ("when was my last deadlift session?", "en", "show_history", {}),
        ("which goals have i got open", "en", "show_goals", {}),
        ("what's planned for me next week in the gym?", "en", "show_week_plan", {"week": "next"}),
        ("recap my last week", "en", "weekly_summary", {"week": "last"}),
        ("if i hit 70kg for 6 what's my 1rm", "en", "estimate_1rm", {"load_kg": 70.0, "reps": 6}),
        ("when will i be able to bench 100kg", "en", "forecast_goal", {"target_kg": 100.0}),
        ("will i hit a 180 deadlift by june?", "en", "forecast_goal", {"target_kg": 180.0, "deadline": "2026-06-01"}),
        ("will i reach my bench goal", "en", "forecast_goal", {"exercise": {"key": "bench_press", "name": "Bench Press"}}),
        ("how long till im down to 75kg", "en", "forecast_goal", {"body_weight": True, "target_kg": 75.0}),
        ("combien de temps avant d'atteindre mon objectif de squat", "fr", "forecast_goal", {}),
        ("quand est-ce que je peserai 70 kg", "fr", "forecast_goal", {"body_weight": True, "target_kg": 70.0}),
        ("how did i do this week", "en", "weekly_summary", {"week": "this"}),
        ("how well did I train last week?", "en", "weekly_summary", {"week": "last"}),
        ("what's today?", "en", "today_workout", {}),
        ("on fait quoi demain ?", "fr", "today_workout", {"date": "2026-03-05"}),
        ("why is the goblet squat in there?", "en", "why", {"topic": "goblet squat"}),
        ("pourquoi il y a du goblet squat dedans", "fr", "why", {"topic": "goblet squat"}),
        ("une idée de collation protéinée ?", "fr", "suggest_meal", {"meal": "snack", "focus": "protein"}),
        ("change my protein target to 120 g", "en", "set_nutrition_target", {"protein_g": 120}),
        ("calcule-moi un objectif calorique pour prendre du muscle", "fr", "set_nutrition_target", {"goal": "gain"}),
        ("my goal is a 140 kg squat by june", "en", "set_goal", {"kind": "load", "target": 140.0}),
        ("je veux finir un semi en 2h05", "fr", "set_goal", {"kind": "distance", "target": 21097.5, "duration_s": 7500}),
        ("program for strength, 4x a week, dumbbells only", "en", "propose_plan", {"days_per_week": 4, "goal": "strength"}),
        ("remind me again in an hour", "en", "snooze_reminder", {"minutes": 60}),
        ("rapel moi demain a 7h de boire", "fr", "set_reminder", {"text": "boire"}),
        ("slept 5h30 last night", "en", "log_metric", {"value": 5.5, "at": "2026-03-04T18:30:00+01:00"}),
        ("en fait 120 g", "fr", "correct_entry", {"quantity": 120.0, "unit": "g"}),
    ],
)
def test_the_order_of_the_words_does_not_matter(text: str, locale: Locale, tool: str, args: dict[str, Any]) -> None:
    found = said(text, locale)
    assert [call.tool for call in found.calls] == [tool]
    assert args.items() <= {name: value for call in found.calls for name, value in call.args.items()}.items()


@pytest.mark.parametrize(
    "text",
    [
        "what is a good goal weight for my sister?",
        "i don't want to delete my account",
        "how many calories should i eat to lose weight?",
        "what happened to my brother's account",
        "should i give up on my goal?",
        "5x5 at 100 is that ok for a beginner?",
        "my brother and my mate squatted 3x5 100kg",
    ],
)
def test_a_word_too_many_is_no_request_and_a_question_writes_nothing(text: str) -> None:
    assert not said(text).calls


def test_nine_days_a_week_are_asked_about() -> None:
    found = said("build me a 9 day per week plan")
    assert not found.calls
    assert found.question is not None
    assert "seven days" in found.question.text


def test_a_rating_off_its_scale_is_asked_again() -> None:
    found = said("energy 8/5")
    assert not found.calls
    assert found.question is not None


def test_lengths_of_a_told_pool_are_metres_and_others_are_asked_about() -> None:
    (swim,) = said("nagé 40 longueurs de 25 m", "fr").calls
    assert swim.args["entries"][0]["sets"][0]["distance_m"] == 1000
    beside = said("ran 5k in 25 min then swam 20 laps")
    assert [call.args["entries"][0]["exercise"]["key"] for call in beside.calls] == ["running"]
    assert beside.question is not None
    assert "20 lengths" in beside.question.text


def test_a_run_faster_than_the_record_is_asked_about_and_a_fast_one_is_logged() -> None:
    assert not said("ran 10 km in 9 min").calls
    assert said("ran 5 km in 14:30").calls


def test_training_with_somebody_is_ones_own_training() -> None:
    (lifts,) = said("3x5 squats 100kg with my buddy").calls
    assert len(lifts.args["entries"][0]["sets"]) == 3
