"""A goal that is reached is celebrated once, comes back with an undo, and one whose day has passed is asked about."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from spotter.clock import FixedClock
from tests.conftest import Person


@pytest.fixture
async def owner(client: httpx.AsyncClient) -> Person:
    """Somebody who stays: guests are gone after a day."""
    signed = (await client.post("/api/v1/users/owner", json={"time_zone": "Europe/Paris"})).json()
    return Person(client, signed["user_id"], signed["access_token"])


async def test_a_load_is_celebrated_once_and_is_a_win(person: Person) -> None:
    await person.say("my goal is to bench 90 kg")
    assert "Goal reached" not in (await person.say("bench 3x5 85kg"))["reply"]
    assert (await person.say("bench 1x3 90kg"))["reply"].count("Goal reached: Bench Press 90 kg. Well done!") == 1
    assert "Goal reached" not in (await person.say("bench 1x3 92.5kg"))["reply"]
    assert "You have no goal yet" in (await person.say("show my goals"))["reply"]
    assert "You reached a goal: my goal is to bench 90 kg." in (await person.say("what have i achieved?"))["reply"]


async def test_undo_of_the_log_opens_the_goal_again(person: Person) -> None:
    await person.say("my goal is to bench 90 kg")
    await person.say("bench 1x3 90kg")
    await person.say("undo")
    assert "Bench Press 90 kg" in (await person.say("show my goals"))["reply"]


@pytest.mark.parametrize(("first", "then", "is_reached"), [(80, 79, False), (80, 78, True), (76, 77, False), (76, 78, True)])
async def test_a_body_weight_goal_is_reached_from_the_side_it_comes_from(
    owner: Person, clock: FixedClock, first: int, then: int, is_reached: bool
) -> None:
    await owner.say("i want to weigh 78 kg")
    assert "Goal reached" not in (await owner.say(f"i weigh {first} kg"))["reply"]
    clock.advance(timedelta(days=20))
    assert ("Goal reached: Body weight 78 kg." in (await owner.say(f"i weigh {then} kg"))["reply"]) is is_reached


async def test_a_day_that_passed_is_asked_about_and_a_new_one_takes_its_place(owner: Person, clock: FixedClock) -> None:
    await owner.say("my goal is to bench 90 kg by march 20")
    await owner.say("bench 3x5 80kg")
    clock.advance(timedelta(days=20))
    asked = (await owner.say("show my goals"))["reply"]
    assert asked.endswith(
        'The day of Bench Press 90 kg has passed. Do you want a new day ("... by June 1"), another figure, or to drop it?'
    )
    await owner.say("my goal is to bench 90 kg by june 1")
    after = (await owner.say("show my goals"))["reply"]
    assert "Monday 1 June" in after
    assert "has passed" not in after


async def test_goals_stand_in_one_card_with_their_forecasts(owner: Person, clock: FixedClock) -> None:
    await owner.say("my goal is to bench 100 kg by may 1")
    await owner.say("i want to train 3 times a week as my goal")
    for kg in (80, 82.5, 85, 85, 87.5, 90):
        await owner.say(f"bench 3x5 {kg}kg")
        clock.advance(timedelta(days=4))
    turn = await owner.say("show my goals")
    (goal,) = [one for one in turn["actions"][0]["result"]["goals"] if one["kind"] == "load"]
    assert goal["forecast"]["unknown"] is None
    assert goal["forecast"]["earliest"] is None or goal["forecast"]["earliest"] <= (goal["forecast"]["likely"] or "9999")
    assert "You stand at 90 kg, 10 kg to go." in turn["reply"]
    assert any(card["type"] == "progress" for card in turn["cards"])


async def test_what_is_told_for_itself_picks_no_goal(person: Person) -> None:
    await person.say("i want to weigh 78 kg")
    await person.say("i weigh 80 kg")
    await person.say("drop the run goal")
    assert [action["tool"] for action in (await person.say("i weigh 79.5 kg"))["actions"]] == ["log_metric"]
