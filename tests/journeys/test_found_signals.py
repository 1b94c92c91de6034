"""What the log itself warns of protects as a message does: light days, fast loss, weighing often."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from tests.conftest import Person
from tests.tools.desk import Desk


def holds_of(reply: dict[str, Any]) -> list[list[str]]:
    return [action["args"]["signals"] for action in reply["actions"] if action["tool"] == "open_hold"]


@pytest.mark.parametrize("last", ["what did I eat today", "I had an apple"])
async def test_three_light_days_open_a_hold_once(house: House, person: Person, clock: FixedClock, last: str) -> None:
    desk = Desk(house.store, clock, person.user_id, "en", "metric")
    desk._seq = 1000  # behind the turns of the messages
    eggs = {"food": {"key": "egg_boiled", "name": "Egg"}, "quantity": 2, "unit": "piece", "grams": 100}
    for day in ("2026-02-27", "2026-02-28", "2026-03-01"):
        assert (await desk.run("log_meal", items=[eggs], eaten_at=f"{day}T12:00:00+01:00")).result
    told = await person.say(last)
    assert holds_of(told) == [["low_calories"]]
    assert "that little food" in told["reply"]
    again = await person.say("I had an apple")
    assert [action["result"]["opened"] for action in again["actions"] if action["tool"] == "open_hold"] == [False]
    assert "that little food" not in again["reply"]


async def test_weighing_often_opens_a_hold(person: Person, clock: FixedClock) -> None:
    for tenth in range(3):
        assert holds_of(await person.say(f"I weigh 80.{tenth} kg")) == []
        clock.advance(timedelta(minutes=20))
    assert holds_of(await person.say("I weigh 80.4 kg")) == [["weighing_often"]]
