"""What is said while a workout goes on, and what the same words mean while none does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from spotter.language.understand import understand
from spotter.language.understanding import Locale, Reading, Underway

NOW = datetime(2026, 3, 2, 19, 30, tzinfo=ZoneInfo("Europe/Paris"))


def told(text: str, locale: Locale = "en", exercise: str | None = "Back Squat", **how: Any) -> list[tuple[str, dict[str, Any]]]:
    reading = replace(Reading(locale, "metric", NOW, underway=Underway(exercise)), **how)
    return [(call.tool, call.args) for call in understand(text, reading).calls]


def work(**figures: Any) -> dict[str, Any]:
    return {**figures, "kind": "work"}


@pytest.mark.parametrize(
    ("locale", "text", "sets"),
    [
        ("en", "80 x 5 done, RPE 9", [work(reps=5, load_kg=80.0, rpe=9.0)]),
        ("en", "5 at 80", [work(reps=5, load_kg=80.0)]),
        ("en", "5@80 rir 1", [work(reps=5, load_kg=80.0, rir=1)]),
        ("en", "set 2: 80kg for 5", [work(reps=5, load_kg=80.0)]),
        ("en", "first set 8 reps", [work(reps=8)]),
        ("en", "got 4", [work(reps=4)]),
        ("en", "just did 5", [work(reps=5)]),
        ("en", "8", [work(reps=8)]),
        ("en", "2x5 80kg", [work(reps=5, load_kg=80.0)] * 2),
        ("fr", "5 à 80 kg", [work(reps=5, load_kg=80.0)]),
        ("fr", "série 2 : 5 x 80 kg, rpe 8", [work(reps=5, load_kg=80.0, rpe=8.0)]),
        ("fr", "j'ai fait 6", [work(reps=6)]),
    ],
)
def test_figures_alone_are_sets_of_what_is_due(locale: Locale, text: str, sets: list[dict[str, Any]]) -> None:
    assert told(text, locale) == [("log_sets", {"sets": sets})]


@pytest.mark.parametrize(
    ("locale", "text", "felt"),
    [
        ("en", "did 5 at 80, was hard", "hard"),
        ("en", "5 at 80 but it was really tough", "very hard"),
        ("en", "5 at 80, easy", "easy"),
        ("fr", "fait 5 a 80, dur", "hard"),
        ("fr", "5 à 80, trop lourd", "very hard"),
    ],
)
def test_how_it_felt_is_no_figure(locale: Locale, text: str, felt: str) -> None:
    assert told(text, locale) == [("log_sets", {"sets": [work(reps=5, load_kg=80.0)], "felt": felt})]


@pytest.mark.parametrize(
    ("locale", "text", "tool", "args"),
    [
        ("en", "set done", "log_sets", {}),
        ("en", "done", "log_sets", {}),
        ("en", "ok did it", "log_sets", {}),
        ("en", "that one's done, felt heavy", "log_sets", {"felt": "hard"}),
        ("en", "got all 5 reps", "log_sets", {}),
        ("en", "set done, 60 kg", "log_sets", {"load_kg": 60.0}),
        ("en", "failed the last rep", "log_sets", {"missed_reps": 1}),
        ("en", "missed the last 2 reps", "log_sets", {"missed_reps": 2}),
        ("en", "next", "log_sets", {"is_asked": True}),
        ("en", "what's next?", "show_next_set", {}),
        ("en", "how long should I rest?", "show_next_set", {"focus": "rest"}),
        ("en", "how long shoud i rest", "show_next_set", {"focus": "rest"}),
        ("en", "skip it", "skip_exercise", {}),
        ("en", "that's it", "finish_workout", {}),
        ("en", "done for today", "finish_workout", {}),
        ("en", "i'm done", "finish_workout", {}),
        ("en", "finished, rpe 8", "finish_workout", {"effort": 8}),
        ("en", "done for today 7/10", "finish_workout", {"effort": 7}),
        ("en", "finished my workout early", "finish_workout", {}),
        ("fr", "série faite", "log_sets", {}),
        ("fr", "fait", "log_sets", {}),
        ("fr", "serie faite, dur", "log_sets", {"felt": "hard"}),
        ("fr", "raté la dernière", "log_sets", {"missed_reps": 1}),
        ("fr", "suivant", "log_sets", {"is_asked": True}),
        ("fr", "c'est quoi la suite", "show_next_set", {}),
        ("fr", "je me repose combien de temps", "show_next_set", {"focus": "rest"}),
        ("fr", "j'ai fini", "finish_workout", {}),
        ("fr", "terminé pour aujourd'hui", "finish_workout", {}),
        ("fr", "c'est tout pour aujourd'hui", "finish_workout", {}),
    ],
)
def test_words_of_a_workout_under_way(locale: Locale, text: str, tool: str, args: dict[str, Any]) -> None:
    assert told(text, locale) == [(tool, args)]


@pytest.mark.parametrize(("text", "words"), [("skip lunges", "lunges"), ("skip the rows", "rows"), ("je saute les fentes", "fentes")])
def test_what_is_left_out_keeps_its_words(text: str, words: str) -> None:
    [(tool, args)] = told(text)
    assert tool == "skip_exercise"
    assert args["exercise"]["name"] == words


def test_an_exercise_that_is_named_is_logged_as_itself() -> None:
    [(tool, args)] = told("bench 60 x 5, rpe 8")
    assert tool == "log_workout"
    assert args["entries"][0]["exercise"]["key"] == "bench_press"


def test_in_pounds_a_bare_load_is_in_pounds() -> None:
    assert told("185 x 5", units="imperial") == [("log_sets", {"sets": [work(reps=5, load_kg=83.91)]})]


@pytest.mark.parametrize("text", ["80kg", "60", "20"])
def test_a_figure_that_may_be_a_load_is_asked_about(text: str) -> None:
    meaning = understand(text, Reading("en", "metric", NOW, underway=Underway("Back Squat", 5)))
    assert meaning.question is not None
    assert meaning.calls == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("-5", "I log reps from 1 to 500"),
        ("-5 reps", "I log reps from 1 to 500"),
        ("- 5 reps", "I log reps from 1 to 500"),
        ("\u22125 reps", "I log reps from 1 to 500"),
        ("minus 5 reps", "I log reps from 1 to 500"),
        ("-5 x 80", "I log reps from 1 to 500"),
        ("80 x -5", "I log reps from 1 to 500"),
        ("did -5 at 80", "I log reps from 1 to 500"),
        ("-80 x 5 done", "I log loads in kg from 0 to 600"),
        ("5 at -80kg", "I log loads in kg from 0 to 600"),
        ("-40 s", "I log durations in seconds from 1"),
    ],
)
def test_a_figure_below_zero_is_refused_with_its_range(text: str, words: str) -> None:
    meaning = understand(text, Reading("en", "metric", NOW, underway=Underway("Back Squat", 5)))
    assert meaning.question is not None
    assert words in meaning.question.text
    assert meaning.calls == ()


def test_a_figure_below_zero_is_refused_in_french_too() -> None:
    meaning = understand("moins 5", Reading("fr", "metric", NOW, underway=Underway("Back Squat", 5)))
    assert meaning.question is not None
    assert "des répétitions de 1 à 500" in meaning.question.text
    assert told("au moins 5 reps", "fr") == [("log_sets", {"sets": [work(reps=5)]})]


@pytest.mark.parametrize("text", ["8 at -20 kg", "8 x -20kg", "-20 kg x 8"])
def test_where_a_weight_helps_it_may_be_below_zero(text: str) -> None:
    assert told(text, exercise="Assisted Pull-Up") == [("log_sets", {"sets": [work(reps=8, load_kg=-20.0)]})]


@pytest.mark.parametrize("text", ["5 at 80 - hard", "set 2 - 5 at 80", "ok, 5 at 80"])
def test_a_dash_between_words_is_no_minus(text: str) -> None:
    assert [call["sets"] for _, call in told(text)] == [[work(reps=5, load_kg=80.0)]]


@pytest.mark.parametrize("text", ["80x5 @ 11", "30", "5 reps", "5 at 80"])
def test_repetitions_of_what_is_measured_in_time_are_asked_about(text: str) -> None:
    meaning = understand(text, Reading("en", "metric", NOW, underway=Underway("Plank")))
    assert meaning.question is not None
    assert "Plank is measured in time" in meaning.question.text
    assert meaning.calls == ()
    assert told("40 s", exercise="Plank") == [("log_sets", {"sets": [work(duration_s=40.0)]})]


@pytest.mark.parametrize("text", ["next", "done", "8", "5 at 80", "that's it", "finished", "how long should I rest", "fait", "suivant"])
def test_while_nothing_goes_on_they_log_nothing(text: str) -> None:
    calls = [call.tool for call in understand(text, Reading("en", "metric", NOW)).calls]
    assert not {"log_sets", "finish_workout", "skip_exercise", "show_next_set"} & set(calls)


@pytest.mark.parametrize(
    ("locale", "text", "args"),
    [
        ("en", "start my workout", {}),
        ("en", "starting my session now", {}),
        ("en", "let's go", {"only_planned": True}),
        ("en", "at the gym now", {"only_planned": True}),
        ("fr", "je commence ma séance", {}),
        ("fr", "c'est parti", {"only_planned": True}),
        ("fr", "je suis à la salle", {"only_planned": True}),
    ],
)
def test_it_begins_in_words(locale: Locale, text: str, args: dict[str, Any]) -> None:
    assert told(text, locale, underway=None) == [("start_workout", args)]


@pytest.mark.parametrize(
    "text", ["i'm done with this app", "I had 2 eggs", "my weight is 80 kg", "remind me to stretch tomorrow", "how much protein do I need?"]
)
def test_other_matters_stay_what_they_are(text: str) -> None:
    assert not {"log_sets", "finish_workout"} & {tool for tool, _ in told(text)}
