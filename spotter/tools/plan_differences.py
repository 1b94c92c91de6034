"""What differs between two programs, as facts that can be shown before anybody agrees to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Literal

from pydantic import BaseModel, ConfigDict

from spotter.catalogue.program import CycleDay, Program, Slot
from spotter.tools.plan_days import PlannedExercise, minutes_of, planned_exercise
from spotter.tools.plan_edits import hard_block, keys_of

SHORTER_BY_MIN = 5


class PlanDifference(BaseModel):
    """One difference on some days, named by language: an exercise for another, gone, new, or dosed otherwise; minutes."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["swapped", "dropped", "added", "dose", "minutes"]
    days: list[dict[str, str]]
    before: PlannedExercise | None = None
    after: PlannedExercise | None = None
    minutes_before: int | None = None
    minutes_after: int | None = None


def differences(before: Program, after: Program) -> list[PlanDifference]:
    """What differs in the hard weeks of two programs with the same days, equal differences of several days as one."""
    found: dict[str, PlanDifference] = {}
    for old, new in zip(hard_block(before).days, hard_block(after).days, strict=True):
        for one in _of_day(old, new):
            key = one.model_copy(update={"days": []}).model_dump_json()
            known = found.get(key)
            found[key] = one if known is None else known.model_copy(update={"days": [*known.days, *one.days]})
    return list(found.values())


def _of_day(old: CycleDay, new: CycleDay) -> Iterator[PlanDifference]:
    days = [new.name]
    gone, came = _only_in(old, new), _only_in(new, old)
    if len(gone) == len(came):
        for was, now in zip(gone, came, strict=True):
            yield PlanDifference(kind="swapped", days=days, before=planned_exercise(was), after=planned_exercise(now))
    else:
        for was, now in zip_longest(gone, came):
            if was is not None:
                yield PlanDifference(kind="dropped", days=days, before=planned_exercise(was))
            if now is not None:
                yield PlanDifference(kind="added", days=days, after=planned_exercise(now))
    doses = {slot.exercise: planned_exercise(slot) for slot in old.slots}
    for slot in new.slots:
        dose = planned_exercise(slot)
        if slot.exercise in doses and doses[slot.exercise] != dose:
            yield PlanDifference(kind="dose", days=days, before=doses[slot.exercise], after=dose)
    minutes = minutes_of(old.slots), minutes_of(new.slots)
    if abs(minutes[0] - minutes[1]) >= SHORTER_BY_MIN:
        yield PlanDifference(kind="minutes", days=days, minutes_before=minutes[0], minutes_after=minutes[1])


def _only_in(one: CycleDay, other: CycleDay) -> list[Slot]:
    there = set(keys_of(other.slots))
    return [slot for slot in one.slots if slot.exercise not in there]


def gone_and_new(before: Program, after: Program) -> tuple[list[str], list[str]]:
    """The exercises of one program that another does not hold, and the other way round."""
    old, new = (keys_of(slot for day in hard_block(one).days for slot in day.slots) for one in (before, after))
    return [key for key in old if key not in new], [key for key in new if key not in old]


def is_same(found: Sequence[PlanDifference]) -> bool:
    """Whether nothing differs."""
    return not found
