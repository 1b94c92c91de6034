"""Long friendly introductions keep every slot, and everyday messages reach their tool however hurriedly they are typed."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.language.elisions import elide
from spotter.language.understand import understand
from spotter.language.understanding import Locale, Reading, Understanding

NOW = datetime.fromisoformat("2026-03-04T18:30:00+01:00")


def read(text: str, locale: str = "en") -> Understanding:
    return understand(text, Reading(cast(Locale, locale), "metric", NOW))


@pytest.mark.parametrize(
    ("text", "locale", "args"),
    [
        (
            "hello, im Rosa 44f 158cm, wanna burn some fat and be stronger, free mon wed fri, got kettlebells and a bench",
            "en",
            {
                "name": "Rosa",
                "age": 44,
                "sex": "female",
                "height_cm": 158.0,
                "goal": "weight_loss",
                "days_per_week": 3,
                "weekdays": [0, 2, 4],
                "equipment": ["bench", "kettlebell"],
            },
        ),
        (
            "coucou moi c'est Hugo, 22 ans, jveux prendre de la masse, dispo lundi jeudi, j'ai une barre ez et un banc",
            "fr",
            {"name": "Hugo", "age": 22, "goal": "hypertrophy", "days_per_week": 2, "weekdays": [0, 3], "equipment": ["ez_bar", "bench"]},
        ),
        ("name's Otto, m52, about an hour per session", "en", {"name": "Otto", "age": 52, "sex": "male", "minutes": 60}),
        ("mon objectif c'est de gagner en force et perdre du poids", "fr", {"goal": "strength"}),
        ("I want to get stronger, lose weight and be healthier", "en", {"goal": "strength"}),
        ("I can train on tuesdays and fridays", "en", {"days_per_week": 2, "weekdays": [1, 4]}),
        ("je peux m'entraîner mardi, jeudi et dimanche", "fr", {"days_per_week": 3, "weekdays": [1, 3, 6]}),
        (
            "I'm 35, intermediate, gym, 4 days, 60 minutes, build muscle",
            "en",
            {"age": 35, "level": "intermediate", "workout_style": "gym", "days_per_week": 4, "minutes": 60, "goal": "hypertrophy"},
        ),
        (
            "3 days a week, gym, intermediate, strength",
            "en",
            {"days_per_week": 3, "workout_style": "gym", "level": "intermediate", "goal": "strength"},
        ),
        (
            "F29, beginner, home, 2 days, lose weight",
            "en",
            {"age": 29, "sex": "female", "level": "beginner", "workout_style": "home", "days_per_week": 2, "goal": "weight_loss"},
        ),
        (
            "35 ans, femme, salle, 4 jours, 45 minutes, prise de masse",
            "fr",
            {"age": 35, "sex": "female", "workout_style": "gym", "days_per_week": 4, "minutes": 45, "goal": "hypertrophy"},
        ),
        (
            "j'ai que mon corps, 3 jours par semaine 20 minutes, maigrir",
            "fr",
            {"equipment": ["bodyweight"], "days_per_week": 3, "minutes": 20, "goal": "weight_loss"},
        ),
        (
            "Home gym: barbell, rack, bench. 40 minutes, 3 days a week, strength and muscle",
            "en",
            {"workout_style": "home", "equipment": ["barbell", "bench", "rack"], "minutes": 40, "days_per_week": 3, "goal": "strength"},
        ),
        ("I've got a trap bar too now", "en", {"more_equipment": ["trap_bar"]}),
    ],
)
def test_an_introduction_keeps_all_it_says(text: str, locale: str, args: dict[str, Any]) -> None:
    found = read(text, locale)
    assert [(call.tool, call.args) for call in found.calls] == [("update_profile", args)]
    assert not found.residue


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("strength", "en"),
        ("4 days", "en"),
        ("I have 0 minutes per workout", "en"),
        ("8 days a week", "en"),
        ("8 jours par semaine", "fr"),
        ("j'ai 0 minute par séance", "fr"),
        ("I can't train on monday and friday", "en"),
        ("I don't have a bench", "en"),
        ("j'ai pas de barre", "fr"),
        ("this is heavy, I give it a miss", "en"),
        ("moi aussi", "fr"),
        ("how much should I bench", "en"),
    ],
)
def test_what_somebody_has_not_got_or_only_asks_is_not_noted(text: str, locale: str) -> None:
    assert "update_profile" not in [call.tool for call in read(text, locale).calls]


@pytest.mark.parametrize(
    ("text", "locale", "tool", "args"),
    [
        (
            "every thursday at 6 remind me to stretch my hips",
            "en",
            "set_reminder",
            {"text": "stretch my hips", "rule": "FREQ=WEEKLY;BYDAY=TH;BYHOUR=6;BYMINUTE=0"},
        ),
        (
            "tous les mardis à 20h, rappelle-moi de préparer mon sac",
            "fr",
            "set_reminder",
            {"text": "préparer mon sac", "rule": "FREQ=WEEKLY;BYDAY=TU;BYHOUR=20;BYMINUTE=0"},
        ),
        ("weekly recap last week", "en", "weekly_summary", {"week": "last"}),
        ("bilan de la semaine passée", "fr", "weekly_summary", {"week": "last"}),
        ("combien de protéines aujourdhui ?", "fr", "show_nutrition", {"focus": "protein", "period": "today"}),
        ("cest quoi la séance ?", "fr", "today_workout", {}),
        ("quest ce que tu as retenu de moi ?", "fr", "show_memory", {}),
        ("je m'améliore un peu ?", "fr", "show_progress", {"period": "month"}),
        ("what are you exactly?", "en", "help", {}),
        ("tes qui toi ?", "fr", "help", {}),
        ("keep it short, 25 minutes", "en", "today_workout", {"minutes": 25}),
        ("fais plus court, 20 min", "fr", "today_workout", {"minutes": 20}),
        ("why Romanian deadlifts?", "en", "why", {"topic": "romanian deadlifts"}),
        ("pourquoi des fentes et pas du squat ?", "fr", "why", {"topic": "fentes"}),
        ("that session destroyed me haha", "en", "motivate", {"mood": "tired"}),
        ("ma séance m'a achevé lol", "fr", "motivate", {"mood": "tired"}),
    ],
)
def test_hurried_messages_reach_their_tool(text: str, locale: str, tool: str, args: dict[str, Any]) -> None:
    assert [(call.tool, call.args) for call in read(text, locale).calls] == [(tool, args)]


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("is the gym still open tonight?", "en"),
        ("la salle est fermée dimanche ?", "fr"),
        ("il va neiger mardi ?", "fr"),
        ("how much did Ed Coan squat?", "en"),
    ],
)
def test_what_no_coach_can_know_is_out_of_scope(text: str, locale: str) -> None:
    found = read(text, locale)
    assert (found.chat, found.calls, found.residue) == ("out_of_scope", (), ())


@pytest.mark.parametrize(("text", "locale"), [("jsuis mort de fatigue", "fr"), ("épuisée", "fr"), ("sleepy", "en")])
def test_one_word_of_tiredness_is_a_rating(text: str, locale: str) -> None:
    (call,) = read(text, locale).calls
    assert call.tool == "log_readiness"
    assert call.args["energy"] <= 2


@given(st.text(alphabet="abcdejlmnqrstuyz' éèê", max_size=40))
def test_putting_the_apostrophes_back_twice_changes_nothing(text: str) -> None:
    assert elide(elide(text)) == elide(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Jai dormi 7h", "J'ai dormi 7h"),
        ("cest bon, jveux arreter", "c'est bon, je veux arreter"),
        ("je m'entraine demain", "je m'entraine demain"),
        ("tes séances sont bien", "tes séances sont bien"),
    ],
)
def test_missing_apostrophes_are_put_back(typed: str, meant: str) -> None:
    assert elide(typed) == meant
