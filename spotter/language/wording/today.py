"""Words for today's workout, the week and how somebody feels."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from spotter.catalogue.exercises import exercises
from spotter.coaching.plateau import DELOAD_LOAD_FACTOR, DELOAD_SETS_FACTOR
from spotter.language.wording.plans import dose_in_words
from spotter.language.wording.profile import equipment_in_words
from spotter.language.wording.programs import day_lines
from spotter.language.wording.rehab import rehab_lines
from spotter.language.wording.style import Style
from spotter.language.wording.workouts import entry, exercise_name, log_workout, ramp_in_words, sentences

Facts = Mapping[str, Any]
# Where the load stays and the repetitions move.
AIMED = ("not_at_top_of_range", "next_load_is_far")


def today_workout(facts: Facts, style: Style) -> str:
    """Today: Upper body A, week 2 of 5, about 50 min, then one line an exercise, then what differs from the plan and why."""
    if facts["plan_id"] is None:
        return _no_plan(facts, style)
    lines = [_headline(facts, style)]
    lines += [style.phrase(f"today.change_{code}") for code in facts["changes"] if code != "minor"]
    lines += [f"- {_line(one, style)}" for one in facts["exercises"]]
    lines += _left_out(facts, style)
    lines += rehab_lines(facts["rehab"], style)
    if any(one["reason"] == "find_load" for one in facts["exercises"]):
        lines.append(style.phrase("today.find_load"))
    if "minor" in facts["changes"]:
        lines.append(style.phrase("today.change_minor"))
    if facts["week"] > facts["weeks"]:
        lines.append(style.phrase("today.plan_finished"))
    return sentences("\n".join(lines))


def _no_plan(facts: Facts, style: Style) -> str:
    """How to come by a plan, or back to the one that rests."""
    return style.phrase("programs.is_paused", title=facts["paused"][style.locale]) if facts["paused"] else style.phrase("today.no_plan")


def _headline(facts: Facts, style: Style) -> str:
    said = {"title": facts["day_name"][style.locale], "week": facts["week"], "weeks": facts["weeks"], "minutes": facts["minutes"]}
    key = "headline" if facts["week"] <= facts["weeks"] else "headline_again"
    head = style.phrase(f"today.{key}", day=style.day(facts["on"]), **said)
    if facts["did_today"]:
        return style.phrase("today.did_today", title=facts["did_today"][style.locale]) + " " + head
    if facts["is_skipped"]:
        key = "skipped_today" if facts["asked_for"] == style.today else "skipped_day"
        told = style.phrase(f"today.{key}", day=style.day(facts["asked_for"]))
        return told[:1].upper() + told[1:] + " " + head
    if facts["rests_until"]:
        head = f"{style.phrase('programs.rests_until', day=style.day(facts['rests_until']))} {style.phrase('today.next')} {head}"
    elif facts["on"] != facts["asked_for"]:
        head = style.phrase("today.rest_day", day=style.day(facts["asked_for"])) + " " + head
    return head[:1].upper() + head[1:]


def _line(one: Facts, style: Style) -> str:
    parts = [f"{exercise_name(one['exercise'], style)} {dose_in_words(one, style)}"]
    notes = []
    if one["is_done"]:
        notes.append(style.phrase("today.done"))
    if one["instead_of"]:
        notes.append(style.phrase("today.instead_of", what=exercise_name(one["instead_of"], style)))
    notes += _for_pain(one, style)
    if one["last"]:
        notes.append(_last(one["last"], style))
    if one["aim_reps"] and one["reason"] in AIMED:
        notes.append(style.phrase("today.aim", n=one["aim_reps"]))
    text = parts[0] + (f" ({'; '.join(notes)})" if notes else "")
    return text if one["is_done"] or not one["ramp"] else text + style.phrase("today.ramp", steps=ramp_in_words(one["ramp"], style))


def _for_pain(one: Facts, style: Style) -> list[str]:
    """What pain changes of an exercise: swapped, lighter, short of the end of its range, or a share of the former load on the way back."""
    notes = [style.phrase("today.provoking")] if one["is_provoking"] else []
    if one["returning"]:
        said = {"percent": one["percent_for_pain"], "part": style.phrase(f"injuries.part_{one['returning']}")}
        if one["former_load_kg"] is None:
            return [*notes, style.phrase("today.returning_share", **said)]
        return [*notes, style.phrase("today.returning", load=style.load(one["former_load_kg"]), **said)]
    if one["percent_for_pain"] < 100:
        notes.append(style.phrase("today.lighter_for_pain"))
    return [*notes, style.phrase("today.short_range")] if one["is_range_short"] else notes


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
    rests = [style.phrase("programs.rests_until", day=style.day(facts["rests_until"]))] if facts["rests_until"] else []
    told = _whole_plan(facts, style) if facts["whole"] else _planned_week(facts, style)
    after = ", ".join(_week_day(day, style) for day in facts["after"])
    return " ".join([*logged, *rests, told, *([style.phrase("today.week_after", days=after)] if after and not facts["whole"] else [])])


def _whole_plan(facts: Facts, style: Style) -> str:
    """The plan with each of its days, and until when it runs."""
    said = {"title": facts["plan_name"][style.locale], "days": len(facts["whole"])}
    head = style.phrase("today.whole", week=min(facts["program_week"], facts["weeks"]), weeks=facts["weeks"], **said)
    return sentences("\n".join([head, *day_lines(facts["whole"], style), *_until(facts, style)]))


def _until(facts: Facts, style: Style) -> list[str]:
    return [style.phrase("today.until", day=style.day(facts["ends_on"]))] if facts["ends_on"] else []


def _logged_day(day: Facts, style: Style) -> str:
    return f"{style.day(day['on'])} {', '.join(exercise_name(one, style) for one in day['exercises'])}"


def _planned_week(facts: Facts, style: Style) -> str:
    if facts["plan_id"] is None:
        return _no_plan(facts, style)
    title = facts["plan_name"][style.locale]
    if not facts["days"]:
        if facts["logged"]:
            return sentences(style.phrase("today.week_rest", title=title, day=style.day(facts["next_on"])))
        key = "week_empty" if facts["starts_on"] <= style.today else "week_empty_next"
        return sentences(style.phrase(f"today.{key}", title=title, day=style.day(facts["next_on"])))
    days = [_week_day(day, style) for day in facts["days"]]
    week = min(facts["program_week"], facts["weeks"])
    until = _until(facts, style)
    if facts["number"] is not None:
        head = style.phrase("today.week_by_number", title=title, week=week, weeks=facts["weeks"])
        return sentences("\n".join([head, *(f"- {_week_day(day, style)}: {_exercises(day, style)}" for day in facts["days"]), *until]))
    return sentences(" ".join([style.phrase("today.week", title=title, week=week, weeks=facts["weeks"], days=", ".join(days)), *until]))


def _week_day(day: Facts, style: Style) -> str:
    """Monday 2 Mar Full body A (done); with what is otherwise that day: (with bands only: Band Row, Push-Up)."""
    text = f"{style.day(day['on'])} {day['name'][style.locale]}"
    if day["is_done"]:
        return f"{text} ({style.phrase('today.done')})"
    if day["adjusted"]:
        return f"{text} ({adjusted_what(day['adjusted'], style)}: {_exercises(day, style)})"
    return text


def _exercises(day: Facts, style: Style) -> str:
    return ", ".join(exercise_name(one, style) for one in day["exercises"])


def adjusted_what(adjusted: Facts, style: Style) -> str:
    """What differs from the plan on some days: with bands only, at most 30 min."""
    said = []
    if adjusted["equipment"]:
        said.append(style.phrase("adjustments.equipment", names=equipment_in_words(adjusted["equipment"], style)))
    if adjusted["missing"]:
        said.append(style.phrase("adjustments.missing", names=equipment_in_words(adjusted["missing"], style)))
    if adjusted["minutes"]:
        said.append(style.phrase("adjustments.minutes", n=adjusted["minutes"]))
    known = exercises()
    for old, new in adjusted["swaps"].items():
        names = {"old": known[old].name[style.locale]} | ({"new": known[new].name[style.locale]} if new else {})
        said.append(style.phrase("adjustments.swap" if new else "adjustments.left_out", **names))
    if adjusted["is_lighter"]:
        facts = {"sets": round(100 * (1 - DELOAD_SETS_FACTOR)), "load": round(100 * (1 - DELOAD_LOAD_FACTOR))}
        said.append(style.phrase("adjustments.easy_week" if adjusted["is_easy_week"] else "adjustments.lighter", **facts))
    return ", ".join(said)


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
    """Skipped: Upper body A. It comes next on Wednesday, and what the reason asks for; neither while training is stopped."""
    if facts["next_on"] is None:
        return style.phrase("today.skipped_on_hold", title=facts["day_name"][style.locale], on=style.day(facts["on"]))
    said = style.phrase("today.skipped", title=facts["day_name"][style.locale], on=style.day(facts["on"]), day=style.day(facts["next_on"]))
    key = f"today.skipped_{facts['reason']}"
    return f"{said} {style.phrase(key)}" if style.knows(key) else said


def log_as_planned(facts: Facts, style: Style) -> str:
    """What was logged as planned."""
    return log_workout(facts["logged"], style) + "\n" + style.phrase("today.taken_from_plan")


def ask_to_log_as_planned(facts: Facts, style: Style) -> str:
    """What the plan says of that day, and the question."""
    head = style.phrase("today.would_log", title=facts["day_name"][style.locale], day=style.day(facts["date"]))
    lines = [f"- {entry(one, style)}" for one in facts["entries"]]
    return sentences("\n".join([head, *lines, style.phrase("today.shall_i_log")]))


def show_planned_load(facts: Facts, style: Style) -> str:
    """Wednesday 4 Mar (Full body B): Deadlift 3 × 8-10 at 100 kg (last time 97.5 kg × 10, 10, 9)."""
    name = exercise_name(facts["exercise"], style)
    if not facts["planned"]:
        key = "not_due" if facts["has_plan"] else "not_due_no_plan"
        last = [sentences(_last_time(facts["last"], style))] if facts["last"] else [style.phrase("today.never_logged")]
        return " ".join([style.phrase(f"today.{key}", exercise=name), *last])
    due = "; ".join(_line(one, style) for one in facts["planned"])
    head = style.phrase("today.due", day=style.day(facts["on"]), title=facts["day_name"][style.locale], what=due)
    lines = [head[:1].upper() + head[1:]]
    if any(one["reason"] == "find_load" for one in facts["planned"]):
        lines.append(style.phrase("today.find_load"))
    return sentences("\n".join(lines))


def _last_time(last: Facts, style: Style) -> str:
    return f"{style.day(last['on'])}{style.phrase('today.colon')} {_last(last, style)}"


SAY = {
    "log_as_planned": log_as_planned,
    "log_as_planned.confirm": ask_to_log_as_planned,
    "show_planned_load": show_planned_load,
    "skip_workout": skip_workout,
    "today_workout": today_workout,
    "show_week_plan": show_week_plan,
    "log_readiness": log_readiness,
}
