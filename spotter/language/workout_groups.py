"""What one exercise's sets are made of: loads as written, groups of equal sets, and what a bare number can be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from spotter.language.workout_tokens import Token


@dataclass(frozen=True, slots=True)
class Load:
    """A load as written; `unit` is kg, lb, st, bw (body weight), plates, the same with " a side", or None where none was written."""

    amount: Decimal
    unit: str | None = None


@dataclass(slots=True)
class SetGroup:
    """`count` equal sets. None is "not said"."""

    count: Decimal = Decimal(1)
    reps: Decimal | None = None
    load: Load | None = None
    duration_s: Decimal | None = None
    distance_m: Decimal | None = None
    rpe: Decimal | None = None
    rir: Decimal | None = None
    kind: str = "work"
    note: str | None = None
    heart_rate_bpm: Decimal | None = None
    counted: bool = False  # the number of sets was written


@dataclass(frozen=True, slots=True)
class Sort:
    """What kind of exercise the signs belong to: it decides what a bare number can be."""

    bodyweight: bool = False
    measure: str = "reps"  # reps, time or distance


_BIG_LOAD = Decimal(30)  # a bare number above this is no count of reps where a load is usual


def coded(token: Token, sort: Sort) -> Token:
    """The sign as it counts for this sort of exercise: "k" is a bare number that must be a load, "35k" a load or a distance."""
    if token.code == "q":
        return replace(token, code="d", value=token.value * 1000) if sort.measure == "distance" else replace(token, code="l", unit="kg")
    if token.code == "d" and token.unit == "m" and sort.measure == "time":
        return token
    if token.code == "n" and (token.value != token.value.to_integral_value() or (token.value > _BIG_LOAD and not sort.bodyweight)):
        return replace(token, code="k")
    return replace(token, code="l") if token.code == "b" else token


def per_side(tokens: list[Token]) -> list[Token]:
    """ "10/10, 10/10" is two sets of ten per side."""
    codes = "".join(token.code for token in tokens)
    out: list[Token] = []
    position = 0
    for match in re.finditer(r"n/n(?:,n/n)+", codes):
        pairs = tokens[match.start() : match.end()]
        if all(pairs[i].value == pairs[i + 2].value for i in range(0, len(pairs), 4)):
            out += tokens[position : match.start()] + [t for i, t in enumerate(pairs) if i % 4 in (0, 3)]
            position = match.end()
    return out + tokens[position:]


def as_load(token: Token) -> Load:
    """The load that a number stands for."""
    return Load(token.value, "bw" if token.code == "l" and token.unit is None else None if token.unit == "bare" else token.unit)


def as_loads(tokens: Sequence[Token]) -> list[Load]:
    """Loads of a list; a unit behind the last holds for all ("60, 70, 80 kg")."""
    loads = [as_load(token) for token in tokens]
    return [Load(one.amount, loads[-1].unit) if one.unit is None else one for one in loads]
