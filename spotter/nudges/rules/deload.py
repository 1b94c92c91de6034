"""An easy week is due."""

from __future__ import annotations

from spotter.nudges.situation import Noticed, Situation

KIND = "deload"
EVERY_DAYS = 14


def notice(s: Situation) -> Noticed | None:
    """The advice of an easy week with what speaks for it, once in two weeks."""
    if s.easy_week is None or s.is_resting or s.was_told(KIND, EVERY_DAYS):
        return None
    return Noticed(KIND, 50, "easy_week_due", {"reasons": list(s.easy_week.reasons)}, hours=(9, 20), options=("easy_week",))
