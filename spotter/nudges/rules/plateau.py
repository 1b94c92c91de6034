"""A lift has not moved for weeks: an offer to look at it."""

from __future__ import annotations

from spotter.nudges.situation import Noticed, Situation

KIND = "plateau"
EVERY_DAYS = 21


def notice(s: Situation) -> Noticed | None:
    """A stalled lift, once in three weeks; an easy week that is due says it better."""
    if s.stalled is None or s.easy_week is not None or s.is_resting or s.was_told(KIND, EVERY_DAYS):
        return None
    facts = {"exercise_key": s.stalled.exercise_key, "days": s.stalled.days}
    return Noticed(KIND, 35, "lift_stalled", facts, hours=(9, 20), options=("progress",))
