"""A plan made in the background: by rules or with a model that proposes, step by step, paused, gone on with after a crash, and taken."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest

from spotter.bootstrap import build_house, running
from spotter.clock import FixedClock
from spotter.errors import ModelAway
from spotter.llm.asking import Ask, Said
from spotter.llm.scripted import Rule, ScriptedModels
from spotter.settings import Settings
from tests.conftest import Person, at_home
from tests.graphs.conftest import Think

STEPS = ["history", "injury", "structure", "selection", "progression", "validation", "explanation"]
WISHES = {"goal": "hypertrophy", "days_per_week": 3, "minutes": 60, "level": "intermediate"}
IDEAS = Rule(answer={"exercises": ["front_squat", "moon_press", "front_squat"], "muscles": ["chest", "wings"]})


async def call(person: Person, method: str, path: str = "", body: dict[str, Any] | None = None, **headers: str) -> Any:
    return await person.client.request(method, f"/api/v1/ai/generations{path}", json=body, headers=person.headers | headers)


async def ended(person: Person, generation_id: str) -> dict[str, Any]:
    """The generation once it is over."""
    for _ in range(600):
        view: dict[str, Any] = (await call(person, "GET", f"/{generation_id}")).json()
        if view["status"] not in ("running",):
            return view
        await asyncio.sleep(0.05)
    raise AssertionError(view)


async def made(person: Person, **wishes: Any) -> dict[str, Any]:
    begun = await call(person, "POST", "", WISHES | wishes)
    assert begun.status_code == 202, begun.text
    return await ended(person, begun.json()["id"])


def content(view: dict[str, Any]) -> list[Any]:
    return [view["plan"]["blocks"], [(one["name"], one["found"], one["reasons"]) for one in view["steps"]]]


async def test_rules_alone_make_a_plan_in_seven_steps_and_the_same_one_again(person: Person) -> None:
    first, again = await made(person), await made(person)
    assert [one["name"] for one in first["steps"]] == STEPS
    assert {one["made_by"] for one in first["steps"]} == {"rules"}
    assert all(one["found"] for one in first["steps"])
    assert {one["reasons"][0]["step"] for one in first["steps"] if one["name"] == "progression"} == {"progression"}
    assert first["status"] == "done"
    assert "runs once you accept it" in first["detail"]
    assert content(first) == content(again)
    listed = (await call(person, "GET")).json()["generations"]
    assert [one["id"] for one in listed] == [again["id"], first["id"]]


async def test_a_plan_in_the_background_is_the_plan_of_the_tool(person: Person) -> None:
    view = await made(person)
    direct = await person.client.post("/api/v1/ai/agents/generate-plan", json=WISHES, headers=person.headers)
    assert [day["exercises"] for day in view["plan"]["blocks"][0]["days"]] == [day["exercises"] for day in direct.json()["result"]["days"]]


async def test_a_plan_is_taken_once_asked_about_and_undone(person: Person) -> None:
    view = await made(person)
    week = "/api/v1/users/me/plans/week"
    assert (await person.client.get(week, headers=person.headers)).json()["result"]["plan_id"] is None
    key = {"Idempotency-Key": "take"}
    taken, twice = (
        await call(person, "POST", f"/{view['id']}/accept", None, **key),
        await call(person, "POST", f"/{view['id']}/accept", None, **key),
    )
    assert taken.status_code == 200, taken.text
    assert taken.json() == twice.json()
    plan_id = taken.json()["result"]["plan_id"]
    assert (await person.client.get(week, headers=person.headers)).json()["result"]["plan_id"] == plan_id
    other = await made(person, days_per_week=2)
    asked = await call(person, "POST", f"/{other['id']}/accept")
    assert (asked.status_code, asked.json()["code"]) == (409, "needs_confirmation")
    assert (await call(person, "POST", f"/{other['id']}/accept?confirmed=true")).status_code == 200
    await person.say("undo")
    assert (await person.client.get(week, headers=person.headers)).json()["result"]["plan_id"] == plan_id


async def test_what_changed_since_is_looked_at_when_a_plan_is_taken(person: Person) -> None:
    view = await made(person)
    await person.say("i only have dumbbells now")
    refused = await call(person, "POST", f"/{view['id']}/accept")
    assert (refused.status_code, "without its equipment" in refused.json()["detail"]) == (422, True)
    await person.say("got crushing chest pain and my left arm went numb, i feel sick")
    assert (await call(person, "POST", f"/{view['id']}/accept")).status_code == 422


@pytest.mark.parametrize(
    ("told", "wishes", "words"),
    [
        ("", {"minutes": 6}, "too short for a workout"),
        ("", {"equipment": ["none"], "include": ["bench press"]}, "needs"),
        ("", {"include": ["moon press"]}, "moon press"),
        ("", {"avoid": ["got crushing chest pain and my left arm went numb, i feel sick"]}, "112"),
    ],
)
async def test_what_cannot_be_is_refused_in_words(person: Person, told: str, wishes: dict[str, Any], words: str) -> None:
    view = await made(person, **wishes)
    assert view["status"] == "refused"
    assert words in view["detail"]
    assert view["plan"] is None
    taken = await call(person, "POST", f"/{view['id']}/accept")
    assert (taken.status_code, "not finished" in taken.json()["detail"]) == (422, True)


async def test_the_same_key_is_the_same_plan_and_another_body_is_refused(person: Person) -> None:
    first = await call(person, "POST", "", WISHES, **{"Idempotency-Key": "one"})
    again = await call(person, "POST", "", WISHES, **{"Idempotency-Key": "one"})
    assert first.json()["id"] == again.json()["id"]
    other = await call(person, "POST", "", WISHES | {"minutes": 45}, **{"Idempotency-Key": "one"})
    assert other.json()["code"] == "idempotency_mismatch"
    assert (await call(person, "POST", "", {"days_per_week": 9})).status_code == 422
    await ended(person, first.json()["id"])


async def test_a_plan_of_somebody_else_is_not_there(person: Person, new_person: Any) -> None:
    view, other = await made(person), await new_person()
    for method, path in (
        ("GET", ""),
        ("GET", "/events"),
        ("POST", "/pause"),
        ("POST", "/resume"),
        ("POST", "/cancel"),
        ("POST", "/accept"),
    ):
        assert (await call(other, method, f"/{view['id']}{path}")).status_code == 404, path
    assert (await call(other, "GET")).json()["generations"] == []


async def test_a_model_proposes_and_rules_decide(think: Think) -> None:
    thinker = await think(IDEAS)
    view = await made(thinker.person, days_per_week=4)
    chosen = next(one for one in view["steps"] if one["name"] == "selection")
    assert (chosen["made_by"], chosen["model"]) == ("model", "scripted")
    assert chosen["found"]["turned_down"] == {"moon_press": "unknown", "wings": "unknown"}
    assert "front_squat" in chosen["found"]["exercises"]
    assert view["status"] == "done"
    asked = thinker.models.asked[0]
    assert (asked.role, asked.agent) == ("specialist", "planner")
    assert "hypertrophy, intermediate, 4 days a week" in str(asked.messages[-1].text)


@pytest.mark.parametrize("rule", [Rule(fail=ModelAway("away")), Rule(say="no idea")])
async def test_without_an_answer_of_the_model_the_rules_make_the_same_plan(think: Think, rule: Rule) -> None:
    thinker = await think(rule)
    view = await made(thinker.person)
    chosen = next(one for one in view["steps"] if one["name"] == "selection")
    assert view["status"] == "done"
    assert (chosen["made_by"], bool(chosen["found"]["problem"])) == ("rules", True)


async def test_what_a_model_proposes_never_gets_past_pain(think: Think) -> None:
    thinker = await think(Rule(answer={"exercises": ["back_squat", "leg_extension"], "muscles": ["quads"]}))
    await thinker.person.client.post("/api/v1/users/me/injuries", json={"region": "knee", "severity": 7}, headers=thinker.person.headers)
    view = await made(thinker.person)
    chosen = next(one for one in view["steps"] if one["name"] == "selection")["found"]
    assert not {"back_squat", "leg_extension"} & set(chosen["exercises"])
    assert chosen["turned_down"]["back_squat"] == "not_allowed"
    assert not [one for one in view["steps"][5]["found"]["findings"] if one["severity"] == "error"]


class Stuck(ScriptedModels):
    """Models whose first answer never comes."""

    def __init__(self, *rules: Rule) -> None:
        super().__init__(*rules)
        self.reached = asyncio.Event()
        self.waits = True

    async def ask(self, ask: Ask) -> Said:
        if self.waits:
            self.reached.set()
            await asyncio.Event().wait()
        return await super().ask(ask)


async def guest(client: httpx.AsyncClient) -> Person:
    body = (await client.post("/api/v1/users", json={"time_zone": "Europe/Paris"})).json()
    return Person(client, body["user_id"], body["access_token"])


async def test_a_plan_waits_while_paused_lets_the_talk_go_on_and_ends_where_it_was(settings: Settings, clock: FixedClock) -> None:
    stuck = Stuck(IDEAS)
    async with running(build_house(settings, clock), stuck) as house, at_home(house) as client:
        person = await guest(client)
        begun = (await call(person, "POST", "", WISHES)).json()
        await asyncio.wait_for(stuck.reached.wait(), 20)
        assert "80 kg" in (await person.say("bench 3x5 80kg"))["reply"]  # the talk goes on beside it
        paused = (await call(person, "POST", f"/{begun['id']}/pause")).json()
        assert (paused["status"], [one["name"] for one in paused["steps"]]) == ("paused", STEPS[:3])
        assert (await call(person, "POST", f"/{begun['id']}/pause")).json()["code"] == "at_rest"
        stuck.waits = False
        resumed = await call(person, "POST", f"/{begun['id']}/resume")
        assert resumed.status_code == 202, resumed.text
        view = await ended(person, begun["id"])
        assert (view["status"], [one["name"] for one in view["steps"]]) == ("done", STEPS)
        assert view["turn_id"] != begun["turn_id"]
        assert (await call(person, "POST", f"/{begun['id']}/resume")).json()["code"] == "at_rest"
        events = (await call(person, "GET", f"/{begun['id']}/events")).text
        assert events.count("event: generation.step") == 4
        assert "event: turn.finished" in events


async def test_a_cancelled_plan_stays_cancelled(settings: Settings, clock: FixedClock) -> None:
    stuck = Stuck(IDEAS)
    async with running(build_house(settings, clock), stuck) as house, at_home(house) as client:
        person = await guest(client)
        begun = (await call(person, "POST", "", WISHES)).json()
        await asyncio.wait_for(stuck.reached.wait(), 20)
        assert (await call(person, "POST", f"/{begun['id']}/cancel")).json()["status"] == "cancelled"
        assert (await call(person, "POST", f"/{begun['id']}/resume")).json()["code"] == "at_rest"
        assert (await call(person, "POST", f"/{begun['id']}/accept")).status_code == 422


async def test_a_process_that_dies_in_the_middle_is_followed_from_the_last_step(settings: Settings, clock: FixedClock) -> None:
    stuck = Stuck(IDEAS)
    async with running(build_house(settings, clock), stuck) as house, at_home(house) as client:
        person = await guest(client)
        begun = (await call(person, "POST", "", WISHES)).json()
        await asyncio.wait_for(stuck.reached.wait(), 20)
        tasks = list(house.runner._running.values())
        for task in tasks:  # as a killed process leaves it: the lease is held, nothing is finished
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    clock.advance(timedelta(seconds=61))
    async with running(build_house(settings, clock), ScriptedModels(IDEAS)) as house, at_home(house) as client:
        person = Person(client, person.user_id, person.token)
        view = await ended(person, begun["id"])
        assert (view["status"], [one["name"] for one in view["steps"]]) == ("done", STEPS)
        assert view["turn_id"] == begun["turn_id"]
        assert (await call(person, "POST", f"/{begun['id']}/accept")).status_code == 200
