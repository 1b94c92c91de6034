"""What is told of progress follows from the rows alone: in which order they came, and what was asked in between, changes nothing."""

from __future__ import annotations

import asyncio
import shutil
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.store.engine import Database
from spotter.store.tables import SafetyHold
from spotter.store.uow import Store
from tests.conftest import NOW
from tests.tools.desk import Desk

TODAY = date(2026, 3, 2)
SQUAT = {"key": "back_squat", "name": "squat"}
LIFTS = ("back_squat", "bench_press", "a thing with ropes")
LOOKS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("show_progress", {}),
    ("show_progress", {"period": "all"}),
    ("show_progress", {"exercise": SQUAT, "period": "all"}),
    ("weekly_summary", {"week": "last"}),
    ("show_records", {}),
    ("show_records", {"exercise": SQUAT}),
    ("show_streak", {}),
)


class Done(NamedTuple):
    """One exercise of a day; `slip_kg` is what was logged too much at first, and `taken_back` what was never done at all."""

    days_ago: int
    lift: str
    reps: int
    load_kg: int
    slip_kg: int
    taken_back: bool


DONE = st.builds(
    Done, st.integers(0, 200), st.sampled_from(LIFTS), st.integers(1, 12), st.integers(20, 200), st.sampled_from((0, 0, 10)), st.booleans()
)
# One workout a day and lift: equal days would be told apart by when they were written, and nobody tells them.
LOGS = st.lists(DONE, min_size=1, max_size=8, unique_by=lambda one: one.days_ago)


@settings(max_examples=25)
@given(st.data())
def test_a_log_filled_in_later_and_corrected_reads_like_one_kept_in_order(sqlite_template: Path, data: st.DataObject) -> None:
    log = data.draw(LOGS)
    order = data.draw(st.permutations(log))
    told, wanted = asyncio.run(_both(sqlite_template, order, sorted(log, key=lambda one: -one.days_ago)))
    assert told == wanted


async def _both(template: Path, order: list[Done], log: list[Done]) -> tuple[list[Any], list[Any]]:
    with TemporaryDirectory() as folder:
        shutil.copy(template, Path(folder) / "spotter.db")
        database = Database(f"sqlite+aiosqlite:///{folder}/spotter.db")
        clock = FixedClock(NOW)
        try:
            messy, tidy = [await Desk.open(Store(database, clock), clock) for _ in range(2)]
            for one in order:
                await _write_with_slips(messy, one)
                await _looks(messy)  # what is kept of this look must not outlive the next change
            for one in log:
                await _log(tidy, [one] * (not one.taken_back), 0)
            return await _looks(messy), await _looks(tidy)
        finally:
            await database.close()


async def _write_with_slips(desk: Desk, one: Done) -> None:
    await _log(desk, [one], one.slip_kg)
    await _looks(desk)
    for _ in range(one.slip_kg > 0):
        await desk.run("correct_entry", value=one.load_kg, target="workout", load_kg=one.load_kg)
    for _ in range(one.taken_back):
        await desk.run("undo", steps=1 + (one.slip_kg > 0))


async def _log(desk: Desk, done: list[Done], slip_kg: int) -> None:
    for one in done:
        key = one.lift if "_" in one.lift else None
        day = (TODAY - timedelta(days=one.days_ago)).isoformat()
        await desk.log(one.lift.replace("_", " "), (one.reps, one.load_kg + slip_kg), key=key, on=day)


async def _looks(desk: Desk) -> list[Any]:
    return [(await desk.run(tool, **args)).words for tool, args in LOOKS]


@pytest.fixture
async def desk(house: House, clock: FixedClock) -> Desk:
    return await Desk.open(house.store, clock)


async def _told_squats(desk: Desk) -> None:
    """Twice a week for six weeks, always with how hard it was: two repetitions were left."""
    for n in range(12, 0, -1):
        sets = [{"reps": 5, "load_kg": 100 + 2.5 * (12 - n), "rpe": 8}] * 3
        day = (TODAY - timedelta(days=4 * n)).isoformat()
        await desk.run("log_workout", date=day, entries=[{"exercise": SQUAT, "sets": sets}])


async def test_a_lift_whose_effort_is_told_has_a_range_and_a_chance_of_a_best(desk: Desk) -> None:
    await _told_squats(desk)
    shown = await desk.run("show_progress", exercise=SQUAT)
    lift = shown.result["lifts"][0]
    assert lift["low_kg"] < 127.5 * (1 + 7 / 30) < lift["high_kg"] + 10
    assert (lift["chance"]["load_kg"], lift["chance"]["reps"]) == (130, 5)
    assert lift["chance"]["share"] > 0.7
    assert "A best of 5 reps at 130 kg today: about 95 % likely." in shown.words


async def test_without_effort_no_chance_is_made_up(desk: Desk) -> None:
    for n in range(8, 0, -1):
        await desk.log("squat", (5, 140 - 5 * n), key="back_squat", on=(TODAY - timedelta(days=5 * n)).isoformat())
    lift = (await desk.run("show_progress", exercise=SQUAT)).result["lifts"][0]
    assert (lift["chance"], lift["low_kg"]) == (None, None)
    assert lift["e1rm_kg"] is not None


async def test_nobody_is_told_of_a_best_to_try_while_training_is_stopped(house: House, desk: Desk) -> None:
    await _told_squats(desk)
    async with house.store.write(desk.user_id) as uow:
        await uow.add(SafetyHold(id="h" * 36, user_id=desk.user_id, level="T1", signals=["chest_pain"], opened_at=NOW))
    shown = await desk.run("show_progress", exercise=SQUAT)
    assert shown.result["lifts"][0]["chance"] is None
    assert "% likely" not in shown.words
