"""How much one address or one person may ask for, and how large a request may be."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Callable
from time import monotonic

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from spotter.api.errors import problem
from spotter.errors import TooLarge, TooMany

WINDOW_S = 60.0


class Limiter:
    """At most `per_minute` requests in any minute for each key, by the seconds that `now` tells. Each process counts for itself."""

    def __init__(self, per_minute: int, now: Callable[[], float] = monotonic) -> None:
        self._most = per_minute
        self._now = now
        self._asked_at: defaultdict[tuple[str, str], deque[float]] = defaultdict(deque)
        self._swept_at = now()

    def check(self, kind: str, key: str) -> None:
        """Count one request, or raise `TooMany` with the seconds to wait."""
        now = self._now()
        self._sweep(now)
        asked = self._asked_at[kind, key]
        while asked and asked[0] <= now - WINDOW_S:
            asked.popleft()
        if len(asked) >= self._most:
            raise TooMany("That was a lot at once. Please wait a moment.", retry_after_s=max(1, math.ceil(asked[0] + WINDOW_S - now)))
        asked.append(now)

    def _sweep(self, now: float) -> None:
        """Once a minute, let go of who has not asked for one."""
        if now - self._swept_at >= WINDOW_S:
            self._swept_at = now
            for key in [key for key, asked in self._asked_at.items() if asked[-1] <= now - WINDOW_S]:
                del self._asked_at[key]


class BodyLimit:
    """Refuses a request body over the bytes that the house's settings allow, whether its length is declared or not."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit: int = scope["app"].state.house.settings.body_limit_bytes
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > limit:
                raise TooLarge(f"A request may hold at most {limit} bytes.")
            return message

        if declared.isdigit() and int(declared) > limit:
            await problem(TooLarge(f"A request may hold at most {limit} bytes."), scope["path"])(scope, receive, send)
            return
        await self._app(scope, counted, send)


class AddressLimit:
    """Counts requests to the API by address; webhooks and health are exempt."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith("/api/"):
            limiter: Limiter = scope["app"].state.house.limiter
            try:
                limiter.check("address", (scope.get("client") or ("unknown",))[0])
            except TooMany as error:
                await problem(error, scope["path"])(scope, receive, send)
                return
        await self._app(scope, receive, send)
