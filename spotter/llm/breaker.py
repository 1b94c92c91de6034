"""A breaker per model and address: one that keeps failing is left alone for a while, so that nobody waits for it."""

from __future__ import annotations

from datetime import datetime, timedelta

from spotter.clock import Clock


class Breaker:
    """Opens after `failures` in a row. After `rest_s` one attempt may try again; the others wait until it has worked."""

    def __init__(self, clock: Clock, failures: int, rest_s: float) -> None:
        self._clock = clock
        self._limit = failures
        self._rest = timedelta(seconds=rest_s)
        self._failures = 0
        self._closed_until: datetime | None = None

    def lets_through(self) -> bool:
        """Whether an attempt may start now. Ask only when it will start: after a rest only the first is let through."""
        if self._closed_until is None:
            return True
        now = self._clock.now()
        if now < self._closed_until:
            return False
        self._closed_until = now + self._rest
        return True

    def succeeded(self) -> None:
        self._failures = 0
        self._closed_until = None

    def failed(self) -> None:
        self._failures += 1
        if self._failures >= self._limit:
            self.rest(self._rest)

    def rest(self, time: timedelta) -> None:
        """Let nobody through for so long: the provider asked for it, or keeps failing."""
        self._closed_until = self._clock.now() + time
