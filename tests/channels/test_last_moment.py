"""What counts is how things stand when a message leaves, not when it was written; and what has left is known part by part."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from spotter.channels.base import Limits
from spotter.channels.consent import withdraw
from spotter.channels.delivery import Delivery
from spotter.ids import new_id
from spotter.messages import Channel, OutKind
from spotter.store.queries import outbox
from spotter.store.tables import Outbox, SafetyHold
from spotter.store.uow import UnitOfWork
from tests.channels.office import Office


class Queue:
    """A pace at which each message waits until it is let go."""

    def __init__(self) -> None:
        self.places = asyncio.Semaphore(0)
        self.asked = 0

    async def place(self, channel: Channel, address: str, limits: Limits) -> float:
        self.asked += 1
        await self.places.acquire()
        return 0.0

    async def close(self) -> None:
        """Nothing is open."""


async def until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not happened():  # noqa: ASYNC110  another task makes it happen
            await asyncio.sleep(0.005)


@asynccontextmanager
async def waiting_in_line(office: Office) -> AsyncIterator[Queue]:
    """Messages that are due wait for their places meanwhile; then all of them go."""
    queue = Queue()
    sending = asyncio.create_task(office.another_sender(queue).send_due())
    await until(lambda: queue.asked > 0)
    yield queue
    for _ in range(9):
        queue.places.release()
    await sending


async def opt_out(office: Office) -> None:
    async with office.store.database.write() as session:
        await withdraw(UnitOfWork(session, office.user_id, office.clock.now()), "sms", "+15550100", "word")


@pytest.mark.parametrize("kind", ["reply", "reminder", "notice"])
async def test_a_message_that_waits_its_turn_does_not_go_out_after_an_opt_out(office: Office, kind: OutKind) -> None:
    row = await office.put("train now", kind=kind)
    async with waiting_in_line(office):
        await opt_out(office)
    assert office.texts == []
    assert (await office.row(row)).error == "opted_out"


async def test_an_opt_out_between_two_parts_ends_the_message(office: Office) -> None:
    await office.put("one|two")
    async with waiting_in_line(office) as queue:
        queue.places.release()
        await until(lambda: queue.asked == 2)
        await opt_out(office)
    assert office.texts == ["one"]


async def test_what_gets_too_old_in_line_is_not_sent(office: Office) -> None:
    row = await office.put("train at 7", kind="reminder", expires_at=office.clock.now() + timedelta(hours=2))
    async with waiting_in_line(office):
        office.clock.advance(timedelta(hours=3))
    assert office.texts == []
    assert (await office.row(row)).error == "too_late"


async def test_no_nudge_goes_out_once_somebody_told_of_danger(office: Office) -> None:
    await office.wrote("sms")
    row = await office.put("how about a run?", kind="nudge")
    now = office.clock.now()
    hold = SafetyHold(id=new_id(), user_id=office.user_id, level="T0", signals=["chest_pain"], opened_at=now)
    async with waiting_in_line(office), office.store.database.write() as session:
        session.add(hold)
    assert office.texts == []
    assert (await office.row(row)).error == "safety_hold"


async def test_a_message_whose_sender_was_too_slow_is_left_to_the_other_one(office: Office) -> None:
    await office.put("reply")
    async with waiting_in_line(office):
        await office.later(seconds=61)
    assert office.texts == ["reply"]


async def test_each_part_is_known_as_soon_as_it_went(office: Office) -> None:
    row = await office.put("one|two|three")
    async with waiting_in_line(office) as queue:
        for count in (1, 2):
            queue.places.release()
            await until(lambda: queue.asked == count + 1)  # noqa: B023  awaited at once
            assert (await office.row(row)).parts_sent == count
        await office.later(seconds=61)  # this process hangs; another goes on where it was
    assert office.texts == ["one", "two", "three"]


async def test_whatever_part_a_provider_tells_of_its_message_is_known(office: Office) -> None:
    row = await office.put("one|two")
    await office.delivery.send_due()
    for part, receipt, told in [("sms-2", "delivered", "delivered"), ("sms-1", "delivered", "delivered"), ("sms-1", "failed", "failed")]:
        async with office.store.database.write() as session:
            noted = await outbox.note_receipt(session, "sms", part, receipt)
        assert noted.message is not None
        assert (await office.row(row)).receipt == told


async def test_a_process_that_stops_lets_what_is_under_way_arrive(office: Office) -> None:
    office.post.open.clear()
    row = await office.put("reply")
    running = asyncio.create_task(office.delivery.run_forever())
    await until(lambda: office.post.asked == ["reply"])
    finishing = asyncio.create_task(office.delivery.finish(10))
    await asyncio.sleep(0.05)
    office.post.open.set()
    await asyncio.gather(finishing, running)
    assert (office.texts, (await office.row(row)).status) == (["reply"], "sent")


async def test_what_is_under_way_for_long_is_nobody_elses(office: Office) -> None:
    office.post.open.clear()
    await office.put("reply")
    running = asyncio.create_task(office.delivery.run_forever())
    await until(lambda: office.post.asked == ["reply"])
    for _ in range(3):
        office.clock.advance(timedelta(seconds=40))
        office.delivery.wake()
        await asyncio.sleep(0.2)
        assert await office.another_sender().send_due() == 0
    office.post.open.set()
    await office.delivery.finish(5)
    await running
    assert office.texts == ["reply"]


async def test_a_slow_provider_holds_up_nobody_elses_messages(office: Office) -> None:
    await office.reach("telegram", "42")
    office.post.open.clear()
    for number in range(60):  # more than there is room for
        await office.put("by phone", address=f"+1555{number:04}")
    running = asyncio.create_task(office.delivery.run_forever())
    await until(lambda: len(office.post.asked) > 0)
    for text in ("one", "two", "three"):
        await office.put(text, channel="telegram", address="42")
        office.delivery.wake()
        await until(lambda: [one for _, one in office.other.taken][-1:] == [text])  # noqa: B023  awaited at once
    office.post.open.set()
    await until(lambda: len(office.texts) == 60)
    await office.delivery.finish(5)
    await running


async def test_what_nobody_can_read_is_set_aside(office: Office) -> None:
    bad, good = await office.put("bad"), await office.put("good")
    async with office.store.database.write() as session:
        (await session.get_one(Outbox, bad)).payload = {"words": "bad"}
    await office.all_sent()
    assert ((await office.row(bad)).status, (await office.row(bad)).error) == ("dead", "unreadable")
    assert (office.texts, (await office.row(good)).status) == (["good"], "sent")


async def test_a_message_that_its_senders_die_of_is_left_after_a_day(office: Office) -> None:
    row = await office.put("reply")
    for _ in range(2):
        async with office.store.database.write() as session:
            await outbox.take_back(session, office.clock.now())
            assert len(await outbox.claim(session, "sms", office.clock.now(), 60, 10)) == 1
        office.clock.advance(timedelta(hours=13))
    assert await Delivery(office.store, {"sms": office.post}, office.clock).send_due() == 0
    assert (await office.row(row)).status == "dead"
