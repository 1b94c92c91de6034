"""Ramp sets: the steps from an empty bar to the first work set of a heavy lift."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from spotter.coaching.strength import round_load
from spotter.coaching.volume import TimedSets

# Lifts of several joints; what comes after one of the same pattern needs no ramp of its own.
RAMPED_PATTERNS = frozenset(
    {"squat", "hinge", "lunge", "horizontal_push", "vertical_push", "horizontal_pull", "vertical_pull", "olympic", "hip_extension"}
)
# A specific warm-up of 8 repetitions at 50 % and 3 at 70 % of the 1RM raised the strength that followed (Abad 2011). That is about so much
# of a work load; the single for heavy ones and the empty bar in front are a house rule.
STEPS: tuple[tuple[Decimal, int], ...] = ((Decimal("0.5"), 5), (Decimal("0.75"), 3))
HEAVY_STEP = (Decimal("0.9"), 1)
HEAVY_KG, HEAVY_REPS = 100, 5
BAR_REPS, FIRST_REPS = 8, 8
LIGHTEST_KG = 20  # below that, and below one and a half bars, the first work set is its own warm-up
LIGHTEST_BARS = Decimal("1.5")
LEAST_STEP = Decimal("0.1")  # of the work load between two ramp sets
MOST_REPS = 12
RAMP_REST_S = 60


@dataclass(frozen=True, slots=True)
class RampSet:
    """One step of the ramp: kg and repetitions."""

    load_kg: Decimal
    reps: int

    def timed(self) -> TimedSets:
        """What it costs in time."""
        return TimedSets(1, self.reps, None, RAMP_REST_S)


def ramp_sets(load_kg: Decimal, reps: int, *, step_kg: Decimal, bar_kg: Decimal | None = None) -> tuple[RampSet, ...]:
    """The ramp to work sets of `reps` with `load_kg`: loads rise, repetitions fall, each load is one that the equipment makes.

    With `bar_kg` it begins with the empty bar. Nothing for light loads and for more than 12 repetitions.
    """
    least = LIGHTEST_KG if bar_kg is None else bar_kg * LIGHTEST_BARS
    if load_kg < least or not 1 <= reps <= MOST_REPS:
        return ()
    steps = (*STEPS, HEAVY_STEP) if load_kg >= HEAVY_KG and reps <= HEAVY_REPS else STEPS
    ramp = [] if bar_kg is None else [RampSet(bar_kg, BAR_REPS)]
    for share, count in steps:
        load = round_load(load_kg * share, step_kg)
        before = ramp[-1].load_kg if ramp else Decimal(0)
        if load - before >= load_kg * LEAST_STEP:
            ramp.append(RampSet(load, count if ramp else FIRST_REPS))
    return tuple(ramp)
