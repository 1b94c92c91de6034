"""Somebody who logs what they eat has logged nothing for a day and more."""

from __future__ import annotations

from spotter.nudges.situation import Noticed, Situation

KIND = "meal_log"
USUAL_DAYS = 5  # of the two weeks before: below that it is no habit
EVERY_DAYS = 4


def notice(s: Situation) -> Noticed | None:
    """Nothing logged today and yesterday by somebody who usually does. Never where numbers of food harm."""
    if s.numbers_hidden or len(s.meal_days) < USUAL_DAYS or s.has_meal_reminder or s.was_told(KIND, EVERY_DAYS):
        return None
    if (s.today - s.meal_days[-1]).days < 2:
        return None
    return Noticed(KIND, 25, "meals_usually_logged", {"last": s.meal_days[-1].isoformat(), "n": len(s.meal_days)}, hours=(11, 21))
