"""What people say keeps them from training, and what only sounds like it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from spotter.language.understand import understand
from spotter.language.understanding import Locale, Reading, Understanding


def read(text: str, locale: Locale = "en") -> Understanding:
    return understand(text, Reading(locale, "metric", datetime(2026, 3, 2, 18, tzinfo=UTC)))


@pytest.mark.parametrize(
    ("text", "barrier"),
    [
        ("I can't find the time", "time"),
        ("cant find time to train", "time"),
        ("work is crazy", "time"),
        ("my job is insane at the moment", "time"),
        ("the kids eat up all my evenings", "time"),
        ("no energy after work", "energy"),
        ("im always too tired after work", "energy"),
        ("work drains me", "energy"),
        ("the baby keeps me up all night", "sleep"),
        ("i never sleep enough", "sleep"),
        ("always too sore to train", "soreness"),
        ("I'm scared of the gym", "confidence"),
        ("everyone at the gym is so much fitter", "confidence"),
        ("i feel stupid in the weight room", "confidence"),
        ("gym is too far", "access"),
        ("i cant afford the gym", "access"),
        ("bored of my workouts", "boredom"),
        ("same exercises every week", "boredom"),
        ("always travelling for work", "travel"),
        ("nobody to train with", "social"),
        ("my friends make fun of me for training", "social"),
        ("too cold to run outside", "weather"),
        ("it's always raining", "weather"),
        ("i can never drag myself to the gym", "drive"),
        ("i keep putting it off", "drive"),
    ],
)
def test_a_barrier_is_recognised(text: str, barrier: str) -> None:
    (call,) = read(text).calls
    assert (call.tool, call.args["barrier"], call.args["text"]) == ("note_barrier", barrier, text)


@pytest.mark.parametrize(
    ("text", "barrier"),
    [
        ("pas le temps en ce moment", "time"),
        ("j'arrive jamais à trouver le temps", "time"),
        ("le boulot me bouffe tout mon temps", "time"),
        ("je suis débordée", "time"),
        ("trop crevé le soir pour aller à la salle", "energy"),
        ("le bébé me réveille toutes les nuits, les enfants empêchent de dormir", "sleep"),
        ("j'ose pas aller à la salle", "confidence"),
        ("le regard des autres me gêne", "confidence"),
        ("la salle est trop loin", "access"),
        ("toujours les mêmes exos", "boredom"),
        ("je suis toujours en déplacement", "travel"),
        ("personne avec qui m'entraîner", "social"),
        ("fait trop froid pour courir", "weather"),
        ("j'ai toujours la flemme", "drive"),
    ],
)
def test_a_barrier_is_recognised_in_french(text: str, barrier: str) -> None:
    (call,) = read(text, "fr").calls
    assert (call.tool, call.args["barrier"]) == ("note_barrier", barrier)


@pytest.mark.parametrize(
    ("text", "locale", "weekday"),
    [
        ("i keep skipping mondays", "en", 0),
        ("I always miss my friday workouts, fridays are hard", "en", 4),
        ("i never make it on thursdays", "en", 3),
        ("je saute toujours le lundi", "fr", 0),
        ("le mercredi c'est la galère", "fr", 2),
    ],
)
def test_a_hard_day_of_the_week_is_named(text: str, locale: Locale, weekday: int) -> None:
    (call,) = read(text, locale).calls
    assert (call.args["barrier"], call.args["weekday"]) == ("weekday", weekday)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("no time for the gym, any ideas?", "en"),
        ("i keep missing fridays, how do i stop that?", "en"),
        ("la salle est trop loin, des idées ?", "fr"),
    ],
)
def test_who_asks_for_help_gets_it_at_once(text: str, locale: Locale) -> None:
    calls = read(text, locale).calls
    assert [call.tool for call in calls] == ["note_barrier", "suggest_way"]
    assert calls[0].args["asked"] is True


@pytest.mark.parametrize(
    "text",
    [
        "I have plenty of time today",
        "my wife is too tired after work to train",
        "is the gym too far?",
        "the gym is 2 km away",
        "i was scared of the gym last year",
        "bench 3x5 80kg, gym was packed",
        "I ate at work, no time to cook: two eggs",
        "i'm not scared of the gym",
        "remind me on mondays to train",
        "what time is my workout",
        "slept badly last night",
        "my knee hurts when i run",
        "work is not crazy anymore",
        "no more squats please",
    ],
)
def test_what_only_sounds_like_one_is_left_alone(text: str) -> None:
    assert "note_barrier" not in [call.tool for call in read(text).calls]


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("I'm thinking of quitting", "en"),
        ("what's the point", "en"),
        ("whats the point of training anymore", "en"),
        ("I feel like a failure", "en"),
        ("idk if i can do this", "en"),
        ("i dont think im cut out for this", "en"),
        ("why do i even bother", "en"),
        ("à quoi bon", "fr"),
        ("je suis nulle", "fr"),
        ("je pense arrêter le sport", "fr"),
        ("je sais pas si je vais y arriver", "fr"),
    ],
)
def test_doubt_is_heard_and_is_no_emergency(text: str, locale: Locale) -> None:
    meaning = read(text, locale)
    assert [(call.tool, call.args) for call in meaning.calls] == [("motivate", {"mood": "doubt"})]
    assert meaning.safety.level in ("none", "T3")


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("what's the point of living", "en"),
        ("i feel like a failure and want to die", "en"),
        ("i'm thinking of ending it all", "en"),
        ("à quoi bon vivre", "fr"),
        ("je suis nulle, je veux mourir", "fr"),
    ],
)
def test_a_crisis_goes_before_every_doubt(text: str, locale: Locale) -> None:
    meaning = read(text, locale)
    assert meaning.safety.level == "T0"
    assert meaning.calls == ()
