"""Which day a text speaks of: "yesterday", "lundi dernier", "3 days ago", "on the 3rd", "03/04/2026"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from spotter.language.calendar_words import MONTHS, WEEKDAYS, alternatives, level
from spotter.language.understanding import Reading

DateProblem = Literal["impossible", "future", "too_old"]
OLDEST_YEARS = 20  # An older workout is a slip of the keys; imports have their own way in.


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A day named at `text[start:end]`.

    Where it does not exist ("29 Feb 2025", "Tuesday 9 November" in a year whose 9th is a Monday) `problem` says so and `date` is today.
    """

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
_FAR_DAYS = 200  # further off, a day without its year is not the one meant
_ANY_DAY = rf"(?:\b(?:on|le|du|since) )?\b(?P<day>{_DAY})\b\.?,?{_TIMES_OF_DAY},? "
_ORDINAL = r"(?:st|nd|rd|th|er|eme)"
_LAST_WEEK = r"(?:last week|the week before|(?:la )?semaine (?:derniere|passee|d'avant))"
_UNIT = r"(?P<unit>day|jour|night|nuit|week|semaine|month|mois)s?"


def find_date(text: str, reading: Reading) -> DateSpan | None:
    """The first day that the text names, read on the person's own calendar; None where it names none."""
    spans = sorted(_spans(text, reading), key=lambda span: (span.start, -span.end))
    return spans[0] if spans else None


def coming_day(day: date, today: date, said: str) -> date:
    """The day that is meant where something shall happen: the words `said` name one that comes every week, month or year."""
    if day >= today or re.search(r"\b(?:19|20)\d\d\b", said):
        return day
    if not re.search(r"\d", said):
        return day + timedelta(days=7) if today - timedelta(days=7) < day else day
    is_of_year = re.search(rf"\d ?[/.] ?\d|\b(?:{_MONTH})\b", said)
    for month in range(today.year * 12 + today.month - 1, today.year * 12 + today.month + 48):
        try:
            found = date(month // 12, month % 12 + 1, day.day)
        except ValueError:
            continue
        if found >= today and (is_of_year is None or found.month == day.month):
            return found
    return day


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


def _weekday_of_month(match: re.Match[str], today: date, _reading: Reading) -> date | None:
    """ "monday 9 november": of a year that is not told, the one in which the two agree."""
    month, day, year = MONTHS[match["month"]], int(match["d"]), match["y"]
    years = [int(year)] if year else [today.year, today.year - 1, today.year + 1]
    return _agreeing(match["day"], _dates((one, month, day) for one in years), today, None if year else _FAR_DAYS)


def _weekday_and_number(match: re.Match[str], today: date, _reading: Reading) -> date | None:
    """ "friday the 13th": of a month near, the one in which the two agree."""
    months = [divmod(today.year * 12 + today.month - 1 + ahead, 12) for ahead in (0, -1, -2, 1)]
    return _agreeing(match["day"], _dates((year, month + 1, int(match["d"])) for year, month in months), today, _FAR_DAYS)


def _weekday_if_agreed(match: re.Match[str], today: date, reading: Reading) -> date | None:
    """ "vendredi 13 :", where the number may count something else: a day only if the two agree."""
    try:
        return _weekday_and_number(match, today, reading)
    except ValueError:
        return None


def _dates(told: Iterable[tuple[int, int, int]]) -> list[date]:
    """Those of the days that exist."""
    found: list[date] = []
    for year, month, day in told:
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return found


def _agreeing(word: str, days: Iterable[date], today: date, within: int | None) -> date:
    """The day nearest to today that is of the weekday, one that is over first; ValueError where none is."""
    fitting = [day for day in days if day.weekday() == WEEKDAYS[word] and (within is None or abs((day - today).days) <= within)]
    if not fitting:
        raise ValueError(word)
    return min(fitting, key=lambda day: (day > today, abs((day - today).days)))


def _weekday_weeks_ago(match: re.Match[str], today: date, _reading: Reading) -> date | None:
    """ "two weeks ago on monday": the Monday of that week."""
    count = match["count"] if "count" in match.re.groupindex else "1"
    monday = today - timedelta(days=today.weekday(), weeks=_COUNTS[count] if count in _COUNTS else int(count))
    return monday + timedelta(days=WEEKDAYS[match["day"]])


def _weekdays_ago(match: re.Match[str], today: date, _reading: Reading) -> date | None:
    """ "two mondays ago": today is none of them."""
    count = match["count"]
    back = (today.weekday() - WEEKDAYS[match["day"]]) % 7 or 7
    return today - timedelta(days=back, weeks=(_COUNTS[count] if count in _COUNTS else int(count)) - 1)


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
            rf"(?:\bon )?\b(?P<month>{_MONTH})\.? (?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|x|%|:\d)(?! ?(?:kg|lb|reps?|km|x))"
            r"(?:,? (?P<y>\d{4}))?",
            _named_month,
        ),
        (
            rf"{_ANY_DAY}(?:the |le )?(?P<d>\d{{1,2}}){_ORDINAL}?(?: of| de)? (?P<month>{_MONTH})\b\.?(?:,? (?P<y>\d{{4}}))?",
            _weekday_of_month,
        ),
        (
            rf"{_ANY_DAY}(?P<month>{_MONTH})\.? (?:the )?(?P<d>\d{{1,2}}){_ORDINAL}?(?!\d|x|%|:\d)(?! ?(?:kg|lb|reps?|km|x))"
            r"(?:,? (?P<y>\d{4}))?",
            _weekday_of_month,
        ),
        (rf"{_ANY_DAY}(?:the |le )?(?P<d>\d{{1,2}}){_ORDINAL}\b", _weekday_and_number),
        (rf"{_ANY_DAY}(?:(?:the|le) )?(?P<d>\d{{1,2}})(?= ?:(?!\d)| ?,(?!\d)| ?$| ?\n| (?:i|j'ai|je|did|fait)\b)", _weekday_if_agreed),
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
        *(
            (pattern, _weekday_weeks_ago)
            for weeks in (rf"{_COUNT} weeks? (?:ago|back|earlier)", rf"il y a {_COUNT} semaines?", _LAST_WEEK)
            for pattern in (
                rf"\b{weeks},? (?:on |the |le )?(?P<day>{_DAY})\b{_TIMES_OF_DAY}",
                rf"\b(?:on |le )?(?P<day>{_DAY})\b{_TIMES_OF_DAY},? (?:of |from |in |de |d')?(?:the |la )?{weeks}\b",
            )
        ),
        (rf"\b{_COUNT} (?P<day>{_DAY}) (?:ago|back)\b{_TIMES_OF_DAY}", _weekdays_ago),
        (rf"\bil y a {_COUNT} (?P<day>{_DAY})\b{_TIMES_OF_DAY}", _weekdays_ago),
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
