"""A workout of the plan is due today and not done yet: a word ahead of the usual hour (plan and reminder: the megastudy's basic help)."""

from __future__ import annotations

from spotter.nudges.situation import Noticed, Situation

KIND = "workout_due"
EARLIEST, LATEST = 7, 18


def notice(s: Situation) -> Noticed | None:
    """Today's workout, in the two hours before somebody usually trains; nothing where a reminder of their own tells it."""
    if s.due is None or s.due.on != s.today or s.did_today or s.is_resting or s.has_workout_reminder:
        return None
    last = LATEST if s.usual_hour is None else min(LATEST, max(EARLIEST, s.usual_hour - 1))
    first = EARLIEST if s.usual_hour is None else max(EARLIEST, last - 1)
    facts = {"day_name": dict(s.due.name), "exercises": s.due.exercises}
    return Noticed(KIND, 60, "planned_today", facts, (s.due.plan_id, s.due.day_id), hours=(first, last), options=("today",))
