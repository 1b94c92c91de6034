"""`spotter eval run`: cases through the coach, a table with progress, and what failed with the reason."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from spotter.cli.reporting import write_page
from spotter.errors import ConfigError
from spotter.evals.case import LAYERS, Case, Layer
from spotter.evals.contract import contract_results, open_contract, renew
from spotter.evals.junit import junit_of
from spotter.evals.loading import SAFETY, SENTENCES, load_cases, suite_names
from spotter.evals.outcome import Outcome, chosen
from spotter.evals.recording import commands_for
from spotter.evals.runner import OFFLINE, jobs_of, processors, run_jobs
from spotter.evals.sentences import grammar_results, safety_results
from spotter.evals.verdict import Result, Verdict

SHOWN = 20  # failures that are told in full
COLOURS = {Verdict.PASS: "green", Verdict.FAIL: "red", Verdict.ERROR: "red", Verdict.STALE: "yellow", Verdict.SKIPPED: "dim"}


class Choice(NamedTuple):
    """Which cases are run in which layers; nothing named is all, in the layers that need no model."""

    suites: Sequence[str] = ()
    names: Sequence[str] = ()
    layers: Sequence[str] = ()
    trials: int | None = None
    judge: bool = False


class Files(NamedTuple):
    """Where a run is written to."""

    json: Path | None = None
    junit: Path | None = None
    html: Path | None = None


def evaluate(choice: Choice, files: Files) -> bool:
    """Run what is chosen and tell it; False where something that must pass did not."""
    console = Console(highlight=False)
    outcome = run_chosen(choice, console)
    tell(outcome, console)
    if files.json is not None:
        files.json.write_text(json.dumps(outcome.as_json(), ensure_ascii=False, indent=1), encoding="utf-8")
    if files.junit is not None:
        files.junit.write_bytes(junit_of(outcome))
    if files.html is not None:
        write_page(outcome.as_json(), files.html, console=console)
    return outcome.passed


def run_chosen(choice: Choice, console: Console) -> Outcome:
    """Run what is chosen, with a bar while it runs."""
    began = perf_counter()
    layers = _checked_layers(choice.layers)
    jobs = jobs_of(chosen_cases(choice.suites, choice.names), layers, choice.trials, judge=choice.judge)
    with_contract = "prompt" in layers and not (choice.suites or choice.names)
    with_grammar = "code" in layers and not choice.names and (not choice.suites or SENTENCES in choice.suites)
    if not (jobs or with_contract or with_grammar or SAFETY in choice.suites):
        raise ConfigError(f"There is nothing to run: no case that was chosen has the layer {' or '.join(layers)}.")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("cases", total=len(jobs))
        bad = 0

        def told(result: Result) -> None:
            nonlocal bad
            bad += result.verdict not in (Verdict.PASS, Verdict.SKIPPED)
            progress.update(task, advance=1, description=f"{result.case.suite}[red]{f', {bad} not passed' if bad else ''}[/]")

        results = run_jobs(jobs, processors(), told)
    if with_contract:
        results += contract_results()
    grammar = grammar_results() if with_grammar else []
    return Outcome(tuple(results), tuple(grammar), tuple(safety_results()), perf_counter() - began)


def check_prompts(*, write: bool) -> bool:
    """Hold the prompts against what is committed of them, after renewing it where `write` says so; False where something differs."""
    console = Console(highlight=False)
    if write and (stuck := renew(open_contract())):
        raise ConfigError(f"The text of {', '.join(stuck)} is not the one of its version. Raise `version` in its head first.")
    results = contract_results(open_contract())
    bad = chosen(results, Verdict.FAIL)
    for result in bad:
        console.print("\n".join(_failure(result)), soft_wrap=True)
    console.print(f"{len(results) - len(bad)} of {len(results)} prompts and tools as committed")
    return not bad


def chosen_cases(suites: Sequence[str], names: Sequence[str]) -> list[Case]:
    """The cases of these suites, or of all, and of them those that are named; `ConfigError` where there is no such suite or case."""
    of_cases = [suite for suite in suites if suite not in (SENTENCES, SAFETY)]
    unknown = set(of_cases) - set(suite_names())
    if unknown:
        raise ConfigError(f"There is no suite {', '.join(sorted(unknown))}; there are {', '.join((*suite_names(), SENTENCES, SAFETY))}.")
    cases = [] if suites and not of_cases else load_cases(suites=of_cases)
    if not names:
        return cases
    found = [case for case in cases if case.name in names or case.id in names]
    missing = [name for name in names if not any(name in (case.name, case.id) for case in found)]
    if missing:
        raise ConfigError(f"There is no case {', '.join(missing)}. A case is named suite/id.")
    return found


def _checked_layers(layers: Sequence[str]) -> list[Layer]:
    known = [layer for layer in LAYERS if layer in layers]
    if len(known) < len(set(layers)):
        raise ConfigError(f"A layer is one of {', '.join(LAYERS)}.")
    return known or list(OFFLINE)


def tell(outcome: Outcome, console: Console) -> None:
    """The failures with their talk, a table of suites and layers, and the figures of every run."""
    _tell_failures(outcome, console)
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in ("suite", "layer"):
        table.add_column(heading)
    for verdict in Verdict:
        table.add_column(verdict.value, justify="right")
    for suite, layer, verdicts in outcome.by_suite():
        table.add_row(suite, layer, *(_count(verdicts[verdict], verdict) for verdict in Verdict))
    for kind, sentences in ((SENTENCES, outcome.grammar), (SAFETY, outcome.safety)):
        if sentences:
            right = sum(one.score.passed for one in sentences)
            table.add_row(kind, "code", _count(right, Verdict.PASS), _count(len(sentences) - right, Verdict.FAIL), "", "", "")
    console.print(table)
    if stale := sorted({result.case.name for result in chosen(outcome.results, Verdict.STALE)}):
        commands = " and ".join(commands_for(stale))
        console.print(f"[yellow]{len(stale)} stale: the coach asks what their recordings do not answer; record them anew: {commands}[/]")
    right, routes = outcome.routing
    console.print(f"routing exact-set accuracy {right}/{routes}; {outcome.safety_figures}", soft_wrap=True)
    for layer, spent in outcome.spent().items():
        console.print(f"{layer}: {spent}", soft_wrap=True)
    console.print("; ".join(f"pass^{k} {share:.3f}" for k, share in outcome.pass_k().items()))
    _tell_judge(outcome, console)
    blocking = len(outcome.blocking) + len(outcome.blocking_sentences)
    end = "[green]passed[/]" if outcome.passed else f"[red]{blocking} that must pass did not[/]"
    if outcome.is_skipped and not blocking:
        end = "[red]nothing could be judged[/]"
    console.print(f"{end} in {outcome.seconds:.1f} s ({len(outcome.results)} trials)")


def _tell_judge(outcome: Outcome, console: Console) -> None:
    """What a judge gave by rubric; where nobody was asked, in words."""
    for rubric, marks in outcome.judged().items():
        console.print(f"judge, {rubric}: {marks}", soft_wrap=True)
    asked = [one for result in outcome.results for one in result.judgements]
    for why in sorted({one.skipped for one in asked if one.skipped}):
        console.print(f"[dim]judge skipped: {escape(why)}[/]", soft_wrap=True)
    wanting = sum(result.case.expect.judge is not None for result in outcome.results)
    if wanting and not asked:
        console.print(f"[dim]judge not asked for {wanting} talks (--judge)[/]")


def _count(number: int, verdict: Verdict) -> str:
    return f"[{COLOURS[verdict]}]{number}[/]" if number else "[dim]-[/]"


def _tell_failures(outcome: Outcome, console: Console) -> None:
    bad = chosen(outcome.results, Verdict.FAIL, Verdict.ERROR, Verdict.STALE)
    bad.sort(key=lambda one: not one.case.must_pass)  # what blocks comes first
    for result in bad[:SHOWN]:
        console.print("\n".join(_failure(result)), soft_wrap=True)
    sentences = [one for one in (*outcome.grammar, *outcome.safety) if not one.score.passed]
    for one in sentences[:SHOWN]:
        mark = "[red]fail[/]" if one.must_pass else "[yellow]known[/]"
        console.print(
            f"{mark} {escape(one.source)} {escape(repr(one.say))}: wanted {escape(one.score.wanted)}; got {escape(one.score.got)}",
            soft_wrap=True,
        )
    more = max(len(bad) - SHOWN, 0) + max(len(sentences) - SHOWN, 0)
    if more:
        console.print(f"... and {more} more; --json PATH has them all")
    skipped = sorted({result.why for result in chosen(outcome.results, Verdict.SKIPPED)})
    for why in skipped:
        console.print(f"[dim]skipped: {escape(why)}[/]")


def _failure(result: Result) -> Iterable[str]:
    case = result.case
    trial = f", trial {result.trial + 1}" if result.trial else ""
    known = "" if case.must_pass else " (need not pass)"
    yield f"[{COLOURS[result.verdict]}]{result.verdict.value}[/] [bold]{case.name}[/] ({result.layer}{trial}){known} [dim]{case.source}[/]"
    if result.why:
        yield f"  {escape(result.why)}"
    for score in result.missed:
        yield f"  [red]{score.part}[/]: wanted {escape(score.wanted)}"
        yield f"    got {escape(score.got or 'nothing')}"
    for turn in result.record.turns if result.record else ():
        yield f"  [dim]> {escape(turn.said)}[/]"
        yield "  [dim]" + escape(turn.reply).replace("\n", "\n    ") + "[/]"
    yield ""
