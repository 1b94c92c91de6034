"""A workout is skipped with a reason, can be taken back, and is held against nobody who was ill."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest

from spotter.clock import FixedClock
from tests.conftest import Person


async def plan(person: Person, text: str = "make me a 3 day plan on monday, wednesday and friday") -> None:
    reply = await person.say(text)
    if reply["pending"]:
        await person.say("yes")


async def today(person: Person) -> dict[str, Any]:
    result: dict[str, Any] = (await person.say("what's my workout today?"))["actions"][0]["result"]
    return result


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("skip today", "other"),
        ("skip today, I'm sick", "sick"),
        ("I can't train today because I have too many meetings", "busy"),
        ("I'm on a trip so no gym today", "travel"),
        ("je saute la séance d'aujourd'hui", "other"),
        ("je passe la séance d'aujourd'hui, je suis malade", "sick"),
        ("pas de séance ce soir, je suis malade", "sick"),
        ("je ne peux pas m'entraîner aujourd'hui, pas le temps", "busy"),
    ],
)
async def test_today_is_skipped_for_a_reason_and_moves(person: Person, text: str, reason: str) -> None:
    await plan(person)
    before = await today(person)
    assert before["on"] == "2026-03-02"
    turn = await person.say(text)
    assert [(action["tool"], action["args"]) for action in turn["actions"]] == [("skip_workout", {"reason": reason, "date": None})]
    after = await today(person)
    assert (after["on"], after["day_name"], after["is_skipped"]) == ("2026-03-04", before["day_name"], True)


@pytest.mark.parametrize(
    ("text", "skipped", "reason"),
    [
        ("skip wednesday, I'm at a wedding", ["2026-03-04"], "other"),
        ("can't train wednesday and friday, too much work", ["2026-03-04", "2026-03-06"], "busy"),
        ("saute vendredi, je suis en déplacement", ["2026-03-06"], "travel"),
        ("je ne peux pas m'entraîner mercredi", ["2026-03-04"], "other"),
    ],
)
async def test_a_workout_to_come_is_skipped_and_the_others_stay(person: Person, text: str, skipped: list[str], reason: str) -> None:
    await plan(person)
    turn = await person.say(text)
    assert [action["args"] for action in turn["actions"]] == [{"reason": reason, "date": day} for day in skipped]
    week = (await person.say("show my week"))["actions"][0]["result"]["days"]
    assert [day["on"] for day in week] == [day for day in ("2026-03-02", "2026-03-04", "2026-03-06") if day not in skipped]


@pytest.mark.parametrize("text", ["skip tomorrow", "skip thursday"])
async def test_a_rest_day_needs_no_skip(person: Person, text: str) -> None:
    await plan(person)
    turn = await person.say(text)
    assert turn["actions"] == []
    assert "nothing to skip" in turn["reply"]


async def test_a_skip_is_taken_back(person: Person) -> None:
    await plan(person)
    await person.say("skip today")
    assert "skipped workout" in (await person.say("undo"))["reply"]
    assert (await today(person))["on"] == "2026-03-02"


async def test_a_pain_that_is_the_reason_is_noted_too(person: Person) -> None:
    await plan(person)
    turn = await person.say("skip today, my left knee hurts")
    assert {action["tool"] for action in turn["actions"]} == {"skip_workout", "report_pain"}


async def test_where_nothing_is_planned_nothing_is_skipped(person: Person) -> None:
    assert "nothing to skip" in (await person.say("skip today"))["reply"]


@pytest.mark.parametrize(
    "text", ["should I skip today?", "I skipped breakfast today", "skip the rope 3x100 today", "je saute à la corde 10 min"]
)
async def test_what_is_no_skip_is_left_alone(person: Person, text: str) -> None:
    await plan(person)
    assert "skip_workout" not in [action["tool"] for action in (await person.say(text))["actions"]]


@pytest.mark.parametrize(("text", "weeks"), [("skip today, I'm sick", 2), ("skip today", 1)])
async def test_a_week_that_was_missed_for_a_good_reason_breaks_no_streak(
    client: httpx.AsyncClient, clock: FixedClock, text: str, weeks: int
) -> None:
    signed = (await client.post("/api/v1/users/owner", json={"time_zone": "Europe/Paris"})).json()
    person = Person(client, signed["user_id"], signed["access_token"])
    await plan(person)
    await train_three_days(person, clock)
    await person.say(text)
    clock.advance(timedelta(days=7))
    await train_three_days(person, clock)
    assert (await person.say("what's my streak?"))["actions"][0]["result"]["weeks"] == weeks


async def train_three_days(person: Person, clock: FixedClock) -> None:
    """Monday, Wednesday and Friday; it is Monday again then."""
    for days in (2, 2, 3):
        await person.say("bench 3x5 80kg")
        clock.advance(timedelta(days=days))


@pytest.mark.parametrize(
    ("text", "percent", "told"),
    [
        ("skip today, I'm sick", 90, "since you were ill"),
        ("skip today, it's too hard", 95, "too hard"),
        ("skip today, too busy", 100, None),
    ],
)
async def test_why_a_workout_was_missed_changes_the_next_one(
    person: Person, clock: FixedClock, text: str, percent: int, told: str | None
) -> None:
    await plan(person)
    await person.say("squat 3x8 100kg")
    usual = (await today(person))["exercises"]
    await person.say(text)
    clock.advance(timedelta(hours=20))
    turn = await person.say("what's my workout tomorrow?")
    result = turn["actions"][0]["result"]
    assert result["changes"] == {90: ["missed_sick"], 95: ["missed_too_hard"], 100: []}[percent]
    assert [one["sets"] for one in result["exercises"]] == [one["sets"] - (percent == 90) for one in usual]
    assert told is None or told in turn["reply"]
