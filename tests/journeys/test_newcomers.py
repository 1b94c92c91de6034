"""What newcomers write in their first days, in a hurry and with slips of the keyboard."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Person


def done(reply: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(action["tool"], {name: value for name, value in action["args"].items() if value is not None}) for action in reply["actions"]]


def tools(reply: dict[str, Any]) -> list[str]:
    return [name for name, _ in done(reply)]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("my right shoulder hurts a little when i bench, about 5 of 10", 5),
        ("elbow pain 3 over 10 on curls", 3),
        ("un peu mal au genou gauche, 4 sur 10", 4),
    ],
)
async def test_a_pain_in_figures_counts_more_than_a_bit(person: Person, text: str, severity: int) -> None:
    reply = await person.say(text)
    assert [args["severity"] for name, args in done(reply) if name == "report_pain"] == [severity]


async def test_a_lower_pain_is_taken_over(person: Person) -> None:
    await person.say("my left knee hurts 6/10")
    assert "left knee 4/10, down from 6" in (await person.say("knee pain 4 of 10 on squats"))["reply"]


@pytest.mark.parametrize(
    ("locale", "again", "words"), [("en", "my knee hurts", "still 3/10"), ("fr", "j'ai mal au genou", "toujours à 3/10")]
)
async def test_no_update_is_claimed_where_no_new_figure_was_told(new_person: Any, locale: str, again: str, words: str) -> None:
    person: Person = await new_person(locale=locale)
    await person.say({"en": "my knee hurts 3/10", "fr": "mal au genou 3/10"}[locale])
    assert words in (await person.say(again))["reply"]


@pytest.mark.parametrize(
    ("text", "about", "at"),
    [
        ("rapelle moi mardi à 18h30 d'aller nager", "aller nager", "2026-03-03T18:30"),
        ("rappelle-moi demian à 8h d'appeler papa", "appeler papa", "2026-03-03T08:00"),
        ("remnd me tomrrow at 8 to call dad", "call dad", "2026-03-03T08:00"),
    ],
)
async def test_a_reminder_is_set_in_spite_of_slips(person: Person, text: str, about: str, at: str) -> None:
    (set_one,) = done(await person.say(text))
    assert (set_one[0], set_one[1]["text"], set_one[1]["at"][:16]) == ("set_reminder", about, at)


async def test_a_time_on_the_clock_is_no_duration(person: Person) -> None:
    reply = await person.say("gainage 3x40s et rapelle moi mardi à 18h30 d'aller nager")
    assert tools(reply) == ["log_workout", "set_reminder"]
    assert [one["duration_s"] for one in done(reply)[0][1]["entries"][0]["sets"]] == [40, 40, 40]
    alone = await person.say("planche 2x30s à 18h30")
    assert [one["duration_s"] for one in done(alone)[0][1]["entries"][0]["sets"]] == [30, 30]


async def test_a_demi_squat_is_no_dislocated_joint(person: Person) -> None:
    assert tools(await person.say("demi squat 3x5 80 kg")) == ["log_workout"]


@pytest.mark.parametrize(
    ("locale", "text", "words"), [("en", "cycling", "than earlier today"), ("fr", "vélo", "que plus tôt dans la journée")]
)
async def test_a_record_beaten_the_same_day_says_so(new_person: Any, locale: str, text: str, words: str) -> None:
    person: Person = await new_person(locale=locale)
    await person.say(f"{text} 15 min")
    assert words in (await person.say(f"{text} 25 min"))["reply"]


async def test_an_introduction_in_french_is_answered_in_french(person: Person) -> None:
    reply = (await person.say("salut, moi c'est Zoé, 31 ans, 64 kg, débutante, je veux perdre du gras"))["reply"]
    assert "tu t'appelles Zoé" in reply
    assert "Noted" not in reply
