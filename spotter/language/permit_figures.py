"""Whether somebody stated a figure (in any unit, in words, as one of a range, as "5x5" or "7h30") or named a day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from spotter.language.calendar_words import MONTHS, PARTS_OF_DAY, WEEKDAYS, level
from spotter.language.figure_search import UNITS, every_number, without_blanks
from spotter.language.figures import Amount
from spotter.language.numbers import words_to_digits
from spotter.language.understanding import Locale

Args = Mapping[str, Any]
Verdict = str | None

SET_UNITS = {
    "reps": "count",
    "load_kg": "kg",
    "rpe": "count",
    "rir": "count",
    "duration_s": "s",
    "distance_m": "m",
    "heart_rate_bpm": "bpm",
}
PLAN_FIGURES = {"days_per_week": "count", "minutes": "min"}

_FRACTION = re.compile(r"(?:(\d+) )?(\d)/([2-9])(?!\d)")
_METRES = re.compile(r"\b([12]) ?m ?(\d{2})\b")  # "1m72"
_MINUTES = re.compile(r"\b(\d{1,3}) ?(?:min|mn|m) ?(\d{2})\b")  # "1 min 30"
_FEW_REPS = {"single": "1", "double": "2", "triple": "3"}  # "92.5 for a triple"
_HALF_PAST = re.compile(r"\b(?:half|0\.5) (?:past )?(\d{1,2})\b")  # "half six" is 6:30; words as digits make it "0.5 6"
_RACES = {"half marathon": "21097.5", "half-marathon": "21097.5", "semi": "21097.5", "marathon": "42195"}
# The units that a number without one may be in, by the unit that is asked for.
_BARE = {
    "kg": ("kg", "lb"),
    "m": ("m", "km", "mi"),
    "s": ("s", "min", "h"),
    "cm": ("cm", "m", "in", "ft"),
    "ml": ("ml", "l"),
    "h": ("h", "min"),
    "min": ("min", "h"),
}
_NEAR_DAYS = (
    r"\b(?:today|tonight|now|this (?:morning|afternoon|evening)|aujourd'?hui|ce (?:soir|matin)|cet apres-midi|maintenant)\b",
    r"(?<!after )(?<!apres[ -])\b(?:tomorrow|tmrw|demain)\b",
    r"\b(?:after tomorrow|apres[ -]demain)\b",
)  # from today on
_MONTH = "|".join(MONTHS)
_WEEKDAY_REACH = 14  # days ahead that a weekday by its name may mean
_PART_OF_DAY_H = 4  # how far an hour may be from the usual one of "morning" or "tonight"
TONGUES: tuple[Locale, Locale] = ("en", "fr")
_CONVERTED = Decimal("0.006")  # of the value: "3.1 miles" is 5 km, "135 lb" is 61 kg
_SAME = Decimal("0.0051")  # 0.01 is the resolution that loads are kept in


@dataclass(frozen=True, slots=True)
class Said:
    """The clauses of a message that bear a write out: as written, in plain lower case, and every number in every reading."""

    text: str
    flat: str
    amounts: frozenset[Amount]
    count: int  # of all numbers that stand there, equal ones too
    today: date

    @classmethod
    def of(cls, text: str, locale: Locale, today: date) -> Said:
        """Number words are read in both languages, separators as `locale` has them."""
        return cls(text, level(text), frozenset(_amounts(text, locale)), len(every_number(text, locale)), today)

    def has(self, pattern: str) -> bool:
        """Whether the words fit the pattern somewhere."""
        return re.search(pattern, self.flat) is not None

    def states(self, value: Decimal | float | str, unit: str = "count") -> bool:
        """Whether `value` is stated, in any unit; `unit` is a key of `UNITS` or "count". Signs do not matter: "lost 2 kg" is -2."""
        wanted = abs(Decimal(str(value)))
        return any(abs(given - wanted) <= near for amount in self.amounts for given, near in _readings(amount, unit))

    def names_day(self, day: date) -> bool:
        """Whether a day to come is named: today, tomorrow, by its weekday within two weeks, or by its date."""
        ahead = (day - self.today).days
        near = [words for offset, words in enumerate(_NEAR_DAYS) if offset == ahead]
        by_date = rf"\b(?:the |le ){day.day}\b|\b{day.day}(?:st|nd|rd|th)\b|\b{day.day} (?:{_MONTH})\b|\b(?:{_MONTH}) {day.day}\b"
        by_weekday = 0 <= ahead < _WEEKDAY_REACH and day.weekday() in days_named(self)
        return by_weekday or self.has(by_date) or any(self.has(words) for words in near)

    def states_time(self, hour: int, minute: int) -> bool:
        """Whether a time of day is named: "7:30", "19h", "at 7", "noon", or a part of the day, which stands for an hour of its own."""
        seconds = {Decimal(each * 3600 + minute * 60) for each in (hour, (hour + 12) % 24)}
        for amount in self.amounts:
            factor = {"clock": Decimal(1), None: UNITS["h"][1], "h": UNITS["h"][1], "min": UNITS["min"][1]}.get(amount.unit)
            if factor is not None and amount.value * factor in seconds:
                return True
        words = re.findall(r"[a-z-]+", self.flat)
        return any(word in PARTS_OF_DAY and abs(PARTS_OF_DAY[word] - hour) <= _PART_OF_DAY_H for word in words)


def figures(args: Args, units: Mapping[str, str], said: Said) -> Verdict:
    """The first figure that was not stated. Effort may be told either way round: 2 in reserve is RPE 8."""
    for name, unit in units.items():
        value = args.get(name)
        if value is None or said.states(value, unit):
            continue
        if name in ("rpe", "rir") and said.states(10 - Decimal(str(value))):
            continue
        return f"the person did not state {name} {value}"
    return None


def days_named(said: Said) -> set[int]:
    """The weekdays that the words name; 0 is Monday."""
    return {WEEKDAYS[word] for word in re.findall(r"[a-z]+", said.flat) if word in WEEKDAYS}


def _amounts(text: str, locale: Locale) -> Iterator[Amount]:
    for written in {text, without_blanks(text, locale), *(words_to_digits(text, tongue, articles=True) for tongue in TONGUES)}:
        for figure in every_number(written, locale):
            yield Amount(figure.value, figure.unit)
            if figure.other is not None:
                yield Amount(figure.other, "s" if figure.unit == "clock" else None)
    for match in _FRACTION.finditer(text):
        yield Amount(Decimal(match[1] or 0) + Decimal(match[2]) / Decimal(match[3]), None)
    for match in _METRES.finditer(text):
        yield Amount(Decimal(f"{match[1]}.{match[2]}"), "m")
    for match in _MINUTES.finditer(text):
        yield Amount(Decimal(int(match[1]) * 60 + int(match[2])), "s")
    for word in re.findall(r"\b(single|double|triple)s?\b", level(text)):
        yield Amount(Decimal(_FEW_REPS[word]), "count")
    for match in _HALF_PAST.finditer(words_to_digits(level(text), "en")):
        yield Amount(Decimal(int(match[1]) * 3600 + 1800), "clock")
    race = next((metres for name, metres in _RACES.items() if re.search(rf"\b{name}\b", level(text))), None)
    if race:
        yield Amount(Decimal(race), "m")


def _readings(amount: Amount, unit: str) -> Iterator[tuple[Decimal, Decimal]]:
    """The amount in `unit` in each way it can be meant, and how near is the same."""
    value, given = abs(amount.value), amount.unit
    if given == "clock":
        yield (value / UNITS[unit][1], _SAME) if unit in UNITS and UNITS[unit][0] == "time" else (Decimal(-1), _SAME)
        return
    if given in (None, unit) or (unit == "count" and given in ("day", "week")):
        yield value, _SAME
    if unit not in UNITS:
        return
    for source in _BARE.get(unit, ()) if given is None else (given,) if given in UNITS else ():
        if UNITS[source][0] == UNITS[unit][0] and source != unit:
            converted = value * UNITS[source][1] / UNITS[unit][1]
            yield converted, converted * _CONVERTED
