"""What a whole run came to: results by suite, the figures that every run prints, and all of it as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from statistics import fmean, median
from typing import Any, NamedTuple

from spotter.evals.case import Case
from spotter.evals.judging.judge import Judgement
from spotter.evals.scenes import told_turns
from spotter.evals.sentences import SafetyFigures, SentenceResult, safety_figures
from spotter.evals.state import state_here
from spotter.evals.verdict import Result, Score, Verdict, pass_k

BAD = (Verdict.FAIL, Verdict.ERROR, Verdict.STALE)
OF_THE_COACH = (Verdict.PASS, Verdict.FAIL)


class Marks(NamedTuple):
    """Of the talks of a rubric: the mean of their marks, the mean and the widest spread within one. `undecided` and `skipped` have none."""

    talks: int
    mark: float | None
    spread: float | None
    widest: int
    undecided: int
    skipped: int

    @classmethod
    def of(cls, judgements: Sequence[Judgement]) -> Marks:
        marked = [one for one in judgements if one.mark is not None]
        skipped = sum(bool(one.skipped) for one in judgements)
        mark = round(fmean(one.mark or 0 for one in marked), 2) if marked else None
        spread = round(fmean(one.spread for one in marked), 2) if marked else None
        widest = max((one.spread for one in marked), default=0)
        return cls(len(marked), mark, spread, widest, len(judgements) - len(marked) - skipped, skipped)

    def __str__(self) -> str:
        told = f"{self.mark:g} of 5 in {self.talks} talks, spread {self.spread:g} (at most {self.widest})" if self.mark else "no marks"
        told += f", {self.undecided} without a verdict" if self.undecided else ""
        return told + (f", {self.skipped} not judged" if self.skipped else "")


class Spent(NamedTuple):
    """What cases cost: means per case, and milliseconds per turn."""

    cases: int
    model_calls: float
    input_tokens: float
    output_tokens: float
    cost_usd: float
    median_ms: float
    p95_ms: float

    @classmethod
    def of(cls, results: Sequence[Result]) -> Spent:
        """Of results that have records with a turn."""
        turns = [turn for result in results if result.record for turn in result.record.turns]
        ms = sorted(turn.ms for turn in turns)
        return cls(
            cases=len(results),
            model_calls=sum(len(turn.model_calls) for turn in turns) / len(results),
            input_tokens=sum(turn.input_tokens for turn in turns) / len(results),
            output_tokens=sum(turn.output_tokens for turn in turns) / len(results),
            cost_usd=sum(turn.cost_usd for turn in turns) / len(results),
            median_ms=median(ms),
            p95_ms=ms[int(0.95 * (len(ms) - 1))],
        )

    def __str__(self) -> str:
        tokens = f"{self.input_tokens:.0f} tokens in, {self.output_tokens:.0f} out"
        each = f"{self.model_calls:.1f} model calls, {tokens}, ${self.cost_usd:.5f} a case"
        return f"{each}; {self.median_ms:.0f} ms a turn (median), {self.p95_ms:.0f} ms (95 %), over {self.cases} trials"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Cases in the order of their suites, sentences of the grammar and of safety, and how long it all took."""

    results: tuple[Result, ...]
    grammar: tuple[SentenceResult, ...]
    safety: tuple[SentenceResult, ...]
    seconds: float

    @property
    def blocking(self) -> list[Result]:
        """What must pass and did not. What is stale did neither, and nobody knows whether it would."""
        return [result for result in self.results if result.case.must_pass and result.verdict in BAD]

    @property
    def blocking_sentences(self) -> list[SentenceResult]:
        return [one for one in (*self.grammar, *self.safety) if one.must_pass and not one.score.passed]

    @property
    def passed(self) -> bool:
        return not (self.blocking or self.blocking_sentences or self.is_skipped)

    @property
    def is_skipped(self) -> bool:
        """Whether nothing could be judged: no case of those there were could be had here, or nothing was there at all."""
        if self.results:
            return all(result.verdict is Verdict.SKIPPED for result in self.results)
        return not (self.grammar or self.safety)

    @property
    def judged_results(self) -> list[Result]:
        """Those that the coach passed or failed: the others say nothing of it."""
        return chosen(self.results, *OF_THE_COACH)

    @property
    def routing(self) -> tuple[int, int]:
        """In how many of the routes that were wanted exactly those agents answered."""
        routes = [score for result in self.judged_results for score in result.scores if _is_route(score)]
        return sum(score.passed for score in routes), len(routes)

    @property
    def safety_figures(self) -> SafetyFigures:
        return safety_figures(self.safety)

    def judged(self) -> dict[str, Marks]:
        """By rubric what a judge gave the talks that it could be asked about."""
        found: dict[str, list[Judgement]] = {}
        for result in self.results:
            for one in result.judgements:
                found.setdefault(one.rubric, []).append(one)
        return {rubric: Marks.of(judgements) for rubric, judgements in sorted(found.items())}

    def spent(self) -> dict[str, Spent]:
        """By layer what the cases cost in which a model was asked."""
        found: dict[str, list[Result]] = {}
        for result in self.judged_results:
            if result.record and any(turn.model_calls for turn in result.record.turns):
                found.setdefault(result.layer, []).append(result)
        return {layer: Spent.of(results) for layer, results in sorted(found.items())}

    def pass_k(self) -> dict[int, float]:
        """pass^1 to pass^4 where there were as many trials."""
        found = {k: pass_k(self.results, k) for k in (1, 2, 3, 4)}
        return {k: value for k, value in found.items() if value is not None}

    def as_json(self) -> dict[str, Any]:
        """Everything, for other programs: what is looked at later is here."""
        right, routes = self.routing
        told = {
            "state": state_here().model_dump(),
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "passed": self.passed,
            "seconds": round(self.seconds, 2),
            "routing": {"exact": right, "of": routes},
            "safety": asdict(self.safety_figures),
            "pass_k": self.pass_k(),
            "spent": {layer: spent._asdict() for layer, spent in self.spent().items()},
            "judge": {rubric: marks._asdict() for rubric, marks in self.judged().items()},
            "cases": [_result(result) for result in self.results],
            "sentences": [asdict(one) for one in (*self.grammar, *self.safety)],
        }
        plain: dict[str, Any] = json.loads(json.dumps(told, default=str))
        return plain


