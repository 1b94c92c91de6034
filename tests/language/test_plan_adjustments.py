"""What people write who train otherwise for some days, or on another day, and what is none of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from spotter.language.plan_adjustments import parse_adjustment
from spotter.language.understand import understand
from spotter.language.understanding import Locale, Reading

SUNDAY = "2026-03-08"


def reading(locale: Locale) -> Reading:
    return Reading(locale, "metric", datetime(2026, 3, 2, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    ("locale", "text", "args"),
    [
        ("en", "hotel this week", {"last": SUNDAY, "equipment": ["bodyweight"]}),
        ("en", "hotle this week, no gym", {"last": SUNDAY, "equipment": ["bodyweight"]}),
        ("en", "i'm at a hotel this week, only dumbbells", {"last": SUNDAY, "equipment": ["dumbbell"]}),
        ("en", "traveling, only bands until sunday", {"last": SUNDAY, "equipment": ["band"]}),
        ("en", "travelling until friday with just resistance bands", {"last": "2026-03-06", "equipment": ["band"]}),
        ("en", "i'll be away for 2 weeks, just bands", {"last": "2026-03-15", "equipment": ["band"]}),
        ("en", "no gym next week, only kettlebells", {"first": "2026-03-09", "last": "2026-03-15", "equipment": ["kettlebell"]}),
        ("en", "no barbell today", {"missing": ["barbell"]}),
        ("en", "ugh the squat rack is taken", {"missing": ["rack"]}),
        ("en", "all the benches are taken", {"missing": ["bench"]}),
        ("en", "someone is on the bench", {"missing": ["bench"]}),
        ("en", "shorten today to 30 minutes", {"minutes": 30}),
        ("en", "keep my workouts under 40 minutes this week", {"last": SUNDAY, "minutes": 40}),
        ("en", "take it easy this week", {"last": SUNDAY, "lighter": True}),
        ("en", "easy week please", {"last": SUNDAY, "lighter": True}),
        ("en", "i'm back home, normal plan again", {"as_planned": True}),
        ("fr", "à l'hôtel cette semaine, sans salle", {"last": SUNDAY, "equipment": ["bodyweight"]}),
        ("fr", "en déplacement, que des élastiques jusqu'à dimanche", {"last": SUNDAY, "equipment": ["band"]}),
        ("fr", "pas de barre aujourd'hui", {"missing": ["barbell"]}),
        ("fr", "le rack est pris", {"missing": ["rack"]}),
        ("fr", "raccourcis la séance d'aujourd'hui à 30 minutes", {"minutes": 30}),
        ("fr", "semaine légère", {"last": SUNDAY, "lighter": True}),
        ("fr", "retour à la normale", {"as_planned": True}),
    ],
)
def test_days_that_are_otherwise_are_read(locale: Locale, text: str, args: dict[str, Any]) -> None:
    meaning = understand(text, reading(locale))
    assert [(call.tool, call.args) for call in meaning.calls] == [("adjust_workouts", args)]
    assert not meaning.residue


@pytest.mark.parametrize(
    ("locale", "text", "old", "new"),
    [
        ("en", "swap squats for leg press today", "back_squat", "leg_press"),
        ("en", "leg press instead of squats today", "back_squat", "leg_press"),
        ("en", "swap the bench for something else today", "bench_press", None),
        ("fr", "remplace le squat par la presse aujourd'hui", "back_squat", "leg_press"),
    ],
)
def test_an_exercise_swapped_for_today_is_no_change_of_the_plan(locale: Locale, text: str, old: str, new: str | None) -> None:
    (call,) = understand(text, reading(locale)).calls
    assert call.tool == "adjust_workouts"
    assert (call.args["exercise"]["key"], call.args.get("instead", {}).get("key")) == (old, new)


@pytest.mark.parametrize(
    ("locale", "text", "planned_on", "to"),
    [
        ("en", "move thursday to friday", "2026-03-05", "2026-03-06"),
        ("en", "move my thursday workout to friday please", "2026-03-05", "2026-03-06"),
        ("en", "can we do wednesday's workout on thursday instead?", "2026-03-04", "2026-03-05"),
        ("en", "can't train wednesday, can i do it thursday?", "2026-03-04", "2026-03-05"),
        ("en", "push today's workout to tomorrow", "2026-03-02", "2026-03-03"),
        ("fr", "décale jeudi à vendredi", "2026-03-05", "2026-03-06"),
        ("fr", "déplace la séance de mercredi à jeudi stp", "2026-03-04", "2026-03-05"),
    ],
)
def test_a_workout_on_another_day_is_read(locale: Locale, text: str, planned_on: str, to: str) -> None:
    (call,) = understand(text, reading(locale)).calls
    assert (call.tool, call.args) == ("move_workout", {"planned_on": planned_on, "to": to})


@pytest.mark.parametrize(
    "text",
    [
        "i'm busy today",
        "no carbs today",
        "remind me to move my car thursday",
        "i moved to france on friday",
        "bench 3x5 today, no barbell",
        "is the gym open today?",
        "i'm back home from work",
        "for 2 weeks now my knee hurts",
        "only dumbbells today",
        "I'm on a trip so no gym today",
        "what's on thursday?",
        "i stayed in a hotel last week",
        "easy run today 5k",
    ],
)
def test_other_matters_adjust_nothing(text: str) -> None:
    assert parse_adjustment(text, reading("en")) is None
