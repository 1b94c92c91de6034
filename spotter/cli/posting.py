"""`spotter outbox`: what waits to be sent, what could not be, and sending it once more."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import typer

from spotter.clock import SystemClock
from spotter.errors import SpotterError
from spotter.log import person_hash
from spotter.settings import load_settings
from spotter.store.opening import build_store
from spotter.store.queries import outbox
from spotter.store.tables import Outbox

STATUSES = ("pending", "sending", "sent", "dead", "cancelled")


def show_outbox(status: str, limit: int) -> None:
    """Print the newest messages of a status, without their words."""
    if status not in STATUSES:
        raise SpotterError(f"There is no status {status!r}. Choose one of {', '.join(STATUSES)}.")
    for line in asyncio.run(_listed(status, limit)):
        typer.echo(line)


async def _listed(status: str, limit: int) -> list[str]:
    store = build_store(load_settings(), SystemClock())
    try:
        async with store.database.read() as session:
            rows = await outbox.letters(session, status, limit)
    finally:
        await store.database.close()
    return [_line(row) for row in rows] or [f"No message is {status}."]


def _line(row: Outbox) -> str:
    told = f"{row.attempts} tries" + (f", {row.error}" if row.error else "") + (f", {row.receipt}" if row.receipt else "")
    return f"{row.id}  {row.created_at:%Y-%m-%d %H:%M}  {row.channel:<8} {row.kind:<8} {person_hash(row.user_id)}  {told}"


def send_again(row_id: str | None, kind: str | None, hours: float) -> None:
    """Put one dead message back in line, or those of some kind and hours that nobody got in another way."""
    if kind not in (None, *outbox.KINDS):
        raise SpotterError(f"There is no kind {kind!r}. Choose one of {', '.join(outbox.KINDS)}.")
    typer.echo(asyncio.run(_retried(row_id, kind, hours)))


async def _retried(row_id: str | None, kind: str | None, hours: float) -> str:
    store = build_store(load_settings(), SystemClock())
    try:
        async with store.database.write() as session:
            now = store.clock.now()
            dead = [row_id] if row_id else await outbox.dead_letters(session, kind, now - timedelta(hours=hours), now)
            again = [one for one in dead if await outbox.retry(session, one, now)]
    finally:
        await store.database.close()
    if row_id and not again:
        raise SpotterError(f"No dead message has the id {row_id}. See them with: spotter outbox list")
    return (
        f"{len(again)} back in line; a running server sends them."
        if again
        else f"No message of the last {hours:g} hours is to be sent again."
    )
