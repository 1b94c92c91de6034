"""Training logs of many years, written straight into PostgreSQL: what a coach has to read who is asked how it goes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import psycopg

from spotter.ids import new_id

TODAY = date(2026, 3, 2)
LIFTS = (
    *("back_squat", "bench_press", "deadlift", "overhead_press", "barbell_row", "pull_up", "leg_press", "romanian_deadlift"),
    *("lat_pulldown", "barbell_curl", "triceps_pushdown", "lateral_raise", "seated_leg_curl", "leg_extension"),
    *("incline_bench_press", "hip_thrust"),
)
ENTRIES, SETS = 5, 4  # of a workout
_WORKOUT = ("id", "user_id", "performed_on", "duration_s", "status", "source", "created_at")
_ENTRY = ("id", "user_id", "workout_id", "position", "exercise_key", "name")
_SET = ("id", "user_id", "entry_id", "position", "kind", "reps", "load_kg", "rpe", "source")


@dataclass(frozen=True)
class Log:
    """Somebody with so many workouts, the last one yesterday, spread evenly over these years."""

    user_id: str
    workouts: int
    years: float

    def days(self) -> Iterator[date]:
        span = 365.25 * self.years
        for place in range(self.workouts):
            yield TODAY - timedelta(days=1 + int(span * (self.workouts - 1 - place) / self.workouts))


def copy_log(connection: psycopg.Connection[Any], log: Log) -> int:
    """Write a person's whole log by COPY; returns the number of sets."""
    chance, noon = random.Random(log.user_id), datetime(2026, 3, 1, tzinfo=UTC)
    workouts, entries, sets = [], [], []
    for number, day in enumerate(log.days()):
        workout = new_id()
        workouts.append((workout, log.user_id, day, chance.randint(2400, 5400), "complete", "chat", noon))
        for place in range(ENTRIES):
            key, entry = LIFTS[(number * ENTRIES + place) % len(LIFTS)], new_id()
            entries.append((entry, log.user_id, workout, place, key, key.replace("_", " ")))
            base = 60 + 40 * number / log.workouts + chance.uniform(-4, 4)
            for one in range(SETS):
                load = Decimal(round(base / 2.5) * 5) / 2
                kind = "warmup" if one == 0 else "work"
                rpe = Decimal(chance.choice((7, 8, 8, 9))) if one == SETS - 1 else None
                sets.append((new_id(), log.user_id, entry, one, kind, chance.choice((4, 5, 5, 6, 8)), load, rpe, "chat"))
    for table, columns, rows in (("workout", _WORKOUT, workouts), ("workout_entry", _ENTRY, entries), ("set_log", _SET, sets)):
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    connection.execute('UPDATE "user" SET log_revision = %s WHERE id = %s', (new_id(), log.user_id))
    return len(sets)
