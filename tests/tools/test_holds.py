"""What a red flag stops, how long, and who may lift it."""

from __future__ import annotations

from spotter.api.deps import House
from spotter.clock import FixedClock
from tests.conftest import Person
from tests.tools.desk import Desk


async def test_a_red_flag_opens_a_hold_that_undo_does_not_lift(person: Person) -> None:
    alarm = await person.say("I get chest pain and my left arm goes numb when I row")
    assert [action["tool"] for action in alarm["actions"]] == ["open_hold"]
    undone = await person.say("undo")
    assert undone["reply"] == "There is nothing to undo."


async def test_training_advice_rests_and_logging_goes_on_until_somebody_is_cleared(house: House, clock: FixedClock) -> None:
    desk = await Desk.open(house.store, clock)
    await desk.run("open_hold", level="T1", signals=["palpitations"])
    assert "on hold" in (await desk.run("today_workout")).words
    assert (await desk.log("bench press", (5, 80), key="bench_press")).result["workout_id"]
    asked = await desk.run("clear_hold")
    assert asked.words.startswith("Has a doctor")
    assert "on hold" in (await desk.run("today_workout")).words


async def test_a_crisis_pauses_training_for_a_day_whatever_is_said(house: House, clock: FixedClock) -> None:
    desk = await Desk.open(house.store, clock)
    await desk.run("open_hold", level="T0", signals=["suicide"])
    assert "rests until tomorrow" in (await desk.run("clear_hold")).words
    desk.later(hours=25)
    assert "feel safe to train again" in (await desk.run("clear_hold")).words


async def test_the_same_red_flag_twice_is_one_hold(house: House, clock: FixedClock) -> None:
    desk = await Desk.open(house.store, clock)
    assert (await desk.run("open_hold", level="T1", signals=["palpitations"])).result["opened"]
    assert not (await desk.run("open_hold", level="T1", signals=["palpitations"])).result["opened"]
    assert (await desk.run("open_hold", level="T0", signals=["chest_pain"])).result["opened"]


async def test_a_value_that_warns_stops_training_as_a_message_does(person: Person) -> None:
    told = await person.say("my blood pressure is 190/125")
    assert "open_hold" in [action["tool"] for action in told["actions"]]
    assert told["path"] == "safety"
    assert told["reply"].startswith("That reading is very high")
    assert "on hold" in (await person.say("what should I train today"))["reply"]
