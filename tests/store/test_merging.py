"""Two people become one: every row of every table moves, none is lost, none is doubled."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select

from spotter.api.deps import House
from spotter.ids import new_id
from spotter.store.queries.ledger import changes_of, reverse
from spotter.store.queries.merging import merge_people
from spotter.store.queries.people import create_user
from spotter.store.rows import table_of
from spotter.store.tables import PERSONAL, Consent, Conversation, Goal, Message, NotificationPreference, Profile, Reminder, Turn, User
from spotter.store.uow import Author, UnitOfWork
from tests.conftest import NOW, Person
from tests.store.every_table import fill_every_table

# One row a person: the kept person's stands, with what it lacked from the other. Codes of somebody who is gone prove nothing.
OF_ONE = {table_of(kind).name: 1 for kind in PERSONAL if [*table_of(kind).primary_key] == [table_of(kind).c.user_id]} | {"link_code": 1}


async def _two(house: House) -> tuple[str, str]:
    async with house.store.database.write() as session:
        kept = await create_user(session, kind="guest", now=NOW, expires_at=NOW + timedelta(hours=24))
        merged = await create_user(session, kind="guest", now=NOW)
    return kept.id, merged.id


async def _counts(house: House, user_id: str) -> dict[str, int]:
    counted = {}
    async with house.store.database.read() as session:
        for kind in PERSONAL:
            table = table_of(kind)
            counted[table.name] = await session.scalar(select(func.count()).select_from(table).where(table.c.user_id == user_id)) or 0
    return counted


async def test_a_row_of_every_table_moves(house: House) -> None:
    kept, merged = await _two(house)
    async with house.store.database.write() as session:
        await fill_every_table(session, merged)
    before = await _counts(house, merged)
    assert min(before.values()) == 1
    async with house.store.database.write() as session:
        assert await merge_people(session, kept, merged, NOW)
    assert await _counts(house, kept) == before | {"link_code": 0}
    assert set((await _counts(house, merged)).values()) == {0}
    async with house.store.database.read() as session:
        assert await session.get(User, merged) is None
        assert (await session.get_one(User, kept)).expires_at is None  # an address leads to them now


async def test_where_both_have_rows_in_every_table_all_are_kept(house: House) -> None:
    kept, merged = await _two(house)
    async with house.store.database.write() as session:
        await fill_every_table(session, kept)
        (await session.get_one(User, kept)).turn_count = 1
        await fill_every_table(session, merged)
        (await session.get_one(User, merged)).turn_count = 1
        for consent in await session.scalars(select(Consent)):
            consent.allowed = consent.user_id == kept
    async with house.store.database.write() as session:
        assert await merge_people(session, kept, merged, NOW)
    after = await _counts(house, kept)
    assert after == dict.fromkeys(after, 2) | OF_ONE | {"consent": 1}
    async with house.store.database.read() as session:
        assert await session.scalar(select(Consent.allowed)) is False  # who refused anywhere is not written to
        assert sorted(await session.scalars(select(Turn.seq))) == [1, 2]
        assert (await session.get_one(User, kept)).turn_count == 2


async def test_the_quieter_wishes_of_both_are_kept(house: House) -> None:
    """Who said "less of this", a pause or quiet hours by text has said it for all of them."""
    kept, merged = await _two(house)
    later = NOW + timedelta(days=7)
    of_kept: dict[str, Any] = {
        "kinds": {"weigh_in": "less", "meal_log": "more"},
        "weekly_budget": 7,
        "quiet_from": time(23),
        "quiet_until": time(6),
    }
    of_merged: dict[str, Any] = {"kinds": {"all": "off", "weigh_in": "more", "meal_log": "less"}, "weekly_budget": 0, "paused_until": later}
    async with house.store.database.write() as session:
        for user_id, said in ((kept, of_kept), (merged, of_merged)):
            session.add(NotificationPreference(user_id=user_id, **said))
    async with house.store.database.write() as session:
        assert await merge_people(session, kept, merged, NOW)
    async with house.store.database.read() as session:
        wishes = await session.get_one(NotificationPreference, kept)
        assert wishes.kinds == {"all": "off", "weigh_in": "less", "meal_log": "less"}
        assert (wishes.weekly_budget, wishes.paused_until) == (0, later)
        assert (wishes.quiet_from, wishes.quiet_until) == (time(22), time(7))


async def test_one_talk_one_plan_and_one_profile_go_on(house: House, person: Person, new_person: Callable[..., Awaitable[Person]]) -> None:
    other = await new_person()
    for message in ("call me Sam", "build me a 3 day plan", "yes", "bench 3x5 80 kg"):
        await person.say(message)
    for message in ("i'm 34 and weigh 82 kg", "call me Alex", "build me a 4 day plan", "yes", "squat 3x5 100 kg", "i have asthma"):
        await other.say(message)
    async with house.store.database.write() as session:
        assert await merge_people(session, person.user_id, other.user_id, house.clock.now())
    history = await person.say("what did i train today?")
    assert "80" in history["reply"]
    assert "100" in history["reply"]
    async with house.store.database.read() as session:
        profile = await session.get_one(Profile, person.user_id)
        assert profile.name == "Sam"
        assert profile.birth_date is not None or profile.conditions
        talks = list(await session.scalars(select(Conversation).where(Conversation.user_id == person.user_id)))
        assert [talk.ended_at is None for talk in talks].count(True) == 1
        lines = await session.execute(select(Message.conversation_id, Message.position, Turn.seq).join(Turn, Turn.id == Message.turn_id))
        assert all(position in (2 * seq, 2 * seq + 1) for _, position, seq in lines)
    await person.say("undo")  # what they said since can be taken back as before


async def test_undo_of_what_the_other_wrote_stays_theirs(house: House) -> None:
    kept, merged = await _two(house)
    async with house.store.database.write() as session:
        session.add(Turn(id="t", user_id=merged, kind="chat", channel="app", status="done", seq=1, created_at=NOW))
    async with house.store.database.write() as session:
        await fill_every_table(session, merged)
        row = await session.scalar(select(Goal).where(Goal.user_id == merged))
        assert row is not None
        row_id = row.id
    async with house.store.write(merged, Author("t", "call-9")) as uow:
        await uow.remove(await uow.session.get_one(Goal, row_id))
    async with house.store.database.write() as session:
        await merge_people(session, kept, merged, NOW)
    async with house.store.database.write() as session:
        uow = UnitOfWork(session, kept, NOW)
        await reverse(uow, await changes_of(uow, "t", "call-9"))
    async with house.store.database.read() as session:
        assert (await session.get_one(Goal, row_id)).user_id == kept


async def test_somebody_at_work_is_not_moved(house: House) -> None:
    kept, merged = await _two(house)
    async with house.store.database.write() as session:
        session.add(Turn(id=new_id(), user_id=merged, kind="chat", channel="sms", status="running", seq=1, created_at=NOW))
    async with house.store.database.write() as session:
        assert not await merge_people(session, kept, merged, NOW)
        assert await session.get(User, merged) is not None


async def test_what_either_repeats_goes_by_the_clock_of_whoever_is_left(house: House) -> None:
    kept, merged = await _two(house)
    daily = {"text": "stretch", "rule": "FREQ=DAILY;BYHOUR=7;BYMINUTE=0", "kind": "custom", "status": "active", "created_at": NOW}
    async with house.store.database.write() as session:
        (await session.get_one(User, kept)).time_zone = "Asia/Tokyo"
        for user_id, zone, due in ((kept, "Asia/Tokyo", "2026-03-03T07:00:00+09:00"), (merged, "UTC", "2026-03-03T07:00:00+00:00")):
            row = daily | {"id": new_id(), "user_id": user_id, "time_zone": zone, "due_at": datetime.fromisoformat(due)}
            session.add(Reminder(**row))
    async with house.store.database.write() as session:
        assert await merge_people(session, kept, merged, NOW)
    async with house.store.database.read() as session:
        assert set(await session.scalars(select(Reminder.due_at))) == {datetime.fromisoformat("2026-03-03T07:00:00+09:00")}
