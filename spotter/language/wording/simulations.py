"""Words for a look ahead at the plan."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from spotter.coaching.units import KG_PER_LB
from spotter.language.wording.style import Style
from spotter.language.wording.workouts import exercise_name, sentences
from spotter.messages import ChartBlock, ChartPoint, ChartSeries, TableBlock

Facts = Mapping[str, Any]
MOST_HELD_BACK = 4


def simulate_plan(facts: Facts, style: Style) -> str:
    """How far each scenario goes: workouts, easy weeks, the lifts from the first week to the last hard one; what is supposed."""
    shown = _of(facts, facts["shown"])
    weeks = shown["weeks"]
    lines = [
        style.phrase(
            "simulations.head",
            n=len(weeks),
            title=facts["name"][style.locale],
            scenario=_scenario(shown, style),
            workouts=sum(week["workouts"] for week in weeks),
            easy=sum(week["is_easy"] for week in weeks),
        )
    ]
    if facts["held_back"]:
        what = style.listed([_held_back(one, style) for one in facts["held_back"][:MOST_HELD_BACK]])
        lines.append(style.phrase("simulations.held_back", what=what))
    for one in (shown, *(other for other in facts["scenarios"] if other["name"] != facts["shown"])):
        ways = [way for ref in facts["lifts"] if (way := _way(one, ref, style))]
        if ways:
            lines.append(f"- {style.phrase('simulations.line', scenario=_scenario(one, style), ways=', '.join(ways))}")
    if not facts["lifts"]:
        lines.append(style.phrase("simulations.no_loads"))
    else:
        lines.append(style.phrase("simulations.supposed", percent=style.number(facts["gain_percent"], 2)))
    text = sentences("\n".join(lines))
    return text[:1].upper() + text[1:]


def _held_back(one: Facts, style: Style) -> str:
    """Leg Press instead of Back Squat, Bench Press at 70 % of its load, without Dip."""
    what = exercise_name(one["exercise"], style)
    if one["instead"]:
        return style.phrase("adjustments.swap", old=what, new=exercise_name(one["instead"], style))
    if one["percent"] == 0:
        return style.phrase("adjustments.left_out", old=what)
    return style.phrase("simulations.share", what=what, percent=one["percent"])


def _of(facts: Facts, name: str) -> Facts:
    found: Facts = next(one for one in facts["scenarios"] if one["name"] == name)
    return found


def _scenario(one: Facts, style: Style) -> str:
    return style.phrase(f"simulations.{one['name']}", weeks=style.listed([str(number) for number in one["missed_weeks"]]))


def _way(scenario: Facts, ref: Facts, style: Style) -> str | None:
    """Bench Press 80 kg × 5 → 92.5 kg × 5; easy weeks are no measure."""
    weeks = [week["lifts"][ref["key"]] for week in scenario["weeks"] if ref["key"] in week["lifts"] and not week["is_easy"]]
    if not weeks:
        return None
    return f"{exercise_name(ref, style)} {_set(weeks[0], style)} → {_set(weeks[-1], style)}"


def _set(lift: Facts, style: Style) -> str:
    return f"{style.load(lift['load_kg'])} × {lift['reps']}"


def simulation_table(facts: Facts, style: Style) -> TableBlock:
    """The shown scenario week by week: workouts, sets, the heaviest set of each lift."""
    shown = _of(facts, facts["shown"])
    columns = [style.phrase(f"simulations.column_{name}") for name in ("week", "workouts", "sets")]
    rows = []
    for week in shown["weeks"]:
        mark = " " + style.phrase("simulations.easy") if week["is_easy"] and week["workouts"] else ""
        lifts = [_set(week["lifts"][ref["key"]], style) if ref["key"] in week["lifts"] else "-" for ref in facts["lifts"]]
        rows.append([f"{week['number']} ({style.day(week['monday'])}){mark}", str(week["workouts"]), str(week["sets"]), *lifts])
    title = style.phrase("simulations.title", scenario=_scenario(shown, style))
    return TableBlock(title=title, columns=[*columns, *(exercise_name(ref, style) for ref in facts["lifts"])], rows=rows)


def simulation_chart(facts: Facts, style: Style) -> ChartBlock:
    """The estimated 1RM of the first lift in the hard weeks of each scenario, in the person's unit."""
    ref = facts["lifts"][0]
    series = [ChartSeries(name=_scenario(one, style), points=_points(one, ref["key"], style)) for one in facts["scenarios"]]
    return ChartBlock(
        title=style.phrase("simulations.chart", what=exercise_name(ref, style)),
        kind="line",
        unit="lb" if style.units == "imperial" else "kg",
        name=series[0].name,
        points=series[0].points,
        others=series[1:],
    )


def _points(scenario: Facts, key: str, style: Style) -> list[ChartPoint]:
    factor = 1 / KG_PER_LB if style.units == "imperial" else Decimal(1)
    weeks = [week for week in scenario["weeks"] if key in week["lifts"] and not week["is_easy"]]
    return [ChartPoint(x=week["monday"].isoformat(), y=round(float(week["lifts"][key]["e1rm_kg"] * factor), 1)) for week in weeks]


SAY = {"simulate_plan": simulate_plan}
