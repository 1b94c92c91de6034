"""Words for what keeps somebody from training: taken up in their own words, a win beside it, one question; then one way around it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spotter.catalogue.exercises import exercises
from spotter.language.wording.style import WEEKDAYS, Style
from spotter.language.wording.wins import win_words

Facts = Mapping[str, Any]
_QUOTED = 90  # characters: what is longer is told back by its sense alone


def note_barrier(facts: Facts, style: Style) -> str:
    """You say "work is crazy". Your days are full ... You trained on 3 days in the last four weeks."""
    day = "" if facts["weekday"] is None else _weekday(facts["weekday"], style)
    heard = style.phrase(f"barriers.heard_{facts['barrier']}", day=day)
    text = (facts["text"] or "").strip(" .!\"'")
    if text and len(text) <= _QUOTED:
        heard = style.phrase("barriers.said", text=text) + heard
    if facts["rests"]:
        return f"{heard} {style.phrase('motivation.rests')}"
    parts = [heard, "" if facts["is_new"] else style.phrase("barriers.again")]
    parts.append(win_words(facts["win"], style) if facts["win"] is not None else "")
    return " ".join(part for part in parts if part)


def permission(_facts: Facts, style: Style) -> str:
    """Whether an idea is wanted."""
    return style.phrase("barriers.permission")


def question_or_permission(facts: Facts, style: Style) -> str:
    """What is in the way, or, where that was told already, whether an idea is wanted."""
    return style.phrase("barriers.question" if facts["barrier"] is None else "barriers.permission")


def suggest_way(facts: Facts, style: Style) -> str:
    """One idea until Sunday: 30 minutes instead of 60 ..."""
    way = facts["way"]
    if way is None:
        return _no_way(facts, style)
    if way == "small_plan":
        kind = "_without" if facts["weekday"] is not None else "_home" if "equipment" in facts["args"] else ""
        day = "" if facts["weekday"] is None else _weekday(facts["weekday"], style)
        return style.phrase(f"barriers.way_small_plan{kind}", n=facts["times"], minutes=facts["minutes"], day=day)
    if way == "reminder":
        return style.phrase("barriers.way_reminder", day=style.day(facts["at"].date()), time=style.time(facts["at"]))
    if way == "another_day":
        days = {"day": _weekday(facts["weekday"], style), "instead": _weekday(facts["instead"], style)}
        text = style.phrase("barriers.way_another_day", **days)
        return f"{text} {style.phrase('barriers.times', n=facts['times'])}" if facts["times"] else text
    known = exercises().get(facts["exercise_key"] or "")
    return style.phrase(
        f"barriers.way_{way}_{'day' if facts['first'] == facts['last'] else 'days'}",
        first=style.day(facts["first"]),
        last=style.day(facts["last"]),
        minutes=facts["minutes"],
        usual=facts["usual_minutes"],
        exercise=known.name[style.locale] if known else "",
    )


def _no_way(facts: Facts, style: Style) -> str:
    if facts["weekday"] is None or facts["weekday"] in facts["days"] or not facts["days"]:
        return style.phrase("barriers.way_none")
    days = style.listed([_weekday(day, style) for day in sorted(facts["days"])])
    return style.phrase("barriers.way_day_free", day=_weekday(facts["weekday"], style), days=days)


def shall_i(facts: Facts, style: Style) -> str:
    """Whether the way is to be taken."""
    question = {"reminder": "shall_i_remind", "small_plan": "shall_i_plan"}.get(facts["way"], "shall_i")
    return style.phrase(f"barriers.{question}")


def _weekday(day: int, style: Style) -> str:
    return WEEKDAYS[style.locale][day]


SAY = {
    "note_barrier": note_barrier,
    "note_barrier.offer": permission,
    "suggest_way": suggest_way,
    "suggest_way.offer": shall_i,
}
