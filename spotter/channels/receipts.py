"""What a provider tells of a message after it took it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from spotter.channels.consent import withdraw
from spotter.channels.measures import sent_messages
from spotter.messages import Channel
from spotter.store.queries import outbox
from spotter.store.queries.fallbacks import close_address, put_elsewhere
from spotter.store.uow import Store, UnitOfWork

Receipt = Literal["queued", "sent", "delivered", "read", "failed"]


class StatusUpdate(NamedTuple):
    """A provider's own name of a message, how far it got, why it failed; whether its address is gone, and whether its owner opted out."""

    provider_id: str
    receipt: Receipt
    error: str | None = None
    is_gone: bool = False
    has_opted_out: bool = False


async def note_receipt(store: Store, channel: Channel, told: StatusUpdate, now: datetime, others: Sequence[Channel]) -> bool:
    """Keep it, and try the other channels for a reminder that did not arrive after all; False where nobody knows the message (yet)."""
    async with store.database.write() as session:
        noted = await outbox.note_receipt(session, channel, told.provider_id, told.receipt, told.error)
        if noted.message is None:
            return False
        if noted.is_news and told.receipt == "failed":
            sent_messages.labels(channel, "undelivered").inc()
            if told.is_gone:
                await close_address(session, noted.message.channel, noted.message.address, now, others)
            if told.has_opted_out:
                await withdraw(UnitOfWork(session, noted.message.user_id, now), channel, noted.message.address, "provider")
            await put_elsewhere(session, noted.message, now, others)
    return True
