"""Words for entries that a program lists, looks at, changes or takes away by their ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spotter.language.wording import goals, injuries
from spotter.language.wording.metrics import amount, metric_name
from spotter.language.wording.style import Style
from spotter.language.wording.workouts import entry as exercise

Facts = Mapping[str, Any]


def list_entries(facts: Facts, style: Style) -> str:
    """The entries, a line each."""
    if not facts["entries"]:
        return style.phrase("entries.none")
    lines = [f"- {in_words(one, style)}" for one in facts["entries"]]
    return "\n".join([*lines, *([style.phrase("entries.more")] if facts["next_before"] else [])])


def show_entry(facts: Facts, style: Style) -> str:
    """One entry in a line."""
    return in_words(facts["entry"], style) + "."


def entry_changed(facts: Facts, style: Style) -> str:
    """Changed: ..."""
    return style.phrase("entries.changed", what=in_words(facts["entry"], style))


def remove_entry(facts: Facts, style: Style) -> str:
    """Deleted: ..."""
    return style.phrase("entries.removed", what=in_words(facts["entry"], style))


def in_words(entry: Facts, style: Style) -> str:
    """An entry in short."""
    return _WORDS[entry["of"]](entry, style)


def _workout(one: Facts, style: Style) -> str:
    done = ", ".join(exercise(part, style) for part in one["entries"])
    return style.phrase("entries.workout", day=style.day(one["date"]), done=done or style.phrase("entries.nothing_done"))


def _metric(one: Facts, style: Style) -> str:
    name = metric_name(one["metric"], style)
    value = style.phrase("entries.unsaid") if one["is_hidden"] else amount(one["metric"], one["value"], one["value_2"], style)
    return style.phrase("entries.measurement", what=name, value=value, day=style.day(one["measured_at"].date()))


def _goal(one: Facts, style: Style) -> str:
    name = one["goal"]["text"] if one["goal"]["kind"] == "other" else goals.goal_name(one["goal"], style)
    return style.phrase("entries.with_status", what=name, status=style.phrase(f"entries.status_{one['status']}"))


def _injury(one: Facts, style: Style) -> str:
    part = injuries.part(one["region"], one["side"], style)
    rating = injuries.rating(one["severity"])
    what = f"{part} {rating}" if rating else part
    return style.phrase("entries.with_status", what=what, status=style.phrase(f"entries.status_{one['status']}"))


def _plan(one: Facts, style: Style) -> str:
    facts = {"title": one["name"][style.locale], "days": one["days_per_week"], "weeks": one["weeks"]}
    return style.phrase("entries.plan", **facts, status=style.phrase(f"entries.status_{one['status']}"))


def _program(one: Facts, style: Style) -> str:
    return style.phrase("entries.program", title=one["title"], days=one["days_per_week"], weeks=one["weeks"])


_WORDS = {"workouts": _workout, "metrics": _metric, "goals": _goal, "injuries": _injury, "plans": _plan, "programs": _program}

SAY = {
    "list_entries": list_entries,
    "show_entry": show_entry,
    "remove_entry": remove_entry,
    **{f"change_{name}": entry_changed for name in ("workout", "metric", "goal", "injury", "program")},
    "set_plan_status": entry_changed,
}
