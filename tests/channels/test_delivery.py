"""What leaves the house: in order, once where it matters, again where that helps, elsewhere where an address is gone."""

from __future__ import annotations

import asyncio
import itertools
from datetime import timedelta

from spotter.channels.base import SendError
from spotter.channels.delivery import Delivery, backoff_s
from spotter.ids import new_id
from spotter.messages import Outgoing
from spotter.store.queries import outbox
from spotter.store.queries.identities import add_identity, identity_at
from tests.channels.office import Office


async def test_messages_to_one_person_arrive_in_their_order_also_when_the_first_one_has_to_wait(office: Office) -> None:
    office.post.troubles = [SendError("503", retryable=True, retry_after_s=30)]
    for text in ("first", "second", "third"):
        await office.put(text)
    while await office.delivery.send_due():
        pass
    assert office.texts == []
    await office.later(seconds=31)
    while await office.delivery.send_due():
        pass
    assert office.texts == ["first", "second", "third"]


async def test_somebody_elses_messages_do_not_wait_for_it(office: Office) -> None:
    office.post.troubles = [SendError("503", retryable=True)]
    await office.put("held up")
    await office.delivery.send_due()
    await office.put("on time", address="+15550199")
    await office.delivery.send_due()
    assert office.post.taken == [("+15550199", "on time")]


async def test_a_message_in_two_parts_goes_on_where_it_was_cut_off(office: Office) -> None:
    office.post.troubles = [None, SendError("500", retryable=True)]
    row = await office.put("one|two")
    await office.delivery.send_due()
    await office.later(seconds=10)
    assert office.texts == ["one", "two"]
    assert (await office.row(row)).status == "sent"


async def test_what_a_sender_that_died_had_not_handed_over_goes_out(office: Office) -> None:
    await office.put("reply")
    await office.put("a code", kind="code", address="+15550111")
    async with office.store.database.write() as session:
        assert len(await outbox.claim(session, "sms", office.clock.now(), 60, 10)) == 2
    assert await office.delivery.send_due() == 0
    await office.later(seconds=61)
    assert sorted(office.texts) == ["a code", "reply"]


async def test_what_was_being_handed_over_when_its_sender_died_goes_out_again_unless_once_at_most(office: Office) -> None:
    """The process is gone between the provider's answer and the row that tells of it: nobody knows whether it went."""
    reply, code = await office.put("reply"), await office.put("a code", kind="code", address="+15550111")
    office.post.open.clear()
    sending = asyncio.create_task(office.delivery.send_due())
    async with asyncio.timeout(10):
        while len(office.post.asked) < 2:  # noqa: ASYNC110  the provider tells by a list
            await asyncio.sleep(0.01)
    await office.delivery.finish(0)
    await sending
    office.post.open.set()
    office.clock.advance(timedelta(seconds=61))
    await Delivery(office.store, {"sms": office.post}, office.clock).send_due()
    assert sorted(office.post.asked) == ["a code", "reply", "reply"]
    assert ((await office.row(reply)).status, (await office.row(code)).status) == ("sent", "dead")


async def test_a_sender_that_wakes_up_late_changes_nothing(office: Office) -> None:
    row_id = await office.put("reply")
    async with office.store.database.write() as session:
        (held,) = await outbox.claim(session, "sms", office.clock.now(), 60, 10)
    await office.later(seconds=61)
    async with office.store.database.write() as session:
        assert not await outbox.settle(session, held, status="dead")
    assert (await office.row(row_id)).status == "sent"


async def test_what_may_have_been_taken_is_not_repeated_where_once_is_enough(office: Office) -> None:
    office.post.troubles = [SendError("unknown", retryable=True), SendError("429", retryable=True, retry_after_s=5)]
    lost, limited = await office.put("code", kind="code"), await office.put("another", kind="code", address="+15550111")
    await office.delivery.send_due()
    await office.later(seconds=6)
    assert sorted([(await office.row(lost)).status, (await office.row(limited)).status]) == ["dead", "sent"]


