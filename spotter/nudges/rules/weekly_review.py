"""The week that is over, on Monday."""

from __future__ import annotations

from spotter.nudges.situation import Noticed, Situation

KIND = "weekly_review"


def notice(s: Situation) -> Noticed | None:
    """Last week in a sentence, where anything was trained or planned in it; an empty week is left to the rules of coming back."""
    if s.week is None or s.today.weekday() != 0 or s.week.days == 0 or s.was_told(KIND, 6):
        return None
    week = s.week
    facts = {"days": week.days, "planned": week.planned, "sets": week.sets, "records": week.records, "tier": week.tier}
    return Noticed(KIND, 65, "week_is_over", facts | {"monday": week.monday.isoformat()}, hours=(7, 20), options=("week",))
