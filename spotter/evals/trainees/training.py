"""A workout as it truly goes: from what was planned to sets that the body allows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import floor
from random import Random
from typing import Any

from spotter.catalogue.exercise import Exercise
from spotter.catalogue.exercises import exercises
from spotter.evals.trainees.body import Body, session_load
from spotter.evals.trainees.diary import SetDone
from spotter.evals.trainees.pains import Pains
from spotter.evals.trainees.persona import OwnSlot

FIRST_TIME_RESERVE = 3  # repetitions left where a load is to be found
RPE_ERROR = 0.5  # how far off somebody's feeling for repetitions in reserve is (Zourdos 2016: best close to failure)


@dataclass(frozen=True, slots=True)
class Asked:
    """One exercise of a workout as it is meant: repetitions or seconds, kg where they are known.

    `share` is what pain leaves of the usual load; a load in kg has it taken off already.
    """

    exercise: str
    sets: int
    reps: int | None
    duration_s: int | None = None
    load_kg: float | None = None
    reserve: float = 2.0
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class WorkoutDone:
    """The sets, how hard it was (RPE 0 to 10) and its load. `shares` are of the usual load, for the places that hurt."""

    sets: tuple[SetDone, ...]
    load: float
    shares: tuple[tuple[Exercise, float], ...]


def asked_by_coach(shown: Mapping[str, Any]) -> list[Asked]:
    """The workout that the tool today_workout has shown; what is measured by distance is left out."""
    known = exercises()
    found = []
    for one in shown.get("exercises") or ():
        key = one["exercise"]["key"]
        if key not in known or (one["reps_min"] is None and one["duration_s"] is None):
            continue
        reps = one["aim_reps"] or one["reps_min"]
        load = None if one["load_kg"] is None else float(one["load_kg"])
        reserve = 2.0 if one["rir"] is None else float(one["rir"])
        share = one["percent_for_pain"] / 100
        found.append(Asked(key, one["sets"], reps, one["duration_s"] if reps is None else None, load, reserve, share))
    return found


def asked_by_oneself(slots: Iterable[OwnSlot], last: Mapping[str, SetDone]) -> list[Asked]:
    """Somebody's own workout: a step more than the last time where two repetitions were left, else the same again."""
    found = []
    for slot in slots:
        before = last.get(slot.exercise)
        load = before.load_kg if before else None
        if before and load is not None and (before.reserve or 0) >= 2 and (before.reps or 0) >= slot.reps:
            load += exercises()[slot.exercise].load_step_kg
        found.append(Asked(slot.exercise, slot.sets, slot.reps, None, load))
    return found


def train(body: Body, pains: Pains, asked: Sequence[Asked], minutes: float, chance: Random) -> WorkoutDone:
    """Do it. Somebody with pain leaves out or lightens what loads the place."""
    sets: list[SetDone] = []
    shares: list[tuple[Exercise, float]] = []
    for one in asked:
        exercise = exercises()[one.exercise]
        share = min(pains.share_allowed(exercise), one.share)
        if share == 0.0:
            continue
        if one.reps is None:
            sets += [SetDone(one.exercise, None, None, duration_s=one.duration_s)] * one.sets
            continue
        load = _load(body, exercise, one, share)
        sets += _sets(body, exercise, one, load, chance)
        shares.append((exercise, share))
    rpe = [one.rpe for one in sets if one.rpe is not None]
    hardness = sum(rpe) / len(rpe) if rpe else 4.0
    return WorkoutDone(tuple(sets), session_load(hardness, minutes) if sets else 0.0, tuple(shares))


def _load(body: Body, exercise: Exercise, one: Asked, share: float) -> float | None:
    """The load in kg that is taken, or None for the body alone."""
    if one.load_kg is not None:
        left = share / one.share
        return one.load_kg if left >= 1.0 else _stepped(one.load_kg * max(left, 0.7), exercise)
    if exercise.bodyweight_share > 0 or exercise.equipment[:1] == ("bodyweight",) or exercise.load_step_kg <= 0:
        return None
    reserve = max(one.reserve, FIRST_TIME_RESERVE)
    kg = body.one_rm_kg(exercise) / (1 + ((one.reps or 1) + reserve) / body.persona.endurance)
    return max(exercise.load_step_kg, _stepped(kg * share, exercise))


def _stepped(kg: float, exercise: Exercise) -> float:
    step = exercise.load_step_kg or 1.0
    return floor(kg / step + 1e-9) * step


def _sets(body: Body, exercise: Exercise, one: Asked, load: float | None, chance: Random) -> list[SetDone]:
    """Sets with so many repetitions as were meant, or as there are; a set of which nothing goes is tried again two steps lighter."""
    done: list[SetDone] = []
    for number in range(one.sets):
        there = body.repetitions(exercise, load or 0.0, number)
        if there < 1 and load:
            load = max(exercise.load_step_kg, load - 2 * exercise.load_step_kg)
            there = max(1.0, body.repetitions(exercise, load, number))
        reps = max(1, min(one.reps or 1, floor(there)))
        reserve = max(0.0, there - reps)
        felt = 10 - reserve + chance.uniform(-RPE_ERROR, RPE_ERROR)
        done.append(SetDone(one.exercise, reps, load, reserve=reserve, rpe=max(5.0, min(10.0, round(felt * 2) / 2))))
    return done
