"""A time on the clock as people type it: "at 7", "730pm", "half past 6", "19h30", "à 7 heures et demie"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spotter.language.understanding import Reading
from spotter.language.workout_exercises import find_exercises

_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HOUR_WORDS = {word: hour for hour, word in enumerate(_HOURS, start=1)}
_LATE_PARTS = frozenset({"afternoon", "evening", "night", "tonight", "apres-midi", "apres midi", "soir"})
_NO_UNIT = r"(?! ?(?:kgs?|lbs?|kilos?|livres?|g|mg|ml|cl|l|k?cals?|rpe|reps?|sets?|x|km|m|min|steps|pas|iu|ui|w|watts|bpm|%)\b|[\d:/%x])"
_AM_PM = re.compile(r"(?:\b(?:at|by|for|around|from) |@ ?)?(?<![\d.,:/])(?P<h>\d{1,2})(?:[:.h ]?(?P<m>[0-5]\d))? ?(?P<half>[ap])\.?m\b\.?")
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
_NEXT_SAID = r"(?=\s*(?:$|[,.;:!?)]|\b(?:to|de|pour|for|and|et|every|each|daily|tomorrow|today|tonight|on|chaque|tous|demain|le|la)\b|d'))"
_TYPED = re.compile(  # "at 730", "à 1830", "at 6 30"
    rf"(?:\b(?:at|by|around|from|till|a|vers) |@ ?)(?P<h>0?\d|1\d|2[0-3])"
    rf"(?:(?P<m>[0-5]\d)\b{_NO_UNIT}| (?P<apart>00|15|30|45)\b{_NEXT_SAID}){_PART}"
)
_TYPED_BARE = re.compile(rf" *(?P<h>0?\d|1\d|2[0-3])(?P<m>[0-5]\d)\b{_NO_UNIT}{_PART}")  # "every morning 730"
_AT = re.compile(
    rf"(?:\b(?:at|by|around|until|till|vers|alarms? for|wake me up|wake me) |@ ?)(?P<h>\d{{1,2}})(?:[.](?P<m>\d{{2}}))?(?: ?o'? ?clock)?"
    rf"(?![\d:/%x]| ?(?:kg|lb|rpe|reps?|x\b)){_PART}"
)
_AND_CLOCK = re.compile(
    r"\s*(?:,|;|/|&|\+|\band\b|\bet\b|\bthen\b|\bpuis\b)+\s*(?:at |a |vers )?(?P<h>\d{1,2})(?:\s?[:h.]\s?(?P<m>\d{2}))?\s?"
    r"(?P<half>[ap]\.?m\b\.?|h(?:eures?)?\b)?(?![\w:.%])(?! ?(?:kg|lbs?|reps?|x\b|min|g\b|ml))"
)
_WAKING = re.compile(r"\b(?:set (?:an?|my|the) alarms?|wake|waking|reveil\w*)\b")
_FIVE_MINUTES = 5
_HEAVIEST = 500  # "squat at 315" is a load, "squat at 730" a time


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day at `text[start:end]`. It is not `sure` where "at 7" may be morning or evening."""

    start: int
    end: int
    hour: int
    minute: int
    sure: bool


def find_clock(flat: str, reading: Reading, behind: int | None = None) -> Clock | None:
    """The first time of day in simple text; `behind` is where a day or a rule ends, after which bare figures are one ("daily 1230")."""
    if match := _HALF_PAST.search(flat):
        hour = _HOUR_WORDS.get(match["h"]) or int(match["h"])
        minute = {"half past": 30, "half": 30, "quarter past": 15, "quarter to": 45}[match["word"]]
        late = match["part"] in _LATE_PARTS and hour < 12
        return _clock(match, hour - (minute == 45) + 12 * late, minute, sure=bool(match["part"]))
    if match := _AM_PM.search(flat):
        return _clock(match, int(match["h"]) % 12 + (12 if match["half"] == "p" else 0), int(match["m"] or 0), sure=True)
    for pattern in (_COLON, _HEURES, _ISH, _TYPED, _AT):
        if match := pattern.search(flat):
            if pattern is _TYPED and (match["m"] or match["apart"]) and not _is_time(match, flat):
                continue
            sure = reading.locale == "fr" or pattern is _HEURES or bool(_WAKING.search(flat))  # nobody is woken at 5 in the afternoon
            return _plain_clock(match, sure=sure)
    bare = _TYPED_BARE.match(flat, behind) if behind is not None else None
    return _plain_clock(bare, sure=reading.locale == "fr") if bare and _is_time(bare, flat) else None


def _is_time(match: re.Match[str], flat: str) -> bool:
    """Whether figures written together are a time: no odd minute, no load of the exercise before them."""
    if match["m"] is None:
        return True
    if int(match["m"]) % _FIVE_MINUTES and not match["h"].startswith("0"):
        return False
    before = flat[: match.start()].rstrip()
    lifted = [one for one in find_exercises(before) if one.end == len(before)] if before else []
    return not lifted or int(match["h"] + match["m"]) > _HEAVIEST or match["h"].startswith("0")


def _plain_clock(match: re.Match[str], *, sure: bool) -> Clock | None:
    told = match.groupdict()
    hour, part, minutes = int(told["h"]), told["part"], told["m"] or told.get("apart") or "0"
    minute = {"et demie": 30, "et quart": 15}.get(minutes) or int(minutes)
    if part in _LATE_PARTS and hour < 12:
        hour += 12
    return _clock(match, hour, minute, sure=sure or bool(part) or hour > 12 or told["h"].startswith("0"))


def _clock(match: re.Match[str], hour: int, minute: int, *, sure: bool) -> Clock | None:
    return Clock(match.start(), match.end(), hour % 24, minute, sure) if 0 <= hour <= 24 and minute < 60 else None


def further_hours(flat: str, clock: Clock, hour: int) -> list[tuple[int, tuple[int, int]]]:
    """The hours told behind a first one at the same minute, with where they stand: "at 8 and 20", "à 8h et à 20h"."""
    found: list[tuple[int, tuple[int, int]]] = []
    place = clock.end
    while match := _AND_CLOCK.match(flat, place):
        value, half = int(match["h"]), match["half"] or ""
        value = value % 12 + 12 if half.startswith("p") else value % 12 if half.startswith("a") else value
        value += 12 if not half and value <= hour and value < 12 else 0
        if value > 23 or int(match["m"] or 0) != clock.minute:
            break
        found.append((value, match.span()))
        hour, place = value, match.end()
    return found
