"""Words for how training goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spotter.coaching.units import KG_PER_LB
from spotter.language.wording.style import Style
from spotter.language.wording.workouts import exercise_name, quantity, sentences, since
from spotter.messages import ChartBlock, ChartPoint

Facts = Mapping[str, Any]
LIFTS_SAID = 3
SMALL_KG = 0.25


def show_progress(facts: Facts, style: Style) -> str:
    """This week 2 workouts, usually 3. Squat: estimated 1RM 120 kg, 5 kg more than on Monday 2 Feb."""
    if facts["exercise"]:
        return sentences(_one(facts, style))
    if facts["last_on"] is None:
        return style.phrase("progress.none")
    lines = [_weeks(facts, style)]
    told = [lift for lift in facts["lifts"] if lift["e1rm_kg"] is not None][:LIFTS_SAID]
    lines += [f"- {_lift(lift, style)}" for lift in told]
    stalled = [lift for lift in facts["lifts"] if lift["stalled_days"] is not None]
    if stalled:
        lines.append(_stall(stalled, facts, style))
    return sentences("\n".join(lines))


def e1rm_chart(lift: Facts, style: Style) -> ChartBlock:
    """The estimated 1RM of a lift over time in the person's unit."""
    factor = 1 / float(KG_PER_LB) if style.units == "imperial" else 1.0
    return ChartBlock(
        title=style.phrase("progress.chart", what=exercise_name(lift["exercise"], style)),
        kind="line",
        unit="lb" if style.units == "imperial" else "kg",
        points=[ChartPoint(x=point["day"].isoformat(), y=round(point["kg"] * factor, 1)) for point in lift["points"]],
    )


def _one(facts: Facts, style: Style) -> str:
    what = exercise_name(facts["exercise"], style)
    if not facts["lifts"]:
        return style.phrase("progress.none_of", what=what)
    lift = facts["lifts"][0]
    if lift["e1rm_kg"] is None:
        when = since({"than_on": facts["last_on"]}, style)
        return style.phrase("progress.no_estimate", what=what, n=lift["days"], when=when)
    told = [_lift(lift, style)]
    if lift["low_kg"] is not None:
        told.append(style.phrase("progress.range", low=_half(lift["low_kg"], style), high=_half(lift["high_kg"], style)))
    if lift["stalled_days"] is not None:
        told.append(_stall([lift], facts, style))
    elif lift["is_clear"]:
        key = "progress.trend_up" if lift["per_week_kg"] > 0 else "progress.trend_down"
        low, high = sorted(abs(lift[name]) for name in ("slope_low", "slope_high"))
        told.append(style.phrase(key, more=_tenth(abs(lift["per_week_kg"]), style), low=_tenth(low, style), high=_tenth(high, style)))
    if lift["chance"] is not None:
        told.append(_chance(lift["chance"], style))
    return " ".join(told)


def _chance(chance: Facts, style: Style) -> str:
    percent = min(95, max(5, round(chance["share"] * 20) * 5))
    reps = quantity("reps", chance["reps"], style)
    if chance["load_kg"] is None:
        return style.phrase("progress.chance_of_body", reps=reps, percent=percent)
    return style.phrase("progress.chance", reps=reps, load=style.load(chance["load_kg"]), percent=percent)


def _half(kg: float, style: Style) -> str:
    return style.load(round(kg * 2) / 2)


def _tenth(kg: float, style: Style) -> str:
    return style.load(round(kg, 1))


def _weeks(facts: Facts, style: Style) -> str:
    text = style.phrase("progress.this_week", n=facts["this_week"])
    if facts["usual_per_week"] is not None:
        text += style.phrase("progress.usual", usual=style.number(facts["usual_per_week"]))
    if facts["planned_per_week"]:
        text += style.phrase("progress.planned", n=facts["planned_per_week"])
    return text + "."


def _lift(lift: Facts, style: Style) -> str:
    facts = {"what": exercise_name(lift["exercise"], style), "kg": style.load(round(lift["e1rm_kg"], 1))}
    if lift["change_kg"] is None:
        return style.phrase("progress.first", **facts)
    when = since(lift, style)
    if abs(lift["change_kg"]) < SMALL_KG:
        return style.phrase("progress.same", when=when, **facts)
    key = "progress.more" if lift["change_kg"] > 0 else "progress.less"
    return style.phrase(key, change=style.load(abs(round(lift["change_kg"], 1))), when=when, **facts)


def _stall(stalled: list[Facts], facts: Facts, style: Style) -> str:
    names = style.listed([exercise_name(lift["exercise"], style) for lift in stalled])
    weeks = max(lift["stalled_days"] for lift in stalled) // 7
    text = style.phrase("progress.stalled", names=names, weeks=weeks)
    answer = facts["stall_answer"]
    return text if answer is None else f"{text} {style.phrase(f'progress.answer_{answer}')}"


SAY = {"show_progress": show_progress}
