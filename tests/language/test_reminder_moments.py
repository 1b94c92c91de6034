"""When a reminder is due, as people say it on a Monday at half past six in the evening."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from spotter.language.understand import understand
from spotter.language.understanding import Locale, Reading

NOW = datetime(2026, 3, 2, 18, 30, tzinfo=ZoneInfo("Europe/Paris"))


def calls(text: str, locale: Locale = "en") -> list[tuple[str, str, str]]:
    """Tool, text and moment (day and hour on the clock) or rule of each call."""
    found = []
    for call in understand(text, Reading(locale, "metric", NOW)).calls:
        at = call.args.get("at") or call.args.get("until")
        found.append((call.tool, call.args.get("text") or "", at[5:16] if at else call.args["rule"].partition(";BYHOUR")[2]))
    return found


@pytest.mark.parametrize(
    ("said", "locale", "what", "when"),
    [
        ("remind me tomorrow at half six in the morning to run", "en", "run", "03-03T06:30"),
        ("remind me tomorrow morning at quarter to five to pack", "en", "pack", "03-03T04:45"),
        ("remind me to stretch tmrw 10ish", "en", "stretch", "03-03T10:00"),
        ("remind me tonight at 1am to take my pill", "en", "take my pill", "03-03T01:00"),
        ("rappelle-moi ce soir à 9h de lire", "fr", "lire", "03-02T21:00"),
        ("rappelle-moi cette nuit à 3h de boire", "fr", "boire", "03-03T03:00"),
        ("remind me every evening at 9 to read", "en", "read", "=21;BYMINUTE=0"),
        ("remind me every friday evening at 7 to prep", "en", "prep", "=19;BYMINUTE=0"),
        ("every day at noon remind me to eat", "en", "eat", "=12;BYMINUTE=0"),
    ],
)
def test_hours_as_people_say_them(said: str, locale: Locale, what: str, when: str) -> None:
    assert calls(said, locale) == [("set_reminder", what, when)]


def test_two_reminders_of_one_command_are_two() -> None:
    assert calls("remind me on wednesday at 8 to weigh in and on saturday at 10:00 to call ana") == [
        ("set_reminder", "weigh in", "03-04T08:00"),
        ("set_reminder", "call ana", "03-07T10:00"),
    ]


def test_two_things_to_do_at_once_are_one_reminder() -> None:
    assert calls("remind me tomorrow at 7 to stretch and drink") == [("set_reminder", "stretch and drink", "03-03T07:00")]


def test_a_reminder_is_moved_by_its_name() -> None:
    assert calls("push the stretch reminder to friday at 9:30") == [("snooze_reminder", "stretch", "03-06T09:30")]
    assert calls("décale le rappel créatine à demain 8h", "fr") == [("snooze_reminder", "créatine", "03-03T08:00")]
