"""What a red flag stops, how long, and who may lift it."""

from __future__ import annotations

from tests.conftest import Person


async def test_a_red_flag_opens_a_hold_that_undo_does_not_lift(person: Person) -> None:
    alarm = await person.say("I get chest pain and my left arm goes numb when I row")
    assert [action["tool"] for action in alarm["actions"]] == ["open_hold"]
    undone = await person.say("undo")
    assert undone["reply"] == "There is nothing to undo."
