"""Reminders that harm are left out, and the inbox says so: figures of the body with an eating disorder, training while it has to wait."""

from __future__ import annotations

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.ids import new_id
from spotter.language.reminder_kinds import asks_of_body, asks_to_train
from spotter.nudges.reminding import fire_due
from spotter.store.queries.people import user_of
from spotter.store.tables import Profile, SafetyHold
from tests.conftest import NOW, Person
from tests.nudges.reach import add, inbox, reach_by, sent
from tests.tools.desk import Desk

DAILY = "FREQ=DAILY;BYHOUR=20;BYMINUTE=0"
LEFT_OUT = 'I left out one of your reminders. Say "my reminders" to see them or to cancel one.'


@pytest.fixture
async def desk(house: House, clock: FixedClock, person: Person) -> Desk:
    await reach_by(house, person.user_id, "telegram", "4711")
    async with house.store.database.write() as session:
        (await user_of(session, person.user_id)).expires_at = None
    return Desk(house.store, clock, person.user_id, "en", "metric", before=1000)


async def flagged(house: House, person: Person) -> None:
    async with house.store.database.write() as session:
        (await session.get_one(Profile, person.user_id)).conditions = ["eating_disorder"]


@pytest.mark.parametrize("text", ["weigh in", "log my calories", "step on the scale before coffee"])
async def test_nobody_with_an_eating_disorder_is_asked_for_weight_or_calories(house: House, desk: Desk, person: Person, text: str) -> None:
    await desk.run("set_reminder", text=text, rule=DAILY)
    await flagged(house, person)
    desk.later(minutes=31)
    for _ in range(3):
        await fire_due(house.store)
        desk.later(hours=24)
    assert (await sent(house), await inbox(house)) == ([], [LEFT_OUT])


async def test_no_check_in_asks_them_for_their_weight(house: House, desk: Desk, person: Person) -> None:
    await desk.run("set_reminder", text="check-in: weight", kind="check_in", rule=DAILY)
    await flagged(house, person)
    desk.later(minutes=31)
    await fire_due(house.store)
    assert [told for _, told in await sent(house)] == ["How did you sleep, from 1 (badly) to 5 (very well)? Or tell me the hours."]


async def test_a_flag_that_was_raised_by_what_was_said_counts_too(house: House, desk: Desk, person: Person) -> None:
    await desk.run("set_reminder", text="weigh in", rule=DAILY)
    await person.say("i make myself throw up after meals")
    desk.later(minutes=31)
    await fire_due(house.store)
    assert (await sent(house), await inbox(house)) == ([], [LEFT_OUT])


async def test_a_meal_is_reminded_of_without_asking_what_it_was(house: House, desk: Desk, person: Person) -> None:
    await desk.run("set_reminder", text="dinner", rule=DAILY)
    await flagged(house, person)
    desk.later(minutes=31)
    await fire_due(house.store)
    assert await sent(house) == [("telegram", "Reminder: dinner.")]


@pytest.mark.parametrize("level", ["T0", "T1"])
async def test_nothing_asks_to_train_while_training_has_to_wait(house: House, desk: Desk, person: Person, level: str) -> None:
    for text in ("train", "leg day at the gym", "20 push-ups", "drink water", "walk the dog"):
        await desk.run("set_reminder", text=text, rule=DAILY)
    await desk.run("set_reminder", text="check-in: done", kind="check_in", rule=DAILY)
    await add(house, SafetyHold(id=new_id(), user_id=person.user_id, level=level, signals=["chest_pain"], opened_at=NOW))
    desk.later(minutes=31)
    await fire_due(house.store)

    told = [text for _, text in await sent(house)]
    waits = "I left out a reminder, because training has to wait: {}."
    assert [one.split(",")[0] for one in told] == ["Reminder: drink water.", "Reminder: walk the dog.", "How did you sleep"]
    assert await inbox(house) == [*(waits.format(what) for what in ("train", "leg day at the gym", "20 push-ups")), *told]


@pytest.mark.parametrize("text", ["me peser", "noter mon poids", "compter mes calories", "track macros", "body weight", "weighing"])
def test_what_is_about_weight_or_calories(text: str) -> None:
    assert asks_of_body(text, "custom")


@pytest.mark.parametrize("text", ["lift weights", "bodyweight squats", "balance exercises", "call mum", "soulever des poids", "dinner"])
def test_what_is_not(text: str) -> None:
    assert not asks_of_body(text, "custom")


@pytest.mark.parametrize("text", ["go for a run", "faire ma séance", "squats", "lift weights", "footing au parc", "yoga"])
def test_what_asks_to_train(text: str) -> None:
    assert asks_to_train(text, "custom")


@pytest.mark.parametrize("text", ["take my pills", "call mum", "run errands", "sortir le chien", "read a book", "buy bread"])
def test_what_asks_for_something_else(text: str) -> None:
    assert not asks_to_train(text, "custom")
