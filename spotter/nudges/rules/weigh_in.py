"""Somebody with a goal of body weight has not weighed in for a week."""

from __future__ import annotations

from spotter.nudges.situation import Noticed, Situation

KIND = "weigh_in"
AFTER_DAYS = 7


def notice(s: Situation) -> Noticed | None:
    """A week without a weigh-in, once a week, in the morning. Never where numbers of the body harm."""
    if s.numbers_hidden or not s.weighs_for_a_goal or s.was_told(KIND, AFTER_DAYS):
        return None
    last = s.last_weigh_in or s.came_on
    if (s.today - last).days < AFTER_DAYS:
        return None
    return Noticed(KIND, 20, "weight_goal_without_weigh_in", {"days": (s.today - last).days}, hours=(6, 10))
