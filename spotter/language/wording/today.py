"""Words for today's workout, the week and how somebody feels."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from spotter.language.wording.plans import dose_in_words
from spotter.language.wording.style import Style
from spotter.language.wording.workouts import exercise_name, log_workout, sentences

Facts = Mapping[str, Any]
# Where the load stays and the repetitions move.
AIMED = ("not_at_top_of_range", "next_load_is_far")


def today_workout(facts: Facts, style: Style) -> str:
    """Today: Upper body A, week 2 of 5, about 50 min, then one line an exercise, then what differs from the plan and why."""
    if facts["plan_id"] is None:
        return style.phrase("today.no_plan")
    lines = [_headline(facts, style)]
    lines += [style.phrase(f"today.change_{code}") for code in facts["changes"] if code != "minor"]
    lines += [f"- {_line(one, style)}" for one in facts["exercises"]]
    lines += _left_out(facts, style)
    if any(one["reason"] == "find_load" for one in facts["exercises"]):
        lines.append(style.phrase("today.find_load"))
    if "minor" in facts["changes"]:
        lines.append(style.phrase("today.change_minor"))
    if facts["week"] > facts["weeks"]:
        lines.append(style.phrase("today.plan_finished"))
    return sentences("\n".join(lines))


def _headline(facts: Facts, style: Style) -> str:
    said = {"title": facts["day_name"][style.locale], "week": facts["week"], "weeks": facts["weeks"], "minutes": facts["minutes"]}
    key = "headline" if facts["week"] <= facts["weeks"] else "headline_again"
    head = style.phrase(f"today.{key}", day=style.day(facts["on"]), **said)
    if facts["did_today"]:
        return style.phrase("today.did_today", title=facts["did_today"][style.locale]) + " " + head
    if facts["is_skipped"]:
        return style.phrase("today.skipped_today") + " " + head
    if facts["on"] != facts["asked_for"]:
        head = style.phrase("today.rest_day", day=style.day(facts["asked_for"])) + " " + head
    return head[:1].upper() + head[1:]


def _line(one: Facts, style: Style) -> str:
    parts = [f"{exercise_name(one['exercise'], style)} {dose_in_words(one, style)}"]
    notes = []
    if one["is_done"]:
        notes.append(style.phrase("today.done"))
    if one["instead_of"]:
        notes.append(style.phrase("today.instead_of", what=exercise_name(one["instead_of"], style)))
    if one["percent_for_pain"] < 100:
        notes.append(style.phrase("today.lighter_for_pain"))
    if one["last"]:
        notes.append(_last(one["last"], style))
    if one["aim_reps"] and one["reason"] in AIMED:
        notes.append(style.phrase("today.aim", n=one["aim_reps"]))
    return parts[0] + (f" ({'; '.join(notes)})" if notes else "")


def _last(last: Facts, style: Style) -> str:
    reps = ", ".join(str(count) for count in last["reps"])
    if last["load_kg"]:
        return style.phrase("today.last_loaded", load=style.load(last["load_kg"]), reps=reps)
    return style.phrase("today.last", reps=reps)


def _left_out(facts: Facts, style: Style) -> list[str]:
    lines = []
    for name in ("left_out_for_time", "left_out"):
        if facts[name]:
            names = style.listed([exercise_name(ref, style) for ref in facts[name]])
            lines.append(style.phrase(f"today.{name}", what=names))
    return lines


def show_week_plan(facts: Facts, style: Style) -> str:
    """Week 2 of 5 of Full body: Monday 2 Mar Full body A (done), Wednesday 4 Mar Full body B."""
    logged = (
        [style.phrase("today.week_logged", days="; ".join(_logged_day(day, style) for day in facts["logged"]))] if facts["logged"] else []
    )
    return " ".join([*logged, _planned_week(facts, style)])


def _logged_day(day: Facts, style: Style) -> str:
    return f"{style.day(day['on'])} {', '.join(exercise_name(one, style) for one in day['exercises'])}"


def _planned_week(facts: Facts, style: Style) -> str:
    if facts["plan_id"] is None:
        return style.phrase("today.no_plan")
    title = facts["plan_name"][style.locale]
    if not facts["days"]:
        if facts["logged"]:
            return sentences(style.phrase("today.week_rest", title=title, day=style.day(facts["next_on"])))
        key = "week_empty" if facts["starts_on"] <= style.today else "week_empty_next"
        return sentences(style.phrase(f"today.{key}", title=title, day=style.day(facts["next_on"])))
    days = [_week_day(day, style) for day in facts["days"]]
    week = min(facts["program_week"], facts["weeks"])
    return sentences(style.phrase("today.week", title=title, week=week, weeks=facts["weeks"], days=", ".join(days)))


def _week_day(day: Facts, style: Style) -> str:
    text = f"{style.day(day['on'])} {day['name'][style.locale]}"
    return text + (f" ({style.phrase('today.done')})" if day["is_done"] else "")


def log_readiness(facts: Facts, style: Style) -> str:
    """Noted: energy 2/5. Lower than your usual 3.6. Today: one set less an exercise and 10% off the loads."""
    said = [
        style.phrase(f"today.of_{name}", n=facts[name]) for name in ("energy", "sleep", "soreness", "stress") if facts[name] is not None
    ]
    lines = [style.phrase("today.noted", what=", ".join(said))]
    if facts["usual"] is not None and abs(facts["score"] - facts["usual"]) >= 0.5:
        key = "today.below_usual" if facts["score"] < facts["usual"] else "today.above_usual"
        lines.append(style.phrase(key, usual=style.number(facts["usual"])))
    today = adaptation_in_words(facts["adaptation"], style) if facts["adaptation"] else style.phrase("today.training_rests")
    return " ".join([*lines, today])


def adaptation_in_words(adaptation: Facts, style: Style) -> str:
    """What a check-in does to the workout."""
    percent = style.number((1 - Decimal(str(adaptation["load_factor"]))) * 100, 0)
    if adaptation["is_rest_better"]:
        return style.phrase("today.rest_is_better", percent=percent)
    if adaptation["sets_delta"] < 0:
        return style.phrase("today.lighter", n=-adaptation["sets_delta"], percent=percent)
    return style.phrase("today.a_bit_lighter" if percent != "0" else "today.as_planned", percent=percent)


def skip_workout(facts: Facts, style: Style) -> str:
    """Skipped: Upper body A. It comes next on Wednesday, and what the reason asks for."""
    said = style.phrase("today.skipped", title=facts["day_name"][style.locale], day=style.day(facts["next_on"]))
    key = f"today.skipped_{facts['reason']}"
    return f"{said} {style.phrase(key)}" if style.knows(key) else said


def log_as_planned(facts: Facts, style: Style) -> str:
    """What was logged as planned, and whose load has to be told."""
    text = log_workout(facts["logged"], style) + "\n" + style.phrase("today.taken_from_plan")
    if facts["load_unknown"]:
        names = style.listed([exercise_name(ref, style) for ref in facts["load_unknown"]])
        text += "\n" + style.phrase("today.load_missing", names=names)
    return text


SAY = {
    "log_as_planned": log_as_planned,
    "skip_workout": skip_workout,
    "today_workout": today_workout,
    "show_week_plan": show_week_plan,
    "log_readiness": log_readiness,
}
