"""Resting pulse or sleep of the last week stands out from the weeks before."""

from __future__ import annotations

from spotter.nudges.situation import Noticed, Situation

KIND = "health_trend"
EVERY_DAYS = 10


def notice(s: Situation) -> Noticed | None:
    """A higher resting pulse or shorter nights, with the figures, as a question and not a finding."""
    if s.trend is None or s.was_told(KIND, EVERY_DAYS):
        return None
    facts = {"metric": s.trend.metric, "now": s.trend.now, "before": s.trend.before, "days": s.trend.days}
    return Noticed(KIND, 58, "week_stands_out", facts, hours=(8, 20), options=("today",))
