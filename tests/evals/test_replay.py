"""Recorded model calls: played as they were, never passed or failed where the coach asks something else, and made again by one command."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from spotter.agents.prompting import prompts
from spotter.cli.evaluating import Choice
from spotter.cli.recording import record
from spotter.dev.model.double import ModelDouble
from spotter.dev.model.faults import Faults
from spotter.dev.serving import ModelServer, serving
from spotter.errors import ConfigError
from spotter.evals import recorder, recording
from spotter.evals.case import Case
from spotter.evals.endpoint import Double, Endpoint
from spotter.evals.loading import load_cases
from spotter.evals.recorder import Take, recordings_of_nothing
from spotter.evals.recording import Exchange, Head, Recording, commands_for, load_recording, path_of, question_of, write_recording
from spotter.evals.runner import Job, run_case
from spotter.evals.verdict import Result, Verdict
from spotter.evals.world import World
from spotter.llm_settings import LLMSettings

SECRET = "sk-" + "never-to-be-kept"
ASKED: dict[str, Any] = {
    "model": "specialist/planner",
    "messages": [{"role": "system", "content": "You plan."}, {"role": "user", "content": "how is my week?"}],
    "tools": [{"type": "function", "function": {"name": "show_week_plan"}}],
    "max_tokens": 2000,
    "stream": True,
}


def case(**more: Any) -> Case:
    said = {"id": "asked", "suite": "tests", "say": "how should I arrange my training around a night shift on thursdays?"}
    expect = {"route": ["planner"], "path": "model", "database": "unchanged"}
    return Case.model_validate({**said, "layers": ["scripted", "replay"], "model": {"behaviour": "sensible"}, "expect": expect, **more})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Recordings of our own: nothing of what is committed."""
    monkeypatch.setattr(recording, "FOLDER", tmp_path)
    return tmp_path


@pytest.fixture
def endpoint() -> Iterator[ModelServer]:
    """A model somewhere, that wants a key."""
    with serving(ModelDouble("sensible")) as server:
        yield server


def settings(server: ModelServer) -> LLMSettings:
    return LLMSettings(specialist="far-away-1", api_key=SECRET, base_url=server.url)


async def take(world: World, one: Case, who: Endpoint | Double | None = None, *, force: bool = False) -> Take:
    return await recorder.take(world, one, who or Double(), force=force)


async def play(world: World, one: Case) -> Result:
    return await run_case(world, Job(one, "replay", 0))


async def test_a_recorded_case_is_judged_like_any_other(world: World, folder: Path) -> None:
    assert (await take(world, case())).how == "recorded"
    played = await play(world, case())
    assert played.verdict is Verdict.PASS, played.missed
    assert played.record is not None
    assert played.record.turns[0].model_calls[-1].error is None
    wrong = case(expect={"must_say": ["rosemary"]})
    assert (await play(world, wrong)).verdict is Verdict.FAIL


async def test_what_is_not_recorded_is_stale_and_neither_pass_nor_fail(world: World, folder: Path) -> None:
    unrecorded = await play(world, case(expect={"must_say": ["rosemary"]}))
    assert (unrecorded.verdict, unrecorded.why) == (Verdict.STALE, "nothing is recorded")
    assert commands_for(["tests/asked"]) == ("spotter eval record --double",)


