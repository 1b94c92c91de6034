"""What a formula answers instead of guessing, and what every figure carries with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Unknown:
    """A figure that cannot be given. `reason` is a code such as `reps_out_of_range`, put into words by `language.wording`."""

    reason: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a figure comes from: the formula, its version in this package and the inputs it was given (SI units)."""

    formula: str
    version: int = 1
    inputs: Mapping[str, object] = field(default_factory=dict)
