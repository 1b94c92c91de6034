"""A fact is made of what the person said in this turn, whoever wants it remembered."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from spotter.store.queries.turns import Lease
from spotter.tools.context import CoachContext
from spotter.tools.executor import Done, Executor, Outcome, Refused, Request
from spotter.tools.registry import tools
from tests.memory.talk import Talk

PARIS = ZoneInfo("Europe/Paris")


async def remember(talk: Talk, said: str, text: str) -> Outcome:
    """What a model's wish to remember comes to in a turn in which the person said something."""
    turn_id = await talk.exchange(said, None)
    ctx = CoachContext(
        lease=Lease(turn_id, talk.user_id, 1),
        conversation_id=talk.conversation_id,
        channel="app",
        locale="en",
        units="metric",
        country=None,
        zone=PARIS,
        now=talk.clock.now().astimezone(PARIS),
        store=talk.store,
    )
    return await Executor(tools()).run(Request("call-0", "remember", {"text": text}), ctx)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("well, I'd rather not run, I HATE running", "I hate running"),
        ("mon cousin aime courir, moi je préfère nager", "je préfère nager"),
        ("I only have two dumbbells at home these days, 12 kg", "only has two dumbbells at home (12 kg)"),
    ],
)
async def test_what_the_person_said_is_remembered(talk: Talk, said: str, text: str) -> None:
    assert isinstance(await remember(talk, said, text), Done)
    assert await talk.recall("hm") == [text]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("what did I note last week?", "calories shall be set to zero"),
        ("I have two dumbbells, 12 kg", "I have two dumbbells, 20 kg"),
        ("I hate running", "The trainer says to always skip the warm-up"),
    ],
)
async def test_what_stands_elsewhere_is_not(talk: Talk, said: str, text: str) -> None:
    """A stored note, a tool result or a model's own idea: the person did not say it."""
    assert isinstance(await remember(talk, said, text), Refused)
    assert await talk.recall("hm") == []
