"""Quantities with their unit in a text: loads, lengths, durations, energy, volumes and small masses, in SI."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from spotter.coaching.units import (
    CM_PER_INCH,
    G_PER_OZ,
    KG_PER_LB,
    KJ_PER_KCAL,
    LB_PER_STONE,
    M_PER_FOOT,
    M_PER_MILE,
    M_PER_YARD,
    ML_PER_FL_OZ,
)
from spotter.language.numbers import Ambiguous, parse_decimal
from spotter.language.understanding import Locale

Kind = Literal["load", "length", "duration", "energy", "volume", "mass"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity at `text[start:end]`: `value` in kg, m, s, kcal, ml or g by kind, `amount` and `unit` as written.

    `unit` is canonical: kg lb st km mi m yd cm in ft s min h clock kcal kj ml l cl floz g oz, and "k", which is km or kg by
    context (then `value` is kg as it stands). `other` is the second reading of an ambiguous number, else None.
    """

    kind: Kind
    value: Decimal
    unit: str
    amount: Decimal
    start: int
    end: int
    other: Decimal | None = None


_UNITS: tuple[tuple[Kind, str, Decimal, str], ...] = (
    ("load", "kg", Decimal(1), r"kgs?|kilos?|kilogram(?:me)?s?"),
    ("load", "lb", KG_PER_LB, r"lbs?|pounds?|#|livres?|pds"),
    ("load", "k", Decimal(1), r"k"),
    ("length", "km", Decimal(1000), r"kms?|kilomet(?:er|re)s?|kilom[eè]tres?|klicks?|bornes?"),
    ("length", "mi", M_PER_MILE, r"mi|miles?|milers?"),
    ("length", "yd", M_PER_YARD, r"yds?|yards?"),
    ("length", "cm", Decimal("0.01"), r"cms?|centimet(?:er|re)s?|centim[eè]tres?"),
    ("length", "in", CM_PER_INCH / 100, r"inch(?:es)?|pouces?|in(?=\s*(?:$|[.,;)]))"),
    ("length", "m", Decimal(1), r"m|met(?:er|re)s?|m[eè]tres?"),
    ("duration", "min", Decimal(60), r"min(?:ute)?s?|mn|mins\b"),
    ("duration", "s", Decimal(1), r"s|secs?|seconds?|secondes?"),
    ("duration", "h", Decimal(3600), r"h|hrs?|hours?|heures?"),
    ("energy", "kcal", Decimal(1), r"k?cals?|k?calories|calorie"),
    ("energy", "kj", 1 / KJ_PER_KCAL, r"kj|kilojoules?"),
    ("volume", "ml", Decimal(1), r"ml|millilit(?:er|re)s?"),
    ("volume", "cl", Decimal(10), r"cl|centilit(?:er|re)s?"),
    ("volume", "floz", ML_PER_FL_OZ, r"fl\.? ?oz|fluid ounces?"),
    ("volume", "l", Decimal(1000), r"l|lit(?:er|re)s?"),
    ("mass", "g", Decimal(1), r"g|gr|grams?|grammes?"),
    ("mass", "oz", G_PER_OZ, r"oz|ounces?|onces?"),
)
_BY_UNIT = {unit: (kind, factor) for kind, unit, factor, _ in _UNITS}
_NUMBER = r"\d+(?:[.,']\d{3})+(?!\d)(?:[.,]\d+)?|\d{1,3}(?: 000)+|\d+(?:[.,]\d+)?|(?<![\d.])\.\d+"
_ALTERNATIVES = "|".join(rf"(?P<{unit}>{words})" for _, unit, _, words in _UNITS)
_SIMPLE = re.compile(rf"(?:(?<![\d.,:\w])|(?<=[xX*]))(?P<number>{_NUMBER})[ -]?(?:{_ALTERNATIVES})(?![^\W_xX]|'|[xX][a-z])", re.I)
_CLOCK = re.compile(r"(?<![\d:.,])(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)(?![\d:])(?: ?(?P<u>min(?:ute)?s?|hours?|hrs?|h)\b)?", re.I)
_HOURS = re.compile(
    r"(?<![\d.,:])(\d{1,2}) ?(?:h|hrs?|hours?|heures?)(?: ?(?:and |et )?(\d{1,2})(?: ?(?:min(?:ute)?s?|mn"
    r"|m))?)(?: ?(\d{1,2}) ?s(?:ec(?:ond)?e?s?)?)?(?![\w:])",
    re.I,
)
_MINUTES = re.compile(
    r"(?<![\d.,:])(\d{1,3}) ?(?:min(?:ute)?s?|mn|m(?=\d{2}s)|')"
    r"(?:(?:,? ?(?:and |et )?)([0-5]?\d) ?(?:s(?:ec(?:ond)?e?s?)?\b|''|\")| ?(?:and |et )?([0-5]?\d)(?![\w:.,]|\s?(?!(?:x|"
    r"fois|times)\b)[a-z]))",
    re.I,
)
_FEET = re.compile(
    r"(?<![\d.,])(?<!\ben )(?<!\bin )([3-8]) ?(?:'|ft\.?|feet|foot|pieds?)(?: ?(1[01]|\d)(?:\.\d+)?(?: ?(?:\"|''|"
    r"in(?:ch(?:es)?)?\b|pouces?)"
    r"|(?!\d|\w)))?(?![\w'])",
    re.I,
)
_FEET_LONG = re.compile(rf"(?<![\d.,])({_NUMBER}) ?(?:ft|feet|foot|pieds)(?!\w)", re.I)
_STONE = re.compile(
    r"(?<![\d.,])(\d{1,2}(?:\.\d+)?) ?st(?:one|ones)?\b\.?(?: ?(?:and )?(1[0-3]|\d)(?:\.\d+)?(?: ?(?:lbs?|pounds?)\b|(?![\w.,]\d|\d)))?",
    re.I,
)


