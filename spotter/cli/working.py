"""`spotter worker`: a process that runs turns, deliveries and nudges and serves nothing but its own metrics."""

from __future__ import annotations

import asyncio
import os
import signal

import typer

from spotter.bootstrap import build_house, running
from spotter.cli.starting import check_agents, warn_of_misspelt
from spotter.errors import ConfigError
from spotter.log import configure_logging
from spotter.settings import Settings, load_settings

STANDS_BACK = 5  # on a machine that is full, whoever takes messages in and the database come first: what is stored can wait


def work(metrics_port: int | None) -> None:
    """Work until told to stop; what runs then is finished or handed back."""
    settings = load_settings()
    warn_of_misspelt()
    if not settings.workers:
        raise ConfigError("Workers are not set up: set SPOTTER_WORKERS=true and SPOTTER_DATABASE_URL=postgresql://... for every process.")
    check_agents(settings)
    configure_logging(settings.log_level)
    typer.echo("Spotter works. SIGTERM or Ctrl-C stops it.")
    asyncio.run(_work(settings, metrics_port))


async def _work(settings: Settings, metrics_port: int | None) -> None:
    os.nice(STANDS_BACK)
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopped.set)
    async with running(build_house(settings), is_worker=True):
        if metrics_port is not None:  # who answers there is at work
            from prometheus_client import start_http_server

            start_http_server(metrics_port, addr=settings.host)
        await stopped.wait()
