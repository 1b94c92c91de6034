"""Single values as a language model writes them ("80kg", "yesterday", 225 for pounds), read on the person's own terms.

Every refusal is a `ToolError` in English, short, for the model to mend its call by.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from spotter.coaching.units import CM_PER_INCH, KG_PER_LB
from spotter.errors import ToolError
from spotter.language.calendar_words import WEEKDAYS, level
from spotter.language.dates import find_date
from spotter.language.meal_frame import Meal, eaten_at
from spotter.language.moments import find_moment
from spotter.language.normalise import normalise
from spotter.language.numbers import parse_decimal, words_to_digits
from spotter.language.quantities import Kind, find_quantities
from spotter.language.understanding import Reading
from spotter.tools.context import CoachContext

# What an argument measures, and how many of its units are one kg, m, s, kcal, ml or g.
Measure = tuple[Kind, Decimal]
_ONE = Decimal(1)
MEASURES: dict[str, Measure] = {
    "load_kg": ("load", _ONE),
    "height_cm": ("length", Decimal(100)),
    "distance_m": ("length", _ONE),
    "duration_s": ("duration", _ONE),
    "minutes": ("duration", _ONE / 60),
    "kcal": ("energy", _ONE),
    "protein_g": ("mass", _ONE),
    "carbs_g": ("mass", _ONE),
    "fat_g": ("mass", _ONE),
    "fiber_g": ("mass", _ONE),
}
METRIC_MEASURES: dict[str, Measure] = {
    "weight": ("load", _ONE),
    "waist": ("length", Decimal(100)),
    "hips": ("length", Decimal(100)),
    "sleep": ("duration", _ONE / 3600),
    "hydration": ("volume", _ONE),
}
GOAL_MEASURES: dict[str, Measure] = {"kg": ("load", _ONE), "kg_change": ("load", _ONE), "m": ("length", _ONE), "kcal": ("energy", _ONE)}

MOST_CHARS = 4_000
_MOST_SAID = 10_000
_LARGEST = 10**12
_SAME = Decimal("0.01")  # relative: what rounding a conversion may shift
_LABELLED = re.compile(r"(?:rpe|rir|x)?\s*([+-]?\d[\d.,]*)\s*(?:reps?|sets?|bpm|%|percent|steps|mmhg|/\s?10|kcal|days?)?", re.IGNORECASE)
_BARE = re.compile(r"(?:(?<![\w.,:])|(?<=\dx))\d+(?:[.,]\d+)?(?=x\d|(?![\w:]))")
_YEARS = range(1900, 2101)


def refuse(name: str, wanted: str) -> ToolError:
    """A refusal that tells the model which argument is wrong and what it should be."""
    return ToolError(f"{name[:60]}: {wanted}")


class Values:
    """Reads values for one call. `text` is what the person wrote in this turn: figures that stand there win over the model's."""

    def __init__(self, text: str, ctx: CoachContext) -> None:
        self.ctx = ctx
        self.reading = Reading(ctx.locale, ctx.units, ctx.now)
        self.said = words_to_digits(normalise(text[:_MOST_SAID]), ctx.locale)
        self._stated = find_quantities(self.said, ctx.locale)
        self._bare = {Decimal(found[0].replace(",", ".")) for found in _BARE.finditer(self.said)}

    def words(self, name: str, value: object, options: Sequence[str] = ()) -> str:
        """Clean text; with `options` one of them, however it is spelled."""
        if isinstance(value, (bool, dict, list)) or not isinstance(value, (str, int, float)):
            raise refuse(name, "should be text.")
        if isinstance(value, str) and len(value) > MOST_CHARS:
            raise refuse(name, "is too long.")
        text = normalise(value if isinstance(value, str) else str(self.number(name, value)))
        if not options:
            return text
        flat = re.sub(r"[\s-]+", "_", level(text))
        found = next((option for option in options if option.lower() == flat), None)
        if found is None:
            raise refuse(name, f"should be one of {', '.join(options)}.")
        return found

    def flag(self, name: str, value: object) -> bool:
        """Yes or no."""
        known = {"true": True, "false": False, "1": True, "0": False}
        found = known.get(str(value).lower()) if isinstance(value, (bool, int, str)) and len(str(value)[:9]) < 9 else None
        if found is None:
            raise refuse(name, "should be true or false.")
        return found

    def number(self, name: str, value: object, measure: Measure | None = None) -> int | float:
        """A number in the unit of its argument; one with a unit of its own ("180 lb", "5'11") is converted."""
        if isinstance(value, str):
            return self._written(name, value, measure)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise refuse(name, "should be a number.")
        if (isinstance(value, float) and not math.isfinite(value)) or not -_LARGEST < value < _LARGEST:
            raise refuse(name, "is out of range.")
        return _plain(self._as_meant(Decimal(repr(value)), measure, name))

    def is_stated(self, value: float, kind: Kind) -> bool:
        """Whether the person's own words hold this figure, bare or with a unit of its kind."""
        wanted = Decimal(repr(value))
        return wanted in self._bare or any(one.kind == kind and _same(one.value, wanted) for one in self._stated)

    def day(self, name: str, value: object) -> str:
        """A day as ISO date: ISO itself, or "yesterday", "last Monday" on the person's calendar."""
        text = self._when(name, value)
        moment = _iso(text)
        if moment is not None:
            known = _in_reach(name, moment)
            return (known.astimezone(self.ctx.zone) if known.tzinfo else known).date().isoformat()
        span = find_date(text, self.reading)
        if span is None or span.problem == "impossible" or span.end - span.start < len(text):
            raise refuse(name, "should be a day, YYYY-MM-DD.")
        return span.date.isoformat()

    def past(self, name: str, value: object, meal: Meal | None = None) -> str:
        """A moment that is over, with the person's zone; a day alone is its usual hour of `meal`, else noon."""
        text = self._when(name, value)
        moment = _iso(text)
        if level(text) == "now":
            return self.ctx.now.isoformat()
        if moment is not None and len(text) > len("2026-01-01"):
            return _in_reach(name, moment if moment.tzinfo else moment.replace(tzinfo=self.ctx.zone)).isoformat()
        span = find_date(text, self.reading)
        if span is None or span.problem:
            raise refuse(name, "should be a moment that is over, YYYY-MM-DDTHH:MM.")
        return eaten_at(level(text), meal, self.reading).isoformat()

    def coming(self, name: str, value: object) -> str:
        """A moment ahead. Without an offset it is the time on the person's clock."""
        text = self._when(name, value)
        moment = _iso(text)
        if moment is not None and len(text) > len("2026-01-01"):
            return _in_reach(name, moment).isoformat()
        found = find_moment(text, self.reading)
        if found is None or found.at is None:
            raise refuse(name, "should be a moment ahead, YYYY-MM-DDTHH:MM.")
        return found.at.isoformat()

    def day_said(self, name: str) -> date:
        """The day that the person's message names; today where it names none."""
        span = find_date(self.said, self.reading)
        if span is not None and span.problem:
            raise refuse(name, "should be the day that is meant, YYYY-MM-DD.")
        return self.ctx.today if span is None else span.date

    def meal_said(self, meal: Meal | None) -> str:
        """When the meal of the person's message was eaten, as the grammar of meals has it."""
        self.day_said("eaten_at")
        return eaten_at(level(self.said), meal, self.reading).isoformat()

    @staticmethod
    def _when(name: str, value: object) -> str:
        text = normalise(value) if isinstance(value, str) and len(value) <= 60 else ""
        if not text:
            raise refuse(name, "should be a date as text.")
        return text

    def _written(self, name: str, value: str, measure: Measure | None) -> int | float:
        text = normalise(value[:60])
        if name == "weekdays" and level(text) in WEEKDAYS:
            return WEEKDAYS[level(text)]
        whole = next((one for one in find_quantities(text, self.ctx.locale) if one.end - one.start == len(text)), None)
        if whole is not None and measure is not None and whole.kind == measure[0] and whole.other is None and len(value) <= 60:
            return _plain(whole.value * measure[1])
        bare = _LABELLED.fullmatch(text)
        amount = parse_decimal(bare[1], self.ctx.locale) if bare and len(value) <= 60 else None
        if not isinstance(amount, Decimal) or abs(amount) >= _LARGEST:
            raise refuse(name, "should be a number.")
        return _plain(self._as_meant(amount, measure, name))

    def _as_meant(self, value: Decimal, measure: Measure | None, name: str) -> Decimal:
        """The value, or what the person's words make of it: 225 where they wrote "225 lb", or write in pounds and gave no unit."""
        if measure is None:
            return value
        kind, scale = measure
        stated = [one for one in self._stated if one.kind == kind]
        near = [one.value * scale for one in stated if _same(one.value * scale, value)]
        if near:
            return value if value in self._bare else min(near, key=lambda one: abs(one - value))
        other = next((one for one in stated if one.amount == value), None)
        if other is not None:
            return other.value * scale
        own = _OWN_UNITS.get((kind, scale)) if self.ctx.units == "imperial" else None
        return value * own if own is not None and name != "height_cm" and value in self._bare else value


# A bare figure of somebody who thinks in pounds and inches.
_OWN_UNITS: Mapping[Measure, Decimal] = {("load", _ONE): KG_PER_LB, ("length", Decimal(100)): CM_PER_INCH}


def _same(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= _SAME * max(abs(one), abs(other))


def _plain(value: Decimal) -> int | float:
    rounded = round(value, 2)
    return int(rounded) if rounded == int(rounded) else float(rounded)


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _in_reach(name: str, moment: datetime) -> datetime:
    if moment.year not in _YEARS:
        raise refuse(name, "is out of range.")
    return moment
