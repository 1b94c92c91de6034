"""The day at the head of a sentence holds for everything told in it: "yesterday I ate a burger and benched 3x5"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from spotter.language.dates import DateSpan, find_date
from spotter.language.remainder import only_fillers
from spotter.language.splitter import split_sentences
from spotter.language.understanding import Call, Reading

_USUAL_HOURS = {"breakfast": 8, "lunch": 12, "dinner": 19, "snack": 16}


def share_days(text: str, calls: Iterable[tuple[int, Call]], reading: Reading) -> list[tuple[int, Call]]:
    """The placed calls of `text`; logs of today in a sentence that begins with another day move to that day."""
    placed = list(calls)
    for sentence in split_sentences(text):
        day = _leading_day(text[sentence.start : sentence.end], reading)
        if day is not None:
            placed = [(at, _moved(call, day, reading) if sentence.start <= at < sentence.end else call) for at, call in placed]
    return placed


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
