"""Serving a double on this machine: until stopped, or in a thread for as long as a `with` block lasts."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from spotter.dev.model.double import ModelDouble
from spotter.dev.openai import build_app

HOST = "127.0.0.1"


class _Cuttable(H11Protocol):
    """Tells the application the connection, so that a fault can close it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self.app_state = {**self.app_state, "transport": transport}
        super().connection_made(transport)


@dataclass(frozen=True, slots=True)
class ModelServer:
    """A server that runs; `url` is the base URL for a client (it ends in `/v1`), `root` the one for `/dev/...`."""

    root: str
    double: ModelDouble

    @property
    def url(self) -> str:
        return f"{self.root}/v1"


def serve(app: ASGIApp, port: int) -> None:
    """Serve until told to stop."""
    uvicorn.Server(_config(app, port)).run()


@contextmanager
def serving(double: ModelDouble, port: int = 0) -> Iterator[ModelServer]:
    """Serve a model's double as `listening` does."""
    with listening(build_app(double), port) as root:
        yield ModelServer(root, double)


@contextmanager
def listening(app: ASGIApp, port: int = 0) -> Iterator[str]:
    """Serve in a thread, on a free port where none is named, and tell the address; connections that are open at the end are dropped."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen()
        server = uvicorn.Server(_config(app, port))
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        try:
            yield f"http://{HOST}:{listener.getsockname()[1]}"
        finally:
            server.should_exit = server.force_exit = True
            thread.join()


def _config(app: ASGIApp, port: int) -> uvicorn.Config:
    return uvicorn.Config(app, host=HOST, port=port, http=_Cuttable, ws="none", lifespan="off", log_level="warning")
