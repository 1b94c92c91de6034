"""Sends what is in the outbox: in order per address, no faster than the provider takes it, again where that may help."""

from __future__ import annotations

import asyncio
import math
import random
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta

from spotter.channels.base import Adapter, Limits, SendError
from spotter.channels.consent import objection, withdraw
from spotter.channels.measures import sent_messages
from spotter.channels.pacing import OwnPace, Pace
from spotter.clock import Clock
from spotter.errors import Unavailable
from spotter.log import get_logger, person_hash
from spotter.messages import Channel, Outgoing
from spotter.store.queries import outbox
from spotter.store.queries.fallbacks import close_address, leave_address, put_elsewhere
from spotter.store.tables import Outbox
from spotter.store.uow import Store, UnitOfWork

log = get_logger("delivery")
LEASE_S = 60.0
TIDY_EVERY = timedelta(seconds=5)
LONGEST_SEND_S = 120.0  # a slow mail server may take 20 s for each of its commands
SETTLE_AGAIN_S = (0.5, 1.0, 2.0, 4.0, 8.0)
ROOM_S, LEAST_ROOM, MOST_ROOM = 2.0, 4, 50
# A process that is killed has sent these and not written it down: they go out again. Few, for a provider answers in a fraction of a second.
MOST_IN_AIR = 4
LOOK_EVERY_S = 1.0
FIRST_WAIT_S, LONGEST_WAIT_S = 1.0, 900.0
PAUSE_S = 10.0  # where a provider is asked too much and does not say until when
MOVE_AFTER = timedelta(minutes=5)
# What a provider refused before it took anything: sending again cannot make two of it.
NOT_TAKEN = frozenset({"429", "refused", "no_connection"})


