"""Twelve weeks of an invented log: three workouts a week, a bench press that stops rising, weigh-ins, nights, meals and a goal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

WEEKS = 12
STALL_FROM = 8  # the bench press rises up to here
PROGRAM = {"key": "steady_fives", "name": "steady fives"}
FOODS: tuple[tuple[str, str, float], ...] = (
    ("oatmeal_milk", "oatmeal", 300),
    ("banana", "banana", 120),
    ("chicken_breast", "chicken breast", 180),
    ("rice_white", "rice", 220),
    ("broccoli", "broccoli", 150),
    ("skyr", "skyr", 200),
    ("salmon", "salmon", 160),
    ("potato_boiled", "potatoes", 300),
)
MEALS: tuple[tuple[str, int, tuple[int, ...]], ...] = (("breakfast", 8, (0, 1)), ("lunch", 13, (2, 3, 4)), ("dinner", 19, (5, 6, 7)))
NAMES = {
    "back_squat": "squat",
    "bench_press": "bench",
    "barbell_row": "row",
    "deadlift": "deadlift",
    "overhead_press": "overhead press",
    "pull_up": "pull ups",
    "dumbbell_curl": "curls",
}


@dataclass(frozen=True, slots=True)
class Invented:
    """One tool call at the moment it is made."""

    at: datetime
    tool: str
    args: dict[str, Any]


def invented_log(now: datetime) -> Iterator[Invented]:
    """The calls in the order of time; the last workout is three days before `now`, which is in the person's own zone."""
    start = (now - timedelta(weeks=WEEKS)).replace(hour=7, minute=30, second=0, microsecond=0)
    yield Invented(start, "update_profile", {"level": "intermediate", "goal": "strength", "days_per_week": 3, "minutes": 60})
    yield Invented(start + timedelta(minutes=2), "choose_program", {"program": PROGRAM})
    yield Invented(start + timedelta(minutes=4), "set_goal", _goal(now))
    for week in range(WEEKS):
        monday = start + timedelta(weeks=week)
        calls = [*_body(week, monday), *_workouts(week, monday), *_meals(monday + timedelta(days=1))]
        yield from sorted(calls, key=lambda call: call.at)


def _goal(now: datetime) -> dict[str, Any]:
    deadline = (now + timedelta(weeks=8)).date().isoformat()
    exercise = {"key": "bench_press", "name": "bench"}
    return {"kind": "load", "exercise": exercise, "target": 90, "unit": "kg", "deadline": deadline, "text": "bench 90 kg"}


def _body(week: int, monday: datetime) -> Iterator[Invented]:
    weight = 83.6 - 0.2 * week + (0.3, -0.2, 0.1)[week % 3]
    at = monday + timedelta(minutes=10)
    yield Invented(at, "log_metric", {"metric": "weight", "value": round(weight, 1), "unit": "kg", "at": at.isoformat()})
    for day in (0, 2, 4):
        morning = monday + timedelta(days=day, minutes=15)
        hours = (7.5, 7.25, 8.0)[day // 2] if week < STALL_FROM else (6.25, 5.75, 6.5)[day // 2]
        yield Invented(morning, "log_metric", {"metric": "sleep", "value": hours, "unit": "h", "at": morning.isoformat()})
    midweek = monday + timedelta(days=2, minutes=20)
    feels = {"energy": 4, "soreness": 2, "stress": 2} if week < STALL_FROM else {"energy": 3, "soreness": 3, "stress": 4}
    yield Invented(midweek, "log_readiness", {**feels, "at": midweek.isoformat()})


def _workouts(week: int, monday: datetime) -> Iterator[Invented]:
    rise = 2.5 * week
    bench, is_stuck = 60 + 2.5 * min(week, STALL_FROM - 1), week >= STALL_FROM
    days: tuple[tuple[int, list[dict[str, Any]]], ...] = (
        (0, [_lift("back_squat", 80 + rise, 5, 5, 5), _bench(bench, is_stuck), _lift("barbell_row", 50 + rise / 2, 8, 8, 8)]),
        (2, [_lift("deadlift", 100 + rise, 5), _lift("overhead_press", 40 + rise / 2, 5, 5, 5), _lift("pull_up", None, *_pulls(week))]),
        (4, [_lift("back_squat", 72.5 + rise, 5, 5, 5), _bench(bench - 5, False), _lift("dumbbell_curl", 10 + week // 4 * 2, 10, 10)]),
    )
    for day, entries in days:
        at = monday + timedelta(days=day, hours=11)
        yield Invented(at, "log_workout", {"date": at.date().isoformat(), "entries": entries})


def _bench(load: float, is_stuck: bool) -> dict[str, Any]:
    return _lift("bench_press", load, *((5, 5, 4) if is_stuck else (5, 5, 5)))


def _pulls(week: int) -> tuple[int, ...]:
    most = 5 + week // 3
    return most, most, most - 1


def _lift(key: str, load: float | None, *reps: int) -> dict[str, Any]:
    rounded = None if load is None else round(load / 2.5) * 2.5 if key != "dumbbell_curl" else load
    return {"exercise": {"key": key, "name": NAMES[key]}, "sets": [{"reps": count, "load_kg": rounded} for count in reps]}


def _meals(day: datetime) -> Iterator[Invented]:
    for meal, hour, foods in MEALS:
        at = day.replace(hour=hour, minute=0)
        eaten = [FOODS[place] for place in foods]
        items = [{"food": {"key": key, "name": name}, "quantity": grams, "unit": "g", "grams": grams} for key, name, grams in eaten]
        yield Invented(at, "log_meal", {"eaten_at": at.isoformat(), "meal": meal, "items": items})
