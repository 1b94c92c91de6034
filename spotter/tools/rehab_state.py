"""The rehab of a person as it is shown: what is due, how often it was done of late, and whether today's is done."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from pydantic import Field

from spotter.store.queries.holds import is_training_stopped
from spotter.store.queries.rehab import active_rehab, done_since
from spotter.store.tables import RehabDone, RehabExercise
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.lifts import ExerciseRef
from spotter.tools.spec import Result

COUNTED_DAYS = 14
RESTING = {"sets": None, "reps": None, "duration_s": None, "load_kg": None, "per_week": None, "rests": True}


class RehabShown(Result):
    """One exercise: its dose, how often it is due in a week, how often it was done and was due in the last fourteen days at most.

    Days before today count; today counts where it is done. `done_today` of `due_today` (1, or more where it is due several times a day).
    `rests` while training is stopped: then its dose and how often it is due are null.
    """

    exercise: ExerciseRef
    region: str | None
    sets: int | None
    reps: int | None
    duration_s: int | None
    load_kg: Decimal | None
    per_week: int | None
    told_by: str
    started_on: date
    until: date | None
    done: int = Field(description="Times done in the counted days.")
    due: int = Field(description="Times due in the counted days.")
    done_today: int
    due_today: int
    rests: bool = False


def per_day(row: RehabExercise) -> int:
    """How often a day at most: 14 a week are two, 3 a week are one."""
    return max(1, -(-row.per_week // 7))


async def rehab_shown(ctx: CoachContext, uow: UnitOfWork) -> list[RehabShown]:
    """What is due at present."""
    rows = await active_rehab(uow, ctx.today)
    if not rows:
        return []
    done = await done_since(uow, [row.id for row in rows], ctx.today - timedelta(days=COUNTED_DAYS - 1))
    shown = [_shown(row, [one for one in done if one.rehab_id == row.id], ctx.today) for row in rows]
    return [one.model_copy(update=RESTING) for one in shown] if await is_training_stopped(uow) else shown


def _shown(row: RehabExercise, done: list[RehabDone], today: date) -> RehabShown:
    """One exercise with what was done of it in the counted days."""
    today_done = sum(1 for one in done if one.done_on == today)
    days = min(COUNTED_DAYS - 1, (today - row.started_on).days) + (today_done > 0)
    due = max(len(done), round(row.per_week * days / 7))
    same = ("region", "sets", "reps", "duration_s", "load_kg", "per_week", "told_by", "started_on", "until")
    return RehabShown(
        exercise=ExerciseRef(key=row.exercise_key, name=row.name),
        **{name: getattr(row, name) for name in same},
        done=len(done),
        due=due,
        done_today=today_done,
        due_today=per_day(row),
    )
