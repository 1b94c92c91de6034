"""Words for what was trained before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spotter.language.wording.style import Style
from spotter.language.wording.workouts import entry, exercise_name, sentences
from spotter.messages import TableBlock

Facts = Mapping[str, Any]
WORKOUTS_SAID = 3
ROWS_SHOWN = 30


def show_history(facts: Facts, style: Style) -> str:
    """3 workouts in the last 7 days, the last one today: ..."""
    workouts, stretch = facts["workouts"], _stretch(facts, style)
    if not workouts:
        return sentences(_nothing(facts, stretch, style))
    lines = [f"{style.day(one['date'])[:1].upper()}{style.day(one['date'])[1:]}: {_entries(one, style)}." for one in workouts]
    if style.locale == "fr":
        lines = [line.replace(": ", " : ", 1) for line in lines]
    if len(workouts) == 1:
        return sentences(lines[0])
    days = len({one["date"] for one in workouts})
    head = style.phrase("training_log.count", n=len(workouts), days=days, stretch=stretch)
    shown = [f"- {line}" for line in lines[:WORKOUTS_SAID]]
    if len(workouts) > WORKOUTS_SAID:
        shown.append(style.phrase("training_log.more", n=len(workouts) - WORKOUTS_SAID))
    return sentences("\n".join([head, *shown]))


def history_table(facts: Facts, style: Style) -> TableBlock:
    """One row for each workout, newest first."""
    rows = [[style.day(one["date"]), _entries(one, style)] for one in facts["workouts"][:ROWS_SHOWN]]
    title = exercise_name(facts["exercise"], style) if facts["exercise"] else style.phrase("training_log.title")
    return TableBlock(title=title, columns=[style.phrase("training_log.column_day"), style.phrase("training_log.column_done")], rows=rows)


def _entries(workout: Facts, style: Style) -> str:
    return ", ".join(entry(one, style) for one in workout["entries"])


def _stretch(facts: Facts, style: Style) -> str:
    if facts["date"] is not None:
        return style.phrase("training_log.on_day", day=style.day(facts["date"]))
    return style.phrase(f"training_log.period_{facts['period']}")


def _nothing(facts: Facts, stretch: str, style: Style) -> str:
    what = exercise_name(facts["exercise"], style) if facts["exercise"] else style.phrase("training_log.training")
    text = style.phrase("training_log.nothing", what=what, stretch=stretch)
    if facts["last_on"] is not None:
        return text + " " + style.phrase("training_log.last_time", day=style.day(facts["last_on"]))
    return text + " " + style.phrase("training_log.how_to_log")


SAY = {"show_history": show_history}
