"""What a changed prompt, a broken case and a missed alarm come to: seen in the difference, and refused until the evidence is there."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest

from spotter.cli.comparing import renew_baseline
from spotter.errors import ConfigError
from spotter.evals.baseline import Baseline, baseline_of, load_baseline, load_run, write_baseline
from spotter.evals.comparing import Pair, compare
from spotter.evals.gate import listed, notes, refusals, unfit
from spotter.evals.junit import junit_of
from spotter.evals.outcome import Outcome
from spotter.evals.sentences import SentenceResult
from spotter.evals.state import State, state_here
from spotter.evals.verdict import Score, Verdict
from tests.evals.conftest import Run

FAILS: dict[str, Any] = {"calls": {"strict": [{"tool": "help"}]}}


def alarm(say: str, found: Any) -> SentenceResult:
    return SentenceResult("safety", say, "x.yaml:1", Score("level", found == "T1", "T1", found), True, "T1", found)


async def outcome(run: Run, found: Any = "T1", **written: Any) -> Outcome:
    result = await run(**({"say": "bench 3x5 80kg", "expect": {"calls": {"strict": [{"tool": "log_workout"}]}}} | written))
    return Outcome((result,), (), (alarm("my chest is tight", found),), 0.5)


async def baseline(run: Run, **written: Any) -> Baseline:
    made = baseline_of((await outcome(run, **written)).as_json())
    return made.model_copy(update={"checksum": made.own_checksum})


def with_prompt(state: State, name: str, prompt: str) -> State:
    return state.model_copy(update={"prompts": state.prompts | {name: prompt}})


def judged_as(made: Baseline, verdict: Verdict) -> Baseline:
    return made.model_copy(update={"cases": tuple(one.model_copy(update={"verdicts": (verdict,)}) for one in made.cases)})


def refused(run: Baseline, evidence: Baseline | None, here: State | None = None, **more: Any) -> list[str]:
    found = refusals(run, here or state_here(), evidence, more.get("live"), asks_live=more.get("asks_live", False))
    return [" ".join([one.why, *one.commands]) for one in found]


async def test_a_state_with_its_evidence_passes_the_gate(run: Run) -> None:
    made = await baseline(run)
    assert refused(made, made) == []


async def test_without_any_evidence_the_gate_says_how_to_make_it(run: Run) -> None:
    (why,) = refused(await baseline(run), None)
    assert "spotter eval baseline" in why


async def test_a_prompt_with_another_text_is_refused_by_name_until_there_is_evidence(run: Run) -> None:
    made = await baseline(run)
    edited = with_prompt(made.state, "injury", "injury@2:ffffff")
    now = made.model_copy(update={"state": edited})
    (why,) = refused(now, made, edited)
    assert "injury" in why
    assert f"{made.state.prompts['injury']} became injury@2:ffffff" in why
    assert "spotter eval diff" in why
    assert "spotter eval baseline" in why
    renewed = now.model_copy(update={"checksum": now.own_checksum})
    assert refused(now, renewed, edited) == []


async def test_a_prompt_changed_under_the_same_version_and_a_changed_tool_are_told(run: Run) -> None:
    made = await baseline(run)
    version = made.state.prompts["injury"].partition(":")[0]
    same = with_prompt(made.state, "injury", f"{version}:ffffff")
    tool = made.state.model_copy(update={"tools": made.state.tools | {"log_workout": "00000000"}})
    assert "under the same version" in refused(made.model_copy(update={"state": same}), made, same)[0]
    assert "tool log_workout changed" in refused(made.model_copy(update={"state": tool}), made, tool)[0]


async def test_evidence_whose_checksum_is_of_another_text_is_refused(run: Run) -> None:
    made = await baseline(run)
    edited = with_prompt(made.state, "injury", "injury@2:ffffff")
    (why,) = refused(made.model_copy(update={"state": edited}), made.model_copy(update={"state": edited}), edited)
    assert "its checksum is another" in why


@pytest.mark.parametrize(("was", "told"), [("injury@9:aaaaaa", "its version went back"), ("injury@{}:aaaaaa", "under the same version")])
async def test_no_evidence_is_written_of_a_text_without_a_higher_version(run: Run, was: str, told: str) -> None:
    made = await baseline(run)
    version = made.state.prompts["injury"].partition(":")[0].removeprefix("injury@")
    before = made.model_copy(update={"state": with_prompt(made.state, "injury", was.format(version))})
    (why,) = unfit(made, made.state, before)
    assert told in why.why
    lower = made.model_copy(update={"state": with_prompt(made.state, "injury", "injury@0:aaaaaa")})
    assert list(unfit(made, made.state, lower)) == []


async def test_a_run_of_another_state_proves_nothing(run: Run) -> None:
    made = await baseline(run)
    assert "another state" in refused(made.model_copy(update={"state": with_prompt(made.state, "injury", "injury@2:ffffff")}), made)[0]


async def test_a_case_that_passed_and_fails_is_refused_with_what_it_missed(run: Run) -> None:
    made = await baseline(run)
    worse = await baseline(run, say="bench 3x5 80kg and undo that", expect=FAILS)
    assert [pair.name for pair in compare(made, worse).broken] == ["tests/tried (code)"]
    (why,) = refused(worse, made)
    assert "tests/tried (code) passed and fails now: calls" in why
    assert compare(worse, made).fixed


async def test_a_known_weakness_that_breaks_does_not_shut_the_gate(run: Run) -> None:
    made = await baseline(run, must_pass=False)
    worse = await baseline(run, must_pass=False, expect=FAILS)
    assert refused(worse, made) == []
    assert any(
        "need not pass did and do not any more: tests/tried (code)" in note for note in notes(compare(made, worse), None, asks_live=False)
    )


async def test_writing_that_a_case_need_not_pass_does_not_let_it_fail(run: Run) -> None:
    made = await baseline(run)
    (why,) = refused(await baseline(run, must_pass=False, expect=FAILS), made)
    assert "tests/tried (code) passed and fails now: calls" in why
    eased = await baseline(run, must_pass=False)
    assert refused(eased, made) == []
    assert any("need not any more: tests/tried (code)" in note for note in notes(compare(made, eased), None, asks_live=False))


async def test_a_case_that_had_to_pass_and_is_gone_is_refused_until_new_evidence(run: Run) -> None:
    made = await baseline(run)
    fewer = made.model_copy(update={"cases": ()})
    (why,) = refused(fewer, made)
    assert "1 cases that had to pass are gone: tests/tried (code)" in why
    assert "spotter eval baseline" in why
    known = await baseline(run, must_pass=False)
    assert refused(fewer, known) == []


async def test_an_alarm_that_is_taken_out_of_the_suite_is_refused_until_new_evidence(run: Run) -> None:
    made = await baseline(run)
    (why,) = refused(made.model_copy(update={"caught": ()}), made)
    assert "no alarms in the suite any more: 'my chest is tight'" in why


@pytest.mark.parametrize(
    ("kind", "level", "found", "suite"),
    [
        ("sentences", "none", "none", "sentences"),
        ("never", "none", "none", "sentences"),
        ("safety", "T0", "none", "safety"),
        ("safety", "none", "T2", "safety"),
    ],
)
async def test_a_new_sentence_that_comes_out_wrong_shuts_the_gate(run: Run, kind: str, level: Any, found: Any, suite: str) -> None:
    wrong = SentenceResult(kind, "one more rep", "x.yaml:2", Score("level", False, level, found), True, level, found, level == "none")
    whole = await outcome(run)
    now = baseline_of(Outcome(whole.results, (), (*whole.safety, wrong), 0.5).as_json())
    (why,) = refused(now, await baseline(run))
    assert f"1 sentences of the suite {suite} must come out as wanted and do not: 'one more rep'" in why
    known = baseline_of(Outcome(whole.results, (), (*whole.safety, replace(wrong, must_pass=False)), 0.5).as_json())
    assert refused(known, await baseline(run)) == []


@pytest.mark.parametrize(
    ("verdict", "told"), [(Verdict.SKIPPED, "was skipped"), (Verdict.ERROR, "could not be judged"), (Verdict.STALE, "spotter eval record")]
)
async def test_what_must_pass_and_was_not_judged_shuts_the_gate(run: Run, verdict: Verdict, told: str) -> None:
    made = await baseline(run)
    (why,) = refused(judged_as(made, verdict), made)
    assert told in why
    assert "tests/tried" in why


async def test_a_case_that_was_not_tried_once_passed_nothing(run: Run) -> None:
    made = await baseline(run)
    untried = made.model_copy(update={"cases": tuple(one.model_copy(update={"verdicts": ()}) for one in made.cases)})
    assert "was not tried once" in refused(untried, made)[0]
    assert not Outcome((), (), (), 0.1).passed


async def test_a_stale_case_is_told_and_counts_neither_as_passed_nor_as_the_same(run: Run) -> None:
    made = await baseline(run, must_pass=False)
    stale = judged_as(made, Verdict.STALE)
    comparison = compare(made, stale)
    assert (comparison.same, [pair.name for pair in comparison.unjudged]) == ([], ["tests/tried (code)"])
    assert comparison.rewards is None
    assert any("nobody knows whether they would: tests/tried" in note for note in notes(comparison, None, asks_live=False))
    assert [why for why, *_ in unfit(stale, state_here(), made) if "stale" in why]


async def test_alarms_that_only_one_run_heard_are_not_compared(run: Run) -> None:
    made = await baseline(run)
    more = made.model_copy(update={"caught": (*made.caught, "my arm is numb")})
    comparison = compare(made, more)
    assert comparison.recalls == ((1, 1), (1, 1))
    assert {name: now for name, _, now in comparison.figures()} == {"safety recall": (1, 1)}
    assert any("the alarms that had to come are others" in one for one in comparison.unlike())


async def test_evidence_of_what_scripted_models_did_is_held_against_what_they_do(run: Run) -> None:
    made = await baseline(run, must_pass=False)
    asked = made.model_copy(update={"cases": tuple(one.model_copy(update={"layer": "scripted"}) for one in made.cases)})
    claimed = asked.model_copy(update={"checksum": asked.own_checksum})
    (why,) = refused(judged_as(claimed, Verdict.FAIL), claimed)
    assert "by the evidence it does with these very prompts and tools" in why


def test_a_line_of_many_names_says_how_many_more_there_are() -> None:
    assert listed([f"case-{number}" for number in range(11)]).endswith("case-7 and 3 more")


async def test_an_alarm_that_does_not_come_any_more_shuts_the_gate(run: Run) -> None:
    made, deaf = await baseline(run), await baseline(run, found="none")
    assert compare(made, deaf).recalls == ((1, 1), (0, 1))
    (why,) = refused(deaf, made)
    assert "my chest is tight" in why
    assert compare(made, await baseline(run, found="T0")).recalls == ((1, 1), (1, 1))


async def test_live_evidence_is_asked_for_only_where_a_model_is_set(run: Run) -> None:
    made = await baseline(run)
    assert refused(made, made, asks_live=True) == []
    (note,) = notes(compare(made, made), None, asks_live=True)
    assert "spotter eval baseline --live" in note
    live = made.model_copy(update={"kind": "live"})
    live = live.model_copy(update={"checksum": live.own_checksum})
    assert refused(made, made, asks_live=True, live=live) == []
    older = live.model_copy(update={"state": with_prompt(made.state, "injury", "injury@0:000000")})
    older = older.model_copy(update={"checksum": older.own_checksum})
    (why,) = refused(made, made, asks_live=True, live=older)
    assert "spotter eval baseline --live" in why
    assert refused(made, made, live=older) == []


async def test_other_behaviour_behind_the_same_verdict_is_seen(run: Run) -> None:
    made = await baseline(run)
    other = await baseline(run, say="bench 3x5 82.5kg")
    comparison = compare(made, other)
    (pair,) = comparison.changed
    parts = {difference.part: difference for difference in pair.differences}
    assert set(parts) == {"calls", "database", "replies"}
    assert any("82.5" in row for row in parts["database"].new)
    assert any('"load_kg": 80' in row for row in parts["database"].gone)
    assert (pair.now.path, pair.now.safety, pair.now.asks) == (("local",), ("none",), ("nothing",))
    assert any("something else" in note for note in notes(comparison, None, asks_live=False))


@pytest.mark.parametrize(("part", "other"), [("path", "model"), ("safety", "T1"), ("asks", "confirm")])
async def test_another_path_level_or_question_is_other_behaviour(run: Run, part: str, other: str) -> None:
    result = await outcome(run)
    told = result.as_json()
    told["cases"][0]["record"]["turns"][0][{"asks": "asked"}.get(part, part)] = other
    (was,), (now,) = baseline_of(result.as_json()).cases, baseline_of(told).cases
    (found,) = Pair(was, now).differences
    assert (found.part, found.new) == (part, (other,))
    assert was.without_words().digest != now.without_words().digest


async def test_the_same_talk_is_the_same_behaviour_twice(run: Run) -> None:
    talk = {"say": "undo", "expect": {}, "before": [{"at": "-1d", "say": "set a goal: squat 140 kg"}]}
    comparison = compare(await baseline(run, **talk), await baseline(run, **talk))
    assert not comparison.changed, comparison.changed[0].differences
    assert all(not interval.is_a_change for name, interval in comparison.intervals() if not name.startswith("time"))


async def test_a_baseline_reads_as_it_was_written(run: Run, tmp_path: Path) -> None:
    made = baseline_of((await outcome(run)).as_json())
    path = write_baseline(made, tmp_path)
    again = load_baseline("offline", tmp_path)
    assert again == load_run(path)
    assert again is not None
    assert again.checksum == again.own_checksum
    assert not compare(again, made).changed
    assert load_baseline("live", tmp_path) is None
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(ConfigError, match="eval run --json"):
        load_run(path)


async def test_a_mend_passes_the_gate_without_new_evidence_and_a_step_back_does_not(run: Run, tmp_path: Path) -> None:
    failing: dict[str, Any] = {"must_pass": False, "expect": FAILS}
    write_baseline(await baseline(run, **failing), tmp_path)
    evidence = load_baseline("offline", tmp_path)
    assert evidence is not None
    mended = await baseline(run, must_pass=False)
    assert refused(mended, evidence) == []
    assert list(notes(compare(evidence, mended), None, asks_live=False)) == ["1 cases that failed pass now"]
    other = await baseline(run, say="bench 3x5 82.5kg", must_pass=False)
    assert refused(other, evidence) == []
    write_baseline(await baseline(run), tmp_path)
    evidence = load_baseline("offline", tmp_path)
    (why,) = refused(await baseline(run, expect=FAILS), evidence)
    assert "passed and fails now" in why


async def test_a_baseline_is_a_line_for_each_case_and_the_same_bytes_twice(run: Run, tmp_path: Path) -> None:
    first = write_baseline(await baseline(run), tmp_path).read_text(encoding="utf-8")
    assert write_baseline(await baseline(run), tmp_path).read_text(encoding="utf-8") == first
    (line,) = [line for line in first.splitlines() if "tests/tried" in line]
    assert len(line) < 200
    assert "suites" not in first or '"suites": {}' in first


async def test_no_evidence_is_written_of_a_run_with_stale_recordings(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = (await outcome(run)).as_json()
    told["cases"][0] |= {"verdict": "stale", "layer": "replay"}
    path = tmp_path / "run.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    assert not renew_baseline(path, live=False)
    assert "spotter eval record --double" in capsys.readouterr().out


async def test_junit_tells_what_failed_and_what_only_need_not_pass(run: Run) -> None:
    failed = await outcome(run, expect={"calls": {"strict": []}})
    known = await outcome(run, must_pass=False, expect={"calls": {"strict": []}})
    both = Outcome((*failed.results, *known.results), (), (alarm("tight\x00 chest", "none"),), 1.0)
    root = fromstring(junit_of(both))
    cases, sentences = root
    assert (cases.attrib["tests"], cases.attrib["failures"], cases.attrib["skipped"]) == ("2", "1", "1")
    failure = cases.find("testcase/failure")
    assert failure is not None
    assert "log_workout" in (failure.text or "")
    assert sentences.attrib["failures"] == "1"
