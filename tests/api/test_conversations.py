"""Sessions, transcripts and feedback."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from spotter.api.deps import House
from spotter.bootstrap import forget_expired
from spotter.clock import FixedClock
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


SAID = {
    "en": ("bench 3x5 80kg", "two eggs and a banana", "squat 3x5 100kg", "undo", "make me a 3 day plan", "what should I eat?"),
    "fr": ("développé couché 3x5 80 kg", "deux œufs et une banane", "squat 3x5 100 kg", "annule", "fais-moi un plan sur 3 jours"),
}
SUMMED_UP = {
    "en": ("Written down:", "Monday 2 Mar 2026: Bench Press, 3 sets", "Planned: Full body", "Asked about: nutrition"),
    "fr": ("Noté :", "lundi 2 mars 2026 : Développé couché", "Planifié :"),
}


@pytest.mark.parametrize("locale", ["en", "fr"])
async def test_a_session_ends_with_what_was_done_in_it(new_person: Any, locale: str) -> None:
    person: Person = await new_person(locale=locale)
    started = await person.client.post(f"{AI}/session/start", json={"kind": "planning"}, headers=person.headers)
    assert (started.status_code, started.json()["kind"], started.json()["summary"]) == (201, "planning", None)
    for text in SAID[locale]:
        await person.say(text)
    path = f"{AI}/session/{started.json()['conversation_id']}/end"
    ended = (await person.client.post(path, headers=person.headers)).json()
    assert all(piece in ended["summary"] for piece in SUMMED_UP[locale]), ended["summary"]
    assert "quat" not in ended["summary"]
    assert (await person.client.post(path, headers=person.headers)).json() == ended
    listed = (await person.client.get("/api/v1/users/me/conversations", headers=person.headers)).json()
    assert [(one["kind"], one["summary"]) for one in listed] == [("planning", ended["summary"])]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_an_empty_session_says_so_and_a_new_one_ends_the_old(person: Person) -> None:
    first = (await person.say("hello"))["conversation_id"]
    wrong = await person.client.post(f"{AI}/session/start", json={"kind": "party"}, headers=person.headers)
    assert wrong.status_code == 422
    await person.client.post(f"{AI}/session/start", headers=person.headers)
    old = (await person.client.get(f"{AI}/conversations/{first}", headers=person.headers)).json()
    assert old["summary"] == "Nothing was written down or planned."


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_guests_session_ends_after_its_day_and_leaves_no_row(person: Person, house: House, clock: FixedClock) -> None:
    before = await row_counts(house)
    await person.say("what should I eat?")
    clock.advance(timedelta(hours=25))
    late = await person.client.post(f"{AI}/chat", json={"message": "hi"}, headers=person.headers)
    assert (late.status_code, late.json()["code"]) == (401, "not_authenticated")
    await forget_expired(house)
    after = await row_counts(house)
    assert {name for name, count in after.items() if count > before[name]} == set()
    assert after["user"] == before["user"] - 1


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
