"""Words for goals: what is aimed at, where somebody stands, what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from spotter.catalogue.exercises import exercise
from spotter.coaching.units import KG_PER_LB, M_PER_MILE
from spotter.language.wording.style import Style

Facts = Mapping[str, Any]
BESTS = ("reps", "distance")
AT_RISK = 0.5  # as likely late as in time


def amount(facts: Facts, value: Decimal | None, style: Style) -> str:
    """A figure of a goal in the person's unit; a time where the goal is one over a distance."""
    if value is None:
        return ""
    if facts["duration_s"] is not None:
        return style.duration(int(value))
    match facts["kind"]:
        case "load" | "body_weight":
            return style.load(value)
        case "distance":
            return style.distance(value)
    key = {"frequency": "workouts", "calories": "kcal", "reps": "reps"}.get(facts["kind"], facts["unit"])
    return style.phrase(f"goals.amount_{key}", n=int(value))


def goal_name(facts: Facts, style: Style) -> str:
    """What is aimed at: "Bench press 100 kg", "Running 10 km in 50 min", "3 workouts a week"."""
    if facts["is_hidden"]:
        return style.phrase(f"goals.word_{facts['kind']}")
    target = amount({**facts, "duration_s": None}, facts["target"], style)
    if facts["duration_s"] is not None:
        target = style.phrase("goals.in_time", distance=target, time=style.duration(facts["duration_s"]))
    match facts["kind"]:
        case "load" | "reps" | "distance":
            return f"{exercise(facts['exercise_key']).name[style.locale]} {target}"
        case "body_weight":
            return style.phrase("goals.name_body_weight", target=target)
    return style.phrase(f"goals.name_{facts['kind']}", target=target)


def celebrations(reached: Sequence[Facts], style: Style) -> list[str]:
    """A line for each goal that was reached just now."""
    return [style.phrase("goals.celebrate", goal=goal_name(one, style)) for one in reached]


def bar(facts: Facts, style: Style) -> tuple[float, float, str]:
    """Value, target and unit of a progress bar: the way from the start where there is one, else the plain figures."""
    if facts["is_hidden"] or facts["share"] is None:
        return 0.0, 0.0, ""
    falls = facts["duration_s"] is not None or (facts["start"] is not None and facts["start"] > facts["target"])
    if falls:
        return round(facts["share"] * 100), 100.0, "%"
    factor, unit = _bar_unit(facts, style)
    return round(float(facts["now"] / factor), 1), round(float(facts["target"] / factor), 1), unit


def _bar_unit(facts: Facts, style: Style) -> tuple[Decimal, str]:
    imperial = style.units == "imperial"
    match facts["kind"]:
        case "load" | "body_weight":
            return (KG_PER_LB, "lb") if imperial else (Decimal(1), "kg")
        case "distance":
            return (M_PER_MILE, "mi") if imperial else (Decimal(1000), "km")
    return Decimal(1), style.phrase(f"goals.unit_{facts['unit']}")


def set_goal(facts: Facts, style: Style) -> str:
    """Goal set: Bench press 100 kg by Mon 1 June. You stand at 85 kg, 15 kg to go."""
    goal = facts["goal"]
    text = style.phrase("goals.set", goal=goal_name(goal, style) + _by(goal, style))
    if facts["replaced"] is not None:
        text += " " + style.phrase("goals.replaces", goal=goal_name(facts["replaced"], style))
    return f"{text} {_standing(goal, style)}"


def show_goals(facts: Facts, style: Style) -> str:
    """Every goal with where the person stands and when it will be reached; one whose day has passed is asked about."""
    if not facts["goals"]:
        return style.phrase("goals.list_empty")
    colon = " : " if style.locale == "fr" else ": "
    lines = [f"- {goal_name(one, style)}{_by(one, style)}{colon}{_standing(one, style)}{_ahead(one, style)}" for one in facts["goals"]]
    overdue = [one for one in facts["goals"] if one["is_overdue"]]
    if overdue:
        names = style.listed([goal_name(one, style) for one in overdue])
        lines.append(style.phrase("goals.overdue", n=len(overdue), goals=names))
    return style.phrase("goals.list", n=len(facts["goals"])) + "\n" + "\n".join(lines)


def _ahead(goal: Facts, style: Style) -> str:
    """When it will be reached with its interval, and what helps where that is later than wanted; nothing where nobody can say."""
    told = goal["forecast"]
    if told is None or told["unknown"] is not None or told["is_there"] or goal["is_reached"] or goal["is_hidden"]:
        return ""
    if told["likely"] is None:
        return " " + style.phrase("goals.ahead_far")
    text = " " + style.phrase("goals.ahead", likely=style.day(told["likely"]), span=_span(told, style))
    chance = told["chance_by_deadline"]
    if chance is None:
        return text
    percent = style.number(min(99.0, max(1.0, chance * 100)), 0)
    text += " " + style.phrase("goals.forecast_by", day=style.day(goal["deadline"]), percent=percent)
    return text + (" " + style.phrase("goals.at_risk") if chance < AT_RISK else "")


