"""What every channel outside the app can do: send what the coach says to an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from spotter.messages import Channel, Outgoing


class SendError(Exception):
    """A provider did not take a message.

    `retryable` tells whether another try may help, `retry_after_s` when; `is_gone` that nothing arrives at this address any more (blocked,
    opted out, no such number), `has_opted_out` that its owner told the provider to stop. `code` is the provider's own, and safe to log; its
    text may hold what somebody said and is not kept.
    """

    def __init__(
        self, code: str, *, retryable: bool, retry_after_s: float | None = None, is_gone: bool = False, has_opted_out: bool = False
    ) -> None:
        super().__init__(code)
        self.code = code
        self.retryable = retryable
        self.retry_after_s = retry_after_s
        self.is_gone = is_gone
        self.has_opted_out = has_opted_out


@dataclass(frozen=True, slots=True)
class Limits:
    """How many messages a second a provider takes from us, in all and for one address."""

    per_second: float
    per_address: float


class Adapter(Protocol):
    """One channel. `parts` cuts what goes out into messages that the provider takes; `send` sends one and returns the provider's id of it.

    `send` raises `SendError`.
    """

    channel: Channel
    limits: Limits

    def parts(self, outgoing: Outgoing) -> list[dict[str, object]]: ...

    async def send(self, address: str, part: dict[str, object]) -> str: ...

    async def check(self) -> str:
        """Ask the provider who we are, for `spotter doctor`; in a few words. Raises `SendError`."""
        ...

    async def typing(self, address: str) -> None: ...

    async def close(self) -> None: ...
