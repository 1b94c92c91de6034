"""Nobody trained for ten days and more: something small to come back with."""

from __future__ import annotations

from spotter.nudges.situation import Noticed, Situation

KIND = "comeback"
AWAY_DAYS = 10
ENOUGH_WORKOUTS = 3  # days: somebody who tried once has nothing to come back to


def notice(s: Situation) -> Noticed | None:
    """A long absence of somebody who used to train and has no reason to rest."""
    days = s.days_since_workout
    if days is None or days < AWAY_DAYS or len(s.workout_days) < ENOUGH_WORKOUTS or s.is_resting:
        return None
    facts = {"days": days, "has_plan": s.due is not None, "barrier": s.barrier}
    rows = (s.due.plan_id,) if s.due is not None else ()
    return Noticed(KIND, 85, "no_workout_for_days", facts, rows, hours=(9, 20), options=("today",) if s.due is not None else ("plan",))
