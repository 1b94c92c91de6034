"""Something like an exercise, and foods by a name that nobody has: found by meaning."""

from __future__ import annotations

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from tests.tools.desk import Desk


@pytest.fixture
async def desk(house: House, clock: FixedClock) -> Desk:
    return await Desk.open(house.store, clock)


@pytest.mark.parametrize(
    ("query", "like_it", "never"),
    [
        ("something like a leg press without a machine", "dumbbell_squat", {"machine", "smith"}),
        ("un exercice comme la presse à cuisses mais sans machine", "dumbbell_squat", {"machine", "smith"}),
        ("similar to cable flyes without cables", "dumbbell_fly", {"cable"}),
        ("something like hip thrusts with no equipment", "glute_bridge", {"barbell", "bench", "dumbbell", "machine"}),
        ("exercise like bench press at home", "knee_push_up", {"barbell", "machine"}),
    ],
)
async def test_what_moves_alike_is_found_without_what_is_not_there(desk: Desk, query: str, like_it: str, never: set[str]) -> None:
    found = (await desk.run("find_exercise", query=query)).result["found"]
    assert like_it in [one["key"] for one in found]
    assert not never & {equipment for one in found for equipment in one["equipment"]}


async def test_an_alternative_uses_what_was_asked_for(desk: Desk) -> None:
    found = (await desk.run("find_exercise", query="an alternative to lat pulldown with dumbbells")).result["found"]
    assert found
    assert all("dumbbell" in one["equipment"] for one in found)


async def test_what_the_person_has_comes_first(desk: Desk) -> None:
    await desk.run("update_profile", equipment=["dumbbell"])
    found = (await desk.run("find_exercise", query="something like a leg press without a machine")).result["found"]
    assert {"barbell", "box"} & set(found[0]["equipment"]) == set()


async def test_a_food_that_nobody_has_has_neighbours(desk: Desk) -> None:
    found = (await desk.run("find_food", query="frommage-blanc-naturre")).result
    assert "fromage_blanc" in [other["key"] for other in [found["food"], *found["others"]] if other]
