"""What became of a case in a layer. The five verdicts are never averaged into one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import comb, prod
from typing import TYPE_CHECKING

from spotter.evals.case import Case, Layer
from spotter.evals.record import Record

if TYPE_CHECKING:  # a judgement is told as a score, which is defined here
    from spotter.evals.judging.judge import Judgement


class Verdict(StrEnum):
    """PASS and FAIL are of the coach. ERROR: the case could not be run or judged. STALE: its recording is of other words than the coach
    says now. SKIPPED: this layer cannot be had here (no endpoint)."""

    PASS = "pass"  # noqa: S105
    FAIL = "fail"
    ERROR = "error"
    STALE = "stale"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Score:
    """One named part of a judgement: what was wanted and what was there."""

    part: str
    passed: bool
    wanted: str = ""
    got: str = ""

    @property
    def value(self) -> float:
        return float(self.passed)


@dataclass(frozen=True, slots=True)
class Result:
    """One trial of a case in a layer. `why` says what went wrong where the verdict is not of the coach, `judgements` what a judge said."""

    case: Case
    layer: Layer
    trial: int
    verdict: Verdict
    scores: tuple[Score, ...] = ()
    record: Record | None = None
    why: str = ""
    ms: float = 0.0
    judgements: tuple[Judgement, ...] = ()

    @property
    def reward(self) -> float:
        """The product of the parts, as tau2-bench has it: one part missed is a case missed."""
        return prod(score.value for score in self.scores)

    @property
    def is_known_weakness(self) -> bool:
        """Whether it fails and need not pass. An error is a mistake of the case or of the harness, and no weakness of the coach."""
        return self.verdict is Verdict.FAIL and not self.case.must_pass

    @property
    def missed(self) -> tuple[Score, ...]:
        return tuple(score for score in self.scores if not score.passed)


def judged(scores: Iterable[Score]) -> Verdict:
    """The verdict that scores give."""
    return Verdict.PASS if all(score.passed for score in scores) else Verdict.FAIL


def pass_k(results: Iterable[Result], k: int) -> float | None:
    """pass^k: how likely k trials of a case all pass, over the cases with at least k trials that were judged; None where there is none.

    Of n trials with c passed it is C(c, k) / C(n, k) for a case (Yao et al. 2024, tau-bench).
    """
    trials: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    for result in results:
        if result.verdict in (Verdict.PASS, Verdict.FAIL):
            trials[f"{result.case.name} {result.layer}"] += 1
            passed[f"{result.case.name} {result.layer}"] += result.verdict is Verdict.PASS
    shares = [comb(passed[name], k) / comb(count, k) for name, count in trials.items() if count >= k]
    return sum(shares) / len(shares) if shares else None
