"""The slots of plan talk: a day of the plan by its name, the last day of a pause, the day on which a workout was done, a week to come."""

from __future__ import annotations

import re
from datetime import date, timedelta

from spotter.language.calendar_words import MONTHS, WEEKDAYS, alternatives
from spotter.language.dates import find_date
from spotter.language.plan_adjustments import named_day
from spotter.language.subject_slots import SLOTS, Found
from spotter.language.understanding import Reading

_WEEK = 7
_NUMBERS = {"a": 1, "an": 1, "one": 1, "un": 1, "une": 1, "two": 2, "deux": 2, "couple of": 2, "a couple of": 2, "three": 3, "trois": 3}
_NUMBERS |= {"four": 4, "quatre": 4, "five": 5, "cinq": 5, "six": 6, "seven": 7, "sept": 7, "ten": 10, "dix": 10, "quinze": 15}
_COUNT = r"(?:\d{1,2}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")"
_UNITS = {"d": 1, "j": 1, "w": _WEEK, "s": _WEEK, "m": 30}
_PARTS = (
    r"legs?|lower(?: body)?|upper(?: body)?|push|pull|chest|back|shoulders?|arms?|jambes|cuisses|haut(?: du corps)?|bas(?: du corps)?|dos|"
    r"pecs|pectoraux|epaules|bras"
)
_NUMBERED = r"[1-7]|one|two|three|four|five"
_DAY = r"(?:day|workout|session|jour|seance|entrainement)"
_PLAN_DAY = re.compile(
    rf"\b(?:{_DAY} (?:number |no |numero )?(?:[a-g](?! (?:\d|week|month|aujourd|hier|entrainement|demain))|{_NUMBERED}|deux|trois|quatre)"
    r"|(?:full|upper|lower) body [a-g]|(?:corps entier|haut du corps|bas du corps) [a-g]"
    rf"|(?:first|second|third|fourth|1st|2nd|3rd|4th) {_DAY}|(?:premiere?|deuxieme|troisieme|quatrieme|1er|1ere|2e|2eme|3e|3eme) {_DAY}"
    rf"|(?:{_PARTS}) (?:day|workout|session)|(?:jour|seance|entrainement) (?:(?:de|du|des|d|les) )*(?:{_PARTS}))\b"
)
_FOR = re.compile(
    rf"\b(?:for|during|over|pendant|pour|durant|de) (?:the )?(?:next )?(?P<n>{_COUNT}) "
    r"(?P<unit>days?|weeks?|months?|jours?|semaines?|mois)\b"
)
_UNTIL = re.compile(
    r"\b(?:until|untill|till?|til|through|up to|jusqu ?(?:a|au|aux|en)?) (?:the |le |la |l )?(?P<day>"
    r"(?:end of (?:the |this |next )?|fin (?:de |du )?(?:la |ce )?)(?P<end>week|month|semaine|mois)(?P<later> prochaine?)?"
    rf"|(?:next |this |ce )?(?:{alternatives(WEEKDAYS)})(?: (?:the )?\d{{1,2}}(?:st|nd|rd|th)?)?(?: prochain)?"
    r"|tomorrow|tmrw|demain|apres demain|next week|la semaine prochaine|semaine prochaine"
    rf"|\d{{1,2}}(?:st|nd|rd|th|er)?(?: of| de)? (?:{alternatives(MONTHS)})|(?:{alternatives(MONTHS)}) (?:the )?\d{{1,2}}(?:st|nd|rd|th)?"
    r"|\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,2}(?:st|nd|rd|th|er)?(?! ?(?:kg|reps|x|/)))(?= |$)"
)
_TO_COME = re.compile(r"\b(?:next week|la semaine prochaine|semaine prochaine|prochaine semaine)\b")
_NOW = re.compile(r"\b(?:(?:for )?(?:today|tonight|this week)|aujourd hui|ce soir|cette semaine)\b")


