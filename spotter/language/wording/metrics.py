"""Words for body measurements."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from spotter.coaching.units import CM_PER_INCH, KG_PER_LB
from spotter.language.wording.goals import celebrations
from spotter.language.wording.style import Number, Style
from spotter.language.wording.workouts import sentences

Facts = Mapping[str, Any]
_DIGITS = {"resting_hr": 0, "blood_pressure": 0, "steps": 0, "hydration": 0}


def metric_name(metric: str, style: Style) -> str:
    """What a metric is called: weight, resting heart rate, tour de taille."""
    return style.phrase(f"metrics.name_{metric}")


def unit_word(metric: str, style: Style) -> str:
    """The unit that the person sees: kg or lb, cm or in."""
    if style.units == "imperial" and metric in ("weight", "waist", "hips"):
        return "lb" if metric == "weight" else style.phrase("metrics.unit_inch")
    return style.phrase(f"metrics.unit_{metric}")


def chart_value(metric: str, value: Number, style: Style) -> Decimal:
    """A value in the unit that the person sees."""
    exact = Decimal(str(value))
    if style.units == "imperial" and metric == "weight":
        return round(exact / KG_PER_LB, 1)
    if style.units == "imperial" and metric in ("waist", "hips"):
        return round(exact / CM_PER_INCH, 1)
    return exact


def amount(metric: str, value: Number, value_2: Number | None, style: Style) -> str:
    """A value with its unit: 82.3 kg, 128/82 mmHg, 7 h 30, 8,400 steps."""
    if metric == "sleep":
        hours, minutes = divmod(round(float(value) * 60), 60)
        if hours == 0 and minutes:
            return f"{minutes} min"
        return f"{hours} h {minutes:02d}" if minutes else f"{hours} h"
    if metric == "steps":
        return f"{_grouped(value, style)} {style.phrase('metrics.unit_steps')}"
    text = style.number(chart_value(metric, value, style), _DIGITS.get(metric, 1))
    if value_2 is not None:
        text += f"/{style.number(value_2, 0)}"
    joint = "" if metric == "body_fat" and style.locale == "en" else " "
    return f"{text}{joint}{unit_word(metric, style)}"


def _grouped(value: Number, style: Style) -> str:
    return f"{round(float(value)):,}".replace(",", " " if style.locale == "fr" else ",")


def log_metric(facts: Facts, style: Style) -> str:
    """Logged: weight 82.3 kg, 0.4 kg less than on Mon 23 Feb."""
    metric = facts["metric"]
    name, day = metric_name(metric, style), style.day(facts["measured_on"])
    if facts["is_hidden"]:
        return style.phrase("metrics.logged_hidden", what=name, day=day)
    text = style.phrase("metrics.logged", what=name, day=day, amount=amount(metric, facts["value"], facts["value_2"], style))
    return "\n".join([text + _compared(facts, style) + ".", *celebrations(facts["reached"], style)])


def ask_about_a_leap(facts: Facts, style: Style) -> str:
    """Is 55 kg right? It was 80 kg today."""
    if facts["is_hidden"]:
        return style.phrase("metrics.leap_hidden")
    value = amount("weight", facts["value"], None, style)
    if facts["previous"] is None:
        return style.phrase("metrics.unusual", amount=value)
    previous = amount("weight", facts["previous"], None, style)
    return style.phrase("metrics.leap", amount=value, before=previous, when=since(facts["previous_on"], style))


def _compared(facts: Facts, style: Style) -> str:
    metric = facts["metric"]
    if facts["day_total"] is not None:
        if facts["day_total"] == facts["value"]:
            return ""
        return style.phrase(
            "metrics.day_total", amount=amount(metric, facts["day_total"], None, style), day=style.day(facts["measured_on"])
        )
    if facts["previous"] is None:
        return ""
    when = _earlier(facts, style)
    if facts["value_2"] is not None:
        return style.phrase("metrics.before", amount=amount(metric, facts["previous"], facts["previous_2"], style), when=when)
    change = Decimal(str(facts["value"])) - Decimal(str(facts["previous"]))
    if change == 0:
        return style.phrase("metrics.same", when=when)
    return style.phrase("metrics.more" if change > 0 else "metrics.less", amount=amount(metric, abs(change), None, style), when=when)


def _earlier(facts: Facts, style: Style) -> str:
    """The moment of the measurement before; of two on one day the earlier one is not called by the day's name."""
    day = facts["previous_on"]
    if day != facts["measured_on"]:
        return since(day, style)
    return style.phrase("metrics.earlier_today" if day == style.today else "metrics.earlier_that_day")


def since(day: Any, style: Style) -> str:
    """A day as the object of a comparison: "yesterday", "on Mon 23 Feb", "lundi 23 févr."."""
    is_near = abs((day - style.today).days) <= 1
    return style.day(day) if is_near else style.phrase("metrics.on_day", day=style.day(day))


def show_metric(facts: Facts, style: Style) -> str:
    """Weight: 82.3 kg now, 1.2 kg less than on Mon 2 Feb. About 0.3 kg less a week."""
    metric, points = facts["metric"], facts["points"]
    name = metric_name(metric, style)
    if facts["is_hidden"]:
        return style.phrase("metrics.hidden", what=name)
    if not points:
        return style.phrase("metrics.none", what=name, example=style.phrase(f"metrics.example_{metric}"))
    last, first = points[-1], points[0]
    text = style.phrase(
        "metrics.now", what=name.capitalize(), amount=amount(metric, last["value"], last["value_2"], style), day=style.day(last["day"])
    )
    if len(points) == 1:
        return text + "."
    before = {"previous": first["value"], "previous_2": first["value_2"], "previous_on": first["day"], "measured_on": last["day"]}
    text += _compared({"metric": metric, "day_total": None, **last, **before}, style) + "."
    if facts["per_week"]:
        key = "metrics.week_up" if facts["per_week"] > 0 else "metrics.week_down"
        return text + " " + style.phrase(key, amount=amount(metric, abs(facts["per_week"]), None, style))
    if last["value_2"] is None:
        text += " " + style.phrase("metrics.average", amount=amount(metric, facts["average"], None, style), n=len(points))
    return text


SAY = {
    "log_metric": lambda facts, style: sentences(log_metric(facts, style)),
    "log_metric.confirm": ask_about_a_leap,
    "show_metric": lambda facts, style: sentences(show_metric(facts, style)),
}
