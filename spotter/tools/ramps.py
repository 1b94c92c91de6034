"""Ramp sets with what stands in the gym: bars and steps in kg, or in pounds for who lifts in pounds."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from spotter.catalogue.exercise import Exercise
from spotter.catalogue.exercises import exercises
from spotter.catalogue.program import Slot
from spotter.coaching.ramp import RAMPED_PATTERNS, RampSet, ramp_sets
from spotter.coaching.strength import load_step
from spotter.coaching.units import KG_PER_LB
from spotter.language.understanding import Units

BAR = {"metric": Decimal(20), "imperial": 45 * KG_PER_LB}  # the men's Olympic bar, and the American 45 lb


class RampFact(BaseModel):
    """One step of a ramp: kg and repetitions."""

    model_config = ConfigDict(frozen=True)

    load_kg: Decimal
    reps: int


class Gear(NamedTuple):
    """By how much a load changes, and the bar it begins with; kg."""

    step_kg: Decimal
    bar_kg: Decimal | None


def gear_of(exercise: Exercise, units: Units) -> Gear:
    """What an exercise is loaded with; a step of 0 for body weight."""
    return Gear(load_step(exercise.load_step_kg, in_pounds=units == "imperial"), BAR[units] if "barbell" in exercise.equipment else None)


def ramp_to(exercise: Exercise, load_kg: Decimal | None, reps: int | None, units: Units) -> tuple[RampSet, ...]:
    """The ramp to work sets of one lift; nothing for small lifts, body weight and loads that nobody knows."""
    gear = gear_of(exercise, units)
    if exercise.pattern not in RAMPED_PATTERNS or exercise.bodyweight_share > 0 or gear.step_kg <= 0 or load_kg is None or reps is None:
        return ()
    return ramp_sets(as_plates(load_kg, units), reps, step_kg=gear.step_kg, bar_kg=gear.bar_kg)


def as_plates(load_kg: Decimal, units: Units) -> Decimal:
    """A load as it was put on: what is kept to 0.01 kg is half a pound exactly for who lifts in pounds."""
    return load_kg if units == "metric" else round(load_kg / KG_PER_LB * 2) * KG_PER_LB / 2


def ramps_of(slots: Iterable[Slot], units: Units) -> dict[str, tuple[RampSet, ...]]:
    """The ramps of a workout by exercise: to the first heavy lift of each pattern."""
    found: dict[str, tuple[RampSet, ...]] = {}
    warm = set[str]()
    for slot in slots:
        exercise, dose = exercises()[slot.exercise], slot.prescription
        ramp = () if exercise.pattern in warm else ramp_to(exercise, dose.load_kg, dose.reps_low, units)
        if ramp:
            found[slot.exercise] = ramp
            warm.add(exercise.pattern)
    return found


def facts_of(ramp: Iterable[RampSet]) -> list[RampFact]:
    """A ramp as it stands in a result."""
    return [RampFact(load_kg=round(one.load_kg, 2), reps=one.reps) for one in ramp]
