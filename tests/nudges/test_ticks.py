"""Ticks: once whoever ticks, late or not at all after a downtime, never in a safety hold, never a word that harms."""

from __future__ import annotations

import asyncio
import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from spotter.clock import FixedClock
from spotter.ids import new_id
from spotter.store.queries.identities import add_identity
from spotter.store.tables import Goal, Meal, Nudge, Outbox, Profile, SafetyHold, User
from tests.nudges.life import PARIS, Life, at

BODY_WORDS = re.compile(r"weigh|weight|scale|kilo|\bkg\b|\blb\b|kcal|calor|food|meal|eat|streak", re.IGNORECASE)


async def due(life: Life, clock: FixedClock) -> Nudge:
    """The welcome of the third day, planned; the clock stands at its moment."""
    clock.move_to(at("2026-03-03", 6))
    await life.tick()
    planned = [row for row in await life.nudges("planned") if row.local_date == date(2026, 3, 3)]
    assert [row.kind for row in planned] == ["welcome"]
    clock.move_to(planned[0].due_at + timedelta(seconds=10))
    return planned[0]


async def test_two_processes_that_tick_at_once_send_once(life: Life, clock: FixedClock) -> None:
    await due(life, clock)
    await asyncio.gather(*(life.ticker().tick() for _ in range(4)))

    assert len(await life.told()) == 1
    assert await life.fates() == [("welcome", None)]


async def test_it_goes_to_where_they_wrote_last_and_says_how_to_have_less(life: Life, clock: FixedClock) -> None:
    async with life.house.store.database.write() as session:
        await add_identity(session, life.person.user_id, "telegram", "4711", clock.now())
    await due(life, clock)
    await life.tick()

    async with life.house.store.database.read() as session:
        sent = list(await session.scalars(select(Outbox.payload)))
    assert [one["options"][-1] for one in sent] == ["Less of this"]


async def test_after_two_days_of_downtime_what_is_late_is_left_and_said_so(life: Life, clock: FixedClock) -> None:
    await due(life, clock)
    clock.advance(timedelta(days=2))
    await life.tick()

    assert await life.fates() == [("welcome", "too_late")]
    assert await life.told() == []


async def test_a_clock_that_jumps_back_sends_nothing_again(life: Life, clock: FixedClock) -> None:
    await due(life, clock)
    await life.tick()
    clock.advance(-timedelta(hours=5))
    await life.days(0.5)

    assert len(await life.told()) == 1


async def test_nothing_is_written_while_a_safety_hold_stands(life: Life, clock: FixedClock) -> None:
    await due(life, clock)
    await life.add(SafetyHold(id=new_id(), user_id=life.person.user_id, level="T1", signals=["chest_pain"], opened_at=clock.now()))
    await life.tick()
    await life.days(3)

    assert await life.told() == []
    assert ("welcome", "safety_hold") in await life.fates()


@pytest.mark.parametrize("condition", [None, "eating_disorder"])
async def test_who_may_be_harmed_by_numbers_hears_none(life: Life, clock: FixedClock, condition: str | None) -> None:
    user_id = life.person.user_id
    goal = {"kind": "body_weight", "target": 70, "unit": "kg", "text": "70 kg", "status": "open"}
    async with life.house.store.database.write() as session:
        (await session.get_one(User, user_id)).created_at = at("2026-01-01", 8)
        (await session.get_one(Profile, user_id)).conditions = [condition] if condition else []
        session.add(Goal(id=new_id(), user_id=user_id, created_at=at("2026-01-01", 8), **goal))
        for n in range(8):
            eaten = at("2026-02-20", 12) + timedelta(days=n)
            session.add(Meal(id=new_id(), user_id=user_id, eaten_at=eaten, eaten_on=eaten.date(), created_at=eaten))
    await life.prefer()
    await life.say("hello")
    await life.days(2)

    told = " ".join(await life.told())
    assert bool(BODY_WORDS.search(told)) is (condition is None), told


async def test_on_the_night_the_clocks_change_it_still_comes_once_a_day_and_in_open_hours(life: Life, clock: FixedClock) -> None:
    clock.move_to(at("2026-03-28", 6))
    await life.prefer(kinds={"welcome": "more"})
    async with life.house.store.database.write() as session:
        (await session.get_one(User, life.person.user_id)).created_at = at("2026-03-27", 8)
    await life.until(at("2026-03-31", 23))

    sent = await life.nudges("sent")
    assert len({row.local_date for row in sent}) == len(sent) > 0
    assert all(9 <= row.due_at.astimezone(PARIS).hour <= 20 for row in sent)
