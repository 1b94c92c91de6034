"""Runs of agents: they begin, end once, and are found again by nobody but their person."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from spotter.api.deps import House
from spotter.errors import NotFound
from spotter.messages import InboundMessage
from spotter.store.queries.runs import RunEnd, Sought, end_run, execution, executions, fail_runs_left, runs_of_turn, runs_since, start_run
from spotter.store.queries.turns import accept
from tests.conftest import Person

BEGIN = {"agent": "nutrition", "task": "what to eat after training", "prompt": "nutrition@1:4937ab"}
DONE = RunEnd("done", "small", 3, 1200, 80, Decimal("0.000412"), ["chosen by rule"], ["call-0"])


async def test_a_run_keeps_how_it_ended_and_ends_once(person: Person, house: House) -> None:
    turn = await person.say("what should I eat after training?")
    async with house.store.write(person.user_id) as uow:
        run_id = await start_run(uow, turn_id=turn["turn_id"], **BEGIN)
        assert [run.status for run in await runs_of_turn(uow, turn["turn_id"])] == ["running"]
    async with house.store.write(person.user_id) as uow:
        await end_run(uow, run_id, DONE)
        await end_run(uow, run_id, RunEnd("failed"))
        await fail_runs_left(uow, turn["turn_id"])
    async with house.store.read(person.user_id) as uow:
        found = await execution(uow, run_id)
    assert (found.run.status, found.run.steps, found.run.cost_usd) == ("done", 3, Decimal("0.000412"))
    assert [call.call_id for call in found.calls] == [action["call_id"] for action in turn["actions"]][:1]


async def test_runs_are_found_by_agent_status_and_turn_page_by_page(person: Person, house: House) -> None:
    turn = await person.say("hello")
    async with house.store.write(person.user_id) as uow:
        ids = [await start_run(uow, turn_id=turn["turn_id"], **BEGIN | {"agent": agent}) for agent in ("planner", "nutrition", "injury")]
        await end_run(uow, ids[0], RunEnd("local"))
        await end_run(uow, ids[1], DONE)
    async with house.store.read(person.user_id) as uow:
        assert [run.id for run in await executions(uow, Sought())] == ids[::-1]
        assert [run.id for run in await executions(uow, Sought(limit=1, before=ids[2]))] == [ids[1]]
        assert [run.id for run in await executions(uow, Sought(agent="planner"))] == [ids[0]]
        assert [run.id for run in await executions(uow, Sought(status="running"))] == [ids[2]]
        assert await executions(uow, Sought(turn_id="another")) == []
        assert await runs_since(uow, house.clock.now()) == 2
        assert await runs_since(uow, house.clock.now() + timedelta(seconds=1)) == 0


async def test_what_a_dead_attempt_left_running_is_marked(person: Person, house: House) -> None:
    turn = await person.say("hello")
    async with house.store.write(person.user_id) as uow:
        await start_run(uow, turn_id=turn["turn_id"], **BEGIN)
        await fail_runs_left(uow, turn["turn_id"])
        (run,) = await runs_of_turn(uow, turn["turn_id"])
    assert (run.status, run.finished_at) == ("failed", house.clock.now())


async def test_a_turn_that_is_stopped_leaves_no_run_at_work(person: Person, house: House) -> None:
    inbound = InboundMessage(user_id=person.user_id, channel="app", dedupe_key=f"{person.user_id}:one", text="hello")
    async with house.store.database.write() as session:
        ticket = await accept(session, inbound, "0" * 64, house.clock.now(), lease_s=60)
    async with house.store.write(person.user_id) as uow:
        await start_run(uow, turn_id=ticket.turn_id, **BEGIN)
    assert await house.runner.stop(ticket.turn_id, person.user_id)
    async with house.store.read(person.user_id) as uow:
        assert [run.status for run in await runs_of_turn(uow, ticket.turn_id)] == ["failed"]


async def test_nobody_ends_or_finds_the_run_of_somebody_else(person: Person, new_person: object, house: House) -> None:
    turn = await person.say("hello")
    other: Person = await new_person()  # type: ignore[operator]
    async with house.store.write(person.user_id) as uow:
        run_id = await start_run(uow, turn_id=turn["turn_id"], **BEGIN)
    async with house.store.write(other.user_id) as uow:
        await end_run(uow, run_id, DONE)
        await fail_runs_left(uow, turn["turn_id"])
        assert await executions(uow, Sought()) == []
        with pytest.raises(NotFound):
            await execution(uow, run_id)
    async with house.store.read(person.user_id) as uow:
        assert (await execution(uow, run_id)).run.status == "running"
