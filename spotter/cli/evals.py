"""`spotter eval ...`: the cases that the coach is judged by."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

evals = typer.Typer(help="Run the cases that the coach is judged by, and compare what it did (docs/evals.md).", no_args_is_help=True)

Suites = Annotated[
    list[str] | None, typer.Option("--suite", help="Only this suite (again for more): a folder of evals/suites, or contract.")
]
Cases = Annotated[list[str] | None, typer.Option("--case", help="Only this case (again for more): suite/id, or its id alone.")]
JsonFile = Annotated[Path | None, typer.Option("--json", help="Write everything to this file.")]
JunitFile = Annotated[Path | None, typer.Option("--junit", help="Write the verdicts to this file, as JUnit XML.")]
HtmlFile = Annotated[Path | None, typer.Option("--html", help="Write a page for a browser to this file (spotter eval report).")]
RunFile = Annotated[Path | None, typer.Argument(help="A file of `eval run --json`; run now when left out.")]


@evals.command("run")
def run_evals(  # noqa: PLR0913, PLR0917  an option each
    suite: Suites = None,
    case: Cases = None,
    layer: Annotated[
        list[str] | None,
        typer.Option(help="Only this layer (again for more): code, prompt, scripted, replay or live; all but live if none is named."),
    ] = None,
    trials: Annotated[int | None, typer.Option(min=1, help="So many trials of each case instead of its own number.")] = None,
    judge: Annotated[bool, typer.Option("--judge", help="Let the model of your settings mark talks that have a judge.")] = False,
    json: JsonFile = None,
    junit: JunitFile = None,
    html: HtmlFile = None,
) -> None:
    """Run cases and tell what failed; the exit code is 1 where something that must pass did not."""
    _start_ahead(case)
    from spotter.cli.evaluating import Choice, Files, evaluate

    if not evaluate(Choice(suite or (), case or (), layer or (), trials, judge), Files(json, junit, html)):
        raise typer.Exit(1)


@evals.command("record")
def record_cases(
    suite: Suites = None,
    case: Cases = None,
    double: Annotated[bool, typer.Option("--double", help="Ask the double that ships instead of the model of the settings.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Also what is fresh, and what another model answered before.")] = False,
) -> None:
    """Ask a model what the coach asks it in the cases of the layer replay, where no recording answers it, and keep the answers."""
    from spotter.cli.evaluating import Choice
    from spotter.cli.recording import record

    if not record(Choice(suite or (), case or ()), double=double, force=force):
        raise typer.Exit(1)


@evals.command("replay")
def replay_cases(suite: Suites = None, case: Cases = None, json: JsonFile = None, junit: JunitFile = None) -> None:
    """Run the cases that are recorded against their recordings. What they do not answer is stale, which is neither pass nor fail."""
    _start_ahead(case)
    from spotter.cli.evaluating import Choice, Files, evaluate

    if not evaluate(Choice(suite or (), case or (), ["replay"]), Files(json, junit)):
        raise typer.Exit(1)


@evals.command("report")
def report_evals(
    run: RunFile = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="The file that is written.")] = Path("evals.html"),
    base: Annotated[Path | None, typer.Option(help="What to compare with: a run or a baseline; the committed one when left out.")] = None,
) -> None:
    """Write a run as one page for a browser: figures, what is otherwise than in the baseline, each conversation that failed."""
    if run is None:
        _start_ahead(None)
    from spotter.cli.reporting import report

    report(run, output, base)


@evals.command("diff")
def diff_evals(
    base: Annotated[Path | None, typer.Argument(help="What to compare with: a run or a baseline; the committed one when left out.")] = None,
    run: RunFile = None,
    suite: Suites = None,
) -> None:
    """Compare two runs case by case: fixed, broken, and where the coach does something else."""
    if run is None:
        _start_ahead(None)
    from spotter.cli.comparing import show_difference

    show_difference(base, run, suite or ())


@evals.command("gate")
def gate_evals(run: RunFile = None) -> None:
    """Refuse (exit code 1) prompts and tools that changed without evidence, and cases and safety that got worse."""
    if run is None:
        _start_ahead(None)
    from spotter.cli.comparing import may_pass

    if not may_pass(run):
        raise typer.Exit(1)


@evals.command("baseline")
def write_baseline(
    live: Annotated[bool, typer.Option("--live", help="Ask the model of the settings: the live layer.")] = False,
    run: RunFile = None,
) -> None:
    """Run everything and write what the coach does now as the evidence, to be committed. Refused where something must pass and does not."""
    if run is None:
        _start_ahead(None)
    from spotter.cli.comparing import renew_baseline

    if not renew_baseline(run, live=live):
        raise typer.Exit(1)


@evals.command("mutate")
def mutate_coach(
    mutant: Annotated[list[str] | None, typer.Option(help="Only this mutant (again for more).")] = None,
    reruns: Annotated[int, typer.Option(min=0, help="Run the whole coach so often too, and count what fails.")] = 0,
    json: JsonFile = None,
) -> None:
    """Break the coach in many ways and tell which case notices; the exit code is 1 where more than one in twenty goes unnoticed."""
    from spotter.cli.mutating import mutate

    if not mutate(mutant or (), reruns, json):
        raise typer.Exit(1)


@evals.command("prompts")
def prompt_contract(
    write: Annotated[bool, typer.Option("--write", help="Renew the snapshots and lock new versions, to be committed.")] = False,
) -> None:
    """Check the texts of prompts and the tools' schemas against what is committed; the exit code is 1 where they differ."""
    from spotter.cli.evaluating import check_prompts

    if not check_prompts(write=write):
        raise typer.Exit(1)


@evals.command("simulate")
def simulate_trainees(
    persona: Annotated[list[str] | None, typer.Option(help="Only this trainee (again for more); all of them if none is named.")] = None,
    weeks: Annotated[int, typer.Option(min=1, max=52, help="How many weeks they live.")] = 12,
    seed: Annotated[int, typer.Option(help="The same seed is the same life, as long as the coach answers the same.")] = 0,
    voiced: Annotated[bool, typer.Option(help="Let the model of your settings word what they say.")] = False,
    json: JsonFile = None,
) -> None:
    """Let trainees live some weeks with the coach and hold its log against what they did and said; the exit code is 1 where it differs."""
    from spotter.cli.simulating import simulate_trainees as simulate

    if not simulate(persona or (), weeks, seed, voiced=voiced, path=json):
        raise typer.Exit(1)


def _start_ahead(cases: list[str] | None) -> None:
    """Many cases: the coach is loaded in another process while this one reads them."""
    from spotter.evals.crew import start_ahead

    if not cases:
        start_ahead()
