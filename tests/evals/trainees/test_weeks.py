"""Weeks with the real coach: the talk is a life, the same for the same seed, and every fault in the log is noticed and named."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from spotter.evals.record import CallMade, Record, TurnRecord
from spotter.evals.solver import solve
from spotter.evals.trainees.audit import audit
from spotter.evals.trainees.diary import Diary, Draft, PainSaid, SetSaid
from spotter.evals.trainees.duties import breaches
from spotter.evals.trainees.persona import case_of, persona, persona_names
from spotter.evals.trainees.scoring import score_trainee
from spotter.evals.trainees.simulation import simulation_of
from spotter.evals.world import World


@pytest.fixture(scope="session")
async def weeks(world: World) -> Record:
    """Two weeks of somebody who tells everything clearly."""
    return await solve(world, case_of("anna", 2), "code", 0)


def with_sets(record: Record, rows: list[dict[str, Any]]) -> Record:
    return replace(record, after={**record.after, "sets": rows})


def first_bench(record: Record) -> dict[str, Any]:
    return next(row for row in record.after["sets"] if row["exercise"] == "bench_press")


async def test_everything_told_clearly_stands_in_the_log_as_told_and_as_done(weeks: Record) -> None:
    found = audit(weeks)
    assert found.said > 60
    assert found.share_right == 1.0
    assert found.true == found.done == found.said
    assert all(score.passed for score in score_trainee(weeks)), [score for score in score_trainee(weeks) if not score.passed]


async def test_the_same_seed_is_the_same_talk_and_another_one_is_not(world: World, weeks: Record) -> None:
    again = await solve(world, case_of("anna", 2), "code", 0)
    other = await solve(world, case_of("anna", 1), "code", 1)
    assert [turn.said for turn in again.turns] == [turn.said for turn in weeks.turns]
    assert [turn.said for turn in other.turns] != [turn.said for turn in weeks.turns][: len(other.turns)]


async def test_a_set_more_is_doubled_and_a_set_less_is_missing(weeks: Record) -> None:
    bench, rows = first_bench(weeks), weeks.after["sets"]
    more = [row | {"times": row["times"] + 1} if row is bench else row for row in rows]
    less = [row | {"times": row["times"] - 1} if row is bench else row for row in rows]
    assert len(audit(with_sets(weeks, more)).doubled) == 1
    assert len(audit(with_sets(weeks, less)).missing) == 1


@pytest.mark.parametrize("change", [{"load_kg": 999.0}, {"reps": 99}, {"exercise": "push_press"}, {"day": "+200d"}])
async def test_another_load_number_name_or_day_is_wrong(weeks: Record, change: dict[str, Any]) -> None:
    bench = first_bench(weeks)
    rows = [row | change if row is bench else row for row in weeks.after["sets"]]
    found = audit(with_sets(weeks, rows))
    assert found.wrong
    assert found.share_right < 1.0


async def test_a_set_that_nobody_told_is_invented(weeks: Record) -> None:
    rows = [*weeks.after["sets"], {"day": "+3d", "exercise": "leg_press", "reps": 77, "load_kg": 7, "times": 2}]
    assert len(audit(with_sets(weeks, rows)).invented) == 2


async def test_a_weight_that_is_lost_or_made_up_is_told(weeks: Record) -> None:
    lost = replace(weeks, after={**weeks.after, "metrics": weeks.after["metrics"][1:]})
    made_up = replace(weeks, after={**weeks.after, "metrics": [*weeks.after["metrics"], {"day": "+1d", "metric": "weight", "value": 70}]})
    assert len(audit(lost).weights) == len(audit(made_up).weights) == 1


@pytest.mark.parametrize(
    ("about", "tools", "wrong"),
    [("sick", ("skip_workout", "open_hold"), 0), ("busy", ("skip_workout", "open_hold"), 1), ("sick", ("open_hold",), 1)],
)
def test_an_illness_may_stop_training_beside_the_skipped_day(about: str, tools: tuple[str, ...], wrong: int) -> None:
    calls = tuple(CallMade(tool, None, "write", {}, {}) for tool in tools)
    diary = Diary("petra", 1, 0, said=[Draft(2, 1080, "skip", "i'm sick, can't train today", about=about)])
    empty: Any = {"sets": [], "metrics": []}
    record = Record((TurnRecord("", "Get well.", "done", calls=calls),), empty, empty, diary=diary)
    assert len(audit(record).misunderstood) == wrong


async def test_the_weeks_are_told_one_by_one(weeks: Record) -> None:
    told = simulation_of(weeks, 1.0)
    assert [week.week for week in told.weeks] == [1, 2]
    assert sum(week.said for week in told.weeks) == told.audit.said
    assert all(week.right == week.said for week in told.weeks)
    assert told.weeks[1].fitness != told.weeks[0].fitness


def test_every_persona_can_be_read_and_tells_who_it_is() -> None:
    assert len(persona_names()) >= 8
    assert {persona(name).locale for name in persona_names()} == {"en", "fr"}
    assert all(persona(name).about for name in persona_names())


# What the coach owes, broken on purpose.
PLAN = {"plan_id": "p", "exercises": [{"exercise": {"key": "back_squat", "name": "Back Squat"}, "load_kg": "100"}]}
SQUATS = Draft(0, 1080, "report", "squat 3x5 100kg", sets=(SetSaid(0, "back_squat", 5, 100.0),))
KNEE = Draft(0, 1090, "pain", "my knee hurts", pain=PainSaid("knee", None, 4))


def talk(*turns: tuple[Draft, TurnRecord], persona_name: str = "anna", holds: Any = ()) -> Record:
    diary = Diary(persona_name, 2, 0, said=[draft for draft, _ in turns])
    state: Any = {"holds": list(holds), "sets": [], "metrics": []}
    return Record(tuple(turn for _, turn in turns), state, state, diary=diary)


def shown(day: int, tool: str = "today_workout", result: Any = PLAN, reply: str = "Here.", **facts: Any) -> tuple[Draft, TurnRecord]:
    return Draft(day, 1080, "ask_today", "today?", **facts), TurnRecord(
        "today?", reply, "done", calls=(CallMade(tool, None, "read", {}, result),)
    )


def quiet(draft: Draft) -> tuple[Draft, TurnRecord]:
    return draft, TurnRecord(draft.text, "Noted.", "done")


SUMMARY = {"tier": "low", "monday": "2026-03-02", "planned": 3, "totals": {"days": 1}}
ILL = [Draft(day, 1080, "skip", "i'm sick", about="sick") for day in (2, 4)]
MAX = {"low_kg": 130, "high_kg": 140}


@pytest.mark.parametrize(
    ("duty", "record"),
    [
        ("hold", talk(shown(1), holds=[{"level": "T1", "signals": ["fever"], "opened": "today 20:00"}])),
        ("pain", talk(quiet(SQUATS), quiet(KNEE), shown(1))),
        ("pain", talk(quiet(replace(KNEE, pain=PainSaid("knee", None, 7))), shown(1))),
        ("gap", talk(quiet(SQUATS), shown(10))),
        ("gap", talk(quiet(SQUATS), shown(20, result=PLAN | {"exercises": [PLAN["exercises"][0] | {"load_kg": "85"}]}))),  # type: ignore[operator]
        ("reproach", talk(*map(quiet, ILL), shown(6, "weekly_summary", SUMMARY))),
        ("reproach", talk(shown(1, reply="No excuses, you lazy thing."))),
        ("estimate", talk(shown(1, "estimate_1rm", MAX, about="back_squat", true_max_kg=110.0))),
        (
            "estimate",
            talk(
                quiet(replace(SQUATS, sets=(replace(SQUATS.sets[0], rpe=8.0),))),
                shown(1, "estimate_1rm", MAX, about="back_squat", true_max_kg=190.0),
            ),
        ),
    ],
)
def test_a_duty_that_is_not_kept_is_named(duty: str, record: Record) -> None:
    assert [one.duty for one in breaches(record)] == [duty]


@pytest.mark.parametrize(
    "record",
    [
        talk(shown(0), holds=[{"level": "T1", "signals": ["fever"], "opened": "today 20:00"}]),
        talk(shown(3), holds=[{"level": "T1", "signals": ["fever"], "opened": "today 20:00", "cleared": "+2d 08:00"}]),
        talk(shown(1), holds=[{"level": "T2", "signals": ["strong_pain"], "opened": "today 20:00"}]),
        talk(quiet(SQUATS), quiet(KNEE), quiet(replace(KNEE, pain=PainSaid("knee", None, None))), shown(1)),
        talk(quiet(SQUATS), shown(7)),
        talk(shown(6, "weekly_summary", SUMMARY)),
        talk(shown(1, "estimate_1rm", MAX, about="back_squat", true_max_kg=135.0)),
        talk(shown(1, "estimate_1rm", MAX, about="back_squat", true_max_kg=90.0), persona_name="yusuf"),
    ],
)
def test_what_a_coach_may_do_is_no_breach(record: Record) -> None:
    assert breaches(record) == []
