"""The figures of a text, each with its unit and place: what a reader would want to see proven."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

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
from spotter.language.calendar_words import MONTHS, WEEKDAYS, level
from spotter.language.numbers import Ambiguous, number_words, parse_decimal
from spotter.language.quantities import Quantity, find_quantities
from spotter.language.understanding import Locale

# What one of each unit is, and of what: units of the same kind convert into each other.
UNITS: dict[str, tuple[str, Decimal]] = {
    "kg": ("mass", Decimal(1)),
    "g": ("mass", Decimal("0.001")),
    "lb": ("mass", KG_PER_LB),
    "oz": ("mass", G_PER_OZ / 1000),
    "st": ("mass", KG_PER_LB * LB_PER_STONE),
    "m": ("length", Decimal(1)),
    "km": ("length", Decimal(1000)),
    "cm": ("length", Decimal("0.01")),
    "mi": ("length", M_PER_MILE),
    "yd": ("length", M_PER_YARD),
    "ft": ("length", M_PER_FOOT),
    "in": ("length", CM_PER_INCH / 100),
    "s": ("time", Decimal(1)),
    "min": ("time", Decimal(60)),
    "h": ("time", Decimal(3600)),
    "day": ("time", Decimal(86_400)),
    "week": ("time", Decimal(604_800)),
    "kcal": ("energy", Decimal(1)),
    "kj": ("energy", 1 / KJ_PER_KCAL),
    "ml": ("volume", Decimal(1)),
    "cl": ("volume", Decimal(10)),
    "l": ("volume", Decimal(1000)),
    "floz": ("volume", ML_PER_FL_OZ),
    "%": ("share", Decimal(1)),
    "bpm": ("pulse", Decimal(1)),
    "mmHg": ("pressure", Decimal(1)),
}
# What is counted or measured by other words than those of `quantities`; "count" stands for things: 3 sets, 12 reps.
_NOUNS: tuple[tuple[str, str], ...] = (
    ("%", r"%|per ?cent|pour ?cents?"),
    ("bpm", r"bpm|beats per minute|battements(?: par minute)?"),
    ("mmHg", r"mm ?hg"),
    ("day", r"days?|jours?"),
    ("week", r"weeks?|semaines?"),
    (
        "count",
        r"reps?|repetitions?|sets?|series?|workouts?|sessions?|seances?|trainings?|entrainements?|times|fois|months?|mois|years?"
        r"|ans|annees?"
        r"|steps|meals?|repas|exercises?|exercices?|runs?|courses?|rounds?|tours?",
    ),
)
_NOUN = re.compile(rf"[ \u00a0]?-?(?:{'|'.join(rf'(?P<n{place}>{words})' for place, (_, words) in enumerate(_NOUNS))})(?!\w)")
_PLAIN_CHARACTERS = str.maketrans(
    {"\u202f": "\u00a0", "\u2009": "\u00a0", "×": "x", "✕": "x", "−": "-", "–": "-", "—": "-", "‑": "-", "’": "'"}
)
# Blanks that group thousands: any in French ("1 500"), hard ones in English.
_GROUPS = {
    locale: re.compile(rf"(?<![\d.,])\d{{1,3}}(?:[{blanks}]\d{{3}})+(?!\d)") for locale, blanks in (("en", "\u00a0"), ("fr", " \u00a0"))
}
_BEFORE = r"(?:(?<![\w.,])|(?<=[\W\dgsb]x)|(?<=rpe)|(?<=\d[.,] ))(?<![^\W\d]-)"
_AFTER = r"(?:(?=(?:reps?|sets?|s[eé]ries?|rounds?|days?|weeks?|rir|[ap]\.?m)\b)|(?![^\Wx_]|[.,]\d|x[^\W\d]))"
_NUMBER = re.compile(rf"{_BEFORE}(?:\d{{1,3}}(?:['.,]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?){_AFTER}", re.I)
_HALF_DAY = re.compile(r" ?(?:(a)|(p))\.?m\b\.?", re.I)
_RANGE = re.compile(r" ?(?:-|to) ?")
_BETWEEN = re.compile(r"(?:between|entre) *$")
_BLANKS = re.compile(r" +")
_AND = re.compile(r" (?:and|et) ")
_FEW = Decimal(10)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at `text[start:end]` as it is written: `value` in `unit`, good to `step` (one of its last place).

    `unit` is a key of `UNITS`, "count" (sets, reps, workouts), "clock" (seconds since midnight) or None where none is named. `other` is
    the second reading where there are two: "1,500" in French, "7:30" as minutes and seconds.
    """

    value: Decimal
    unit: str | None
    start: int
    end: int
    step: Decimal = Decimal(1)
    other: Decimal | None = None


