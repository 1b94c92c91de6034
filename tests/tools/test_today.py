"""What somebody gets who asks what to train today, says how they feel, and looks for an exercise."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from spotter.api.deps import House
from spotter.catalogue.exercises import exercises
from spotter.clock import FixedClock
from spotter.store.queries.workouts import latest_workout, sets_between
from spotter.store.tables import SafetyHold
from tests.conftest import NOW
from tests.tools.desk import Desk

DAY_A = ("back_squat", "bench_press", "barbell_row")


@pytest.fixture
async def desk(house: House, clock: FixedClock) -> Desk:
    return await Desk.open(house.store, clock)


@pytest.fixture
async def planned(desk: Desk) -> Desk:
    """Somebody with a full-body plan on Mondays, Wednesdays and Fridays that starts today, a Monday."""
    await desk.run("propose_plan", goal="general", days_per_week=3, level="beginner", equipment=["gym"], minutes=60)
    return desk


async def log(desk: Desk, *keys: str, reps: int = 10, load: float = 60, sets: int = 4, on: str | None = None) -> None:
    for key in keys:
        await desk.log(key, *[(reps, load)] * sets, key=key, on=on)


def line_of(words: str, name: str) -> str:
    return next(line for line in words.splitlines() if name in line)


async def test_without_a_plan_the_answer_says_what_to_say(desk: Desk) -> None:
    shown = await desk.run("today_workout")
    assert shown.words.startswith("You have no plan yet.")
    assert shown.cards[0].texts == ["Make me a 3 day plan", "Show me the programs"]  # type: ignore[union-attr]
    assert (await desk.run("show_week_plan")).words == shown.words


async def test_todays_workout_is_the_first_day_not_done_yet(planned: Desk) -> None:
    shown = await planned.run("today_workout")
    assert shown.words.startswith("Today: Full body A, week 1 of 6, about 45 min.\n- Back Squat 3 × 8-10, 3 in reserve")
    await log(planned, *DAY_A)
    after = await planned.run("today_workout")
    assert after.words.startswith("You did Full body A today, well done. Next: Wednesday 4 Mar: Full body B, week 1 of 6")


async def test_exercises_logged_one_by_one_make_a_day_once_half_of_it_is_there(planned: Desk) -> None:
    await log(planned, "bench_press")
    partly = await planned.run("today_workout")
    assert line_of(partly.words, "Bench Press").endswith("(done)")
    await log(planned, "back_squat", "barbell_row")
    async with planned.store.read(planned.user_id) as uow:
        newest = await latest_workout(uow)
        rows = await sets_between(uow)
    assert newest is not None
    assert newest.day_id is not None
    assert {(row.target_reps_min, row.target_reps_max) for row in rows if row.exercise_key == "bench_press"} == {(8, 10)}


async def test_an_undone_workout_makes_its_day_due_again(planned: Desk) -> None:
    await log(planned, *DAY_A)
    await planned.run("undo")
    assert (await planned.run("today_workout")).words.startswith("Today: Full body A")


async def test_loads_go_up_when_every_set_reached_the_top_and_stay_when_not(planned: Desk) -> None:
    await log(planned, *DAY_A)
    await log(planned, "deadlift", "overhead_press", "lat_pulldown", on="2026-03-02")
    planned.later(days=4)
    await log(planned, "bench_press", reps=9, on="2026-03-05")
    shown = (await planned.run("today_workout")).words
    assert "Full body C" in shown
    assert "at 62.5 kg, 3 in reserve (last time 60 kg × 10, 10, 10, 10)" in line_of(shown, "Back Squat")
    assert "at 60 kg" in line_of(shown, "Bench Press")


async def test_another_rep_range_starts_from_the_estimated_max(planned: Desk) -> None:
    await log(planned, "bench_press", reps=5, load=100, sets=3, on="2026-02-27")
    shown = await planned.run("today_workout")
    bench = next(one for one in shown.result["exercises"] if one["exercise"]["key"] == "bench_press")
    assert bench["reason"] == "from_e1rm"
    assert Decimal("70") <= Decimal(bench["load_kg"]) <= Decimal("85")


async def test_a_bad_night_takes_sets_and_load_off_and_never_adds(planned: Desk) -> None:
    await log(planned, "bench_press", reps=8, load=80, sets=3, on="2026-02-27")
    before = (await planned.run("today_workout")).result["exercises"]
    said = await planned.run("log_readiness", energy=2, sleep=2)
    assert said.words == "Noted: energy 2/5, sleep 2/5. Today I take 1 set off each exercise and 10% off the loads."
    after = await planned.run("today_workout")
    assert "Lighter than planned, because of how you feel today." in after.words
    for was, now in zip(before, after.result["exercises"], strict=True):
        assert now["sets"] == max(1, was["sets"] - 1)
        assert Decimal(now["load_kg"] or 0) <= Decimal(was["load_kg"] or 0)
    await planned.run("undo")
    assert (await planned.run("today_workout")).result["exercises"] == before


async def test_feeling_great_changes_nothing(planned: Desk) -> None:
    before = (await planned.run("today_workout")).result["exercises"]
    assert (await planned.run("log_readiness", energy=5, sleep=5)).words.endswith("You can train as planned.")
    assert (await planned.run("today_workout")).result["exercises"] == before


async def test_how_somebody_feels_is_compared_with_their_usual(desk: Desk) -> None:
    for _ in range(3):
        await desk.run("log_readiness", energy=4, sleep=4)
        desk.later(days=1)
    said = await desk.run("log_readiness", energy=1)
    assert "That is below your usual 4." in said.words
    assert "Rest or an easy walk is the better choice today." in said.words
    assert (await desk.run("log_readiness")).words == "How do you feel from 1 to 5: energy, sleep, soreness, stress?"


async def test_what_hurts_badly_is_swapped_and_what_hurts_a_little_gets_lighter(planned: Desk) -> None:
    await planned.run("report_pain", region="shoulder", severity=4, note="sore")
    await planned.run("report_pain", region="knee", severity=7, note="hurts")
    shown = await planned.run("today_workout")
    swapped = next(one for one in shown.result["exercises"] if (one["instead_of"] or {}).get("key") == "back_squat")
    assert "knee" not in exercises()[swapped["exercise"]["key"]].joints
    assert "(instead of Back Squat)" in shown.words
    assert "lighter for what hurts" in line_of(shown.words, "Bench Press")


async def test_only_what_is_at_hand_is_used(planned: Desk) -> None:
    await planned.run("update_profile", equipment=["dumbbells", "bench"])
    shown = await planned.run("today_workout")
    assert "(instead of Back Squat)" in shown.words
    for one in shown.result["exercises"]:
        assert not {"barbell", "machine", "cable"} & set(exercises()[one["exercise"]["key"]].equipment)


async def test_a_short_day_keeps_the_important_exercises(planned: Desk) -> None:
    shown = await planned.run("today_workout", minutes=20)
    assert shown.result["minutes"] <= 20
    assert shown.result["exercises"][0]["exercise"]["key"] == "back_squat"
    assert "Left out for the time: " in shown.words


async def test_after_a_break_it_starts_lighter(planned: Desk) -> None:
    await log(planned, *DAY_A)
    planned.later(days=16)
    shown = await planned.run("today_workout")
    assert "Lighter than before, since you come back after a break." in shown.words


async def test_a_rest_day_is_named_and_the_next_workout_shown(planned: Desk) -> None:
    shown = await planned.run("today_workout", date="2026-03-03")
    assert shown.words.startswith("Tomorrow is a rest day in your plan. Next: Wednesday 4 Mar: Full body B")
    assert (await planned.run("today_workout", date="2026-02-20")).words == "That day is over. Ask for your history to see what you did."


async def test_the_week_shows_what_is_done_and_what_is_to_come(planned: Desk) -> None:
    await log(planned, *DAY_A)
    week = await planned.run("show_week_plan")
    assert week.words == (
        "Full body, week 1 of 6: today Full body A (done), Wednesday 4 Mar Full body B, Friday 6 Mar Full body C. "
        "The plan runs until Friday 10 Apr."
    )
    assert week.cards[0].rows[0][:3] == ["today ✓", "Full body A", "45"]  # type: ignore[union-attr]
    following = await planned.run("show_week_plan", week="next")
    assert following.words.startswith("Full body, week 2 of 6: Monday 9 Mar Full body A, ")


async def test_an_open_medical_question_keeps_it_light(planned: Desk) -> None:
    await log(planned, "bench_press", reps=8, load=80, sets=3, on="2026-02-27")
    async with planned.store.database.write() as session:
        session.add(SafetyHold(id="h" * 36, user_id=planned.user_id, level="T2", signals=["pregnancy"], opened_at=NOW))
    shown = await planned.run("today_workout")
    assert "Light to moderate only, until you are cleared." in shown.words
    assert all(one["rir"] is None or one["rir"] >= 4 for one in shown.result["exercises"])


async def test_a_finished_plan_starts_again_and_says_so(desk: Desk) -> None:
    await desk.run("choose_program", program={"name": "two half hours"})
    for week in range(10):
        for day in ((), (1,)):
            on = (date(2026, 3, 2) + timedelta(days=7 * week + 3 * len(day))).isoformat()
            shown = await desk.run("today_workout")
            for one in shown.result["exercises"][:4]:
                await desk.log("x", (8, 40), key=one["exercise"]["key"], on=min(on, desk.clock.now().date().isoformat()))
            desk.later(days=3 if not day else 4)
    assert "You have finished this plan" in (await desk.run("today_workout")).words


@pytest.mark.parametrize(
    ("query", "first"),
    [("chest with dumbbells", "Dumbbell Bench Press"), ("hamstrings", "Deadlift"), ("abdos", "Plank"), ("lower back", "Deadlift")],
)
async def test_exercises_are_found_by_muscle_and_equipment(desk: Desk, query: str, first: str) -> None:
    found = await desk.run("find_exercise", query=query)
    assert found.words.startswith(f"Try these: {first}, ")
    assert found.cards[0].rows[0][0] == first  # type: ignore[union-attr]


async def test_one_exercise_comes_with_how_to_do_it_and_the_last_time(house: House, clock: FixedClock) -> None:
    french = await Desk.open(house.store, clock, locale="fr")
    await french.log("squat", (5, 100), (5, 100), key="back_squat")
    found = await french.run("find_exercise", query="squat")
    assert found.words.startswith("Squat barre : Barre sur le haut du dos")
    assert "Tu l'as fait la dernière fois aujourd'hui : 100 kg × 5, 5." in found.words
    assert (await french.run("find_exercise", query="zzqx")).words.startswith("Je n'ai trouvé aucun exercice")


async def test_in_plain_words_from_plan_to_undo(person: Any) -> None:
    made = await person.say("make me a 3 day plan for strength")
    assert [action["tool"] for action in made["actions"]] == ["propose_plan"]
    shown = await person.say("what's my workout today?")
    assert "Full body A, week 1 of 6" in shown["reply"]
    tired = await person.say("I'm tired today")
    assert [action["tool"] for action in tired["actions"]] == ["log_readiness"]
    undone = await person.say("undo")
    assert undone["actions"][0]["result"]["tools"] == ["log_readiness"]