def _plan_day(words: str, _reading: Reading, _tool: str) -> Found | None:
    match = _PLAN_DAY.search(words)
    return Found(match.start(), match.end(), {"day": match[0]}) if match else None


def _until(words: str, reading: Reading, _tool: str) -> Found | None:
    """The last day that is meant: counted from today on, or named."""
    today = reading.now.date()
    if (match := _FOR.search(words)) is not None:
        count = _NUMBERS.get(match["n"]) or int(match["n"])
        last = today + timedelta(days=count * _UNITS[match["unit"][0] if match["unit"] != "mois" else "m"] - 1)
        return Found(match.start(), match.end(), {"until": last.isoformat()})
    match = _UNTIL.search(words)
    day = None if match is None else _day_to_come(match, reading)
    return Found(match.start(), match.end(), {"until": day.isoformat()}) if match and day else None


def _day_to_come(match: re.Match[str], reading: Reading) -> date | None:
    """The day that the words name, from tomorrow on; None for one that is over or does not exist."""
    today, words = reading.now.date(), match["day"]
    sunday = today + timedelta(days=_WEEK - 1 - today.weekday())
    if match["end"]:
        is_month = match["end"][0] == "m"
        if is_month:
            return _last_of_month(today)
        return sunday + timedelta(days=_WEEK if match["later"] or "next" in words else 0)
    if _TO_COME.fullmatch(words):
        return sunday
    number = re.fullmatch(r"(?P<d>\d{1,2})(?:st|nd|rd|th|er)?", words)
    if number:
        return _day_of_month(int(number["d"]), today)
    if re.search(r"\d", words):
        found = find_date(words if "/" not in words else f"on {words}", reading)
        return found.date if found is not None and found.date > today and found.problem in (None, "future") else None
    named = named_day(words.replace("apres demain", "apres-demain"), today)
    return named + timedelta(days=_WEEK) if named == today else named


def _last_of_month(today: date) -> date:
    return (today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _day_of_month(day: int, today: date) -> date | None:
    """The next day of that number."""
    first = today.replace(day=1)
    for _ in range(3):
        try:
            found = first.replace(day=day)
        except ValueError:
            found = today
        if found > today:
            return found
        first = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return None


def _done_on(words: str, reading: Reading, _tool: str) -> Found | None:
    """The day on which something was done; nothing is said of today."""
    span = find_date(words, reading)
    if span is None or span.problem is not None:
        return None
    return Found(span.start, span.end, {} if span.date == reading.now.date() else {"date": span.date.isoformat()})


def _ahead(words: str, reading: Reading, tool: str) -> Found | None:
    """A day to come, or the Monday of next week."""
    today = reading.now.date()
    if match := _TO_COME.search(words):
        return Found(match.start(), match.end(), {"date": (today + timedelta(days=_WEEK - today.weekday())).isoformat()})
    if match := _NOW.search(words):
        return Found(match.start(), match.end(), {})
    return SLOTS["coming"](words, reading, tool)


def _whole_week(words: str, reading: Reading, _tool: str) -> Found | None:
    """The seven days from today on, or next week's."""
    today = reading.now.date()
    if match := _TO_COME.search(words):
        monday = today + timedelta(days=_WEEK - today.weekday())
        args = {"first": monday.isoformat(), "last": (monday + timedelta(days=_WEEK - 1)).isoformat()}
        return Found(match.start(), match.end(), args)
    return Found(len(words), len(words), {"last": (today + timedelta(days=_WEEK - 1)).isoformat()})


def _to(words: str, reading: Reading, tool: str) -> Found | None:
    found = SLOTS["coming"](words, reading, tool)
    if found is None and (match := _NOW.search(words)):
        return Found(match.start(), match.end(), {"to": reading.now.date().isoformat()})
    return None if found is None else Found(found.start, found.end, {"to": found.args["date"]})


PLAN_SLOTS = SLOTS | {"plan_day": _plan_day, "until": _until, "done_on": _done_on, "ahead": _ahead, "whole_week": _whole_week, "to": _to}
