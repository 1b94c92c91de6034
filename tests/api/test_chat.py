"""The chat over HTTP: its shape, its keys, its streams, and what happens when a client comes back."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest

from spotter.api.deps import House
from tests.conftest import Person

CHAT = "/api/v1/ai/chat"
SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def events_in(text: str) -> list[dict[str, Any]]:
    """The events of a stream as they went over the wire."""
    blocks = [block for block in text.replace("\r", "").split("\n\n") if "event: " in block]
    fields = [dict(line.split(": ", 1) for line in block.split("\n") if ": " in line) for block in blocks]
    return [{"id": one["id"], "event": one["event"], "data": json.loads(one["data"])} for one in fields]


async def stream(person: Person, message: str, **headers: str) -> list[dict[str, Any]]:
    answer = await person.client.post(CHAT, json={"message": message}, headers={**person.headers, "Accept": "text/event-stream", **headers})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert "content-encoding" not in answer.headers
    return events_in(answer.text)


async def test_a_turn_has_every_key_of_the_contract(person: Person) -> None:
    reply = await person.say("bench 3x5 80kg")
    assert set(reply) == {"turn_id", "conversation_id", "reply", "agents", "actions", "cards", "pending", "usage", "path"}
    assert reply["agents"] == ["progress"]
    assert reply["path"] == "local"
    assert reply["pending"] is None
    assert reply["usage"] == {"model_calls": 0, "input_tokens": 0, "output_tokens": 0, "cost_usd": 0.0}
    (action,) = reply["actions"]
    assert set(action) == {"call_id", "tool", "agent", "kind", "args", "result", "receipt"}
    assert (action["tool"], action["agent"], action["kind"]) == ("log_workout", "progress", "write")
    assert action["receipt"]
    assert action["receipt"] in reply["reply"]
    assert action["args"]["entries"][0]["sets"][0]["reps"] == 5


@SQLITE
async def test_a_finished_turn_can_be_fetched_again_with_its_events(person: Person) -> None:
    reply = await person.say("bench 3x5 80kg")
    path = f"/api/v1/ai/turns/{reply['turn_id']}"
    again = await person.client.get(path, headers=person.headers)
    assert (again.status_code, again.json()) == (200, reply)
    events = events_in((await person.client.get(f"{path}/events", headers=person.headers)).text)
    kinds = [event["event"] for event in events]
    assert kinds[0] == "turn.started"
    assert kinds[-1] == "turn.finished"
    assert {"tool.finished", "text.delta"} <= set(kinds)
    assert events[-1]["data"] == reply


async def test_a_stream_says_what_the_json_says_and_starts_again_where_it_broke_off(person: Person) -> None:
    live = await stream(person, "bench 3x5 80kg", **{"Idempotency-Key": "one"})
    turn_id = live[0]["data"]["turn_id"]
    assert live[-1]["event"] == "turn.finished"
    path = f"/api/v1/ai/turns/{turn_id}/events"
    for place, event in enumerate(live):
        missing = await person.client.get(path, headers={**person.headers, "Last-Event-ID": event["id"]})
        assert events_in(missing.text) == live[place + 1 :]
    # The way the page comes back: the same message with the same key, and the last id it saw.
    assert await stream(person, "bench 3x5 80kg", **{"Idempotency-Key": "one", "Last-Event-ID": live[1]["id"]}) == live[2:]


@SQLITE
async def test_a_strange_last_event_id_is_no_error(person: Person) -> None:
    reply = await person.say("bench 3x5 80kg")
    path = f"/api/v1/ai/turns/{reply['turn_id']}/events"
    for strange in ("", "x", "1", "1.", ".", "-1.2", "1.2.3", "9" * 6000 + ".1", "²·³", "1.٣"):
        answer = await person.client.get(path, headers=httpx.Headers({**person.headers, "Last-Event-ID": strange}, encoding="utf-8"))
        assert answer.status_code == 200, strange


async def test_a_key_holds_for_one_message_of_one_person(person: Person, new_person: Any) -> None:
    first = await person.say("bench 3x5 80kg", **{"Idempotency-Key": "tap"})
    other = await person.client.post(CHAT, json={"message": "squat 3x5 90kg"}, headers={**person.headers, "Idempotency-Key": "tap"})
    assert other.status_code == 422
    assert other.json()["code"] == "idempotency_mismatch"
    somebody_else: Person = await new_person()
    theirs = await somebody_else.say("squat 3x5 90kg", **{"Idempotency-Key": "tap"})
    assert theirs["turn_id"] != first["turn_id"]


async def test_the_same_key_five_times_at_once_is_one_turn(person: Person) -> None:
    replies = await asyncio.gather(*(person.say("bench 3x5 80kg", **{"Idempotency-Key": "tap"}) for _ in range(5)))
    assert all(reply == replies[0] for reply in replies)
    assert (await person.say("undo"))["actions"][0]["result"]["tools"] == ["log_workout"]
    assert (await person.say("undo"))["actions"][0]["result"]["tools"] == []


@SQLITE
async def test_without_a_key_the_same_set_twice_is_two_sets(person: Person) -> None:
    await person.say("bench 3x5 80kg")
    await person.say("bench 3x5 80kg")
    assert [(await person.say("undo"))["actions"][0]["result"]["tools"] for _ in range(3)] == [["log_workout"], ["log_workout"], []]


class TestSlowTurn:
    """When a turn takes longer than a client should wait, it says so and can be asked for later."""

    @pytest.fixture
    def settings(self, settings: Any) -> Any:
        return settings.model_copy(update={"turn_wait_s": 0.000001})

    @SQLITE
    async def test_it_is_accepted_and_fetched_later(self, person: Person, house: House) -> None:
        answer = await person.client.post(CHAT, json={"message": "bench 3x5 80kg"}, headers=person.headers)
        assert answer.status_code == 202
        assert answer.json()["status"] == "running"
        path = f"/api/v1/ai/turns/{answer.json()['turn_id']}"
        for _ in range(200):
            later = await person.client.get(path, headers=person.headers)
            if later.status_code == 200:
                break
            assert later.status_code == 202
            await asyncio.sleep(0.02)
        assert "3 × 5" in later.json()["reply"]


@SQLITE
async def test_a_finished_turn_cannot_be_stopped(person: Person) -> None:
    reply = await person.say("bench 3x5 80kg")
    answer = await person.client.post(f"/api/v1/ai/turns/{reply['turn_id']}/stop", headers=person.headers)
    assert (answer.status_code, answer.json()) == (202, {"stopped": False})


@SQLITE
async def test_a_message_in_a_foreign_or_unknown_conversation_is_not_stored(person: Person, house: House) -> None:
    for conversation in ("nope", "nope\0", "01994f0e-5b1c-7a55-9d3e-3f6f3a9d2b10"):
        answer = await person.client.post(CHAT, json={"message": "hi", "conversation_id": conversation}, headers=person.headers)
        assert (answer.status_code, answer.json()["detail"]) == (404, "There is no such conversation.")


@SQLITE
async def test_a_body_that_is_no_message_is_refused_with_words(person: Person) -> None:
    bodies = (
        b"",
        b"{",
        b"[]",
        b'"hi"',
        b'{"message": 5}',
        b'{"message": null}',
        b'{"message": "\\ud800"}',
        b'{"message": "\xff"}',
        b"[" * 50_000,
    )
    for body in bodies:
        answer = await person.client.post(CHAT, content=body, headers={**person.headers, "Content-Type": "application/json"})
        assert answer.status_code == 422, body[:40]
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["code"] == "bad_request"


@SQLITE
async def test_a_message_that_is_too_large_is_refused_however_it_is_sent(person: Person, house: House) -> None:
    large = json.dumps({"message": "squat " * 60_000}).encode()

    async def in_pieces() -> Any:
        for start in range(0, len(large), 10_000):
            yield large[start : start + 10_000]

    headers = {**person.headers, "Content-Type": "application/json"}
    declared = await person.client.post(CHAT, content=large, headers=headers)
    streamed = await person.client.post(CHAT, content=in_pieces(), headers=headers)
    assert [declared.status_code, streamed.status_code] == [413, 413]
    assert declared.json()["code"] == streamed.json()["code"] == "too_large"


@SQLITE
async def test_a_long_answer_is_packed_for_who_can_unpack_it(client: httpx.AsyncClient) -> None:
    packed = await client.get("/openapi.json", headers={"Accept-Encoding": "gzip"})
    plain = await client.get("/openapi.json", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()
