"""A warm-up for a lift is asked for: "how should I warm up for squats", "warm up sets for 100 kg bench?"."""

from __future__ import annotations

import re
from decimal import Decimal

from spotter.coaching.limits import is_plausible
from spotter.coaching.units import KG_PER_LB, round_load
from spotter.language.calendar_words import level
from spotter.language.understanding import Call, Parse, Reading
from spotter.language.workout_exercises import find_exercises

_LONGEST = 90
_ASKED = re.compile(
    r"\b(?:warm(?:ing)?[ -]?ups?|warmup|ramp(?:ing)?[ -]?ups?|ramp sets?|work up|echauff\w+|montee en (?:charge|gamme)|monter en charge)\b"
)
_TOLD = re.compile(r"\b(?:did|done|skipped|after|hurts?|pain|fait|apres|mal)\b|\d ?x ?\d")
_LOAD = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?) ?(kgs?|kilos?|lbs?|pounds?)?(?![\d./]| ?(?:reps?|sets?|min|x|%))")
_REPS = re.compile(r"\b(?:x|for|pour|de) ?(\d{1,2}) ?(?:reps?|repetitions?)\b")


def parse_warm_up(text: str, reading: Reading) -> Parse | None:
    """A call that shows the ramp to one lift, with its load where one is named; None for warming up in general."""
    flat = level(text)
    if len(text) > _LONGEST or not _ASKED.search(flat) or _TOLD.search(flat):
        return None
    lifts = find_exercises(text, reading.locale)
    if len(lifts) != 1 or lifts[0].key is None:
        return None
    one = lifts[0]
    reps = _REPS.search(flat)
    beside = flat[: one.start] + " " * (one.end - one.start) + flat[one.end :]
    loads = list(_LOAD.finditer(_REPS.sub(" ", beside)))
    if len(loads) > 1:
        return None
    args: dict[str, object] = {"exercise": {"key": one.key, "name": one.name}}
    if loads:
        amount, unit = Decimal(loads[0][1].replace(",", ".")), loads[0][2] or ("kg" if reading.units == "metric" else "lb")
        kg = round_load(amount * KG_PER_LB) if unit.startswith(("lb", "pound")) else amount
        if not is_plausible("load_kg", float(kg)) or kg <= 0:
            return None
        args["load_kg"] = float(kg)
    if reps:
        args["reps"] = int(reps[1])
    return Parse((Call("show_warm_up", "planner", text.strip(), 0.93, args),))
