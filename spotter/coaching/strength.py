"""Estimated one-repetition maximum, what a set costs in percent of it, and loads that the equipment can make."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Literal

from spotter.coaching.units import KG_PER_LB
from spotter.coaching.unknown import Provenance, Unknown

FormulaName = Literal["epley", "brzycki", "lombardi", "oconner", "wathan", "mayhew"]
SetKind = Literal["work", "warmup", "drop", "failure"]

MAX_RIR = 4  # Zourdos 2016: people judge reps in reserve well close to failure only
MAX_REPS_IN_PERCENT_TABLE = 12

_CENT = Decimal("0.01")
HALF_A_CENT = _CENT / 2  # loads are kept to 0.01 kg, and steps in pounds are no whole hundredths
NEAREST_FROM = Decimal("0.8")
_STEPS_IN_POUNDS = {Decimal("1.25"): Decimal("2.5"), Decimal("2.5"): Decimal(5), Decimal(5): Decimal(10)}  # equipment sold in pounds


@dataclass(frozen=True, slots=True)
class _Formula:
    multiplier: Callable[[float], float]
    lowest: float
    highest: float


_FORMULAS: dict[FormulaName, _Formula] = {
    # Epley 1985, read with Reynolds 2006 (best up to 10 reps); refused above 12
    "epley": _Formula(lambda r: 1.0 if r <= 1 else 1 + r / 30, 1, 12),
    "brzycki": _Formula(lambda r: 36 / (37 - r), 1, 10),  # Brzycki 1993
    "lombardi": _Formula(lambda r: r**0.10, 1, 10),
    "oconner": _Formula(lambda r: 1.0 if r <= 1 else 1 + 0.025 * r, 1, 10),
    "wathan": _Formula(lambda r: 100 / (48.8 + 53.8 * math.exp(-0.075 * r)), 2, 15),
    "mayhew": _Formula(lambda r: 100 / (52.2 + 41.9 * math.exp(-0.055 * r)), 2, 15),
}
FORMULA_NAMES: tuple[FormulaName, ...] = tuple(_FORMULAS)


@dataclass(frozen=True, slots=True)
class OneRepMax:
    """An estimated one-repetition maximum in kg. `rough` where the set was long enough to make the estimate loose."""

    kg: Decimal
    rough: bool
    provenance: Provenance


def one_rep_max(
    load_kg: Decimal,
    reps: int,
    *,
    rir: float | None = None,
    rpe: float | None = None,
    kind: SetKind = "work",
    formula: FormulaName = "epley",
) -> OneRepMax | Unknown:
    """The e1RM of one set; reps in reserve count as if they had been done (RIR = 10 - RPE, Zourdos 2016).

    Unknown for warm-up and drop sets, for loads of nothing, for RIR above 4 and outside the formula's own range of reps.
    """
    if kind in ("warmup", "drop"):
        return Unknown("not_a_work_set")
    if load_kg <= 0:
        return Unknown("no_load")
    reserve = reserve_of(rir=rir, rpe=rpe) or 0.0
    if not 0 <= reserve <= MAX_RIR:
        return Unknown("rir_out_of_range")
    rule, effective = _FORMULAS[formula], reps + reserve
    if reps < 1 or not rule.lowest <= effective <= rule.highest:
        return Unknown("reps_out_of_range")
    kg = (load_kg * Decimal(repr(rule.multiplier(effective)))).quantize(_CENT, ROUND_HALF_UP)
    inputs: Mapping[str, object] = {"load_kg": load_kg, "reps": reps, "rir": reserve}
    return OneRepMax(kg, rough=effective > 10, provenance=Provenance(formula, 1, inputs))


def reserve_of(*, rir: float | None = None, rpe: float | None = None) -> float | None:
    """Reps in reserve, from RIR itself or from RPE (RIR = 10 - RPE); None where neither is known."""
    if rir is not None:
        return float(rir)
    return None if rpe is None else 10.0 - float(rpe)


def percent_of_max(reps: int, rpe: float = 10.0) -> Decimal | Unknown:
    """The share of the 1RM (0 to 1) that `reps` at `rpe` costs; RPE 6 to 10, 1 to 12 reps (curve of openpowerlifting's RPE table)."""
    if not 6 <= rpe <= 10 or not 1 <= reps <= MAX_REPS_IN_PERCENT_TABLE:
        return Unknown("reps_or_rpe_out_of_range")
    x = 10 - rpe + reps - 1
    if x <= 2.92:
        share = 0.347619 * x * x - 4.60714 * x + 99.9667
    elif x < 16:
        share = 97.0955 - 2.64249 * x
    else:
        share = 50.0
    return Decimal(repr(share / 100)).quantize(Decimal("0.0001"))


def load_for(e1rm_kg: Decimal, reps: int, *, rir: float = 0.0, step_kg: Decimal = Decimal("2.5")) -> Decimal | Unknown:
    """The load in kg for `reps` with `rir` left, rounded down to the step of the equipment."""
    share = percent_of_max(reps, 10 - rir)
    if isinstance(share, Unknown):
        return share
    return round_load(e1rm_kg * share, step_kg)


def load_step(step_kg: float, *, in_pounds: bool) -> Decimal:
    """By how much a load can change, in kg: the step as it is, or that of the like equipment marked in pounds (2.5, 5, 10 lb and on)."""
    step = Decimal(repr(step_kg))
    if not in_pounds or step <= 0:
        return step
    pounds = next((lb for kg, lb in _STEPS_IN_POUNDS.items() if step <= kg), 2 * step)
    return pounds * KG_PER_LB


def round_load(target_kg: Decimal, step_kg: Decimal) -> Decimal:
    """The heaviest load the equipment makes that is not above the target; a step of 0 leaves the target as it is. Below 0 it helps."""
    if step_kg <= 0:
        return target_kg
    steps = ((target_kg + HALF_A_CENT) / step_kg).to_integral_value(ROUND_FLOOR)
    return (steps * step_kg).quantize(_CENT, ROUND_HALF_UP)


def eased_load(load_kg: Decimal, factor: Decimal, step_kg: Decimal) -> Decimal:
    """A load times a factor up to 1, as the equipment makes it: never nothing, and not above the load itself.

    To the nearest step from 80 % on, so that a coarse step does not take twice what was meant; below it, where something hurts, downwards.
    A load below 0 helps: it gets a step more of it.
    """
    if load_kg < 0:
        return helped_more(load_kg, step_kg) if factor < 1 else load_kg
    down = round_load(load_kg * factor, step_kg)
    near = round_load(load_kg * factor + step_kg / 2 - _CENT, step_kg) if factor >= NEAREST_FROM else down
    return min(load_kg, max(near, step_kg.quantize(_CENT, ROUND_HALF_UP)))


def helped_more(load_kg: Decimal, step_kg: Decimal) -> Decimal:
    """A load that helps (below 0), with one step more help."""
    return (load_kg - step_kg).quantize(_CENT, ROUND_HALF_UP)


def is_makeable(load_kg: Decimal, step_kg: float) -> bool:
    """Whether equipment with this step, marked in kg or in pounds, makes the load."""
    steps = (load_step(step_kg, in_pounds=False), load_step(step_kg, in_pounds=True))
    return load_kg > 0 and any(step > 0 and abs(load_kg - round(load_kg / step) * step) <= HALF_A_CENT for step in steps)


def moved_load(load_kg: Decimal | None, bodyweight_share: float, body_weight_kg: Decimal | None) -> Decimal | Unknown:
    """All that is moved, in kg: the added load plus the exercise's share of the body weight (pull-up 1.0, push-up 0.64)."""
    added = load_kg or Decimal(0)
    if bodyweight_share <= 0:
        return added
    if body_weight_kg is None:
        return Unknown("body_weight_unknown")
    return added + (body_weight_kg * Decimal(repr(bodyweight_share))).quantize(_CENT)
