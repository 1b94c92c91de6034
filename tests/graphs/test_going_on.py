"""A turn that thinks and whose process dies in the middle goes on elsewhere: the same calls under the same ids, nothing written twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from langchain_core.messages import ToolMessage
from sqlalchemy import select

from spotter.api.deps import House
from spotter.bootstrap import build_house, running
from spotter.clock import FixedClock
from spotter.errors import Fenced, ModelAway
from spotter.graphs.checkpoint import thread_of
from spotter.graphs.pondering import thinking_graph
from spotter.llm.asking import Ask, Said, WantedCall
from spotter.llm.scripted import Rule, ScriptedModels
from spotter.messages import InboundMessage
from spotter.settings import Settings
from spotter.store.queries import turns
from spotter.store.queries.people import create_user
from spotter.store.queries.steps import keep_step
from spotter.store.queries.turns import Lease
from spotter.store.tables import AgentRun, SetLog, ToolCall, Turn
from spotter.tools.executor import Executor
from spotter.tools.registry import tools
from spotter.tools.spec import Result
from spotter.turns.bus import EventBus
from spotter.turns.runner import TurnRunner
from tests.graphs.conftest import steps_kept

SAID = "would you write down how my bench press went today, a five with 41 kg on it, and how my squat went, a three with the same"
PRESSED = WantedCall("log_workout", {"entries": [{"exercise": "bench press", "sets": [{"reps": 5, "load_kg": 41}]}]})
LOGS = Rule(calls=[PRESSED], times=1, agent="progress")
SPEAKS = Rule(say="A steady pace.")


class Stuck(ScriptedModels):
    """Models whose answer never comes: to the first question, or once a tool has answered."""

    def __init__(self, *rules: Rule, after_tools: bool) -> None:
        super().__init__(*rules)
        self.reached = asyncio.Event()
        self._after_tools = after_tools

    async def ask(self, ask: Ask) -> Said:
        if not self._after_tools or isinstance(ask.messages[-1], ToolMessage):
            self.reached.set()
            await asyncio.Event().wait()
        return await super().ask(ask)


@asynccontextmanager
async def _dying(house: House, models: ScriptedModels) -> AsyncIterator[House]:
    """The house is left as a killed process leaves it: its tasks are gone, its leases held, nothing finished."""
    async with running(house, models):
        yield house
        tasks = list(house.runner._running.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _sent(house: House, text: str) -> tuple[str, str]:
    async with house.store.database.write() as session:
        user = await create_user(session, kind="guest", now=house.clock.now())
    ticket = await house.runner.submit(InboundMessage(user_id=user.id, channel="app", dedupe_key=user.id, text=text))
    return user.id, ticket.turn_id


async def _sent_until(house: House, reached: asyncio.Event) -> tuple[str, str]:
    """The message is sent and its turn has come to where it waits."""
    sent = await _sent(house, SAID)
    await asyncio.wait_for(reached.wait(), 10)
    return sent


async def _wanted(house: House, user_id: str, turn_id: str) -> list[str]:
    """The ids of the calls that the last kept step wants."""
    assert house.runner.mind is not None
    whoever_follows = thread_of(Lease(turn_id, user_id, 2))
    left: Any = await thinking_graph(house.runner.mind.steps).aget_state(whoever_follows)
    return [one.call_id for one in left.values["wishes"]]


async def _written(house: House, turn_id: str) -> list[str]:
    async with house.store.database.read() as session:
        calls = select(ToolCall.call_id).where(ToolCall.turn_id == turn_id, ToolCall.kind == "write")
        return list(await session.scalars(calls))


async def _taken_over(house: House, user_id: str, turn_id: str) -> Turn:
    """The turn after somebody else ended it: answered, in the second attempt, with one set and its receipt, and no run left open."""
    for _ in range(200):
        async with house.store.database.read() as session:
            turn = await turns.turn_of(session, user_id, turn_id)
        if turn.status in ("done", "dead"):
            break
        await asyncio.sleep(0.05)
    async with house.store.database.read() as session:
        sets = list(await session.scalars(select(SetLog).where(SetLog.user_id == user_id)))
        runs = list(await session.scalars(select(AgentRun).where(AgentRun.turn_id == turn_id, AgentRun.status == "running")))
    assert (turn.status, turn.attempt, len(sets), runs) == ("done", 2, 1, [])
    assert turn.reply is not None
    assert "41 kg" in turn.reply["reply"]
    assert "A steady pace." in turn.reply["reply"]
    return turn


async def test_who_dies_before_the_first_thought_is_followed_from_the_start(settings: Settings, clock: FixedClock) -> None:
    stuck = Stuck(LOGS, SPEAKS, after_tools=False)
    async with _dying(build_house(settings, clock), stuck) as house:
        user_id, turn_id = await _sent_until(house, stuck.reached)
    clock.advance(timedelta(seconds=61))
    async with running(build_house(settings, clock), ScriptedModels(LOGS, SPEAKS)) as house:
        await _taken_over(house, user_id, turn_id)


async def test_who_dies_between_thought_and_deed_is_followed_with_the_same_calls(settings: Settings, clock: FixedClock) -> None:
    reached, real = asyncio.Event(), tools()["log_workout"]

    async def never(_args: Any, _ctx: Any, _uow: Any) -> Result:
        reached.set()
        await asyncio.Event().wait()
        raise AssertionError("nobody wakes it")

    plain = build_house(settings, clock)
    executor = Executor({**tools(), "log_workout": replace(real, run=never)})
    broken = replace(plain, runner=TurnRunner(plain.store, executor, EventBus(), settings, clock))
    async with _dying(broken, ScriptedModels(LOGS, SPEAKS)) as house:
        user_id, turn_id = await _sent_until(house, reached)
        wanted = await _wanted(house, user_id, turn_id)
    clock.advance(timedelta(seconds=61))
    models = ScriptedModels(SPEAKS)
    async with running(build_house(settings, clock), models) as house:
        await _taken_over(house, user_id, turn_id)
        assert await _written(house, turn_id) == wanted
    assert all(isinstance(ask.messages[-1], ToolMessage) for ask in models.asked if ask.agent == "progress")


async def test_who_dies_after_the_deed_is_followed_and_does_it_no_second_time(settings: Settings, clock: FixedClock) -> None:
    stuck = Stuck(LOGS, SPEAKS, after_tools=True)
    async with _dying(build_house(settings, clock), stuck) as house:
        user_id, turn_id = await _sent_until(house, stuck.reached)
        written = await _written(house, turn_id)
    clock.advance(timedelta(seconds=61))
    models = ScriptedModels(SPEAKS)
    async with running(build_house(settings, clock), models) as house:
        turn = await _taken_over(house, user_id, turn_id)
        assert await _written(house, turn_id) == written
        assert turn.reply is not None
        assert [action["call_id"] for action in turn.reply["actions"]] == written


async def _attempt(house: House, user_id: str, turn_id: str) -> int:
    async with house.store.database.read() as session:
        return (await turns.turn_of(session, user_id, turn_id)).attempt


async def test_a_turn_is_held_while_its_process_lives_and_goes_on_soon_after_its_death(settings: Settings, clock: FixedClock) -> None:
    stuck = Stuck(LOGS, SPEAKS, after_tools=True)
    async with _dying(build_house(settings, clock), stuck) as house:
        user_id, turn_id = await _sent_until(house, stuck.reached)
        somebody_else = build_house(settings, clock)
        for _ in range(4):
            clock.advance(timedelta(seconds=8))
            await house.runner.pick_up()
            assert await somebody_else.runner.pick_up() == 0
        await somebody_else.store.database.close()
        assert await _attempt(house, user_id, turn_id) == 1
    clock.advance(timedelta(seconds=11))
    async with running(build_house(settings, clock), ScriptedModels(SPEAKS)) as house:
        await _taken_over(house, user_id, turn_id)


async def test_a_turn_that_hangs_is_tried_again_though_its_process_lives(settings: Settings, clock: FixedClock) -> None:
    stuck = Stuck(LOGS, SPEAKS, after_tools=True)
    async with _dying(build_house(settings, clock), stuck) as house:
        user_id, turn_id = await _sent_until(house, stuck.reached)
        for _ in range(7):
            clock.advance(timedelta(seconds=8))
            await house.runner.pick_up()
        assert await _attempt(house, user_id, turn_id) == 2
        assert len(house.runner._running) == 1


async def test_a_turn_that_outlasts_the_end_of_its_process_is_handed_back(settings: Settings, clock: FixedClock) -> None:
    stuck = Stuck(LOGS, SPEAKS, after_tools=True)
    async with running(build_house(settings, clock), stuck) as house:
        user_id, turn_id = await _sent_until(house, stuck.reached)
        await house.runner.drain(0.1)
    async with running(build_house(settings, clock), ScriptedModels(SPEAKS)) as house:
        await _taken_over(house, user_id, turn_id)


async def test_a_person_stops_a_turn_that_thinks_and_what_was_written_stays(settings: Settings, clock: FixedClock) -> None:
    stuck = Stuck(LOGS, SPEAKS, after_tools=True)
    async with running(build_house(settings, clock), stuck) as house:
        user_id, turn_id = await _sent_until(house, stuck.reached)
        written = await _written(house, turn_id)
        assert await house.runner.stop(turn_id, user_id)
        await house.runner.drain(5)
        assert await _written(house, turn_id) == written
        async with house.store.database.read() as session:
            runs = list(await session.scalars(select(AgentRun).where(AgentRun.turn_id == turn_id, AgentRun.status == "running")))
        assert runs == []
        assert await steps_kept(house) == []


class Late(ScriptedModels):
    """Models that answer only when the turn's time is over, as those over a network do."""

    async def ask(self, ask: Ask) -> Said:
        loop = asyncio.get_running_loop()
        if isinstance(ask.messages[-1], ToolMessage) and ask.deadline is not None:
            await asyncio.sleep(max(0.0, ask.deadline - loop.time()))
            raise ModelAway("the deadline is over")
        return await super().ask(ask)


