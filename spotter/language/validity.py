"""From when and until when something holds that a person tells of themselves: "until March", "next week", "jusqu'à lundi"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from spotter.language.calendar_words import MONTHS, WEEKDAYS, alternatives, level
from spotter.language.dates import find_date
from spotter.language.understanding import Reading


@dataclass(frozen=True, slots=True)
class Validity:
    """`starts` is the first day (None: it holds already), `ends` the first day on which it holds no longer (None: for good)."""

    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class _Days:
    """A stretch of days that words name; `after` is the first day after it."""

    first: date
    after: date


_MONTH = alternatives(MONTHS)
_UNTIL = re.compile(
    r"\b(?P<word>until(?: after)?|untill|till?|'til|thru|through|jusqu'(?:a(?: la| l'|u|ux)?|en|apres)|jusque)\s+"
    r"(?P<rest>.+)$"
)
_FROM = re.compile(r"\b(?:from|starting(?: on| in| from)?|as of|a partir d[ue'](?: la)?|a compter d[ue']|du)\s*(?P<rest>.+)$")
_TO = re.compile(r"\d.*?\b(?:to|au)\s+(?P<rest>(?:the )?(?:\d|\w+ \d).*)$")
_COUNTS = {"a": 1, "an": 1, "one": 1, "un": 1, "une": 1, "two": 2, "deux": 2, "a couple of": 2, "three": 3, "trois": 3, "four": 4}
_COUNTS |= {"quatre": 4, "five": 5, "cinq": 5, "six": 6, "seven": 7, "sept": 7, "eight": 8, "huit": 8, "ten": 10, "dix": 10}
_FOR = re.compile(
    r"\b(?:for|pendant|pour|durant|encore|another) (?:(?:the|les|about|at least|environ|encore|another) )*"
    r"(?:(?:next|coming|prochaine?s) )?"
    rf"(?P<n>\d{{1,3}}|{alternatives(_COUNTS)}) (?:(?:more|autres) )?(?P<unit>days?|jours?|weeks?|semaines?|months?|mois)\b"
)
_ALREADY = re.compile(
    r"\b(?:(?:have|has|i've) (?:been|\w+ed)|been|since|depuis|was|were|did|had|used to|etais|etait|avais|avait|ete|(?:ai|a) \w+(?:e|i|u))\b"
)
_HAPPENS = re.compile(
    r"\b(?:wedding|married|marrying|marie\w*|mariage|birthday|anniversa\w+|exams?|examens?|finals?|race|course|marathon|triathlon|ironman|"
    r"10 ?k|5 ?k|competition|competing|compete|meet|tournament|tournoi|concours|match|trip|voyage|holidays?|vacation|vacances|surgery|"
    r"operation|operat\w+|due|accouche\w*|baby|bebe|moving|demenage\w*|travel\w*|away|abroad|interview|entretien|appointment|rendez-vous|"
    r"flight|vol|deplacement|closed|fermee?|absente?)\b"
)
_NAMED = (
    ("day", 0, r"\b(?:today|aujourd'hui)\b"),
    ("day", 1, r"\b(?:tomorrow|demain)\b"),
    ("week", 0, r"\bthis week\b(?!-?end)|\bcette semaine\b"),
    ("week", 1, r"\bnext week\b(?!-?end)|\bla semaine (?:prochaine|qui vient)\b"),
    ("weekend", 0, r"\bthis week-?end\b|\bce week-?end\b"),
    ("weekend", 1, r"\bnext week-?end\b|\ble week-?end prochain\b"),
    ("month", 0, r"\bthis month\b|\bce mois(?:-ci)?\b"),
    ("month", 1, r"\bnext month\b|\ble mois (?:prochain|qui vient)\b"),
    ("year", 0, r"\bthis year\b|\bcette annee\b"),
    ("year", 1, r"\bnext year\b|\bl'annee prochaine\b|\bl'an prochain\b"),
)
_NAMED_SPANS = tuple((unit, ahead, re.compile(pattern)) for unit, ahead, pattern in _NAMED)
_END_OF_MONTH = re.compile(r"(?:the |la )?(?:end of |fin (?:de |d')?)(?:the |this |du |ce )?(?:month|mois)\b")
_IN_MONTH = re.compile(
    r"(?:\b(?:in|en|early in|late in|au mois de|debut|fin|end of|(?:at )?the end of|la fin (?:de )?|mid|mi) ?-?)"
    rf"(?P<month>{_MONTH})\b(?! \d{{1,2}}\b)"
    r"(?: (?P<year>20\d\d))?"
)
_BARE_MONTH = re.compile(rf"(?P<end>(?:the )?end of |(?:la )?fin (?:de |d')?)?(?P<month>{_MONTH})\b(?! \d{{1,2}}\b)(?: (?P<year>20\d\d))?")
_DAY_NUMBER = re.compile(r"(?:on )?(?:the|le) (?P<day>\d{1,2})(?:st|nd|rd|th|er)?\b(?! \w* ?(?:of|de)\b)")
_LONG_WORDS = re.compile(rf"\b(?:{_MONTH})\b")
_WEEKDAY = re.compile(rf"(?:on |le )?(?:{alternatives(WEEKDAYS)})(?: \w+)?")


def validity_of(text: str, reading: Reading) -> Validity:
    """The days on which what `text` says holds, on the person's own calendar; both None where it names none."""
    flat = level(text)
    today = reading.now.date()
    starts: date | None = None
    if found := _FROM.search(flat):
        days = _days_in(found["rest"], today, reading, at_start=True)
        starts = days.first if days else None
        to = _TO.search(found["rest"]) if days else None
        if to is not None:
            last = _days_in(to["rest"], today, reading, at_start=True)
            return Validity(starts, last.after if last else None)
    if found := _UNTIL.search(flat):
        ends = _end_of_until(found, today, reading)
        return Validity(starts, ends + timedelta(weeks=1) if starts and ends and ends <= starts else ends)
    if found := _FOR.search(flat):
        return Validity(starts, None if _ALREADY.search(flat) else _counted(found, starts or today))
    if starts is not None or _ALREADY.search(flat):
        return Validity(starts)
    if named := _named_days(flat, today):
        return Validity(named.first if named.first > today else None, named.after)
    coming = _days_in(flat, today, reading, at_start=False) if _HAPPENS.search(flat) else None
    return Validity(None, coming.after if coming else None)


