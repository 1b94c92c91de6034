"""Puts the rooms together."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from hashlib import sha256

from fastapi import FastAPI

from spotter.api.deps import House
from spotter.api.limiting import Limiter
from spotter.channels.delivery import Delivery
from spotter.channels.linking import links
from spotter.channels.reception import Reception
from spotter.channels.registry import adapters
from spotter.channels.typing import Typing
from spotter.clock import Clock, SystemClock
from spotter.errors import Unavailable
from spotter.jobs.chores import Chore, running_beside
from spotter.jobs.listening import listeners
from spotter.jobs.queue import hand_out, install, work_forever
from spotter.jobs.shared_pace import SharedPace
from spotter.jobs.ticking import tick_forever
from spotter.language.understand import warm_up
from spotter.llm.asking import LanguageModels
from spotter.memory import Memory
from spotter.nudges.reminding import remind_forever
from spotter.nudges.tick import NudgeTick
from spotter.settings import Settings, secret_key
from spotter.store.locking import own_data_dir
from spotter.store.migration import migrate
from spotter.store.opening import build_store
from spotter.store.queries.people import expired_guests
from spotter.store.queries.programs import load_catalogue_programs
from spotter.tools.executor import Executor
from spotter.tools.registry import tools
from spotter.turns.bus import EventBus
from spotter.turns.redis_bus import RedisBus
from spotter.turns.runner import TurnRunner

DRAIN_S = 15
LAST_SENDS_S = 5
FORGET_EVERY_S = 600


def house_name(settings: Settings) -> str:
    """What tells this installation from another one that shares a Redis with it."""
    return sha256(secret_key(settings).encode()).hexdigest()[:12]


def build_house(settings: Settings, clock: Clock | None = None) -> House:
    """Everything that answers requests, not started yet."""
    clock = clock or SystemClock()
    store = build_store(settings, clock)
    bus = RedisBus(settings.redis_url, house_name(settings)) if settings.redis_url else EventBus()
    channels = adapters(settings)
    runner = TurnRunner(store, Executor(tools(), links(settings, channels)), bus, settings, clock)
    pace = SharedPace(settings.redis_url, house_name(settings)) if settings.redis_url else None
    delivery = Delivery(store, channels, clock, pace)
    runner.wake_sender, runner.busy_with = delivery.wake, Typing(channels).shown
    return House(
        settings=settings,
        secret=secret_key(settings),
        store=store,
        bus=bus,
        runner=runner,
        limiter=Limiter(settings.rate_limit_per_minute),
        clock=clock,
        memory=Memory(store, settings),
        adapters=channels,
        reception=Reception(store, runner, clock, list(channels)),
        delivery=delivery,
    )


def build_app(settings: Settings, clock: Clock | None = None) -> FastAPI:
    """The application; starting it migrates the database and picks up unfinished turns."""
    from spotter.api.app import create_app  # its routes are most of what is to be loaded, and only who serves needs them

    house = build_house(settings, clock)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with running(house):
            yield

    return create_app(house, lifespan)


@asynccontextmanager
async def running(house: House, models: LanguageModels | None = None, *, is_worker: bool = False) -> AsyncIterator[House]:
    """The house at work: migrated, unfinished turns picked up, expired guests removed; drained at the end.

    `models` are those to think with instead of the ones that the settings name. Where workers are set up, only they run what takes
    time: every other process takes messages in and tells what became of them.
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
            if house.settings.workers:
                await install(house.settings.resolved_database_url)
                runner.hand_out = None if is_worker else hand_out
            try:
                async with running_beside(_carriers(house, is_worker=is_worker)):
                    async with running_beside(_chores(house, is_worker=is_worker)):
                        try:
                            yield house
                        finally:
                            runner.close()
                    await runner.drain(DRAIN_S)
                    await house.delivery.finish(LAST_SENDS_S)
            finally:
                for adapter in house.adapters.values():
                    await adapter.close()
                await house.memory.close()
        await store.database.close()


def _runs_turns(house: House, *, is_worker: bool) -> bool:
    return is_worker or not house.settings.workers


def _carriers(house: House, *, is_worker: bool) -> list[Chore]:
    """What carries the events and replies of turns: at work until the last turn of this process has ended."""
    return [house.bus.run_forever, house.delivery.run_forever] if _runs_turns(house, is_worker=is_worker) else [house.bus.run_forever]


def _chores(house: House, *, is_worker: bool) -> list[Chore]:
    """What brings work in: stopped first."""
    chores: list[Chore] = [partial(work_forever, house)] if is_worker else []
    if _runs_turns(house, is_worker=is_worker):
        chores += [house.runner.pick_up_forever, partial(_forget_guests_forever, house), *listeners(house)]
        chores.append(partial(remind_forever, house.store, house.delivery.wake, house.settings.tick_every_s))
        nudge = NudgeTick(house.store, house.clock, wake=house.delivery.wake)
        chores.append(partial(tick_forever, nudge.tick, max(house.settings.nudge_every_s, house.settings.tick_every_s)))
    return chores


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
