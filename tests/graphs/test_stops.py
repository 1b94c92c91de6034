"""What ends a turn that thinks before everybody has spoken: an emergency that a write brings to light, and a person who goes."""

from __future__ import annotations

import asyncio

import pytest

from spotter.llm.asking import Ask, Said, WantedCall
from spotter.llm.scripted import Rule, ScriptedModels
from spotter.settings import Settings
from tests.graphs.conftest import Think, Thinker, steps_kept

FREE = "do you think my bench press progress this month is any good?"
CUFF = "please log my blood pressure, the cuff showed a top number of 195 and below it 125, and is my bench press progress any good?"


async def test_nobody_advises_after_a_write_that_is_an_emergency(think: Think) -> None:
    thinker = await think(
        Rule(role="router", answer={"tasks": [{"agent": "progress", "task": "log it, then judge the progress"}]}),
        Rule(calls=[WantedCall("log_metric", {"metric": "blood_pressure", "value": [195, 125]})], role="specialist", times=1),
        Rule(say="Steady work. Train hard today.", role="specialist"),
    )
    turn = await thinker.person.say(CUFF)
    assert turn["path"] == "safety"
    assert "Train hard" not in turn["reply"]
    assert "log_metric" in [action["tool"] for action in turn["actions"]]


async def test_a_person_who_goes_while_the_coach_thinks_leaves_nothing_behind(think: Think) -> None:
    thinker = await think(Rule(say="Steady work."))
    begun, going = asyncio.Event(), asyncio.Event()
    _pause(thinker, begun, going)
    asked = asyncio.create_task(thinker.person.client.post("/api/v1/ai/chat", json={"message": FREE}, headers=thinker.person.headers))
    await begun.wait()
    gone = await thinker.person.client.delete("/api/v1/users/me", headers=thinker.person.headers)
    going.set()
    await asyncio.wait([asked])
    await thinker.house.runner.drain(5)
    assert gone.status_code == 204
    assert await steps_kept(thinker.house) == []


def _pause(thinker: Thinker, begun: asyncio.Event, going: asyncio.Event) -> None:
    """Have the models wait in the middle of a thought."""
    models: ScriptedModels = thinker.models
    answer = models.ask

    async def ask(question: Ask) -> Said:
        begun.set()
        await going.wait()
        return await answer(question)

    setattr(models, "ask", ask)  # noqa: B010  one scripted model of one test


def test_a_lease_that_ends_before_the_turn_is_refused() -> None:
    llm = {"specialist": "double", "base_url": "http://127.0.0.1:1/v1", "turn_s": 60}
    with pytest.raises(ValueError, match="SPOTTER_TURN_LEASE_S"):
        Settings(llm=llm, turn_lease_s=30, _env_file=None)
