"""A run in words: what failed with the talk around it, a table of suites and layers, and the figures of every run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from spotter.evals.loading import SAFETY, SENTENCES
from spotter.evals.outcome import Outcome, chosen
from spotter.evals.recording import commands_for
from spotter.evals.scenes import told_turns
from spotter.evals.sentences import SentenceResult
from spotter.evals.verdict import Result, Verdict

SHOWN = 20  # failures that are told in full
KNOWN = "known weakness"  # it fails, and need not pass
COLUMNS = {
    Verdict.PASS.value: "green",
    Verdict.FAIL.value: "red",
    KNOWN: "yellow",
    Verdict.ERROR.value: "red",
    Verdict.STALE.value: "yellow",
    Verdict.SKIPPED.value: "dim",
}


def tell(outcome: Outcome, console: Console, *, is_whole: bool) -> None:
    """Tell a run. Of a whole one known weaknesses are only counted."""
    known = _tell_failures(outcome, console, is_whole=is_whole)
    console.print(_table(outcome))
    if known and is_whole:
        told = f"{known} {_plural(KNOWN, known)}: what fails and need not pass; --suite NAME tells those of a suite, --html PATH all"
        console.print(f"[dim]{told}[/]", soft_wrap=True)
    if stale := sorted({result.case.name for result in chosen(outcome.results, Verdict.STALE)}):
        commands = " and ".join(commands_for(stale))
        told = f"{len(stale)} stale: the coach asks what their recordings do not answer; record them anew: {commands}"
        console.print(f"[yellow]{told}[/]", soft_wrap=True)
    right, routes = outcome.routing
    safety = str(outcome.safety_figures) if outcome.safety else "safety not asked for (--suite safety)"
    console.print(f"routing exact-set accuracy {right}/{routes}; {safety}", soft_wrap=True)
    for layer, spent in outcome.spent().items():
        console.print(f"{layer}: {spent}", soft_wrap=True)
    if shares := outcome.pass_k():
        console.print("; ".join(f"pass^{k} {share:.3f}" for k, share in shares.items()))
    _tell_judge(outcome, console)
    console.print(_end(outcome), soft_wrap=True)


def kind_of(one: Result | SentenceResult) -> str:
    """How a trial or a sentence ended, with a known weakness told from a failure."""
    if isinstance(one, Result):
        return KNOWN if one.is_known_weakness else one.verdict.value
    if one.score.passed:
        return Verdict.PASS.value
    return Verdict.FAIL.value if one.must_pass else KNOWN


def failure(result: Result) -> Iterator[str]:
    """A trial that did not pass: each part that was missed, and the talk, of a long one around where it went wrong."""
    case, kind = result.case, kind_of(result)
    trial = f", trial {result.trial + 1}" if result.trial else ""
    eased = "" if case.must_pass or kind == KNOWN else " (need not pass)"
    yield f"[{COLUMNS[kind]}]{kind}[/] [bold]{case.name}[/] ({result.layer}{trial}){eased} [dim]{case.source}[/]"
    if result.why:
        yield f"  {escape(result.why)}"
    for score in result.missed:
        yield f"  [red]{score.part}[/]: wanted {escape(score.wanted)}"
        yield f"    got {escape(score.got or 'nothing')}"
    yield from _talk(result)
    yield ""


def _talk(result: Result) -> Iterator[str]:
    turns = result.record.turns if result.record else ()
    last = -1
    for number in told_turns(result):
        if number > last + 1:
            yield f"  [dim]... {_turns(number - last - 1)}[/]"
        mark = f"{number + 1}. " if len(turns) > 1 else ""
        for sign, text in ((f"> {mark}", turns[number].said), ("", turns[number].reply)):
            yield f"  [dim]{sign}" + escape(text).replace("\n", "\n    ") + "[/]"
        last = number
    if turns and last + 1 < len(turns):
        yield f"  [dim]... {_turns(len(turns) - last - 1)} more; --html PATH has the whole talk[/]"


def _turns(number: int) -> str:
    return f"{number} turn{'s' if number > 1 else ''}"


def _tell_failures(outcome: Outcome, console: Console, *, is_whole: bool) -> int:
    """Tell what failed, what must pass first; returns how many known weaknesses there are."""
    bad = chosen(outcome.results, Verdict.FAIL, Verdict.ERROR, Verdict.STALE)
    sentences = [one for one in (*outcome.grammar, *outcome.safety) if not one.score.passed]
    known = [*map(kind_of, bad), *map(kind_of, sentences)].count(KNOWN)
    if is_whole:
        bad = [one for one in bad if kind_of(one) != KNOWN]
        sentences = [one for one in sentences if kind_of(one) != KNOWN]
    bad.sort(key=lambda one: not one.case.must_pass)
    sentences.sort(key=lambda one: not one.must_pass)
    for result in bad[:SHOWN]:
        console.print("\n".join(failure(result)), soft_wrap=True)
    for one in sentences[:SHOWN]:
        console.print(_sentence(one), soft_wrap=True)
    more = max(len(bad) - SHOWN, 0) + max(len(sentences) - SHOWN, 0)
    if more:
        console.print(f"... and {more} more; --html PATH or --json PATH has them all")
    for why in sorted({result.why for result in chosen(outcome.results, Verdict.SKIPPED)}):
        console.print(f"[dim]skipped: {escape(why)}[/]", soft_wrap=True)
    return known


def _sentence(one: SentenceResult) -> str:
    kind, score = kind_of(one), one.score
    told = f"{escape(repr(one.say))}: wanted {escape(score.wanted)}; got {escape(score.got)}"
    return f"[{COLUMNS[kind]}]{kind}[/] {told} [dim]{escape(one.source)}[/]"


def _table(outcome: Outcome) -> Table:
    rows: dict[tuple[str, str], Counter[str]] = {}
    for result in outcome.results:
        rows.setdefault((result.case.suite, result.layer), Counter())[kind_of(result)] += 1
    rows = dict(sorted(rows.items()))
    for suite, sentences in ((SENTENCES, outcome.grammar), (SAFETY, outcome.safety)):
        if sentences:
            rows[suite, "code"] = Counter(map(kind_of, sentences))
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in ("suite", "layer"):
        table.add_column(heading)
    for heading in COLUMNS:
        table.add_column(heading, justify="right", no_wrap=True)
    for (suite, layer), kinds in rows.items():
        cells = (f"[{tint}]{kinds[kind]}[/]" if kinds[kind] else "[dim]-[/]" for kind, tint in COLUMNS.items())
        table.add_row(suite, layer, *cells)
    return table


def _end(outcome: Outcome) -> str:
    """The last line: whether it passed, what did not, and how long it took."""
    end = "[green]passed[/]"
    blocking = len(outcome.blocking) + len(outcome.blocking_sentences)
    if blocking:
        end = f"[red]{blocking} that must pass did not[/]"
    elif outcome.is_skipped:
        end = "[red]nothing could be judged[/]"
    return f"{end}{_counted(outcome)} in {outcome.seconds:.1f} s"


def _counted(outcome: Outcome) -> str:
    every: Sequence[Result | SentenceResult] = (*outcome.results, *outcome.grammar, *outcome.safety)
    kinds = Counter(map(kind_of, every))
    told = [f"{kinds[kind]} {_plural(kind, kinds[kind])}" for kind in COLUMNS if kinds[kind]]
    return f" ({', '.join(told)})" if told else ""


def _plural(kind: str, number: int) -> str:
    one, many = {
        Verdict.PASS.value: ("passed", "passed"),
        Verdict.FAIL.value: ("failed", "failed"),
        KNOWN: (KNOWN, "known weaknesses"),
        Verdict.ERROR.value: ("error", "errors"),
    }.get(kind, (kind, kind))
    return one if number == 1 else many


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
