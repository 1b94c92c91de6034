"""Words for plans and programs, and for the reasons behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from spotter.catalogue.exercises import exercises
from spotter.language.wording.profile import equipment_in_words
from spotter.language.wording.style import WEEKDAYS, Style

Facts = Mapping[str, Any]
# What is told with a new plan, the weightiest first; "why" tells the rest.
TOLD = (
    *(
        "minor",
        "pregnancy",
        "light_only",
        "pain_respected",
        "pain_minded",
        "wanted_left_out",
        "jump_doubted",
        "load_unproven",
        "return_ramp",
        "event_far",
    ),
    *("less_for_equipment", "less_for_avoidance", "less_for_time", "add_strength_days", "one_rest_day_kept", "find_loads"),
)
MOST_TOLD = 2
OF_AN_EXERCISE = "in_plan"  # the codes that begin so are told when the exercise is asked about
MOST_NAMED = 3


def plan_started(facts: Facts, style: Style) -> str:
    """Your plan: Full body, 3 days a week (Monday, Wednesday and Friday), 5 weeks, about 50 min each (60 at most). What to know."""
    weekdays = [WEEKDAYS[style.locale][day["weekday"]] for day in facts["days"] if day["weekday"] is not None]
    lines = [
        style.phrase(
            "plans.started",
            title=facts["name"][style.locale],
            days=facts["days_per_week"],
            weekdays=style.listed(weekdays),
            weeks=facts["weeks"],
            minutes=facts["minutes"],
            limit=_limit(facts, style),
        )
    ]
    if facts["replaced"]:
        lines[0] += " " + style.phrase("plans.replaced", title=facts["replaced"][style.locale])
    if facts["assumed"]:
        lines.append(style.phrase("plans.assumed", what=style.listed([_assumption(name, facts, style) for name in facts["assumed"]])))
    lines += reasons_told(facts["reasons"], style)
    return "\n".join(lines)


def _limit(facts: Facts, style: Style) -> str:
    """The time there is, where the longest workout takes less."""
    return style.phrase("plans.limit", n=facts["minutes_limit"]) if facts["minutes"] < facts["minutes_limit"] else ""


def _assumption(name: str, facts: Facts, style: Style) -> str:
    if name == "equipment":
        return equipment_in_words(facts["equipment"], style)
    if name in ("goal", "level"):
        return style.phrase(f"plans.assumed_{name}", value=style.phrase(f"profile.{name}_{facts[name]}"))
    return style.phrase(f"plans.assumed_{name}", n=facts["minutes_limit" if name == "minutes" else name])


def reasons_told(reasons: Sequence[Facts], style: Style) -> list[str]:
    """The reasons that matter on the first day, those of one kind joined, at most two."""
    told = []
    for code in TOLD:
        alike = [reason["params"] for reason in reasons if reason["code"] == code]
        if alike:
            told.append(reason_in_words(code, _joined(alike), style))
    return told[:MOST_TOLD]


def reasons_in_words(reasons: Sequence[Facts], style: Style) -> list[str]:
    """Every reason of a plan, those of one kind joined: the answer to "why". Those of single exercises where nothing else is meant."""
    of_all = [reason for reason in reasons if not reason["code"].startswith(OF_AN_EXERCISE)]
    codes = dict.fromkeys(reason["code"] for reason in of_all or reasons)
    return [reason_in_words(code, _joined([r["params"] for r in reasons if r["code"] == code]), style) for code in codes]


def reasons_by_exercise(reasons: Sequence[Facts], style: Style) -> str:
    """Why each of the exercises is there, of several a line each."""
    keys = dict.fromkeys(reason["params"]["exercise"] for reason in reasons)
    told = [" ".join(reasons_in_words([one for one in reasons if one["params"]["exercise"] == key], style)) for key in keys]
    return told[0] if len(told) == 1 else "\n".join(f"- {text}" for text in told)


def is_of_an_exercise(reasons: Sequence[Facts]) -> bool:
    """Whether the reasons are those of one exercise, or that it is not in the plan."""
    return all(reason["code"].startswith(OF_AN_EXERCISE) or reason["code"] == "not_in_plan" for reason in reasons)


def _joined(params: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """The parameters of reasons of one kind as one: different values are listed with commas."""
    names = dict.fromkeys(name for one in params for name in one)
    return {name: ", ".join(dict.fromkeys(one[name] for one in params if name in one)) for name in names}


def reason_in_words(code: str, params: Mapping[str, str], style: Style) -> str:
    """A reason as a sentence, its keys put into the person's language."""
    told = "weeks_alike" if code == "weeks" and "deload_week" not in params else "checked_with" if params.get("warnings") else code
    values = {name: int(value) if value.isdigit() else _value(name, value, style) for name, value in params.items()}
    return style.phrase(f"plans.why_{told}", **values)


