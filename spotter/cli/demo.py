"""`spotter demo`: fill the owner's log with twelve invented weeks, through the same tools that a conversation uses."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import typer

from spotter.bootstrap import build_store
from spotter.cli.client import local_zone
from spotter.cli.demo_log import Invented, invented_log
from spotter.clock import FixedClock
from spotter.errors import ConfigError, SpotterError
from spotter.ids import new_id
from spotter.language.wording import Style, say
from spotter.messages import InboundMessage, Reply, Usage
from spotter.settings import Settings, load_settings
from spotter.store.locking import own_data_dir
from spotter.store.migration import migrate
from spotter.store.queries import turns
from spotter.store.queries.people import create_user, owner
from spotter.store.queries.programs import load_catalogue_programs
from spotter.store.queries.workouts import workout_days
from spotter.store.tables import User
from spotter.store.uow import Store
from spotter.tools.executor import Done, Executor, Request
from spotter.tools.registry import tools
from spotter.tools.sessions import start_session
from spotter.turns.scene import set_scene

LEASE_S = 3600
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
                await _tell(store, executor, clock, user.id, call)
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


async def _tell(store: Store, executor: Executor, clock: FixedClock, user_id: str, call: Invented) -> None:
    """One turn: accepted, run through the executor and finished like any other."""
    inbound = InboundMessage(user_id=user_id, channel="app", dedupe_key=f"demo-{new_id()}", text=f"({call.tool})")
    async with store.database.write() as session:
        ticket = await turns.accept(session, inbound, "demo", clock.now(), LEASE_S)
    if ticket.lease is None:
        raise SpotterError("A turn is still unfinished. Start the coach once (make run), then try again.")
    scene = await set_scene(store, executor, ticket.lease, lambda _kind, _data: None)
    outcome = await executor.run(Request("call-0", call.tool, call.args, confirmed=True), scene.scope.ctx)
    if not isinstance(outcome, Done):
        raise SpotterError(f"The demo could not be written ({call.tool}): {getattr(outcome, 'text', '')}")
    await _finish(store, clock, outcome, scene.scope.style, ticket)


async def _finish(store: Store, clock: FixedClock, done: Done, style: Style, ticket: turns.Ticket) -> None:
    lease = ticket.lease
    if lease is None:
        raise ValueError("only a turn that runs can be finished")
    words = say(done.spec.name, done.result.model_dump(), style)
    reply = Reply(
        turn_id=ticket.turn_id,
        conversation_id=ticket.conversation_id,
        reply=words,
        agents=[done.spec.agent] if done.spec.agent else [],
        actions=[done.action(words)],
        cards=[],
        pending=None,
        usage=Usage(),
        path="local",
    )
    end = turns.Finish("done", words, reply.model_dump(mode="json"), "local", "none", [], [])
    async with store.write(lease.user_id) as uow:
        await turns.finish(uow.session, lease, end, clock.now())
