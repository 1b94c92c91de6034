"""How a double cuts a connection."""

from __future__ import annotations

from starlette.responses import Response
from starlette.types import Receive, Scope, Send


class Hangup(Response):
    """Closes the connection without a word. The server has to tell its transport, as `serving` does."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        del send
        scope["state"]["transport"].close()
        while (await receive())["type"] != "http.disconnect":
            pass
