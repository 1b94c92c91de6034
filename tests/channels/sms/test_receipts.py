"""What became of a message: told in any order and as often as Twilio likes, it never goes back."""

from __future__ import annotations

import itertools

import pytest

from spotter.api.deps import House
from spotter.channels.receipts import StatusUpdate, note_receipt
from spotter.messages import Outgoing
from spotter.store.queries import outbox
from spotter.store.queries.identities import add_identity, identity_at
from spotter.store.queries.people import create_user
from spotter.store.tables import Outbox
from tests.channels.sms.conftest import PHONE, Texter

OTHER = "4242"


async def sent(house: House, provider_id: str, kind: str = "reminder") -> str:
    """A message that Twilio took, to somebody who has Telegram too."""
    now = house.clock.now()
    async with house.store.database.write() as session:
        person = await create_user(session, kind="guest", now=now)
        await add_identity(session, person.id, "sms", PHONE, now)
        await add_identity(session, person.id, "telegram", OTHER, now)
        where = {"user_id": person.id, "channel": "sms", "address": PHONE, "now": now}
        row_id = await outbox.put(session, **where, kind=kind, outgoing=Outgoing(text="Time to train."))  # type: ignore[arg-type]
        assert row_id is not None
        row = await session.get_one(Outbox, row_id)
        row.status, row.provider_id = "sent", provider_id
        return row_id


async def row_of(house: House, row_id: str) -> Outbox:
    async with house.store.database.read() as session:
        return await session.get_one(Outbox, row_id)


async def tell(texter: Texter, status: str, error: str | None = None, sid: str = "SM1") -> int:
    form = {"MessageSid": sid, "SmsSid": sid, "MessageStatus": status, "SmsStatus": status, "To": PHONE}
    return (await texter.post("/channels/sms/status", form | ({"ErrorCode": error} if error else {}))).status_code


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_receipts_in_any_order_end_the_same(house: House, texter: Texter) -> None:
    statuses = ("queued", "sending", "sent", "delivered", "sent")
    row_id = await sent(house, "SM1")
    for order in set(itertools.permutations(statuses)):
        async with house.store.database.write() as session:
            (await session.get_one(Outbox, row_id)).receipt = None
        assert {await tell(texter, status) for status in order} == {204}
        assert (await row_of(house, row_id)).receipt == "delivered"


@pytest.mark.parametrize("order", set(itertools.permutations(("queued", "sent", "undelivered", "undelivered"))))
async def test_a_failure_is_kept_whenever_it_is_told(house: House, texter: Texter, order: tuple[str, ...]) -> None:
    row_id = await sent(house, "SM1", "reply")
    for status in order:
        assert await tell(texter, status, "30003" if status == "undelivered" else None) == 204
    row = await row_of(house, row_id)
    assert (row.receipt, row.error) == ("failed", "30003")


async def test_what_was_delivered_did_not_fail(house: House, texter: Texter) -> None:
    row_id = await sent(house, "SM1")
    await tell(texter, "delivered")
    await tell(texter, "failed", "30008")
    row = await row_of(house, row_id)
    assert (row.receipt, row.error) == ("delivered", None)


async def test_a_message_that_nobody_knows_yet_is_told_of_again(house: House, texter: Texter) -> None:
    assert await tell(texter, "sent") == 404
    row_id = await sent(house, "SM1")
    assert await tell(texter, "sent") == 204
    assert (await row_of(house, row_id)).receipt == "sent"


async def test_a_reminder_that_no_phone_took_goes_to_another_channel_once(house: House) -> None:
    await sent(house, "SM1")
    update = StatusUpdate("SM1", "failed", "30005", is_gone=True)
    for _ in range(3):
        assert await note_receipt(house.store, "sms", update, house.clock.now(), ["sms", "telegram"])
    async with house.store.database.read() as session:
        rows = [row for row in await outbox.letters(session, "pending", 10) if row.channel == "telegram"]
        identity = await identity_at(session, "sms", PHONE)
    assert [(row.address, row.payload["text"]) for row in rows] == [(OTHER, "Time to train.")]
    assert identity is not None
    assert identity.blocked_at is not None


async def test_a_phone_that_is_off_is_not_given_up(house: House, texter: Texter) -> None:
    await sent(house, "SM1")
    await tell(texter, "undelivered", "30003")
    async with house.store.database.read() as session:
        identity = await identity_at(session, "sms", PHONE)
    assert identity is not None
    assert identity.blocked_at is None
