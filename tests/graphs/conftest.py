"""A house that thinks with a script."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from spotter.api.deps import House
from spotter.bootstrap import build_house, running
from spotter.clock import FixedClock
from spotter.llm.scripted import Rule, ScriptedModels
from spotter.settings import Settings
from spotter.store.tables import Turn
from tests.conftest import Person, at_home


@dataclass
class Thinker:
    """A person in a house whose models follow a script."""

    person: Person
    models: ScriptedModels
    house: House


Think = Callable[..., Awaitable[Thinker]]


@pytest.fixture
async def think(settings: Settings, clock: FixedClock) -> AsyncIterator[Think]:
    """Start a house with the rules of a script: `await think(Rule(say="..."))`."""
    async with AsyncExitStack() as stack:

        async def start(*rules: Rule, runs: int = 1000, **wishes: str) -> Thinker:
            models = ScriptedModels(*rules, runs=runs)
            house = await stack.enter_async_context(running(build_house(settings, clock), models))
            http = await stack.enter_async_context(at_home(house))
            made = (await http.post("/api/v1/users", json={"time_zone": "Europe/Paris", **wishes})).json()
            return Thinker(Person(http, made["user_id"], made["access_token"]), models, house)

        yield start


async def steps_kept(house: House) -> list[str]:
    """The turns of which a step is still kept."""
    async with house.store.database.read() as session:
        return list(await session.scalars(select(Turn.id).where(Turn.step.is_not(None))))
