"""A goal was reached lately: the day after is for what comes next."""

from __future__ import annotations

from spotter.nudges.situation import Noticed, Situation

KIND = "goal_reached"
FRESH_DAYS = 3


def notice(s: Situation) -> Noticed | None:
    """The newest goal that was reached on one of the last three days and not taken up since; the day itself had its own word."""
    told = s.told.get(KIND)
    since = [one for one in s.reached if 1 <= (s.today - one.on).days <= FRESH_DAYS and (told is None or told.on < one.on)]
    if not since:
        return None
    newest = max(since, key=lambda one: one.on)
    facts = {"text": newest.text, "on": newest.on.isoformat()}
    return Noticed(KIND, 70, "goal_reached", facts, [one.goal_id for one in since], hours=(9, 20))
