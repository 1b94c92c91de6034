"""What people say in passing: greetings before a log, orders beside a pain, short forms, wishes about messages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from spotter.language.at_the_door import says_more_than_stop, speaks_of_picture
from spotter.language.tongue import language_of
from spotter.language.understand import understand
from spotter.language.understanding import Call, Reading

NOW = datetime.fromisoformat("2026-03-04T10:00:00+01:00")  # a Wednesday


def calls(text: str) -> list[Call]:
    return list(understand(text, Reading(locale=language_of(text) or "en", units="metric", now=NOW)).calls)


def tools(text: str) -> list[str]:
    return [call.tool for call in calls(text)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("salut jai fait dvp couche 5x5 a 80 kilos", "bench_press"),
        ("salut coach, développé couché 5x5 80 kg", "bench_press"),
        ("bonsoir tractions 4x6", "pull_up"),
        ("coucou j'ai fait du rameur 20 min", "rowing"),
        ("good morning ran 5k in 25 min", "running"),
        ("hey there bench 5x5 80", "bench_press"),
        ("hello coach squat 3x5 100kg", "back_squat"),
        ("good morning 3x10 40kg", "good_morning"),
    ],
)
def test_a_greeting_is_no_part_of_a_name(text: str, key: str) -> None:
    [call] = calls(text)
    assert call.tool == "log_workout"
    assert call.args["entries"][0]["exercise"]["key"] == key


@pytest.mark.parametrize("text", ["ate 2 eggs n toast 500ml water", "2 eggs and toast 500 ml water", "mangé 2 œufs et du pain 500ml d'eau"])
def test_a_drink_behind_a_list_takes_no_food_with_it(text: str) -> None:
    meal, water = calls(text)
    assert len(meal.args["items"]) == 2
    assert (water.tool, water.args["value"]) == ("log_metric", 500)


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        ("my knee hurts bad and cancel all my reminders", "cancel_reminder"),
        ("cancel all my reminders, my knee hurts", "cancel_reminder"),
        ("my elbow hurts, show my plan", "show_week_plan"),
        ("my shoulder hurts and mute for 3 days", "pause_nudges"),
        ("j'ai mal au genou et annule tous mes rappels", "cancel_reminder"),
        ("j'ai mal au dos, mes rappels ?", "list_reminders"),
    ],
)
def test_an_order_beside_a_pain_is_heard(text: str, tool: str) -> None:
    assert set(tools(text)) == {"report_pain", tool}


@pytest.mark.parametrize(
    ("text", "tool", "args"),
    [
        ("mute for 3 days", "pause_nudges", {"until": "2026-03-07"}),
        ("no msgs till monday", "pause_nudges", {"until": "2026-03-09"}),
        ("no messages this weekend", "pause_nudges", {"until": "2026-03-09"}),
        ("pas de messages ce week-end", "pause_nudges", {"until": "2026-03-09"}),
        ("mets-toi en sourdine pendant 3 jours", "pause_nudges", {"until": "2026-03-07"}),
        ("unmute", "tune_nudges", {"change": "usual", "kinds": [], "this": False}),
        ("you can write again", "tune_nudges", {"change": "usual", "kinds": [], "this": False}),
        ("tu peux réécrire", "tune_nudges", {"change": "usual", "kinds": [], "this": False}),
        ("stop check ins", "cancel_reminder", {"text": "check-in", "all": False}),
        ("arrête les points du jour", "cancel_reminder", {"text": "check-in", "all": False}),
        ("how often do u text me", "show_notification_preferences", {}),
        ("tu m'écris combien de fois par semaine", "show_notification_preferences", {}),
        ("y did u text me", "explain_nudge", {}),
        ("pq tu mécris", "explain_nudge", {}),
        ("which channels r linked", "list_channels", {}),
        ("what do u know about me", "show_memory", {}),
        ("my timezone is Paris", "update_profile", {"time_zone": "Europe/Paris"}),
        ("mon fuseau horaire c'est New York", "update_profile", {"time_zone": "America/New_York"}),
        ("link ABCD-EFGH", "redeem_link_code", {"code": "ABCDEFGH"}),
    ],
)
def test_short_forms_and_wishes_about_messages_are_understood(text: str, tool: str, args: dict[str, Any]) -> None:
    [call] = calls(text)
    assert (call.tool, call.args) == (tool, args)


@pytest.mark.parametrize("text", ["look at my form", "my lunch", "is this right?", "regarde ma posture", "how many calories is this"])
def test_words_about_a_picture_ask_for_nothing_else(text: str) -> None:
    assert speaks_of_picture(text, NOW)


@pytest.mark.parametrize("text", ["bench 3x5 80 kg", "what's my next workout", "my chest hurts like this", "remind me at 7 to run"])
def test_words_beside_a_picture_that_stand_for_themselves_are_answered(text: str) -> None:
    assert not speaks_of_picture(text, NOW)


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("bench 5x5 185 and stop texting me", True),
        ("please stop texting me", False),
        ("STOP", False),
        ("j'ai couru 5 km et ne m'écris plus", True),
    ],
)
def test_what_stands_beside_an_opt_out_is_seen(text: str, more: bool) -> None:
    assert says_more_than_stop(text, NOW) is more
