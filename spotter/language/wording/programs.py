"""Words for the programs that people bring along and keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from spotter.language.wording.plans import dose_in_words
from spotter.language.wording.style import WEEKDAYS, Style
from spotter.language.wording.workouts import exercise_name, sentences

Facts = Mapping[str, Any]
MOST_WARNINGS, MOST_NAMED, MOST_UNREAD, LONGEST_UNREAD = 3, 4, 6, 60


def ask_about_program(facts: Facts, style: Style) -> str:
    """The program as it was understood, what was not, what was changed for the person, and the question."""
    lines = [style.phrase("programs.as_understood", days=facts["days_per_week"], weeks=facts["weeks"]), *day_lines(facts["days"], style)]
    lines += left_out(facts, style) + fitted_lines(facts["fitted"], style)
    lines.append(_question(facts, style))
    return sentences("\n".join(lines))


def _question(facts: Facts, style: Style) -> str:
    if not facts["follow"]:
        return style.phrase("programs.ask_to_keep", title=facts["title"])
    if facts["current"]:
        return style.phrase("programs.ask_to_replace", current=facts["current"][style.locale])
    return style.phrase("programs.ask_to_follow")


def day_lines(days: Sequence[Facts], style: Style) -> list[str]:
    """- Monday (Day A, about 45 min): Bench Press 3 × 5, Barbell Row 3 × 8."""
    lines = []
    for day in days:
        done = ", ".join(f"{exercise_name(one['exercise'], style)} {dose_in_words(one, style)}" for one in day["exercises"])
        weekday = WEEKDAYS[style.locale][day["weekday"]].capitalize()
        said = style.phrase("programs.day_line", weekday=weekday, title=day["name"][style.locale], minutes=day["minutes"], exercises=done)
        lines.append(f"- {said}")
    return lines


def left_out(facts: Facts, style: Style) -> list[str]:
    """What of somebody's words was not understood, as they wrote it, cut short."""
    lines = []
    if facts["unread"]:
        said = [f'"{one[:LONGEST_UNREAD]}"' for one in facts["unread"][:MOST_UNREAD]]
        more = len(facts["unread"]) - MOST_UNREAD
        what = ", ".join([*said, *([style.phrase("plans.others", n=more)] if more > 0 else [])])
        lines.append(style.phrase("programs.unread", what=what))
    if facts["unloaded"]:
        lines.append(style.phrase("programs.unloaded", names=_names(facts["unloaded"], style)))
    return lines


def fitted_lines(fitted: Facts, style: Style) -> list[str]:
    """What was changed for the person, what is worth knowing, and which loads are known."""
    lines = changed_lines(fitted, style)
    if fitted["eased_loads"]:
        lines.append(style.phrase("plans.why_load_unproven", exercise=_names(fitted["eased_loads"], style)))
    if fitted["warnings"]:
        what = style.listed([style.phrase(f"plans.finding_{code}") for code in fitted["warnings"][:MOST_WARNINGS]])
        lines.append(style.phrase("programs.warned", what=what))
    if fitted["known_loads"]:
        lines.append(style.phrase("programs.known_loads", names=_names(fitted["known_loads"], style)))
    return lines


def changed_lines(fitted: Facts, style: Style) -> list[str]:
    """The exercises that were swapped for the person and why, and what was made gentler or shorter."""
    lines = []
    if fitted["swaps"]:
        lines.append(style.phrase("programs.changed_for_you"))
        lines += [f"- {_swap(one, style)}" for one in fitted["swaps"]]
    return lines + [style.phrase(f"programs.{name}") for name in ("gentler", "shorter") if fitted[f"is_{name}"]]


def _swap(one: Facts, style: Style) -> str:
    after = exercise_name(one["after"], style) if one["after"] else style.phrase("programs.nothing_instead")
    return style.phrase(f"programs.swapped_{one['why']}", before=exercise_name(one["before"], style), after=after)


def _names(refs: Sequence[Facts], style: Style) -> str:
    names, more = [exercise_name(ref, style) for ref in refs[:MOST_NAMED]], len(refs) - MOST_NAMED
    return style.listed([*names, style.phrase("plans.others", n=more)] if more > 0 else names)


def program_made(facts: Facts, style: Style) -> str:
    """What the plan is now, or what the program is kept as."""
    lines = []
    if facts["plan_id"]:
        weekdays = style.listed([WEEKDAYS[style.locale][day] for day in facts["weekdays"]])
        said = {"title": facts["name"][style.locale], "days": facts["days_per_week"], "weeks": facts["weeks"]}
        lines.append(style.phrase("programs.followed", weekdays=weekdays, **said))
        if facts["current"]:
            lines[0] += " " + style.phrase("programs.replaced", title=facts["current"][style.locale])
        lines.append(style.phrase("programs.moves_on"))
    else:
        lines += day_lines(facts["days"], style)
    if facts["saved_id"]:
        lines.append(style.phrase("programs.saved", title=facts["title"]))
    return "\n".join(lines)


def program_saved(facts: Facts, style: Style) -> str:
    """Kept as Garage."""
    return style.phrase("programs.saved", title=facts["title"])


def program_renamed(facts: Facts, style: Style) -> str:
    """Garage is called Shed now."""
    return style.phrase("programs.renamed", before=facts["before"], title=facts["title"])


def program_deleted(facts: Facts, style: Style) -> str:
    """Garage is off your list."""
    return style.phrase("programs.deleted", title=facts["title"])


def own_programs(facts: Facts, style: Style) -> str:
    """The programs that are kept, a line each."""
    if not facts["programs"]:
        return style.phrase("programs.mine_none")
    lines = [
        style.phrase(
            "programs.mine_line",
            title=one["title"],
            days=one["days_per_week"],
            weeks=one["weeks"],
            names=style.phrase("programs.names_in_line", names=_names(one["exercises"], style)) if one["exercises"] else "",
            running=style.phrase("programs.running") if one["is_running"] else "",
        )
        for one in facts["programs"]
    ]
    return "\n".join([style.phrase("programs.mine"), *(f"- {line}" for line in lines)])


SAY = {
    "create_program": program_made,
    "create_program.confirm": ask_about_program,
    "save_program": program_saved,
    "rename_program": program_renamed,
    "delete_program": program_deleted,
    "show_own_programs": own_programs,
}