def figures_in(text: str, locale: Locale) -> list[Figure]:
    """The figures in the order of the text: digits, and number words where they measure something ("three sets").

    List numbers, ordinals, labels ("day 3"), calendar dates, years and counts of what is being said ("2 questions") are none.
    """
    flat, words = _in_digits(text, locale)
    plain = level(flat)
    never = [match.span() for match in _skipped().finditer(plain)]
    labels = [match.span() for match in _labels().finditer(plain)]
    found = [figure for figure in _numbers(flat, plain, locale) if not _lies_in(figure, never)]
    kept = [figure for figure in found if figure.unit or not _is_label(figure, plain, labels)]
    return [spelled for figure in kept if (spelled := _at_its_words(figure, words))]


def every_number(text: str, locale: Locale) -> list[Figure]:
    """All numbers in digits, labels, dates and ordinals among them."""
    flat = text.translate(_PLAIN_CHARACTERS)
    return _numbers(flat, level(flat), locale)


def without_blanks(text: str, locale: Locale) -> str:
    """The text with "1 500" as one number, places kept."""
    return _GROUPS[locale].sub(lambda match: re.sub(r"\s", "'", match[0]), text.translate(_PLAIN_CHARACTERS))


def _in_digits(text: str, locale: Locale) -> tuple[str, list[tuple[int, int, str]]]:
    """The text with number words as digits, flush right so that the unit stays beside them and all places stay, and where they stood."""
    flat = without_blanks(text, locale)
    words = number_words(flat, locale)
    for start, end, value in words:
        flat = flat[:start] + value.rjust(end - start) + flat[end:]
    return flat, words


def _numbers(flat: str, plain: str, locale: Locale) -> list[Figure]:
    return _in_ranges([_with_noun(figure, plain) for figure in _raw(flat, locale)], plain)


def _raw(digits: str, locale: Locale) -> list[Figure]:
    """Everything numeric, longest readings first: compounds and units, then bare numbers."""
    found = [_of_quantity(quantity, digits) for quantity in find_quantities(digits, locale)]
    for match in _NUMBER.finditer(digits):
        if not any(match.start() < other.end and other.start < match.end() for other in found):
            found.append(_of_number(match, locale))
    return sorted(found, key=lambda figure: figure.start)


def _of_number(match: re.Match[str], locale: Locale) -> Figure:
    number = parse_decimal(match[0], locale)
    value, other = (number.decimal, number.thousands) if isinstance(number, Ambiguous) else (number or Decimal(0), None)
    half = _HALF_DAY.match(match.string, match.end())
    if half and value <= 12:
        return Figure((value % 12 + (12 if half[2] else 0)) * 3600, "clock", match.start(), half.end())
    return Figure(value, None, match.start(), match.end(), _last_place(value), other)


def _of_quantity(quantity: Quantity, digits: str) -> Figure:
    start, end = quantity.start, quantity.end
    if quantity.unit == "clock":
        return _of_clock(quantity, digits)
    if quantity.unit == "k":
        return Figure(quantity.amount, "km", start, end, _last_place(quantity.amount), quantity.amount * 1000)
    kind_value = UNITS[quantity.unit][1] * quantity.amount
    si = quantity.value / 1000 if quantity.kind == "mass" else quantity.value
    if abs(si - kind_value) > Decimal("1e-9") * max(si, Decimal(1)):  # a compound: 5'11, 1 h 20, 12 st 7
        unit = {"length": "in", "load": "lb"}.get(quantity.kind, "min" if si % 60 == 0 else "s")
        return Figure((si / UNITS[unit][1]).quantize(Decimal("0.001")), unit, start, end)
    other = quantity.other / UNITS[quantity.unit][1] if quantity.other is not None else None
    return Figure(quantity.amount, quantity.unit, start, end, _last_place(quantity.amount), other)


def _of_clock(quantity: Quantity, digits: str) -> Figure:
    """ "7:30" is half past seven, or seven minutes and a half; "1:05:20" is a duration alone."""
    if digits[quantity.start : quantity.end].count(":") == 2:
        return Figure(quantity.value, "s", quantity.start, quantity.end)
    half = _HALF_DAY.match(digits, quantity.end)
    seconds = quantity.value * 60 if quantity.value < 86_400 / 60 else quantity.value
    if half:
        return Figure(seconds % 43_200 + (43_200 if half[2] else 0), "clock", quantity.start, half.end())
    return Figure(seconds, "clock", quantity.start, quantity.end, other=quantity.value)