def _value(name: str, value: str, style: Style) -> str:
    parts = [part for part in value.split(", ") if part]
    more = len(parts) - MOST_NAMED
    said = [_word(name, part, style) for part in (parts[:MOST_NAMED] if more > 1 else parts)]
    if more > 1:
        said.append(style.phrase("plans.others", n=more))
    return style.listed(said)


def _word(name: str, key: str, style: Style) -> str:
    if name in ("exercise", "exercises"):
        known = exercises().get(key)
        return known.name[style.locale] if known else key
    if name in ("before", "after"):
        return style.number(Decimal(key))
    if name == "load_kg":
        return style.load(Decimal(key))
    if name == "equipment":
        return equipment_in_words([key], style)
    prefix = {"muscle": "plans.muscle", "muscles": "plans.muscle", "split": "plans.split", "goal": "profile.goal", "level": "profile.level"}
    prefix |= {"warnings": "plans.finding", "findings": "plans.finding", "wishes": "plans.wish"}
    return style.phrase(f"{prefix[name]}_{key}") if name in prefix else key


def dose_in_words(facts: Facts, style: Style) -> str:
    """What an exercise asks for: 3 × 8-10 at 62.5 kg, 2 in reserve."""
    parts = [amount_in_words(facts, style)]
    if facts.get("load_kg"):
        parts.append(style.phrase("workouts.at_load", load=style.load(facts["load_kg"])))
    elif facts.get("percent"):
        parts.append(style.phrase("plans.at_percent", percent=style.number(facts["percent"] * 100, 0)))
    text = " ".join(parts)
    if facts.get("zone") is not None:
        text += ", " + style.phrase(f"plans.zone_{facts['zone']}")
    return text + (", " + style.phrase("plans.reserve", n=facts["rir"]) if facts.get("rir") is not None else "")


def amount_in_words(facts: Facts, style: Style) -> str:
    """Sets with their repetitions, time or distance: 3 × 8-10, 20 min, 6 × 2 min."""
    low, high, sets = facts["reps_min"], facts["reps_max"], facts["sets"]
    if low is not None:
        return f"{sets} × {low}" if low == high or high is None else f"{sets} × {low}-{high}"
    one = style.duration(facts["duration_s"]) if facts["duration_s"] is not None else style.distance(facts["distance_m"] or 0)
    return one if sets == 1 else f"{sets} × {one}"


def show_programs(facts: Facts, style: Style) -> str:
    """The best programs by name."""
    if not facts["programs"]:
        return style.phrase("plans.no_program")
    names = style.listed([one["name"][style.locale] for one in facts["programs"][:MOST_NAMED]])
    first = facts["programs"][0]
    lead = style.phrase("plans.programs_widened" if facts["widened"] else "plans.programs_found", total=facts["total"], names=names)
    return f"{lead} " + style.phrase("plans.program_is", title=first["name"][style.locale], text=first["description"][style.locale])


SAY = {
    "propose_plan": plan_started,
    "accept_generation": plan_started,
    "show_programs": show_programs,
    "show_featured_programs": show_programs,
}
