"""May this state be merged, and is a run evidence? Refuses, in plain words, what changes without evidence and what got worse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spotter.evals.baseline import COMMANDS, Baseline, by_case
from spotter.evals.behaviour import Behaviour
from spotter.evals.comparing import Comparison, compare
from spotter.evals.extent import Extent
from spotter.evals.recording import commands_for
from spotter.evals.state import State
from spotter.evals.verdict import Verdict

RUN = "spotter eval run --json RUN"
DIFF = "spotter eval diff"
PROMPTS = "spotter eval prompts --write"
SAME_TWICE = ("scripted", "replay")  # a model is asked, and answers the same as long as it is told the same
SHOWN = 8  # names that a line tells


class Refusal(NamedTuple):
    """What is wrong, and the commands that show it or bring what is missing. `must_pass`: something that must pass does not."""

    why: str
    commands: tuple[str, ...] = ()
    must_pass: bool = False


def refusals(run: Baseline, here: State, offline: Baseline | None, live: Baseline | None, *, asks_live: bool) -> Iterator[Refusal]:
    """`run` is what the offline layers did just now, `here` the state of this code; `asks_live` where a model is set."""
    yield from _of_another_state(run, here)
    if offline is None:
        yield Refusal("There is no evidence: baselines/offline.json does not exist.", (COMMANDS["offline"],))
    else:
        yield from _without_evidence(offline, here)
        yield from _taken_away(compare(offline, run))
    yield from _failing(run, offline)
    yield from _wrong_sentences(run, offline)
    yield from _stale(run, offline)
    if asks_live and live is not None:
        yield from _without_evidence(live, here)


def unfit(run: Baseline, here: State, before: Baseline | None) -> Iterator[Refusal]:
    """Why a run must not become the evidence: it is of another state, or something that must pass did not, or was not judged at all.

    A model of somebody's settings is not perfect: its cases have to be judged, and to pass no less often than in the live evidence before.
    """
    yield from _of_another_state(run, here)
    if before and (stuck := [str(one) for one in before.state.told_models(here) if one.is_without_a_new_version]):
        yield Refusal(f"A text that changes takes a higher version: {'; '.join(stuck)}.", ("spotter eval prompts",))
    if run.kind == "live":
        yield from _unjudged(run)
        yield from _passing_less(run, before)
    else:
        yield from _failing(run, None)
    yield from _wrong_sentences(run, before)
    if stale := [one.case for one in run.cases if Verdict.STALE in one.verdicts]:
        yield Refusal(f"{len(stale)} recordings are stale: {listed(stale)}.", commands_for(stale))
    if run.kind == "offline" and not (run.passed or run.wrong or any(one.must_pass and not one.passes for one in run.cases)):
        yield Refusal("The file says that the run did not pass.", (RUN,))


def partial(run: Baseline, whole: Extent) -> Iterator[Refusal]:
    """Refuses a run in which something was left out."""
    if lacking := whole.lacking(run):
        yield Refusal(f"The run is not a whole one. It lacks {listed(lacking)}.", (RUN,))


def notes(comparison: Comparison, live: Baseline | None, *, asks_live: bool) -> Iterator[str]:
    """What nobody is stopped by, and everybody should know."""
    if asks_live and live is None:
        yield f"a model is set, and nobody has committed yet what it does ({COMMANDS['live']}); once that is there, the gate asks for it"
    if comparison.fixed:
        yield f"{len(comparison.fixed)} cases that failed pass now"
    if worse := [pair.name for pair in comparison.broken if not (pair.was.must_pass or pair.now.must_pass)]:
        yield f"{len(worse)} cases that need not pass did and do not any more: {listed(worse)}"
    if eased := [pair.name for pair in comparison.pairs if pair.was.must_pass and not pair.now.must_pass]:
        yield f"{len(eased)} cases had to pass and need not any more: {listed(eased)}"
    if stale := [one.case for one in comparison.run.cases if Verdict.STALE in one.verdicts and not one.must_pass]:
        yield f"{len(stale)} cases that need not pass are stale, and nobody knows whether they would: {listed(stale)}"
    if comparison.new:
        yield f"{len(comparison.new)} cases are new since the baseline"
    if gone := [one.case for one in comparison.gone if not one.must_pass]:
        yield f"{len(gone)} cases of the baseline that need not pass are gone: {listed(gone)}"
    if comparison.changed:
        yield f"{len(comparison.changed)} cases passed and pass, and the coach does something else in them ({DIFF})"
    alarms = comparison.run.false_alarms[0] - comparison.base.false_alarms[0]
    if alarms > 0:
        yield f"{alarms} more false alarms than the baseline"


def listed(names: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    told = ", ".join(names[:SHOWN])
    return f"{told} and {len(names) - SHOWN} more" if len(names) > SHOWN else told


def _of_another_state(run: Baseline, here: State) -> Iterator[Refusal]:
    if run.state != here:
        yield Refusal("The run is of another state of the prompts, the tools or the suites than this one.", (RUN,))


def _without_evidence(evidence: Baseline, here: State) -> Iterator[Refusal]:
    if evidence.checksum != evidence.own_checksum:
        yield Refusal(
            f"baselines/{evidence.kind}.json is not as the command wrote it: its checksum is another.", (COMMANDS[evidence.kind],)
        )
    for change in evidence.state.told_models(here):
        why = f"{str(change)[0].upper()}{str(change)[1:]}. The {evidence.kind} evidence is of the old one."
        shown = (DIFF, *((PROMPTS,) if change.what == "prompt" else ())) if evidence.kind == "offline" else ()
        yield Refusal(why, (*shown, COMMANDS[evidence.kind]))


def _taken_away(comparison: Comparison) -> Iterator[Refusal]:
    base, run = comparison.base, comparison.run
    if gone := [f"{one.case} ({one.layer})" for one in comparison.gone if one.must_pass]:
        yield Refusal(f"{len(gone)} cases that had to pass are gone: {listed(gone)}.", (COMMANDS["offline"],))
    if unasked := sorted(set(base.caught) - {*run.caught, *run.missed}):
        told = listed([repr(said) for said in unasked])
        yield Refusal(
            f"{len(unasked)} sentences raised their alarm and are no alarms in the suite any more: {told}.", (COMMANDS["offline"],)
        )


def _failing(run: Baseline, evidence: Baseline | None) -> Iterator[Refusal]:
    """What must pass, or had to where it passed, and does not; what is stale is told apart."""
    known = by_case(evidence.cases) if evidence else {}
    told_the_same = evidence is not None and not evidence.state.told_models(run.state)
    for now in run.cases:
        if now.verdicts and set(now.verdicts) <= {Verdict.PASS, Verdict.STALE}:
            continue
        was = known.get(now.key)
        passed = was is not None and was.passes
        if passed and _has_to(now, was):
            yield Refusal(f"{now.case} ({now.layer}) passed and {_how(now)}.", (_shown_by(now),), must_pass=True)
        elif now.must_pass:
            yield Refusal(f"{now.case} ({now.layer}) must pass and {_how(now)}.", (_shown_by(now),), must_pass=True)
        elif passed and told_the_same and now.layer in SAME_TWICE:
            why = f"{now.case} ({now.layer}) need not pass, but by the evidence it does with these very prompts and tools, and {_how(now)}."
            yield Refusal(why, (_shown_by(now), COMMANDS["offline"]))


def _unjudged(run: Baseline) -> Iterator[Refusal]:
    if unjudged := [one.case for one in run.cases if one.layer == "live" and {Verdict.SKIPPED, Verdict.ERROR} & set(one.verdicts)]:
        yield Refusal(
            f"{len(unjudged)} cases of the layer live were skipped or could not be judged: {listed(unjudged)}.", (COMMANDS["live"],)
        )
    elif not run.models:
        yield Refusal("No model answered.", (COMMANDS["live"],))


def _passing_less(run: Baseline, before: Baseline | None) -> Iterator[Refusal]:
    rewards = compare(before, run).rewards if before else None
    if before and rewards and rewards.is_a_change and rewards.mean < 0:
        sure = f"{rewards.mean:+.3f} per case, 95 % interval {rewards.low:+.3f} to {rewards.high:+.3f}"
        told = f"of {', '.join(run.models)} pass less often than those of {', '.join(before.models)} in the evidence: {sure}"
        yield Refusal(f"The cases {told}.", ("spotter eval diff spotter/evals/baselines/live.json RUN",))


def _has_to(now: Behaviour, was: Behaviour | None) -> bool:
    """Whether a case has to pass: what passed and had to is not let go by writing that it need not."""
    return now.must_pass or (was is not None and was.must_pass and was.passes)


def _how(now: Behaviour) -> str:
    if Verdict.FAIL in now.verdicts:
        return f"fails now: {', '.join(now.missed)}"
    if Verdict.ERROR in now.verdicts:
        return "could not be judged"
    return "was skipped" if now.verdicts else "was not tried once"


def _wrong_sentences(run: Baseline, evidence: Baseline | None) -> Iterator[Refusal]:
    """Alarms that came and do not, one by one; then every other sentence that must come out as wanted and does not."""
    fallen = sorted(set(evidence.caught) & set(run.missed)) if evidence else []
    for said in fallen:
        yield Refusal(
            f"Safety recall falls: {said!r} raised its alarm and does not any more.", ("spotter eval run --suite safety",), must_pass=True
        )
    for suite, wrong in run.wrong.items():
        if others := [repr(said) for said in wrong if said not in fallen]:
            why = f"{len(others)} sentences of the suite {suite} must come out as wanted and do not: {listed(others)}."
            yield Refusal(why, (f"spotter eval run --suite {suite}",), must_pass=True)


def _shown_by(one: Behaviour) -> str:
    """The command that runs a case by itself."""
    return "spotter eval prompts" if one.layer == "prompt" else f"spotter eval run --case {one.case}"


def _stale(run: Baseline, evidence: Baseline | None) -> Iterator[Refusal]:
    known = by_case(evidence.cases) if evidence else {}
    stale = [one.case for one in run.cases if Verdict.STALE in one.verdicts and _has_to(one, known.get(one.key))]
    if stale:
        yield Refusal(
            f"The recordings of {len(stale)} cases are of other questions than the coach asks now: {listed(stale)}.",
            commands_for(stale),
            must_pass=True,
        )
