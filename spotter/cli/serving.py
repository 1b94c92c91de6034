"""`spotter serve` and `spotter run`: the coach as a server, with the chat in the same terminal for `run`."""

from __future__ import annotations

import socket
import sys
from contextlib import suppress

import typer
import uvicorn

from spotter.api.sse import OpenStreams, end_streams
from spotter.bootstrap import build_app
from spotter.cli.starting import check_start, warn_of_misspelt
from spotter.log import configure_logging
from spotter.settings import Settings, load_settings


def serve(host: str | None = None, port: int | None = None) -> None:
    """Serve until told to stop."""
    settings = _settings(host, port)
    check_start(settings)
    _announce(settings)
    _serve(settings)


def _announce(settings: Settings) -> None:
    typer.echo(f"Spotter is on {settings.address}  (data in {settings.data_dir}, Ctrl-C stops it)")
    channels = {"Telegram": settings.telegram.is_on, "SMS": settings.twilio.is_on, "e-mail": settings.smtp.is_on}
    if any(channels.values()):
        typer.echo(f"Also reached by: {', '.join(name for name, is_on in channels.items() if is_on)}")
    if settings.workers:
        typer.echo("Answers come from workers: start at least one with spotter worker")
    sys.stdout.flush()


def _serve(settings: Settings) -> None:
    configure_logging(settings.log_level)
    app = build_app(settings)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        timeout_graceful_shutdown=10,  # with the draining behind it, inside the half minute that supervisors give
        ws_max_size=2 * settings.body_limit_bytes,
    )
    with suppress(KeyboardInterrupt):
        Server(config, app.state.streams).run()


class Server(uvicorn.Server):
    """Ends open streams before it waits for the rest: an application learns only afterwards that it is to stop."""

    def __init__(self, config: uvicorn.Config, open_streams: OpenStreams) -> None:
        super().__init__(config)
        self._open_streams = open_streams

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await end_streams(self._open_streams)
        await super().shutdown(sockets)


def run(host: str | None = None, port: int | None = None) -> None:
    """Serve, print the address, and open the chat here when this is a terminal."""
    settings = _settings(host, port)
    check_start(settings)
    _announce(settings)
    if not sys.stdin.isatty():
        _serve(settings)
        return
    from spotter.cli.chatting import chat_with_server_inside

    chat_with_server_inside(settings)


def _settings(host: str | None, port: int | None) -> Settings:
    given = {"host": host, "port": port}
    settings = load_settings(**{name: value for name, value in given.items() if value is not None})
    warn_of_misspelt()
    return settings