async def test_a_deadline_in_the_middle_leaves_the_receipts_and_the_local_answer(settings: Settings, clock: FixedClock) -> None:
    brief = settings.model_copy(update={"llm": settings.llm.model_copy(update={"turn_s": 1.0})})
    async with running(build_house(brief, clock), Late(LOGS, SPEAKS)) as house:
        user_id, turn_id = await _sent(house, SAID)
        await house.runner.drain(20)
        async with house.store.database.read() as session:
            turn = await turns.turn_of(session, user_id, turn_id)
    assert (turn.status, turn.attempt) == ("done", 1)
    assert turn.reply is not None
    assert "41 kg" in turn.reply["reply"]
    assert "deadline" not in turn.reply["reply"]


async def test_who_lost_the_turn_keeps_no_step_over_the_step_of_who_has_it(settings: Settings, clock: FixedClock) -> None:
    stuck = Stuck(LOGS, SPEAKS, after_tools=True)
    async with running(build_house(settings, clock), stuck) as house:
        user_id, turn_id = await _sent_until(house, stuck.reached)
        async with house.store.write(user_id) as uow:
            with pytest.raises(Fenced):
                await keep_step(uow, Lease(turn_id, user_id, 2), b"a later attempt that does not exist yet")
        assert await steps_kept(house) == [turn_id]
        assert await house.runner.stop(turn_id, user_id)
