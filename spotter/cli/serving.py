"""`spotter serve` and `spotter run`: the coach as a server, with the chat in the same terminal for `run`."""

from __future__ import annotations

import sys

import typer
import uvicorn

from spotter.bootstrap import build_app
from spotter.cli.starting import check_start, warn_of_misspelt
from spotter.log import configure_logging
from spotter.settings import Settings, load_settings


def serve(host: str | None = None, port: int | None = None) -> None:
    """Serve until told to stop."""
    _serve(_settings(host, port))


def _serve(settings: Settings) -> None:
    configure_logging(settings.log_level)
    check_start(settings)
    uvicorn.run(
        build_app(settings),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        timeout_graceful_shutdown=25,
        ws_max_size=2 * settings.body_limit_bytes,
    )


def run(host: str | None = None, port: int | None = None) -> None:
    """Serve, print the address, and open the chat here when this is a terminal."""
    settings = _settings(host, port)
    check_start(settings)
    typer.echo(f"Spotter is on {settings.address}  (data in {settings.data_dir}, Ctrl-C stops it)")
    sys.stdout.flush()
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
