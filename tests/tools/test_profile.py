"""What somebody gets who introduces themselves and asks what the coach knows."""

from __future__ import annotations

from typing import Any

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.language.equipment_names import equipment_key
from tests.tools.desk import Desk


@pytest.fixture
async def desk(house: House, clock: FixedClock) -> Desk:
    return await Desk.open(house.store, clock)


async def test_an_introduction_is_repeated_back_and_remembered(desk: Desk) -> None:
    said = await desk.run("update_profile", name="Ana", age=34, goal="strength", days_per_week=3, equipment=["dumbbells", "pull-up bar"])
    assert said.words == ("Noted: your name is Ana, 34 years old, goal strength, 3 days a week, you have dumbbells and a pull-up bar.")
    shown = await desk.run("show_profile")
    assert shown.result["birth_date"] == "1992-03-02"
    assert shown.words.startswith("What I know about you: your name is Ana, 34 years old, goal strength")
    assert shown.words.endswith("Not known yet: level and minutes a workout.")
    assert ["Goal", "strength"] in shown.cards[0].rows  # type: ignore[union-attr]


async def test_units_and_language_hold_from_the_receipt_on_and_can_be_taken_back(desk: Desk) -> None:
    said = await desk.run("update_profile", locale="fr", units="imperial", height_cm=180)
    assert said.words == "C'est noté : taille 5'11\", livres et miles, je te parle français."
    assert (await desk.run("undo")).result["tools"] == ["update_profile"]
    shown = (await desk.run("show_profile")).result
    assert (shown["locale"], shown["units"], shown["height_cm"]) == ("en", "metric", None)


async def test_an_undo_leaves_the_count_of_turns_alone(person: Any) -> None:
    await person.say("bench 3x5 80kg")
    for text in ("undo", "undo", "bench 5x5 60kg"):
        assert (await person.say(text))["reply"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "What shall I write down about you? For example: my goal is strength, I train 3 days a week."),
        ({"age": 11}, "I coach people from 13 years on. Ask a parent or a coach to train with you."),
        ({"birth_date": "2031-01-01"}, "That birth date can't be right. Please send it as day, month and year."),
        ({"equipment": ["gym", "laser"]}, "I don't know this equipment: laser. Say for example gym, dumbbells, barbell, bands or none."),
        ({"time_zone": "Mars/Base"}, "I don't know the time zone Mars/Base. Use a name such as Europe/Paris."),
    ],
)
async def test_what_cannot_be_is_refused_with_what_to_say(desk: Desk, said: dict[str, Any], words: str) -> None:
    assert (await desk.run("update_profile", **said)).words == words


async def test_somebody_unknown_is_asked_one_question(house: House, clock: FixedClock) -> None:
    french = await Desk.open(house.store, clock, locale="fr")
    assert (await french.run("show_profile")).words == (
        "Je ne sais encore rien de toi. Quel est ton objectif, et combien de jours par semaine peux-tu t'entraîner ?"
    )


@pytest.mark.parametrize(
    ("words", "key"),
    [("a pair of dumbbells", "dumbbell"), ("Salle de sport", "gym"), ("no equipment", "bodyweight"), ("TRX", "rings"), ("toaster", None)],
)
def test_equipment_is_known_by_what_people_call_it(words: str, key: str | None) -> None:
    assert equipment_key(words) == key


async def test_equipment_is_added_taken_away_and_replaced(desk: Desk) -> None:
    async def has() -> list[str]:
        return list((await desk.run("show_profile")).result["equipment"])

    await desk.run("update_profile", equipment=["dumbbells"])
    assert (
        await desk.run("update_profile", more_equipment=["bench", "ez bar"])
    ).words == "Noted: you have a bench, dumbbells and an EZ bar."
    await desk.run("update_profile", less_equipment=["bench"])
    assert await has() == ["dumbbell", "ez_bar"]
    await desk.run("update_profile", equipment=["kettlebell"])
    assert await has() == ["kettlebell"]
    await desk.run("undo")
    assert await has() == ["dumbbell", "ez_bar"]


async def test_what_is_sold_last_leaves_the_own_body_and_what_comes_first_replaces_it(desk: Desk) -> None:
    await desk.run("update_profile", equipment=["bench"])
    assert (await desk.run("update_profile", less_equipment=["bench"])).result["profile"]["equipment"] == ["bodyweight"]
    assert (await desk.run("update_profile", more_equipment=["bands"])).result["profile"]["equipment"] == ["band"]


async def test_what_somebody_never_had_cannot_go(desk: Desk) -> None:
    await desk.run("update_profile", equipment=["dumbbells"])
    said = await desk.run("update_profile", less_equipment=["bench"])
    assert said.words == "I had not noted a bench for you. Tell me what you train with and I'll note that."
