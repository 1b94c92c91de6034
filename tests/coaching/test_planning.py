"""Plans from wishes: they fit, they are the same every time, and they say what had to give way."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import spotter.coaching
from spotter.coaching.planning.check import validate_plan
from spotter.coaching.planning.generation import generate_plan
from spotter.coaching.planning.request import Infeasible, PlanDraft, PlanRequest

_FOLDER = Path(spotter.coaching.__file__).parents[1] / "catalogue" / "data" / "exercises"


@dataclass(frozen=True)
class Row:
    key: str
    muscles: dict[str, float]
    pattern: str
    equipment: tuple[str, ...]
    level: Any
    goals: tuple[str, ...]
    unilateral: bool
    joints: tuple[str, ...]
    load_step_kg: float
    measure: Any
    rank: int


def _read(line: str) -> Row:
    data = json.loads(line)
    fields = {name: data[name] for name in Row.__dataclass_fields__ if name in data}
    return Row(**{"rank": 100, **fields, "equipment": tuple(data["equipment"]), "joints": tuple(data["joints"])})


EXERCISES = [
    _read(line) for path in sorted(_FOLDER.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
]


def plan(request: PlanRequest) -> PlanDraft:
    draft = generate_plan(request, EXERCISES)
    assert isinstance(draft, PlanDraft)
    return draft


@pytest.mark.parametrize("days", range(1, 8))
@pytest.mark.parametrize("goal", ["strength", "hypertrophy", "endurance", "mobility", "general", "weight_loss"])
@pytest.mark.parametrize(("minutes", "equipment"), [(20, frozenset()), (45, frozenset({"dumbbell", "bench"})), (75, frozenset({"gym"}))])
def test_every_wish_gets_a_plan_without_errors(goal: Any, days: int, minutes: int, equipment: frozenset[str]) -> None:
    request = PlanRequest(goal, "intermediate", days, minutes, equipment)
    draft = plan(request)
    assert [f for f in validate_plan(draft, request, EXERCISES) if f.severity == "error"] == []
    assert draft == plan(request)


def test_a_full_gym_reaches_the_start_of_the_bands() -> None:
    assert "sets_reach_band" in {reason.code for reason in plan(PlanRequest("hypertrophy", "intermediate", 4, 60)).reasons}


def test_a_sore_knee_is_spared_and_named() -> None:
    draft = plan(PlanRequest("hypertrophy", avoid=frozenset({"knee"})))
    used = {slot.exercise for week in draft.weeks for day in week.days for slot in day.slots}
    assert not [row.key for row in EXERCISES if row.key in used and "knee" in row.joints]
    assert "dropped_for_avoidance" in {reason.code for reason in draft.reasons}


def test_known_maxima_become_loads_that_rise_and_then_rest() -> None:
    draft = plan(PlanRequest("strength", "intermediate", 3, 60, e1rm_kg={"bench_press": Decimal(100)}))
    loads = [
        slot.prescription.load_kg
        for week in draft.weeks
        for slot in week.days[0].slots
        if slot.exercise == "bench_press" and slot.prescription.load_kg
    ]
    assert loads[:-1] == sorted(loads[:-1])
    assert loads[-1] < loads[0]
    assert max(loads) < 100


def test_short_time_drops_the_least_important_first() -> None:
    draft = plan(PlanRequest("general", minutes=25))
    assert [slot.pattern for slot in draft.weeks[0].days[0].slots][:2] == ["squat", "horizontal_push"]
    assert "dropped_for_time" in {reason.code for reason in draft.reasons}


def test_age_is_minded() -> None:
    assert "add_balance_work" in {reason.code for reason in plan(PlanRequest(age=65)).reasons}
    assert "add_balance_work" not in {reason.code for reason in plan(PlanRequest(age=64)).reasons}


def test_impossible_wishes_are_named() -> None:
    short = generate_plan(PlanRequest(minutes=5), EXERCISES)
    assert isinstance(short, Infeasible)
    assert short.reasons[0].code == "too_little_time"
    assert isinstance(generate_plan(PlanRequest(), []), Infeasible)


def test_the_check_sees_what_a_hand_made_plan_gets_wrong() -> None:
    request = PlanRequest("strength", "beginner", 3, 60)
    draft = plan(request)
    stricter = replace(request, minutes=20, equipment=frozenset(), days_per_week=2, dislikes=frozenset({"bench_press"}))
    codes = {finding.code for finding in validate_plan(draft, stricter, EXERCISES)}
    assert codes >= {"too_long", "equipment_missing", "more_days_than_asked", "exercise_not_allowed"}
    assert {f.code for f in validate_plan(draft, request, EXERCISES[:1])} >= {"unknown_exercise"}
