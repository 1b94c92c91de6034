"""Which day a text speaks of: "yesterday", "lundi dernier", "3 days ago", "on the 3rd", "03/04/2026"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from spotter.language.calendar_words import MONTHS, WEEKDAYS, alternatives, level
from spotter.language.understanding import Reading

DateProblem = Literal["impossible", "future", "too_old"]
OLDEST_YEARS = 20  # An older workout is a slip of the keys; imports have their own way in.


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A day named at `text[start:end]`. Where it does not exist ("29 Feb 2025") `problem` says so and `date` is today."""

    start: int
    end: int
    date: date
    problem: DateProblem | None = None


_DAY = alternatives(WEEKDAYS)
_FULL_DAY = "|".join(
    sorted((w for w in WEEKDAYS if len(w) > 4 or w in ("tues", "thur", "weds", "lundi", "mardi", "jeudi")), key=len, reverse=True)
)
_MONTH = alternatives(MONTHS)
_TIMES_OF_DAY = r"(?: (?:morning|afternoon|evening|night|lunchtime|noon|matin|midi|apres[- ]midi|aprem|soir|nuit))?"
_COUNT = r"(?P<count>\d{1,3}|a|an|one|two|three|four|five|six|seven|un|une|deux|trois|quatre|cinq|sept|a couple of)"
_COUNTS = {"a": 1, "an": 1, "one": 1, "un": 1, "une": 1, "two": 2, "deux": 2, "a couple of": 2, "three": 3, "trois": 3}
_COUNTS |= {"four": 4, "quatre": 4, "five": 5, "cinq": 5, "six": 6, "seven": 7, "sept": 7}
_UNIT_DAYS = {"day": 1, "jour": 1, "night": 1, "nuit": 1, "week": 7, "semaine": 7, "month": 30, "mois": 30}
_UNIT = r"(?P<unit>day|jour|night|nuit|week|semaine|month|mois)s?"


def find_date(text: str, reading: Reading) -> DateSpan | None:
    """The first day that the text names, read on the person's own calendar; None where it names none."""
    spans = sorted(_spans(text, reading), key=lambda span: (span.start, -span.end))
    return spans[0] if spans else None


def _spans(text: str, reading: Reading) -> Iterator[DateSpan]:
    flat = level(text)
    today = reading.now.date()
    for pattern, resolve in _RULES:
        match = pattern.search(flat)
        if match is None:
            continue
        try:
            day = resolve(match, today, reading)
        except (ValueError, OverflowError):
            yield DateSpan(match.start(), match.end(), today, "impossible")
            continue
        if day is not None:
            yield DateSpan(match.start(), match.end(), day, _problem(day, today))


def _problem(day: date, today: date) -> DateProblem | None:
    if day > today:
        return "future"
    return "too_old" if day.year < today.year - OLDEST_YEARS else None


def _offset(days: int) -> Callable[[re.Match[str], date, Reading], date | None]:
    return lambda _match, today, _reading: today + timedelta(days=days)


def _counted(sign: int) -> Callable[[re.Match[str], date, Reading], date | None]:
    def resolve(match: re.Match[str], today: date, _reading: Reading) -> date | None:
        word = match["count"]
        return today + sign * timedelta(days=(_COUNTS[word] if word in _COUNTS else int(word)) * _UNIT_DAYS[match["unit"]])

    return resolve


def _last_weekday(match: re.Match[str], today: date, _reading: Reading) -> date | None:
    back = (today.weekday() - WEEKDAYS[match["day"]]) % 7
    return today - timedelta(days=back or 7)


def _next_weekday(match: re.Match[str], today: date, _reading: Reading) -> date | None:
    ahead = (WEEKDAYS[match["day"]] - today.weekday()) % 7
    return today + timedelta(days=ahead or 7)


def _bare_weekday(match: re.Match[str], today: date, _reading: Reading) -> date | None:
    return today - timedelta(days=(today.weekday() - WEEKDAYS[match["day"]]) % 7)


def _iso(match: re.Match[str], _today: date, _reading: Reading) -> date | None:
    return date(int(match["y"]), int(match["m"]), int(match["d"]))


def _slashed(match: re.Match[str], today: date, reading: Reading) -> date | None:
    first, second = int(match["a"]), int(match["b"])
    month_first = reading.locale == "en" and reading.units == "imperial"
    day, month = (second, first) if month_first else (first, second)
    if month > 12 >= day:
        day, month = month, day
    return _in_year(match["y"], month, day, today)


def _named_month(match: re.Match[str], today: date, _reading: Reading) -> date | None:
    return _in_year(match["y"], MONTHS[match["month"]], int(match["d"]), today)


