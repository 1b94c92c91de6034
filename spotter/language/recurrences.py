"""How often: "every day", "Mon Wed Fri", "tous les lundis", "every 2 hours", as the frequency part of an RRULE (RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

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
_EVERY = r"(?:every(?: single| damn)?|each(?: and every)?|chaque|tous les|toutes les)"
_RANGE = re.compile(
    rf"\b(?:from |du |de )?(?P<first>{_DAY}) ?(?:-|to|thru|through|till|until|au|a) ?(?P<last>{_DAY})(?!-)"
    rf"(?P<more>(?:{_JOIN}(?:le |les |on )?{_DAY})*)"
)
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1}
_ORDINALS |= {"premier": 1, "1er": 1, "deuxieme": 2, "2e": 2, "troisieme": 3, "3e": 3, "quatrieme": 4, "dernier": -1}
_NTH = rf"(?P<nth>{'|'.join(_ORDINALS)})"
_OF_MONTH = r"(?:of (?:every|each|the) month|of the months|each month|every month|monthly|(?:de )?chaque mois|du mois|tous les mois)"
_MONTH_DAY = re.compile(
    rf"\b(?:(?:on|every|each|le|tous les|chaque) )?(?:the )?{_NTH}(?: (?P<of>day|jour))? {_OF_MONTH}\b|"
    rf"\b(?:every month|each month|monthly|chaque mois|tous les mois) (?:on |le )?(?:the )?(?P<day>\d{{1,2}})"
    r"(?:st|nd|rd|th|er)?\b(?! ?[:h]|\d)"
)
_MONTH_WEEKDAY = re.compile(rf"\b(?:(?:on|every|each|le|tous les|chaque) )?(?:the )?{_NTH} (?P<weekday>{_DAY}) {_OF_MONTH}\b")
_N_WEEKS = r"(?:other|second|2|two|deux|3|three|trois|4|four|quatre)"
_WEEKS_APART = re.compile(
    rf"\bevery (?P<en>{_N_WEEKS}) (?:weeks? )?(?:on (?:a )?)?(?P<day>{_DAY})|\b(?:un|le) (?P<jour>{_DAY}) sur (?P<fr>{_N_WEEKS})\b|"
    rf"\b(?:une semaine sur|toutes les) (?P<fr2>{_N_WEEKS})(?: semaines)?,? (?:le |les )?(?P<jour2>{_DAY})|"
    rf"\b(?:le |les )?(?P<jour3>{_DAY}) (?:(?:une semaine sur|toutes les) (?P<fr3>{_N_WEEKS})(?: semaines)?|"
    rf"every (?P<en3>{_N_WEEKS}) weeks?)\b"
)
_ONE_IN = re.compile(rf"\b(?P<unit>un jour|une semaine|un mois) sur (?P<count>{_N_WEEKS})\b")
_EXCEPT = re.compile(
    rf",? ?\b(?:except|excluding|apart from|but not|but|besides|sauf|hormis|excepte|mais pas)(?: (?:for|on|the|le|les|la))* "
    rf"(?P<days>week-?ends?|{_DAY}(?:{_JOIN}(?:le |les |on )?{_DAY})*)"
)
_DAY_LIST = re.compile(rf"\b(?:(?:every|each|on|chaque|tous les|toutes les|les|le)\s+)?(?P<days>{_DAY}(?:{_JOIN}(?:le |les |on )?{_DAY})+)")
_ONE_DAY = re.compile(
    rf"\b(?:every|each|chaque|tous les)\s+(?P<days>{_DAY})|\b(?:on |les )?(?P<plural>(?:mon|tues|wednes|thurs|fri|satur|sun)days)\b"
    r"|\bles (?P<pluriel>(?:lun|mar|mercre|jeu|vendre)dis|samedis|dimanches)\b|"
    r"\b(?P<jours>(?:lun|mar|mercre|jeu|vendre)dis|samedis|dimanches)\b"
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
            return _without_some(found, flat)
    return None


def _without_some(found: Recurrence, flat: str) -> Recurrence:
    """The days of a week without those that are left out: "every day except sunday"."""
    left_out = _EXCEPT.match(flat, found.end)
    if left_out is None or not (found.frequency == "FREQ=DAILY" or found.frequency.startswith("FREQ=WEEKLY;BYDAY=")):
        return found
    named = {5, 6} if left_out["days"].startswith("week") else {WEEKDAYS[word] for word in _NAME.findall(left_out["days"])}
    days = sorted(set(found.weekdays or range(7)) - named)
    frequency = "FREQ=WEEKLY;BYDAY=" + ",".join(_CODES[day] for day in days)
    return replace(found, end=left_out.end(), frequency=frequency) if days else found


def _list(match: re.Match[str]) -> Recurrence:
    return _weekly(match, {WEEKDAYS[word] for word in _NAME.findall(match["days"])})


def _one(match: re.Match[str]) -> Recurrence:
    words = match["days"] or match["plural"] or match["pluriel"] or match["jours"]
    return _weekly(match, {WEEKDAYS[word] for word in _NAME.findall(words)})


def _range(match: re.Match[str]) -> Recurrence | None:
    first, last = (WEEKDAYS[match[name].strip(".")] for name in ("first", "last"))
    days = {(first + ahead) % 7 for ahead in range((last - first) % 7 + 1)} | {WEEKDAYS[word] for word in _NAME.findall(match["more"])}
    return _weekly(match, days) if first != last else None


def _weeks_apart(match: re.Match[str]) -> Recurrence:
    day = next(match[name] for name in ("day", "jour", "jour2", "jour3") if match[name]).strip(".")
    count = _NUMBERS[next(match[name] for name in ("en", "fr", "fr2", "fr3", "en3") if match[name])]
    return Recurrence(match.start(), match.end(), f"FREQ=WEEKLY;INTERVAL={count};BYDAY={_CODES[WEEKDAYS[day]]}")


def _one_in(match: re.Match[str]) -> Recurrence:
    unit = _UNITS[match["unit"].split()[1]]
    return Recurrence(match.start(), match.end(), f"FREQ={unit};INTERVAL={_NUMBERS[match['count']]}")


def _month_day(match: re.Match[str]) -> Recurrence | None:
    day = int(match["day"]) if match["day"] else _ORDINALS[match["nth"]]
    return Recurrence(match.start(), match.end(), f"FREQ=MONTHLY;BYMONTHDAY={day}") if -1 <= day <= 31 and day else None


def _month_weekday(match: re.Match[str]) -> Recurrence:
    code = _CODES[WEEKDAYS[match["weekday"].strip(".")]]
    return Recurrence(match.start(), match.end(), f"FREQ=MONTHLY;BYDAY={code};BYSETPOS={_ORDINALS[match['nth']]}")


def _initials(match: re.Match[str]) -> Recurrence:
    return _weekly(match, {0, 2, 4} if "w" in match["initials"] else {1, 3})


def _weekly(match: re.Match[str], days: set[int]) -> Recurrence:
    return Recurrence(match.start(), match.end(), "FREQ=WEEKLY;BYDAY=" + ",".join(_CODES[day] for day in sorted(days)))


def _fixed(frequency: str, hour: int | None = None, *, needs_hour: bool = True) -> Callable[[re.Match[str]], Recurrence]:
    return lambda match: Recurrence(match.start(), match.end(), frequency, hour, needs_hour)


_UNITS = {"minute": "MINUTELY", "min": "MINUTELY", "hour": "HOURLY", "heure": "HOURLY", "day": "DAILY", "jour": "DAILY"}
_UNITS |= {"week": "WEEKLY", "semaine": "WEEKLY", "month": "MONTHLY", "mois": "MONTHLY"}
_NUMBERS = {"two": 2, "deux": 2, "three": 3, "trois": 3, "four": 4, "quatre": 4, "six": 6, "other": 2, "second": 2, "2": 2, "3": 3, "4": 4}


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
    (_MONTH_WEEKDAY, _month_weekday),
    (
        re.compile(
            r"\b(?:on |every )?the (?P<day>\d{1,2})(?:st|nd|rd|th)? (?:day )?of (?:every|each|the) month\b|"
            r"\b(?:tous les|le) (?P<jour>\d{1,2})(?:er)? (?:(?:de )?chaque|du) mois\b"
        ),
        _monthly,
    ),
    (_MONTH_DAY, _month_day),
    (_WEEKS_APART, _weeks_apart),
    (_ONE_IN, _one_in),
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
    (_RANGE, _range),
    (_DAY_LIST, _list),
    (_ONE_DAY, _one),
    (_INITIALS, _initials),
    (
        re.compile(
            rf"\b{_EVERY} ?day\b|\bdaily\b|\btous les jours\b|\btlj\b|\bchaque jour\b|\b(?:7|seven) days (?:a|per) "
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
