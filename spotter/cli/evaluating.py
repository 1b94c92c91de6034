"""`spotter eval run`: cases through the coach, with progress; `eval prompts`; and which cases are chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from rich.console import Console

from spotter.cli.progress import about, say, steps
from spotter.cli.reporting import write_page
from spotter.cli.telling import failure, tell
from spotter.cli.writing import check_writable, write_json
from spotter.errors import ConfigError
from spotter.evals.case import LAYERS, Case, Layer
from spotter.evals.contract import CONTRACT, contract_results, open_contract, renew
from spotter.evals.junit import junit_of
from spotter.evals.loading import SAFETY, SENTENCES, load_cases, suite_names
from spotter.evals.outcome import Outcome, chosen
from spotter.evals.runner import OFFLINE, Job, jobs_of, processors, run_jobs
from spotter.evals.sentences import grammar_results, safety_results
from spotter.evals.suggestions import suggestion
from spotter.evals.verdict import Result, Verdict
from spotter.evals.yaml_lines import SuiteError

WITHOUT_CASES = (SENTENCES, SAFETY, CONTRACT)  # suites that are not made of talks
SECONDS = {"code": 0.25, "prompt": 0.0, "scripted": 0.4, "replay": 0.4}  # of a trial on one processor, as measured
SECONDS_A_WEEK = 1.2  # of a trainee
STARTING_S = 8.0
SOON_S = 10.0  # what takes less is not announced


class Choice(NamedTuple):
    """Which cases are run in which layers; nothing named is all, in the layers that need no model."""

    suites: Sequence[str] = ()
    names: Sequence[str] = ()
    layers: Sequence[str] = ()
    trials: int | None = None
    judge: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether no suite and no case is named."""
        return not (self.suites or self.names)

    def has(self, suite: str) -> bool:
        """Whether a suite that is not made of cases is among what is chosen."""
        return suite in self.suites or self.is_whole


class Files(NamedTuple):
    """Where a run is written to."""

    json: Path | None = None
    junit: Path | None = None
    html: Path | None = None


def evaluate(choice: Choice, files: Files) -> bool:
    """Run what is chosen and tell it; False where something that must pass did not."""
    check_writable(*files)
    console = Console(highlight=False)
    outcome = run_chosen(choice, console)
    tell(outcome, console, is_whole=choice.is_whole)
    if files.json is not None:
        write_json(outcome.as_json(), files.json)
    if files.junit is not None:
        files.junit.write_bytes(junit_of(outcome))
    if files.html is not None:
        write_page(outcome.as_json(), files.html, console=console)
    return outcome.passed


def run_chosen(choice: Choice, console: Console) -> Outcome:
    """Run what is chosen, after saying how much that is. Sentences come first: a mistake in any file is told before the first case."""
    began = perf_counter()
    layers = _checked_layers(choice.layers)
    problems: list[str] = []
    cases = _noted(problems, lambda: chosen_cases(choice.suites, choice.names))
    with_sentences = "code" in layers and not choice.names
    grammar = _noted(problems, grammar_results) if with_sentences and choice.has(SENTENCES) else []
    safety = _noted(problems, safety_results) if with_sentences and choice.has(SAFETY) else []
    if problems:
        raise SuiteError(problems)
    contract = contract_results() if "prompt" in layers and not choice.names and choice.has(CONTRACT) else []
    jobs = jobs_of(cases, layers, choice.trials, judge=choice.judge)
    if not (jobs or grammar or safety or contract):
        raise ConfigError(f"There is nothing to run: no case that was chosen has the layer {' or '.join(layers)}.")
    _announce(jobs, len(grammar) + len(safety), console)
    with steps(console, "trials", len(jobs)) as step:
        bad = 0

        def told(result: Result) -> None:
            nonlocal bad
            bad += result.verdict not in (Verdict.PASS, Verdict.SKIPPED) and not result.is_known_weakness
            step(result.case.suite + (f", {bad} not passed" if bad else ""))

        results = run_jobs(jobs, processors(), told)
    return Outcome((*results, *contract), tuple(grammar), tuple(safety), perf_counter() - began)


def check_prompts(*, write: bool) -> bool:
    """Hold the prompts against what is committed of them, after renewing it where `write` says so; False where something differs."""
    console = Console(highlight=False)
    if write and (stuck := renew(open_contract())):
        raise ConfigError(f"Nothing is written. {'; '.join(stuck)}.")
    results = contract_results(open_contract())
    bad = chosen(results, Verdict.FAIL)
    for result in bad:
        console.print("\n".join(failure(result)), soft_wrap=True)
    console.print(f"{len(results) - len(bad)} of {len(results)} prompts and tools as committed")
    return not bad


def chosen_cases(suites: Sequence[str], names: Sequence[str]) -> list[Case]:
    """The cases of these suites, or of all, and of them those that are named; `ConfigError` where there is no such suite or case."""
    known = suite_names()
    for suite in suites:
        if suite not in (*known, *WITHOUT_CASES):
            raise ConfigError(f"There is no suite {suite}; {suggestion(suite, (*known, *WITHOUT_CASES))}")
    of_cases = [suite for suite in suites if suite not in WITHOUT_CASES]
    if suites and not of_cases:
        return []
    named = {name.partition("/")[0] for name in names}
    cases = load_cases(suites=of_cases or (named if named <= set(known) else ()))
    for name in names:
        if not any(name in (case.name, case.id) for case in cases):
            raise ConfigError(f"There is no case {name}; {suggestion(name, [case.name for case in cases])} A case is named suite/id.")
    return [case for case in cases if not names or case.name in names or case.id in names]


def _checked_layers(layers: Sequence[str]) -> list[Layer]:
    for layer in layers:
        if layer not in LAYERS:
            raise ConfigError(f"There is no layer {layer}; {suggestion(layer, LAYERS)}")
    return [layer for layer in LAYERS if layer in layers] or list(OFFLINE)


def _noted(problems: list[str], load: Callable[[], list[Any]]) -> list[Any]:
    """What loads, or nothing and the problems noted."""
    try:
        return load()
    except SuiteError as error:
        problems += error.problems
        return []


def _announce(jobs: Sequence[Job], sentences: int, console: Console) -> None:
    """What is about to run, and about how long, where that is not over at once. How long a model takes nobody knows before."""
    seconds = STARTING_S + sum(map(_seconds, jobs)) / processors()
    asks = any(job.layer == "live" for job in jobs)
    if seconds < SOON_S + STARTING_S and not asks:
        return
    cases = len({job.case.name for job in jobs})
    told = f"{len(jobs)} trials of {cases} cases" + (f" and {sentences} sentences" if sentences else "")
    how_long = "as long as the model of your settings takes" if asks else about(seconds)
    say(console, f"running {told}: {how_long}")


def _seconds(job: Job) -> float:
    return job.case.weeks * SECONDS_A_WEEK if job.case.trainee else SECONDS.get(job.layer, 0.0)
