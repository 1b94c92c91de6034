"""When something shall happen: "in 20 minutes", "tomorrow at 7", "demain à 7h", "every day at 21:00"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from spotter.language.calendar_words import PARTS_OF_DAY, WEEKDAYS, alternatives, level
from spotter.language.clocks import Clock, find_clock, further_hours
from spotter.language.dates import DateSpan, coming_day, find_date
from spotter.language.recurrences import Recurrence, find_recurrence
from spotter.language.rule_limits import Limit, find_limit
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
    rf"\b(?P<head>in|dans|after|apres|for|d[eu']) ?(?:about |environ )?{_NUMBER}[- ]?(?P<unit>seconds?|secondes?|minutes?|"
    rf"mins?|mn|hours?|hrs?|heures?|h)\b(?: (?P<more>\d{{1,2}}|and a half|et demie)(?: ?min\w*)?)?"
)
_PART_ALONE = re.compile(
    rf"\b(?:(?:at|this|in the|tomorrow|a|cette|ce|cet|demain|dans l'|dans la|before) )?(?P<part>{alternatives(PARTS_OF_DAY)})\b"
)
_FROM_NOW = frozenset({"in", "dans", "after", "apres"})  # "walk for 30 minutes" tells how long, unless nothing else tells when
_BARE_DAY = re.compile(
    r"(?<![\d./:])(?P<a>\d{1,2})/\d{1,2}(?![\d/]| ?(?:cups?|scoops?|tasses?|litres?|l|h|hours?|of|de)\b)|"
    r"\b(?:the )?(?P<d>\d{1,2})(?:st|nd|rd|th)\b(?! (?:sets?|reps?|rounds?|days?|week|month|time|workout|meal|session|exercise|reminder))"
)
_SHORT_DAY = re.compile(  # "wed 6am", and not "mon 10 km"
    r"\b(?P<w>mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|lun|mer|jeu|ven|sam|dim)\b\.?"
    r"(?= (?:at |a )?\d{1,2}(?:(?:[:.h]\d{2})|(?::?\d{2})? ?[ap]\.?m\b|h\b))"
)
_OVER = re.compile(r"\b(?:yesterday|ago|last|hier|il y a|derniere?|passee?)\b")
_NAMED_DAY = re.compile(rf"\b(?:{alternatives(WEEKDAYS)})\b")
_NIGHTS = frozenset({"tonight", "night", "nuit", "soir"})
_NIGHT_ENDS = 6


def find_moment(text: str, reading: Reading) -> MomentSpan | None:
    """The coming moment or recurring rule that the text names; None where it names none or one that is over."""
    flat = level(text)
    soon = _SOON.search(flat)
    if soon and soon["head"] in _FROM_NOW:
        return _in_a_while(soon, reading)
    limit = find_limit(flat, reading)
    whole, flat = flat, flat if limit is None else _blanked(flat, limit.start, limit.end)
    recurrence = find_recurrence(flat)
    rest = flat if recurrence is None else _blanked(flat, recurrence.start, recurrence.end)
    day = _day(rest, reading) if recurrence is None else None
    clock = find_clock(rest, reading, recurrence.end if recurrence else day.end if day else None)
    if (
        limit and recurrence is None and clock and day is None and limit.is_sure and clock.start < limit.start
    ):  # "at 7 for the next 2 weeks"
        recurrence = Recurrence(limit.start, limit.start, "FREQ=DAILY")
    if recurrence:
        return _recurring(rest, recurrence, clock, _part(rest), limit)
    blank = whole if clock is None else _blanked(whole, clock.start, clock.end)
    return _single(blank, clock, day, reading) or (_in_a_while(soon, reading) if soon else None)


def _in_a_while(soon: re.Match[str], reading: Reading) -> MomentSpan:
    return MomentSpan(soon.start(), soon.end(), reading.now.replace(microsecond=0) + _wait(soon), None, (soon.span(),))


def _blanked(flat: str, start: int, end: int) -> str:
    return flat[:start] + " " * (end - start) + flat[end:]


def _day(flat: str, reading: Reading) -> DateSpan | None:
    """The day that is told; "3/12" and "the 3rd" stand for one here even without "on"."""
    found = find_date(flat, reading)
    if found is None and (short := _SHORT_DAY.search(flat)):
        day = find_date(f"on {short['w']}", reading)
        return day and replace(day, start=short.start(), end=short.end())
    bare = _BARE_DAY.search(flat) if found is None else None
    if bare is None:
        return found
    lead = "le " if bare["a"] is None else "on "
    day = find_date(f"{lead}{bare['d'] or bare[0]}", reading)
    return day and replace(day, start=bare.start(), end=bare.end())


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


def _recurring(rest: str, recurrence: Recurrence, clock: Clock | None, part: re.Match[str] | None, limit: Limit | None) -> MomentSpan:
    spans = [(recurrence.start, recurrence.end)] if recurrence.end > recurrence.start else []
    rule, timed = recurrence.frequency, True
    if limit:
        spans.append((limit.start, limit.end))
        rule += f";UNTIL={limit.last:%Y%m%d}"
    if clock:
        spans.append((clock.start, clock.end))
        late = (recurrence.hour or 0) >= 12 and clock.hour < 12 and (not clock.sure or clock.hour >= _NIGHT_ENDS)  # "every evening at 8"
        spans += [part.span()] if part else []
        hour = clock.hour + 12 * late if recurrence.hour is not None else _hour_of(clock, part)
        more = further_hours(rest, clock, hour)
        spans += [span for _, span in more]
        hours = sorted({hour, *(one for one, _ in more)})
        rule += f";BYHOUR={','.join(map(str, hours))};BYMINUTE={clock.minute}"
    elif recurrence.needs_hour and part and recurrence.hour is None:
        spans.append(part.span())
        rule += f";BYHOUR={PARTS_OF_DAY[part['part']]};BYMINUTE=0"
    elif recurrence.needs_hour:
        timed = False
        rule += f";BYHOUR={_DAY_HOUR if recurrence.hour is None else recurrence.hour};BYMINUTE=0"
    return MomentSpan(min(s for s, _ in spans), max(e for _, e in spans), None, rule, tuple(sorted(spans)), timed)


def _single(blank: str, clock: Clock | None, told: DateSpan | None, reading: Reading) -> MomentSpan | None:
    is_apart = told is not None and (clock is None or told.end <= clock.start or told.start >= clock.end)
    day, part = told if is_apart else _day(blank, reading), _part(blank)
    spans = [(found.start, found.end) for found in (day, clock) if found] + ([part.span()] if part else [])
    if not spans or (day and (day.problem == "impossible" or _OVER.search(blank[day.start : day.end]))):
        return None
    when = coming_day(day.date, reading.now.date(), blank[day.start : day.end]) if day else None
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
    elif at <= reading.now and day and day.date == reading.now.date() and re.search(r"\d", blank[day.start : day.end]):
        later = coming_day(day.date, day.date + timedelta(days=1), blank[day.start : day.end])
        at = _on(later, at.hour, at.minute, reading)  # "on the 3rd at 8", said on the 3rd at noon
    if at <= reading.now and at.date() == reading.now.date() and part and part["part"] in _NIGHTS and clock and clock.hour < 12:
        hours = 24 if clock.hour < _NIGHT_ENDS else 12  # "tonight at 2:30am", "ce soir a 9h"
        at = _on(at.date() + timedelta(days=hours // 24), (at.hour + hours) % 24, at.minute, reading)
    if at <= reading.now:
        return None
    return MomentSpan(min(s for s, _ in spans), max(e for _, e in spans), at, None, tuple(sorted(spans)), clock is not None)


def _next(clock: Clock, reading: Reading) -> datetime:
    hours = [clock.hour] if clock.sure else sorted({clock.hour % 12, clock.hour % 12 + 12})
    today = reading.now.date()
    coming = [_on(today + timedelta(days=ahead), hour, clock.minute, reading) for ahead in (0, 1) for hour in hours]
    return min(at for at in coming if at > reading.now)


def _likely_hour(clock: Clock) -> int:
    return clock.hour + 12 if not clock.sure and 1 <= clock.hour <= 5 else clock.hour


def _hour_of(clock: Clock, part: re.Match[str] | None) -> int:
    """The hour that the part of the day makes of one that may be morning or evening."""
    if part is None or clock.sure:
        return _likely_hour(clock)
    return clock.hour + 12 if PARTS_OF_DAY[part["part"]] >= 12 and clock.hour < 12 else clock.hour


def _part(flat: str) -> re.Match[str] | None:
    return _PART_ALONE.search(flat)


def _on(day: date, hour: int, minute: int, reading: Reading) -> datetime:
    return datetime.combine(day, time(hour % 24, minute), tzinfo=reading.now.tzinfo)
