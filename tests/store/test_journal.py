"""The journal: a row as JSON comes back as it was, and undo puts every row back, or refuses."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from spotter.api.deps import House
from spotter.ids import new_id
from spotter.store.queries.ledger import changes_of, newer_change, reverse
from spotter.store.queries.people import create_user
from spotter.store.rows import row_as_json, values_from_json
from spotter.store.tables import Goal, SetLog, Turn, Workout, WorkoutEntry
from spotter.store.uow import Author, UnitOfWork

TEXT = st.none() | st.text(max_size=50)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
EXACT = st.none() | st.decimals(-200, 600, places=3)


@given(
    st.builds(
        Workout,
        id=st.uuids().map(str),
        performed_on=st.dates(),
        started_at=st.none() | MOMENTS,
        duration_s=st.none() | st.integers(1, 86400),
        note=TEXT,
        place=TEXT,
        created_at=MOMENTS,
    )
    | st.builds(
        SetLog, id=st.uuids().map(str), entry_id=st.uuids().map(str), load_kg=EXACT, rpe=EXACT, reps=st.none() | st.integers(), note=TEXT
    )
)
def test_a_row_survives_json(row: Any) -> None:
    through = json.loads(json.dumps(row_as_json(row)))
    values = values_from_json(type(row).__table__, through)
    assert values == {name: getattr(row, name) for name in values}
    assert set(values) == {column.key for column in type(row).__table__.columns}


class Diary:
    """Calls of one person, each a unit of work in a turn of its own."""

    def __init__(self, house: House, user_id: str) -> None:
        self.house, self.user_id, self.calls = house, user_id, 0

    @classmethod
    async def open(cls, house: House) -> Diary:
        async with house.store.database.write() as session:
            user = await create_user(session, kind="guest", now=house.clock.now())
        return cls(house, user.id)

    async def call(self, work: Any) -> str:
        """Run `work(uow)` as one call; returns its turn."""
        self.calls += 1
        now = self.house.clock.now()
        turn = Turn(id=new_id(), user_id=self.user_id, kind="chat", channel="app", status="done", seq=self.calls, created_at=now)
        async with self.house.store.database.write() as session:
            session.add(turn)
        async with self.house.store.write(self.user_id, Author(turn.id, "call-0")) as uow:
            await work(uow)
        return turn.id

    async def undo(self, turn_id: str) -> bool:
        async with self.house.store.write(self.user_id) as uow:
            changes = await changes_of(uow, turn_id, "call-0")
            if await newer_change(uow, changes) is not None:
                return False
            await reverse(uow, changes)
        return True

    async def rows(self) -> list[dict[str, Any]]:
        async with self.house.store.read(self.user_id) as uow:
            found = []
            for table in (Workout, WorkoutEntry, SetLog, Goal):
                wanted = select(table).where(table.user_id == self.user_id).order_by(table.id)
                found += [row_as_json(row) for row in await uow.session.scalars(wanted)]
            return found


def _workout(user_id: str, now: datetime) -> tuple[Workout, WorkoutEntry, SetLog]:
    workout = Workout(id=new_id(), user_id=user_id, performed_on=date(2026, 3, 1), note="d'accord, «ça va» 👍", created_at=now)
    entry = WorkoutEntry(id=new_id(), user_id=user_id, workout_id=workout.id, position=0, exercise_key="bench_press", name="Bench Press")
    done = SetLog(id=new_id(), user_id=user_id, entry_id=entry.id, position=0, reps=5, load_kg=Decimal("82.125"), rpe=Decimal("8.5"))
    return workout, entry, done


async def test_undo_puts_back_what_was_added_changed_and_removed(house: House) -> None:
    diary = await Diary.open(house)
    workout, entry, done = _workout(diary.user_id, house.clock.now())

    async def add(uow: UnitOfWork) -> None:
        for row in (workout, entry, done):
            await uow.add(row)

    async def change(uow: UnitOfWork) -> None:
        await uow.change(await uow.session.get_one(SetLog, done.id), reps=8, load_kg=Decimal("77.5"), note="lighter")
        await uow.change(
            await uow.session.get_one(Workout, workout.id), performed_on=date(2026, 2, 28), started_at=uow.now - timedelta(hours=2)
        )

    async def remove(uow: UnitOfWork) -> None:
        for table, key in ((SetLog, done.id), (WorkoutEntry, entry.id), (Workout, workout.id)):
            await uow.remove(await uow.session.get_one(table, key))

    states, turns_ = [await diary.rows()], []
    for work in (add, change, remove):
        turns_.append(await diary.call(work))
        states.append(await diary.rows())
    assert [len(state) for state in states] == [0, 3, 3, 0]
    assert states[1] != states[2]
    for turn_id, before in zip(reversed(turns_), reversed(states[:-1]), strict=True):
        assert await diary.undo(turn_id)
        assert await diary.rows() == before


async def test_undo_is_refused_while_something_newer_stands_on_the_row_or_on_a_child(house: House) -> None:
    diary = await Diary.open(house)
    workout, entry, done = _workout(diary.user_id, house.clock.now())

    async def add(uow: UnitOfWork) -> None:
        for row in (workout, entry):
            await uow.add(row)

    async def add_set(uow: UnitOfWork) -> None:
        await uow.add(done)

    async def change(uow: UnitOfWork) -> None:
        await uow.change(await uow.session.get_one(Workout, workout.id), note="later")

    first = await diary.call(add)
    child = await diary.call(add_set)
    newer = await diary.call(change)
    state = await diary.rows()
    assert not await diary.undo(first)
    assert await diary.rows() == state
    assert await diary.undo(newer)
    assert not await diary.undo(first)
    assert await diary.undo(child)
    assert await diary.undo(first)
    assert await diary.rows() == []
