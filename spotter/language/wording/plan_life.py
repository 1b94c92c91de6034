"""Words for what becomes of plans: they rest and go on, have versions, are shared and looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spotter.language.wording.plan_changes import difference_in_words
from spotter.language.wording.plans import dose_in_words, plan_started
from spotter.language.wording.programs import changed_lines, day_lines, fitted_lines
from spotter.language.wording.style import WEEKDAYS, Style
from spotter.language.wording.workouts import exercise_name, sentences

Facts = Mapping[str, Any]
MOST_LINES = 8


def ask_whether_away(facts: Facts, style: Style) -> str:
    """Shall Full body rest until Sunday 15 Mar?"""
    return style.phrase("programs.ask_to_pause", title=facts["name"][style.locale], day=style.day(facts["until"]))


def ask_to_end(facts: Facts, style: Style) -> str:
    """What would be over, what stays, and the question."""
    return style.phrase("programs.ask_to_end", title=facts["name"][style.locale], n=facts["done"])


def plan_ended(facts: Facts, style: Style) -> str:
    """Full body is over."""
    return style.phrase("programs.ended", title=facts["name"][style.locale])


def plan_paused(facts: Facts, style: Style) -> str:
    """Full body rests from today on, or until Sunday 15 Mar."""
    if facts["until"]:
        said = {"title": facts["name"][style.locale], "day": style.day(facts["until"]), "on": style.day(facts["next_on"])}
        return style.phrase("programs.paused_until", **said)
    text = style.phrase("programs.paused", title=facts["name"][style.locale], week=facts["week"], weeks=facts["weeks"])
    return text + " " + style.phrase("programs.paused_in_workout") if facts["in_workout"] else text


def program_chosen(facts: Facts, style: Style) -> str:
    """The plan as it is now, and what was changed of the program for the person."""
    changed = changed_lines(facts["fitted"], style) if facts["fitted"] else []
    return "\n".join([plan_started(facts, style), *changed])


def ask_to_resume(facts: Facts, style: Style) -> str:
    """Back to Full body in week 3 of 6? What is kept, what it replaces, what is otherwise for the person now."""
    if facts.get("version"):
        return ask_to_restore(facts["version"], style)
    said = {"title": facts["name"][style.locale], "week": facts["week"], "weeks": facts["weeks"]}
    lines = [style.phrase("programs.back_to", **said, n=facts["done"])]
    if facts["current"]:
        lines.append(style.phrase("programs.back_instead_of", current=facts["current"][style.locale]))
    lines += fitted_lines(facts["fitted"], style)
    return sentences("\n".join([*lines, style.phrase("plan_changes.switch")]))


def plan_resumed(facts: Facts, style: Style) -> str:
    """Full body goes on in week 3 of 6."""
    if facts["version"]:
        return version_restored(facts["version"], style)
    said = {"title": facts["name"][style.locale], "week": facts["week"], "weeks": facts["weeks"]}
    lines = [style.phrase("programs.resumed", **said)]
    if facts["days_rested"]:
        lines.append(style.phrase("programs.rested", n=facts["days_rested"]))
    if facts["current"]:
        lines.append(style.phrase("programs.replaced", title=facts["current"][style.locale]))
    return " ".join(lines)


def versions_shown(facts: Facts, style: Style) -> str:
    """The versions, a line each, with what each changed."""
    lines = [style.phrase("programs.versions", title=facts["name"][style.locale])]
    for one in facts["versions"]:
        what = "; ".join(difference_in_words(each, style) for each in one["differences"]) or style.phrase("programs.as_begun")
        now = style.phrase("programs.version_now") if one["is_current"] else ""
        lines.append("- " + style.phrase("programs.version_line", n=one["version"], day=style.day(one["on"]), what=what, now=now))
    if len(facts["versions"]) > 1:
        lines.append(style.phrase("programs.versions_back"))
    return "\n".join(lines)


def _differences(facts: Facts, style: Style) -> list[str]:
    lines = [f"- {difference_in_words(one, style)}" for one in facts["differences"]]
    more = len(lines) - MOST_LINES
    lines = lines if more <= 1 else [*lines[:MOST_LINES], "- " + style.phrase("plans.others", n=more)]
    return lines + fitted_lines(facts["fitted"], style)


def ask_to_restore(facts: Facts, style: Style) -> str:
    """What version 2 would change now, and the question."""
    head = style.phrase("programs.would_restore", title=facts["name"][style.locale], n=facts["version"])
    return sentences("\n".join([head, *_differences(facts, style), style.phrase("plan_changes.shall_i")]))


def version_restored(facts: Facts, style: Style) -> str:
    """What is different now."""
    head = style.phrase("programs.restored", title=facts["name"][style.locale], n=facts["version"])
    return sentences("\n".join([head, *_differences(facts, style)]))


def _share(one: Facts, style: Style) -> str:
    return style.phrase(
        "programs.share_line", title=one["name"][style.locale], code=one["code"], path=one["path"], day=style.day(one["until"])
    )


def plan_shared(facts: Facts, style: Style) -> str:
    """The code, where it can be seen, until when, and what is not in it."""
    one = facts["share"]
    held = style.phrase("programs.shared_with_loads" if one["with_loads"] else "programs.shared_without_loads")
    said = style.phrase("programs.shared", code=one["code"], path=one["path"], day=style.day(one["until"]))
    return f"{said}\n{held} {style.phrase('programs.shared_stop')}"


def shares_shown(facts: Facts, style: Style) -> str:
    """What is shared, a line each."""
    if not facts["shares"]:
        return style.phrase("programs.nothing_shared")
    return "\n".join([style.phrase("programs.shares"), *(f"- {_share(one, style)}" for one in facts["shares"])])


def sharing_stopped(facts: Facts, style: Style) -> str:
    """The codes that open nothing any more."""
    return style.phrase("programs.unshared", n=len(facts["codes"]), codes=style.listed(facts["codes"]))


def ask_about_shared(facts: Facts, style: Style) -> str:
    """The shared program as it would be for the person, and the question."""
    lines = [style.phrase("programs.shared_is", days=facts["days_per_week"], weeks=facts["weeks"]), *day_lines(facts["days"], style)]
    lines += fitted_lines(facts["fitted"], style)
    current = facts["current"]
    question = style.phrase("programs.ask_to_replace", current=current[style.locale]) if current else style.phrase("programs.ask_to_follow")
    return sentences("\n".join([*lines, question]))


def shared_taken(facts: Facts, style: Style) -> str:
    """What the plan is now."""
    weekdays = style.listed([WEEKDAYS[style.locale][day] for day in facts["weekdays"]])
    said = {"title": facts["name"][style.locale], "days": facts["days_per_week"], "weeks": facts["weeks"]}
    lines = [style.phrase("programs.followed", weekdays=weekdays, **said)]
    if facts["current"]:
        lines[0] += " " + style.phrase("programs.replaced", title=facts["current"][style.locale])
    return "\n".join([*lines, style.phrase("programs.moves_on")])


def program_shown(facts: Facts, style: Style) -> str:
    """What a program is for, then its days, block by block."""
    goal, level = (style.phrase(f"profile.{name}_{facts[name]}") for name in ("goal", "level"))
    said = {"title": facts["name"][style.locale], "days": facts["days_per_week"], "weeks": facts["weeks"], "minutes": facts["minutes"]}
    lines = [style.phrase("programs.program", goal=goal, level=level, **said), facts["description"][style.locale]]
    for block in facts["blocks"]:
        if len(facts["blocks"]) > 1:
            lines.append(style.phrase("programs.block", title=block["name"][style.locale], weeks=block["weeks"]))
        if block["is_easy"]:
            continue
        for day in block["days"]:
            done = ", ".join(f"{exercise_name(one['exercise'], style)} {dose_in_words(one, style)}" for one in day["exercises"])
            lines.append("- " + style.phrase("programs.day_of", title=day["name"][style.locale], minutes=day["minutes"], exercises=done))
    if facts["rounds"] > 1:
        lines.append(style.phrase("programs.rounds", n=facts["rounds"]))
    return "\n".join(lines)


SAY = {
    "choose_program": program_chosen,
    "pause_plan": plan_paused,
    "pause_plan.confirm": ask_whether_away,
    "end_plan": plan_ended,
    "end_plan.confirm": ask_to_end,
    "resume_plan": plan_resumed,
    "resume_plan.confirm": ask_to_resume,
    "show_versions": versions_shown,
    "restore_version": version_restored,
    "restore_version.confirm": ask_to_restore,
    "share_plan": plan_shared,
    "show_shares": shares_shown,
    "stop_sharing": sharing_stopped,
    "use_shared_plan": shared_taken,
    "use_shared_plan.confirm": ask_about_shared,
    "show_program": program_shown,
}
