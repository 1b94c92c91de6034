"""Two runs side by side, case by case: what was fixed and broken, and where the coach does something else than before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from spotter.evals.baseline import Baseline, by_case
from spotter.evals.behaviour import COMPARED, Behaviour
from spotter.evals.statistics import Interval, mean_difference, sign_test


class Difference(NamedTuple):
    """What of a case's behaviour was otherwise: `part` is one of route, calls, database, replies; `all` where only digests are kept."""

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
