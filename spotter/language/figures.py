"""Which figures of a generated text are proven: the same as a value that is known, rounded as shown, or converted to another unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal
from typing import Any, NamedTuple

from spotter.coaching.limits import METRICS
from spotter.language.figure_search import UNITS, Figure, figures_in
from spotter.language.numbers import words_to_digits
from spotter.language.understanding import Locale

__all__ = ["Figure", "Known", "figures_in", "unexplained"]

_TINY = Decimal("1e-9")
_ABOUT = re.compile(
    r"(?:~|≈|\b(?:about|around|roughly|nearly|almost|approximately|approx\.?|some|over|under|environ|vers|presque|autour de|pr[eè]s de"
    r"|plus de|moins de|more than|less than|close to)) ?$",
    re.I,
)
_ABOUT_SHARE = Decimal("0.03")  # how far "about 2,300" may be from what it rounds; a house rule
_AT = re.compile(r"\b(?:at|by|until|till|from|before|after|à|vers|avant|après|dès|jusqu'à) ?$", re.I)
_HALF_DAY_S, _DAY_S = 43_200, 86_400
_IDENTIFIER = re.compile(r"[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}|[0-9a-f]{32,}", re.I)
_IS_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_IS_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?")
_UNITS_OF_NAMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "count",
        re.compile(
            r"(?:^|_)per_week$|(?:^|_)(?:reps|reps_\w+|repeats_\w+|sets|sets_\w+|rir|rpe|severity|zone|weekday|position|count|rows|age)$"
        ),
    ),
    ("kg", re.compile(r"(?:^|_)kg(?:_change)?$")),
    ("g", re.compile(r"(?:^|_)(?:g|grams)$")),
    ("m", re.compile(r"_m$")),
    ("cm", re.compile(r"(?:^|_)cm$")),
    ("s", re.compile(r"_s$")),
    ("min", re.compile(r"(?:^|_)min(?:utes)?(?:_limit)?$")),
    ("h", re.compile(r"_h$")),
    ("ml", re.compile(r"(?:^|_)ml$")),
    ("kcal", re.compile(r"(?:^|_)kcal(?:_\w+)?$")),
    ("bpm", re.compile(r"(?:^|_)bpm$")),
    ("%", re.compile(r"(?:^|_)percent(?:_\w+)?$|^%$")),
    ("day", re.compile(r"(?:^|_)days(?:_\w+)?$")),
    ("week", re.compile(r"(?:^|_)weeks$")),
    ("share", re.compile(r"(?:^|_)(?:share|factor|ratio)$")),
)


class Amount(NamedTuple):
    """A known value in a unit of `UNITS`, "count" (things), "share" (1 is all), "clock" (seconds since midnight) or, as None, in any."""

    value: Decimal
    unit: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """What may be said: built once from what tools gave, what the context holds and what the person wrote."""

    amounts: frozenset[Amount]

    @classmethod
    def of(cls, values: Iterable[Any] = (), texts: Iterable[str] = (), zone: tzinfo | None = None) -> Known:
        """`values` is JSON, where names tell the units (`load_kg`) or a field `unit` beside it; the length of a list is known, too.

        `texts` are read in both languages. Moments are known by the clock of `zone` as well as by their own.
        """
        found: set[Amount] = set()
        for value in values:
            found.update(_of_json(value, None, zone))
        for text in texts:
            found.update(_of_text(text))
        return cls(frozenset(found))

    def explains(self, figure: Figure, *, is_about: bool = False, is_moment: bool = False) -> bool:
        """Whether a known value is this figure, rounded to the places it shows or converted; `is_about` allows round numbers."""
        readings = [value for value in (figure.value, figure.other) if value is not None]
        return any(_is_same(amount, value, figure, is_about, is_moment) for value in readings for amount in self.amounts)


def unexplained(text: str, known: Known, locale: Locale) -> list[Figure]:
    """The figures of the text that no known value proves."""
    return [
        figure
        for figure in figures_in(text, locale)
        if not known.explains(
            figure, is_about=bool(_ABOUT.search(text, 0, figure.start)), is_moment=bool(_AT.search(text, 0, figure.start))
        )
    ]


def _is_same(known: Amount, value: Decimal, figure: Figure, is_about: bool, is_moment: bool) -> bool:
    near = figure.step / 2 + _TINY
    if is_about and value:
        near = max(near, min(_round_step(value) / 2, abs(value) * _ABOUT_SHARE) + _TINY)
    return any(abs(abs(candidate) - abs(value)) <= near for candidate in _as_shown(known, figure, is_moment))


def _as_shown(known: Amount, figure: Figure, is_moment: bool) -> Iterator[Decimal]:
    """The known value in the unit of the figure, in every way it may be said; nothing where they are of different kinds."""
    value, unit, shown = known.value, known.unit, figure.unit
    if unit == "clock":
        yield from _hours_of(value, shown, is_moment)
    elif unit == "share":
        yield from (value, value * 100, (1 - value) * 100) if shown in ("%", None) else ()
    elif unit in UNITS and shown == "clock":
        yield from (value * UNITS[unit][1],) if UNITS[unit][0] == "time" else ()  # "1:30" is a duration, too
    elif unit in UNITS and shown in UNITS:
        yield from (value * UNITS[unit][1] / UNITS[shown][1],) if UNITS[unit][0] == UNITS[shown][0] else ()
    elif unit is None or shown is None or (unit == "count" and shown in ("count", "day", "week")):
        yield value
        if shown is None and unit == "kg":
            yield value / UNITS["lb"][1]


def _hours_of(seconds: Decimal, shown: str | None, is_moment: bool) -> Iterator[Decimal]:
    """A time of day as "19:30", "7:30", "19h30" or "at 7"."""
    both = (seconds, (seconds + _HALF_DAY_S) % _DAY_S)
    if shown == "clock":
        yield from both
    elif shown in ("h", "min"):
        yield seconds / UNITS[shown][1]
    elif shown is None and is_moment:
        yield from (each / 3600 for each in both)


def _round_step(value: Decimal) -> Decimal:
    """What a round number is a multiple of: 100 for 2300."""
    whole = value.normalize()
    exponent = whole.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent > 0 else Decimal(1)


def _of_json(value: Any, unit: str | None, zone: tzinfo | None) -> Iterator[Amount]:
    if isinstance(value, Mapping):
        own = _own_unit(value)
        for name, each in value.items():
            if name != "id" and not str(name).endswith("_id"):
                yield from _of_json(each, _unit_of(str(name)) or own, zone)
    elif isinstance(value, (list, tuple)):
        yield Amount(Decimal(len(value)), "count")
        for each in value:
            yield from _of_json(each, unit, zone)
    elif isinstance(value, str):
        yield from _of_string(value, unit, zone)
    elif isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        number = Decimal(str(value))
        if number.is_finite():
            yield Amount(number, unit)


def _of_string(value: str, unit: str | None, zone: tzinfo | None) -> Iterator[Amount]:
    if _IS_NUMBER.fullmatch(value):
        yield Amount(Decimal(value), unit)
    elif _IS_MOMENT.fullmatch(value):
        yield from _of_moment(value, zone)
    elif not _IDENTIFIER.fullmatch(value):
        yield from _of_text(value)


def _of_moment(value: str, zone: tzinfo | None) -> Iterator[Amount]:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return
    for local in (moment, moment.astimezone(zone) if zone and moment.tzinfo else moment):
        yield Amount(Decimal(local.hour * 3600 + local.minute * 60), "clock")


def _of_text(text: str) -> Iterator[Amount]:
    for locale in ("en", "fr"):
        for written in {text, words_to_digits(text, locale)}:
            for figure in figures_in(written, locale):
                yield Amount(figure.value, figure.unit)
                if figure.other is not None:
                    yield Amount(figure.other, "s" if figure.unit == "clock" else figure.unit)


def _unit_of(name: str) -> str | None:
    return next((unit for unit, pattern in _UNITS_OF_NAMES if pattern.search(name)), None)


def _own_unit(value: Mapping[str, Any]) -> str | None:
    """The unit that a record tells of its other fields: by `unit`, or by the metric it is about."""
    told = value.get("unit")
    if isinstance(told, str):
        return told if told in UNITS else _unit_of(told)
    metric = METRICS.get(str(value.get("metric")))
    return metric.unit if metric and metric.unit in UNITS else None
