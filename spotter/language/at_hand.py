"""What a lift called by its bare name is to somebody without a barbell: "squats 3x15" are done with body weight, "curls" with dumbbells."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from spotter.catalogue.exercise import Exercise
from spotter.catalogue.exercises import exercises
from spotter.coaching.planning.request import has_equipment
from spotter.language.calendar_words import level
from spotter.language.equipment import find_equipment
from spotter.language.understanding import Call, Reading

_OWN_WORD = re.compile(r"^(?:back|barbell)_")  # what the house calls the lift that a bare name means
_WITH_LOAD, _WITHOUT_LOAD = ("dumbbell", "kettlebell"), ("bodyweight", "dumbbell", "kettlebell")


def at_hand(calls: tuple[Call, ...], reading: Reading) -> tuple[Call, ...]:
    """The calls with each barbell lift that the person cannot do taken for its nearest kind that they can, unless a bar is named."""
    there = reading.equipment
    if not there:
        return calls
    return tuple(replace(call, args=_swapped(call.args, call.clause, there, reading)) for call in calls)


def _swapped(args: Any, clause: str, there: frozenset[str], reading: Reading) -> Any:
    if isinstance(args, list):
        return [_swapped(one, clause, there, reading) for one in args]
    if not isinstance(args, dict):
        return args
    found = {name: _swapped(value, clause, there, reading) for name, value in args.items()}
    ref = found.get("exercise")
    if isinstance(ref, dict) and ref.get("key") in exercises():
        sets = found.get("sets")
        told = sets if isinstance(sets, list) else [found]
        other = _kind_at_hand(exercises()[ref["key"]], clause, there, is_loaded=any(one.get("load_kg") for one in told))
        if other is not None:
            found["exercise"] = {"key": other.key, "name": other.name[reading.locale]}
    return found


def _kind_at_hand(own: Exercise, clause: str, there: frozenset[str], *, is_loaded: bool) -> Exercise | None:
    """The same lift with what is there; None where the lift itself can be done, or was named with its implement."""
    if "barbell" not in own.equipment or has_equipment(own.equipment, there):
        return None
    words = set(re.findall(r"[a-z]+", level(clause)))
    tail = _OWN_WORD.sub("", own.key)
    if words & {"back", "barbell", "bar", "bb", "barre"} or "barbell" in find_equipment(level(clause)):
        return None
    kinds = (exercises().get(f"{kind}_{tail}") for kind in (_WITH_LOAD if is_loaded else _WITHOUT_LOAD))
    return next((one for one in kinds if one is not None and has_equipment(one.equipment, there)), None)
