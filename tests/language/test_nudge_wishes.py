"""What people say about the coach's own messages, and what only sounds like it; what the coach says first, in both languages."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest

from spotter.coaching.nudging import NudgeKind
from spotter.language.understand import understand
from spotter.language.understanding import Locale, Reading
from spotter.language.wording import Style
from spotter.language.wording.nudges import nudge_words, options_of, why_words
from spotter.language.wording.sms import fold, segments
from spotter.nudges.rules import RULES

NOW = datetime(2026, 3, 4, 18, 30, tzinfo=ZoneInfo("Europe/Paris"))
NAME = {"en": "Full body A", "fr": "Corps entier A"}
FACTS: dict[str, dict[str, Any]] = {
    "workout_due": {"day_name": NAME, "exercises": 5},
    "workout_missed": {"n": 2, "last": "2026-03-02", "day_name": NAME, "next": "2026-03-06"},
    "comeback": {"days": 14},
    "streak_at_risk": {"weeks": 5, "missing": 1},
    "goal_reached": {"text": "bench 100 kg", "on": "2026-03-03"},
    "pr_possible": {"exercise_key": "bench_press", "load_kg": 82.5, "reps": 5},
    "plateau": {"exercise_key": "bench_press", "days": 21},
    "deload": {"reasons": ["lifts_stalled", "readiness_low", "weeks_since_last"]},
    "weekly_review": {"days": 3, "planned": 3, "sets": 40, "records": 1, "tier": "excellent", "monday": "2026-02-23"},
    "meal_log": {"last": "2026-03-01", "n": 8},
    "weigh_in": {"days": 9},
    "health_trend": {"metric": "resting_hr", "now": 62.2, "before": 54.1, "days": 6},
    "welcome": {"step": "plan"},
}


def calls(text: str, locale: Locale) -> list[tuple[str, dict[str, Any]]]:
    return [(call.tool, dict(call.args)) for call in understand(text, Reading(locale, "metric", NOW)).calls]


@pytest.mark.parametrize(
    ("text", "locale", "change", "kinds", "this"),
    [
        ("a little less of those please", "en", "less", [], True),
        ("no more messages of this kind", "en", "off", [], True),
        ("quit nagging me about my streak", "en", "off", ["streak_at_risk"], False),
        ("no weekly recap please", "en", "off", ["weekly_review"], False),
        ("nudge me about workouts more often", "en", "more", ["workout_due"], False),
        ("more often", "en", "more", [], True),
        ("turn the nudges on again", "en", "usual", [], False),
        ("never text me", "en", "off", [], False),
        ("moins de messages de ce genre", "fr", "less", [], True),
        ("arrête de me parler de mes pesées", "fr", "off", ["weigh_in"], False),
        ("plus aucune relance sur mes repas", "fr", "off", ["meal_log"], False),
        ("écris-moi moins souvent", "fr", "less", [], False),
    ],
)
def test_less_more_and_none(text: str, locale: Locale, change: str, kinds: list[str], this: bool) -> None:
    assert calls(text, locale) == [("tune_nudges", {"change": change, "kinds": kinds, "this": this})]


@pytest.mark.parametrize(
    ("text", "locale", "until"),
    [
        ("snooze the nudges for two weeks", "en", "2026-03-18"),
        ("no messages this week", "en", "2026-03-09"),
        ("don't text me until monday", "en", "2026-03-09"),
        ("pas de relances pendant 3 jours", "fr", "2026-03-07"),
    ],
)
def test_a_pause_has_an_end(text: str, locale: Locale, until: str) -> None:
    assert calls(text, locale) == [("pause_nudges", {"until": until})]


@pytest.mark.parametrize("text", ["why did you message me", "why did i get this", "what made you write to me today"])
def test_why(text: str) -> None:
    assert calls(text, "en") == [("explain_nudge", {})]


@pytest.mark.parametrize(
    "text",
    [
        "less rice for dinner",
        "no more deadlifts",
        "why is my squat stuck",
        "i want to train more often",
        "pause my plan for a week",
        "stop",
    ],
)
def test_what_is_no_wish_about_messages_is_left_alone(text: str) -> None:
    assert not {tool for tool, _ in calls(text, "en")} & {"tune_nudges", "pause_nudges", "explain_nudge"}


def test_every_rule_has_a_name_that_people_can_turn_off() -> None:
    assert set(RULES) == set(get_args(NudgeKind)) == set(FACTS)


@pytest.mark.parametrize("locale", ["en", "fr"])
@pytest.mark.parametrize("kind", sorted(FACTS))
def test_a_message_is_two_sms_at_most_and_asks_one_thing_at_most(kind: str, locale: Locale) -> None:
    style = Style(locale, "metric", NOW.date())
    text = nudge_words([(kind, FACTS[kind]), *((other, FACTS[other]) for other in FACTS if other != kind)], style)
    assert segments(fold(text)) <= 2
    assert text.count("?") <= 1
    assert why_words(kind, FACTS[kind], style)


@pytest.mark.parametrize("locale", ["en", "fr"])
@pytest.mark.parametrize("name", ["today", "next", "plan", "progress", "week", "easy_week", "less"])
def test_every_button_is_a_sentence_that_is_understood(name: str, locale: Locale) -> None:
    text = options_of([] if name == "less" else [name], Style(locale, "metric", date(2026, 3, 4)))[0]
    assert len(calls(text, locale)) == 1
