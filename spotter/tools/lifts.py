"""Logged sets as the science reads them: what one exercise is, what was moved, and what was beaten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, cast

from pydantic import BaseModel, ConfigDict, Field

from spotter.catalogue.exercise_search import resolve_exercise
from spotter.catalogue.exercises import exercises
from spotter.coaching.plateau import LiftExposure
from spotter.coaching.records import Record, SetRow, current_records, exposures_of
from spotter.coaching.strength import SetKind, moved_load, reserve_of
from spotter.coaching.unknown import Unknown
from spotter.store.queries.workouts import DoneSet


class ExerciseRef(BaseModel):
    """An exercise of the catalogue, or a person's own words where `key` is null."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str | None = Field(default=None, max_length=80)
    name: str = Field(min_length=1, max_length=120)

    @property
    def identity(self) -> str:
        """What tells this exercise from others in a log."""
        return self.key or self.name


def catalogued(ref: ExerciseRef) -> ExerciseRef:
    """An exercise without a key with that of the catalogue, looked up by its name as in a talk; as it is where nobody knows it."""
    found = resolve_exercise(ref.name) if ref.key is None else None
    return ref if found is None else ExerciseRef(key=found.exercise.key, name=ref.name)


class RecordFact(BaseModel):
    """A best that was beaten. kg for `e1rm` and `load_for_reps`, else repetitions, s or m; `before_on` is when the old one was set."""

    exercise: ExerciseRef
    kind: Literal["e1rm", "load_for_reps", "reps", "duration", "distance"]
    value: float
    before: float
    before_on: date
    reps: int | None


@dataclass(frozen=True, slots=True)
class Lift:
    """One exercise of a log with its sets, oldest first."""

    exercise: ExerciseRef
    sets: tuple[DoneSet, ...]

    @property
    def days(self) -> list[date]:
        return sorted({one.performed_on for one in self.sets})


def lifts_of(sets: Iterable[DoneSet]) -> list[Lift]:
    """The exercises of a log, the one done on most days first."""
    found: dict[str, list[DoneSet]] = {}
    for one in sets:
        found.setdefault(one.identity, []).append(one)
    lifts = [Lift(ExerciseRef(key=rows[-1].exercise_key, name=rows[-1].name), tuple(rows)) for rows in found.values()]
    return sorted(lifts, key=lambda lift: -len(lift.days))


def bodyweight_share(key: str | None) -> float:
    """The share of the body weight that an exercise moves; 0 where it is unknown."""
    known = exercises().get(key or "")
    return known.bodyweight_share if known else 0.0


def moves_body(key: str | None) -> bool:
    """Whether the body itself is part of the load."""
    return bodyweight_share(key) > 0


def written_rows(sets: Iterable[DoneSet]) -> list[SetRow]:
    """Sets with the load as it was written; help of a machine (a load below 0) makes a set no record."""
    return [_row(one, one.load_kg) for one in sets if one.load_kg is None or one.load_kg >= 0]


def moved_rows(sets: Iterable[DoneSet], body_kg: Decimal | None) -> list[SetRow]:
    """Sets with all that was moved; where the body counts and its weight is not known, without a load."""
    rows = []
    for one in sets:
        moved = moved_load(one.load_kg, bodyweight_share(one.exercise_key), body_kg)
        rows.append(_row(one, None if isinstance(moved, Unknown) else moved))
    return rows


def exposures(lift: Lift, body_kg: Decimal | None) -> list[LiftExposure]:
    """The best e1RM of each day of a lift, oldest first."""
    return exposures_of(moved_rows(lift.sets, body_kg), lift.exercise.identity)


def standing_records(sets: Iterable[DoneSet]) -> list[Record]:
    """The records that stand, the volume of a day left out: the sets may be a log's distinct ones.

    Where the body is part of the load, an e1RM of the added load alone would mean nothing.
    """
    found = current_records(written_rows(sets))
    return [one for one in found if one.kind != "volume" and (one.kind != "e1rm" or not moves_body(one.exercise))]


def beaten_records(before: Sequence[DoneSet], new: Sequence[DoneSet], exercise: ExerciseRef) -> list[RecordFact]:
    """What `new` beats of the person's own bests in `before`. A first time is no record, nor is less load than was done for more reps."""
    old = {(record.kind, record.reps): record for record in standing_records(before) if record.exercise == exercise.identity}
    facts = []
    for record in standing_records([*before, *new]):
        known = old.get((record.kind, record.reps))
        if record.exercise != exercise.identity or known is None or record.value <= known.value:
            continue
        if record.kind == "load_for_reps" and _is_outdone(record, before):
            continue
        fact = {"kind": record.kind, "value": record.value, "before": known.value, "before_on": known.day, "reps": record.reps}
        facts.append(RecordFact.model_validate({"exercise": exercise, **fact}))
    return facts


def _is_outdone(record: Record, before: Sequence[DoneSet]) -> bool:
    return any(
        one.load_kg is not None and one.load_kg >= record.value and (one.reps or 0) >= (record.reps or 0)
        for one in before
        if one.identity == record.exercise
    )


def _row(one: DoneSet, load_kg: Decimal | None) -> SetRow:
    return SetRow(
        day=one.performed_on,
        exercise=one.identity,
        reps=one.reps,
        load_kg=load_kg,
        rir=reserve_of(rir=_number(one.rir), rpe=_number(one.rpe)),
        duration_s=one.duration_s,
        distance_m=_number(one.distance_m),
        kind=cast(SetKind, one.kind),
    )


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
