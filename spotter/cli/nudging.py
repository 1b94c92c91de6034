"""`spotter nudges`: whether writing first helped, and why somebody was written to. Read beside a running server without a lock."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import typer

from spotter.clock import SystemClock
from spotter.nudges.report import outcomes, report_lines
from spotter.settings import load_settings
from spotter.store.opening import build_store
from spotter.store.queries.nudges import nudges_since
from spotter.store.uow import Store


def show_report(days: int) -> None:
    """Print what people did after messages, against those that were left unsent to measure."""

    async def lines(store: Store) -> list[str]:
        return report_lines(await outcomes(store, days))

    _print(lines)


def show_why(user_id: str, days: int) -> None:
    """Print every message that was planned for a person, why, and what became of it."""

    async def lines(store: Store) -> list[str]:
        async with store.read(user_id) as uow:
            rows = await nudges_since(uow, (uow.now - timedelta(days=days)).date())
        told = []
        for row in rows:
            based_on = ", ".join(row.why["rows"]) or "-"
            fate = f"{row.status:<9} {row.skipped_for or '':<16}"
            told.append(f"{row.local_date}  {row.kind:<16} {fate} {row.why['reason']}  rows {based_on}")
        return told or ["Nothing was planned for this person."]

    _print(lines)


def _print(tell: Callable[[Store], Awaitable[list[str]]]) -> None:
    async def run() -> list[str]:
        store = build_store(load_settings(), SystemClock())
        try:
            return await tell(store)
        finally:
            await store.database.close()

    for line in asyncio.run(run()):
        typer.echo(line)
