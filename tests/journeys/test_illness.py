"""Somebody falls ill, gets better and starts again: told in plain words, answered by the rules for a way back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest

from spotter.clock import FixedClock
from tests.conftest import Person


@pytest.fixture
async def owner(client: httpx.AsyncClient) -> Person:
    """Somebody who stays longer than a guest."""
    signed = (await client.post("/api/v1/users/owner", json={"time_zone": "Europe/Paris"})).json()
    return Person(client, signed["user_id"], signed["access_token"])


def tools(turn: dict[str, Any]) -> list[str]:
    return [action["tool"] for action in turn["actions"]]


@pytest.mark.parametrize(
    ("locale", "ill", "well", "words"),
    [
        ("en", "i'm sick", "not sick anymore", "first 3 days easy"),
        ("en", "ugh, caught a nasty cold", "feeling good again after the cold", "first 3 days easy"),
        ("fr", "je suis malade", "je vais mieux", "3 premiers jours faciles"),
        ("fr", "j'ai la crève", "c'est bon je suis guéri", "3 premiers jours faciles"),
    ],
)
async def test_ill_and_well_again(new_person: Any, locale: str, ill: str, well: str, words: str) -> None:
    person: Person = await new_person(locale=locale)
    told = await person.say(ill)
    assert tools(told) == ["note_illness"]
    back = await person.say(well)
    assert tools(back) == ["come_back"]
    assert words in back["reply"]


@pytest.mark.parametrize(
    ("locale", "ill", "well", "yes", "asked"),
    [
        ("en", "i have a temperature of 38.5", "i feel better", "yes", "free of fever for at least 24 hours"),
        ("fr", "j'ai 39 de fièvre", "ça va mieux, j'ai plus de fièvre", "oui", "plus de fièvre depuis au moins 24 heures"),
    ],
)
async def test_a_fever_rests_until_it_is_gone_for_a_day(new_person: Any, locale: str, ill: str, well: str, yes: str, asked: str) -> None:
    person: Person = await new_person(locale=locale)
    told = await person.say(ill)
    assert tools(told) == ["open_hold", "note_illness"]
    assert "24" in told["reply"]
    question = await person.say(well)
    assert (tools(question), asked in question["reply"]) == ([], True)
    assert tools(await person.say(yes)) == ["come_back"]
    assert tools(await person.say(well)) == ["come_back"]  # nothing left to ask about


@pytest.mark.parametrize(
    ("locale", "plan", "ill", "yes"),
    [("en", "make me a plan", "got the flu", "yes"), ("fr", "fais-moi un programme", "j'ai la crève", "oui")],
)
async def test_who_is_ill_may_skip_what_is_due_today(new_person: Any, locale: str, plan: str, ill: str, yes: str) -> None:
    person: Person = await new_person(locale=locale)
    await person.say(plan)
    told = await person.say(ill)
    assert told["pending"] is not None
    (skipped,) = (await person.say(yes))["actions"]
    assert (skipped["tool"], skipped["args"]["reason"]) == ("skip_workout", "sick")


@pytest.mark.parametrize(
    ("text", "days", "percent"),
    [
        ("back after 2 weeks", 14, "10 %"),
        ("i'm back after a month off", 30, "40 %"),
        ("haven't trained in 3 weeks, how do i start again", 21, "20 %"),
        ("de retour après 2 semaines", 14, "10 %"),
        ("je reprends le sport après un mois d'arrêt", 30, "40 %"),
        ("ça fait 3 semaines que j'ai rien fait, je reprends comment", 21, "20 %"),
    ],
)
async def test_the_way_back_after_days_away(person: Person, text: str, days: int, percent: str) -> None:
    back = await person.say(text)
    assert tools(back) == ["come_back"]
    assert back["actions"][0]["result"]["days"] == days
    assert percent in back["reply"]


async def test_the_log_knows_how_long_it_was(owner: Person, clock: FixedClock) -> None:
    await owner.say("bench 3x5 80kg")
    clock.advance(timedelta(days=16))
    assert "After 16 days away take about 20 % less weight and one set fewer" in (await owner.say("i'm back"))["reply"]


async def test_a_stop_for_an_injury_outlasts_being_better(person: Person) -> None:
    await person.say("torn ACL")
    back = await person.say("i'm recovered")
    assert (tools(back), "on hold" in back["reply"]) == ([], True)


@pytest.mark.parametrize(
    "text", ["i'm sick of burpees", "my kids are sick", "back squat", "i'm better at squats now", "je reprends des pâtes"]
)
async def test_other_words_tell_of_no_illness(person: Person, text: str) -> None:
    assert not {"note_illness", "come_back"} & set(tools(await person.say(text)))


@pytest.mark.parametrize(
    ("locale", "hurt", "fine"),
    [("en", "my knee hurts 3/10", "my knee is fine now"), ("fr", "mal au genou 3/10", "mon genou ne fait plus mal")],
)
async def test_a_pain_of_today_is_closed_without_counting_days(new_person: Any, locale: str, hurt: str, fine: str) -> None:
    person: Person = await new_person(locale=locale)
    await person.say("squat 3x5 80kg")
    await person.say(hurt)
    closed = await person.say(fine)
    assert tools(closed) == ["resolve_pain"]
    assert " 0 " not in closed["reply"]
