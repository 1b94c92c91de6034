"""The first two weeks: one small next step at a time, for who has not found it yet."""

from __future__ import annotations

from spotter.nudges.situation import Noticed, Situation

KIND = "welcome"
LONGEST_DAYS = 14
STEPS = {"plan": 1, "log": 3, "rhythm": 7}  # days after somebody came


def notice(s: Situation) -> Noticed | None:
    """A plan after a day, the first log after three, a rhythm after a week: what is there already is left out, each comes once."""
    age = (s.today - s.came_on).days
    if not 1 <= age <= LONGEST_DAYS:
        return None
    told = s.told.get(KIND)
    done = list(STEPS).index(str(told.facts["step"])) if told is not None else -1
    has = {"plan": s.has_plan, "log": bool(s.workout_days), "rhythm": s.has_workout_reminder}
    for place, (step, from_day) in enumerate(STEPS.items()):
        if place > done and age >= from_day and not has[step]:
            return Noticed(KIND, 40, f"first_days_{step}", {"step": step}, hours=(9, 20), options=("plan",) if step == "plan" else ())
    return None
