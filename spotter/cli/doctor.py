"""`spotter doctor`: looks at everything that the coach needs and says in words what is well and what to do about the rest."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Literal, NamedTuple

import typer

from spotter.channels.base import SendError
from spotter.channels.registry import adapters
from spotter.cli.model_check import OFF, lines
from spotter.cli.starting import misspelt
from spotter.clock import SystemClock
from spotter.errors import ConfigError, SpotterError
from spotter.llm.checking import check_all
from spotter.settings import Settings, load_settings
from spotter.store.migration import is_current
from spotter.store.opening import build_store
from spotter.store.queries.jobs import workers_alive
from spotter.store.queries.outbox import oldest_due
from spotter.store.queries.turns import oldest_left
from spotter.store.uow import Store

Verdict = Literal["well", "look", "bad", "off"]
MARKS: dict[Verdict, str] = {"well": "ok  ", "look": "look", "bad": "BAD ", "off": "off "}
LEAST_FREE_GB = 1.0
LARGEST_DRIFT_S = 2.0
LONGEST_WAIT_S = 120.0
PATIENCE_S = 10.0


class Finding(NamedTuple):
    """One thing that was looked at."""

    verdict: Verdict
    subject: str
    words: str


Look = Callable[[Settings, Store], AsyncIterator[Finding]]


def examine() -> None:
    """Print what was found, a line each; leave with 1 where something is bad."""
    settings = load_settings()
    findings = asyncio.run(_findings(settings))
    for one in findings:
        typer.echo(f"{MARKS[one.verdict]}  {one.subject:<11} {one.words}")
    bad = [one.subject for one in findings if one.verdict == "bad"]
    if bad:
        raise ConfigError(f"Not well: {', '.join(bad)}.")


async def _findings(settings: Settings) -> list[Finding]:
    store = build_store(settings, SystemClock())
    try:
        return [finding for look in LOOKS async for finding in look(settings, store)]
    finally:
        await store.database.close()


async def _settings(settings: Settings, _store: Store) -> AsyncIterator[Finding]:
    for line in misspelt():
        yield Finding("look", "settings", line)
    if (settings.telegram.is_on or settings.twilio.is_on) and settings.public_url.startswith("http://"):
        yield Finding("look", "settings", "SPOTTER_PUBLIC_URL is not https: Telegram and Twilio refuse it outside a test.")
    if settings.twilio.is_on and not settings.public_url:
        yield Finding("bad", "settings", "Twilio needs SPOTTER_PUBLIC_URL: the address at which it reaches /channels/sms.")
    if settings.workers and not settings.redis_url:
        yield Finding("look", "settings", "SPOTTER_WORKERS without SPOTTER_REDIS_URL: answers are told only when they are whole.")
    yield Finding("well", "settings", f"read; data in {settings.data_dir}")


async def _database(settings: Settings, store: Store) -> AsyncIterator[Finding]:
    kind = "SQLite" if settings.is_sqlite else "PostgreSQL"
    try:
        await store.database.ping()
    except SpotterError as error:
        advice = "look at SPOTTER_DATA_DIR" if settings.is_sqlite else "look at SPOTTER_DATABASE_URL and whether PostgreSQL runs"
        yield Finding("bad", "database", f"{kind} does not answer ({error.text}). What to do: {advice}.")
        return
    yield Finding("well", "database", f"{kind} answers")
    if not await is_current(store.database):
        yield Finding("look", "migrations", "missing; the next start makes them, or: spotter db migrate")
        return
    yield Finding("well", "migrations", "all there")
    now = store.clock.now()
    async with store.database.read() as session:
        waits = {"turns": await oldest_left(session, now), "outbox": await oldest_due(session, now)}
    for subject, since in waits.items():
        age = (now - since).total_seconds() if since else 0.0
        late = f"the oldest waits since {age:.0f} s; is the server, or a worker, running?"
        yield Finding("look" if age > LONGEST_WAIT_S else "well", subject, late if age > LONGEST_WAIT_S else "nothing waits for long")
    if settings.workers:
        async with store.database.read() as session:
            alive = await workers_alive(session)
        none = "none is at work: messages are taken in and nobody answers them. What to do: start one, spotter worker."
        yield Finding("well" if alive else "bad", "workers", f"{alive} at work" if alive else none)


async def _redis(settings: Settings, _store: Store) -> AsyncIterator[Finding]:
    if not settings.redis_url:
        yield Finding("off", "redis", "not set; one process needs none")
        return
    from spotter.turns.redis_bus import ping

    problem = await ping(settings.redis_url)
    if problem is None:
        yield Finding("well", "redis", "answers")
    else:
        yield Finding("bad", "redis", f"does not answer ({problem}); chat goes on without it. What to do: look at SPOTTER_REDIS_URL.")


async def _models(settings: Settings, _store: Store) -> AsyncIterator[Finding]:
    if not settings.llm.is_on:
        yield Finding("off", "model", OFF)
        return
    results = await check_all(settings.llm, SystemClock())
    verdict: Verdict = "bad" if any(result.fault for result in results) else "well"
    for line in lines(settings.llm, results):
        yield Finding(verdict, "model", line)


async def _channels(settings: Settings, _store: Store) -> AsyncIterator[Finding]:
    found = adapters(settings)
    for channel, setting in (("telegram", "SPOTTER_TELEGRAM__TOKEN"), ("sms", "SPOTTER_TWILIO__..."), ("email", "SPOTTER_SMTP__...")):
        adapter = found.get(channel)  # type: ignore[call-overload]
        if adapter is None:
            yield Finding("off", channel, f"not set ({setting})")
            continue
        yield await _asked(channel, adapter.check(), setting)
        await adapter.close()


async def _asked(subject: str, check: Awaitable[str], setting: str) -> Finding:
    try:
        async with asyncio.timeout(PATIENCE_S):
            return Finding("well", subject, await check)
    except SendError as error:
        return Finding("bad", subject, f"refused ({error.code}). What to do: look at {setting}.")
    except TimeoutError:
        return Finding("bad", subject, f"no answer within {PATIENCE_S:.0f} s. What to do: look at the network.")


async def _machine(settings: Settings, store: Store) -> AsyncIterator[Finding]:
    free = shutil.disk_usage(settings.data_dir if settings.data_dir.exists() else settings.data_dir.absolute().parent).free / 1e9
    enough = f"{free:.1f} GB free"
    yield Finding("well", "disk", enough) if free >= LEAST_FREE_GB else Finding("bad", "disk", f"{enough}; writing will fail soon")
    if settings.is_sqlite:
        yield Finding("well", "clock", f"{store.clock.now():%Y-%m-%d %H:%M} UTC; is that right?")
        return
    try:
        drift = await store.database.drift_s(store.clock.now())
    except SpotterError:
        return
    words = f"{abs(drift):.1f} s apart from the database's"
    yield Finding("well" if abs(drift) < LARGEST_DRIFT_S else "bad", "clock", words)


LOOKS: tuple[Look, ...] = (_settings, _database, _redis, _models, _channels, _machine)
