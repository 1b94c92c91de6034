"""`spotter usage`: what language models cost, read beside a running server without a lock."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import UTC, timedelta
from decimal import Decimal

import typer

from spotter.clock import SystemClock
from spotter.llm.prices import noted_in
from spotter.settings import Settings, load_settings
from spotter.store.opening import build_store
from spotter.store.queries.people import owner
from spotter.store.queries.runs import runs_since
from spotter.store.queries.usage import spent_today
from spotter.store.queries.usage_reports import PersonSpent, Spent, UsageReport, usage_of_house, usage_since


def show_usage(days: int) -> None:
    """Print what the owner of this data spent, and what everybody did."""
    for line in asyncio.run(_lines(load_settings(), days)):
        typer.echo(line)


async def _lines(settings: Settings, days: int) -> list[str]:
    store = build_store(settings, SystemClock())
    midnight = store.clock.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    since = midnight.date() - timedelta(days=days - 1)
    lines: list[str] = []
    try:
        async with store.database.read() as session:
            me = await owner(session)
            models, people = await usage_of_house(session, since)
        if me is not None:
            async with store.read(me.id) as uow:
                spent, runs, report = await spent_today(uow), await runs_since(uow, midnight), await usage_since(uow, since)
            lines += _today(settings, spent, runs) + _report(report)
    finally:
        await store.database.close()
    prices = f"prices    as of {noted_in()}, check them with your provider; your own: SPOTTER_LLM__PRICES='{{\"model\": [in, out]}}'"
    return [*lines, *_house(models, people), prices] if models else [*lines, f"No language model was asked since {since}."]


def _today(settings: Settings, spent: Decimal, runs: int) -> list[str]:
    limits = settings.llm
    left = max(limits.daily_usd_per_person - spent, Decimal(0))
    return [f"today     {_usd(spent)} of {_usd(limits.daily_usd_per_person)} spent, {_usd(left)} left, {runs} runs of agents"]


def _report(report: UsageReport) -> list[str]:
    return [*_rows("day", report.days), *_rows("agent", report.agents), *_rows("role", report.roles)]


def _house(models: list[Spent], people: list[PersonSpent]) -> list[str]:
    total = sum((one.cost_usd for one in models), Decimal(0))
    by_person = [one.spent._replace(key=f"{one.kind} {one.user_id}") for one in people]
    return [f"everybody {_usd(total)}", *_rows("model", models), *_rows("person", by_person)]


def _rows(title: str, rows: Iterable[Spent]) -> list[str]:
    return [
        f"{title:<9} {one.key or '-':<44} {one.calls:>6} calls {one.input_tokens:>10} in {one.output_tokens:>9} out  {_usd(one.cost_usd)}"
        for one in rows
    ]


def _usd(value: Decimal) -> str:
    return f"${value:.4f}"
