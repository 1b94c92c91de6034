"""Pain as people write it: how strong, where, and in how many places."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from spotter.language.pain_scale import severity_of
from spotter.language.understand import understand
from spotter.language.understanding import Locale, Reading

NOW = datetime(2026, 3, 2, 18, 30, tzinfo=UTC)


def pains(text: str, locale: Locale = "en") -> list[tuple[str, str | None, int | None]]:
    """Region, side and strength of every pain that is reported."""
    found = understand(text, Reading(locale, "metric", NOW)).calls
    return [(call.args["region"], call.args["side"], call.args["severity"]) for call in found if call.tool == "report_pain"]


@pytest.mark.parametrize(
    ("said", "strength"),
    [
        ("hurts 4/10", 4),
        ("hurts 7 outta 10", 7),
        ("hurts 4,5/10", 5),
        ("was 6/10 yesterday, 3/10 today", 3),
        ("hurts, like a 5 i guess", 5),
        ("went from a 6 to a 2", 2),
        ("hurts about a 3-4", 4),
        ("disons 4", 4),
        ("fait mal, genre 6", 6),
        ("slightly", 2),
        ("hurts walking up 3 flights", None),
        ("hurts since about 2 weeks", None),
        ("hurts at 6 in the morning", None),
        ("hurts when i walk like 2 miles", None),
    ],
)
def test_a_figure_with_words_of_degree_is_how_strong_it_is(said: str, strength: int | None) -> None:
    assert severity_of(said) == strength


def test_each_place_keeps_its_own_side_and_strength() -> None:
    assert pains("left wrist 2/10 and right elbow 6/10 since tennis") == [("wrist", "left", 2), ("elbow", "right", 6)]
    assert pains("mal à la hanche gauche 4/10 et au genou droit 2/10", "fr") == [("hip", "left", 4), ("knee", "right", 2)]


def test_one_figure_behind_two_places_is_of_both() -> None:
    assert pains("my hip and my knee hurt 3/10") == [("hip", None, 3), ("knee", None, 3)]


def test_training_that_is_named_like_a_place_does_not_hurt() -> None:
    assert pains("back squats hurt my left hip 3/10") == [("hip", "left", 3)]
    assert pains("my elbow hurts when i do shoulders and back") == [("elbow", None, None)]


def test_an_idiom_is_no_pain() -> None:
    assert pains("counting macros is a pain in the neck") == []


def test_pain_is_no_bread_where_it_hurts_in_running() -> None:
    assert pains("got a pain in my left calf when running 8k") == [("calf", "left", None)]


@pytest.mark.parametrize(
    ("message", "region"),
    [
        ("make me a 3 day plan, home gym with dumbbells and a bench, 40 minutes, my left shoulder hurts 4/10", "shoulder"),
        ("my left shoulder hurts 4/10, make me a 3 day plan", "shoulder"),
        ("i need a program, 3 days, dumbbells only, and i have a bad lower back", "lower_back"),
        ("fais-moi un programme 3 jours, j'ai mal au genou droit", "knee"),
    ],
)
def test_what_hurts_is_noted_before_the_plan_that_is_made_around_it(message: str, region: str) -> None:
    calls = understand(message, Reading("en", "metric", NOW)).calls
    assert [call.tool for call in calls] == ["report_pain", "propose_plan"]
    assert calls[0].args["region"] == region
    assert "include" not in calls[1].args


@pytest.mark.parametrize(
    ("message", "tools"), [("i have a bad shoulder", ["report_pain"]), ("bad back day", []), ("my wife has a bad back", [])]
)
def test_a_bad_place_is_a_pain_of_ones_own_and_no_meal(message: str, tools: list[str]) -> None:
    assert [call.tool for call in understand(message, Reading("en", "metric", NOW)).calls] == tools


@pytest.mark.parametrize(
    ("text", "tools"),
    [
        ("mon épaule va bien maintenant", ["resolve_pain"]),
        ("plus mal à la cheville", ["resolve_pain"]),
        ("plus mal du tout en bas du dos", ["resolve_pain"]),
        ("j'ai plus mal au genou qu'hier", ["report_pain"]),
        ("ça fait plus mal qu'avant au coude", ["report_pain"]),
        ("plus mal à l'épaule que la semaine dernière", ["report_pain"]),
        ("mon genou droit est nickel", ["resolve_pain"]),
        ("mes genoux vont très bien", ["resolve_pain"]),
        ("ça va bien, j'ai mal à l'épaule", ["report_pain"]),
        ("comment va mon épaule ?", ["show_pain_course"]),
    ],
)
def test_a_place_that_is_well_again_in_french_is_closed(text: str, tools: list[str]) -> None:
    found = understand(text, Reading("fr", "metric", datetime(2026, 3, 4, 12, tzinfo=UTC)))
    assert [call.tool for call in found.calls] == tools
