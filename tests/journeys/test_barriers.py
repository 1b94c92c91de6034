"""From what gets in the way to a plan that fits: heard, asked for leave, one idea, done after a yes. In a real talk, in both languages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest

from spotter.clock import FixedClock
from tests.conftest import Person


@pytest.fixture
async def owner(client: httpx.AsyncClient) -> Person:
    """Somebody who stays: guests are gone after a day."""
    signed = (await client.post("/api/v1/users/owner", json={"time_zone": "Europe/Paris"})).json()
    return Person(client, signed["user_id"], signed["access_token"])


async def tools(person: Person, text: str) -> list[str]:
    return [action["tool"] for action in (await person.say(text))["actions"]]


async def trained(person: Person, clock: FixedClock, weeks: int) -> None:
    """Wednesdays and Fridays only: the Mondays fall through. It is Monday again then."""
    for _ in range(weeks):
        for days, text in ((2, None), (2, "squat 3x8 60kg, bench 3x8 50kg"), (3, "row 3x8 45kg")):
            if text:
                await person.say(text)
            clock.advance(timedelta(days=days))


async def test_mondays_that_fall_through_become_another_day(owner: Person, clock: FixedClock) -> None:
    await owner.say("make me a 3 day plan on monday, wednesday and friday")
    await trained(owner, clock, 2)
    heard = await owner.say("i keep skipping mondays")
    assert [action["tool"] for action in heard["actions"]] == ["note_barrier"]
    assert 'You say "i keep skipping mondays". Monday and training do not go together well.' in heard["reply"]
    assert "You " in heard["reply"].split("together well.")[1]  # a win of the log stands beside it
    assert heard["reply"].endswith("Want an idea that may fit?")
    assert heard["reply"].count("?") == 1
    assert heard["pending"]["options"] == ["yes", "no"]
    idea = await owner.say("sure")
    assert [action["tool"] for action in idea["actions"]] == ["suggest_way"]
    assert "One idea: Monday's workout on Sunday from now on." in idea["reply"]
    changed = await owner.say("yes")
    assert [action["tool"] for action in changed["actions"]] == ["change_plan"]
    assert changed["actions"][0]["result"]["weekdays"] == [2, 4, 6]
    assert "today Full body" not in (await owner.say("what's my plan this week?"))["reply"]
    assert await tools(owner, "undo") == ["undo"]
    assert "today Full body" in (await owner.say("what's my plan this week?"))["reply"]


async def test_a_no_is_taken_without_a_word_more(owner: Person) -> None:
    await owner.say("make me a 3 day plan")
    await owner.say("work is crazy")
    declined = await owner.say("no thanks")
    assert (declined["reply"], declined["actions"], declined["pending"]) == ("All right, I leave it as it is.", [], None)
    assert "work is crazy" in (await owner.say("what do you know about me?"))["reply"]


async def test_another_subject_closes_the_question(owner: Person) -> None:
    await owner.say("work is crazy")
    await owner.say("bench 3x5 80kg")
    assert await tools(owner, "yes") == []


async def test_who_does_little_is_asked_why_and_the_answer_counts(owner: Person, clock: FixedClock) -> None:
    await owner.say("make me a 4 day plan")
    await owner.say("squat 3x8 60kg")
    clock.advance(timedelta(days=15))
    await owner.say("squat 3x8 60kg")
    asked = await owner.say("motivate me")
    assert asked["reply"].endswith("What gets in the way most: time, energy or something else?")
    heard = await owner.say("energy")
    assert [(action["tool"], action["args"]["barrier"]) for action in heard["actions"]] == [("note_barrier", "energy")]
    assert heard["reply"].endswith("Want an idea that may fit?")


async def test_the_same_in_french(client: httpx.AsyncClient) -> None:
    signed = (await client.post("/api/v1/users", json={"time_zone": "Europe/Paris", "locale": "fr"})).json()
    person = Person(client, signed["user_id"], signed["access_token"])
    await person.say("fais-moi un programme de 3 jours")
    heard = await person.say("pas le tps en ce moment, le boulot c'est la folie")
    assert heard["actions"][0]["args"]["barrier"] == "time"
    assert heard["reply"].endswith("Tu veux une idée qui pourrait aller ?")
    idea = await person.say("oui vas-y")
    assert "minutes au lieu de" in idea["reply"]
    changed = await person.say("oui")
    assert [action["tool"] for action in changed["actions"]] == ["adjust_workouts"]
    minutes = changed["actions"][0]["args"]["minutes"]
    today: dict[str, Any] = (await person.say("ma séance du jour ?"))["actions"][0]["result"]
    assert today["minutes"] <= minutes


async def test_a_crisis_is_met_before_any_barrier(person: Person) -> None:
    turn = await person.say("work is crazy, i want to die")
    assert turn["path"] == "safety"
    assert turn["actions"] == [] or {action["tool"] for action in turn["actions"]} == {"open_hold"}
    assert turn["pending"] is None
