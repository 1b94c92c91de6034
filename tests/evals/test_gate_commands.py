"""The commands that decide what may be merged, as somebody types them: gate, baseline, diff, prompts, and runs of nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner
from typer.testing import Result as Done

from spotter.cli import evaluating
from spotter.cli.evals import evals
from spotter.errors import ConfigError
from spotter.evals import baseline as evidence
from spotter.evals import contract
from spotter.evals.extent import LIVE_TRIALS
from spotter.evals.loading import load_cases
from spotter.evals.outcome import Outcome
from spotter.evals.runner import jobs_of
from spotter.evals.sentences import SentenceResult, count_sentences
from spotter.evals.verdict import Result, Score, Verdict

Kept = Callable[[dict[str, Any]], str]


def sentences(kind: str, number: int) -> tuple[SentenceResult, ...]:
    return tuple(SentenceResult(kind, f"{kind} {one}", "x.yaml:1", Score("grammar", passed=True), must_pass=True) for one in range(number))


@pytest.fixture(scope="module")
def whole() -> dict[str, Any]:
    """A run of everything, in which everything passes."""
    grammar, safety = count_sentences()
    results = [Result(job.case, job.layer, job.trial, Verdict.PASS) for job in jobs_of(load_cases())]
    heard = (sentences("sentences", grammar), sentences("safety", safety))
    return Outcome((*results, *contract.contract_results()), *heard, 1.0).as_json()


@pytest.fixture(scope="module")
def live() -> dict[str, Any]:
    """Every case of the layer live with its trials, none of which could be had: no model is set."""
    jobs = jobs_of(load_cases(), ["live"], LIVE_TRIALS)
    results = [Result(job.case, job.layer, job.trial, Verdict.SKIPPED, why="no model is set") for job in jobs]
    return Outcome(tuple(results), (), sentences("safety", count_sentences()[1]), 1.0).as_json()


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    def write(run: dict[str, Any]) -> str:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.json"
        path.write_text(json.dumps(run), encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def committed(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of evidence instead of the committed one."""
    folder = tmp_path_factory.mktemp("evidence")
    monkeypatch.setattr(evidence, "FOLDER", folder)
    return folder


def typed(*words: str) -> Done:
    return CliRunner().invoke(evals, [*words], catch_exceptions=False)


def first(run: dict[str, Any], name: str, **other: Any) -> dict[str, Any]:
    """The run with one case otherwise."""
    return run | {"cases": [one | (other if one["name"] == name else {}) for one in run["cases"]]}


def test_a_whole_run_becomes_the_evidence_and_opens_the_gate(whole: dict[str, Any], kept: Kept, committed: Path) -> None:
    run = kept(whole)
    shut = typed("gate", run)
    assert shut.exit_code == 1
    assert "There is no evidence" in shut.stdout
    written = typed("baseline", run)
    assert written.exit_code == 0, written.stdout
    assert (committed / "offline.json").exists()
    opened = typed("gate", run)
    assert opened.exit_code == 0, opened.stdout
    assert "the gate is open" in opened.stdout


@pytest.mark.parametrize("command", ["baseline", "gate"])
def test_a_run_of_a_suite_is_neither_evidence_nor_a_reason_to_open(
    whole: dict[str, Any], kept: Kept, committed: Path, command: str
) -> None:
    typed("baseline", kept(whole))
    before = (committed / "offline.json").read_text(encoding="utf-8")
    of_safety = [one for one in whole["sentences"] if one["kind"] == "safety"]
    refused = typed(
        command, kept(whole | {"cases": [one for one in whole["cases"] if one["name"].startswith("sms/")], "sentences": of_safety})
    )
    assert refused.exit_code == 1
    assert f"not a whole one. It lacks {count_sentences()[0]} sentences of the grammar" in refused.stdout
    assert " more" in refused.stdout
    assert (committed / "offline.json").read_text(encoding="utf-8") == before


def test_one_trial_less_is_no_whole_run(live: dict[str, Any], kept: Kept, committed: Path) -> None:
    passed = [one | {"verdict": "pass"} for one in live["cases"]]
    refused = typed("baseline", kept(live | {"passed": True, "cases": passed[1:]}))
    assert f"It lacks {passed[0]['name']} (live)." in refused.stdout
    assert not list(committed.iterdir())


@pytest.mark.parametrize(("verdict", "told"), [("fail", "must pass and fails now"), ("skipped", "was skipped"), ("stale", "stale")])
def test_a_run_in_which_a_case_did_not_pass_is_no_evidence(
    whole: dict[str, Any], kept: Kept, committed: Path, verdict: str, told: str
) -> None:
    refused = typed("baseline", kept(first(whole, "sms/" + sms_case(whole), verdict=verdict)))
    assert refused.exit_code == 1
    assert told in refused.stdout
    assert "nothing written" in refused.stdout
    assert not list(committed.iterdir())


def sms_case(whole: dict[str, Any]) -> str:
    names = (str(one["name"]) for one in whole["cases"] if one["must_pass"])
    return next(name.removeprefix("sms/") for name in names if name.startswith("sms/"))


def test_what_the_file_says_of_passing_is_believed(whole: dict[str, Any], kept: Kept, committed: Path) -> None:
    refused = typed("baseline", kept(whole | {"passed": False}))
    assert "The file says that the run did not pass" in refused.stdout
    assert not list(committed.iterdir())


def test_live_evidence_is_not_written_where_no_model_was_asked(live: dict[str, Any], kept: Kept, committed: Path) -> None:
    assert not live["passed"]
    refused = typed("baseline", kept(live))
    assert refused.exit_code == 1
    assert "cases of the layer live were skipped or could not be judged" in refused.stdout
    assert not list(committed.iterdir())


