"""Leaving: asked twice, a day to think it over, then everything is gone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.store.queries.people import delete_user, expired_guests
from tests.conftest import Person


async def _leaving(house: House) -> list[str]:
    async with house.store.database.read() as session:
        return await expired_guests(session, house.clock.now())


async def test_an_account_goes_a_day_after_the_yes(person: Person, house: House, clock: FixedClock) -> None:
    asked = await person.say("delete my account")
    assert asked["pending"]["kind"] == "confirm"
    assert asked["actions"] == []
    left = await person.say("yes")
    assert "tomorrow, 19:30" in left["reply"]
    clock.advance(timedelta(hours=23))
    assert await _leaving(house) == []
    clock.advance(timedelta(hours=2))
    assert await _leaving(house) == [person.user_id]
    answer = await person.client.get("/api/v1/users/me", headers=person.headers)
    assert answer.status_code == 401
    async with house.store.database.write() as session:
        await delete_user(session, person.user_id)


async def test_a_no_or_ten_minutes_of_silence_delete_nothing(person: Person, clock: FixedClock) -> None:
    await person.say("delete my account")
    clock.advance(timedelta(minutes=11))
    late = await person.say("yes")
    assert late["actions"] == []


async def test_undo_keeps_the_account(person: Person) -> None:
    await person.say("delete everything")
    await person.say("yes")
    undone = await person.say("undo")
    assert "your data stays" in undone["reply"]


async def test_staying_without_having_left_changes_nothing(house: House, clock: FixedClock) -> None:
    from tests.tools.desk import Desk

    desk = await Desk.open(house.store, clock)
    refused = await desk.run("keep_account")
    assert "Nothing of yours" in refused.words


async def test_the_question_is_asked_in_french(new_person: Any) -> None:
    french = await new_person(locale="fr")
    asked = await french.say("supprime mon compte")
    assert "Je supprime tout ?" in asked["reply"]


@pytest.mark.parametrize(
    ("locale", "wish", "between", "agreement"),
    [
        ("en", "delete everything", ("bench 3x5 80kg", "show my last workout"), "yes"),
        ("fr", "supprime mon compte", ("développé couché 3x5 80kg",), "oui"),
    ],
)
async def test_a_yes_after_another_subject_deletes_nothing(
    new_person: Any, locale: str, wish: str, between: tuple[str, ...], agreement: str
) -> None:
    somebody = await new_person(locale=locale)
    await somebody.say(wish)
    for text in between:
        assert (await somebody.say(text))["actions"]
    assert "delete_account" not in [action["tool"] for action in (await somebody.say(agreement))["actions"]]