def _is_route(score: Score) -> bool:
    return score.part.rpartition(": ")[2] == "route"


def _result(result: Result) -> dict[str, Any]:
    case = result.case
    return {
        "name": case.name,
        "about": case.about,
        "case": _told(case),
        "source": case.source,
        "tags": list(case.tags),
        "must_pass": case.must_pass,
        "layer": result.layer,
        "trial": result.trial,
        "verdict": result.verdict.value,
        "reward": result.reward,
        "why": result.why,
        "ms": result.ms,
        "scores": [asdict(score) for score in result.scores],
        "judgements": [asdict(one) | {"mark": one.mark, "spread": one.spread, "told": str(one)} for one in result.judgements],
        "record": None if result.record is None else asdict(result.record),
        "told_turns": told_turns(result),
    }


def _told(case: Case) -> dict[str, Any]:
    """What a reader needs of a case: who, when, what was before, what was expected; fields as they are by default are left out."""
    told = case.model_dump(mode="json", exclude_defaults=True, include={"clock", "person", "world", "before", "expect"})
    expects = [turn.expect.model_dump(mode="json", exclude_defaults=True) for turn in case.turns]
    return told | ({"turns": expects} if any(expects) else {})


def chosen(results: Sequence[Result], *verdicts: Verdict) -> list[Result]:
    """The results with one of these verdicts."""
    return [result for result in results if result.verdict in verdicts]
