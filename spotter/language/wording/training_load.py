"""Words for the amount of training: sets for each muscle, the load of the weeks, and whether an easy week is due."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spotter.coaching.plateau import DELOAD_DAYS, DELOAD_LOAD_FACTOR, DELOAD_SETS_FACTOR
from spotter.language.wording.style import Style
from spotter.language.wording.workouts import exercise_name, sentences
from spotter.messages import ChartBlock, ChartPoint

Facts = Mapping[str, Any]


def show_volume(facts: Facts, style: Style) -> str:
    """Back: 12 hard sets this week on 2 days (usual: 10 to 22)."""
    week = style.phrase(f"training_load.week_{facts['week']}")
    told = {group: one for group, one in facts["muscles"].items() if one["sets"]}
    if not told and facts["muscle"]:
        return style.phrase("training_load.none_of", what=style.phrase(f"weeks.muscle_{facts['muscle']}"), week=week)
    if not told:
        return style.phrase("training_load.none", week=week)
    lines = [_muscle(group, one, week, style) for group, one in told.items()]
    return lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines)


def check_load(facts: Facts, style: Style) -> str:
    """Two lifts are stalled, so an easy week makes sense: ... Last week's load 1,200, the week before 1,100."""
    if facts["last_on"] is None:
        return style.phrase("progress.none")
    lines = [style.phrase("training_load.due") if facts["is_due"] else style.phrase("training_load.not_due")]
    lines += [_reason(code, facts, style) for code in facts["reasons"]]
    if facts["is_due"]:
        sets, load = (round((1 - float(factor)) * 100) for factor in (DELOAD_SETS_FACTOR, DELOAD_LOAD_FACTOR))
        lines.append(style.phrase("training_load.dose", days=DELOAD_DAYS, sets=sets, load=load))
    if facts["is_easy_planned"]:
        lines.append(style.phrase("training_load.easy_planned"))
    return sentences(" ".join([*lines, *_load(facts, style)]))


def load_chart(facts: Facts, style: Style) -> ChartBlock:
    """The load of each week."""
    points = [ChartPoint(x=week["monday"].isoformat(), y=week["load"] or 0) for week in facts["weeks"]]
    return ChartBlock(title=style.phrase("training_load.chart"), kind="bar", unit=style.phrase("training_load.unit"), points=points)


def _muscle(group: str, one: Facts, week: str, style: Style) -> str:
    facts = {"sets": style.number(one["sets"]), "n": one["sets"], "days": one["days"], "low": one["low"], "high": one["high"]}
    return style.phrase("training_load.muscle", what=style.phrase(f"weeks.muscle_{group}"), week=week, **facts)


def _reason(code: str, facts: Facts, style: Style) -> str:
    names = style.listed([exercise_name(one, style) for one in facts["stalled"]])
    weeks = facts["weeks_since_easy"]
    if code == "weeks_since_last" and weeks is None:
        return style.phrase("training_load.reason_no_easy_week")
    return style.phrase(f"training_load.reason_{code}", names=names, low=facts["low_checkins"], weeks=weeks)


def _load(facts: Facts, style: Style) -> list[str]:
    last, before = facts["weeks"][-2], facts["weeks"][-3]
    if last["load"] is None:
        return [style.phrase("training_load.no_effort", last=last["sets"], before=before["sets"])]
    told = [style.phrase("training_load.weeks", last=round(last["load"]), before=round(before["load"]))]
    if facts["is_ramping"]:
        told.append(style.phrase("training_load.ramp"))
    if facts["monotony"] is not None:
        told.append(style.phrase("training_load.monotony", monotony=style.number(facts["monotony"]), strain=round(facts["strain"])))
    if facts["form"] is not None:
        told.append(style.phrase("training_load.form", **{name: round(facts[name]) for name in ("fitness", "fatigue", "form")}))
    if facts["assumed"]:
        told.append(style.phrase("training_load.assumed", n=facts["assumed"]))
    return told


def offer_easy_week(facts: Facts, style: Style) -> str:
    """Shall I make the next 7 days easy, until Sunday 8 Mar?"""
    return style.phrase("training_load.offer", days=DELOAD_DAYS, day=style.day(facts["easy_until"]))


SAY = {"show_volume": show_volume, "check_load": check_load, "check_load.offer": offer_easy_week}