def _last_place(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal(1)


def _with_noun(figure: Figure, plain: str) -> Figure:
    if figure.unit is not None:
        return figure
    match = _NOUN.match(plain, figure.end)
    return replace(figure, unit=_NOUNS[int((match.lastgroup or "n0")[1:])][0]) if match else figure


def _in_ranges(figures: list[Figure], plain: str) -> list[Figure]:
    """The figures with the first of "80-85 kg" and of "between 3 and 4 sets" in the unit of the second."""
    out = figures[-1:]
    for one, following in zip(reversed(figures[:-1]), reversed(figures[1:]), strict=True):
        between = _BLANKS.sub(" ", plain[one.end : following.start])
        joined = _RANGE.fullmatch(between) or (_AND.fullmatch(between) and _BETWEEN.search(plain, 0, one.start))
        unit = out[0].unit
        out.insert(0, replace(one, unit=unit) if one.unit is None and joined and unit != "clock" else one)
    return out


def _at_its_words(figure: Figure, words: list[tuple[int, int, str]]) -> Figure | None:
    """The figure from the first letter of the words it was written in; None where words measure nothing ("three ideas")."""
    for start, end, _ in words:
        if start <= figure.start < end:
            return replace(figure, start=start) if figure.unit else None
    return figure


def _lies_in(figure: Figure, spans: list[tuple[int, int]]) -> bool:
    return any(start <= figure.start and figure.end <= end for start, end in spans)


def _is_label(figure: Figure, plain: str, labels: list[tuple[int, int]]) -> bool:
    return _lies_in(figure, labels) or (figure.value <= _FEW and bool(_said_things().match(plain, figure.end)))


@cache
def _skipped() -> re.Pattern[str]:
    """What is never a figure, whatever follows."""
    months, days = (rf"(?:{'|'.join(sorted((w for w in words if len(w) > 2), key=len, reverse=True))})" for words in (MONTHS, WEEKDAYS))
    return re.compile(
        r"https?://\S+|(?:^|\n)\s*(?:[-*•]\s+)?(?:\*\*)?\d{1,2}[.)](?=\s)|(?<!\S)\(?\d{1,2}\)(?=\s)"
        r"|\b\d+(?:st|nd|rd|th|er|re|e|eme|nde?)\b|(?:#|n[°o]\.? ?|no\. ?)\d+\b|\b\d{1,2}[ -]?rm\b|\b24 ?/ ?7\b|\b50 ?/ ?50\b"
        r"|\b\d{4}-\d{2}-\d{2}(?:[t ]\d\d:\d\d\S*)?|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b"
        rf"|\b\d{{1,2}} (?:of |de )?{months}\b\.?(?:,? (?:19|20)\d\d)?|\b{months}\.? \d{{1,2}}\b(?! ?(?:kg|x|%))(?:,? (?:19|20)\d\d)?"
        rf"|\b{months} (?:19|20)\d\d\b|\b{days},? (?:the |le )?\d{{1,2}}\b(?! ?[x:h%]| ?(?:kg|am|pm|min|reps?|sets?))"
    )


@cache
def _labels() -> re.Pattern[str]:
    """Numbers that name something, as long as nothing is counted by them: "week 3", "in 2026", "le 21"."""
    names = (
        r"days?|weeks?|months?|sets?|steps?|phases?|zones?|options?|levels?|types?|parts?|exercises?|workouts?|rounds?|blocks?"
        r"|stages?|grades?"
        r"|jours?|semaines?|mois|series?|etapes?|niveaux?|parties?|exercices?|seances?|blocs?|tours?"
    )
    return re.compile(
        rf"\b(?:{names}) #?\d{{1,2}}(?:(?: ?[-,] ?| (?:to|and|or|a|et|ou) )\d{{1,2}})*\b"
        r"|\b(?:in|en|since|depuis|of|de|from|year|annee) (?:19|20)\d\d\b|\ble \d{1,2}\b"
    )


@cache
def _said_things() -> re.Pattern[str]:
    """What a speaker numbers of their own words."""
    kinds = r"quick|short|simple|easy|other|main|good|petites?|autres?|bonnes?"
    return re.compile(
        rf" (?:(?:{kinds}) )?(?:questions?|things?|tips?|options?|ways?|reasons?|ideas?|points?|choices?|suggestions?|parts?|steps"
        r"|choses?|conseils?|facons?|raisons?|idees?|choix|astuces?|pistes?|etapes?)\b"
    )
