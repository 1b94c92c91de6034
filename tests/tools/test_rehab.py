"""Rehab and the course of a pain at the desk: ticked off, taken back, and nobody else's."""

from __future__ import annotations

from spotter.api.deps import House
from spotter.clock import FixedClock
from tests.tools.desk import Desk

SQUAT = {"key": "back_squat", "name": "squat"}
WALL_SIT = {"exercise": {"key": "wall_sit", "name": "wall sit"}, "sets": 3, "duration_s": 30}


async def sore(house: House, clock: FixedClock) -> Desk:
    """Somebody with a sore knee and rehab for it."""
    desk = await Desk.open(house.store, clock)
    await desk.log("squat", (5, 60), key="back_squat", on="2026-03-01")
    await desk.run("report_pain", region="knee", severity=4)
    await desk.run("set_rehab", exercises=[WALL_SIT], region="knee", per_week=7, told_by="physio")
    return desk


async def test_rehab_is_ticked_off_once_a_day_and_undo_takes_it_back(house: House, clock: FixedClock) -> None:
    desk = await sore(house, clock)
    assert [one["done_today"] for one in (await desk.run("log_rehab")).result["done"]] == [1]
    assert (await desk.run("log_rehab")).words == "Wall Sit: today is ticked off already."
    await desk.run("undo")
    assert [one["done_today"] for one in (await desk.run("show_injuries")).result["rehab"]] == [0]


async def test_rehab_and_pains_are_nobody_elses(house: House, clock: FixedClock) -> None:
    await sore(house, clock)
    other = await Desk.open(house.store, clock)
    assert (await other.run("log_rehab")).words.startswith("I have no rehab noted.")
    assert (await other.run("show_pain_course")).result == {"region": None, "side": None, "courses": [], "rehab": []}
    assert (await other.run("check_injury_risk", exercises=[SQUAT])).result["regions"] == []


async def test_a_pain_is_told_with_what_loaded_it_and_an_exercise_by_its_risk(house: House, clock: FixedClock) -> None:
    desk = await sore(house, clock)
    desk.later(days=1)
    await desk.run("report_pain", region="knee", severity=2)
    [course] = (await desk.run("show_pain_course", region="knee")).result["courses"]
    assert [point["severity"] for point in course["points"]] == [4, 2]
    risk = await desk.run("check_injury_risk", exercises=[SQUAT])
    assert [one["verdict"] for one in risk.result["looked_at"]] != ["ok"]
    await desk.run("undo")
    [course] = (await desk.run("show_pain_course", region="knee")).result["courses"]
    assert [point["severity"] for point in course["points"]] == [4]
