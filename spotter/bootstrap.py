"""Puts the rooms together."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI

from spotter.api.app import create_app
from spotter.api.deps import House
from spotter.api.limiting import Limiter
from spotter.clock import Clock, SystemClock
from spotter.errors import Unavailable
from spotter.language.understand import warm_up
from spotter.llm.asking import LanguageModels
from spotter.memory import Memory
from spotter.settings import Settings, prepare_data_dir, secret_key
from spotter.store.engine import Database
from spotter.store.locking import own_data_dir
from spotter.store.migration import migrate
from spotter.store.queries.people import expired_guests
from spotter.store.queries.programs import load_catalogue_programs
from spotter.store.uow import Store
from spotter.tools.executor import Executor
from spotter.tools.registry import tools
from spotter.turns.bus import EventBus
from spotter.turns.runner import TurnRunner

DRAIN_S = 25
FORGET_EVERY_S = 600


def build_store(settings: Settings, clock: Clock) -> Store:
    """The database behind a person-scoped store."""
    if settings.is_sqlite:
        prepare_data_dir(settings)
    return Store(Database(settings.resolved_database_url), clock)


def build_house(settings: Settings, clock: Clock | None = None) -> House:
    """Everything that answers requests, not started yet."""
    clock = clock or SystemClock()
    store = build_store(settings, clock)
    runner = TurnRunner(store, Executor(tools()), EventBus(), settings, clock)
    return House(settings, secret_key(settings), store, runner, Limiter(settings.rate_limit_per_minute), clock, Memory(store, settings))


def build_app(settings: Settings, clock: Clock | None = None) -> FastAPI:
    """The application; starting it migrates the database and picks up unfinished turns."""
    house = build_house(settings, clock)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with running(house):
            yield

    return create_app(house, lifespan)


@asynccontextmanager
async def running(house: House, models: LanguageModels | None = None) -> AsyncIterator[House]:
    """The house at work: migrated, unfinished turns picked up, expired guests removed; drained at the end.

    `models` are those to think with instead of the ones that the settings name.
    """
    store, runner = house.store, house.runner
    with own_data_dir(house.settings, house.settings.address):
        await migrate(store.database)
        async with store.database.write() as session:
            await load_catalogue_programs(session, house.clock.now())
        await asyncio.to_thread(warm_up)
        async with _thinking(house, models):
            gc.freeze()  # the catalogue and the libraries stay: a full collection that walks them stopped a turn for 0.1 to 0.2 s
            if house.settings.is_sqlite:
                await runner.take_over()
            chores = [asyncio.create_task(runner.pick_up_forever()), asyncio.create_task(_forget_guests_forever(house))]
            try:
                yield house
            finally:
                for chore in chores:
                    chore.cancel()
                await asyncio.gather(*chores, return_exceptions=True)
                await runner.drain(DRAIN_S)
                await house.memory.close()
        await store.database.close()


@asynccontextmanager
async def _thinking(house: House, models: LanguageModels | None) -> AsyncIterator[None]:
    """Give the house a mind where a model is set. Nothing of it is loaded otherwise."""
    settings, store = house.settings, house.store
    if models is None and not settings.llm.is_on:
        yield
        return
    from spotter.agents.prompting import prompts
    from spotter.graphs.checkpoint import TurnSteps
    from spotter.graphs.mind import Mind
    from spotter.graphs.thought import KEPT, wants_calls
    from spotter.llm.models import Models

    if models is None:
        models = Models(settings.llm, store, house.clock)
        await asyncio.to_thread(models.warm_up)
    house.memory.models = models
    composes = bool(settings.llm.composer)
    house.runner.mind = Mind(models, house.memory, prompts(), TurnSteps(store, KEPT, wants_calls), settings.llm.turn_s, composes=composes)
    try:
        yield
    finally:
        await models.close()


async def _forget_guests_forever(house: House) -> None:
    swept = False
    while True:
        with suppress(Unavailable):  # what is away now is there at the next round
            await forget_expired(house)
            swept = swept or await house.memory.sweep() >= 0
        await asyncio.sleep(FORGET_EVERY_S)


async def forget_expired(house: House) -> None:
    """Delete everybody whose time is over, with everything that is theirs."""
    async with house.store.database.read() as session:
        expired = await expired_guests(session, house.clock.now())
    for user_id in expired:
        await house.forget(user_id)
