"""What it cost, what agents did, what was recommended and how answers were rated."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.store.queries.runs import RunEnd, end_run, start_run
from spotter.store.queries.usage import reserve_call, settle_call
from tests.conftest import Person

USAGE, RUNS, RECOMMENDED = "/api/v1/users/me/usage", "/api/v1/ai/agents/executions", "/api/v1/ai/recommendations"
STATS = "/api/v1/ai/feedback/stats"


async def ask_model(house: House, person: Person, turn_id: str, agent: str, cost: str, role: str = "specialist") -> None:
    """A settled call to a model: 100 tokens in, 20 out."""
    async with house.store.write(person.user_id) as uow:
        call_id = await reserve_call(uow, Decimal("0.30"), Decimal(1), role=role, agent=agent, model="small", turn_id=turn_id)
        assert call_id is not None
        result = {"status": "done", "input_tokens": 100, "output_tokens": 20, "cost_usd": Decimal(cost), "ms": 40, "first_token_ms": 10}
        await settle_call(uow, call_id, **result)


async def run(house: House, person: Person, turn_id: str, agent: str, prompt: str, **end: Any) -> str:
    """A finished run of an agent."""
    async with house.store.write(person.user_id) as uow:
        run_id = await start_run(uow, turn_id=turn_id, agent=agent, task="what to eat", prompt=prompt, model="small")
        await end_run(uow, run_id, RunEnd(**{"status": "done", **end}))
    return run_id


async def get(person: Person, path: str) -> Any:
    answer = await person.client.get(path, headers=person.headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_usage_is_told_by_day_agent_role_and_turn_with_what_is_left(person: Person, house: House, clock: FixedClock) -> None:
    clock.advance(timedelta(hours=-20))
    yesterday = await person.say("hello")
    await ask_model(house, person, yesterday["turn_id"], "planner", "0.01")
    clock.advance(timedelta(hours=20))
    today = await person.say("hello")
    await ask_model(house, person, today["turn_id"], "nutrition", "0.02")
    await ask_model(house, person, today["turn_id"], "nutrition", "0.005", role="composer")
    await run(house, person, today["turn_id"], "nutrition", "nutrition@1:0")
    told = await get(person, USAGE)
    assert told["today"] == {"cost_usd": 0.025, "limit_usd": 0.5, "left_usd": 0.475, "runs": 1, "runs_limit": 200, "runs_left": 199}
    names = ("name", "model_calls", "input_tokens", "output_tokens", "cost_usd")
    assert [tuple(day[name] for name in names) for day in told["days"]] == [
        ("2026-03-02", 2, 200, 40, 0.025),
        ("2026-03-01", 1, 100, 20, 0.01),
    ]
    assert [(one["name"], one["cost_usd"]) for one in told["agents"]] == [("nutrition", 0.025), ("planner", 0.01)]
    assert [(one["name"], one["model_calls"]) for one in told["roles"]] == [("specialist", 2), ("composer", 1)]
    assert [(one["name"], one["model_calls"]) for one in told["turns"]] == [(today["turn_id"], 2), (yesterday["turn_id"], 1)]
    assert [day["name"] for day in (await get(person, f"{USAGE}?days=1"))["days"]] == ["2026-03-02"]


async def test_what_is_reserved_counts_today_and_is_no_cost_yet(person: Person, house: House) -> None:
    turn = await person.say("hello")
    async with house.store.write(person.user_id) as uow:
        await reserve_call(uow, Decimal("0.6"), Decimal(1), role="specialist", agent="planner", model="small", turn_id=turn["turn_id"])
    told = await get(person, USAGE)
    assert (told["today"]["cost_usd"], told["today"]["left_usd"]) == (0.6, 0)
    assert told["days"] == told["turns"] == []


async def test_a_run_shows_its_decisions_calls_models_and_recommendations(person: Person, house: House) -> None:
    turn = await person.say("what should I eat after training?")
    call_id = turn["actions"][0]["call_id"]
    await ask_model(house, person, turn["turn_id"], "nutrition", "0.02")
    decisions = ["chosen by rule"]
    run_id = await run(house, person, turn["turn_id"], "nutrition", "nutrition@3:4937ab", decisions=decisions, calls=[call_id], steps=2)
    assert (
        await person.client.post("/api/v1/ai/feedback", json={"turn_id": turn["turn_id"], "rating": "up"}, headers=person.headers)
    ).is_success
    shown = await get(person, f"{RUNS}/{run_id}")
    assert (shown["agent"], shown["prompt"], shown["status"], shown["steps"], shown["rating"]) == (
        "nutrition",
        "nutrition@3:4937ab",
        "done",
        2,
        "up",
    )
    assert shown["decisions"] == decisions
    assert [(call["call_id"], call["tool"]) for call in shown["tool_calls"]] == [(call_id, "suggest_meal")]
    assert [(call["model"], call["cost_usd"], call["ms"]) for call in shown["model_calls"]] == [("small", 0.02, 40)]
    assert shown["ms"] == 0


async def test_runs_are_filtered_and_paged(person: Person, house: House) -> None:
    turn = await person.say("hello")
    ids = [await run(house, person, turn["turn_id"], agent, "p@1:0") for agent in ("planner", "nutrition", "planner")]
    first = await get(person, f"{RUNS}?limit=2")
    assert [one["execution_id"] for one in first["executions"]] == ids[:0:-1]
    last = await get(person, f"{RUNS}?limit=2&before={first['next_before']}")
    assert ([one["execution_id"] for one in last["executions"]], last["next_before"]) == ([ids[0]], None)
    assert [one["execution_id"] for one in (await get(person, f"{RUNS}?agent=nutrition&status=done"))["executions"]] == [ids[1]]
    assert (await get(person, f"{RUNS}?turn_id=nope%00"))["executions"] == []
    for wrong in ("?status=great", "?limit=0", "?limit=1000"):
        assert (await person.client.get(RUNS + wrong, headers=person.headers)).status_code == 422


async def test_recommendations_are_listed_and_judged(person: Person) -> None:
    turn = await person.say("what should I eat?")
    listed = (await get(person, f"{RECOMMENDED}?kind=meal&turn_id={turn['turn_id']}"))["recommendations"]
    ideas = [idea["key"] for idea in turn["actions"][0]["result"]["ideas"]]
    assert [one["subject"] for one in listed[::-1]] == ideas
    one = listed[0]
    assert one["reasons"]
    assert 0 < one["confidence"] <= 1
    path = f"{RECOMMENDED}/{one['recommendation_id']}"
    judged = (await person.client.post(path, json={"outcome": "disliked"}, headers=person.headers)).json()
    assert (judged["outcome"], judged["subject"]) == ("disliked", one["subject"])
    assert [row["subject"] for row in (await get(person, f"{RECOMMENDED}?outcome=disliked"))["recommendations"]] == [one["subject"]]
    again = await person.say("what should I eat?")
    assert one["subject"] not in [idea["key"] for idea in again["actions"][0]["result"]["ideas"]]
    assert (await person.client.post(path, json={"outcome": "open"}, headers=person.headers)).status_code == 422


class TestOwner:
    @pytest.fixture
    async def owner(self, person: Person) -> Person:
        signed = (await person.client.post("/api/v1/users/owner", json={})).json()
        return Person(person.client, signed["user_id"], signed["access_token"])

    async def test_ratings_are_counted_by_agent_and_prompt_for_the_owner(self, owner: Person, person: Person, house: House) -> None:
        for who, rating in ((owner, "up"), (person, "down"), (person, "up")):
            turn = await who.say("what should I eat?")
            await run(house, who, turn["turn_id"], "nutrition", "nutrition@2:1")
            await who.client.post("/api/v1/ai/feedback", json={"turn_id": turn["turn_id"], "rating": rating}, headers=who.headers)
        local = await person.say("show me programs")
        await person.client.post("/api/v1/ai/feedback", json={"turn_id": local["turn_id"], "rating": "down"}, headers=person.headers)
        assert await get(owner, STATS) == [
            {"agent": "nutrition", "prompt": "nutrition@2:1", "up": 2, "down": 1},
            {"agent": "planner", "prompt": "", "up": 0, "down": 1},
        ]

    async def test_nobody_else_sees_how_answers_were_rated(self, person: Person) -> None:
        refused = await person.client.get(STATS, headers=person.headers)
        assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
