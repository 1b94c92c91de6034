"""`spotter eval mutate`: coaches that are broken on purpose, and which case notices each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from rich.console import Console
from rich.markup import escape

from spotter.cli.progress import say, steps
from spotter.cli.writing import check_writable, write_json
from spotter.errors import ConfigError
from spotter.evals.mutants.catalogue import MUTANTS
from spotter.evals.mutants.hunt import Hunt, hunt, passing, rerun, whole_jobs
from spotter.evals.mutants.trial import Trial
from spotter.evals.suggestions import suggestion

WANTED = 0.95  # of the mutants that the suites have to notice


def mutate(names: Sequence[str], reruns: int, path: Path | None) -> bool:
    """Try the mutants and tell; False where too many survive or the whole coach was accused."""
    for name in names:
        if name not in MUTANTS:
            raise ConfigError(f"There is no mutant {name}; {suggestion(name, MUTANTS)}")
    check_writable(path)
    console = Console(highlight=False)
    began = perf_counter()
    wanted = list(dict.fromkeys(names)) or list(MUTANTS)
    trials = len(whole_jobs()) * (1 + reruns)
    say(console, f"first the whole coach in {trials} trials, then mutants ({len(wanted)}); all of them take about ten minutes")
    with steps(console, "the whole coach", trials) as step:
        passed = passing(lambda _: step(""))
        alarms = list(rerun(reruns, passed, lambda _: step("")))
    with steps(console, "mutants", len(wanted)) as step:

        def told(trial: Trial) -> None:
            step(trial.mutant)
            console.print(_line(trial), soft_wrap=True)

        found_of = Hunt(tuple(hunt(wanted, passed, told)), tuple(alarms))
    _tell(found_of, len(passed), perf_counter() - began, console)
    if path is not None:
        write_json(found_of.as_json(), path)
    return found_of.kill_rate >= WANTED and not any(alarms)


def _line(trial: Trial) -> str:
    about = f"[bold]{trial.mutant}[/] [dim]{escape(MUTANTS[trial.mutant].about)}[/]"
    if trial.kill is None:
        why = "its broken part was never called" if not trial.reached else f"called {trial.reached} times, and nothing failed"
        return f"[red]alive[/]  {about}: {why} in {trial.tried}"
    return f"[green]killed[/] {about}: {escape(trial.kill['by'])} [dim]{escape(trial.kill['part'])}[/]"


def _tell(found: Hunt, passed: int, seconds: float, console: Console) -> None:
    killed = len(found.trials) - len(found.survivors)
    console.print(f"{killed} of {len(found.trials)} mutants killed ({found.kill_rate:.0%}) by {passed} cases and sentences that pass")
    if found.reruns:
        alarms = [name for names in found.reruns for name in names]
        console.print(f"{len(alarms)} false alarms in {len(found.reruns)} reruns of the whole coach")
        for name in sorted(set(alarms)):
            console.print(f"  [red]{escape(name)}[/] {alarms.count(name)} times", soft_wrap=True)
    console.print(f"[dim]{seconds:.0f} s[/]")