class Delivery:
    """The sender of one process. Any number of them may run: rows decide who sends what.

    Each message that it holds is a task of its own: nobody waits for somebody else's slow provider. `pace` says when each may go.
    """

    def __init__(self, store: Store, adapters: Mapping[Channel, Adapter], clock: Clock, pace: Pace | None = None) -> None:
        self._store = store
        self._adapters = adapters
        self._clock = clock
        self._pace: Pace = pace or OwnPace()
        self._waiting = asyncio.Event()
        self._air = {channel: asyncio.Semaphore(MOST_IN_AIR) for channel in adapters}
        self._sending: dict[asyncio.Task[None], Outbox] = {}
        self._paused_until: dict[str, datetime] = {}
        self._tidied_at: datetime | None = None
        self._looking = asyncio.Lock()  # what one look has claimed is on its way before another one finds nothing
        self._is_finishing = False

    def wake(self) -> None:
        """Something was put out: look at once."""
        self._waiting.set()

    async def run_forever(self) -> None:
        """Send until `finish`; whatever goes wrong, the next look is a new one. What is being sent goes on when this is cancelled."""
        while self._adapters and not self._is_finishing:
            self._waiting.clear()
            begun: list[asyncio.Task[None]] = []
            try:
                begun = await self._take_up()
            except Unavailable:
                log.warning("database.lost")
            except Exception as error:  # nobody would start this again
                log.error("delivery.failed", exc_info=error)
            if not begun:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._waiting.wait(), LOOK_EVERY_S)

    async def send_due(self) -> int:
        """Send what is due now, the first message of each address, and wait until it went; how many were taken up."""
        begun = await self._take_up()
        if begun:
            await asyncio.wait(begun)
        return len(begun)

    async def finish(self, seconds: float) -> None:
        """Send what is due before this process ends and let what is under way arrive, for no longer than that."""
        self._is_finishing = True
        with suppress(TimeoutError, Unavailable):
            async with asyncio.timeout(seconds / 2):
                while await self.send_due():
                    pass
        if self._sending:
            await asyncio.wait(self._sending, timeout=seconds / 2)
        for task in self._sending:
            task.cancel()
        await asyncio.gather(*self._sending, return_exceptions=True)
        await self._pace.close()

    async def _take_up(self) -> list[asyncio.Task[None]]:
        """Claim what is due as far as there is room, and begin to send it."""
        async with self._looking:
            now = self._clock.now()
            await self._tidy(now)
            async with self._store.database.read() as session:  # one statement, which mostly finds nothing
                due = await outbox.channels_due(session, now)
            rooms = {channel: room for channel in self._adapters if channel in due and (room := self._room(channel, now)) > 0}
            if not rooms:
                return []
            async with self._store.database.write() as session:
                rows = [row for channel, room in rooms.items() for row in await outbox.claim(session, channel, now, LEASE_S, room)]
            return [self._begin(row) for row in rows]

    async def _tidy(self, now: datetime) -> None:
        """From time to time: hold on to what is under way here, and take back what a sender that died left behind."""
        if self._tidied_at is not None and now - self._tidied_at < TIDY_EVERY:
            return
        async with self._store.database.write() as session:
            if self._sending:
                await outbox.hold(session, self._sending.values(), now + timedelta(seconds=LEASE_S))
            await outbox.take_back(session, now)
        self._tidied_at = now

    def _room(self, channel: Channel, now: datetime) -> int:
        """How many more messages of a channel may be held; none while its provider wants none for a moment."""
        pause = self._paused_until.get(channel, now) - now
        if timedelta() < pause <= MOVE_AFTER:  # what a longer pause holds up is looked at: some of it goes elsewhere
            return 0
        return room_of(self._adapters[channel].limits) - sum(row.channel == channel for row in self._sending.values())

    def _begin(self, row: Outbox) -> asyncio.Task[None]:
        task = asyncio.create_task(self._carry(row))
        self._sending[task] = row
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        row = self._sending.pop(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:  # its lease tells when somebody may look at it again
            log.warning("message.unsettled", channel=row.channel, person=person_hash(row.user_id), exc_info=error)
        self.wake()  # there is room again, and the next message of this address may go

    async def _carry(self, row: Outbox) -> None:
        """Send a message; what goes wrong with it is a matter of its own."""
        try:
            await self._send(row)
        except SendError as error:
            await self._failed(row, error)
        except Unavailable:
            raise
        except Exception as error:
            log.error("message.failed", channel=row.channel, person=person_hash(row.user_id), exc_info=error)
            await self._failed(row, SendError(type(error).__name__[:80], retryable=True))

    async def _send(self, row: Outbox) -> None:
        adapter = self._adapters[row.channel]  # type: ignore[index]
        try:
            parts = adapter.parts(Outgoing.model_validate(row.payload))
        except Exception as error:
            log.error("message.unreadable", channel=row.channel, person=person_hash(row.user_id), error=type(error).__name__)
            raise SendError("unreadable", retryable=False) from error
        left = parts[row.parts_sent :]
        if not left:
            await self._settle(row, status="sent", sent_at=self._clock.now(), lease_until=None, error=None)
        for number, part in enumerate(left, 1):
            await asyncio.sleep(await self._pace.place(adapter.channel, row.address, adapter.limits))
            async with self._air[adapter.channel]:
                if not await self._may_go(row):
                    return
                provider_id = await _handed_over(adapter, row.address, part)
                if not await self._settle_part(row, provider_id, is_last=number == len(left)):
                    return
        sent_messages.labels(row.channel, "sent").inc()

    async def _may_go(self, row: Outbox) -> bool:
        """Whether the next part may go out at this moment; where not, what becomes of the message is settled."""
        now = self._clock.now()
        until = self._paused_until.get(row.channel)
        if until is not None and until > now:
            await self._put_off(row, until, row.error)
            return False
        if row.expires_at is not None and row.expires_at <= now:
            await self._settle(row, status="dead", error="too_late", lease_until=None)
            return False
        if row.policy == "at_most_once":  # before anybody is asked: between the last question and the message nothing is waited for
            async with self._store.database.write() as session:
                if not await outbox.settle(session, row, error=outbox.IN_THE_AIR):
                    return False
        async with self._store.database.read() as session:
            user_id = await outbox.owner_of_held(session, row)
            if user_id is None:
                return False
            reason = await objection(UnitOfWork(session, user_id, now), row)
        if reason is not None:
            await self._settle(row, status="cancelled", error=reason, lease_until=None)
            sent_messages.labels(row.channel, "unwanted").inc()
        return reason is None

    async def _failed(self, row: Outbox, error: SendError) -> None:
        """Try again later where that may help, else bury it: an address that is gone is left alone, and another of the person is tried."""
        now = self._clock.now()
        wait_s = error.retry_after_s or backoff_s(row.attempts)
        if error.retry_after_s is not None or error.code == "429":  # this provider takes nothing from us for a while, whoever it is for
            pause = timedelta(seconds=error.retry_after_s or min(wait_s, PAUSE_S))
            self._paused_until[row.channel] = max(now + pause, self._paused_until.get(row.channel, now))
        may_repeat = row.policy == "at_least_once" or error.code in NOT_TAKEN
        if error.retryable and may_repeat and now - row.created_at < outbox.GIVE_UP_AFTER:
            await self._put_off(row, now + timedelta(seconds=wait_s), error.code)
            sent_messages.labels(row.channel, "retried").inc()
            return
        log.warning("message.buried", channel=row.channel, person=person_hash(row.user_id), code=error.code)
        sent_messages.labels(row.channel, "gone" if error.is_gone else "dead").inc()
        async with self._store.database.write() as session:
            if not await outbox.settle(session, row, status="dead", lease_until=None, error=error.code):
                return
            await put_elsewhere(session, row, now, list(self._adapters))
            if error.is_gone:
                await close_address(session, row.channel, row.address, now, list(self._adapters))
            if error.has_opted_out:
                await withdraw(UnitOfWork(session, row.user_id, now), row.channel, row.address, "provider")

    async def _put_off(self, row: Outbox, until: datetime, error: str | None) -> None:
        """Leave a message until then. What has waited at its address for some minutes, or would have to, goes elsewhere where it may."""
        now = self._clock.now()
        due_at = min(until, now + timedelta(seconds=LONGEST_WAIT_S))  # to look at what came behind it, too
        since = now if until - now > MOVE_AFTER else now - MOVE_AFTER
        async with self._store.database.write() as session:
            if await outbox.settle(session, row, status="pending", due_at=due_at, lease_until=None, error=error):
                await leave_address(session, row, since, now, list(self._adapters))

    async def _settle(self, row: Outbox, **values: object) -> None:
        async with self._store.database.write() as session:
            await outbox.settle(session, row, **values)

    async def _settle_part(self, row: Outbox, provider_id: str, *, is_last: bool) -> bool:
        """Write that a part went. A database that is away for a moment is waited for: what is not written goes out twice."""
        now = self._clock.now()
        held: dict[str, object] = {"lease_until": now + timedelta(seconds=LEASE_S), "error": None}
        sent: dict[str, object] = {"status": "sent", "sent_at": now, "lease_until": None, "error": None}
        for wait_s in SETTLE_AGAIN_S:
            with suppress(Unavailable):
                return await self._write_part(row, provider_id, sent if is_last else held)
            await asyncio.sleep(wait_s)
        return await self._write_part(row, provider_id, sent if is_last else held)

    async def _write_part(self, row: Outbox, provider_id: str, values: dict[str, object]) -> bool:
        database = self._store.database
        # Until it is written, a kill sends it again: the first part is one statement, and made in one round trip.
        async with database.write() if row.parts_sent else database.write_once() as session:
            return await outbox.settle_part(session, row, provider_id, **values)


async def _handed_over(adapter: Adapter, address: str, part: dict[str, object]) -> str:
    try:
        async with asyncio.timeout(LONGEST_SEND_S):
            return await adapter.send(address, part)
    except TimeoutError as error:
        raise SendError("unknown", retryable=True) from error


def backoff_s(attempt: int) -> float:
    """How long to wait before the next try, in seconds: doubled each time from 1 s to 15 min, spread so that not all come at once."""
    return min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(attempt - 1, 20)) * random.uniform(0.75, 1.25)


def room_of(limits: Limits) -> int:
    """How many messages of a channel may be held at once: what the provider takes in two seconds, so that nobody waits long behind them."""
    return min(MOST_ROOM, max(LEAST_ROOM, math.ceil(ROOM_S * limits.per_second)))
