"""The rows of the log that a plan or a change of it rests on: loads that were lifted, what hurts, what was missed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict

from spotter.coaching.planning.loads import E1RM_WINDOW
from spotter.coaching.strength import OneRepMax, one_rep_max
from spotter.store.queries.injuries import open_injuries
from spotter.store.queries.workouts import LoggedSet, sets_between, workouts_between
from spotter.store.uow import UnitOfWork

MOST_LIFTS = 4
MISSED_WITHIN = timedelta(days=14)


class EvidenceFact(BaseModel):
    """A row: its table and id, its day, and what of it is told (by name)."""

    model_config = ConfigDict(frozen=True)

    table: str
    id: str
    on: date | None = None
    params: dict[str, Any]


async def evidence_for(uow: UnitOfWork, today: date, keys: Collection[str]) -> list[EvidenceFact]:
    """The best set of each exercise in 90 days (at most four, in the order of `keys`), then what hurts now."""
    rows = await sets_between(uow, today - E1RM_WINDOW, today, exercise_keys=list(keys)) if keys else []
    lifts = [_lift(best) for key in keys if (best := _best([row for row in rows if row.exercise_key == key])) is not None]
    pains = [
        EvidenceFact(table="injury", id=row.id, params={"region": row.region, "side": row.side, "severity": row.severity})
        for row in await open_injuries(uow)
    ]
    return [*lifts[:MOST_LIFTS], *pains]


async def missed_lately(uow: UnitOfWork, today: date) -> list[EvidenceFact]:
    """The planned workouts that were missed in the last two weeks."""
    rows = await workouts_between(uow, today - MISSED_WITHIN, today)
    return [
        EvidenceFact(table="workout", id=row.id, on=row.performed_on, params={"reason": row.missed_reason or "other"})
        for row in rows
        if row.status == "missed"
    ]


def _best(rows: list[LoggedSet]) -> LoggedSet | None:
    found = [(estimate.kg, row) for row in rows if row.load_kg is not None and row.reps and (estimate := _e1rm(row)) is not None]
    return max(found, key=lambda pair: (pair[0], pair[1].performed_on))[1] if found else None


def _e1rm(row: LoggedSet) -> OneRepMax | None:
    if row.kind in ("warmup", "drop") or row.load_kg is None or not row.reps:
        return None
    found = one_rep_max(row.load_kg, row.reps)
    return found if isinstance(found, OneRepMax) else None


def _lift(row: LoggedSet) -> EvidenceFact:
    told = {"exercise": row.exercise_key, "load_kg": str(row.load_kg), "reps": row.reps}
    return EvidenceFact(table="set_log", id=row.set_id, on=row.performed_on, params=told)