async def test_after_a_day_nobody_tries_any_more(office: Office) -> None:
    row = await office.put("reply")
    for _ in range(200):
        office.post.troubles = [SendError("503", retryable=True)]
        await office.later(minutes=16)
    assert (await office.row(row)).status == "dead"
    assert (await office.row(row)).attempts < 120


async def test_an_address_that_is_gone_gets_nothing_more_and_reminders_go_elsewhere(office: Office) -> None:
    async with office.store.database.write() as session:
        await add_identity(session, office.user_id, "telegram", "42", office.clock.now())
    office.post.troubles = [SendError("21610", retryable=False, is_gone=True)]
    await office.put("train now", kind="reminder", dedupe_key="reminder:1")
    waiting = await office.put("and a reply")
    while await office.delivery.send_due():
        pass
    assert office.texts == []
    assert office.other.taken == [("42", "train now")]
    assert (await office.row(waiting)).status == "cancelled"
    async with office.store.database.read() as session:
        lost = await identity_at(session, "sms", "+15550100")
    assert lost is not None
    assert lost.blocked_at is not None


async def test_a_reminder_that_arrives_nowhere_ends(office: Office) -> None:
    office.post.troubles = [SendError("21610", retryable=False, is_gone=True)]
    office.other.troubles = [SendError("403", retryable=False, is_gone=True)]
    async with office.store.database.write() as session:
        await add_identity(session, office.user_id, "telegram", "42", office.clock.now())
    await office.put("train now", kind="reminder")
    tries = 0
    while await office.delivery.send_due():
        tries += 1
        assert tries < 10
    assert (office.texts, office.other.taken) == ([], [])


async def test_what_came_too_late_is_not_sent(office: Office) -> None:
    row = await office.put("train at 7", kind="reminder", expires_at=office.clock.now() + timedelta(hours=2))
    await office.later(hours=3)
    assert office.texts == []
    assert (await office.row(row)).error == "too_late"


async def test_the_same_thing_is_put_out_once(office: Office) -> None:
    await office.put("train now", kind="nudge", dedupe_key="nudge:1")
    async with office.store.database.write() as session:
        again = await outbox.put(
            session,
            user_id=office.user_id,
            channel="sms",
            address="+15550100",
            kind="nudge",
            outgoing=Outgoing(text="train now"),
            now=office.clock.now(),
            dedupe_key="nudge:1",
        )
    assert again is None


async def test_a_dead_letter_can_be_sent_again(office: Office) -> None:
    office.post.troubles = [SendError("21211", retryable=False)]
    row = await office.put("hello")
    await office.delivery.send_due()
    async with office.store.database.write() as session:
        assert [one.id for one in await outbox.letters(session, "dead", 10)] == [row]
        assert await outbox.retry(session, row, office.clock.now())
        assert not await outbox.retry(session, new_id(), office.clock.now())
    await office.delivery.send_due()
    assert office.texts == ["hello"]


async def test_receipts_in_any_order_never_go_back(office: Office) -> None:
    for place, order in enumerate(itertools.permutations(("queued", "sent", "delivered", "read"))):
        row = await office.put("hello", address=f"+1555{place:04}")
        await office.delivery.send_due()
        provider_id = (await office.row(row)).provider_id or ""
        best = -1
        for receipt in order:
            async with office.store.database.write() as session:
                _row, moved = await outbox.note_receipt(session, "sms", provider_id, receipt)
            assert moved == (outbox.RECEIPTS.index(receipt) > best)
            best = max(best, outbox.RECEIPTS.index(receipt))
        assert (await office.row(row)).receipt == "read"


async def test_one_message_that_breaks_the_sender_stops_nobody(office: Office) -> None:
    office.post.troubles = [ValueError("odd")]
    await office.put("one")
    await office.put("another", address="+15550199")
    await office.delivery.send_due()
    assert len(office.texts) == 1  # both leave at once: whichever met the trouble is tried again later


def test_waits_grow_from_a_second_to_a_quarter_of_an_hour() -> None:
    waits = [backoff_s(attempt) for attempt in range(1, 40)]
    assert 0.7 < waits[0] < 1.3
    assert max(waits) <= 900 * 1.25
    assert all(wait > 600 for wait in waits[15:])
