"""A planned day as tools return it and as cards draw it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from spotter.catalogue.exercises import exercises
from spotter.catalogue.program import CycleDay, Slot
from spotter.coaching.ramp import RampSet
from spotter.coaching.volume import session_minutes
from spotter.language.wording import Style
from spotter.language.wording.plans import dose_in_words
from spotter.language.wording.workouts import exercise_name
from spotter.messages import TableBlock
from spotter.tools.lifts import ExerciseRef


class PlannedExercise(BaseModel):
    """One exercise of a planned day: kg, s, m. `reps_max` is above `reps_min` for a range; `zone` is a heart-rate zone."""

    model_config = ConfigDict(frozen=True)

    exercise: ExerciseRef
    sets: int
    reps_min: int | None = None
    reps_max: int | None = None
    duration_s: int | None = None
    distance_m: int | None = None
    load_kg: Decimal | None = None
    percent: Decimal | None = None
    rir: int | None = None
    zone: int | None = None
    rest_s: int = 0


class PlannedDay(BaseModel):
    """A workout of a plan. `weekday` is 0 for Monday."""

    model_config = ConfigDict(frozen=True)

    name: dict[str, str]
    minutes: int
    exercises: list[PlannedExercise]
    weekday: int | None = None


def planned_exercise(slot: Slot) -> PlannedExercise:
    """A slot as it stands in the program."""
    dose = slot.prescription
    return PlannedExercise(
        exercise=ref_of(slot.exercise),
        sets=dose.sets,
        reps_min=dose.reps_low,
        reps_max=dose.reps_high,
        duration_s=dose.duration_s,
        distance_m=dose.distance_m,
        load_kg=dose.load_kg,
        percent=dose.percent,
        rir=dose.rir,
        zone=dose.zone,
        rest_s=dose.rest_s,
    )


def planned_day(day: CycleDay, weekday: int | None = None) -> PlannedDay:
    """A day as it stands in the program."""
    return PlannedDay(
        name=day.name, minutes=minutes_of(day.slots), exercises=[planned_exercise(slot) for slot in day.slots], weekday=weekday
    )


def minutes_of(slots: Iterable[Slot], ramps: Mapping[str, Iterable[RampSet]] | None = None) -> int:
    """The estimated minutes of a workout with the ramps to its lifts, rounded up to fives."""
    timed = (slot.prescription.timed(sides=2 if exercises()[slot.exercise].unilateral else 1) for slot in slots)
    ramped = (one.timed() for ramp in (ramps or {}).values() for one in ramp)
    return -(-round(session_minutes(timed, ramped)) // 5) * 5


def ref_of(key: str) -> ExerciseRef:
    """An exercise of the catalogue; its name is put into the person's language when it is said."""
    return ExerciseRef(key=key, name=exercises()[key].name["en"])


def day_table(day: PlannedDay, style: Style, title: str | None = None) -> TableBlock:
    """A planned day as a table: what, how much."""
    rows = [[exercise_name(one.exercise.model_dump(), style), dose_in_words(one.model_dump(), style)] for one in day.exercises]
    return TableBlock(
        title=title or day.name[style.locale], columns=[style.phrase("plans.exercise"), style.phrase("plans.dose")], rows=rows
    )
