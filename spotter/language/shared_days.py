"""The day at the head of a sentence holds for everything told in it: "yesterday I ate a burger and benched 3x5"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise

from spotter.language.dates import DateSpan, find_date
from spotter.language.remainder import only_fillers
from spotter.language.splitter import Piece, split_sentences
from spotter.language.understanding import Call, Reading

_JOINT = re.compile(r"(?:[,;.\n]|\b(?:and|then|et|puis)\b)+\s*")
_USUAL_HOURS = {"breakfast": 8, "lunch": 12, "dinner": 19, "snack": 16}


def share_days(text: str, calls: Iterable[tuple[int, Call]], reading: Reading) -> list[tuple[int, Call]]:
    """The placed calls of `text`; logs of today in a sentence that begins with another day move to that day."""
    placed = list(calls)
    for sentence in split_sentences(text):
        day = _leading_day(text[sentence.start : sentence.end], reading)
        if day is not None:
            placed = [(at, _moved(call, day, reading) if sentence.start <= at < sentence.end else call) for at, call in placed]
    return placed


def parts_by_day(text: str, reading: Reading) -> list[Piece]:
    """The text cut by the days that its clauses begin or end with: "yesterday bench 3x5 80, today squat 3x5 100"; empty for one day."""
    spans = list(_days_of(text, reading))
    if len({span.date for span in spans}) < 2 or any(span.problem for span in spans):
        return []
    joints = [(0, 0), *(joint.span() for joint in _JOINT.finditer(text)), (len(text), len(text))]
    opens = [max(end for _, end in joints if end <= span.start) for span in spans]
    ends = [min(joint for joint in joints if joint[0] >= span.end) for span in spans]
    if all(only_fillers(text[begin : span.start]) for begin, span in zip(opens, spans, strict=True)):
        cuts = [begin for begin, (before, after) in zip(opens[1:], pairwise(spans), strict=True) if before.date != after.date]
    elif all(only_fillers(text[span.end : end]) for (end, _), span in zip(ends, spans, strict=True)):
        cuts = [end for (_, end), (before, after) in zip(ends, pairwise(spans), strict=False) if before.date != after.date]
    else:
        return []
    return [Piece(start, end) for start, end in pairwise([0, *cuts, len(text)])]


def _days_of(text: str, reading: Reading) -> Iterator[DateSpan]:
    at = 0
    while (span := find_date(text[at:], reading)) is not None:
        yield replace(span, start=at + span.start, end=at + span.end)
        at += span.end


def _leading_day(sentence: str, reading: Reading) -> date | None:
    span = find_date(sentence, reading)
    if span is None or span.problem or span.date == reading.now.date() or not only_fillers(sentence[: span.start]):
        return None
    return None if _named_after(sentence, span, reading) else span.date


def _named_after(sentence: str, span: DateSpan, reading: Reading) -> bool:
    return find_date(sentence[span.end :], reading) is not None


def _moved(call: Call, day: date, reading: Reading) -> Call:
    today = reading.now.date()
    if call.tool == "log_workout" and call.args["date"] == today.isoformat():
        return replace(call, args=call.args | {"date": day.isoformat()})
    if call.tool == "log_meal":
        at = datetime.fromisoformat(call.args["eaten_at"])
        if at.date() == today:
            hour = _USUAL_HOURS.get(call.args["meal"] or "", 12)
            hour, minute = (hour, 0) if at == reading.now else (at.hour, at.minute)
            moved = at.replace(year=day.year, month=day.month, day=day.day, hour=hour, minute=minute, second=0, microsecond=0)
            return replace(call, args=call.args | {"eaten_at": moved.isoformat()})
    return call
