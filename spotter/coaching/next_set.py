"""The next set while a workout goes on, from the set just done. It holds or takes off; only a load still to be found goes up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from spotter.coaching.progression import FAIL_CUT, MAX_RAISE, MAX_RIR_CUT, PER_REP_GAP, SetResult
from spotter.coaching.strength import helped_more, round_load

Felt = Literal["easy", "hard", "very_hard"]
NextReason = Literal["as_meant", "missed", "harder", "bit_harder", "easier", "lighter_than_needed", "above_plan"]

USUAL_RIR = 2.0  # where the plan names none
TOLERANCE = 1.0  # science of RIR control: within one repetition of what was meant, nothing moves
MOST_CUT = 1 - FAIL_CUT


@dataclass(frozen=True, slots=True)
class SetAim:
    """What the sets of an exercise ask for today: kg (None: body weight, or to be found), a range of repetitions, reps in reserve.

    `is_eased` where readiness, pain, a break or a hold took something off: then nothing goes above the plan.
    """

    load_kg: Decimal | None
    reps: int
    reps_low: int
    reps_high: int
    rir: float | None
    step_kg: Decimal
    is_eased: bool = False


@dataclass(frozen=True, slots=True)
class NextSet:
    """The load in kg and the repetitions of the next set, and why they are so (a code)."""

    load_kg: Decimal | None
    reps: int
    reason: NextReason


def next_set(aim: SetAim, done: Sequence[SetResult], felt: Felt | None = None) -> NextSet:
    """The next set of an exercise after those `done` today, oldest first. `felt` is how the last one was where no RIR was told."""
    if not done:
        return NextSet(aim.load_kg, aim.reps, "as_meant")
    last = done[-1]
    load = last.load_kg if aim.step_kg > 0 and last.load_kg != 0 else None
    if last.reps < aim.reps_low:
        share = min(MOST_CUT, PER_REP_GAP * (aim.reps_low - last.reps))
        return _eased(aim, load, share, fewer=last.reps, reason="missed")
    gap = _gap(aim, last, felt)
    if gap > TOLERANCE:
        share = min(MAX_RIR_CUT, PER_REP_GAP * Decimal(repr(gap)))
        return _eased(aim, load, share, fewer=max(1, aim.reps - math.ceil(gap)), reason="harder")
    if load is not None and aim.load_kg is not None and load > _cap(aim):
        return NextSet(aim.load_kg, aim.reps, "above_plan")
    if gap < -TOLERANCE:
        return _easier(aim, load, last.reps)
    return NextSet(load, aim.reps, "bit_harder" if gap > 0 else "as_meant")


def _gap(aim: SetAim, last: SetResult, felt: Felt | None) -> float:
    """By how many repetitions in reserve the set was harder than meant; below 0 easier."""
    if last.rir is not None:
        return (USUAL_RIR if aim.rir is None else aim.rir) - last.rir
    return {None: 0.0, "easy": -2.0, "hard": 1.0, "very_hard": 2.0}[felt]


def _cap(aim: SetAim) -> Decimal:
    """The most that is held for another set: what was planned, and a step more where the day is a good one."""
    planned = aim.load_kg or Decimal(0)
    return planned if aim.is_eased or aim.step_kg > planned * MAX_RAISE else planned + aim.step_kg


def _eased(aim: SetAim, load: Decimal | None, share: Decimal, *, fewer: int, reason: NextReason) -> NextSet:
    """Less load; fewer repetitions with the same where the equipment's step would take too much."""
    if load is None:
        return NextSet(None, max(1, fewer), reason)
    if load < 0:
        return NextSet(helped_more(load, aim.step_kg), aim.reps, reason)
    lighter = min(round_load(load * (1 - share), aim.step_kg), load - aim.step_kg)
    if lighter < load * (1 - MOST_CUT):
        lighter += aim.step_kg
    if not 0 < lighter < load:
        return NextSet(load, max(1, fewer), reason)
    return NextSet(lighter, aim.reps, reason)


def _easier(aim: SetAim, load: Decimal | None, reps: int) -> NextSet:
    """A planned load is held, and repetitions go on within their range: the next workout raises it. One to be found goes up."""
    if aim.load_kg is None and load is not None and not aim.is_eased and aim.step_kg <= load * MAX_RAISE:
        return NextSet(load + aim.step_kg, aim.reps, "lighter_than_needed")
    if aim.is_eased:
        return NextSet(load, aim.reps, "as_meant")
    return NextSet(load, min(aim.reps_high, max(aim.reps, reps)), "easier")
