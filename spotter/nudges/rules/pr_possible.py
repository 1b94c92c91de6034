"""A best is likely there in today's workout."""

from __future__ import annotations

from spotter.nudges.situation import Noticed, Situation

KIND = "pr_possible"
LIKELY = 0.6  # of the calibrated model: rather yes than no, and no promise
EVERY_DAYS = 7


def notice(s: Situation) -> Noticed | None:
    """A lift of today's workout with a good chance of a best; at most once a week."""
    if s.best is None or s.best.share < LIKELY or s.due is None or s.due.on != s.today or s.did_today or s.is_resting:
        return None
    if s.was_told(KIND, EVERY_DAYS):
        return None
    facts = {"exercise_key": s.best.exercise_key, "load_kg": s.best.load_kg, "reps": s.best.reps}
    return Noticed(KIND, 55, "best_is_likely", facts, (s.due.plan_id, s.due.day_id), hours=(7, 18), options=("today",))
