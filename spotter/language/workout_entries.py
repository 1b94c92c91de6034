"""From sets as they were written to the entry that is logged: kg, plausible figures, and what has to be asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from spotter.coaching.limits import is_plausible
from spotter.coaching.strength import one_rep_max
from spotter.coaching.units import KG_PER_LB, LB_PER_STONE, round_load
from spotter.coaching.unknown import Unknown
from spotter.language.understanding import Locale, Reading
from spotter.language.workout_exercises import NamedExercise
from spotter.language.workout_groups import Load, SetGroup
from spotter.language.workout_questions import (
    ask_distance,
    ask_number,
    ask_range,
    ask_record,
    ask_reps,
    ask_sets,
    ask_span,
    ask_time,
    ask_unit,
)
from spotter.language.workout_sets import SetReader

_FAR_ABOVE = Decimal("1.6")  # times the usual load: so much in one step is rather a load in pounds
_TOO_FAST_M_S = 25
_BAR = {"kg": Decimal(20), "lb": Decimal(45)}
_A_KILOMETRE = 1000
_FASTEST_KILOMETRE_M_S = Decimal("7.6")  # 1,000 m in 2:11.96 (Ngeny 1999); longer runs are slower
_RUNS = frozenset({"running", "treadmill_run", "trail_running"})
_FASTEST_M_S: dict[str, Decimal] = {
    **dict.fromkeys((*_RUNS, "sprint", "interval_running"), Decimal("12.5")),  # top speed of the 100 m record (Bolt 2009: 12.4)
    "walking": Decimal("4.6"),  # 5,000 m race walk in 18:05 (Shchennikov 1995)
    "swimming": Decimal("2.5"),  # 50 m in 20.9 s (Cielo 2009)
    "rowing": Decimal("7.5"),  # 500 m in 1:10 on the machine
}
_ROUGHLY = Decimal("1.15")  # an estimate from many repetitions is that far off
# Singles in kg: Maddox 2020 (raw), Alkhazov 2020 (wraps), Bjornsson 2025. The same lift with more repetitions is reckoned with its formula.
_HEAVIEST_KG: dict[str, Decimal] = {"bench_press": Decimal(355), "back_squat": Decimal(525), "deadlift": Decimal(510)}
# Farther than this in one go is done by few, who know their time: a distance alone is rather a slip.
_FARTHEST_UNTIMED_M: dict[str, Decimal] = {
    **dict.fromkeys((*_RUNS, "walking", "hiking"), Decimal(162_000)),  # 100 miles
    "swimming": Decimal(34_000),  # the Channel
    "rowing": Decimal(100_000),
}
_PLATE = {"kg": Decimal(20), "lb": Decimal(45)}


@dataclass(slots=True)
class Entry:
    """One exercise of the log, or the question that stands in its way (then `sets` is empty)."""

    key: str | None
    name: str
    sets: list[dict[str, Any]] = field(default_factory=list)
    note: str | None = None
    question: str | None = None
    lacks_sets: bool = False  # a load alone was told
    asked: str | None = None  # what the question is about where that is not the whole entry
    confidence: float = 0.95


def write_entry(exercise: NamedExercise, reader: SetReader, unit: str | None, reading: Reading) -> Entry:
    """The entry of one exercise; `unit` is that of bare loads, None where the person mixed units."""
    entry = Entry(exercise.key, exercise.name, confidence=exercise.sure)
    groups = reader.groups
    if not groups and reader.load is not None and reader.is_record:
        groups = [SetGroup(reps=Decimal(1), load=reader.load)]
    for group in groups:
        _mend_clock(exercise, group, reader)
    entry.question = _problem(exercise, reader, groups, unit, reading)
    if entry.question:
        entry.lacks_sets = not groups and reader.load is not None and reader.count is None and not reader.unclear
        said = exercise.label or exercise.name
        if entry.question in (ask_record(said, reading.locale), ask_distance(said, reading.locale)):
            entry.asked = exercise.name  # the answer says it anew
        if reader.unclear and groups and groups[0].distance_m:
            entry.asked = f"{exercise.name} {groups[0].distance_m:f} m"
        return entry
    for group in groups:
        entry.sets += [_set(exercise, group, unit or "kg") for _ in range(int(group.count))]
    total = sum(group.count * (group.reps or 0) for group in groups)  # "100 swings in 5 sets of 20": no load
    if (
        reader.lost
        and reader.lost.amount != total
        and not reader.is_record
        and reader.lost.unit != "unknown"
        and to_kg(exercise, reader.lost, unit or "kg")
    ):
        amount = f"{reader.lost.amount:f} {reader.lost.unit or unit or 'kg'}"
        entry.question, entry.asked = ask_reps(exercise.label or exercise.name, amount, reading.locale), f"{exercise.name} {amount}"
    entry.note = next((group.note for group in groups if group.note), None)
    return entry


def _mend_clock(exercise: NamedExercise, group: SetGroup, reader: SetReader) -> None:
    """Reads "3:00" as hours where the minutes would make a speed that nobody has ("cycling 3:00 35 km")."""
    if exercise.sort.measure == "reps" or not group.duration_s or not group.distance_m or group.duration_s > 24 * 60:
        return
    if reader.has_clock and group.distance_m / group.duration_s > _TOO_FAST_M_S:
        group.duration_s *= 60


def _problem(exercise: NamedExercise, reader: SetReader, groups: list[SetGroup], unit: str | None, reading: Reading) -> str | None:
    name, locale = exercise.label or exercise.name, reading.locale
    if reader.ambiguous:
        return ask_number(name, reader.ambiguous, locale)
    if not groups or reader.unclear:
        return _missing(name, reader, locale)
    for group in groups:
        load = group.load
        if load and load.unit is None and load.amount and (unit is None or _may_be_pounds(exercise, load, unit, reading)):
            return ask_unit(name, load.amount, locale)
        if asked := _implausible(exercise, group, unit or "kg", locale):
            return asked
    if sum(group.count for group in groups) > 50:
        return ask_range(name, "sets", locale)
    return None


def _implausible(exercise: NamedExercise, group: SetGroup, unit: str, locale: Locale) -> str | None:
    name = exercise.label or exercise.name
    for quantity, value in _figures(exercise, group, unit):
        if not is_plausible(quantity, float(value)) or (quantity in ("reps", "sets") and value != int(value)):
            return ask_range(name, quantity, locale)
    if _is_too_heavy(exercise, group, unit):
        return ask_record(name, locale)
    if group.distance_m and not group.duration_s and group.distance_m > _FARTHEST_UNTIMED_M.get(exercise.key or "", group.distance_m):
        return ask_distance(name, locale)
    return ask_span(name, locale) if _is_too_fast(exercise, group) else None


def _is_too_fast(exercise: NamedExercise, group: SetGroup) -> bool:
    """Whether a distance and its time are beyond what anybody has done: one of the two is a slip."""
    if not group.distance_m or not group.duration_s:
        return False
    speed = group.distance_m / group.duration_s
    fastest = _FASTEST_M_S.get(exercise.key or "", _TOO_FAST_M_S)
    if exercise.key in _RUNS and group.distance_m >= _A_KILOMETRE:
        fastest = _FASTEST_KILOMETRE_M_S
    return speed > fastest


def _is_too_heavy(exercise: NamedExercise, group: SetGroup, unit: str) -> bool:
    """Whether the single that a set stands for is beyond what anybody has lifted."""
    record, load = _HEAVIEST_KG.get(exercise.key or ""), to_kg(exercise, group.load, unit)
    if record is None or load is None or group.reps is None:
        return False
    single = one_rep_max(load, int(group.reps))
    return load > record or (not isinstance(single, Unknown) and single.kg > record * _ROUGHLY)


def _missing(name: str, reader: SetReader, locale: Locale) -> str | None:
    if reader.count is not None and not is_plausible("sets", float(reader.count)):
        return ask_range(name, "sets", locale)
    if reader.unclear and any(group.distance_m for group in reader.groups):
        return ask_time(name, locale)
    return ask_sets(name, locale) if reader.unclear or reader.load is not None or reader.count is not None else None


def _figures(exercise: NamedExercise, group: SetGroup, unit: str) -> list[tuple[str, Decimal]]:
    kg = to_kg(exercise, group.load, unit)
    figures = {
        "sets": group.count,
        "reps": group.reps,
        "load_kg": kg,
        "duration_s": group.duration_s,
        "distance_m": group.distance_m,
        "rpe": group.rpe,
        "rir": group.rir,
        "heart_rate_bpm": group.heart_rate_bpm,
    }
    found = [(quantity, value) for quantity, value in figures.items() if value is not None]
    if kg is not None and kg < 0 and exercise.assist == "none":
        found.append(("load_kg", Decimal(-1000)))
    return found


def _may_be_pounds(exercise: NamedExercise, load: Load, unit: str, reading: Reading) -> bool:
    usual = reading.usual_loads_kg.get(exercise.key or "")
    if not usual or unit != "kg" or reading.units != "metric":
        return False
    return load.amount > Decimal(str(usual)) * _FAR_ABOVE and load.amount * KG_PER_LB <= Decimal(str(usual)) * _FAR_ABOVE


def to_kg(exercise: NamedExercise, load: Load | None, unit: str) -> Decimal | None:
    """A written load in kg, rounded to 0.01; None where none was said. Plates count on both sides of a bar."""
    if load is None or load.unit == "unknown":
        return None
    own = load.unit or unit
    if exercise.assist == "always" and load.amount > 0 and own != "bw":
        load = Load(-load.amount, load.unit)  # the weight that helps
    if own == "bw":
        return Decimal(0)
    if own.endswith(" a side") and own[:2] in _BAR:
        own = own[:2]
        amount = load.amount * 2 + _BAR[own] if exercise.uses_bar else load.amount * (2 if exercise.two_sided else 1)
    elif own.startswith("plates"):
        both_sides = 2 if exercise.uses_bar or own == "plates a side" else 1
        amount = load.amount * _PLATE[unit] * both_sides + (_BAR[unit] if exercise.uses_bar else 0)
        own = unit
    else:
        amount = load.amount
    if own == "st":
        return round_load(amount * LB_PER_STONE * KG_PER_LB)
    return round_load(amount * KG_PER_LB if own == "lb" else amount) if abs(amount) < 10**9 else Decimal(10**9)


def _set(exercise: NamedExercise, group: SetGroup, unit: str) -> dict[str, Any]:
    kg = to_kg(exercise, group.load, unit)
    return {
        "reps": None if group.reps is None else int(group.reps),
        "load_kg": None if kg is None else float(kg),
        "rpe": None if group.rpe is None else float(group.rpe),
        "rir": None if group.rir is None else int(group.rir),
        "duration_s": None if group.duration_s is None else float(group.duration_s),
        "distance_m": None if group.distance_m is None else float(round_load(group.distance_m)),
        "kind": group.kind,
    } | ({"heart_rate_bpm": int(group.heart_rate_bpm)} if group.heart_rate_bpm else {})
