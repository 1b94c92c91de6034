"""How sure a difference between two runs is. Cases are pairs: the same case before and after."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb
from statistics import fmean
from typing import NamedTuple

import numpy as np

RESAMPLES = 2000
CONFIDENCE = 0.95


class Interval(NamedTuple):
    """A mean and its interval of 95 %."""

    mean: float
    low: float
    high: float

    @property
    def is_a_change(self) -> bool:
        """Whether no difference at all lies outside of it."""
        return not self.low <= 0 <= self.high


def sign_test(better: int, worse: int) -> float:
    """How likely so lopsided a split is where better and worse are a coin's two sides: exact, two-sided (Dixon and Mood 1946)."""
    pairs = better + worse
    tail = sum(comb(pairs, count) for count in range(min(better, worse) + 1))
    return min(1.0, float(2 * tail / 2**pairs))


def mean_difference(differences: Sequence[float]) -> Interval | None:
    """The mean of paired differences with its bootstrap interval (Efron 1979), by the same draws each time; None without pairs."""
    if not differences:
        return None
    mean = fmean(differences)
    if not any(differences):
        return Interval(mean, 0.0, 0.0)
    pairs = len(differences)
    drawn = np.random.default_rng(pairs).integers(pairs, size=(RESAMPLES, pairs))
    means = np.sort(np.asarray(differences)[drawn].mean(axis=1))
    edge = (1 - CONFIDENCE) / 2
    return Interval(mean, float(means[int(edge * RESAMPLES)]), float(means[int((1 - edge) * RESAMPLES) - 1]))
