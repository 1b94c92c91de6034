"""Planned workouts went by without one: the way back, which is the best proven of all messages (megastudy, n = 61,293)."""

from __future__ import annotations

from datetime import timedelta

from spotter.nudges.situation import Noticed, Situation

KIND = "workout_missed"
LONGEST_DAYS = 9  # beyond that it is a comeback


def notice(s: Situation) -> Noticed | None:
    """The planned days that were missed since the last workout, once for each new one."""
    if not s.missed or s.did_today or s.is_resting or (s.today - s.missed[0]).days > LONGEST_DAYS:
        return None
    told = s.told.get(KIND)
    if told is not None and s.missed[-1] < told.on:
        return None
    if s.due is None:
        return None
    facts = {
        "n": len(s.missed),
        "last": s.missed[-1].isoformat(),
        "day_name": dict(s.due.name),
        "next": s.due.on.isoformat(),
        "barrier": s.barrier,
    }
    is_today = s.due.on - s.today < timedelta(days=1)
    return Noticed(
        KIND, 90, "missed_planned_days", facts, (s.due.plan_id, s.due.day_id), hours=(8, 19), options=("today",) if is_today else ("next",)
    )
