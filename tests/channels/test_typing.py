"""While the coach takes longer than a moment, the person sees that it writes."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from spotter.channels.base import Limits
from spotter.channels.typing import Typing
from spotter.messages import Channel, Outgoing


@dataclass
class Screen:
    """A channel that shows whom the coach writes to."""

    channel: Channel = "telegram"
    limits: Limits = field(default_factory=lambda: Limits(per_second=1, per_address=1))
    seen: asyncio.Queue[str] = field(default_factory=asyncio.Queue)

    def parts(self, outgoing: Outgoing) -> list[dict[str, object]]:
        return [{"text": outgoing.text}]

    async def send(self, address: str, part: dict[str, object]) -> str:
        return address

    async def check(self) -> str:
        return "a screen"

    async def typing(self, address: str) -> None:
        self.seen.put_nowait(address)

    async def close(self) -> None:
        """Nothing is open."""


async def test_a_turn_that_takes_long_shows_that_the_coach_writes() -> None:
    screen = Screen()
    with Typing({"telegram": screen}, after_s=0).shown("telegram", "1001"):
        assert await asyncio.wait_for(screen.seen.get(), 5) == "1001"


async def test_a_turn_that_is_over_at_once_shows_nothing() -> None:
    screen = Screen()
    with Typing({"telegram": screen}).shown("telegram", "1001"):
        await asyncio.sleep(0)
    assert screen.seen.empty()


async def test_in_the_app_nothing_is_shown() -> None:
    screen = Screen()
    with Typing({"telegram": screen}, after_s=0).shown("app", None):
        await asyncio.sleep(0)
    assert screen.seen.empty()
