"""Accepts messages, runs their turns one at a time per person, and picks up what a dead process left behind."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from spotter.clock import Clock
from spotter.errors import Fenced, SpotterError, Unavailable
from spotter.graphs.calling import run_call
from spotter.graphs.coach import run_turn
from spotter.graphs.mind import Mind
from spotter.graphs.state import Emit, Scope, TurnResult
from spotter.log import bind_contextvars, get_logger, person_hash
from spotter.messages import InboundMessage, TurnEvent
from spotter.settings import Settings
from spotter.store.queries import turns
from spotter.store.queries.bursts import begins_at
from spotter.store.queries.openings import Opening
from spotter.store.queries.turns import Lease, Ticket
from spotter.store.uow import Store, UnitOfWork
from spotter.tools.executor import Executor
from spotter.turns.bursts import burst_s
from spotter.turns.bus import EventBus
from spotter.turns.finishing import reply_of, store_result
from spotter.turns.measures import buried_turns, finished_turns, turn_seconds
from spotter.turns.parting import bury
from spotter.turns.scene import set_scene

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

log = get_logger("turns")
PICKUP_BATCH = 50
POLL_S, LONGEST_POLL_S = 0.05, 1.0
CHANGES_FACTS = frozenset(
    {"forget", "correct_fact", "undo", "redeem_link_code"}
)  # what they take away must not wait in the index for the next thought
Beside = Callable[[UnitOfWork, Ticket], Awaitable[None]]
HandOut = Callable[["AsyncSession", str], Awaitable[None]]
Busy = Callable[[str, str | None], AbstractContextManager[None]]
LAST_EVENTS = ("turn.finished", "turn.failed")


class TurnRunner:
    """The engine of one process. Correctness lives in rows; this only decides who runs what now."""

    def __init__(self, store: Store, executor: Executor, bus: EventBus, settings: Settings, clock: Clock) -> None:
        self._store = store
        self.executor = executor
        self._bus = bus
        self._settings = settings
        self._clock = clock
        self._running: dict[str, asyncio.Task[None]] = {}
        self._leases: dict[str, Lease] = {}
        self._chores: set[asyncio.Task[None]] = set()
        self.wake_sender: Callable[[], None] = lambda: None  # called when a reply was put out to a channel
        self.hand_out: HandOut | None = None  # set where other processes run the turns: tells them of a person who waits
        self.busy_with: Busy = lambda _channel, _address: nullcontext()  # entered while a turn runs, to show there that an answer comes
        self._is_closing = False
        self.mind: Mind | None = None  # set while the house runs, where a model is

    async def submit(self, inbound: InboundMessage, beside: Beside | None = None) -> Ticket:
        """Store a message and start its turn if it is first in line. Returns after the commit; `beside` writes in the same transaction."""
        async with self._store.write(inbound.user_id) as uow:
            ticket = await self.accept(uow, inbound)
            if beside is not None and ticket.is_new:
                await beside(uow, ticket)
        if self.hand_out is not None:
            self._bus.expect(ticket.turn_id)
        self.begin(inbound.user_id, ticket)
        return ticket

    async def accept(self, uow: UnitOfWork, inbound: InboundMessage) -> Ticket:
        """Store a message in a transaction that does more; `begin` is called after its commit."""
        body_hash = hashlib.sha256(f"{inbound.conversation_id}\0{inbound.text}".encode()).hexdigest()
        now, held_s = self._clock.now(), self._settings.sign_of_life_s if self.hand_out is None else None
        ticket = await turns.accept(uow.session, inbound, body_hash, now, held_s, burst_s(inbound, self._settings.burst, now))
        if self.hand_out is not None and ticket.is_new:
            await self.hand_out(uow.session, inbound.user_id)
        return ticket

    def begin(self, user_id: str, ticket: Ticket) -> None:
        """Start the turn of a message that was accepted, if it is first in line and this process runs turns."""
        if self.hand_out is not None:
            return
        if ticket.lease is not None:
            self._start(ticket.lease, ticket.opening)
        elif ticket.starts_at is not None:
            self._leave_to_later(self._start_at(ticket.starts_at, user_id))

    async def follow(self, turn_id: str, user_id: str) -> AsyncIterator[TurnEvent]:
        """Every event of a turn from its first on, live or from its rows; ends with `turn.finished` or `turn.failed`."""
        told: set[str] = set()
        pause_s = POLL_S
        while True:
            async for event in self._bus.listen(turn_id):
                if event.id in told:
                    continue
                if event.kind in LAST_EVENTS and _has_gap(event, told):
                    break  # the rows hold what was not heard
                told.add(event.id)
                yield event
                if event.kind in LAST_EVENTS:
                    return
            async with self._store.read(user_id) as uow:
                turn = await turns.turn_of(uow.session, user_id, turn_id)
                is_over = turn.status in ("done", "dead")
                events = await turns.events_of(uow.session, turn_id) if is_over else []
            for event in events:
                if event.id not in told:
                    yield event
            if is_over:
                return
            await asyncio.sleep(pause_s)
            pause_s = min(2 * pause_s, LONGEST_POLL_S)

    async def run_person(self, user_id: str) -> None:
        """Run the turn that a person waits for: for a process that was told of them. The end of a turn starts the next one by itself."""
        while not self._is_closing:
            lease = await self._claim(user_id)
            if lease is not None:
                self._start(lease)
                await asyncio.wait([self._running[lease.turn_id]])
                return
            async with self._store.database.read() as session:
                at = await begins_at(session, user_id, self._clock.now())
            if at is None:
                return
            await asyncio.sleep((at - self._clock.now()).total_seconds())

    async def stop(self, turn_id: str, user_id: str) -> bool:
        """Stop a turn that waits or runs here; what it wrote so far stays and can be undone. False when it was over already."""
        async with self._store.read(user_id) as uow:
            await turns.turn_of(uow.session, user_id, turn_id)
        running = self._running.get(turn_id)
        if running is not None:  # first, because the row is locked while a tool writes
            await _cancelled([running])
        async with self._store.write(user_id) as uow:
            lease = await turns.seize(uow.session, user_id, turn_id)
            if lease is None:
                return False
            event = await bury(uow, lease, words="house.stopped")
        self._bus.publish(turn_id, event)
        self._bus.close(turn_id)
        await self._start_next(user_id)
        return True

    async def pick_up(self) -> int:
        """Renew the leases of what runs here, then start every turn that nobody runs. Called at start and every few seconds."""
        await self._renew_leases()
        async with self._store.database.read() as session:
            people = await turns.people_waiting(session, self._clock.now(), PICKUP_BATCH)
        for user_id in people:
            await self._start_next(user_id)
        return len(people)

    async def pick_up_forever(self) -> None:
        """Look for left-over turns until cancelled; whatever goes wrong, the next look is a new one."""
        while True:
            try:
                await self.pick_up()
            except Unavailable:
                log.warning("database.lost")
            except Exception as error:  # nobody would start this again
                log.error("pickup.failed", exc_info=error)
            await asyncio.sleep(self._settings.pickup_every_s)

    async def take_over(self) -> None:
        """End the leases of a process that died: only for the one process that owns its database."""
        async with self._store.database.write() as session:
            await turns.expire_leases(session, self._clock.now())
        await self.pick_up()

    def close(self) -> None:
        """Claim no more turns: others do, or this process when it starts again. What runs goes on."""
        self._is_closing = True

    async def drain(self, seconds: float) -> None:
        """Let running turns finish; what does not is handed back, for another process to take it at once."""
        with suppress(TimeoutError, Unavailable):
            async with asyncio.timeout(seconds):
                while tasks := [*self._running.values(), *self._chores]:  # one that ends may start the person's next
                    done, _ = await asyncio.wait(tasks, timeout=self._settings.pickup_every_s)
                    if not done:
                        await self._renew_leases()
                    await asyncio.sleep(0)  # their callbacks take them off the lists
        late = list(self._leases.values())
        await _cancelled(self._running.values())
        with suppress(Unavailable):  # their leases end by themselves
            for lease in late:
                async with self._store.database.write_once() as session:
                    await turns.expire_lease(session, lease, self._clock.now())

    async def let_go(self, user_id: str) -> None:
        """Stop what runs for a person who is about to be deleted."""
        await _cancelled([self._running[turn_id] for turn_id, lease in self._leases.items() if lease.user_id == user_id])

    def _start(self, lease: Lease, opening: Opening | None = None) -> None:
        self._bus.open(lease.turn_id)
        earlier = self._running.get(lease.turn_id)
        if earlier is not None:  # it hangs, or slept: it may write nothing any more
            earlier.cancel()
        task = asyncio.create_task(self._run_chain(lease, opening))
        self._running[lease.turn_id] = task
        self._leases[lease.turn_id] = lease
        task.add_done_callback(lambda done: self._forget(lease.turn_id, done))

    def _forget(self, turn_id: str, done: asyncio.Task[None]) -> None:
        """A later attempt of the same turn may run by now: only its own task ends its stream."""
        if self._running.get(turn_id) is done:
            del self._running[turn_id], self._leases[turn_id]
            self._bus.close(turn_id)

    async def _renew_leases(self) -> None:
        """Hold what runs here a while longer; a turn that takes longer than any may is let go, for somebody to try again."""
        leases = list(self._leases.values())  # as they are now: while the database is waited for, the last of them may end
        if leases:
            now, settings = self._clock.now(), self._settings
            longest, held = timedelta(seconds=settings.turn_lease_s), timedelta(seconds=settings.sign_of_life_s)
            async with self._store.database.write_once() as session:
                await turns.renew_leases(session, leases, now - longest, now + held)

    async def _start_next(self, user_id: str) -> None:
        lease = await self._claim(user_id)
        if lease is not None:
            self._start(lease)

    async def _start_at(self, moment: datetime, user_id: str) -> None:
        """Start the person's next turn when no more is waited for; should this process end before, the next look does."""
        await asyncio.sleep(max(0.0, (moment - self._clock.now()).total_seconds()))
        with suppress(Unavailable):
            await self._start_next(user_id)

    async def _claim(self, user_id: str) -> Lease | None:
        if self._is_closing:
            return None
        async with self._store.database.write() as session:
            return await turns.claim_next(session, user_id, self._clock.now(), self._settings.sign_of_life_s)

    async def _run_chain(self, lease: Lease, opening: Opening | None) -> None:
        bind_contextvars(turn=lease.turn_id, attempt=lease.attempt)  # on every line that is logged on behalf of this turn
        try:
            await self._run(lease, opening)
        except Fenced:
            log.info("turn.fenced", turn=lease.turn_id, attempt=lease.attempt)
        except Unavailable:
            log.warning("turn.postponed", turn=lease.turn_id, attempt=lease.attempt)
        except Exception as error:  # noqa: BLE001  the edge of a job: the turn is picked up again when its lease has expired
            self._failed(lease, error)

    async def _run(self, lease: Lease, opening: Opening | None = None) -> None:
        """Run attempts of a turn until one succeeds or the last has failed."""
        events: list[TurnEvent] = []
        emit = self._emitter(lease, events)
        if lease.attempt > self._settings.turn_attempts:
            await asyncio.shield(self._bury(lease))
            return
        try:
            scene = await set_scene(self._store, self.executor, lease, emit, opening, self.mind)
            if scene.scope.ctx.address is not None:
                self._bus.keep(lease.turn_id)
            emit("turn.restarted" if lease.attempt > 1 else "turn.started", {"turn_id": lease.turn_id})
            with self.busy_with(scene.scope.ctx.channel, scene.scope.ctx.address):
                result = await _run_of(scene.kind)(scene.text, scene.scope)
        except (Fenced, Unavailable):
            raise
        except Exception as error:  # noqa: BLE001  the edge of a job: whatever it is, the person's next turns go on
            self._failed(lease, error)
            again = await self._retry(lease)
            if again is not None:
                self._leases[again.turn_id] = again
                await self._run(again)
            return
        # A stop that comes now comes too late: what is stored, told and started next belongs together.
        finishing = asyncio.ensure_future(self._finish(lease, scene.scope, result, events))
        finishing.add_done_callback(lambda done: done.cancelled() or done.exception())  # it may end when nobody waits any more
        await asyncio.shield(finishing)

    async def _finish(self, lease: Lease, scope: Scope, result: TurnResult, events: list[TurnEvent]) -> None:
        """Store the end of a turn, tell it, and start the person's next turn, which the same transaction claimed."""
        reply = reply_of(result, scope)
        done = TurnEvent(attempt=lease.attempt, sequence=len(events) + 1, kind="turn.finished", data=reply.model_dump(mode="json"))
        async with self._store.write(lease.user_id) as uow:
            others_wait = await store_result(uow, scope, result, reply, [*events, done])
            held_s = self._settings.sign_of_life_s
            following = (
                await turns.claim_next(uow.session, lease.user_id, self._clock.now(), held_s)
                if others_wait and not self._is_closing
                else None
            )
        self._bus.publish(lease.turn_id, done)
        if scope.ctx.address is not None:
            self.wake_sender()
        finished_turns.labels(reply.path).inc()
        turn_seconds.labels(reply.path).observe(max(0.0, (self._clock.now() - scope.ctx.now).total_seconds()))
        if result.runs:
            self._tidy(lease, scope.ctx.conversation_id)
        elif CHANGES_FACTS.intersection(action.tool for action in result.actions):
            self.follow_facts(lease.user_id)
        if following is not None:
            self._start(following)

    async def _bury(self, lease: Lease) -> None:
        async with self._store.write(lease.user_id) as uow:
            event = await bury(uow, lease)
        self._bus.publish(lease.turn_id, event)
        buried_turns.inc()
        await self._start_next(lease.user_id)

    async def _retry(self, lease: Lease) -> Lease | None:
        """Claim a turn that failed again at once; after the last attempt it is buried with an apology.

        One transaction: between the end of a lease and the next claim, a renewal would hold the old one on for nobody.
        """
        async with self._store.database.write() as session:
            await turns.check_fence(session, lease)
            await turns.expire_lease(session, lease, self._clock.now())
            return await turns.claim_next(session, lease.user_id, self._clock.now(), self._settings.sign_of_life_s)

    def _tidy(self, lease: Lease, conversation_id: str) -> None:
        """After a turn that thought, older lines of the talk are summed up. Nobody waits for it."""
        if self.mind is None:
            return
        self._leave_to_later(_tidy_up(self.mind, lease, conversation_id))

    def follow_facts(self, user_id: str) -> None:
        """What is remembered of a person changed beside their talk: the index follows, and nobody waits for it."""
        if self.mind is not None:
            self._leave_to_later(self.mind.memory.follow_facts(user_id))

    def _leave_to_later(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something that nobody waits for."""
        chore = asyncio.create_task(work)
        self._chores.add(chore)
        chore.add_done_callback(self._chores.discard)

    def _emitter(self, lease: Lease, events: list[TurnEvent]) -> Emit:
        def emit(kind: str, data: dict[str, Any]) -> None:
            event = TurnEvent(attempt=lease.attempt, sequence=len(events) + 1, kind=kind, data=data)
            events.append(event)
            self._bus.publish(lease.turn_id, event)

        return emit

    @staticmethod
    def _failed(lease: Lease, error: Exception) -> None:
        code = error.code if isinstance(error, SpotterError) else type(error).__name__
        log.error("turn.failed", turn=lease.turn_id, attempt=lease.attempt, person=person_hash(lease.user_id), code=code, exc_info=error)


def _has_gap(last: TurnEvent, told: set[str]) -> bool:
    """Whether an event before the last one of a turn was not heard."""
    return any(f"{last.attempt}.{sequence}" not in told for sequence in range(1, last.sequence))


def _run_of(kind: str) -> Callable[[str, Scope], Awaitable[TurnResult]]:
    """What a turn of a kind is: something said, a call of a tool, or a plan in the making."""
    if kind == "job":
        from spotter.graphs.generating import run_generation  # the graph of plans is loaded where one is made

        return run_generation
    return run_call if kind == "api" else run_turn


async def _cancelled(tasks: Iterable[asyncio.Task[None]]) -> None:
    """Cancel tasks and wait until they have ended."""
    ending = list(tasks)
    for task in ending:
        task.cancel()
    if ending:
        await asyncio.wait(ending)


async def _tidy_up(mind: Mind, lease: Lease, conversation_id: str) -> None:
    try:
        await mind.memory.after_turn(lease.user_id, conversation_id)
    except Exception as error:
        log.warning("turn.untidied", turn=lease.turn_id, exc_info=error)
