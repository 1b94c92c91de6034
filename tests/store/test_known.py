"""What a turn starts from is read in one statement, and is what the tables hold: the same rows as one read after the other."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from sqlalchemy import select

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.store.queries.facts import FactTold, add_fact, facts_known, goals_open
from spotter.store.queries.holds import active_holds
from spotter.store.queries.injuries import open_injuries
from spotter.store.queries.known import all_known
from spotter.store.queries.people import person_of
from spotter.store.queries.runs import start_run
from spotter.store.queries.summaries import Span, add_summary, lines_before_now, newest_summaries
from spotter.store.queries.workouts import usual_loads
from spotter.store.rows import row_as_json, rows_from
from spotter.store.tables import BodyMetric
from tests.conftest import Person

SAID = (
    "I'm 34, 180.5 cm, I train 3 days a week",
    "bench 3x5 80kg, squat 5x5 102.5 kg",
    "my left knee hurts on squats, like 4/10",
    "my goal is to bench 100 kg by december",
    "I want to run 10 km in under 50 minutes",
    "my chest hurts and my left arm is numb",
)


async def test_one_statement_tells_what_each_table_tells(house: House, person: Person, clock: FixedClock) -> None:
    for text in SAID:
        said = await person.say(text)
        clock.advance(timedelta(minutes=3))
    conversation_id, midnight = said["conversation_id"], clock.now() - timedelta(hours=6)
    async with house.store.write(person.user_id) as uow:
        await add_fact(uow, FactTold("equipment", 'a "rack", d\'occasion \u00e9t\u00e9', said["turn_id"]))
        await add_fact(uow, FactTold("schedule", "I work nights", said["turn_id"], uow.now, uow.now + timedelta(days=3)))
        await add_fact(uow, FactTold("other", "long over", said["turn_id"], None, uow.now - timedelta(days=1)))
        for first in (0, 4):
            await add_summary(uow, conversation_id, Span(first, first + 3), "Squats, and a knee.", version=1, model=None)
        await start_run(uow, turn_id=said["turn_id"], agent="progress", task="a week", prompt="progress@1:abcdef")
    async with house.store.read(person.user_id) as uow:
        known = await all_known(uow, conversation_id, lines=7, summaries=10, midnight=midnight)
        apart = (
            await lines_before_now(uow, conversation_id, 7),
            await newest_summaries(uow, 10),
            await facts_known(uow),
            await open_injuries(uow),
            await active_holds(uow),
        )
        person_apart, loads, goals = await person_of(uow), await usual_loads(uow), await goals_open(uow)
    together = (known.lines, known.summaries, known.facts, known.injuries, known.holds)
    assert [[row_as_json(row) for row in rows] for rows in together] == [[row_as_json(row) for row in rows] for rows in apart]
    assert [len(rows) for rows in together] == [7, 2, 2, 1, 1]
    assert (known.user, known.profile) == person_apart
    assert (known.best_loads_kg, known.goals, known.runs_today) == (loads, goals, 1)
    assert known.best_loads_kg == {"bench_press": 80.0, "back_squat": 102.5}
    assert len(known.goals) == 2


async def test_of_somebody_new_nothing_is_known(house: House, person: Person, clock: FixedClock) -> None:
    async with house.store.read(person.user_id) as uow:
        known = await all_known(uow, "none", lines=7, summaries=10, midnight=clock.now())
    assert known[2:] == ([], [], [], [], [], [], {}, [], 0)


async def test_the_agents_of_the_last_answer_come_in_their_order(house: House, person: Person, clock: FixedClock) -> None:
    said = await person.say("bench 3x5 80kg and two eggs")
    async with house.store.read(person.user_id) as uow:
        known = await all_known(uow, said["conversation_id"], lines=7, summaries=10, midnight=clock.now())
    assert known.last_agents == said["agents"] != []


async def test_figures_and_days_come_back_as_they_went_in(house: House, person: Person) -> None:
    await person.say("I weigh 82.35 kg")
    async with house.store.read(person.user_id) as uow:
        (row,) = await uow.session.scalars(select(BodyMetric).where(BodyMetric.user_id == person.user_id))
    told = row_as_json(row)
    (again,) = rows_from(BodyMetric, [list(told.values())])
    assert (again.value, again.measured_on, again.measured_at) == (Decimal("82.35"), row.measured_on, row.measured_at)
