"""The tick: looks at whom it is time to look at, then sends what is due. Any number of processes may tick; rows decide."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby

from spotter.clock import Clock
from spotter.errors import Unavailable
from spotter.log import get_logger, person_hash
from spotter.nudges.planner import Measure, plan_for
from spotter.nudges.sending import send_due_of
from spotter.scheduling.send_time import HELD_OUT_SHARE, RECEPTIVE_WITHIN, Habits, Slot, Tried
from spotter.scheduling.zones import zone_of
from spotter.store.queries.nudges import Try, adopt, is_anybody_to_look_at, people_due, take_looks, tries_since
from spotter.store.uow import Store

log = get_logger("nudges")
LOOK_AGAIN = timedelta(hours=4)
PEOPLE_A_TICK, BATCH = 400, 20
LEARN_FROM, MOST_TRIES = timedelta(days=120), 20_000
LEARN_AGAIN = timedelta(hours=6)


class NudgeTick:
    """What a process does every half minute. `held_out` is the share left unsent to measure; `wake` sends what was put out."""

    def __init__(self, store: Store, clock: Clock, *, held_out: float = HELD_OUT_SHARE, wake: Callable[[], None] | None = None) -> None:
        self._store = store
        self._clock = clock
        self._wake = wake
        self._measure = Measure(held_out=held_out)
        self._learnt_at: datetime | None = None
        self._knows_everybody = False

    async def tick(self) -> None:
        """Plan, then send. What the database cannot do now, the next tick does."""
        try:
            await self._learn()
            await self._plan()
            await self._send()
        except Unavailable:
            log.warning("database.lost")

    async def _learn(self) -> None:
        now = self._clock.now()
        if self._learnt_at is not None and timedelta() <= now - self._learnt_at < LEARN_AGAIN:
            return
        async with self._store.database.read() as session:
            tries = await tries_since(session, now - LEARN_FROM, MOST_TRIES)
        self._measure, self._learnt_at = replace(self._measure, habits=habits_of(tries)), now

    async def _plan(self) -> None:
        now, seen = self._clock.now(), 0
        if not self._knows_everybody:
            async with self._store.database.write() as session:
                await adopt(session, now)
            self._knows_everybody = True
        async with self._store.database.read() as session:
            if not await is_anybody_to_look_at(session, now):
                return
        while seen < PEOPLE_A_TICK:
            async with self._store.database.write() as session:
                people = await take_looks(session, now, now + LOOK_AGAIN, BATCH)
            for user_id in people:
                await self._for(user_id, plan_for(self._store, user_id, self._measure))
            seen += len(people)
            if len(people) < BATCH:
                return

    async def _send(self) -> None:
        async with self._store.database.read() as session:
            people = await people_due(session, self._clock.now(), PEOPLE_A_TICK)
        for user_id in people:
            await self._for(user_id, send_due_of(self._store, user_id))
        if people and self._wake is not None:
            self._wake()

    async def _for(self, user_id: str, work: Awaitable[object]) -> None:
        """Work for one person; what goes wrong with them keeps nobody else waiting."""
        try:
            await work
        except Unavailable:
            raise
        except Exception as error:
            log.error("nudge.failed", person=person_hash(user_id), exc_info=error)


def habits_of(tries: list[Try]) -> Habits:
    """Everybody's habits from what went out, each by the clock on their own wall."""

    def tried(one: Try) -> Tried:
        quick = one.replied_at is not None and one.replied_at - one.settled_at <= RECEPTIVE_WITHIN
        return Tried(Slot.of(one.settled_at.astimezone(zone_of(one.time_zone))), quick)

    people = groupby(sorted(tries, key=lambda one: one.user_id), key=lambda one: one.user_id)
    return Habits.of([tried(one) for one in mine] for _, mine in people)
