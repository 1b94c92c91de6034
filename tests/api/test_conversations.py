"""Sessions, transcripts and feedback."""

from __future__ import annotations

import pytest

from spotter.api.deps import House
from tests.conftest import Person
from tests.row_counts import row_counts

AI = "/api/v1/ai"


async def test_a_conversation_keeps_both_sides_in_order(person: Person) -> None:
    first = await person.say("bench 3x5 80kg")
    second = await person.say("undo")
    assert first["conversation_id"] == second["conversation_id"]
    shown = (await person.client.get(f"{AI}/conversations/{first['conversation_id']}", headers=person.headers)).json()
    said = [(line["role"], line["text"]) for line in shown["lines"]]
    assert said == [("person", "bench 3x5 80kg"), ("coach", first["reply"]), ("person", "undo"), ("coach", second["reply"])]
    newest = (await person.client.get(f"{AI}/conversations/{first['conversation_id']}?limit=1", headers=person.headers)).json()
    assert [line["text"] for line in newest["lines"]] == [second["reply"]]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_new_session_is_a_new_conversation_and_the_old_one_stays(person: Person) -> None:
    old = (await person.say("bench 3x5 80kg"))["conversation_id"]
    started = await person.client.post(f"{AI}/session/start", headers=person.headers)
    assert started.status_code == 201
    new = (await person.say("undo"))["conversation_id"]
    assert new == started.json()["conversation_id"] != old
    ended = await person.client.post(f"{AI}/session/{new}/end", headers=person.headers)
    assert ended.json()["ended_at"] is not None
    listed = (await person.client.get("/api/v1/users/me/conversations", headers=person.headers)).json()
    assert [(one["conversation_id"], one["messages"]) for one in listed] == [(new, 2), (old, 2)]
    assert all(one["ended_at"] for one in listed)
    assert (await person.client.get("/api/v1/users/me/conversations?limit=0", headers=person.headers)).status_code == 422


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_second_rating_replaces_the_first(person: Person, house: House) -> None:
    turn_id = (await person.say("bench 3x5 80kg"))["turn_id"]
    for rating in ("up", "down"):
        body = {"turn_id": turn_id, "rating": rating, "text": "<b>fine</b>\0"}
        assert (await person.client.post(f"{AI}/feedback", json=body, headers=person.headers)).status_code == 204
    assert (await row_counts(house))["feedback"] == 1
    wrong = await person.client.post(f"{AI}/feedback", json={"turn_id": turn_id, "rating": "five stars"}, headers=person.headers)
    assert wrong.status_code == 422
    assert wrong.json()["errors"][0]["field"] == "body.rating"
