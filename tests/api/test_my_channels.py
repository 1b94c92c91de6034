"""Channels over the API: a code, a claim, an address proved, one let go."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from spotter.api.deps import House
from tests.channels.door import Visitor
from tests.conftest import Person

CHANNELS = "/api/v1/users/me/channels"


async def _ask(person: Person, method: str, path: str = "", **body: Any) -> tuple[int, Any]:
    answer = await person.client.request(method, CHANNELS + path, headers=person.headers, json=body or None)
    return answer.status_code, answer.json() if answer.content else None


async def test_a_chat_is_linked_listed_and_let_go(house: House, person: Person) -> None:
    status, offered = await _ask(person, "POST", channel="telegram")
    assert (status, offered["channel"], offered["minutes"]) == (201, "telegram", 10)
    assert (offered["chat_url"], offered["page_url"]) == (None, None)  # no bot has told its name, and no public address is set
    await Visitor(house, "telegram", "42").says(f"link {offered['code']}")
    _, listed = await _ask(person, "GET")
    [chat] = listed["channels"]
    assert (chat["channel"], chat["is_silent"]) == ("telegram", False)
    assert (await _ask(person, "DELETE", f"/{chat['id']}"))[0] == 204
    assert (await _ask(person, "DELETE", f"/{chat['id']}"))[0] == 404
    assert (await _ask(person, "GET"))[1] == {"channels": []}


async def test_a_guest_is_claimed_by_their_token(person: Person, new_person: Callable[..., Awaitable[Person]]) -> None:
    guest = await new_person()
    await guest.say("squat 3x5 100 kg")
    assert await _ask(person, "POST", "/claim", access_token=guest.token) == (200, {"outcome": "linked"})
    assert "100" in (await person.say("what did i do today?"))["reply"]
    assert (await _ask(guest, "GET"))[0] == 401
    assert (await _ask(person, "POST", "/claim", access_token="forged"))[0] == 401


async def test_codes_that_open_nothing_are_not_found_and_then_have_to_wait(person: Person) -> None:
    told = [(await _ask(person, "POST", "/claim", code="CDFG3479"))[0] for _ in range(6)]
    assert told == [404] * 5 + [429]
    assert (await _ask(person, "POST", "/claim"))[0] == 422