def answered(live: dict[str, Any], *verdicts: str) -> dict[str, Any]:
    """The live run as a model of this name answered, with these verdicts of the trials of each case."""
    call = {"model": "mind-1", "error": None, "input_tokens": 900, "output_tokens": 80, "cost_usd": 0.001}
    turn = {
        "agents": [],
        "path": "model",
        "safety": "none",
        "asked": None,
        "calls": [],
        "reply": "Rest.",
        "model_calls": [call],
        "ms": 900.0,
    }
    record = {"turns": [turn], "before": {}, "after": {}}
    cases = [one | {"verdict": verdicts[one["trial"]], "record": record} for one in live["cases"]]
    return live | {"cases": cases, "passed": set(verdicts) == {"pass"}}


def test_an_imperfect_model_has_its_evidence_and_is_held_against_it(live: dict[str, Any], kept: Kept, committed: Path) -> None:
    written = typed("baseline", kept(answered(live, "pass", "pass", "fail", "pass")))
    assert written.exit_code == 0, written.stdout
    assert "live.json of mind-1, 4 trials of each case" in written.stdout
    before = (committed / "live.json").read_text(encoding="utf-8")
    assert '"mind-1"' in before
    worse = typed("baseline", kept(answered(live, "pass", "fail", "fail", "pass")))
    assert worse.exit_code == 1
    assert "pass less often than those of mind-1 in the evidence: -0.250 per case" in worse.stdout
    assert (committed / "live.json").read_text(encoding="utf-8") == before
    assert typed("baseline", kept(answered(live, "fail", "pass", "pass", "pass"))).exit_code == 0


def test_a_sentence_that_comes_out_wrong_shuts_the_gate(whole: dict[str, Any], kept: Kept, committed: Path) -> None:
    typed("baseline", kept(whole))
    wrong = whole["sentences"][0] | {"say": "one more rep", "score": {"part": "grammar", "passed": False, "wanted": "x", "got": ""}}
    refused = typed("gate", kept(whole | {"passed": False, "sentences": [*whole["sentences"], wrong]}))
    assert refused.exit_code == 1
    assert "'one more rep'" in refused.stdout
    assert "spotter eval run --suite sentences" in refused.stdout
    assert list(committed.iterdir())


def test_evidence_with_the_marks_of_a_merge_is_told_with_what_to_do(whole: dict[str, Any], kept: Kept, committed: Path) -> None:
    run = kept(whole)
    typed("baseline", run)
    path = committed / "offline.json"
    head, rest = path.read_text(encoding="utf-8").split("\n", 1)
    path.write_text(f"{head}\n<<<<<<< HEAD\n=======\n>>>>>>> theirs\n{rest}", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"offline\.json:2: a merge has left its marks here.*anew: spotter eval baseline"):
        typed("gate", run)
    path.write_text(f"{head}\n{rest[: len(rest) // 2]}", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"offline\.json:\d+: this is no evidence"):
        typed("gate", run)
    path.write_text('{"kind": "offline"}', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"offline\.json:1: this is no evidence: state: Field required"):
        typed("gate", run)


def test_the_difference_of_two_runs_tells_what_broke_and_no_routing_of_unlike_cases(whole: dict[str, Any], kept: Kept) -> None:
    broken = first(whole, "sms/" + sms_case(whole), verdict="fail")
    routing = {"routing": {"exact": 9, "of": 10}}
    told = typed("diff", kept(whole | routing), kept(broken | routing))
    assert told.exit_code == 0
    assert "broken sms/" in told.stdout
    assert "1 broken, 0 fixed" in told.stdout
    assert "routing 9/10 before, 9/10 now" in told.stdout
    of_suite = typed("diff", "--suite", "sms", kept(whole | routing), kept(broken | routing))
    assert "0 new, 0 gone" in of_suite.stdout
    assert "1 broken" in of_suite.stdout
    assert "routing" not in of_suite.stdout


def test_figures_of_unlike_runs_do_not_stand_side_by_side(whole: dict[str, Any], kept: Kept) -> None:
    less = [one | {"verdict": "stale" if one["layer"] == "replay" else "pass"} for one in whole["cases"] if one["layer"] != "code"]
    routing = {"routing": {"exact": 9, "of": 10}}
    told = typed("diff", kept(whole | routing), kept(whole | routing | {"cases": less})).stdout
    code, replay = (sum(one["layer"] == layer for one in whole["cases"]) for layer in ("code", "replay"))
    assert f"only before: {code} cases of the layer code" in told
    assert f"{replay} cases in both were stale" in told
    assert f"{len(less) - replay} the same, {replay} not judged; 0 new, {code} gone" in told
    assert "routing" not in told


def test_prompts_as_committed_pass_and_another_text_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "prompts"
    shutil.copytree(contract.FOLDER, folder)
    monkeypatch.setattr(evaluating, "open_contract", partial(contract.open_contract, folder))
    assert typed("prompts", "--write").exit_code == 0
    assert typed("prompts").exit_code == 0
    snapshot = folder / "rendered" / "injury.txt"
    snapshot.write_text(snapshot.read_text(encoding="utf-8").replace("stop", "go on"), encoding="utf-8")
    differs = typed("prompts")
    assert differs.exit_code == 1
    assert "contract/injury" in differs.stdout
    assert "snapshot" in differs.stdout


@pytest.mark.parametrize("words", [("run", "--suite", "sms", "--layer", "live"), ("replay", "--suite", "sms")])
def test_a_choice_without_any_case_is_a_mistake_and_not_a_pass(words: tuple[str, ...]) -> None:
    with pytest.raises(ConfigError, match="nothing to run: no case that was chosen has the layer"):
        typed(*words)
