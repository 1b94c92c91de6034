"""A person's day costs no more than the settings allow, on both engines, also with many calls at once."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from decimal import Decimal

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.dev.model.faults import Faults
from spotter.dev.serving import ModelServer
from spotter.errors import ModelAway, OverBudget
from spotter.llm.asking import Said
from spotter.llm.models import Models
from spotter.llm_settings import LLMSettings
from spotter.store.queries.people import create_user, delete_user
from spotter.store.queries.runs import midnight, runs_since, start_run
from spotter.store.queries.usage import reserve_call, settle_call, spent_today
from spotter.store.uow import Store
from tests.conftest import Person
from tests.llm.conftest import AskOf, NewModels, Somebody

CALL = {"role": "specialist", "agent": None, "model": "gpt-5-mini", "turn_id": None, "input_tokens": 10}


async def spent(somebody: Somebody) -> Decimal:
    async with somebody.store.read(somebody.user_id) as uow:
        return await spent_today(uow)


async def reserve(somebody: Somebody, cost: str) -> str:
    async with somebody.store.write(somebody.user_id) as uow:
        reserved = await reserve_call(uow, Decimal(cost), Decimal(1), **CALL)
    assert reserved is not None
    return reserved


async def test_a_day_counts_what_is_done_and_what_is_under_way(somebody: Somebody, clock: FixedClock) -> None:
    assert await spent(somebody) == 0
    first = await reserve(somebody, "0.1")
    await reserve(somebody, "0.02")
    async with somebody.store.write(somebody.user_id) as uow:
        await settle_call(uow, first, status="done", cost_usd=Decimal("0.000123"))
    assert await spent(somebody) == Decimal("0.020123")
    clock.advance(timedelta(minutes=6))  # the second was never settled: its process died
    assert await spent(somebody) == Decimal("0.000123")
    clock.advance(timedelta(days=1))
    assert await spent(somebody) == 0


async def test_a_day_is_the_persons_own(somebody: Somebody, store: Store, clock: FixedClock) -> None:
    async with store.database.write() as session:
        other = Somebody(store, (await create_user(session, kind="guest", now=clock.now())).id)
    theirs = await reserve(other, "0.3")
    async with store.write(somebody.user_id) as uow:
        await settle_call(uow, theirs, status="done", cost_usd=Decimal(0))
    assert await spent(somebody) == 0
    assert await spent(other) == Decimal("0.3")


async def test_no_money_no_call(new_models: NewModels, ask_of: AskOf, server: ModelServer, somebody: Somebody) -> None:
    with pytest.raises(OverBudget):
        await new_models(daily_usd_per_person="0.001").ask(ask_of())
    assert len(server.double.requests) == 0
    assert await somebody.calls() == []


async def test_near_the_end_of_a_day_the_cheap_model_answers(
    new_models: NewModels, ask_of: AskOf, server: ModelServer, somebody: Somebody
) -> None:
    models = new_models(daily_usd_per_person="0.001", cheap="gpt-5-nano", options={"cheap": {"max_tokens": 100}})
    said = await models.ask(ask_of("hello"))
    assert (said.text, said.model, said.degraded) == ("hello", "gpt-5-nano", "cheap")
    assert [row.model for row in await somebody.calls()] == ["gpt-5-nano"]


async def test_a_day_ends_and_the_next_begins(new_models: NewModels, ask_of: AskOf, somebody: Somebody, clock: FixedClock) -> None:
    models = new_models(daily_usd_per_person="0.5")
    call = await reserve(somebody, "0.4")
    async with somebody.store.write(somebody.user_id) as uow:
        await settle_call(uow, call, status="done", cost_usd=Decimal("0.499"))
    with pytest.raises(OverBudget):
        await models.ask(ask_of())
    clock.advance(timedelta(days=1))
    assert (await models.ask(ask_of("hello"))).text == "hello"


async def test_many_calls_at_once_do_not_share_the_last_money(
    new_models: NewModels, ask_of: AskOf, server: ModelServer, somebody: Somebody
) -> None:
    server.double.fail(Faults(mode="slow_start", delay_s=0.5))
    models = new_models(daily_usd_per_person="0.0125")  # room for three calls at 2,000 tokens of output
    answers = await asyncio.gather(*(models.ask(ask_of()) for _ in range(8)), return_exceptions=True)
    assert sum(isinstance(answer, Said) for answer in answers) == 3
    assert sum(isinstance(answer, OverBudget) for answer in answers) == 5
    assert await spent(somebody) == sum(row.cost_usd for row in await somebody.calls()) < Decimal("0.001")


async def test_no_connection_is_held_while_a_model_thinks(
    new_models: NewModels, ask_of: AskOf, server: ModelServer, somebody: Somebody
) -> None:
    begun = asyncio.Event()
    server.double.fail(Faults(mode="stall", at_byte=600))
    asking = asyncio.create_task(new_models(between_tokens_s=30).ask(ask_of("a b c d e f", on_text=lambda _: begun.set())))
    await begun.wait()
    pool = somebody.store.database.engine.pool
    assert pool.checkedout() == 0  # type: ignore[attr-defined]
    assert await spent(somebody) > 0
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)


async def test_an_answer_stands_when_the_person_is_gone(
    new_models: NewModels, ask_of: AskOf, server: ModelServer, somebody: Somebody
) -> None:
    begun = asyncio.Event()
    server.double.fail(Faults(mode="drip", byte_s=0.0005))
    asking = asyncio.create_task(new_models().ask(ask_of("word " * 10, on_text=lambda _: begun.set())))
    await begun.wait()
    async with somebody.store.database.write() as session:
        await delete_user(session, somebody.user_id)
    assert (await asking).text.split() == ["word"] * 10


async def test_a_failed_call_gives_its_money_back(new_models: NewModels, ask_of: AskOf, server: ModelServer, somebody: Somebody) -> None:
    server.double.fail(Faults(mode="unauthorized"))
    with pytest.raises(ModelAway):
        await new_models().ask(ask_of())
    assert await spent(somebody) == 0


async def test_runs_of_a_day_are_counted(house: House, person: Person, clock: FixedClock) -> None:
    models = Models(LLMSettings(daily_runs_per_person=2), house.store, clock)
    turn = await person.say("bench 3x5 80kg")

    async def left_now() -> int:
        async with house.store.read(person.user_id) as uow:
            return models.runs_left(await runs_since(uow, midnight(uow.now)))

    left = []
    for _ in range(3):
        left.append(await left_now())
        async with house.store.write(person.user_id) as uow:
            await start_run(uow, turn_id=turn["turn_id"], agent="progress", task="a week", prompt="progress@1:abcdef")
    assert left == [2, 1, 0]
    assert await left_now() == 0
    clock.advance(timedelta(days=1))
    assert await left_now() == 2
