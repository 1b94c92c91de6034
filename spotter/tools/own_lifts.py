"""Which exercise of the person's own log is meant by a name: who only benches with dumbbells calls it "my bench"."""

from __future__ import annotations

from datetime import date

from spotter.catalogue.exercises import exercises
from spotter.store.queries.injuries import usual_exercises
from spotter.store.uow import UnitOfWork
from spotter.tools.kept import kept
from spotter.tools.lifts import ExerciseRef


async def as_logged(ref: ExerciseRef | None, uow: UnitOfWork) -> ExerciseRef | None:
    """The exercise itself where it was ever logged, or the only one of the log whose name holds its name, else as it was named."""
    asked = exercises().get(ref.key or "") if ref else None
    if asked is None:
        return ref
    logged = await kept(uow, ("logged_keys",), lambda: usual_exercises(uow, date.min))
    if asked.key in logged:
        return ref
    words = set(asked.name["en"].lower().split())
    near = [key for key in logged if key in exercises() and words < set(exercises()[key].name["en"].lower().split())]
    return ExerciseRef(key=near[0], name=exercises()[near[0]].name["en"]) if len(near) == 1 else ref
