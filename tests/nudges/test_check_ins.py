"""Check-ins: asked when somebody wanted it, one question at a time, answered by a digit or a word, used by today's workout."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.language.check_in_answers import Topic, check_in_answer
from spotter.language.understanding import Locale, Reading
from spotter.nudges.reminding import fire_due
from tests.conftest import NOW, Person
from tests.nudges.reach import reach_by, sent

SLEEP = "How did you sleep, from 1 (badly) to 5 (very well)? Or tell me the hours."
ENERGY = "How is your energy today, from 1 (empty) to 5 (full)?"
SORENESS = "How sore are your muscles, from 1 (not at all) to 5 (very)?"


def done(reply: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(one["tool"], one["args"]) for one in reply["actions"] if one["tool"] != "check_in"]


async def asked(house: House, person: Person, clock: FixedClock, wish: str) -> list[str]:
    """What the coach asks first once the time has come for which somebody wished it."""
    await reach_by(house, person.user_id, "telegram", "4711")
    await person.say(wish)
    clock.advance(timedelta(minutes=30))
    await fire_due(house.store)
    return [text for _, text in await sent(house)]


async def test_one_question_at_a_time_and_a_bad_day_is_lighter(house: House, person: Person, clock: FixedClock) -> None:
    assert await asked(house, person, clock, "check in with me every day at 8pm") == [SLEEP]
    first = await person.say("2")
    assert done(first) == [("log_readiness", {"energy": None, "soreness": None, "sleep": 2, "stress": None, "at": None})]
    assert first["reply"].endswith(ENERGY)
    second = await person.say("exhausted")
    assert done(second)[0][1]["energy"] == 1
    assert second["reply"].endswith(SORENESS)
    last = await person.say("very sore")
    assert done(last)[0][1]["soreness"] == 5
    assert last["pending"] is None
    assert last["actions"][0]["result"]["adaptation"]["sets_delta"] < 0


async def test_a_sentence_answers_several_at_once(house: House, person: Person, clock: FixedClock) -> None:
    await asked(house, person, clock, "check in with me every day at 8pm")
    said = await person.say("slept badly, energy 2/5, legs sore")
    assert {name for name, value in done(said)[0][1].items() if value} >= {"sleep", "energy", "soreness"}
    assert said["pending"] is None


async def test_what_is_no_answer_is_a_message_of_its_own(house: House, person: Person, clock: FixedClock) -> None:
    await asked(house, person, clock, "check in with me every day at 8pm")
    said = await person.say("bench 3x5 80kg")
    assert [tool for tool, _ in done(said)] == ["log_workout"]


async def test_only_what_was_wished_for_is_asked(house: House, person: Person, clock: FixedClock) -> None:
    assert await asked(house, person, clock, "ask me about my energy every day at 8pm") == [ENERGY]
    said = await person.say("4")
    assert done(said)[0][1]["energy"] == 4
    assert said["pending"] is None


async def test_it_may_be_begun_by_the_person(person: Person) -> None:
    assert (await person.say("check in"))["reply"] == SLEEP
    said = await person.say("7h30")
    assert [(tool, args["value"]) for tool, args in done(said)] == [("log_metric", 7.5)]
    assert (await person.say("skip"))["reply"] == SORENESS
    assert (await person.say("skip"))["reply"] == "Thanks, that is all I wanted to know."


@pytest.mark.parametrize(
    ("text", "topic", "locale", "wanted"),
    [
        ("3", "energy", "en", {"energy": 3}),
        ("4/5", "stress", "en", {"stress": 4}),
        ("8/10", "energy", "en", {"energy": 4}),
        ("tired", "energy", "en", {"energy": 2}),
        ("pretty good", "sleep", "en", {"sleep": 4}),
        ("not bad", "energy", "en", {"energy": 4}),
        ("a bit", "soreness", "en", {"soreness": 2}),
        ("none", "stress", "en", {"stress": 1}),
        ("crevé", "energy", "fr", {"energy": 1}),
        ("moyen", "sleep", "fr", {"sleep": 3}),
        ("un peu", "soreness", "fr", {"soreness": 2}),
        ("pas du tout", "stress", "fr", {"stress": 1}),
        ("j'ai dormi 6h", "sleep", "fr", {"metric": "sleep", "value": 6.0, "unit": "h"}),
        ("9", "sleep", "en", {"metric": "sleep", "value": 9.0, "unit": "h"}),
        ("4", "pain", "en", {"severity": 4}),
        ("yes", "done", "en", {}),
        ("non", "done", "fr", {}),
    ],
)
def test_a_digit_or_a_word_is_enough(text: str, topic: Topic, locale: Locale, wanted: dict[str, Any]) -> None:
    (call,) = check_in_answer(text, topic, Reading(locale, "metric", NOW)) or []
    assert call.args == wanted


@pytest.mark.parametrize(
    ("text", "topic"),
    [("9", "energy"), ("bench 80", "energy"), ("what should i eat", "sleep"), ("0", "stress"), ("remind me at 7", "pain")],
)
def test_anything_else_is_no_answer(text: str, topic: Topic) -> None:
    assert check_in_answer(text, topic, Reading("en", "metric", NOW)) is None
