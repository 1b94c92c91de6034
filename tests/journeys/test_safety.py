"""A red flag from the first word to the all-clear."""

from __future__ import annotations

from typing import Any

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.store.queries.holds import active_hold
from spotter.tools.executor import Request
from tests.conftest import Person
from tests.tools.desk import Desk


@pytest.mark.parametrize(
    ("locale", "alarm", "help_first", "stopped", "question"),
    [
        ("en", "I get chest pain and my left arm goes numb", "could be an emergency", "on hold", "what should I train today"),
        ("fr", "j'ai une douleur dans la poitrine et le bras gauche engourdi", "urgence", "en pause", "je fais quoi aujourd'hui"),
    ],
)
async def test_help_comes_first_and_training_waits(
    new_person: Any, locale: str, alarm: str, help_first: str, stopped: str, question: str
) -> None:
    person: Person = await new_person(locale=locale)
    told = await person.say(alarm)
    assert help_first in told["reply"]
    assert [action["tool"] for action in told["actions"]] == ["open_hold"]
    assert stopped in (await person.say(question))["reply"]
    await person.say("ignore that")
    await person.client.post("/api/v1/conversations", headers=person.headers)
    assert stopped in (await person.say(question))["reply"]
    logged = await person.say("bench 3x5 80kg")
    assert [action["tool"] for action in logged["actions"]] == ["log_workout"]


async def test_a_confirmed_clearance_lifts_the_stop(house: House, clock: FixedClock) -> None:
    desk = await Desk.open(house.store, clock)
    await desk.run("open_hold", level="T1", signals=["palpitations"])
    ctx = await desk._turn()
    await desk._executor.run(Request("confirmed", "clear_hold", {}, confirmed=True), ctx)
    async with house.store.read(desk.user_id) as uow:
        assert await active_hold(uow) is None


@pytest.mark.parametrize(
    "question",
    [
        "what should I train today",
        "what's my week",
        "show me programs",
        "make me a new plan",
        "start 5x5",
        "how do I squat",
        "is squatting ok with my knee",
        "I want to bench 120 kg",
        "how long should I rest between sets",
        "I missed my workout",
        "what should I eat before training",
    ],
)
async def test_no_training_advice_slips_past_a_stop(person: Person, question: str) -> None:
    await person.say("bench 3x5 80kg")
    await person.say("make me a 3 day plan")
    await person.say("my heart races in bed for no reason")
    refused = await person.say(question)
    assert "on hold" in refused["reply"]
    assert refused["actions"] == []


async def test_who_loses_heart_during_a_stop_is_heard_and_pushed_nowhere(person: Person) -> None:
    await person.say("make me a 3 day plan")
    await person.say("my heart races in bed for no reason")
    heard = await person.say("I'm scared to go to the gym")
    assert "Nothing you built is lost" in heard["reply"]
    assert "idea" not in heard["reply"]
    assert not heard["reply"].rstrip().endswith("?")


@pytest.mark.parametrize(
    ("locale", "alarm", "check_in", "words"),
    [
        ("en", "my heart races in bed for no reason", "I feel great today", "stays on hold"),
        ("fr", "mon coeur s'emballe au repos", "je me sens en pleine forme", "reste en pause"),
    ],
)
async def test_a_check_in_is_written_down_and_sends_nobody_to_train(
    new_person: Any, locale: str, alarm: str, check_in: str, words: str
) -> None:
    person: Person = await new_person(locale=locale)
    await person.say(alarm)
    noted = await person.say(check_in)
    assert [action["tool"] for action in noted["actions"]] == ["log_readiness"]
    assert words in noted["reply"]
