"""Every message becomes one turn, turns of a person run one by one, and nothing is written by a worker that lost its turn."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from spotter.api.deps import House
from spotter.bootstrap import build_house, running
from spotter.clock import FixedClock
from spotter.errors import Fenced
from spotter.language.understand import understand
from spotter.language.understanding import Reading
from spotter.messages import InboundMessage
from spotter.settings import Settings
from spotter.store.opening import build_store
from spotter.store.queries import turns
from spotter.store.queries.people import create_user
from spotter.store.tables import Message, ToolCall, Turn
from spotter.tools.context import CoachContext
from spotter.tools.executor import Done, Executor, Request
from spotter.tools.registry import tools
from spotter.tools.spec import Result, ToolSpec
from spotter.turns.bus import EventBus
from spotter.turns.runner import TurnRunner
from spotter.turns.scene import set_scene
from tests.conftest import Person, at_home
from tests.row_counts import added, row_counts

WEIGHT = {"metric": "weight", "value": 80, "unit": "kg", "at": "2026-03-02T08:00:00+00:00"}
SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@dataclass
class Bench:
    """The tool that logs workouts, with a switch to break it, a gate to hold it, and a count of who is inside."""

    broken: bool = False
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    entered: asyncio.Event = field(default_factory=asyncio.Event)
    tries: int = 0
    inside: int = 0
    most_inside: int = 0

    def spec(self) -> ToolSpec:
        real = tools()["log_workout"]

        async def run(args: Any, ctx: CoachContext, uow: Any) -> Result:
            self.tries += 1
            if self.broken:
                raise RuntimeError("broken on purpose")
            self.inside += 1
            self.entered.set()
            self.most_inside = max(self.most_inside, self.inside)
            try:
                await self.gate.wait()
                return await real.run(args, ctx, uow)
            finally:
                self.inside -= 1

        return replace(real, run=run)


@pytest.fixture
def bench() -> Bench:
    made = Bench()
    made.gate.set()
    return made


@pytest.fixture
async def house(settings: Settings, clock: FixedClock, bench: Bench) -> AsyncIterator[House]:
    """A running house whose bench can be broken."""
    plain = build_house(settings, clock)
    runner = TurnRunner(plain.store, Executor({**tools(), "log_workout": bench.spec()}), EventBus(), settings, clock)
    async with running(replace(plain, runner=runner)) as started:
        yield started
        bench.gate.set()


async def test_an_apology_tells_what_is_written_down_so_that_nobody_has_it_twice(person: Person, bench: Bench) -> None:
    bench.broken = True
    failed = await person.say("I weigh 82 kg and bench 3x5 80kg")
    assert "82" in failed["reply"]
    assert "send only the rest" in failed["reply"]
    bench.broken = False
    assert [one["tool"] for one in (await person.say("bench 3x5 80kg"))["actions"]] == ["log_workout"]


async def test_a_turn_ends_though_what_it_wrote_cannot_be_put_into_words(house: House, clock: FixedClock) -> None:
    lease = await _accepted(house, "I weigh 80 kg")
    call = {"call_id": "call-0", "tool": "log_metric", "kind": "write", "args_hash": "", "args": {}, "result": {"of": "an older version"}}
    async with house.store.database.write() as session:
        session.add(ToolCall(user_id=lease.user_id, turn_id=lease.turn_id, created_at=clock.now(), **call))
        (await session.get_one(Turn, lease.turn_id)).attempt = 5
    clock.advance(timedelta(seconds=31))
    await house.runner.pick_up()
    last = [event async for event in house.runner.follow(lease.turn_id, lease.user_id)][-1]
    assert "Something went wrong on my side" in last.data["detail"]


async def test_a_message_that_always_fails_gets_one_apology_and_the_next_goes_on(person: Person, house: House, bench: Bench) -> None:
    bench.broken = True
    before = await row_counts(house)
    failed = await person.say("bench 3x5 80kg")
    assert "Something went wrong on my side" in failed["reply"]
    assert bench.tries == 5
    assert added(before, await row_counts(house)) == {}
    assert (await person.say("I weigh 82 kg"))["actions"][0]["tool"] == "log_metric"
    transcript = await person.client.get(f"/api/v1/ai/conversations/{failed['conversation_id']}", headers=person.headers)
    assert [line["role"] for line in transcript.json()["lines"]] == ["person", "coach", "person", "coach"]
    events = await person.client.get(f"/api/v1/ai/turns/{failed['turn_id']}/events", headers=person.headers)
    assert events.text.count("event: turn.failed") == 1
    buried = [line for line in (await person.client.get("/metrics")).text.splitlines() if line.startswith("spotter_turns_buried_total")]
    assert float(buried[0].split()[1]) >= 1


@SQLITE
async def test_a_french_speaker_gets_the_apology_in_french(new_person: Callable[..., Any], bench: Bench) -> None:
    bench.broken = True
    person: Person = await new_person(locale="fr")
    assert "Un souci de mon côté" in (await person.say("développé couché 3x5 80 kg"))["reply"]


async def test_messages_sent_at_once_run_one_by_one_and_none_is_lost(person: Person, new_person: Callable[..., Any], house: House) -> None:
    other: Person = await new_person()
    said = [f"squat 1x{reps} 60kg" for reps in range(1, 9)]
    replies = await asyncio.gather(*(somebody.say(text) for text in said for somebody in (person, other)))
    for text, reply in zip([text for text in said for _ in range(2)], replies, strict=True):
        assert reply["actions"][0]["args"]["entries"][0]["sets"][0]["reps"] == int(text.split("x")[1].split()[0])
    async with house.store.database.read() as session:
        for somebody in (person, other):
            rows = list(await session.scalars(select(Turn).where(Turn.user_id == somebody.user_id).order_by(Turn.seq)))
            assert [(row.seq, row.status, row.attempt) for row in rows] == [(place, "done", 1) for place in range(1, 9)]
            lines = await session.scalars(select(Message).where(Message.user_id == somebody.user_id).order_by(Message.position))
            assert [line.role for line in lines] == ["person", "coach"] * 8


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_two_messages_of_one_person_are_never_worked_on_together(person: Person, bench: Bench) -> None:
    bench.gate.clear()
    sent = [asyncio.create_task(person.say(f"squat 1x{reps} 60kg")) for reps in range(1, 5)]
    await asyncio.wait_for(bench.entered.wait(), 10)
    await asyncio.sleep(0.1)
    assert bench.most_inside == 1
    bench.gate.set()
    await asyncio.gather(*sent)
    assert (bench.tries, bench.most_inside) == (4, 1)


async def _statuses(house: House) -> list[str]:
    async with house.store.database.read() as session:
        return list(await session.scalars(select(Turn.status).order_by(Turn.seq)))


async def _stop(person: Person, house: House, seq: int) -> None:
    async with house.store.database.read() as session:
        turn_id = await session.scalar(select(Turn.id).where(Turn.seq == seq))
    stopped = await person.client.post(f"/api/v1/ai/turns/{turn_id}/stop", headers=person.headers)
    assert (stopped.status_code, stopped.json()) == (202, {"stopped": True})


async def test_a_turn_that_runs_can_be_stopped_and_writes_nothing(person: Person, house: House, bench: Bench) -> None:
    bench.gate.clear()
    sent = asyncio.create_task(person.say("squat 1x5 60kg"))
    await asyncio.wait_for(bench.entered.wait(), 10)
    await _stop(person, house, 1)
    assert (await sent)["reply"].startswith("Stopped.")
    bench.gate.set()
    assert (await person.say("squat 1x6 60kg"))["actions"][0]["tool"] == "log_workout"
    assert (await row_counts(house))["set_log"] == 1


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_turn_that_waits_can_be_stopped_and_the_others_go_on(person: Person, house: House, bench: Bench) -> None:
    bench.gate.clear()
    sent = []
    for place, text in enumerate(("squat 1x5 60kg", "squat 1x6 60kg", "I weigh 82 kg"), 1):
        sent.append(asyncio.create_task(person.say(text)))
        for _ in range(200):
            if len(await _statuses(house)) == place:
                break
            await asyncio.sleep(0.02)
    await asyncio.wait_for(bench.entered.wait(), 10)
    assert await _statuses(house) == ["running", "pending", "pending"]
    first, second, third = sent
    await _stop(person, house, 2)
    assert (await second)["reply"].startswith("Stopped.")
    assert await _statuses(house) == ["running", "dead", "pending"]
    bench.gate.set()
    assert [(await task)["actions"][0]["tool"] for task in (first, third)] == ["log_workout", "log_metric"]


async def _accepted(house: House, text: str) -> turns.Lease:
    """A message that was stored and whose worker then stopped breathing."""
    async with house.store.database.write() as session:
        user = await create_user(session, kind="guest", now=house.clock.now())
    inbound = InboundMessage(user_id=user.id, channel="app", dedupe_key=user.id, text=text)
    async with house.store.database.write() as session:
        ticket = await turns.accept(session, inbound, "hash", house.clock.now(), 30)
    assert ticket.lease is not None
    return ticket.lease


async def _ended(house: House, user_id: str, turn_id: str) -> Turn:
    """The turn when it is done, or as it stands after ten seconds."""
    for _ in range(200):
        async with house.store.database.read() as session:
            turn = await turns.turn_of(session, user_id, turn_id)
        if turn.status == "done":
            break
        await asyncio.sleep(0.05)
    return turn


async def test_a_yes_given_in_time_counts_when_its_process_died_and_the_turn_goes_on_late(settings: Settings, clock: FixedClock) -> None:
    async with running(build_house(settings, clock)) as house:
        async with house.store.database.write() as session:
            user_id = (await create_user(session, kind="guest", now=clock.now())).id
        asks = InboundMessage(user_id=user_id, channel="app", dedupe_key=f"{user_id}:1", text="delete my account")
        asked = await _ended(house, user_id, (await house.runner.submit(asks)).turn_id)
        assert asked.reply is not None
        assert asked.reply["pending"]["kind"] == "confirm"
        async with house.store.database.write() as session:
            agrees = InboundMessage(user_id=user_id, channel="app", dedupe_key=f"{user_id}:2", text="yes")
            agreed = await turns.accept(session, agrees, "hash", clock.now(), 30)
    clock.advance(timedelta(minutes=15))
    async with running(build_house(settings, clock)) as restarted:
        turn = await _ended(restarted, user_id, agreed.turn_id)
    assert turn.reply is not None
    assert [action["tool"] for action in turn.reply["actions"]] == ["delete_account"]


async def test_a_stop_that_comes_while_the_turn_ends_comes_too_late(settings: Settings, clock: FixedClock) -> None:
    house = build_house(settings, clock)
    lease = await _accepted(house, "I weigh 80 kg")
    async with house.store.database.write() as session:
        await turns.finish(session, lease, turns.Finish("done", "Noted.", {}, "local", "none", [], []), clock.now())
        stopping = asyncio.create_task(house.runner.stop(lease.turn_id, lease.user_id))
        await asyncio.sleep(0.2)
    assert await stopping is False
    async with house.store.database.read() as session:
        assert (await turns.turn_of(session, lease.user_id, lease.turn_id)).status == "done"
    await house.store.database.close()


async def test_a_worker_that_slept_while_another_took_its_turn_writes_nothing(settings: Settings, clock: FixedClock) -> None:
    house = build_house(settings, clock)
    asleep = await _accepted(house, "I weigh 80 kg")
    executor = Executor(tools())
    old = (await set_scene(house.store, executor, asleep, lambda _kind, _data: None)).scope.ctx
    async with house.store.database.write() as session:
        assert await turns.claim_next(session, asleep.user_id, clock.now(), 30) is None
    clock.advance(timedelta(seconds=31))
    async with house.store.database.write() as session:
        awake = await turns.claim_next(session, asleep.user_id, clock.now(), 30)
    assert awake == replace(asleep, attempt=2)
    before = await row_counts(house)
    with pytest.raises(Fenced):
        await executor.run(Request("call-0", "log_metric", WEIGHT), old)
    with pytest.raises(Fenced):
        async with house.store.database.write() as session:
            await turns.finish(session, asleep, turns.Finish("done", "late", {}, "local", "none", [], []), clock.now())
    assert await row_counts(house) == before
    fresh = (await set_scene(house.store, executor, awake, lambda _kind, _data: None)).scope.ctx
    assert isinstance(await executor.run(Request("call-0", "log_metric", WEIGHT), fresh), Done)
    await house.store.database.close()


async def test_a_write_that_ran_before_the_crash_is_not_done_again(settings: Settings, clock: FixedClock) -> None:
    store = build_store(settings, clock)
    dead_house = replace(build_house(settings, clock), store=store)
    lease = await _accepted(dead_house, "I weigh 80 kg and I slept 7h")
    ctx = (await set_scene(store, Executor(tools()), lease, lambda _kind, _data: None)).scope.ctx
    reading = Reading(locale=ctx.locale, units=ctx.units, now=ctx.now, usual_loads_kg={})
    call = understand("I weigh 80 kg and I slept 7h", reading).calls[0]
    outcome = await Executor(tools()).run(Request("call-0", call.tool, call.args), ctx)
    assert isinstance(outcome, Done)
    await store.database.close()  # and now the power goes
    if not settings.is_sqlite:
        clock.advance(timedelta(seconds=31))
    async with running(build_house(settings, clock)) as restarted:
        turn = await _ended(restarted, lease.user_id, lease.turn_id)
        assert (turn.status, turn.attempt) == ("done", 2)
        counts = await row_counts(restarted)
    assert (counts["body_metric"], counts["change"], counts["turn"]) == (2, 2, 1)
    assert turn.reply is not None
    assert [action["tool"] for action in turn.reply["actions"]] == ["log_metric", "log_metric"]


@SQLITE
async def test_the_api_of_a_restarted_house_tells_the_turn_of_the_one_that_died(settings: Settings, clock: FixedClock) -> None:
    dying = build_house(settings, clock)
    lease = await _accepted(dying, "bench 3x5 80kg")
    await dying.store.database.close()
    from spotter.api.tokens import issue

    async with running(build_house(settings, clock)) as house, at_home(house) as client:
        headers = {"Authorization": f"Bearer {issue(house.secret, lease.user_id)}"}
        events = await client.get(f"/api/v1/ai/turns/{lease.turn_id}/events", headers=headers)
        assert "event: turn.finished" in events.text
        result = await client.get(f"/api/v1/ai/turns/{lease.turn_id}", headers=headers)
        assert "3 × 5 at 80 kg" in result.json()["reply"]
