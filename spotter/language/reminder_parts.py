"""Several reminders told with one command: "mondays 7am chest and wednesdays 6pm legs", "at 8am and 9:30pm every day to stretch"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spotter.language.calendar_words import PARTS_OF_DAY, alternatives
from spotter.language.dates import find_date
from spotter.language.moments import MomentSpan, find_moment
from spotter.language.recurrences import find_recurrence
from spotter.language.remainder import only_fillers
from spotter.language.rule_limits import find_limit
from spotter.language.understanding import Reading

_AND = re.compile(r"\s*(?:,|;|&|\b(?:and|et|then|puis|n|also|aussi)\b)(?:\s*(?:,|;|&|\b(?:and|et|then|puis|also|aussi)\b))*\s*")
_TO = re.compile(r"(?:to|about|de|d'|pour)\b")
_BARE_HOUR = re.compile(r"\d{1,2}(?=\s*(?:$|[,.;:]|(?:to|de|and|et|every|each|daily|tomorrow|today|chaque|tous|demain|on)\b|d'))")
_PART = re.compile(rf"\b(?:{alternatives(PARTS_OF_DAY)})s?\b")
_LEADING = re.compile(r"^(?:for )?(?=\d)")
_MOST = 8  # joints that are looked at


@dataclass(frozen=True, slots=True)
class ReminderPart:
    """One reminder of a command: its words are at `text[start:end]`; `moment` has its places in the whole text."""

    start: int
    end: int
    moment: MomentSpan | None


def reminder_parts(flat: str, reading: Reading, command: tuple[int, int] = (0, 0)) -> list[ReminderPart]:
    """The reminders told in simple text, whose `command` stands there: one, unless each of several has a moment of its own."""
    cuts = [0]
    ends: list[int] = []
    for joint in list(_AND.finditer(flat))[:_MOST]:
        if joint.start() < command[1] and joint.end() > command[0]:
            continue
        before = _moment(flat, cuts[-1], joint.start(), reading)
        if before is None or not _is_full(before, flat):
            continue
        behind = _moment(flat, joint.end(), len(flat), reading)
        if behind is None or not _is_full(behind, flat):
            continue
        if only_fillers(flat[joint.end() : behind.start]) or _TO.match(flat, joint.end()):
            ends.append(joint.start())
            cuts.append(joint.end())
    bounds = zip(cuts, [*ends, len(flat)], strict=True)
    parts = [ReminderPart(start, end, _moment(flat, start, end, reading)) for start, end in bounds]
    return (
        _with_days(parts, f"{flat[: command[0]]}{' ' * (command[1] - command[0])}{flat[command[1] :]}", reading)
        if len(parts) > 1
        else parts
    )


def merged_rules(rules: list[str]) -> list[str]:
    """The rules with those made one that differ in their hours only."""
    hours: dict[str, set[int]] = {}
    for rule in rules:
        head, _, rest = rule.partition(";BYHOUR=")
        told, _, tail = rest.partition(";")
        hours.setdefault(f"{head};BYHOUR=*;{tail}" if rest else rule, set()).update(int(hour) for hour in told.split(",") if hour)
    return [key.replace("*", ",".join(map(str, sorted(of_one)))) for key, of_one in hours.items()]


def _moment(flat: str, start: int, end: int, reading: Reading) -> MomentSpan | None:
    said, begins = flat[start:end], start
    found = find_moment(said, reading)
    if _BARE_HOUR.match(said) and start > 0 and (found is None or not found.timed):
        found = find_moment(f"at {said}", reading)
        start -= len("at ")
    if found is None:
        return None
    spans = tuple((max(begin + start, begins), finish + start) for begin, finish in found.spans)
    return replace(found, start=spans[0][0], end=max(finish for _, finish in spans), spans=spans)


def _is_full(moment: MomentSpan, flat: str) -> bool:
    """Whether an hour is told, or the part of the day that stands for one; or none is wanted ("every 2 hours")."""
    words = " ".join(flat[start:end] for start, end in moment.spans)
    return moment.timed or bool(_PART.search(words))


def _with_days(parts: list[ReminderPart], flat: str, reading: Reading) -> list[ReminderPart]:
    """The parts, each without a day with that of the one before; a part that shares its words with a later one shares its day, too."""
    days = [_day_words(part, flat, reading) for part in parts]
    done = []
    for place, part in enumerate(parts):
        day = days[place] or next((one for one in reversed(days[:place]) if one), "")
        if not day and _is_bare(part, flat):
            day = next((one for one in days[place:] if one), "")
        elif not day and _is_bare(parts[place + 1] if place + 1 < len(parts) else part, flat):
            day = days[place + 1] if place + 1 < len(parts) else ""
        done.append(
            part if not day or days[place] or part.moment is None else replace(part, moment=_on_day(part.moment, day, flat, reading))
        )
    return done


def _on_day(moment: MomentSpan, day: str, flat: str, reading: Reading) -> MomentSpan:
    words = " ".join(flat[start:end] for start, end in moment.spans).strip()
    found = find_moment(f"{_LEADING.sub('at ', words)} {day}", reading)
    return moment if found is None else replace(moment, at=found.at, rule=found.rule)


def _day_words(part: ReminderPart, flat: str, reading: Reading) -> str:
    """The words of its moment that tell the day, the rule or how long it lasts; empty where only an hour is told."""
    said = [flat[start:end] for start, end in part.moment.spans] if part.moment else []
    return " ".join(one for one in said if find_recurrence(one) or find_date(one, reading) or find_limit(one, reading))


def _is_bare(part: ReminderPart, flat: str) -> bool:
    """Whether a part is a moment and nothing to be reminded of."""
    kept = flat[part.start : part.end]
    for start, end in part.moment.spans if part.moment else ():
        kept = kept[: start - part.start] + " " * (end - start) + kept[end - part.start :]
    return only_fillers(kept)
