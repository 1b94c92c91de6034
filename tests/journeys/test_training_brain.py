"""A home gym, a bad shoulder, forty minutes, three days: a plan with reasons, two changes, four weeks, a plateau, an easy week.

All of it in the words of a chat; the clock moves from workout to workout, and what is asserted is read by the person or stands in a row.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from spotter.catalogue.exercises import exercises
from spotter.clock import FixedClock
from spotter.coaching.planning.request import is_available
from tests.conftest import Person

WEEKS_HARD, WEEKS_EASY = 4, 1


@pytest.fixture
def long_lived(client: httpx.AsyncClient) -> Callable[[str], Any]:
    """Somebody who stays for weeks: a guest's token would run out."""

    async def make(locale: str) -> Person:
        signed = (await client.post("/api/v1/users/owner", json={"time_zone": "Europe/Paris", "locale": locale})).json()
        return Person(client, signed["user_id"], signed["access_token"])

    return make


async def result(person: Person, text: str) -> dict[str, Any]:
    """What the only tool of the answer found."""
    found: dict[str, Any] = (await person.say(text))["actions"][0]["result"]
    return found


def done_in_words(workout: dict[str, Any], locale: str) -> str:
    """A log of the workout as shown: the same loads and repetitions every time, so nothing gets better."""
    return ", ".join(_sets(one, locale) for one in workout["exercises"])


def _sets(one: dict[str, Any], locale: str) -> str:
    row = exercises()[one["exercise"]["key"]]
    amount = f"{one['duration_s']}s" if one["reps_min"] is None else str(one["reps_min"])
    return f"{row.name[locale]} {one['sets']}x{amount}" + (" 16kg" if row.load_step_kg > 0 else "")


async def train(person: Person, clock: FixedClock, weeks: int, *, asks: str, locale: str) -> None:
    """Monday, Wednesday and Friday by what the coach shows; it is Monday again then."""
    for _ in range(weeks):
        for days in (2, 2, 3):
            workout = await result(person, asks)
            turn = await person.say(done_in_words(workout, locale))
            assert turn["actions"][0]["tool"] == "log_workout", turn["reply"]
            logged = {entry["exercise"]["key"] for entry in turn["actions"][0]["args"]["entries"]}
            assert logged == {one["exercise"]["key"] for one in workout["exercises"]}
            clock.advance(timedelta(days=days))


def keys_of(week: dict[str, Any]) -> set[str]:
    return {one["key"] for day in week["days"] for one in day["exercises"]}


async def test_from_a_bad_shoulder_to_an_easy_week(long_lived: Callable[[str], Any], clock: FixedClock) -> None:
    person: Person = await long_lived("en")
    told = await person.say(
        "hi i want to train at home. i have dumbbells, a bench and a pull-up bar. my left shoulder hurts, about 4/10. "
        "i can do 3 days a week, 40 minutes"
    )
    assert [action["tool"] for action in told["actions"]] == ["update_profile", "report_pain"]
    assert "3 days a week" in told["reply"]
    assert "40 min" in told["reply"]

    home = frozenset(told["actions"][0]["result"]["profile"]["equipment"])
    assert len(home) == 3

    made = await person.say("ok make me a plan to build muscle")
    plan = made["actions"][0]["result"]
    assert plan["days_per_week"] == 3
    assert plan["minutes"] <= 40
    assert "hurts" in made["reply"]
    planned = {one["exercise"]["key"] for day in plan["days"] for one in day["exercises"]}
    assert [key for key in planned if not is_available(exercises()[key], home)] == []

    why = await person.say("why is each exercise there?")
    assert [key for key in planned if exercises()[key].name["en"] not in why["reply"]] == []
    assert why["reply"].count("sets a week") == len(planned)

    await two_changes(person)
    await train(person, clock, WEEKS_HARD, asks="whats on today", locale="en")

    await tired(person, clock, "slept badly, energy 1/5")
    await an_easy_week(person, "do i need a deload?", "ok do it")
    await train(person, clock, WEEKS_EASY, asks="whats on today", locale="en")
    assert (await result(person, "how many workouts have i done this month"))["workouts"]


async def two_changes(person: Person) -> None:
    """One exercise for another and other days: each is shown with why, and stands in the plan after a yes."""
    swap = await person.say("i hate goblet squats give me something else")
    assert swap["pending"]["kind"] == "confirm"
    assert "Goblet Squat" in swap["reply"]
    assert "Why:" in swap["reply"]
    await person.say("yes")
    days = await person.say("i'd rather train monday wednesday saturday")
    assert "Monday, Wednesday and Saturday" in days["reply"]
    await person.say("sounds good do it")
    week = await result(person, "show my week")
    assert [day["on"] for day in week["days"]] == ["2026-03-02", "2026-03-04", "2026-03-07"]
    assert "goblet_squat" not in keys_of(week)
    await person.say("no actually undo that last change to my plan")
    assert [day["on"] for day in (await result(person, "show my week"))["days"]] == ["2026-03-02", "2026-03-04", "2026-03-06"]


async def tired(person: Person, clock: FixedClock, says: str) -> None:
    """Three low mornings in a row."""
    for days in (1, 1, 0):
        assert (await person.say(says))["actions"][0]["tool"] == "log_readiness"
        clock.advance(timedelta(days=days))


async def an_easy_week(person: Person, asks: str, agrees: str, locale: str = "en") -> None:
    """The offer comes with rows, the yes makes the days easy, and nothing is offered twice."""
    offered = await person.say(asks)
    check = offered["actions"][0]["result"]
    assert check["is_due"]
    assert "lifts_stalled" in check["reasons"]
    assert check["stalled"]
    assert offered["pending"]["kind"] == "confirm"
    assert all(exercises()[one["key"]].name[locale] in offered["reply"] for one in check["stalled"])
    usual = (await person.say(agrees))["actions"][0]
    assert usual["tool"] == "adjust_workouts"
    assert usual["args"]["lighter"] is True
    assert usual["args"]["last"] == check["easy_until"]
    again = await person.say(asks)
    assert again["pending"] is None
    assert again["actions"][0]["result"]["is_easy_planned"]


async def test_la_meme_histoire_en_francais(long_lived: Callable[[str], Any], clock: FixedClock) -> None:
    person: Person = await long_lived("fr")
    told = await person.say(
        "salut, j'ai des haltères, un banc et une barre de traction à la maison. j'ai mal à l'épaule gauche, 4/10. "
        "je peux m'entraîner 3 jours par semaine, 40 minutes"
    )
    assert {action["tool"] for action in told["actions"]} == {"update_profile", "report_pain"}
    plan = (await person.say("fais-moi un plan pour prendre du muscle"))["actions"][0]["result"]
    assert (plan["days_per_week"], plan["minutes"] <= 40) == (3, True)
    planned = {one["exercise"]["key"] for day in plan["days"] for one in day["exercises"]}
    why = await person.say("pourquoi ces exercices ?")
    assert [key for key in planned if exercises()[key].name["fr"] not in why["reply"]] == []
    asked = await person.say("c'est trop dur ton programme")
    assert "Pourquoi" in asked["reply"]
    await person.say("oui vas-y")
    await train(person, clock, WEEKS_HARD, asks="c'est quoi ma séance aujourd'hui ?", locale="fr")
    await tired(person, clock, "mal dormi, énergie 1/5")
    await an_easy_week(person, "il me faut une semaine de décharge ?", "ok va pour la semaine légère", "fr")
