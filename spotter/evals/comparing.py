"""Two runs side by side, case by case: what was fixed and broken, and where the coach does something else than before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from spotter.evals.baseline import Baseline, by_case
from spotter.evals.behaviour import COMPARED, Behaviour
from spotter.evals.statistics import Interval, mean_difference, sign_test


class Difference(NamedTuple):
    """What of a case's behaviour was otherwise: `part` is one of `COMPARED`; `all` where only digests are kept."""

    part: str
    was: tuple[str, ...]
    now: tuple[str, ...]

    @property
    def gone(self) -> tuple[str, ...]:
        return tuple(one for one in self.was if one not in self.now)

    @property
    def new(self) -> tuple[str, ...]:
        return tuple(one for one in self.now if one not in self.was)


@dataclass(frozen=True, slots=True)
class Pair:
    """A case in both runs."""

    was: Behaviour
    now: Behaviour

    @property
    def name(self) -> str:
        return f"{self.now.case} ({self.now.layer})"

    @property
    def differences(self) -> list[Difference]:
        if self.is_wordless:
            same = self.was.digest == self.now.digest
            return [] if same else [Difference("all", (self.was.digest,), (self.now.digest,))]
        sides = [(part, getattr(self.was, part), getattr(self.now, part)) for part in COMPARED]
        return [Difference(*side) for side in sides if side[1] != side[2]]

    @property
    def is_wordless(self) -> bool:
        """Whether of one side only a digest is kept."""
        return bool(self.was.did or self.now.did)

    @property
    def is_judged(self) -> bool:
        return self.was.is_judged and self.now.is_judged

    @property
    def is_fixed(self) -> bool:
        return self.is_judged and self.now.passes and not self.was.passes

    @property
    def is_broken(self) -> bool:
        return self.is_judged and self.was.passes and not self.now.passes


@dataclass(frozen=True, slots=True)
class Comparison:
    """`pairs` are the cases that both runs have."""

    base: Baseline
    run: Baseline
    pairs: tuple[Pair, ...]

    @property
    def fixed(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.is_fixed]

    @property
    def broken(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.is_broken]

    @property
    def changed(self) -> list[Pair]:
        """Other behaviour, neither fixed nor broken by it."""
        return [pair for pair in self.pairs if pair.differences and pair.is_judged and not (pair.is_fixed or pair.is_broken)]

    @property
    def same(self) -> list[Pair]:
        """Judged in both, with the same verdict and the same behaviour."""
        return [pair for pair in self.pairs if pair.is_judged and not (pair.is_fixed or pair.is_broken or pair.differences)]

    @property
    def unjudged(self) -> list[Pair]:
        """Stale, skipped or an error on one side: neither the same nor otherwise."""
        return [pair for pair in self.pairs if not pair.is_judged]

    @property
    def new(self) -> list[Behaviour]:
        known = by_case(self.base.cases)
        return [one for one in self.run.cases if one.key not in known]

    @property
    def gone(self) -> list[Behaviour]:
        known = by_case(self.run.cases)
        return [one for one in self.base.cases if one.key not in known]

    @property
    def chance(self) -> float:
        """How likely the fixed and the broken split like this by chance."""
        return sign_test(len(self.fixed), len(self.broken))

    @property
    def is_alike(self) -> bool:
        """Whether both runs judged the very same cases as often: what is counted over all of them can be compared."""
        same_trials = all(len(pair.was.verdicts) == len(pair.now.verdicts) for pair in self.pairs)
        return same_trials and not (self.new or self.gone or self.unjudged)

    @property
    def recalls(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Before and now, of the alarms that both runs were to raise: how many came."""
        both = self.base.alarms & self.run.alarms
        return (len(both & {*self.base.caught}), len(both)), (len(both & {*self.run.caught}), len(both))

    def figures(self) -> Iterator[tuple[str, tuple[int, int], tuple[int, int]]]:
        """What is counted over a whole run, before and now, so many of so many; nothing that was counted over other cases."""
        if self.recalls[0][1]:
            yield "safety recall", *self.recalls
        if self.base.false_alarms[1] and self.base.false_alarms[1] == self.run.false_alarms[1] and self._hears_the_same:
            yield "false alarms", self.base.false_alarms, self.run.false_alarms
        if self.is_alike and self.base.routing[1] and self.base.routing[1] == self.run.routing[1]:
            yield "routing", self.base.routing, self.run.routing

    def unlike(self) -> Iterator[str]:
        """What one of the two runs has and the other has not, in words."""
        for cases, words in ((self.gone, "only before"), (self.new, "only now")):
            if cases:
                layers = Counter(one.layer for one in cases)
                yield f"{words}: {', '.join(f'{count} cases of the layer {layer}' for layer, count in sorted(layers.items()))}"
        if other := [pair for pair in self.pairs if len(pair.was.verdicts) != len(pair.now.verdicts)]:
            yield f"{len(other)} cases were tried more often on one side"
        if self.unjudged:
            yield f"{len(self.unjudged)} cases in both were stale, skipped or an error on one side and are not compared"
        if self.base.alarms and self.run.alarms and not self._hears_the_same:
            yield "the alarms that had to come are others: safety recall is of those that both had"

    @property
    def _hears_the_same(self) -> bool:
        return self.base.alarms == self.run.alarms

    @property
    def newly_missed(self) -> list[str]:
        """Sentences of safety that raised their alarm and do not any more."""
        return sorted(set(self.base.caught) & set(self.run.missed))

    @property
    def rewards(self) -> Interval | None:
        """How much more often a case passes than before, over the pairs that were judged."""
        return mean_difference(_differences(self.pairs, _reward))

    def intervals(self) -> Iterator[tuple[str, Interval]]:
        """The mean differences per case: passed, tokens, cost, length, time."""
        figures: dict[str, Callable[[Behaviour], float | None]] = {
            "passed": _reward,
            "model calls": lambda one: one.model_calls,
            "input tokens": lambda one: one.input_tokens,
            "output tokens": lambda one: one.output_tokens,
            "cost (USD)": lambda one: one.cost_usd,
            "longest reply (characters)": lambda one: one.chars,
            "time per turn (ms)": lambda one: one.ms,
        }
        for name, figure in figures.items():
            interval = mean_difference(_differences(self.pairs, figure))
            if interval is not None:
                yield name, interval


def compare(base: Baseline, run: Baseline) -> Comparison:
    """Pair the cases of two runs."""
    known = by_case(base.cases)
    return Comparison(base, run, tuple(Pair(known[one.key], one) for one in run.cases if one.key in known))


def _reward(one: Behaviour) -> float:
    return one.reward


def _differences(pairs: Sequence[Pair], figure: Callable[[Behaviour], float | None]) -> list[float]:
    sides = [(figure(pair.was), figure(pair.now)) for pair in pairs if pair.is_judged]
    return [now - was for was, now in sides if was is not None and now is not None]
