"""The coach writes first: what somebody with a plan gets, why, and how they have less of it."""

from __future__ import annotations

from datetime import timedelta

from spotter.clock import FixedClock
from tests.nudges.life import Life, at

PLAN = "make me a 3 day strength plan, i have a gym, monday wednesday friday, 45 minutes"
SATURDAY = "2026-03-07"


async def miss_two_workouts(life: Life, clock: FixedClock) -> None:
    """A plan of three days, of which Wednesday and Friday go by without a workout, and without a tick."""
    await life.say(PLAN)
    clock.move_to(at(SATURDAY, 7))


async def test_two_missed_workouts_bring_one_message_that_leads_back(life: Life, clock: FixedClock) -> None:
    await miss_two_workouts(life, clock)
    await life.until(at(SATURDAY, 22))

    told = await life.told()
    assert len(told) == 1
    assert "a few planned workouts went by" in told[0].lower()
    assert "happens to everybody" in told[0]
    assert "comes next, Monday 9 Mar" in told[0]
    assert told[0].count("?") <= 1


async def test_nothing_is_written_on_the_next_day(life: Life, clock: FixedClock) -> None:
    await miss_two_workouts(life, clock)
    await life.until(at("2026-03-08", 23))

    assert len(await life.told()) == 1


async def test_who_trained_meanwhile_is_not_told_that_they_missed_it(life: Life, clock: FixedClock) -> None:
    await miss_two_workouts(life, clock)
    await life.tick()
    planned = [row.kind for row in await life.nudges("planned") if row.local_date.isoformat() == SATURDAY]
    await life.say("squat 3x5 60kg, bench 3x5 50kg")
    await life.until(at(SATURDAY, 22))

    assert "workout_missed" in planned
    assert not [text for text in await life.told() if "went by" in text]


async def test_why_is_told_from_rows_and_less_of_this_is_obeyed(life: Life, clock: FixedClock) -> None:
    await miss_two_workouts(life, clock)
    await life.until(at(SATURDAY, 22))

    why = await life.say("why did i get this")
    answer = await life.say("less of this")
    await life.until(at("2026-03-20", 23), every=timedelta(hours=6))

    assert "2 days of your plan went by without a workout" in why
    assert "at most 4 times a week" in why
    assert answer.startswith("Understood: I write less often about missed workouts")
    assert [kind for kind, _ in await life.fates()].count("workout_missed") == 1


async def test_the_inbox_says_in_words_why_it_was_written(life: Life, clock: FixedClock) -> None:
    await miss_two_workouts(life, clock)
    await life.until(at(SATURDAY, 22))

    answer = await life.person.client.get("/api/v1/users/me/inbox", headers=life.person.headers)
    [notice] = answer.json()["result"]["notices"]
    assert notice["kind"] == "workout_missed"
    assert "2 days of your plan went by without a workout" in notice["reason"]


async def test_no_more_of_a_kind_takes_back_what_is_planned(life: Life, clock: FixedClock) -> None:
    await miss_two_workouts(life, clock)
    await life.tick()
    answer = await life.say("stop nudging me about missed workouts")
    await life.until(at("2026-03-09", 23), every=timedelta(hours=3))

    assert answer == "Understood: nothing more about missed workouts. Tell me when you want it back."
    assert "workout_missed" not in {row.kind for row in await life.nudges("sent")}


async def test_a_pause_is_kept_and_ends(life: Life, clock: FixedClock) -> None:
    await life.say(PLAN)
    answer = await life.say("no messages for 5 days")
    await life.until(at(SATURDAY, 7), every=timedelta(hours=3))
    assert "I do not write on my own until Saturday 7 Mar" in answer
    assert await life.told() == []

    await life.until(at(SATURDAY, 23))
    assert len(await life.told()) == 1


async def test_french_is_understood_and_spoken(life: Life, clock: FixedClock) -> None:
    await miss_two_workouts(life, clock)
    await life.say("parle français")
    await life.until(at(SATURDAY, 23))

    assert "Quelques séances prévues sont passées" in (await life.told())[-1]
    assert "jours de ton plan sont passés sans séance" in await life.say("pourquoi ce message ?")
    assert (await life.say("arrête ces messages")).startswith("Compris : plus rien sur les séances manquées")
