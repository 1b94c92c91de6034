"""Words for what somebody has achieved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spotter.catalogue.exercises import exercises
from spotter.language.wording.style import Style

Facts = Mapping[str, Any]


def win_words(win: Facts, style: Style) -> str:
    """One win in a sentence: "You trained on 3 days in the last four weeks"."""
    known = exercises().get(win["exercise_key"] or "")
    name = known.name[style.locale] if known else ""
    if win["kind"] in ("record", "first"):
        loads = {"now": style.load(win["now"]), "before": style.load(win["before"] or 0)}
        return style.phrase(f"wins.{win['kind']}", exercise=name, **loads)
    now, before = int(win["now"]), int(win["before"] or 0)
    return style.phrase(f"wins.{win['kind']}", n=now, now=now, before=before, text=(win["text"] or "").rstrip(" .!"))


def show_wins(facts: Facts, style: Style) -> str:
    """What the log has to show, line by line."""
    if not facts["wins"]:
        return style.phrase("wins.none" if facts["total_days"] == 0 else "wins.quiet")
    head = "list" if facts["total_days"] is None else "list_total"
    lines = [f"- {win_words(win, style)}" for win in facts["wins"]]
    return "\n".join([style.phrase(f"wins.{head}", n=facts["total_days"]), *lines])


SAY = {"show_wins": show_wins}
