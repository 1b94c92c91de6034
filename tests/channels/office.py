"""A sender with two providers, and somebody to write to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from spotter.channels.delivery import Delivery
from spotter.channels.pacing import Pace
from spotter.clock import FixedClock
from spotter.messages import Channel, Outgoing, OutKind
from spotter.store.queries import outbox
from spotter.store.queries.identities import add_identity, identities_of
from spotter.store.tables import Outbox
from spotter.store.uow import Store, UnitOfWork
from tests.channels.post import Post


@dataclass
class Office:
    """A sender with its provider, its rows and somebody to write to."""

    store: Store
    clock: FixedClock
    post: Post
    other: Post
    delivery: Delivery
    user_id: str

    async def put(self, text: str, kind: OutKind = "reply", address: str = "+15550100", channel: Channel = "sms", **more: object) -> str:
        async with self.store.database.write() as session:
            row_id = await outbox.put(
                session,
                user_id=self.user_id,
                channel=channel,
                address=address,
                kind=kind,
                outgoing=Outgoing(text=text),
                now=self.clock.now(),
                **more,  # type: ignore[arg-type]
            )
        assert row_id is not None
        return row_id

    async def row(self, row_id: str) -> Outbox:
        async with self.store.database.read() as session:
            return await session.get_one(Outbox, row_id)

    async def later(self, **time: float) -> int:
        self.clock.advance(timedelta(**time))
        return await self.delivery.send_due()

    async def reach(self, channel: str, address: str) -> None:
        """Make another address theirs."""
        async with self.store.database.write() as session:
            await add_identity(session, self.user_id, channel, address, self.clock.now())

    async def wrote(self, channel: str) -> None:
        """They write from there themselves."""
        async with self.store.database.write() as session:
            for one in await identities_of(UnitOfWork(session, self.user_id, self.clock.now())):
                one.last_in_at = self.clock.now() if one.channel == channel else one.last_in_at

    def another_sender(self, pace: Pace | None = None) -> Delivery:
        """The sender of another process."""
        return Delivery(self.store, {"sms": self.post, "telegram": self.other}, self.clock, pace)

    async def all_sent(self) -> None:
        """Send until nothing is due."""
        while await self.delivery.send_due():
            pass

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.post.taken]
