"""The house that cases run in: one SQLite file in a folder of its own, laid back to a template before each case.

What was there before a case is told to the real coach or done by the real tools, on back-dated days, so that rows, journal and ledger are
real. The state after it is kept: cases that start from the same past start from a copy.
"""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from spotter.api.deps import House
from spotter.bootstrap import build_house, running
from spotter.channel_settings import BurstSettings
from spotter.clock import FixedClock
from spotter.errors import SpotterError
from spotter.evals.case import Case, Layer, Person, Step
from spotter.evals.minds import STAND_IN, Minds, SwitchedModels, minds
from spotter.evals.moments import moment, resolved, span
from spotter.evals.rows import Rows
from spotter.graphs.mind import Mind
from spotter.ids import new_id
from spotter.messages import InboundMessage, Reply
from spotter.settings import Settings
from spotter.store.queries.people import create_user
from spotter.tools.executor import Executor
from spotter.tools.registry import tools
from spotter.tools.spec import ToolSpec
from spotter.turns.bus import EventBus
from spotter.turns.runner import TurnRunner
from spotter.turns.single import run_single

STATES_KEPT = 64  # of about 1 MB each
KNOWN_SINCE = timedelta(days=60)
A_YEAR_S = 365 * 24 * 3600.0


@dataclass(frozen=True, slots=True)
class People:
    """Whom a case is about, by id."""

    person: str
    others: dict[str, str]


@dataclass
class World:
    """One process's house. `tools` are what the executor runs; a case's faults and mutants replace some for as long as it runs."""

    house: House
    clock: FixedClock
    executor: Executor
    tools: dict[str, ToolSpec]
    minds: Minds
    switch: SwitchedModels
    mind: Mind
    rows: Rows
    file: sqlite3.Connection
    states: dict[str, tuple[sqlite3.Connection, People]] = field(default_factory=dict)

    def think_with(self, case: Case, layer: Layer) -> None:
        """Give the house the models of a layer, or none."""
        self.switch.current = self.minds.models_for(case, layer)
        turn_s, composes = self.minds.terms_of(case, layer)
        mind = replace(self.mind, turn_s=turn_s, composes=composes)
        self.house.runner.mind = mind if self.switch.current else None
        self.house.memory.models = self.switch if self.switch.current else None

    async def prepare(self, case: Case) -> People:
        """Make the database what it was before the case, and set the clock to its first moment."""
        self.house.runner.mind = self.house.memory.models = None
        key = _state_key(case, case.before)
        if key not in self.states:
            base = _state_key(case, ())
            if base not in self.states:
                await self._begin(case, base)
            self._lay_back(self.states[base][0])
            people = self.states[base][1]
            await self._live_through(case.before, people.person, case.now)
            self._keep(key, people)
        state, people = self.states[key]
        self._lay_back(state)
        self.clock.move_to(case.now)
        return people

    async def say(self, user_id: str, text: str, channel: str = "app", deliveries: int = 1) -> tuple[str, Reply]:
        """One message to the coach and its finished turn: the turn's id and its reply."""
        runner = self.house.runner
        inbound = InboundMessage.model_validate({"user_id": user_id, "channel": channel, "dedupe_key": new_id(), "text": text})
        tickets = [await runner.submit(inbound) for _ in range(deliveries)]
        async for _ in runner.follow(tickets[0].turn_id, user_id):
            pass
        await runner.drain(A_YEAR_S)
        (turn,) = self.rows.of("turn", id=tickets[0].turn_id)
        return tickets[0].turn_id, Reply.model_validate(turn["reply"])

    async def _begin(self, case: Case, key: str) -> None:
        """People, and the part of their past that a named world has written."""
        self._lay_back(self.states[""][0])
        others = {other.name: await self._new_person(other.person, case.now) for other in case.others}
        people = People(await self._new_person(case.person, case.now), others)
        for other in case.others:
            await self._live_through(other.before, others[other.name], case.now)
        await self._live_through(case.world_before, people.person, case.now)
        self._keep(key, people)

    async def _new_person(self, person: Person, now: datetime) -> str:
        self.clock.move_to(now - KNOWN_SINCE)
        async with self.house.store.database.write() as session:
            user = await create_user(session, kind="account", now=self.clock.now(), locale=person.locale)
            user.units, user.time_zone, user.country = person.units, person.zone, person.country
        if person.profile:
            await self._call(user.id, "update_profile", resolved(person.profile, now))
        return user.id

    async def _live_through(self, steps: Sequence[Step], user_id: str, now: datetime) -> None:
        for at, step in sorted(_moments(steps, now), key=lambda pair: pair[0]):
            self.clock.move_to(at)
            if step.tool:
                await self._call(user_id, step.tool, resolved(step.args, at))
            else:
                await self._tell(user_id, step.say)

    async def _tell(self, user_id: str, text: str) -> None:
        """A message of the past: it is what the case rests on, so it has to write something and may leave no question open."""
        turn_id, reply = await self.say(user_id, text)
        has_written = any(call["kind"] == "write" for call in self.rows.of("tool_call", turn_id=turn_id))
        if reply.pending is not None or not has_written:
            raise SpotterError(f"what was before the case was not taken in: {text!r} was answered with {reply.reply!r}")

    async def _call(self, user_id: str, tool: str, args: dict[str, object]) -> None:
        await run_single(self.house.store, self.executor, self.clock, user_id, tool, args)

    def _lay_back(self, state: sqlite3.Connection) -> None:
        state.backup(self.file)

    def _keep(self, key: str, people: People) -> None:
        kept = sqlite3.connect(":memory:")
        self.file.backup(kept)
        self.states[key] = (kept, people)
        while len(self.states) > STATES_KEPT:
            oldest = next(name for name in self.states if name)  # the empty one is what all others begin with
            self.states.pop(oldest)[0].close()


