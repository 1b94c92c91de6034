"""`spotter serve` and `spotter run`: the coach as a server, with the chat in the same terminal for `run`."""

from __future__ import annotations

import socket
import sys

import typer
import uvicorn

from spotter.bootstrap import build_app
from spotter.errors import ConfigError
from spotter.log import configure_logging
from spotter.settings import Settings, load_settings


def serve(host: str | None = None, port: int | None = None) -> None:
    """Serve until told to stop."""
    settings = _settings(host, port)
    configure_logging(settings.log_level)
    check_port(settings)
    uvicorn.run(build_app(settings), host=settings.host, port=settings.port, log_level="warning", timeout_graceful_shutdown=25)


def run(host: str | None = None, port: int | None = None) -> None:
    """Serve, print the address, and open the chat here when this is a terminal."""
    settings = _settings(host, port)
    check_port(settings)
    typer.echo(f"Spotter is on http://{settings.host}:{settings.port}  (data in {settings.data_dir}, Ctrl-C stops it)")
    sys.stdout.flush()
    if not sys.stdin.isatty():
        serve(host, port)
        return
    from spotter.cli.chatting import chat_with_server_inside

    chat_with_server_inside(settings)


def check_port(settings: Settings) -> None:
    """Say in one line when the port is taken."""
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise ConfigError(
                f"{settings.host}:{settings.port} cannot be used ({error.strerror}). Choose another port: SPOTTER_PORT=8001 make run"
            ) from error


def _settings(host: str | None, port: int | None) -> Settings:
    given = {"host": host, "port": port}
    return load_settings(**{name: value for name, value in given.items() if value is not None})
