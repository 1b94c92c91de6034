"""Which day of the plan a logged workout answers, and what that day asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from spotter.catalogue.exercises import exercises
from spotter.coaching.planning.loads import planned_load
from spotter.store.queries.plans import Course, active_course, exercises_done_on, fitting_day
from spotter.store.queries.programs import StoredDay
from spotter.store.queries.workouts import LoggedSet
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext


@dataclass(frozen=True, slots=True)
class Match:
    """`plan_id` and `day_id` are set on the workout that completes a day; `targets` are columns of its sets, by exercise."""

    plan_id: str | None = None
    day_id: str | None = None
    targets: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def columns(self, exercise_key: str | None, kind: str) -> Mapping[str, Any]:
        """What a set answers; nothing for warm-ups and for what the day does not hold."""
        return {} if kind == "warmup" else self.targets.get(exercise_key or "", {})


async def match_planned_day(uow: UnitOfWork, ctx: CoachContext, on: date, keys: Sequence[str], before: Sequence[LoggedSet]) -> Match:
    """The day of the active plan that these exercises answer, together with what else was logged on that date.

    A day counts as done with at least half of its exercises; what made one day full makes no second one. `before` are earlier sets of
    the exercises, for the load that was due.
    """
    course = await active_course(uow) if keys else None
    if course is None or on < course.plan.started_on:
        return Match()
    done_now = _done_on(course, on)
    more = fitting_day(done_now, keys)
    if more is not None:
        return Match(targets=_targets(more[0], ctx, on, keys, course.hard_sets(before, on)))
    counted = {key for stored in done_now for slot in stored.day.slots for key in (slot.exercise, *slot.alternatives)}
    found = fitting_day(course.left_in_week(), {*keys, *(await exercises_done_on(uow, on) - counted)})
    if found is None:
        return Match()
    stored, is_enough = found
    targets = _targets(stored, ctx, on, keys, course.hard_sets(before, on))
    return Match(course.plan.id, stored.id, targets) if is_enough else Match(targets=targets)


def _done_on(course: Course, on: date) -> list[StoredDay]:
    done = {one.day_id for one in course.done if one.performed_on == on}
    return [stored for block in course.stored.days for stored in block if stored.id in done]


def _targets(stored: StoredDay, ctx: CoachContext, on: date, keys: Sequence[str], before: Sequence[LoggedSet]) -> dict[str, dict[str, Any]]:
    targets = {}
    for slot in stored.day.slots:
        for key in {slot.exercise, *slot.alternatives} & set(keys):
            earlier = [row for row in before if row.exercise_key == key]
            due = planned_load(slot, ctx.step_of(exercises()[key]), earlier, on, is_easy=stored.is_easy)
            dose = slot.prescription
            targets[key] = {
                "target_reps_min": dose.reps_low,
                "target_reps_max": dose.reps_high,
                "target_load_kg": due.due_kg,
                "target_rir": dose.rir,
            }
    return targets