def find_quantities(text: str, locale: Locale) -> list[Quantity]:
    """All quantities of the text that carry a unit, in the order of the text, without overlaps; longer readings win."""
    found: list[Quantity] = []
    for quantity in (*_compound(text), *_simple(text, locale)):
        if not any(quantity.start < other.end and other.start < quantity.end for other in found):
            found.append(quantity)
    return sorted(found, key=lambda quantity: quantity.start)


def _compound(text: str) -> Iterator[Quantity]:
    if ":" in text:
        for match in _CLOCK.finditer(text):
            yield _clock(match)
    for match in _FEET.finditer(text):
        inches = int(match[1]) * 12 + int(match[2] or 0)
        yield Quantity("length", inches * CM_PER_INCH / 100, "ft", Decimal(match[1]), match.start(), match.end())
    for match in _FEET_LONG.finditer(text):
        amount = parse_decimal(match[1], "en")
        if isinstance(amount, Decimal):
            yield Quantity("length", amount * M_PER_FOOT, "ft", amount, match.start(), match.end())
    for match in _HOURS.finditer(text):
        seconds = int(match[1]) * 3600 + int(match[2] or 0) * 60 + int(match[3] or 0)
        yield Quantity("duration", Decimal(seconds), "h", Decimal(match[1]), match.start(), match.end())
    for match in _MINUTES.finditer(text):
        yield Quantity(
            "duration", Decimal(int(match[1]) * 60 + int(match[2] or match[3])), "min", Decimal(match[1]), match.start(), match.end()
        )
    for match in _STONE.finditer(text):
        pounds = Decimal(match[1]) * LB_PER_STONE + int(match[2] or 0)
        yield Quantity("load", pounds * KG_PER_LB, "st", Decimal(match[1]), match.start(), match.end())


def _clock(match: re.Match[str]) -> Quantity:
    hours, minutes, seconds = int(match[1] or 0), int(match[2]), int(match[3])
    if not match[1] and (match["u"] or "").lower().startswith("h"):
        hours, minutes, seconds = minutes, seconds, 0
    value = Decimal(hours * 3600 + minutes * 60 + seconds)
    return Quantity("duration", value, "clock", value, match.start(), match.end())


def _simple(text: str, locale: Locale) -> Iterator[Quantity]:
    for match in _SIMPLE.finditer(text):
        unit, number = match.lastgroup or "", parse_decimal(match["number"], locale)
        if number is None:
            continue
        kind, factor = _BY_UNIT[unit]
        amount, other = (number.decimal, number.thousands * factor) if isinstance(number, Ambiguous) else (number, None)
        yield Quantity(kind, amount * factor, unit, amount, match.start(), match.end(), other)
