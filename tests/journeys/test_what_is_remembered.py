"""What people tell of themselves: kept in their own words, shown, corrected, forgotten, and gone with them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from spotter.api.deps import House
from spotter.bootstrap import forget_expired
from spotter.clock import FixedClock
from spotter.memory.chroma import ChromaIndex
from tests.conftest import Person


async def facts_of(person: Person) -> list[str]:
    shown = await person.say("what do you know about me?")
    return [fact["text"] for action in shown["actions"] if action["tool"] == "show_memory" for fact in action["result"]["facts"]]


SAID = {
    "en": ("btw I train in the mornings", "no, I moved to evenings, not mornings", "forget what I said about evenings"),
    "fr": ("au fait je m'entraîne le matin", "non, je m'entraîne le soir, pas le matin", "oublie que je m'entraîne le soir"),
}


@pytest.mark.parametrize(("locale", "after"), [("en", "I moved to evenings"), ("fr", "je m'entraîne le soir")])
async def test_said_corrected_shown_and_forgotten(new_person: Any, locale: str, after: str) -> None:
    person: Person = await new_person(locale=locale)
    told, correction, forget = SAID[locale]
    await person.say(told)
    assert len(await facts_of(person)) == 1
    await person.say(correction)
    assert await facts_of(person) == [after]
    await person.say(forget)
    assert await facts_of(person) == []


@pytest.mark.parametrize("way", ["at once", "expired"])
async def test_vectors_go_when_the_person_goes(person: Person, house: House, clock: FixedClock, way: str) -> None:
    await person.say("I hate burpees")
    await house.memory.after_turn(person.user_id, "")
    if way == "at once":
        gone = await person.client.delete("/api/v1/users/me", headers=person.headers)
        assert gone.status_code == 204
    else:
        clock.advance(timedelta(hours=25))
        await forget_expired(house)
    await house.memory.close()
    index = ChromaIndex.embedded(house.settings.data_dir / "vectors")
    assert index is not None
    assert index.people() == frozenset()
    index.close()
