"""`spotter eval diff`, `gate` and `baseline`: two runs side by side, and what may be merged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from spotter.cli.evaluating import Choice, run_chosen
from spotter.cli.progress import say
from spotter.cli.telling import tell
from spotter.errors import ConfigError
from spotter.evals.baseline import Baseline, baseline_of, load_baseline, load_run, write_baseline
from spotter.evals.comparing import Comparison, Difference, Pair, compare
from spotter.evals.extent import LIVE_TRIALS, whole_run
from spotter.evals.gate import Refusal, notes, partial, refusals, unfit
from spotter.evals.state import state_here
from spotter.evals.verdict import Verdict
from spotter.settings import load_settings

SHOWN = 30  # cases that are told in full
SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")  # between two


def show_difference(base: Path | None, run: Path | None, suites: Sequence[str]) -> None:
    """Tell what is otherwise in a run."""
    console = Console(highlight=False)
    before = load_run(base) if base else load_baseline("offline")
    if before is None:
        raise ConfigError("There is nothing to compare with: baselines/offline.json does not exist. Make it: spotter eval baseline")
    if run is None:
        say(console, f"comparing {base or 'the committed evidence'} with the coach as it is now")
    now = load_run(run) if run else baseline_of(run_chosen(Choice(suites), console).as_json())
    _tell(compare(before.of(suites), now.of(suites)), console)


def may_pass(run: Path | None) -> bool:
    """Tell what stands against this state; False where something does."""
    console = Console(highlight=False)
    now = load_run(run) if run else _fresh(console)
    offline, live = load_baseline("offline"), load_baseline("live")
    asks_live = load_settings().llm.is_on
    found = [*partial(now, whole_run("offline")), *refusals(now, state_here(), offline, live, asks_live=asks_live)]
    if offline is not None:
        for note in notes(compare(offline, now), live, asks_live=asks_live):
            console.print(f"[dim]note: {escape(note)}[/]", soft_wrap=True)
    if not found:
        console.print("[green]the gate is open[/]")
        return True
    _tell_refusals(found, "the gate is shut", console)
    return False


def renew_baseline(run: Path | None, *, live: bool) -> bool:
    """Write the evidence of this state; False, and nothing written, where the run did not pass."""
    console = Console(highlight=False)
    if run is not None:
        now = load_run(run)
    else:
        outcome = run_chosen(Choice(layers=["live"], trials=LIVE_TRIALS) if live else Choice(), console)
        tell(outcome, console, is_whole=True)
        now = baseline_of(outcome.as_json())
    before = load_baseline(now.kind)
    found = [*partial(now, whole_run(now.kind)), *unfit(now, state_here(), before)]
    if found:
        _tell_refusals(found, "nothing written", console)
        return False
    if before is not None:
        _tell(compare(before, now), console)
    of = f" of {', '.join(now.models)}, {LIVE_TRIALS} trials of each case or more" if now.models else ""
    console.print(f"written: {write_baseline(now)}{of}; commit it with the change", soft_wrap=True)
    return True


def _tell_refusals(found: Sequence[Refusal], end: str, console: Console) -> None:
    """One list, last of all: what is refused, whether it has to pass, and what to type."""
    console.print("\nrefused:")
    for number, one in enumerate(found, start=1):
        mark = " [red]must pass:[/]" if one.must_pass else ""
        console.print(f"{number:>3}.{mark} {escape(one.why)}", soft_wrap=True)
        for command in one.commands:
            console.print(f"       {escape(command)}", soft_wrap=True)
    must = sum(one.must_pass for one in found)
    told = f"{len(found)} refusal{'s' if len(found) > 1 else ''}" + (f", {must} of what must pass" if must else "")
    console.print(f"[red]{end}: {told}[/]")


def _fresh(console: Console) -> Baseline:
    outcome = run_chosen(Choice(), console)
    tell(outcome, console, is_whole=True)
    return baseline_of(outcome.as_json())


def _tell(found: Comparison, console: Console) -> None:
    for line in _lines(found):
        console.print(line, soft_wrap=True)


def _lines(found: Comparison) -> Iterator[str]:
    changes = found.base.state.told_models(found.run.state)
    yield from (f"[bold]{escape(str(change))}[/]" for change in changes)
    if not changes:
        yield "[dim]prompts and tools are the same[/]"
    if found.base.models and found.base.models != found.run.models:
        yield f"models: {escape(', '.join(found.base.models))} before, {escape(', '.join(found.run.models)) or 'none'} now"
    for label, colour, pairs in (("broken", "red", found.broken), ("fixed", "green", found.fixed), ("changed", "yellow", found.changed)):
        told = [pair for pair in pairs if label != "changed" or not pair.is_wordless]
        for pair in told[:SHOWN]:
            yield ""
            yield from _pair(label, colour, pair)
        if len(told) > SHOWN:
            yield f"... and {len(told) - SHOWN} more {label}"
        if wordless := len(pairs) - len(told):
            yield f"... and {wordless} {label} without a model: a baseline keeps no words of these (compare two files of eval run --json)"
    yield ""
    yield from _figures(found)


def _pair(label: str, colour: str, pair: Pair) -> Iterator[str]:
    missed = f": {', '.join(pair.now.missed)}" if pair.now.missed else ""
    yield f"[{colour}]{label}[/] [bold]{escape(pair.name)}[/]{escape(missed)}"
    for difference in () if pair.is_wordless else pair.differences:
        yield f"  [dim]{difference.part}[/]"
        sides = _sentences(difference) if difference.part == "replies" else None
        gone, new = sides or (difference.gone, difference.new)
        for sign, tint, texts in (("-", "red", gone), ("+", "green", new)):
            for one in texts:
                yield f"    [{tint}]{sign} {escape(one)}[/]"
        if not (gone or new):
            yield f"    the same in another order or number: {len(difference.was)} before, {len(difference.now)} now"


def _sentences(difference: Difference) -> tuple[list[str], list[str]] | None:
    """The sentences that are gone and those that are new, reply by reply; None where there are more or fewer replies than before."""
    if len(difference.was) != len(difference.now):
        return None
    gone: list[str] = []
    new: list[str] = []
    for was, now in zip(difference.was, difference.now, strict=True):
        before, after = SENTENCE.split(was), SENTENCE.split(now)
        gone += [one for one in before if one not in after]
        new += [one for one in after if one not in before]
    return gone, new


def _figures(found: Comparison) -> Iterator[str]:
    yield (
        f"{len(found.pairs)} cases in both: {len(found.broken)} broken, {len(found.fixed)} fixed, {len(found.changed)} changed, "
        f"{len(found.same)} the same, {len(found.unjudged)} not judged; {len(found.new)} new, {len(found.gone)} gone"
    )
    yield from (f"[yellow]{escape(one)}[/]" for one in found.unlike())
    if stale := sum(Verdict.STALE in one.verdicts for one in found.run.cases):
        yield f"{stale} stale: their recordings do not answer what the coach asks now"
    if found.broken or found.fixed:
        yield f"fixed against broken: p = {found.chance:.3f} (exact sign test)"
    for name, (mean, low, high) in ((name, interval) for name, interval in found.intervals() if interval.mean):
        yield f"{name} per case: {mean:+.4g} (95 % bootstrap interval {low:+.4g} to {high:+.4g})"
    for figure, was, now in found.figures():
        yield f"{figure} {_of(was)} before, {_of(now)} now"


def _of(pair: tuple[int, int]) -> str:
    return f"{pair[0]}/{pair[1]}"
