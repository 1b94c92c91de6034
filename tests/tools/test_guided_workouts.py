"""A workout that goes on: one is open at a time, and what nobody ended is over when the next one begins."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.ids import new_id
from spotter.store.tables import WorkoutUnderway
from tests.tools.desk import Desk

SQUAT = {"key": "back_squat", "name": "squat"}


async def ends_of(desk: Desk) -> list[timedelta | None]:
    """How long each workout went on, oldest first; None for one that is open."""
    async with desk.store.read(desk.user_id) as uow:
        mine = select(WorkoutUnderway).where(WorkoutUnderway.user_id == desk.user_id).order_by(WorkoutUnderway.started_at)
        return [None if row.ended_at is None else row.ended_at - row.started_at for row in await uow.session.scalars(mine)]


async def test_what_nobody_ended_is_over_when_the_next_one_begins(house: House, clock: FixedClock) -> None:
    desk, other = await Desk.open(house.store, clock), await Desk.open(house.store, clock)
    await other.run("start_workout")
    assert (await desk.run("start_workout")).result["is_new"]
    assert not (await desk.run("start_workout")).result["is_new"]
    desk.later(hours=5)
    assert (await desk.run("start_workout")).result["is_new"]
    assert await ends_of(desk) == [timedelta(hours=4), None]
    assert await ends_of(other) == [None]
    await desk.run("undo")
    assert await ends_of(desk) == [None]


async def test_a_second_open_workout_is_not_kept(house: House, clock: FixedClock) -> None:
    desk = await Desk.open(house.store, clock)
    await desk.run("start_workout")
    twice = WorkoutUnderway(id=new_id(), user_id=desk.user_id, started_at=clock.now())
    with pytest.raises(IntegrityError):
        async with desk.store.database.write() as session:
            session.add(twice)


async def test_the_warm_up_of_a_load_is_told_and_nothing_is_written(house: House, clock: FixedClock) -> None:
    desk = await Desk.open(house.store, clock)
    told = await desk.run("show_warm_up", exercise=SQUAT, load_kg=100)
    assert [float(step["load_kg"]) for step in told.result["ramp"]] == sorted(float(step["load_kg"]) for step in told.result["ramp"])
    assert all(float(step["load_kg"]) < 100 for step in told.result["ramp"])
    assert (await desk.run("undo")).words == "There is nothing to undo."
