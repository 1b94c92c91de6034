"""Body data, readiness, pain, reminders, corrections, goals and profile, clause by clause."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.language.corrections import parse_correction
from spotter.language.goals import parse_goal
from spotter.language.metrics import parse_metric
from spotter.language.pain import parse_pain
from spotter.language.profile import parse_profile
from spotter.language.readiness import parse_readiness
from spotter.language.reminders import parse_reminder
from spotter.language.requests import parse_plan_request
from spotter.language.understanding import Locale, Reading, Units

NOW = datetime.fromisoformat("2026-03-04T18:30:00+01:00")
GRAMMARS = (parse_correction, parse_goal, parse_metric, parse_pain, parse_profile, parse_readiness, parse_reminder, parse_plan_request)


def reading(locale: str = "en", units: str = "metric") -> Reading:
    return Reading(cast(Locale, locale), cast(Units, units), NOW)


@pytest.mark.parametrize(
    ("text", "metric", "value"),
    [
        ("weighed 82.3 this morning", "weight", 82.3),
        ("je pèse 82,3 kg", "weight", 82.3),
        ("I'm 180 lbs", "weight", 81.65),
        ("12st 7 this morning", "weight", 79.38),
        ("waist 85 cm", "waist", 85.0),
        ("body fat 15%", "body_fat", 15.0),
        ("rhr 52", "resting_hr", 52.0),
        ("bp 120/80", "blood_pressure", [120.0, 80.0]),
        ("slept 7h30", "sleep", 7.5),
        ("j'ai dormi 7h", "sleep", 7.0),
        ("10k steps", "steps", 10000),
        ("drank 2 l of water", "hydration", 2000),
    ],
)
def test_a_metric_is_read_in_si(text: str, metric: str, value: Any) -> None:
    found = parse_metric(text, reading())
    assert found is not None
    assert (found.calls[0].args["metric"], found.calls[0].args["value"]) == (metric, value)


@pytest.mark.parametrize("text", ["my goal weight is 75 kg", "bench 80 kg", "should I weigh 80 kg?", "I was 34 when it began"])
def test_what_is_no_metric_is_left_alone(text: str) -> None:
    assert parse_metric(text, reading()) is None


def test_an_impossible_value_is_asked_about() -> None:
    found = parse_metric("rhr 400", reading())
    assert found is not None
    assert found.calls == ()
    assert found.question is not None


@pytest.mark.parametrize(
    ("text", "ratings"),
    [
        ("slept badly, energy 2/5, legs sore", {"sleep": 2, "energy": 2, "soreness": 4}),
        ("I'm tired today", {"energy": 2}),
        ("je suis crevé", {"energy": 1}),
        ("énergie 4/5", {"energy": 4}),
    ],
)
def test_how_somebody_feels_becomes_ratings(text: str, ratings: dict[str, int]) -> None:
    found = parse_readiness(text, reading())
    assert found is not None
    assert {key: value for key, value in found.calls[0].args.items() if key != "at"} == ratings


@pytest.mark.parametrize(
    ("text", "region", "side", "severity"),
    [
        ("my knee hurts on squats", "knee", None, None),
        ("left shoulder 4/10 when benching", "shoulder", "left", 4),
        ("mal au genou droit en squat", "knee", "right", None),
    ],
)
def test_pain_names_its_place(text: str, region: str, side: str | None, severity: int | None) -> None:
    found = parse_pain(text, reading())
    assert found is not None
    args = found.calls[0].args
    assert (found.calls[0].tool, args["region"], args["side"], args["severity"]) == ("report_pain", region, side, severity)


@pytest.mark.parametrize("text", ["no pain in my knee today", "my brother's knee hurts, my brother", "should I rest my sore knee?"])
def test_no_pain_is_reported_that_nobody_has(text: str) -> None:
    found = parse_pain(text, reading())
    assert found is None or all(call.tool != "report_pain" for call in found.calls)


@pytest.mark.parametrize(
    ("text", "locale", "args"),
    [
        ("remind me tomorrow at 7 to stretch", "en", {"text": "stretch", "at": "2026-03-05T07:00:00+01:00"}),
        ("rappelle-moi demain à 7h de boire de l'eau", "fr", {"text": "boire de l'eau", "at": "2026-03-05T07:00:00+01:00"}),
        ("remind me to weigh in every day at 21:00", "en", {"text": "weigh in", "rule": "FREQ=DAILY;BYHOUR=21;BYMINUTE=0"}),
        ("set an alarm for 6 am", "en", {"text": "alarm", "at": "2026-03-05T06:00:00+01:00"}),
    ],
)
def test_a_reminder_keeps_the_person_s_words(text: str, locale: str, args: dict[str, str]) -> None:
    found = parse_reminder(text, reading(locale))
    assert found is not None
    assert found.calls[0].args == args


def test_a_reminder_without_a_time_is_asked_about() -> None:
    found = parse_reminder("set a reminder to drink water", reading())
    assert found is not None
    assert found.calls == ()
    assert found.question is not None


@pytest.mark.parametrize(
    ("text", "args"),
    [
        ("no, 82.5", {"target": None, "value": 82.5}),
        ("non, 82,5", {"target": None, "value": 82.5}),
        ("that was yesterday", {"target": None, "date": "2026-03-03"}),
        ("make it 4 sets", {"target": "workout", "sets": 4}),
        ("it was 8 reps not 6", {"target": "workout", "reps": 8}),
        ("the second set was 7", {"target": "set", "set_number": 2, "reps": 7}),
        ("delete that workout", {"target": "workout", "which": "last"}),
        ("remove my lunch", {"target": "meal", "which": "last"}),
    ],
)
def test_corrections_and_deletions(text: str, args: dict[str, Any]) -> None:
    found = parse_correction(text, reading())
    assert found is not None
    assert found.calls[0].args == args


def test_a_goal_has_its_number_and_deadline() -> None:
    found = parse_goal("I want to bench 100 kg by june", reading())
    assert found is not None
    args = found.calls[0].args
    assert (args["kind"], args["target"], args["deadline"]) == ("load", 100.0, "2026-06-01")


def test_a_profile_is_read_at_once() -> None:
    found = parse_profile("I'm 34, 180 cm, male", reading())
    assert found is not None
    assert found.calls[0].args == {"age": 34, "height_cm": 180.0, "sex": "male"}


@given(st.text(max_size=120))
def test_no_text_breaks_a_grammar(text: str) -> None:
    for grammar in GRAMMARS:
        grammar(text, reading())


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("remind me yesterday", "en"),
        ("remind me to stretch 3 days ago", "en"),
        ("remind me last monday to foam roll", "en"),
        ("rappelle-moi hier de m'étirer", "fr"),
        ("rappelle-moi il y a deux jours de boire", "fr"),
    ],
)
def test_a_reminder_for_what_is_over_asks_for_the_moment(text: str, locale: str) -> None:
    found = parse_reminder(text, reading(locale))
    assert found is not None
    assert not found.calls
    assert found.question is not None
