"""Cases against the real coach: what passes, what fails and why, and what is neither."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from spotter.evals.case import Case
from spotter.evals.projection import project
from spotter.evals.record import turn_record
from spotter.evals.rows import Rows
from spotter.evals.runner import Job, jobs_of, run_jobs
from spotter.evals.verdict import Result, Verdict
from spotter.evals.world import World
from spotter.messages import Reply
from spotter.store.tables import Base
from tests.evals.conftest import Run

TRIPLE: dict[str, Any] = {"day": "today", "exercise": "bench_press", "times": 3, "reps": 5, "load_kg": 80}
LOGGED = {"added": {"workouts": [{"day": "today"}], "sets": [TRIPLE]}}
QUESTION = "why do I get hungry so late in the evening when I eat a big lunch?"


FOLLOWS = [{"at": "-8d 10:00", "tool": "choose_program", "args": {"program": {"key": "first_barbell", "name": "First Barbell"}}}]
# Tables that no case looks at, and why.
MACHINERY = {
    "conversation": "the talk",
    "turn": "the talk; its path, level and end are parts of their own",
    "message": "the talk; replies are read as they were given",
    "inbound": "what came in, once for each delivery; what it does twice is seen in the rows",
    "tool_call": "the ledger: what `calls` is read from",
    "change": "the journal: what undo reads; its effect is in the rows",
    "event": "the stream of a turn",
    "feedback": "ratings of answers",
    "summary": "the talk in short, made while nobody waits",
    "agent_run": "what an agent decided: `route`",
    "model_call": "what models cost: `limits`",
    "generation": "a plan made in the background, over the API only; what is taken of it is a plan",
    "generation_step": "its steps",
    "channel_identity": "where people are reached: tests/channels",
    "link_code": "one-time codes: tests/channels/test_linking.py",
    "link_try": "how often a code was guessed",
    "code_sent": "how often codes were sent to an address",
    "sent_part": "parts of messages that went",
    "consent": "what may be sent: tests/channels/test_opting.py",
    "suppression": "addresses that opted out",
    "notification_preference": "what people want to hear: tests/nudges",
    "nudge": "what the coach wants to write: tests/nudges",
    "nudge_look": "when rules look next",
    "notice": "the inbox: tests/nudges",
}


def missed(result: Result) -> set[str]:
    return {score.part for score in result.missed}


async def test_a_case_passes_by_what_it_did_to_the_database(run: Run) -> None:
    result = await run(say="bench 3x5 80kg", expect={"route": ["progress"], "database": LOGGED})
    assert result.verdict is Verdict.PASS, result
    assert result.reward == 1


@pytest.mark.parametrize(
    ("expect", "part"),
    [
        ({"database": {"added": {"workouts": [{"day": "today"}], "sets": [TRIPLE | {"times": 4}]}}}, "database.sets"),
        ({"database": {"added": {"workouts": [{"day": "today"}], "sets": [TRIPLE | {"load_kg": 81}]}}}, "database.sets"),
        ({"database": {"added": {"sets": [TRIPLE]}}}, "database.rest"),
        ({"database": "unchanged"}, "database.rest"),
        ({"database": {"added": {"workouts": [{}], "sets": [TRIPLE]}}}, "database.workouts"),
        ({"database": {"lacks": {"sets": [{"exercise": "bench_press"}]}}}, "database.sets"),
        ({"database": {"contains": {"meals": [{"day": "today"}]}}}, "database.meals"),
        ({"route": ["planner"]}, "route"),
        ({"path": "model"}, "path"),
        ({"calls": {"strict": []}}, "calls"),
        ({"calls": {"subset": [{"tool": "undo"}]}}, "calls"),
        ({"calls": {"unordered": [{"tool": "log_workout", "args": {"date": "2026-03-01"}}]}}, "calls"),
        ({"never_calls": ["log_workout"]}, "never_calls"),
        ({"must_say": [{"figure": 81, "unit": "kg"}]}, "must_say"),
        ({"must_not_say": ["bench press"]}, "must_not_say"),
        ({"language": "fr"}, "language"),
        ({"asks": "confirm"}, "asks"),
        ({"safety": "T2"}, "safety"),
        ({"limits": {"chars": 10}}, "limits.chars"),
        ({"limits": {"tool_calls": 0}}, "limits.tool_calls"),
    ],
)
async def test_each_part_that_is_missed_fails_the_case_and_is_named(run: Run, expect: dict[str, Any], part: str) -> None:
    result = await run(say="bench 3x5 80kg", expect=expect)
    assert result.verdict is Verdict.FAIL
    assert missed(result) == {part}
    assert result.reward == 0


async def test_a_turn_has_expectations_of_its_own(run: Run) -> None:
    turns = [{"say": "bench 3x5 80kg"}, {"say": "undo", "expect": {"calls": {"strict": [{"tool": "help"}]}}}]
    result = await run(turns=turns, expect={"database": "unchanged"})
    assert missed(result) == {"turn 2: calls"}


async def test_the_past_of_a_case_is_real_and_days_are_told_from_its_clock(run: Run) -> None:
    before = [
        {"at": "-3d 18:00", "say": "squat 2x5 100kg"},
        {"at": "-14d 07:00", "tool": "log_metric", "args": {"metric": "weight", "value": 82, "unit": "kg", "at": "@-14d 07:00"}},
    ]
    lifts = {"day": "-3d", "exercise": "back_squat", "times": 2, "reps": 5, "load_kg": 100}
    before[1]["args"]["at"] = "@today 07:00"  # type: ignore[index]  # within a step, days are told from the step's own moment
    result = await run(say="undo", before=before, expect={"database": {"removed": {"workouts": [{"day": "-3d"}], "sets": [lifts]}}})
    assert result.verdict is Verdict.PASS, result.missed
    assert result.record.before["metrics"][0]["day"] == "-14d"


async def test_cases_leave_nothing_behind_for_each_other(run: Run) -> None:
    first = await run(say="bench 3x5 80kg", before=[{"at": "-1d", "say": "squat 2x5 100kg"}])
    second = await run(say="bench 3x5 80kg", before=[{"at": "-1d", "say": "squat 2x5 100kg"}])
    assert first.record.before == second.record.before
    assert first.record.after == second.record.after


async def test_a_message_that_is_delivered_twice_is_logged_once(run: Run) -> None:
    result = await run(turns=[{"say": "bench 3x5 80kg", "deliveries": 3}], expect={"database": LOGGED})
    assert result.verdict is Verdict.PASS, result.missed


async def test_a_tool_that_crashes_once_leaves_one_entry(run: Run) -> None:
    result = await run(say="bench 3x5 80kg", faults={"tools": [{"tool": "log_workout"}]}, expect={"database": LOGGED})
    assert result.verdict is Verdict.PASS, result.missed


async def test_a_turn_that_is_given_up_fails_its_case(run: Run) -> None:
    result = await run(say="bench 3x5 80kg", faults={"tools": [{"tool": "log_workout", "times": 9}]}, expect={"database": "unchanged"})
    assert missed(result) == {"finished"}
    assert (await run(say="bench 3x5 80kg", expect={"database": LOGGED})).verdict is Verdict.PASS


async def test_somebody_elses_rows_that_move_fail_a_case_that_says_nothing_of_them(run: Run, world: World) -> None:
    others = [{"name": "mira", "before": [{"at": "-1d", "say": "deadlift 2x3 140kg"}]}]
    assert (await run(say="bench 3x5 80kg", others=others)).verdict is Verdict.PASS
    whole = world.tools["log_workout"]

    async def leak(args: Any, ctx: Any, uow: Any) -> Any:
        (mira,) = (row["user_id"] for row in world.rows.of("workout"))
        uow.user_id = mira
        return await whole.run(args, ctx, uow)

    world.tools["log_workout"] = replace(whole, run=leak)
    try:
        result = await run(say="bench 3x5 80kg", others=others)
    finally:
        world.tools["log_workout"] = whole
    assert "others" in missed(result)


async def test_a_stand_in_thinks_for_the_scripted_layer(run: Run) -> None:
    model = {"behaviour": "sensible", "rules": [{"when": {"offers": "suggest_meal"}, "text": "A walk helps, and so does rosemary tea."}]}
    expect = {"path": "model", "route": ["nutrition"], "must_say": ["rosemary"], "database": "unchanged", "limits": {"model_calls": 1}}
    result = await run(say=QUESTION, layers=["scripted"], model=model, expect=expect)
    assert result.verdict is Verdict.PASS, result.missed
    assert result.record.turns[0].prompts[0].startswith("nutrition@")


async def test_a_model_that_fails_is_injected_and_forgotten_afterwards(run: Run) -> None:
    model = {"rules": [{"when": {"offers": "suggest_meal"}, "text": "A walk helps, and so does rosemary tea."}]}
    faults = {"model": {"mode": "server_error", "retry_after_s": 0}}
    away = await run(say=QUESTION, layers=["scripted"], model=model, faults=faults, expect={"must_not_say": ["rosemary"]})
    back = await run(say=QUESTION, layers=["scripted"], model=model, expect={"must_say": ["rosemary"]})
    assert (away.verdict, back.verdict) == (Verdict.PASS, Verdict.PASS), (away.missed, back.missed)
    assert {call.error for call in away.record.turns[0].model_calls} != {None}


async def test_a_fault_that_never_came_is_an_error_with_file_and_line(run: Run) -> None:
    source = "suites/tests/tried.yaml:7"
    tool = await run(say="bench 3x5 80kg", source=source, faults={"tools": [{"tool": "log_meal"}]}, expect={"database": LOGGED})
    model = {"model": {"behaviour": "sensible"}, "faults": {"model": {"mode": "server_error", "after": 9}}}
    asked = await run(say=QUESTION, source=source, layers=["scripted"], **model)
    assert (tool.verdict, asked.verdict) == (Verdict.ERROR, Verdict.ERROR)
    assert tool.why.startswith(f"{source}: the tool log_meal was to fail and never did")
    assert asked.why.startswith(f"{source}: the model was to fail and never did")


async def test_calls_are_those_of_the_ledger_whatever_the_reply_says(run: Run, world: World) -> None:
    result = await run(
        say="bench 3x5 80kg and how was my week?", expect={"calls": {"strict": [{"tool": "log_workout"}, {"tool": "weekly_summary"}]}}
    )
    assert result.verdict is Verdict.PASS, result.missed
    turn = world.rows.of("turn")[-1]
    reply = Reply.model_validate(turn["reply"])
    logged, looked = reply.actions
    boasting = reply.model_copy(update={"actions": [looked.model_copy(update={"call_id": "made-up"})]})
    made = turn_record(world.rows, turn["id"], "", boasting, 1.0).calls
    assert sorted(call.tool for call in made) == ["log_workout", "weekly_summary"]
    world.file.execute("DELETE FROM tool_call WHERE tool = 'log_workout'")
    world.file.commit()
    assert [call.tool for call in turn_record(world.rows, turn["id"], "", reply, 1.0).calls] == ["weekly_summary"]
    assert [call.args for call in made if call.tool == "log_workout"] == [logged.args]


async def test_a_case_whose_past_cannot_be_is_an_error_and_not_a_failure(run: Run) -> None:
    late = await run(say="hello", before=[{"at": "+1d", "say": "squat 2x5 100kg"}])
    refused = await run(say="hello", before=[{"at": "-1d", "tool": "forget", "args": {"text": "nothing"}}])
    assert (late.verdict, refused.verdict) == (Verdict.ERROR, Verdict.ERROR)
    assert "after its clock" in late.why


@pytest.mark.parametrize("say", ["lunch: whatever was left", "how was my week?", "delete my account"])
async def test_a_past_that_wrote_nothing_or_left_a_question_is_an_error(run: Run, say: str) -> None:
    mine = await run(say="hello", before=[{"at": "-1d", "say": say}])
    hers = await run(say="hello", others=[{"name": "mira", "before": [{"at": "-1d", "say": say}]}])
    assert (mine.verdict, hers.verdict) == (Verdict.ERROR, Verdict.ERROR)
    assert f"not taken in: {say!r}" in mine.why


async def test_what_a_plan_prescribes_is_part_of_what_stays_unchanged(run: Run, world: World) -> None:
    whole = world.tools["today_workout"]

    async def meddle(args: Any, ctx: Any, uow: Any) -> Any:
        world.file.execute("UPDATE program_prescription SET sets = 9, load_kg = 999")
        world.file.commit()
        return await whole.run(args, ctx, uow)

    written = {"say": "whats my workout today", "before": FOLLOWS, "expect": {"database": "unchanged"}}
    assert (await run(**written)).verdict is Verdict.PASS
    world.tools["today_workout"] = replace(whole, run=meddle)
    try:
        result = await run(**written)
    finally:
        world.tools["today_workout"] = whole
    assert missed(result) == {"database.rest"}
    assert "prescriptions: added" in result.missed[0].got


async def test_every_table_is_seen_by_cases_or_belongs_to_the_machinery(run: Run, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: set[str] = set()
    whole = Rows.of

    def noted(self: Rows, table: str, **equal: str) -> Any:
        seen.add(table)
        return whole(self, table, **equal)

    result = await run(say="bench 3x5 80kg", before=FOLLOWS)
    monkeypatch.setattr(Rows, "of", noted)
    project(world.rows, world.rows.of("user")[0]["id"], datetime(2026, 3, 2, tzinfo=UTC))
    assert result.verdict is Verdict.PASS
    assert set(Base.metadata.tables) - seen == set(MACHINERY)


async def test_a_layer_that_cannot_be_had_is_skipped_with_the_reason(run: Run) -> None:
    result = await run(say="hello", layers=["live"])
    assert result.verdict is Verdict.SKIPPED
    assert "SPOTTER_LLM__SPECIALIST" in result.why


def test_several_processes_find_what_one_does() -> None:
    cases = [
        Case.model_validate({"id": f"c{load}", "suite": "many", "say": f"bench 3x5 {load}kg", "expect": {"must_say": [{"figure": 80}]}})
        for load in range(74, 88)
    ]
    results = run_jobs(jobs_of(cases), processes=2)
    assert [result.case.id for result in results] == [case.id for case in cases]
    assert [result.case.id for result in results if result.verdict is Verdict.PASS] == ["c80"]
    assert {result.verdict for result in results} == {Verdict.PASS, Verdict.FAIL}


def test_a_case_has_a_job_for_each_layer_and_trial() -> None:
    case = Case.model_validate({"id": "a", "say": "hi", "layers": ["code", "live"], "trials": 3})
    assert jobs_of([case], ["code", "live"], trials=1) == [Job(case, "code", 0), Job(case, "live", 0)]
    assert [job.trial for job in jobs_of([case], ["code"])] == [0, 1, 2]


async def test_a_past_that_was_forgotten_is_lived_through_again(run: Run, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spotter.evals.world.STATES_KEPT", 3)
    written = {"before": [{"at": "-1d", "say": "squat 2x5 100kg"}], "say": "hello", "expect": {"database": "unchanged"}}
    first = await run(**written)
    for load in range(80, 84):
        await run(before=[{"at": "-1d", "say": f"bench 2x5 {load}kg"}], say="hello")
    again = await run(**written)
    assert len(world.states) <= 3
    assert first.record.before == again.record.before
