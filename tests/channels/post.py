"""A provider for tests, and what it took."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from spotter.channels.base import Limits
from spotter.messages import Channel, Outgoing


@dataclass
class Post:
    """A provider that takes letters, or does with the next one what it is told. It answers only while it is `open`."""

    channel: Channel = "sms"
    limits: Limits = field(default_factory=lambda: Limits(per_second=10_000, per_address=10_000))
    taken: list[tuple[str, str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    troubles: list[Exception | None] = field(default_factory=list)
    open: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.open.set()

    def parts(self, outgoing: Outgoing) -> list[dict[str, object]]:
        return [{"text": text} for text in outgoing.text.split("|")]

    async def send(self, address: str, part: dict[str, object]) -> str:
        self.asked.append(str(part["text"]))
        await self.open.wait()
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is not None:
            raise trouble
        self.taken.append((address, str(part["text"])))
        return f"{self.channel}-{len(self.taken)}"

    async def check(self) -> str:
        return "a post"

    async def typing(self, address: str) -> None:
        """Nobody sees it."""

    async def close(self) -> None:
        """Nothing is open."""