async def test_a_changed_prompt_makes_the_cases_that_use_it_stale_and_no_others(
    world: World, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meal = case(id="meal", say="what would you cook in my place on a rainy night with friends?", expect={"route": ["nutrition"]})
    await take(world, case())
    await take(world, meal)
    whole = prompts()["planner"]
    monkeypatch.setitem(prompts(), "planner", replace(whole, fixed=whole.fixed.replace("look at today's workout first", "begin")))
    stale = await play(world, case())
    assert (stale.verdict, stale.why) == (Verdict.STALE, "specialist/planner is asked otherwise: instructions")
    assert (await play(world, meal)).verdict is Verdict.PASS
    assert (await take(world, case())).how == "recorded"
    assert (await play(world, case())).verdict is Verdict.PASS


async def test_an_answer_that_nobody_asks_for_any_more_is_stale_and_goes_with_the_next_recording(world: World, folder: Path) -> None:
    await take(world, case())
    kept = load_recording("tests/asked")
    assert kept is not None
    left = Exchange(**question_of(ASKED)._asdict(), asked="how is my week?", says="Fine.")
    write_recording(Recording(kept.head, (*kept.exchanges, left)))
    stale = await play(world, case())
    assert (stale.verdict, stale.why) == (Verdict.STALE, "not asked any more: specialist/planner 'how is my week?'")
    assert (await take(world, case())).how == "recorded"
    assert load_recording("tests/asked") == kept
    assert (await play(world, case())).verdict is Verdict.PASS


async def test_recording_again_changes_no_byte_and_fresh_ones_are_left_alone(world: World, folder: Path) -> None:
    await take(world, case())
    first = path_of("tests/asked").read_bytes()
    assert (await take(world, case())).how == "fresh"
    assert (await take(world, case(), force=True)).how == "recorded"
    assert path_of("tests/asked").read_bytes() == first
    assert len(first) < 2000
    assert "night shift on thursdays" in first.decode()


async def test_the_model_of_the_settings_is_asked_by_its_name_and_its_key_is_kept_nowhere(
    world: World, folder: Path, endpoint: ModelServer
) -> None:
    made = await take(world, case(), Endpoint(settings(endpoint)))
    assert made.how == "recorded"
    assert {one["model"] for one in endpoint.double.requests} == {"far-away-1"}
    text = path_of("tests/asked").read_text(encoding="utf-8")
    assert json.loads(text.splitlines()[0]) == {"case": "tests/asked", "model": "far-away-1"}
    assert SECRET not in text
    played = await play(world, case())
    assert played.verdict is Verdict.PASS
    assert played.record is not None
    kept = load_recording("tests/asked")
    assert kept is not None
    assert played.record.turns[0].input_tokens == sum(one.tokens[0] for one in kept.exchanges if one.tokens)
    assert commands_for(["tests/asked"]) == ("spotter eval record",)


async def test_an_endpoint_that_knows_no_schemas_is_recorded_as_that(world: World, folder: Path, endpoint: ModelServer) -> None:
    endpoint.double.fail(Faults(mode="no_schema"))
    unsure = case(say="how do I fit my lifting around night shifts, and what would you eat on such nights?", expect={})
    assert (await take(world, unsure, Endpoint(settings(endpoint)))).how == "recorded"
    kept = load_recording("tests/asked")
    assert kept is not None
    assert [one.refuses_schema for one in kept.exchanges].count(True) == 1
    assert (await play(world, unsure)).verdict is Verdict.PASS


async def test_an_endpoint_that_does_not_answer_leaves_the_recording_as_it_was(world: World, folder: Path, endpoint: ModelServer) -> None:
    await take(world, case())
    before = path_of("tests/asked").read_bytes()
    endpoint.double.fail(Faults(mode="unauthorized"))
    failed = await take(world, case(), Endpoint(settings(endpoint)), force=True)
    assert failed.how == "failed"
    assert "far-away-1 answers with status 401" in failed.why
    assert path_of("tests/asked").read_bytes() == before


async def test_the_double_does_not_speak_for_another_model_unless_it_is_forced_to(
    world: World, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await take(world, case())
    kept = load_recording("tests/asked")
    assert kept is not None
    write_recording(Recording(Head(case="tests/asked", model="far-away-1"), kept.exchanges))
    assert (await take(world, case())).how == "fresh"
    changed = case(say="how should I arrange my training around a night shift on fridays?")
    assert (await take(world, changed)).how == "kept"
    assert (await take(world, changed, force=True)).how == "recorded"


async def test_a_case_that_asks_nobody_has_nothing_to_record(world: World, folder: Path) -> None:
    silent = await take(world, case(say="bench 3x5 80kg", expect={}))
    assert (silent.how, "leave the layer replay out" in silent.why) == ("failed", True)


def test_ids_and_the_way_an_answer_is_sent_are_no_part_of_a_question() -> None:
    def asked(call: str, row: str, **more: Any) -> Any:
        called = {"id": call, "type": "function", "function": {"name": "show_week_plan", "arguments": "{}"}}
        answered = {"role": "tool", "tool_call_id": call, "content": f"Squat (workout {row})"}
        return question_of({**ASKED, **more, "messages": [*ASKED["messages"], {"role": "assistant", "tool_calls": [called]}, answered]})

    one = asked("call_1", "0197f8a4-0000-7000-8000-000000000001")
    assert one == asked("abc", "0197f8a4-1111-7000-8000-00000000abcd", stream=False)
    assert one != asked("call_1", "of Monday")
    assert one.parameters != asked("call_1", "0197f8a4-0000-7000-8000-000000000001", max_tokens=100).parameters


def test_a_recording_reads_as_it_was_written(folder: Path) -> None:
    exchange = Exchange(**question_of(ASKED)._asdict(), asked="how is my week?", says="Fine.")
    write_recording(Recording(Head(case="tests/asked", model="double"), (exchange,)))
    assert load_recording("tests/asked") == (Head(case="tests/asked", model="double"), (exchange,))
    assert load_recording("tests/another") is None
    whole = path_of("tests/asked").read_text(encoding="utf-8")
    for text, place in (("nonsense", 1), ("", 1), (whole + '{"role": "router"}\n', 3), (whole.replace("tests/asked", "tests/meal"), 1)):
        path_of("tests/asked").write_text(text, encoding="utf-8")
        with pytest.raises(ConfigError, match=rf"asked\.jsonl:{place}: .*--case tests/asked --force"):
            load_recording("tests/asked")


async def test_a_recording_that_cannot_be_read_is_an_error_of_its_case_with_file_and_line(world: World, folder: Path) -> None:
    await take(world, case())
    path_of("tests/asked").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    broken = await play(world, case(source="suites/tests/asked.yaml:7"))
    assert broken.verdict is Verdict.ERROR
    assert broken.why.startswith("suites/tests/asked.yaml:7: ")
    assert "asked.jsonl:1: " in broken.why


def test_a_case_whose_model_fails_cannot_be_a_recording() -> None:
    with pytest.raises(ValueError, match="a recording does not fail"):
        case(faults={"model": {"mode": "server_error"}})


def test_nothing_to_record_and_nobody_to_ask_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert record(Choice(suites=["sms"]), double=True, force=False)
    assert "nothing to record" in capsys.readouterr().out
    with pytest.raises(ConfigError, match="not of the layer replay"):
        record(Choice(names=["injury/knee-noted"]), double=True, force=False)
    monkeypatch.delenv("SPOTTER_LLM__SPECIALIST", raising=False)
    with pytest.raises(ConfigError, match="--double"):
        record(Choice(), double=False, force=False)


def test_every_case_of_the_layer_is_recorded_and_every_recording_has_its_case() -> None:
    cases = load_cases()
    assert [one.name for one in cases if "replay" in one.layers and load_recording(one.name) is None] == []
    assert recordings_of_nothing(cases) == []
