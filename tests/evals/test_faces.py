"""What somebody reads who runs cases: what is about to run, what failed and where, and files that cannot be written."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner
from typer.testing import Result as Done

from spotter.cli import comparing, evaluating, mutating, progress
from spotter.cli.evals import evals
from spotter.cli.evaluating import Choice, chosen_cases, run_chosen
from spotter.cli.telling import tell
from spotter.errors import ConfigError
from spotter.evals.gate import Refusal
from spotter.evals.outcome import Outcome
from spotter.evals.record import Record, TurnRecord
from spotter.evals.runner import Job
from spotter.evals.sentences import SentenceResult, grammar_results
from spotter.evals.verdict import Result, Score, Verdict
from spotter.evals.yaml_lines import SuiteError
from tests.evals.conftest import Run


def typed(*words: str) -> Done:
    return CliRunner().invoke(evals, [*words], catch_exceptions=False)


def told(*results: Result, grammar: tuple[SentenceResult, ...] = (), is_whole: bool = False) -> str:
    console = Console(file=io.StringIO(), width=100)
    tell(Outcome(results, grammar, (), 1.0), console, is_whole=is_whole)
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


hear = cache(grammar_results)


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """The jobs that would have been run; none is. Sentences are heard once: they are judged the same each time."""
    monkeypatch.setattr(evaluating, "grammar_results", hear)
    seen: list[Job] = []

    def noted(jobs: Sequence[Job], *_: Any) -> list[Result]:
        seen.extend(jobs)
        return [Result(job.case, job.layer, job.trial, Verdict.PASS) for job in jobs]

    monkeypatch.setattr(evaluating, "run_jobs", noted)
    return seen


@pytest.mark.parametrize(
    "words",
    [
        ("run", "--json", "{}"),
        ("run", "--junit", "{}"),
        ("run", "--html", "{}"),
        ("replay", "--json", "{}"),
        ("report", "-o", "{}"),
        ("mutate", "--json", "{}"),
        ("simulate", "--json", "{}"),
    ],
)
def test_a_file_that_cannot_be_written_is_told_before_the_run(tmp_path: Path, ran: list[Job], words: tuple[str, ...]) -> None:
    for path in (tmp_path, tmp_path / "no" / "such.file"):
        with pytest.raises(ConfigError, match=f"{path} cannot be written"):
            typed(*(word.format(path) for word in words))
    assert ran == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("choice", "grammar", "safety", "contract"),
    [
        (Choice(names=["progress/bench-triple"]), False, False, False),
        (Choice(suites=["sms"]), False, False, False),
        (Choice(suites=["sms", "safety"]), False, True, False),
        (Choice(suites=["contract"]), False, False, True),
        (Choice(layers=["scripted"]), False, False, False),
        (Choice(layers=["prompt"]), False, False, True),
        (Choice(layers=["code"]), True, True, False),
    ],
)
def test_only_what_was_asked_for_runs(ran: list[Job], choice: Choice, grammar: bool, safety: bool, contract: bool) -> None:
    outcome = run_chosen(choice, Console(file=io.StringIO()))
    assert (bool(outcome.grammar), bool(outcome.safety)) == (grammar, safety)
    assert any(result.layer == "prompt" for result in outcome.results) == contract
    assert {job.layer for job in ran} <= set(choice.layers or ("code", "scripted", "replay"))
    assert {job.case.suite for job in ran} <= set(choice.suites) or not choice.suites


def test_a_long_run_says_how_much_it_is_and_a_short_one_says_nothing(ran: list[Job]) -> None:
    whole = typed("run")
    assert f"running {len(ran)} trials of" in whole.stderr
    assert "sentences: about " in whole.stderr
    assert "running" not in typed("run", "--case", "progress/bench-triple").stderr
    assert "as long as the model of your settings takes" in typed("run", "--layer", "live").stderr


def test_a_difference_and_a_page_of_no_run_say_that_they_run_everything(ran: list[Job], tmp_path: Path) -> None:
    compared = typed("diff")
    assert "comparing the committed evidence with the coach as it is now\nrunning " in compared.stderr
    written = typed("report", "-o", str(tmp_path / "page.html"))
    assert "no run is named: a page of the coach as it is now\nrunning " in written.stderr
    assert ran


def test_a_pipe_hears_how_far_a_run_is(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(progress, "EVERY_S", 0)
    with progress.steps(Console(file=io.StringIO()), "trials", 3) as step:
        step("sms")
        step("sms, 1 not passed")
        step("the last is told by the result")
    assert capsys.readouterr().err == "trials: 1 of 3 (sms)\ntrials: 2 of 3 (sms, 1 not passed)\n"


def test_a_mutant_tells_a_pipe_how_far_the_whole_coach_is(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def passing(heard: Any) -> frozenset[str]:
        heard(None)
        return frozenset()

    monkeypatch.setattr(progress, "EVERY_S", 0)
    monkeypatch.setattr(mutating, "passing", passing)
    monkeypatch.setattr(mutating, "hunt", lambda *_: [])
    mutating.mutate(["logs-twice"], 0, None)
    heard = capsys.readouterr().err.splitlines()
    assert "trials, then mutants (1)" in heard[0]
    assert heard[1].startswith("the whole coach: 1 of ")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("run", "--suite", "injry"), "did you mean injury?"),
        (("run", "--case", "progress/bench-tripl"), "did you mean progress/bench-triple?"),
        (("run", "--case", "progess/bench-triple"), "did you mean progress/bench-triple?"),
        (("run", "--layer", "script"), "did you mean scripted?"),
        (("mutate", "--mutant", "logs-twic"), "did you mean logs-twice?"),
        (("simulate", "--persona", "Petra"), "did you mean petra?"),
    ],
)
def test_a_misspelt_name_is_told_with_the_one_that_was_meant(ran: list[Job], words: tuple[str, ...], meant: str) -> None:
    with pytest.raises(ConfigError, match=meant.replace("?", r"\?")):
        typed(*words)
    assert ran == []


def test_a_case_is_found_by_its_id_alone() -> None:
    assert [case.name for case in chosen_cases((), ["bench-triple"])] == ["progress/bench-triple"]


def test_mistakes_in_cases_and_in_sentences_are_told_together_and_before_the_run(monkeypatch: pytest.MonkeyPatch, ran: list[Job]) -> None:
    def wrong(*problems: str) -> Any:
        def load(*_: Any, **__: Any) -> Any:
            raise SuiteError(problems)

        return load

    monkeypatch.setattr(evaluating, "load_cases", wrong("a.yaml:1: x", "a.yaml:2: y"))
    monkeypatch.setattr(evaluating, "safety_results", wrong("b.yaml:3: z"))
    with pytest.raises(SuiteError) as caught:
        typed("run")
    assert caught.value.problems == ("a.yaml:1: x", "a.yaml:2: y", "b.yaml:3: z")
    assert ran == []


async def test_a_known_weakness_has_a_column_of_its_own_and_a_fresh_failure_comes_first(run: Run) -> None:
    known = await run(id="known", say="bench 3x5 80kg", must_pass=False, expect={"must_say": ["rosemary"]})
    fresh = await run(id="fresh", say="bench 3x5 80kg", expect={"must_say": ["rosemary"]})
    sentence = SentenceResult("undo", "take it back", "x.yaml:1", Score("grammar", False, "undo", "nothing"), must_pass=False)
    lines = told(known, fresh, grammar=(sentence,)).splitlines()
    heads = [line for line in lines if " tests/" in line]
    assert [head.partition(" tests/")[0] for head in heads] == ["fail", "known weakness"]
    (row,) = [line.split() for line in lines if line.startswith("tests ")]
    assert row == ["tests", "code", "-", "1", "1", "-", "-", "-"]
    (row,) = [line.split() for line in lines if line.startswith("sentences ")]
    assert row == ["sentences", "code", "-", "-", "1", "-", "-", "-"]
    assert "1 that must pass did not (1 failed, 2 known weaknesses) in" in lines[-1]
    whole = told(known, fresh, is_whole=True)
    assert "tests/fresh" in whole
    assert "tests/known" not in whole
    assert "1 known weakness: what fails and need not pass; --suite NAME" in whole


async def test_an_error_is_no_known_weakness_and_what_is_stale_stands_in_the_last_line(run: Run) -> None:
    passed = await run(say="bench 3x5 80kg", must_pass=False)
    error = replace(passed, verdict=Verdict.ERROR, why="its past cannot be")
    stale = replace(passed, verdict=Verdict.STALE, why="asked otherwise")
    assert told(passed, error, stale).splitlines()[-1].startswith("passed (1 passed, 1 error, 1 stale) in")


def talk(turns: int) -> Record:
    return Record(tuple(TurnRecord(f"said {one}", f"reply {one}", "done") for one in range(1, turns + 1)), {}, {})


@pytest.mark.parametrize(
    ("expect", "score", "shown"),
    [
        ({}, Score("turn 5: calls", False), {4, 5, 6}),
        ({}, Score("finished", False, "", "given up: ['said 2']"), {1, 2, 3}),
        ({}, Score("trainee.understood", False, "", "day 3: 'said 9': 'reply 9'"), {8, 9, 10}),
        ({"must_not_say": ["reply 7"]}, Score("must_not_say", False), {6, 7, 8}),
        ({"must_say": ["rosemary"]}, Score("must_say", False), {11, 12}),
        ({}, Score("database.sets", False), {11, 12}),
    ],
)
async def test_of_a_long_talk_the_turns_are_told_at_which_it_went_wrong(
    run: Run, expect: dict[str, Any], score: Score, shown: set[int]
) -> None:
    base = await run(say="hello", expect=expect)
    text = told(replace(base, verdict=Verdict.FAIL, scores=(score,), record=talk(12)))
    assert {one for one in range(1, 13) if f"> {one}. said {one}\n" in text} == shown
    assert f"... {min(shown) - 1} turn" in text or min(shown) == 1


async def test_a_short_talk_is_told_whole(run: Run) -> None:
    base = await run(say="hello")
    text = told(replace(base, verdict=Verdict.FAIL, scores=(Score("turn 1: calls", False),), record=talk(5)))
    assert all(f"said {one}\n" in text for one in range(1, 6))
    assert "..." not in text


def test_the_weeks_of_a_trainee_fit_80_columns_uncut() -> None:
    weeks = typed("simulate", "--persona", "petra", "--weeks", "3").stdout.splitlines()
    heading = next(number for number, line in enumerate(weeks) if line.startswith("wk"))
    assert weeks[heading].split()[-3:] == ["pain", "kg", "days"]
    assert weeks[heading + 3].split()[-1] == "holiday"
    assert " came out right" in weeks[-1]
    assert max(map(len, weeks[heading : heading + 4])) <= 80
    assert "…" not in "".join(weeks[: heading + 4])


def test_every_command_stands_once_in_the_lists_that_people_read() -> None:
    root = Path(__file__).parents[2]
    names = sorted(str(command.name) for command in evals.registered_commands)
    readme = re.findall(r"^    spotter eval (.*)$", (root / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    others = next(line.partition("the others: ")[2].split(", ") for line in readme if "the others: " in line)
    assert sorted([line.split()[0] for line in readme if "the others: " not in line] + others) == names
    table = re.findall(r"^\| (`spotter eval .*?) \|", (root / "docs" / "evals.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(re.findall(r"`spotter eval (\w+)`", " ".join(table))) == names


def test_the_gate_ends_with_one_numbered_list_of_what_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    found = [
        Refusal("The prompt injury is another text.", ("spotter eval diff", "spotter eval baseline")),
        Refusal("injury/knee-noted (code) passed and fails now: calls.", ("spotter eval run --case injury/knee-noted",), must_pass=True),
    ]
    comparing._tell_refusals(found, "the gate is shut", Console(width=100))
    assert capsys.readouterr().out.splitlines()[1:] == [
        "refused:",
        "  1. The prompt injury is another text.",
        "       spotter eval diff",
        "       spotter eval baseline",
        "  2. must pass: injury/knee-noted (code) passed and fails now: calls.",
        "       spotter eval run --case injury/knee-noted",
        "the gate is shut: 2 refusals, 1 of what must pass",
    ]


def test_a_difference_shows_the_sentences_that_are_others_and_not_whole_replies(tmp_path: Path) -> None:
    def kept(name: str, *replies: str) -> str:
        turns = [asdict(TurnRecord("hello", reply, "done")) for reply in replies]
        record = {"turns": turns, "before": {}, "after": {}}
        case = {"name": "prompts/a", "layer": "scripted", "must_pass": True, "verdict": "pass", "scores": [], "record": record}
        run = Outcome((), (), (), 1.0).as_json() | {"cases": [case]}
        path = tmp_path / name
        path.write_text(json.dumps(run), encoding="utf-8")
        return str(path)

    shown = typed("diff", kept("was", "Rest. It heals in days.", "Fine."), kept("now", "It heals in days. Tell me how it went.", "Fine."))
    assert shown.stdout.partition("replies\n")[2].splitlines()[:2] == ["    - Rest.", "    + Tell me how it went."]
    more = typed("diff", kept("was", "Rest. It heals."), kept("now", "Rest. It heals.", "Fine."))
    assert more.stdout.partition("replies\n")[2].splitlines()[0] == "    + Fine."