def _end_of_until(found: re.Match[str], today: date, reading: Reading) -> date | None:
    """ "Until March" ends when March begins; until a day, with that day; "through March" and "until the end of" with their end."""
    rest = found["rest"]
    after = found["word"] in ("through", "thru") or found["word"].endswith(("after", "apres"))
    month = _BARE_MONTH.match(rest)
    if month is not None:
        whole = _month(month, today)
        if after or month["end"]:
            return whole.after
        return whole.first if whole.first > today else whole.first.replace(year=whole.first.year + 1)
    if _END_OF_MONTH.match(rest):
        return _month_ahead(today, 1)
    named = _named_days(rest, today)
    if named is not None:
        return named.after if after or named.after - named.first == timedelta(days=1) else named.first
    days = _days_in(rest, today, reading, at_start=True)
    return days.after if days else None


def _named_days(flat: str, today: date) -> _Days | None:
    for unit, ahead, pattern in _NAMED_SPANS:
        if pattern.search(flat):
            return _span(unit, ahead, today)
    return None


def _span(unit: str, ahead: int, today: date) -> _Days:
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=ahead)
    match unit:
        case "day":
            first = today + timedelta(days=ahead)
            return _Days(first, first + timedelta(days=1))
        case "week":
            return _Days(monday, monday + timedelta(weeks=1))
        case "weekend":
            return _Days(monday + timedelta(days=5), monday + timedelta(weeks=1))
        case "month":
            return _Days(_month_ahead(today, ahead), _month_ahead(today, ahead + 1))
    return _Days(date(today.year + ahead, 1, 1), date(today.year + ahead + 1, 1, 1))


def _days_in(flat: str, today: date, reading: Reading, *, at_start: bool) -> _Days | None:
    """The days named at the start of the text, or anywhere in it, the coming ones."""
    if named := _named_days(flat, today):
        return named
    month = _BARE_MONTH.match(flat) if at_start else _IN_MONTH.search(flat)
    if month is not None:
        return _month(month, today)
    found = find_date(flat, reading)
    if found is not None and found.problem != "impossible" and (not at_start or found.start <= 4):
        day = _coming(found.date, flat[found.start : found.end], today)
    else:
        day = _coming_day_number(flat, today, at_start=at_start)
    return _Days(day, day + timedelta(days=1)) if day else None


def _coming(day: date, words: str, today: date) -> date | None:
    """The next day of that name: dates are read backwards where people tell what they did, and here they tell what comes."""
    if _WEEKDAY.fullmatch(words) and day <= today:
        return day + timedelta(days=7)
    if day >= today or re.search(r"\d{4}", words):
        return day if day >= today else None
    if _LONG_WORDS.search(words) and re.search(r"\d", words):
        return _of_year(day, today.year if (day.month, day.day) >= (today.month, today.day) else today.year + 1)
    return _coming_day_number(words, today, at_start=False)


def _of_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return None


def _coming_day_number(flat: str, today: date, *, at_start: bool) -> date | None:
    found = _DAY_NUMBER.match(flat) if at_start else _DAY_NUMBER.search(flat)
    if found is None or not 1 <= int(found["day"]) <= 31:
        return None
    for ahead in range(3):  # of two months in a row one has 31 days
        first = _month_ahead(today, ahead)
        day = first + timedelta(days=int(found["day"]) - 1)
        if day.month == first.month and day >= today:
            return day
    return None


def _month(found: re.Match[str], today: date) -> _Days:
    number = MONTHS[found["month"]]
    year = int(found["year"]) if found["year"] else today.year + (number < today.month)
    first = date(year, number, 1)
    return _Days(first, _month_ahead(first, 1))


def _month_ahead(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _counted(found: re.Match[str], start: date) -> date:
    """The first day after so many days, weeks or months that begin now."""
    number = _COUNTS[found["n"]] if found["n"] in _COUNTS else int(found["n"])
    if found["unit"].startswith(("month", "mois")):
        first = _month_ahead(start, number)
        return first + timedelta(days=min(start.day, (_month_ahead(first, 1) - first).days) - 1)
    return start + timedelta(days=number * (7 if found["unit"].startswith(("week", "semaine")) else 1))
