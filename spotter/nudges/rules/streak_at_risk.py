"""A run of full weeks ends on Sunday unless the days that are left are used."""

from __future__ import annotations

from spotter.nudges.situation import Noticed, Situation

KIND = "streak_at_risk"
WORTH_KEEPING = 3  # weeks
LATE_IN_THE_WEEK = 4  # Friday


def notice(s: Situation) -> Noticed | None:
    """A streak of three weeks or more with workouts missing and just enough days left. Never where counting harms."""
    streak = s.streak
    if streak is None or streak.weeks < WORTH_KEEPING or s.numbers_hidden or s.is_resting or s.did_today:
        return None
    missing, days_left = streak.planned - streak.this_week, 7 - s.today.weekday()
    if not 0 < missing <= days_left or s.today.weekday() < LATE_IN_THE_WEEK or days_left - missing > 1 or s.was_told(KIND, 7):
        return None
    return Noticed(KIND, 75, "streak_ends_sunday", {"weeks": streak.weeks, "missing": missing}, hours=(8, 18), options=("today",))
