"""Somebody at the door: writes from an address, and reads what came back."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from sqlalchemy import select

from spotter.api.deps import House
from spotter.channels.delivery import Delivery
from spotter.messages import Arrived, Channel
from spotter.store.queries.identities import identity_at
from spotter.store.tables import Turn
from tests.channels.post import Post

_NUMBERS = count(1)


@dataclass
class Visitor:
    """A person who writes from one address. `house` takes it in; what was sent to them stands in `read`."""

    house: House
    channel: Channel = "sms"
    address: str = "+33612345678"
    _post: dict[Channel, Post] = field(default_factory=lambda: {one: Post(one) for one in ("sms", "telegram", "email")})

    async def send(self, text: str = "", **more: Any) -> None:
        """A message of theirs arrives."""
        given = {"dedupe_key": f"message-{next(_NUMBERS)}", "text": text} | more
        await self.house.reception.receive(Arrived(channel=self.channel, address=self.address, **given))

    async def says(self, text: str = "", **more: Any) -> list[str]:
        """Send a message and read what comes back for it, once all is done that it set going."""
        await self.send(text, **more)
        return await self.reads()

    async def reads(self) -> list[str]:
        """What has come since they looked last."""
        await self.rest()
        post = self._post[self.channel]
        before = len(post.taken)
        delivery = Delivery(self.house.store, self._post, self.house.clock)
        while await delivery.send_due():  # each address in its order
            pass
        return [text for address, text in post.taken[before:] if address == self.address]

    async def rest(self) -> None:
        """Wait until nothing of anybody runs."""
        await self.house.runner.drain(20)

    async def user_id(self) -> str:
        """Who they are to the house."""
        async with self.house.store.database.read() as session:
            known = await identity_at(session, self.channel, self.address)
        assert known is not None
        return known.user_id


async def turns_of(house: House, user_id: str) -> list[Turn]:
    """Every turn of a person in its order."""
    async with house.store.database.read() as session:
        return list(await session.scalars(select(Turn).where(Turn.user_id == user_id).order_by(Turn.seq)))
