"""When something shall happen: "in 20 minutes", "tomorrow at 7", "demain à 7h", "every day at 21:00"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from spotter.language.calendar_words import PARTS_OF_DAY, WEEKDAYS, alternatives, level
from spotter.language.dates import DateSpan, find_date
from spotter.language.recurrences import Recurrence, find_recurrence
from spotter.language.understanding import Reading

_DAY_HOUR = 9  # A day without a time of day is an all-day reminder: it rings at nine, and the receipt says so.


@dataclass(frozen=True, slots=True)
class MomentSpan:
    """A coming moment, `at` (aware) or `rule` (RRULE), told by the words at `spans` of the text; `start` and `end` enclose them.

    `timed` is False where the hour is the house's convention for a day or a part of the day.
    """

    start: int
    end: int
    at: datetime | None
    rule: str | None
    spans: tuple[tuple[int, int], ...]
    timed: bool = True


@dataclass(frozen=True, slots=True)
class _Clock:
    start: int
    end: int
    hour: int
    minute: int
    sure: bool  # False where "at 7" may be morning or evening


_NUMBER = (
    r"(?P<n>\d{1,3}(?:[.,]5)?|an?|one|half an|two|three|five|ten|fifteen|twenty|thirty|forty[- ]five|une?|une "
    r"demi|deux|trois|cinq|dix|quinze|vingt|trente)"
)
_NUMBERS: dict[str, float] = {
    "a": 1,
    "an": 1,
    "one": 1,
    "half an": 0.5,
    "two": 2,
    "three": 3,
    "five": 5,
    "ten": 10,
    "fifteen": 15,
    "twenty": 20,
}
_NUMBERS |= {
    "thirty": 30,
    "forty-five": 45,
    "forty five": 45,
    "un": 1,
    "une": 1,
    "une demi": 0.5,
    "deux": 2,
    "trois": 3,
    "cinq": 5,
    "dix": 10,
}
_NUMBERS |= {"quinze": 15, "vingt": 20, "trente": 30}
_SOON = re.compile(
    rf"\b(?:in|dans|after|apres|for|de) (?:about |environ )?{_NUMBER}[- ]?(?P<unit>seconds?|secondes?|minutes?|"
    rf"mins?|mn|hours?|hrs?|heures?|h)\b(?: (?P<more>\d{{1,2}}|and a half|et demie)(?: ?min\w*)?)?"
)
_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HOUR_WORDS = {word: hour for hour, word in enumerate(_HOURS, start=1)}
_AM_PM = re.compile(r"(?:\b(?:at|by|for|around|from) |@ ?)?(?<![\d.,:/])(?P<h>\d{1,2})(?:[:.h](?P<m>\d{2}))? ?(?P<half>[ap])\.?m\b\.?")
_PART = r"(?: (?:in the |du |de l'|this |ce )?(?P<part>morning|afternoon|evening|night|tonight|matin|apres[- ]midi|soir))?"
_HALF_PAST = re.compile(  # "half seven" is half past seven
    r"\b(?:at )?(?P<word>half past|half|quarter past|quarter to) "
    rf"(?P<h>\d{{1,2}}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?! (?:reps?|sets?|kg|minutes?|hours?)){_PART}"
)
_ISH = re.compile(rf"(?:\b(?:at|by|around) |@ ?)?(?<![\d.,:/])(?P<h>\d{{1,2}})(?:[:.](?P<m>\d{{2}}))? ?-?ish\b{_PART}")
_COLON = re.compile(
    rf"(?:\b(?:at|by|for|around|a|vers|pour) |@ ?)?(?<![\d.,:/])(?P<h>\d{{1,2}}) ?(?::|h(?:eures?)?) ?(?P<m>\d{{2}})\b(?!:){_PART}"
)
_HEURES = re.compile(
    rf"(?:\b(?:a|vers|pour|at|by) |@ ?)?(?<![\d.,:/])(?P<h>\d{{1,2}}) ?(?:h|heures?)\b(?: (?P<m>\d{{2}}|et demie|et quart)\b)?{_PART}"
)
_AT = re.compile(
    rf"(?:\b(?:at|by|around|until|till|vers) |@ ?)(?P<h>\d{{1,2}})(?:[.](?P<m>\d{{2}}))?(?: ?o'? ?clock)?"
    rf"(?![\d:/%x]| ?(?:kg|lb|rpe|reps?|x\b)){_PART}"
)
_PART_ALONE = re.compile(
    rf"\b(?:(?:at|this|in the|tomorrow|a|cette|ce|cet|demain|dans l'|dans la|before) )?(?P<part>{alternatives(PARTS_OF_DAY)})\b"
)
_OVER = re.compile(r"\b(?:yesterday|ago|last|hier|il y a|derniere?|passee?)\b")
_NAMED_DAY = re.compile(rf"\b(?:{alternatives(WEEKDAYS)})\b")
_NIGHTS = frozenset({"tonight", "night", "nuit", "soir"})
_NIGHT_ENDS = 6
_LATE_PARTS = frozenset({"afternoon", "evening", "night", "tonight", "apres-midi", "apres midi", "soir"})


def find_moment(text: str, reading: Reading) -> MomentSpan | None:
    """The coming moment or recurring rule that the text names; None where it names none or one that is over."""
    flat = level(text)
    soon = _SOON.search(flat)
    if soon:
        return MomentSpan(soon.start(), soon.end(), reading.now.replace(microsecond=0) + _wait(soon), None, (soon.span(),))
    recurrence = find_recurrence(flat)
    rest = flat if recurrence is None else flat[: recurrence.start] + " " * (recurrence.end - recurrence.start) + flat[recurrence.end :]
    clock = _find_clock(rest, reading)
    if recurrence:
        return _recurring(recurrence, clock, _part(rest))
    blank = rest if clock is None else rest[: clock.start] + " " * (clock.end - clock.start) + rest[clock.end :]
    return _single(blank, clock, reading)


def _wait(match: re.Match[str]) -> timedelta:
    word = match["n"].replace(",", ".")
    count = _NUMBERS[word] if word in _NUMBERS else float(word)
    more = match["more"] or ""
    if match["unit"].startswith("s"):
        return timedelta(seconds=count)
    if match["unit"].startswith("m"):
        return timedelta(minutes=count)
    extra = timedelta(minutes=int(more)) if more.isdigit() else timedelta(minutes=30 if more else 0)
    return timedelta(hours=count) + extra


def _find_clock(flat: str, reading: Reading) -> _Clock | None:
    if match := _HALF_PAST.search(flat):
        hour = _HOUR_WORDS.get(match["h"]) or int(match["h"])
        minute = {"half past": 30, "half": 30, "quarter past": 15, "quarter to": 45}[match["word"]]
        late = match["part"] in _LATE_PARTS and hour < 12
        return _clock(match, hour - (minute == 45) + 12 * late, minute, sure=bool(match["part"]))
    if match := _AM_PM.search(flat):
        return _clock(match, int(match["h"]) % 12 + (12 if match["half"] == "p" else 0), int(match["m"] or 0), sure=True)
    for pattern in (_COLON, _HEURES, _ISH, _AT):
        if match := pattern.search(flat):
            return _plain_clock(match, french=reading.locale == "fr" or pattern is _HEURES)
    return None


def _plain_clock(match: re.Match[str], *, french: bool) -> _Clock | None:
    hour, part = int(match["h"]), match["part"]
    minute = (
        {"et demie": 30, "et quart": 15}.get(match["m"] or "") or int(match["m"] or 0)
        if match["m"] not in ("et demie", "et quart")
        else (30 if match["m"] == "et demie" else 15)
    )
    if part in _LATE_PARTS and hour < 12:
        hour += 12
    return _clock(match, hour, minute, sure=bool(part) or french or hour > 12 or match["h"].startswith("0"))


def _clock(match: re.Match[str], hour: int, minute: int, *, sure: bool) -> _Clock | None:
    return _Clock(match.start(), match.end(), hour % 24, minute, sure) if 0 <= hour <= 24 and minute < 60 else None


def _recurring(recurrence: Recurrence, clock: _Clock | None, part: re.Match[str] | None) -> MomentSpan:
    spans = [(recurrence.start, recurrence.end)]
    rule, timed = recurrence.frequency, True
    if clock:
        spans.append((clock.start, clock.end))
        late = (recurrence.hour or 0) >= 12 and clock.hour < 12 and (not clock.sure or clock.hour >= _NIGHT_ENDS)  # "every evening at 8"
        spans += [part.span()] if part else []
        hour = clock.hour + 12 * late if recurrence.hour is not None else _hour_of(clock, part)
        rule += f";BYHOUR={hour};BYMINUTE={clock.minute}"
    elif recurrence.needs_hour and part and recurrence.hour is None:
        spans.append(part.span())
        rule += f";BYHOUR={PARTS_OF_DAY[part['part']]};BYMINUTE=0"
    elif recurrence.needs_hour:
        timed = False
        rule += f";BYHOUR={_DAY_HOUR if recurrence.hour is None else recurrence.hour};BYMINUTE=0"
    return MomentSpan(min(s for s, _ in spans), max(e for _, e in spans), None, rule, tuple(sorted(spans)), timed)


def _single(blank: str, clock: _Clock | None, reading: Reading) -> MomentSpan | None:
    day, part = find_date(blank, reading), _part(blank)
    spans = [(found.start, found.end) for found in (day, clock) if found] + ([part.span()] if part else [])
    if not spans or (day and (day.problem == "impossible" or _OVER.search(blank[day.start : day.end]))):
        return None
    when = _coming_day(day, reading.now.date())
    hour = PARTS_OF_DAY[part["part"]] if part else _DAY_HOUR
    if clock is None:
        at = _on(when or reading.now.date(), hour, 0, reading)
        at = _on(at.date() + timedelta(days=1), hour, 0, reading) if at <= reading.now and when is None else at
    elif when is None and not part:
        at = _next(clock, reading)
    else:
        at = _on(when or reading.now.date(), _hour_of(clock, part), clock.minute, reading)
        if at <= reading.now and not clock.sure and clock.hour < 12:
            at += timedelta(hours=12)
    if at <= reading.now and day and _NAMED_DAY.search(blank[day.start : day.end]):
        at = _on(at.date() + timedelta(days=7), at.hour, at.minute, reading)  # "monday at 8", said on a Monday at noon
    if at <= reading.now and at.date() == reading.now.date() and part and part["part"] in _NIGHTS and clock and clock.hour < 12:
        hours = 24 if clock.hour < _NIGHT_ENDS else 12  # "tonight at 2:30am", "ce soir a 9h"
        at = _on(at.date() + timedelta(days=hours // 24), (at.hour + hours) % 24, at.minute, reading)
    if at <= reading.now:
        return None
    return MomentSpan(min(s for s, _ in spans), max(e for _, e in spans), at, None, tuple(sorted(spans)), clock is not None)


def _coming_day(day: DateSpan | None, today: date) -> date | None:
    if day is None:
        return None
    # "monday" is the coming one when something shall happen.
    return day.date + timedelta(days=7) if today - timedelta(days=7) < day.date < today else day.date


def _next(clock: _Clock, reading: Reading) -> datetime:
    hours = [clock.hour] if clock.sure else sorted({clock.hour % 12, clock.hour % 12 + 12})
    today = reading.now.date()
    coming = [_on(today + timedelta(days=ahead), hour, clock.minute, reading) for ahead in (0, 1) for hour in hours]
    return min(at for at in coming if at > reading.now)


def _likely_hour(clock: _Clock) -> int:
    return clock.hour + 12 if not clock.sure and 1 <= clock.hour <= 5 else clock.hour


def _hour_of(clock: _Clock, part: re.Match[str] | None) -> int:
    """The hour that the part of the day makes of one that may be morning or evening."""
    if part is None or clock.sure:
        return _likely_hour(clock)
    return clock.hour + 12 if PARTS_OF_DAY[part["part"]] >= 12 and clock.hour < 12 else clock.hour


def _part(flat: str) -> re.Match[str] | None:
    return _PART_ALONE.search(flat)


def _on(day: date, hour: int, minute: int, reading: Reading) -> datetime:
    return datetime.combine(day, time(hour % 24, minute), tzinfo=reading.now.tzinfo)
