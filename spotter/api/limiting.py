"""How much one address or one person may ask for, and how large a request may be."""

from __future__ import annotations

import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from spotter.api.errors import problem
from spotter.errors import TooLarge, TooMany


class Limiter:
    """At most `per_minute` requests in any minute for each key. Kept in memory: each process counts for itself."""

    def __init__(self, per_minute: int) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._item = RateLimitItemPerMinute(per_minute)

    def check(self, kind: str, key: str) -> None:
        """Count one request, or raise `TooMany` with the seconds to wait."""
        if not self._limiter.hit(self._item, kind, key):
            reset = self._limiter.get_window_stats(self._item, kind, key).reset_time
            raise TooMany("That was a lot at once. Please wait a moment.", retry_after_s=max(1, round(reset - time.time())))


class BodyLimit:
    """Refuses a request body over `limit` bytes, whether its length is declared or not."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self._limit:
                raise TooLarge(f"A request may hold at most {self._limit} bytes.")
            return message

        if declared.isdigit() and int(declared) > self._limit:
            await problem(TooLarge(f"A request may hold at most {self._limit} bytes."), scope["path"])(scope, receive, send)
            return
        await self._app(scope, counted, send)


class AddressLimit:
    """Counts requests to the API by address; webhooks and health are exempt."""

    def __init__(self, app: ASGIApp, limiter: Limiter) -> None:
        self._app = app
        self._limiter = limiter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith("/api/"):
            try:
                self._limiter.check("address", (scope.get("client") or ("unknown",))[0])
            except TooMany as error:
                await problem(error, scope["path"])(scope, receive, send)
                return
        await self._app(scope, receive, send)
