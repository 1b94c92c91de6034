"""Lasting things that people say in passing are offered to memory, in their own words; nothing else is."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from spotter.language.understand import understand
from spotter.language.understanding import Call, Locale, Reading

NOW = datetime(2026, 3, 2, 19, 30, tzinfo=ZoneInfo("Europe/Paris"))
MEMORY = ("remember", "correct_fact", "forget")


def calls(text: str, locale: Locale) -> list[Call]:
    return list(understand(text, Reading(locale, "metric", NOW)).calls)


@pytest.mark.parametrize(
    ("locale", "text", "kept"),
    [
        ("en", "I hate burpees", "I hate burpees"),
        ("en", "btw, I can't stand the rowing machine", "I can't stand the rowing machine"),
        ("en", "I work nights", "I work nights"),
        ("en", "Oh and my wedding is on June 6!", "my wedding is on June 6"),
        ("en", "I'm vegan", "I'm vegan"),
        ("en", "I'm allergic to nuts.", "I'm allergic to nuts"),
        ("en", "nuts send me to hospital", "nuts send me to hospital"),
        ("en", "btw shellfish gives me hives", "shellfish gives me hives"),
        ("en", "I can't eat gluten", "I can't eat gluten"),
        ("fr", "les arachides me font gonfler", "les arachides me font gonfler"),
        ("fr", "je ne digère pas le lait", "je ne digère pas le lait"),
        ("en", "I work night shifts until December, remember that", "I work night shifts until December"),
        ("fr", "je travaille de nuit jusqu'à Noël, retiens-le", "je travaille de nuit jusqu'à Noël"),
        ("en", "I prefer to train in the morning", "I prefer to train in the morning"),
        ("en", "I'll be travelling next week", "I'll be travelling next week"),
        ("en", "fyi I have two kids", "I have two kids"),
        ("en", "my gym is closed until March 20", "my gym is closed until March 20"),
        ("fr", "je déteste les burpees", "je déteste les burpees"),
        ("fr", "au fait, je travaille de nuit", "je travaille de nuit"),
        ("fr", "mon mariage est le 6 juin", "mon mariage est le 6 juin"),
        ("fr", "je suis végétarienne", "je suis végétarienne"),
        ("fr", "je préfère m'entraîner le matin", "je préfère m'entraîner le matin"),
        ("fr", "je pars en vacances la semaine prochaine", "je pars en vacances la semaine prochaine"),
    ],
)
def test_a_lasting_thing_said_in_passing_is_remembered(locale: Locale, text: str, kept: str) -> None:
    assert [(call.tool, call.args) for call in calls(text, locale)] == [("remember", {"text": kept})]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "I don't hate burpees"),
        ("en", "I don't work nights anymore"),
        ("en", "She hates burpees"),
        ("en", "my wife works nights"),
        ("en", "my brother is vegan"),
        ("en", "I hate burpees today"),
        ("en", "I love it"),
        ("en", "I hate myself"),
        ("en", "I prefer the second one"),
        ("en", "do I hate burpees?"),
        ("en", "should I work nights"),
        ("en", "my wedding was great"),
        ("en", "I had surgery in 2019"),
        ("fr", "je ne déteste pas les burpees"),
        ("fr", "ma femme déteste les burpees"),
        ("fr", "il travaille de nuit"),
        ("fr", "est-ce que je déteste les burpees ?"),
        ("fr", "j'adore ça"),
    ],
)
def test_denials_others_questions_and_the_moment_are_not(locale: Locale, text: str) -> None:
    assert [call.tool for call in calls(text, locale) if call.tool in MEMORY] == []


def test_what_is_logged_in_the_same_breath_keeps_its_exercise() -> None:
    found = calls("I hate burpees but did 20 today", "en")
    assert [call.tool for call in found] == ["log_workout"]


def test_two_things_in_one_sentence_are_two_facts() -> None:
    found = calls("I work nights and I hate burpees", "en")
    assert [call.args["text"] for call in found] == ["I work nights", "I hate burpees"]


@pytest.mark.parametrize(
    ("locale", "text", "new", "old"),
    [
        ("en", "no, I moved to evenings, not mornings", "I moved to evenings", "mornings"),
        ("en", "Actually I train in the evening now, not in the morning", "I train in the evening now", "the morning"),
        ("fr", "non, je m'entraîne le soir, pas le matin", "je m'entraîne le soir", "le matin"),
    ],
)
def test_what_holds_now_takes_the_place_of_what_did(locale: Locale, text: str, new: str, old: str) -> None:
    assert [(call.tool, call.args) for call in calls(text, locale)] == [("correct_fact", {"old": old, "new": new})]


@pytest.mark.parametrize("text", ["no, 82.5 not 80", "it was bench, not squats", "I did 5 sets, not 4", "not today", "why not mornings"])
def test_other_corrections_are_none_of_a_fact(text: str) -> None:
    assert [call.tool for call in calls(text, "en") if call.tool in MEMORY] == []


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "something like a leg press without a machine"),
        ("en", "is there an exercise similar to the leg extension but with bands?"),
        ("fr", "un exercice comme la presse à cuisses mais sans machine"),
    ],
)
def test_something_like_an_exercise_is_looked_for(locale: Locale, text: str) -> None:
    assert [call.tool for call in calls(text, locale)] == ["find_exercise"]


@pytest.mark.parametrize(
    ("locale", "text", "region"), [("en", "forget my shoulder pain", "shoulder"), ("fr", "oublie ma douleur au genou", "knee")]
)
def test_a_pain_to_forget_is_the_injury_logs(locale: Locale, text: str, region: str) -> None:
    assert [(call.tool, call.args) for call in calls(text, locale)] == [("resolve_pain", {"region": region})]


@pytest.mark.parametrize("text", ["I benched 80kg 5x5, remember that", "my knee hurts 4/10, remember that"])
def test_what_the_log_keeps_is_no_fact_though_it_is_to_be_remembered(text: str) -> None:
    assert "remember" not in [call.tool for call in calls(text, "en")]
