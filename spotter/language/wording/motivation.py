"""Words that encourage: the mood taken up, a fact from the person's own log, one small step, at most one question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spotter.catalogue.exercises import exercises
from spotter.language.wording.style import Style

Facts = Mapping[str, Any]
_LONG_GAP_DAYS = 14
_STREAK_WORTH_A_WORD = 3


def motivate(facts: Facts, style: Style) -> str:
    """Taken up, affirmed, one step."""
    mood = facts["mood"] or "none"
    if facts["rests"]:
        return style.phrase("motivation.rests")
    heard = style.phrase(f"motivation.heard_{mood}")
    if not facts["total_days"]:
        return " ".join(part for part in (heard, style.phrase(f"motivation.first_{mood}")) if part)
    parts = (heard, _affirmed(facts, style), style.phrase(f"motivation.step_{mood}"), _question(facts, style))
    return " ".join(part for part in parts if part)


def _affirmed(facts: Facts, style: Style) -> str:
    """The best thing that the log has to say; a long gap is met without counting it."""
    if (style.today - facts["last_day"]).days >= _LONG_GAP_DAYS:
        return style.phrase("motivation.after_gap", n=facts["total_days"])
    best = facts["best"]
    if best is not None and best["exercise_key"] in exercises():
        name = exercises()[best["exercise_key"]].name[style.locale]
        return style.phrase("motivation.best", exercise=name, now=style.load(best["now"]), before=style.load(best["before"]))
    if facts["days"] > facts["days_before"] > 0:
        return style.phrase("motivation.more", n=facts["days"], before=facts["days_before"])
    if (facts["streak_weeks"] or 0) >= _STREAK_WORTH_A_WORD:
        return style.phrase("motivation.streak", n=facts["streak_weeks"])
    if facts["days_this_week"]:
        return style.phrase("motivation.this_week", n=facts["days_this_week"])
    return style.phrase("motivation.month", n=facts["days"])


def _question(facts: Facts, style: Style) -> str:
    """Where half of the plan or more stayed undone, ask what is in the way; never about somebody who is low or tired."""
    if facts["tier"] == "low" and facts["mood"] in (None, "busy"):
        return style.phrase("motivation.barrier")
    return style.phrase("motivation.ask_proud") if facts["mood"] == "proud" else ""


SAY = {"motivate": motivate}
