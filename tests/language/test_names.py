"""Who somebody says they are: a name is kept, what they only feel or are is none."""

from __future__ import annotations

from datetime import datetime

import pytest

from spotter.language.understand import understand
from spotter.language.understanding import Locale, Reading

NOW = datetime.fromisoformat("2026-03-04T18:30:00+01:00")


def name_in(text: str, locale: Locale) -> str | None:
    calls = understand(text, Reading(locale, "metric", NOW)).calls
    return next((call.args["name"] for call in calls if "name" in call.args), None)


@pytest.mark.parametrize(
    ("text", "locale", "name"),
    [
        ("I'm Sam", "en", "Sam"),
        ("i am lucie", "en", "Lucie"),
        ("Hi I'm Fred, 30", "en", "Fred"),
        ("I am Ahmed", "en", "Ahmed"),
        ("je suis José", "fr", "José"),
        ("je suis Andrée, 40 ans", "fr", "Andrée"),
        ("hi I'm Claude", "en", "Claude"),
        ("my name is Motivé", "en", "Motivé"),
    ],
)
def test_a_name_is_kept_as_it_was_written(text: str, locale: Locale, name: str) -> None:
    assert name_in(text, locale) == name


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("im tierd", "en"),
        ("I'm exausted", "en"),
        ("I am recovered", "en"),
        ("I'm Motivated", "en"),
        ("im gutted", "en"),
        ("i'm struggling", "en"),
        ("je suis guéri", "fr"),
        ("je suis motivée", "fr"),
        ("je suis démotivé", "fr"),
        ("je suis essoufle", "fr"),
    ],
)
def test_how_somebody_is_names_nobody(text: str, locale: Locale) -> None:
    assert name_in(text, locale) is None


@pytest.mark.parametrize(
    ("text", "locale"), [("I'm injured", "en"), ("I got hurt", "en"), ("je suis blessée", "fr"), ("je me suis blessé", "fr")]
)
def test_an_injury_without_a_place_is_a_pain_whose_place_is_asked(text: str, locale: Locale) -> None:
    calls = understand(text, Reading(locale, "metric", NOW)).calls
    assert [(call.tool, "region" in call.args) for call in calls] == [("report_pain", False)]


@pytest.mark.parametrize("text", ["I'm not injured", "i was injured years ago", "I'm hurt that you said that"])
def test_no_injury_is_reported_where_there_is_none(text: str) -> None:
    assert "report_pain" not in [call.tool for call in understand(text, Reading("en", "metric", NOW)).calls]
