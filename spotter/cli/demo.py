"""`spotter demo`: fill the owner's log with twelve invented weeks, through the same tools that a conversation uses."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import typer

from spotter.cli.client import local_zone
from spotter.cli.demo_log import invented_log
from spotter.clock import FixedClock
from spotter.errors import ConfigError
from spotter.settings import Settings, load_settings
from spotter.store.locking import own_data_dir
from spotter.store.migration import migrate
from spotter.store.opening import build_store
from spotter.store.queries.people import create_user, owner
from spotter.store.queries.programs import load_catalogue_programs
from spotter.store.queries.workouts import workout_days
from spotter.store.tables import User
from spotter.store.uow import Store
from spotter.tools.executor import Executor
from spotter.tools.registry import tools
from spotter.tools.sessions import start_session
from spotter.turns.single import run_single

ASK_NEXT = {
    "en": ("how am I doing?", "how is my bench?", "why?", "show my records", "weekly summary last week", "what's up today?"),
    "fr": ("comment je progresse ?", "comment évolue mon développé couché ?", "pourquoi ?", "mes records", "résumé de la semaine dernière"),
}


def demo(*, again: bool, locale: str) -> None:
    """Write the invented log, then say what to ask."""
    if locale not in ("en", "fr"):
        raise typer.BadParameter("--locale is en or fr")
    count, spoken = asyncio.run(_fill(load_settings(), again=again, locale=locale))
    typer.echo(f"Twelve weeks of an invented log are there ({count} entries). Start the coach (make run) and ask for example:")
    for text in ASK_NEXT[spoken]:
        typer.echo(f"  {text}")


async def _fill(settings: Settings, *, again: bool, locale: str) -> tuple[int, str]:
    now = datetime.now(UTC)
    clock = FixedClock(now)
    store = build_store(settings, clock)
    with own_data_dir(settings):
        try:
            await migrate(store.database)
            async with store.database.write() as session:
                await load_catalogue_programs(session, now)
            user = await _owner(store, now, locale)
            if not again and await _has_workouts(store, user.id):
                raise ConfigError("There are workouts already. Use --again to add the invented ones to them, or another SPOTTER_DATA_DIR.")
            executor, count = Executor(tools()), 0
            for call in invented_log(now.astimezone(ZoneInfo(user.time_zone))):
                clock.move_to(call.at)
                await run_single(store, executor, clock, user.id, call.tool, call.args)
                count += 1
            clock.move_to(now)
            async with store.write(user.id) as uow:
                await start_session(uow, "coaching")
            return count, user.locale
        finally:
            await store.database.close()


async def _owner(store: Store, now: datetime, locale: str) -> User:
    async with store.database.write() as session:
        user = await owner(session)
        if user is None:
            user = await create_user(session, kind="owner", now=now, locale=locale)
            user.time_zone = local_zone()
        return user


async def _has_workouts(store: Store, user_id: str) -> bool:
    async with store.read(user_id) as uow:
        return bool(await workout_days(uow))
