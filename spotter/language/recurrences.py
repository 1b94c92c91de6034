"""How often: "every day", "Mon Wed Fri", "tous les lundis", "every 2 hours", as the frequency part of an RRULE (RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from spotter.language.calendar_words import WEEKDAYS, alternatives, level

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A frequency named at `text[start:end]`, with the hour that its words imply ("every morning"), else None.

    `needs_hour` is False for rules that run through the day ("every 2 hours").
    """

    start: int
    end: int
    frequency: str
    hour: int | None = None
    needs_hour: bool = True

    @property
    def weekdays(self) -> list[int]:
        """The weekdays that are named, 0 = Monday; none where the rule names no day."""
        _, _, days = self.frequency.partition("BYDAY=")
        return [_CODES.index(day) for day in days.split(",") if day]


_DAY = rf"(?:{alternatives(WEEKDAYS)})\b\.?"
_JOIN = r"(?:\s*(?:,|/|&|\+|-|\band\b|\bn\b|\bet\b|\bor\b|\bou\b)+\s*|\s+)"
_DAY_LIST = re.compile(rf"\b(?:(?:every|each|on|chaque|tous les|toutes les|les|le)\s+)?(?P<days>{_DAY}(?:{_JOIN}(?:le |les |on )?{_DAY})+)")
_ONE_DAY = re.compile(
    rf"\b(?:every|each|chaque|tous les)\s+(?P<days>{_DAY})|\b(?:on |les )?(?P<plural>(?:mon|tues|wednes|thurs|fri|satur|sun)days)\b"
    r"|\bles (?P<pluriel>(?:lun|mar|mercre|jeu|vendre)dis|samedis|dimanches)\b"
)
_NAME = re.compile(rf"\b(?:{alternatives(WEEKDAYS)})\b")
_INITIALS = re.compile(r"\b(?P<initials>mwf|m/w/f|tth|t/th)\b")


def find_recurrence(text: str) -> Recurrence | None:
    """The first frequency that the text names; None where it names none."""
    flat = level(text)
    for pattern, make in _RULES:
        match = pattern.search(flat)
        found = make(match) if match else None
        if found:
            return found
    return None


def _list(match: re.Match[str]) -> Recurrence:
    return _weekly(match, {WEEKDAYS[word] for word in _NAME.findall(match["days"])})


def _one(match: re.Match[str]) -> Recurrence:
    words = match["days"] or match["plural"] or match["pluriel"]
    return _weekly(match, {WEEKDAYS[word] for word in _NAME.findall(words)})


def _initials(match: re.Match[str]) -> Recurrence:
    return _weekly(match, {0, 2, 4} if "w" in match["initials"] else {1, 3})


def _weekly(match: re.Match[str], days: set[int]) -> Recurrence:
    return Recurrence(match.start(), match.end(), "FREQ=WEEKLY;BYDAY=" + ",".join(_CODES[day] for day in sorted(days)))


def _fixed(frequency: str, hour: int | None = None, *, needs_hour: bool = True) -> Callable[[re.Match[str]], Recurrence]:
    return lambda match: Recurrence(match.start(), match.end(), frequency, hour, needs_hour)


_UNITS = {"minute": "MINUTELY", "min": "MINUTELY", "hour": "HOURLY", "heure": "HOURLY", "day": "DAILY", "jour": "DAILY"}
_UNITS |= {"week": "WEEKLY", "semaine": "WEEKLY", "month": "MONTHLY", "mois": "MONTHLY"}
_NUMBERS = {"two": 2, "deux": 2, "three": 3, "trois": 3, "four": 4, "quatre": 4, "six": 6, "other": 2, "second": 2}


def _every(match: re.Match[str]) -> Recurrence | None:
    word = match["count"]
    count = _NUMBERS[word] if word in _NUMBERS else int(word or 1)
    frequency = _UNITS[match["unit"]]
    if not count or (frequency == "MINUTELY" and count < 15):
        return None
    interval = f";INTERVAL={count}" if count > 1 else ""
    return Recurrence(match.start(), match.end(), f"FREQ={frequency}{interval}", needs_hour=frequency not in ("MINUTELY", "HOURLY"))


def _monthly(match: re.Match[str]) -> Recurrence | None:
    day = int(match["day"] or match["jour"])
    return Recurrence(match.start(), match.end(), f"FREQ=MONTHLY;BYMONTHDAY={day}") if 1 <= day <= 31 else None


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Recurrence | None]], ...] = (
    (
        re.compile(r"\b(?:every|each|chaque|tous les) (?:morning|matins?)\b|\b(?:in the mornings|le matin tous les jours)\b"),
        _fixed("FREQ=DAILY", 8),
    ),
    (re.compile(r"\b(?:every|each|chaque|tous les) (?:evening|soirs?)\b"), _fixed("FREQ=DAILY", 19)),
    (re.compile(r"\b(?:every|each) night\b|\bevery bedtime\b|\bnightly\b"), _fixed("FREQ=DAILY", 21)),
    (re.compile(r"\b(?:every|each|chaque|tous les) (?:afternoon|apres[- ]midis?)\b"), _fixed("FREQ=DAILY", 15)),
    (re.compile(r"\b(?:every|each|chaque|tous les) (?:noon|lunchtime|midis?)\b"), _fixed("FREQ=DAILY", 12)),
    (
        re.compile(
            r"\b(?:(?:every|each|on|all) )?(?:week ?days?|work ?days?|working days?)\b|\bmonday (?:to|through) "
            r"friday\b|\ben semaine\b|\bdu lundi au vendredi\b"
        ),
        _fixed("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ),
    (
        re.compile(r"\b(?:every|each|on|at|chaque|tous les|les) week[- ]?ends?\b|\bweekends\b"),
        _fixed("FREQ=WEEKLY;BYDAY=SA,SU"),
    ),
    (_DAY_LIST, _list),
    (_ONE_DAY, _one),
    (_INITIALS, _initials),
    (
        re.compile(r"\bon the (?P<day>\d{1,2})(?:st|nd|rd|th)? of (?:every|each) month\b|\ble (?P<jour>\d{1,2}) (?:de )?chaque mois\b"),
        _monthly,
    ),
    (
        re.compile(
            r"\bevery ?day\b|\beach day\b|\bdaily\b|\btous les jours\b|\bchaque jour\b|\b(?:7|seven) days (?:a|per) "
            r"week\b|\b7 ?j(?:ours)? sur 7\b"
        ),
        _fixed("FREQ=DAILY"),
    ),
    (
        re.compile(
            r"\b(?:every|each|toutes les|tous les|chaque) (?:(?P<count>\d{1,2}|two|three|four|six|deux|trois|quatre|other|second) )?"
            r"(?P<unit>minute|min|hour|heure|day|jour|week|semaine|month|mois)s?\b"
        ),
        _every,
    ),
)
