"""What keeps somebody from training: kept in their words, met with a win, and one change of their plan where they want it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.store.queries.facts import facts_known
from spotter.store.tables import SafetyHold
from spotter.tools.executor import Refused
from tests.tools.desk import Desk, question_of


@pytest.fixture
async def desk(house: House, clock: FixedClock) -> Desk:
    return await Desk.open(house.store, clock)


async def planned(desk: Desk, **wishes: Any) -> None:
    """A plan on Monday, Wednesday and Friday; today is a Monday."""
    await desk.agree("propose_plan", days_per_week=3, weekdays=[0, 2, 4], **wishes)


async def test_it_is_kept_in_the_persons_words_for_a_month(house: House, desk: Desk) -> None:
    said = await desk.run("note_barrier", barrier="time", text="work is crazy")
    assert said.words == 'You say "work is crazy". Your days are full, and training has to fit in between.'
    assert question_of(said) == "Want an idea that may fit?"
    async with house.store.read(desk.user_id) as uow:
        (fact,) = await facts_known(uow)
    assert (fact.kind, fact.barrier, fact.text) == ("barrier", "time", "work is crazy")
    assert said.result["until"] == "2026-03-29"
    desk.later(days=29)
    async with house.store.read(desk.user_id) as uow:
        assert await facts_known(uow) == []


async def test_how_long_it_holds_is_what_was_said(desk: Desk) -> None:
    said = await desk.run("note_barrier", barrier="time", text="work is crazy until friday")
    assert said.result["until"] == "2026-03-06"


async def test_said_again_it_is_one_fact_and_undo_takes_it_back(house: House, desk: Desk) -> None:
    await desk.run("note_barrier", barrier="access", text="gym is too far")
    again = await desk.run("note_barrier", barrier="access", text="the gym is miles away")
    assert "You have told me so before" in again.words
    await desk.run("undo")
    async with house.store.read(desk.user_id) as uow:
        assert [fact.text for fact in await facts_known(uow)] == ["gym is too far"]


async def test_two_days_of_the_week_are_two_matters(house: House, desk: Desk) -> None:
    await desk.run("note_barrier", barrier="weekday", weekday=0, text="i keep skipping mondays")
    other = await desk.run("note_barrier", barrier="weekday", weekday=4, text="i keep skipping fridays")
    assert "before" not in other.words
    async with house.store.read(desk.user_id) as uow:
        assert len(await facts_known(uow)) == 2


async def test_a_win_of_the_log_stands_beside_it(desk: Desk) -> None:
    await desk.log("Bench press", (5, 80), key="bench_press", on="2026-01-20")
    await desk.log("Bench press", (5, 85), key="bench_press", on="2026-02-24")
    said = await desk.run("note_barrier", barrier="energy", text="no energy after work")
    assert said.words.endswith("Bench Press went from 80 kg to 85 kg in the last four weeks.")


@pytest.mark.parametrize(
    ("barrier", "weekday", "way", "tool", "args"),
    [
        ("time", None, "shorter", "adjust_workouts", {"first": "2026-03-02", "last": "2026-03-08", "minutes": 20}),
        ("energy", None, "lighter", "adjust_workouts", {"first": "2026-03-02", "last": "2026-03-08", "lighter": True}),
        ("soreness", None, "lighter", "adjust_workouts", {"first": "2026-03-02", "last": "2026-03-02", "lighter": True}),
        ("access", None, "at_home", "adjust_workouts", {"first": "2026-03-02", "last": "2026-03-02", "equipment": ["bodyweight"]}),
        ("weather", None, "at_home", "adjust_workouts", {"first": "2026-03-02", "last": "2026-03-02", "equipment": ["bodyweight"]}),
        ("confidence", None, "at_home", "adjust_workouts", {"first": "2026-03-02", "last": "2026-03-02", "equipment": ["bodyweight"]}),
        ("travel", None, "at_home", "adjust_workouts", {"first": "2026-03-02", "last": "2026-03-08", "equipment": ["bodyweight"]}),
        ("drive", None, "shorter", "adjust_workouts", {"first": "2026-03-02", "last": "2026-03-02", "minutes": 20}),
        ("weekday", 0, "another_day", "change_plan", {"change": "weekdays", "weekdays": [2, 4, 6]}),
        ("social", None, "reminder", "set_reminder", {"text": "ask somebody to train along", "at": "2026-03-03T18:00:00+01:00"}),
    ],
)
async def test_each_way_is_a_call_that_the_plan_takes(
    desk: Desk, barrier: str, weekday: int | None, way: str, tool: str, args: dict[str, Any]
) -> None:
    await planned(desk, minutes=45)
    found = await desk.run("suggest_way", barrier=barrier, weekday=weekday)
    assert (found.result["way"], found.result["tool"], found.result["args"]) == (way, tool, args)
    assert question_of(found) is not None
    done = await desk.agree(tool, **args)
    assert not isinstance(done.outcome, Refused)


async def test_boredom_brings_another_exercise_to_the_next_workout(desk: Desk) -> None:
    await planned(desk)
    found = await desk.run("suggest_way", barrier="boredom")
    assert found.words.startswith("One idea for today: something new in place of ")
    done = await desk.agree(found.result["tool"], **found.result["args"])
    old = found.result["exercise_key"]
    assert old not in [one["exercise"]["key"] for one in done.result["workout"]["exercises"]]


async def test_the_day_that_was_trained_most_takes_the_hard_ones_place(desk: Desk) -> None:
    await planned(desk)
    for day in ("2026-02-05", "2026-02-12", "2026-02-19"):  # Thursdays
        await desk.log("Bench press", (5, 80), key="bench_press", on=day)
    found = await desk.run("suggest_way", barrier="weekday", weekday=0)
    assert (found.result["instead"], found.result["times"]) == (3, 3)
    assert "You trained on that day 3 times in the last twelve weeks." in found.words


async def test_a_day_that_the_plan_leaves_free_is_said_to_be_free(desk: Desk) -> None:
    await planned(desk)
    found = await desk.run("suggest_way", barrier="weekday", weekday=1)
    assert found.words.startswith("Your plan has nothing on Tuesday: it trains on Monday, Wednesday and Friday.")
    assert question_of(found) is None


@pytest.mark.parametrize(
    ("barrier", "weekday", "args"),
    [
        ("time", None, {"days_per_week": 2, "minutes": 30}),
        ("access", None, {"days_per_week": 2, "minutes": 30, "equipment": ["bodyweight"]}),
        ("weekday", 0, {"days_per_week": 2, "minutes": 30, "weekdays": [1, 4]}),
    ],
)
async def test_without_a_plan_a_small_one_is_offered(desk: Desk, barrier: str, weekday: int | None, args: dict[str, Any]) -> None:
    found = await desk.run("suggest_way", barrier=barrier, weekday=weekday)
    assert (found.result["tool"], found.result["args"]) == ("propose_plan", args)
    assert question_of(found) == "Shall I make it?"
    assert (await desk.agree("propose_plan", **args)).result["plan_id"]


async def test_a_short_trouble_changes_no_more_days_than_it_lasts(desk: Desk) -> None:
    await planned(desk)
    await desk.run("note_barrier", barrier="time", text="work is crazy until wednesday")
    assert (await desk.run("suggest_way", barrier="time")).result["last"] == date(2026, 3, 4).isoformat()


async def test_while_training_stops_nothing_is_suggested(house: House, desk: Desk) -> None:
    await planned(desk)
    async with house.store.write(desk.user_id) as uow:
        opened = datetime(2026, 3, 2, 18, tzinfo=UTC)
        await uow.add(SafetyHold(id="h" * 36, user_id=desk.user_id, level="T1", signals=["giving_way"], opened_at=opened))
    said = await desk.run("note_barrier", barrier="time", text="work is crazy")
    assert "Training rests for now" in said.words
    assert question_of(said) is None
    assert isinstance((await desk.run("suggest_way", barrier="time")).outcome, Refused)


@pytest.mark.parametrize("locale", ["en", "fr"])
@pytest.mark.parametrize(
    "barrier", ["time", "energy", "sleep", "soreness", "confidence", "access", "boredom", "travel", "social", "weather", "drive"]
)
async def test_every_barrier_has_words_in_both_languages(house: House, clock: FixedClock, barrier: str, locale: Any) -> None:
    desk = await Desk.open(house.store, clock, locale=locale)
    await planned(desk)
    noted = await desk.run("note_barrier", barrier=barrier)
    found = await desk.run("suggest_way", barrier=barrier)
    assert noted.words[:3].istitle() or noted.words[0].isupper()
    assert found.words.startswith("One idea" if locale == "en" else "Une idée")
    assert "{" not in noted.words + found.words