def _moments(steps: Sequence[Step], now: datetime) -> list[tuple[datetime, Step]]:
    found = []
    for step in steps:
        at = moment(step.at, now)
        repeats = step.repeat.times if step.repeat else 1
        every = span(step.repeat.every) if step.repeat else timedelta()
        found += [(at + number * every, step) for number in range(repeats)]
    late = next((step for at, step in found if at > now), None)
    if late is not None:
        raise SpotterError(f"what was before the case happens after its clock: {late.at}")
    return found


def _state_key(case: Case, before: Sequence[Step]) -> str:
    others = [other.model_dump_json() for other in case.others]
    told = [case.clock, case.person.model_dump_json(), *others, "|", *(step.model_dump_json() for step in (*case.world_before, *before))]
    return hashlib.sha256("\0".join(told).encode()).hexdigest()


@asynccontextmanager
async def open_world(inside: Path) -> AsyncIterator[World]:
    """A house of its own in a folder."""
    folder = Path(tempfile.mkdtemp(dir=inside))
    clock = FixedClock(datetime.fromisoformat("2026-01-01T00:00:00+00:00"))
    path = folder / "spotter.db"
    settings = Settings(
        data_dir=folder,
        database_url=f"sqlite:///{path}",
        secret_key="evals " * 8,
        llm=STAND_IN,
        memory={"index": False},
        burst=BurstSettings(app_s=0, telegram_s=0, sms_s=0),
        pickup_every_s=A_YEAR_S,
        tick_every_s=A_YEAR_S,
        turn_lease_s=A_YEAR_S,
        _env_file=None,
    )
    own, switch = dict(tools()), SwitchedModels()
    house = build_house(settings, clock)
    executor = Executor(own)
    house = replace(house, runner=TurnRunner(house.store, executor, EventBus(), settings, clock))
    with minds(house.store) as served:
        async with running(house, switch):
            mind = house.runner.mind
            if mind is None:
                raise RuntimeError("a house with models has a mind")
            file, rows = sqlite3.connect(path), Rows(path)
            world = World(house, clock, executor, own, served, switch, mind, rows, file)
            world._keep("", People("", {}))
            try:
                yield world
            finally:
                await served.close()
                rows.close()
                for connection in (file, *(state for state, _ in world.states.values())):
                    connection.close()
