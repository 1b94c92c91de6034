"""The first minute with the coach: log, see the receipt, take it back."""

from __future__ import annotations

from tests.conftest import Person


async def test_a_logged_set_is_confirmed_in_words_and_can_be_taken_back(person: Person) -> None:
    logged = await person.say("bench 3x5 80kg")
    assert [action["tool"] for action in logged["actions"]] == ["log_workout"]
    assert "3 × 5 at 80 kg" in logged["reply"]
    undone = await person.say("undo")
    assert undone["actions"][0]["result"]["tools"] == ["log_workout"]
    assert "Bench Press, 3 sets" in undone["reply"]
    again = await person.say("undo")
    assert again["reply"] == "There is nothing to undo."


async def test_the_same_key_twice_is_one_turn_with_the_same_answer(person: Person) -> None:
    first = await person.say("bench 3x5 80kg", **{"Idempotency-Key": "tap-1"})
    second = await person.say("bench 3x5 80kg", **{"Idempotency-Key": "tap-1"})
    assert second == first
    undone = await person.say("undo")
    assert undone["actions"][0]["result"]["tools"] == ["log_workout"]
    assert (await person.say("undo"))["actions"][0]["result"]["tools"] == []
