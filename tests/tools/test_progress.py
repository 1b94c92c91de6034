"""What somebody gets who asks how training goes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.messages import ChartBlock, ProgressBlock, TableBlock
from spotter.store.queries.people import profile_of
from spotter.store.tables import SafetyHold
from tests.tools.desk import Desk

TODAY = date(2026, 3, 2)
SQUAT, BENCH = {"key": "back_squat", "name": "squat"}, {"key": "bench_press", "name": "bench"}


@pytest.fixture
async def desk(house: House, clock: FixedClock) -> Desk:
    return await Desk.open(house.store, clock)


async def _plan(desk: Desk, days: int) -> None:
    async with desk.store.write(desk.user_id) as uow:
        (await profile_of(uow)).days_per_week = days


async def _eight_weeks(desk: Desk) -> None:
    """Twice a week: a squat that rises 2.5 kg a week, a bench press that stopped rising five weeks ago."""
    for week in range(8, 0, -1):
        for day in (TODAY - timedelta(weeks=week), TODAY - timedelta(weeks=week - 0.43)):
            squat, bench = 120 - 2.5 * week, 80 - 2.5 * max(week - 5, 0)
            entries = [
                {"exercise": SQUAT, "sets": [{"reps": 5, "load_kg": squat}] * 3},
                {"exercise": BENCH, "sets": [{"reps": 5, "load_kg": bench}] * 3},
            ]
            await desk.run("log_workout", date=day.isoformat(), entries=entries)


async def test_progress_overall_names_the_gains_and_the_plateau(desk: Desk) -> None:
    await _eight_weeks(desk)
    shown = await desk.run("show_progress", period="month")
    assert shown.words.splitlines() == [
        "This week 0 workouts, lately 2 a week.",
        "- Back Squat: estimated 1RM 137.1 kg, 11.7 kg more than on Friday 30 Jan.",
        "- Bench Press: estimated 1RM 93.3 kg, the same as on Friday 30 Jan.",
        "Bench Press: no real gain for 4 weeks, that is a plateau. Try one more set each week, or a close variant for a while.",
    ]


async def test_progress_of_one_lift_has_its_chart_and_the_reason_to_hold_back(desk: Desk) -> None:
    await _eight_weeks(desk)
    squat = await desk.run("show_progress", exercise=SQUAT, period="month")
    assert "The trend is 2.9 kg up a week (likely 2.9 kg to 2.9 kg)." in squat.words
    chart = squat.cards[0]
    assert isinstance(chart, ChartBlock)
    assert chart.title == "Back Squat, estimated 1RM"
    assert len(chart.points) == 16
    await desk.run("log_metric", metric="sleep", value=5.5, unit="h")
    assert "You slept short lately" in (await desk.run("show_progress", exercise=BENCH)).words


async def test_progress_says_what_is_missing(desk: Desk) -> None:
    assert "no workout of yours yet" in (await desk.run("show_progress")).words
    assert "no sets of Deadlift yet" in (await desk.run("show_progress", exercise={"key": "deadlift", "name": "deadlift"})).words
    await desk.log("plank", key="plank", on="2026-03-01")
    await desk.log("pull ups", (8, None), key="pull_up", on="2026-03-01")
    assert "Pull-Up: done on 1 day" in (await desk.run("show_progress", exercise={"key": "pull_up", "name": "pull ups"})).words


async def test_the_body_counts_in_a_pull_up_once_its_weight_is_known(desk: Desk) -> None:
    await desk.log("pull ups", (5, 20), key="pull_up", on="2026-03-01")
    asked = await desk.run("estimate_1rm", exercise={"key": "pull_up", "name": "pull ups"})
    assert asked.words == "For that I need your body weight. What do you weigh?"
    await desk.run("log_metric", metric="weight", value=80, unit="kg")
    found = await desk.run("estimate_1rm", exercise={"key": "pull_up", "name": "pull ups"})
    assert found.result["e1rm_kg"] == pytest.approx(36.67, abs=0.01)


@pytest.mark.parametrize(("reps", "e1rm"), [(1, 100), (5, 116.67), (10, 133.33)])
async def test_an_estimate_from_a_set_is_epleys_with_the_range_of_the_others(desk: Desk, reps: int, e1rm: float) -> None:
    found = await desk.run("estimate_1rm", load_kg=100, reps=reps)
    assert found.result["e1rm_kg"] == pytest.approx(e1rm, abs=0.01)
    assert found.result["low_kg"] <= e1rm <= found.result["high_kg"] + 0.01


async def test_an_estimate_says_how_sure_it_is(desk: Desk) -> None:
    told = await desk.run("estimate_1rm", load_kg=100, reps=5)
    assert told.words == "That makes a 1RM of about 116.5 kg (formulas say 112.5 kg to 119 kg), from 5 reps at 100 kg."
    assert "rough guess" in (await desk.run("estimate_1rm", load_kg=60, reps=12)).words
    assert "up to 12 reps" in (await desk.run("estimate_1rm", load_kg=60, reps=20)).words
    assert "Which set do you mean?" in (await desk.run("estimate_1rm", load_kg=60)).words
    assert "no set of Bench Press" in (await desk.run("estimate_1rm", exercise=BENCH)).words


async def test_an_estimate_from_the_log_takes_the_best_recent_set(desk: Desk) -> None:
    await desk.log("bench", (5, 80), (8, 60), key="bench_press", on="2026-02-23")
    told = await desk.run("estimate_1rm", exercise=BENCH)
    assert told.words.startswith("Bench Press: your 1RM is about 93.5 kg")
    assert "from 5 reps at 80 kg (Monday 23 Feb)" in told.words


async def test_records_are_listed_with_their_days(desk: Desk) -> None:
    assert "No records yet" in (await desk.run("show_records")).words
    await desk.log("bench", (5, 80), (8, 70), key="bench_press", on="2026-02-23")
    await desk.log("bench", (5, 82.5), key="bench_press")
    shown = await desk.run("show_records", exercise=BENCH)
    assert shown.words.startswith("Bench Press: estimated 1RM 96.2 kg (today), 5 reps at 82.5 kg (today)")
    table = shown.cards[0]
    assert isinstance(table, TableBlock)
    assert ["8 reps at", "70 kg", "Monday 23 Feb"] in table.rows
    await desk.log("squat", (5, 100), key="back_squat")
    assert len((await desk.run("show_records")).words.splitlines()) == 3
    assert "no sets of Deadlift" in (await desk.run("show_records", exercise={"key": "deadlift", "name": "deadlift"})).words


async def test_a_streak_counts_weeks_with_the_planned_workouts(desk: Desk) -> None:
    assert "No workouts yet" in (await desk.run("show_streak")).words
    await _plan(desk, 2)
    await _eight_weeks(desk)
    told = await desk.run("show_streak")
    assert told.words == (
        "8 weeks in a row with 2 workouts. This week 0 of 2 planned workouts. "
        "In the last weeks you did 8 of 8 planned workouts. That is as planned, well done."
    )


async def test_no_days_are_counted_while_a_hold_asks_for_it(house: House, desk: Desk) -> None:
    await _eight_weeks(desk)
    async with house.store.write(desk.user_id) as uow:
        opened = datetime(2026, 3, 1, tzinfo=UTC)
        await uow.add(SafetyHold(id="h" * 36, user_id=desk.user_id, level="T2", signals=["eating_disorder"], opened_at=opened))
    assert "week" not in (await desk.run("show_streak")).words


async def test_the_week_is_summed_up_against_its_plan_and_the_week_before(desk: Desk) -> None:
    assert (await desk.run("weekly_summary", week="last")).words == "Nothing logged last week."
    await _plan(desk, 2)
    await _eight_weeks(desk)
    told = await desk.run("weekly_summary", week="last")
    lines = told.words.splitlines()
    assert lines[0] == (
        "Last week 2 of 2 planned workouts (100%), 2 exercises, 12 sets, 5,925 kg moved. 75 kg more than the week before. "
        "That is as planned, well done. That is week 8 since you started, with 16 workouts in all."
    )
    assert lines[1].startswith("Back Squat: new best for 5 reps: 117.5 kg, 2.5 kg more")
    bar, muscles = told.cards
    assert isinstance(bar, ProgressBlock)
    assert (bar.value, bar.target) == (2, 2)
    assert isinstance(muscles, TableBlock)
    assert muscles.rows[0] == ["Chest", "6"]


async def test_everything_can_be_said_in_french(house: House, clock: FixedClock) -> None:
    french = await Desk.open(house.store, clock, locale="fr")
    await _plan(french, 2)
    await _eight_weeks(french)
    for tool, args, words in (
        ("show_progress", {}, "Développé couché : pas de vrai progrès depuis 4 semaines"),
        ("show_progress", {"exercise": SQUAT}, "La tendance : 2,9 kg de plus par semaine (probablement 2,9 kg à 2,9 kg)."),
        ("show_records", {}, "Squat barre : 1RM estimé 137,1 kg"),
        ("estimate_1rm", {"load_kg": 100, "reps": 5}, "environ 116,5 kg"),
        ("show_streak", {}, "8 semaines de suite avec 2 séances."),
        ("weekly_summary", {"week": "last"}, "5 925 kg soulevés"),
        ("show_history", {"period": "month"}, "8 séances ces 30 derniers jours, sur 8 jours :"),
    ):
        assert words in (await french.run(tool, **args)).words


async def test_who_only_benches_with_dumbbells_calls_it_my_bench(desk: Desk) -> None:
    for day in ("2026-02-20", "2026-02-24", "2026-02-27"):
        await desk.log("Dumbbell Bench Press", (8, 22), (8, 22), key="dumbbell_bench_press", on=day)
    bench = {"key": "bench_press", "name": "Bench Press"}
    for name in ("show_progress", "show_records"):
        assert "Dumbbell Bench Press" in (await desk.run(name, exercise=bench)).words
    assert "22 kg" in (await desk.run("show_history", exercise=bench, period="month")).words
    await desk.log("Bench Press", (5, 60), key="bench_press", on="2026-02-28")
    assert "Dumbbell" not in (await desk.run("show_records", exercise=bench)).words
