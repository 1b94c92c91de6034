"""Words for the course of a pain, and for a look at a list of exercises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from spotter.language.wording.injuries import exercise_name, own_part, part, provoking, ramps, rating, swap
from spotter.language.wording.rehab import rehab_lines
from spotter.language.wording.style import Style
from spotter.messages import ChartBlock, ChartPoint

Facts = Mapping[str, Any]
SHOWN = 6


def show_pain_course(facts: Facts, style: Style) -> str:
    """How a place is doing: ratings, trend, what brings it on, what was trained meanwhile, the way back and the rehab."""
    if not facts["courses"]:
        if facts["region"] is None:
            return style.phrase("injuries.nothing_open")
        return style.phrase("injuries.course_none", part=part(facts["region"], facts["side"], style))
    lines = [line for one in facts["courses"] for line in _course(one, style)]
    found = [one["ramp"] for one in facts["courses"] if one["ramp"]]
    return "\n".join([*lines, *ramps(found, style), *rehab_lines(facts["rehab"], style)])


def _course(one: Facts, style: Style) -> list[str]:
    name = part(one["region"], one["side"], style)
    name = name[:1].upper() + name[1:]
    said = {"part": name, "since": style.day(one["since"])}
    rated = one["points"]
    if one["until"]:
        lines = [style.phrase("injuries.course_healed", until=style.day(one["until"]), **said)]
    elif not rated:
        lines = [style.phrase("injuries.course_unrated", **said)]
    else:
        last = rated[-1]
        lines = [style.phrase("injuries.course_head", rate=rating(last["severity"]), day=style.day(last["day"]), **said)]
    if len(rated) > 1:
        listed = [
            style.phrase("injuries.course_rating", severity=point["severity"], day=style.day(point["day"])) for point in rated[-SHOWN:]
        ]
        trend = " " + style.phrase(f"injuries.trend_{one['trend']}") if one["trend"] else ""
        lines.append(style.phrase("injuries.course_ratings", list=", ".join(listed), peak=one["peak"]) + trend)
    if one["provoked_by"]:
        lines.append(style.phrase("injuries.brings_on", list=provoking(one["provoked_by"], style)))
    trained = [_day(list(rows), style) for _, rows in groupby(one["trained"], key=lambda row: row["on"])]
    key = "course_trained" if trained else "course_untrained"
    return [*lines, style.phrase(f"injuries.{key}", list="; ".join(trained[-SHOWN:]))]


def _day(rows: Sequence[Facts], style: Style) -> str:
    names = style.listed([exercise_name(row["exercise_key"], style) for row in rows])
    return style.phrase("injuries.course_day", exercises=names, day=style.day(rows[0]["on"]))


def course_chart(one: Facts, style: Style) -> ChartBlock:
    """The ratings over time, the last of each day."""
    days = {point["day"].isoformat(): float(point["severity"]) for point in one["points"]}
    title = style.phrase("injuries.course_title", part=part(one["region"], one["side"], style))
    points = [ChartPoint(x=day, y=severity) for day, severity in days.items()]
    return ChartBlock(title=title, kind="line", unit=style.phrase("injuries.of_ten"), points=points)


def morning_question(facts: Facts, style: Style) -> str:
    """How is your left knee this morning, from 0 to 10? (After Back squat yesterday.)"""
    names = style.listed([exercise_name(key, style) for key in facts["exercises"]])
    return style.phrase(
        "injuries.morning", part=own_part(facts["region"], facts["side"], style), exercises=names, day=style.day(facts["on"])
    )


def check_injury_risk(facts: Facts, style: Style) -> str:
    """One line an exercise: ok, careful or not now, what it loads, why, and what to do instead."""
    parts = style.listed([part(region, None, style) for region in facts["regions"]])
    if not facts["looked_at"]:
        return style.phrase("injuries.overview_clear", parts=parts) if parts else style.phrase("injuries.nothing_open")
    open_head = "injuries.risk_pregnancy" if facts["is_pregnant"] else "injuries.risk_nothing_open"
    head = style.phrase("injuries.risk_head", parts=parts) if parts else style.phrase(open_head)
    lines = [f"- {_risk(one, style)}" for one in facts["looked_at"]]
    unrated = [style.phrase("injuries.risk_unrated", part=part(facts["asked_of"], None, style))] if facts["asked_of"] else []
    return "\n".join([head, *lines, *unrated])


def _risk(one: Facts, style: Style) -> str:
    if one["verdict"] is None:
        return style.phrase("injuries.check_unknown", exercise=one["exercise"]["name"])
    name = exercise_name(one["exercise"]["key"], style)
    loads = style.listed([part(joint, None, style) for joint in one["joints"]])
    why = style.phrase("injuries.risk_loads", list=loads) if loads else ""
    said = [style.phrase(f"injuries.risk_{one['verdict']}", exercise=name, why=why)]
    if one["demand"]:
        said.append(style.phrase(f"injuries.demand_{one['demand']}"))
    if one["swap"] and one["swap"]["verdict"] != "fine":
        said.append(swap(one["swap"], style).partition(" : " if style.locale == "fr" else ": ")[2].strip())
    return " ".join(_sentence(text) for text in said if text)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


SAY = {"show_pain_course": show_pain_course, "check_injury_risk": check_injury_risk}
