"""Sets told one after the other by somebody without a plan and without a started workout, and figures in the units of their own message."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from spotter.clock import FixedClock
from tests.conftest import Person


async def said(person: Person, text: str) -> str:
    reply: str = (await person.say(text))["reply"]
    return reply


async def sets_of_today(person: Person) -> list[dict[str, Any]]:
    """The sets of the one workout and the one exercise that there is."""
    answer = await person.client.get("/api/v1/users/me/progress/history", headers=person.headers)
    (workout,) = answer.json()["result"]["workouts"]
    (entry,) = workout["entries"]
    found: list[dict[str, Any]] = entry["sets"]
    return found


@pytest.mark.parametrize(
    ("first", "more", "receipt"),
    [
        ("bench 80kg x 5", "85 x 3", "Bench Press 1 × 3 at 85 kg"),
        ("bench 80kg x 5", "next set 80x5", "Bench Press 1 × 5 at 80 kg"),
        ("bench 80kg x 5", "same again", "Bench Press 1 × 5 at 80 kg"),
        ("bench 80kg x 5", "one more set of 6", "Bench Press 1 × 6 at 80 kg"),
        ("bench 80kg x 5", "two more sets", "Bench Press 2 × 5 at 80 kg"),
        ("développé couché 60 kg x 8", "encore 7", "Développé couché 1 × 7 à 60 kg"),
        ("développé couché 60 kg x 8", "pareil", "Développé couché 1 × 8 à 60 kg"),
        ("j'ai fait développé couché 60 kg x 8", "puis 62,5 x 8", "Développé couché 1 × 8 à 62,5 kg"),
    ],
)
async def test_the_next_set_needs_no_name(person: Person, first: str, more: str, receipt: str) -> None:
    await said(person, first)
    assert receipt in await said(person, more)
    assert len(await sets_of_today(person)) == (3 if more == "two more sets" else 2)


async def test_more_sets_can_be_taken_back_one_by_one(person: Person) -> None:
    await said(person, "bench 80kg x 5")
    await said(person, "85 x 3")
    await said(person, "undo")
    assert [one["reps"] for one in await sets_of_today(person)] == [5]


async def test_figures_without_a_name_are_nothing_where_nothing_was_told(person: Person, clock: FixedClock) -> None:
    assert "Logged" not in await said(person, "85 x 3")
    await said(person, "bench 80kg x 5")
    clock.advance(timedelta(hours=5))
    assert "Logged" not in await said(person, "same again")
    assert len(await sets_of_today(person)) == 1


async def test_an_answer_is_no_next_set(person: Person) -> None:
    assert "Back Squat?" in await said(person, "bench 80kg x 5, squat 100")
    assert "Back Squat 3 × 5 at 100 kg" in await said(person, "3x5")


async def test_after_a_meal_the_same_again_is_no_set(person: Person) -> None:
    await said(person, "bench 80kg x 5")
    await said(person, "I ate two eggs")
    assert "Bench Press" not in await said(person, "same again")


async def test_pounds_told_in_the_message_are_pounds_at_once(person: Person) -> None:
    reply = await said(person, "I use pounds. Bench 225x5, deadlift 405x3")
    assert "225 lb" in reply
    assert "405 lb" in reply
    assert "225 kg" not in reply