def _in_year(year: str | None, month: int, day: int, today: date) -> date:
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    found = date(today.year, month, day)
    # "28 December" said in January is the one just gone; a few months ahead is a plan.
    return date(today.year - 1, month, day) if (found - today).days > 200 else found


def _in_a_year(match: re.Match[str], today: date, _reading: Reading) -> date | None:
    """The end of a coming year; of a year gone by nobody can tell the day."""
    year = int(match["y"])
    if year < today.year:
        raise ValueError(match[0])
    return None if year == today.year else date(year, 12, 31)


def _day_of_month(match: re.Match[str], today: date, _reading: Reading) -> date | None:
    day = int(match["d"])
    if not 1 <= day <= 31:
        return None
    if day <= today.day:
        return today.replace(day=day)
    end_of_last = today.replace(day=1) - timedelta(days=1)
    return end_of_last.replace(day=day) if day <= end_of_last.day else None


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date, Reading], date | None]], ...] = tuple(
    (re.compile(pattern), resolve)
    for pattern, resolve in (
        (
            r"\b(?:in|en) (?P<y>1[89]\d\d|20\d\d)\b(?![.,:]\d| ?(?:m|metres?|meters?|km|kgs?|lbs?|s|secs?|seconds?|g|k?cals?|calories|"
            r"steps|pas|ml|reps?)\b)",
            _in_a_year,
        ),
        (r"(?<!\d)(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)", _iso),
        (r"(?<![\d./x@-])(?:on |le |the )?(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y>\d{4}|\d{2})(?![\d/.x])", _slashed),
        (r"(?:\bon|\ble|\bdu) (?P<a>\d{1,2})/(?P<b>\d{1,2})(?P<y>)(?![\d/.x])", _slashed),
        (
            rf"(?:\b(?:on|le|du|since) )?(?:\bthe )?(?<![\d.,])(?P<d>\d{{1,2}})(?:st|nd|rd|th|er)?(?: of| de)? "
            rf"(?P<month>{_MONTH})\b\.?(?:,? (?P<y>\d{{4}}))?",
            _named_month,
        ),
        (
            rf"(?:\bon )?\b(?P<month>{_MONTH})\.? (?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\dx:%])(?! ?(?:kg|lb|reps?|km|x))"
            r"(?:,? (?P<y>\d{4}))?",
            _named_month,
        ),
        (rf"\b(?:{_FULL_DAY}),? (?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)\b", _day_of_month),
        (r"\b(?:on the|le) (?P<d>\d{1,2})(?:st|nd|rd|th|er)?\b(?![/:.,]\d|h| ?(?:kg|lb|reps?|km|x|h\b|g\b|min))", _day_of_month),
        (r"\b(?:the )?day before yesterday\b|\bavant[- ]hier\b", _offset(-2)),
        (
            r"\b(?:yesterday|yest|yday|last night|the other night|hier)(?:'s)?\b(?: (?:morning|afternoon|evening|night|lunchtime|noon|matin"
            r"|midi|apres[- ]midi|aprem|soir))?",
            _offset(-1),
        ),
        (r"\b(?:the )?day after tomorrow\b|\bapres[- ]demain\b", _offset(2)),
        (rf"\b(?:tomorrow|tomorow|tommorow|tommorrow|tmrw|tmr|demain)\b{_TIMES_OF_DAY}", _offset(1)),
        (
            r"\b(?:today|tonight|(?:earlier )?this (?:morning|afternoon|evening|lunchtime|noon)|just now|aujourd'?hui|"
            r"ce (?:matin|midi|soir)"
            r"|cet(?:te)? (?:apres[- ]midi|aprem))\b",
            _offset(0),
        ),
        (rf"\b{_COUNT} {_UNIT} (?:ago|back|earlier)\b", _counted(-1)),
        (rf"\bil y a {_COUNT} {_UNIT}\b", _counted(-1)),
        (rf"\b(?:in|dans) {_COUNT} {_UNIT}\b(?! (?:ago|straight|row|de suite))", _counted(1)),
        (rf"\b(?:on )?(?:last|this past|past) (?P<day>{_DAY})\b{_TIMES_OF_DAY}", _last_weekday),
        (rf"\b(?P<day>{_DAY}){_TIMES_OF_DAY} (?:dernier|derniere|passe)\b", _last_weekday),
        (rf"\b(?:on )?(?:next|coming|this coming) (?P<day>{_DAY})\b{_TIMES_OF_DAY}", _next_weekday),
        (rf"\b(?P<day>{_DAY}){_TIMES_OF_DAY} prochain\b", _next_weekday),
        (rf"\b(?:on|for) (?P<day>{_DAY})\b{_TIMES_OF_DAY}", _bare_weekday),
        (rf"\b(?P<day>{_FULL_DAY})\b{_TIMES_OF_DAY}", _bare_weekday),
    )
)