def _by(goal: Facts, style: Style) -> str:
    if goal["deadline"] is None:
        return ""
    left = (goal["deadline"] - style.today).days
    if left < 0:
        return style.phrase("goals.was_until", day=style.day(goal["deadline"]))
    return style.phrase("goals.by", day=style.day(goal["deadline"]))


def _standing(goal: Facts, style: Style) -> str:
    if goal["is_hidden"]:
        return style.phrase("goals.hidden")
    if goal["now"] is None:
        return style.phrase(f"goals.no_row_{goal['kind']}")
    now = amount(goal, goal["now"], style)
    if goal["kind"] == "calories":
        return style.phrase("goals.kcal_now", now=now)
    if goal["is_reached"]:
        return style.phrase("goals.reached", now=now)
    to_reach = Decimal(goal["duration_s"]) if goal["duration_s"] is not None else goal["target"]
    return style.phrase(
        "goals.this_week" if goal["kind"] == "frequency" else "goals.standing",
        now=now,
        left=amount(goal, abs(to_reach - goal["now"]), style),
    ) + _gained(goal, style)


def _gained(goal: Facts, style: Style) -> str:
    """The way since the goal was set, where there is one."""
    if goal["start"] is None or not goal["share"]:
        return ""
    change = goal["now"] - goal["start"]
    sign = "+" if change > 0 else "-"
    return " " + style.phrase("goals.since_start", change=f"{sign}{amount(goal, abs(change), style)}")


def drop_goal(facts: Facts, style: Style) -> str:
    """Dropped: Bench press 100 kg."""
    return style.phrase("goals.dropped", goal=goal_name(facts["goal"], style))


def forecast_goal(facts: Facts, style: Style) -> str:
    """When each goal will be reached, with its interval, or why nobody can say."""
    return "\n".join(_forecast({**one, "is_hidden": one["unknown"] == "hidden", "duration_s": None}, style) for one in facts["forecasts"])


def _forecast(one: Facts, style: Style) -> str:
    goal = goal_name(one, style)
    if one["unknown"] is not None:
        return style.phrase(_WHY_NOT.get(one["unknown"], f"goals.forecast_{one['unknown']}"), goal=goal)
    if one["chance_of_week"] is not None:
        return _week(one, goal, style)
    is_weight, is_best = one["kind"] == "body_weight", one["kind"] in BESTS
    now = amount(one, Decimal(round(one["now"])), style) if is_best else style.load(_whole(one["now"]))
    if one["is_there"]:
        text = style.phrase("goals.forecast_there_weight" if is_weight else "goals.forecast_there", goal=goal, now=now)
    elif one["likely"] is None:
        known = {"then": "", "low": "", "high": ""}
        if one["then"] is not None:
            known = {name: style.load(_whole(one[key])) for name, key in (("then", "then"), ("low", "then_low"), ("high", "then_high"))}
        name = "goals.forecast_far_best" if is_best else "goals.forecast_far_weight" if is_weight else "goals.forecast_far"
        text = style.phrase(name, goal=goal, now=now, horizon=style.day(one["horizon"]), **known)
    else:
        text = style.phrase("goals.forecast_likely", goal=goal, now=now, likely=style.day(one["likely"]), span=_span(one, style))
    if one["chance_by_deadline"] is not None and not one["is_there"]:
        percent = style.number(min(99.0, max(1.0, one["chance_by_deadline"] * 100)), 0)
        text += " " + style.phrase("goals.forecast_by", day=style.day(one["deadline"]), percent=percent)
    return text


def _week(one: Facts, goal: str, style: Style) -> str:
    """The chance of a coming week, from how many of the last ones had so many workouts."""
    percent, low, high = (style.number(100 * share, 0) for share in one["chance_of_week"])
    return style.phrase("goals.forecast_week", goal=goal, kept=one["weeks_kept"], weeks=one["weeks"], percent=percent, low=low, high=high)


_WHY_NOT = {
    "too_few_exposures": "goals.forecast_few",
    "too_long_ago": "goals.forecast_few",
    "too_few_weights": "goals.forecast_few_weights",
    "too_few_bests": "goals.forecast_few_bests",
    "too_few_weeks": "goals.forecast_few_weeks",
    "hidden": "goals.hidden",
}


def _span(one: Facts, style: Style) -> str:
    earliest, best = style.day(one["earliest"]), "_best" if one["kind"] in BESTS else ""
    if one["latest"] is None and one["earliest"] == style.today:
        return style.phrase(f"goals.forecast_span_any{best}")
    if one["latest"] is None:
        return style.phrase(f"goals.forecast_span_open{best}", earliest=earliest)
    return style.phrase("goals.forecast_span", earliest=earliest, latest=style.day(one["latest"]))


def _whole(kg: float) -> Decimal:
    """An estimate to half a kilogram: more digits would say more than is known."""
    return Decimal(round(kg * 2)) / 2


SAY = {"set_goal": set_goal, "show_goals": show_goals, "drop_goal": drop_goal, "forecast_goal": forecast_goal}
