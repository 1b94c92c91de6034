"""The look at a plan, whoever made it: hand-made plans with one thing wrong each, and the programs of the house."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from spotter.catalogue.exercises import exercises
from spotter.catalogue.programs import programs, weeks_of
from spotter.coaching.injury import Sore
from spotter.coaching.planning.check import errors_of, validate_plan
from spotter.coaching.planning.finding import Finding
from spotter.coaching.planning.request import DraftDay, DraftSlot, DraftWeek, PlanRequest
from spotter.coaching.prescription import Prescription

EXERCISES = list(exercises().values())
ADULT = PlanRequest("general", "intermediate", 3, 60)
THREE = Prescription(3, 8, 10, 2, "find", rest_s=120)
Change = Callable[[DraftWeek], DraftWeek]


def slot(key: str, dose: Prescription = THREE, role: Any = "main") -> DraftSlot:
    return DraftSlot(key, role, exercises()[key].pattern, dose)


def day(weekday: int, *slots: DraftSlot) -> DraftDay:
    return DraftDay(f"day_{weekday}", weekday, slots, 0.0)


SOUND = DraftWeek(
    1,
    False,
    (
        day(0, slot("back_squat"), slot("bench_press"), slot("barbell_row"), slot("barbell_curl", role="accessory")),
        day(2, slot("romanian_deadlift"), slot("overhead_press"), slot("lat_pulldown")),
        day(4, slot("back_squat"), slot("bench_press"), slot("seated_cable_row"), slot("lying_leg_curl", role="accessory")),
    ),
)


def check(*weeks: DraftWeek, request: PlanRequest = ADULT) -> list[Finding]:
    return validate_plan(weeks, request, EXERCISES)


def first(new: DraftSlot) -> DraftWeek:
    """The sound week with another first exercise."""
    monday = replace(SOUND.days[0], slots=(new, *SOUND.days[0].slots[1:]))
    return replace(SOUND, days=(monday, *SOUND.days[1:]))


def on(*weekdays: int) -> DraftWeek:
    return replace(SOUND, days=tuple(replace(one, weekday=weekday) for one, weekday in zip(SOUND.days, weekdays, strict=True)))


def with_sets(sets: int, number: int = 2, *, is_deload: bool = False) -> DraftWeek:
    days = tuple(
        replace(one, slots=tuple(replace(s, prescription=replace(s.prescription, sets=sets)) for s in one.slots)) for one in SOUND.days
    )
    return DraftWeek(number, is_deload, days)


def test_a_sound_week_has_no_errors() -> None:
    assert errors_of(check(SOUND)) == []


@pytest.mark.parametrize(
    ("week", "code"),
    [
        (replace(SOUND, days=()), "empty_plan"),
        (first(DraftSlot("moon_walk", "main", "squat", THREE)), "unknown_exercise"),
        (first(slot("back_squat", replace(THREE, sets=11))), "sets_unrealistic"),
        (first(slot("back_squat", replace(THREE, reps_low=60, reps_high=80))), "reps_unrealistic"),
        (first(slot("back_squat", replace(THREE, reps_low=12, reps_high=10))), "reps_unrealistic"),
        (first(slot("back_squat", replace(THREE, rir=8))), "effort_unrealistic"),
        (first(slot("back_squat", replace(THREE, rest_s=900))), "rest_unrealistic"),
        (first(slot("back_squat", Prescription(3))), "nothing_prescribed"),
        (first(slot("plank", Prescription(3, duration_s=900), "accessory")), "duration_unrealistic"),
        (first(slot("running", Prescription(1, duration_s=600, zone=7), "cardio")), "zone_unrealistic"),
        (first(slot("running", Prescription(1, distance_m=200_000), "cardio")), "distance_unrealistic"),
        (first(slot("back_squat", replace(THREE, load="e1rm_percent", percent=Decimal("0.95")))), "percent_too_heavy"),
        (first(slot("back_squat", replace(THREE, load="e1rm_percent", percent=Decimal("1.4")))), "percent_unrealistic"),
        (first(slot("back_squat", replace(THREE, load_kg=Decimal("101.3")))), "load_not_makeable"),
        (first(slot("bench_press")), "exercise_twice"),
        (first(slot("back_squat", replace(THREE, sets=10, rest_s=300))), "too_long"),
        (first(slot("pistol_squat")), "above_level"),
        (on(0, 0, 4), "two_workouts_a_day"),
    ],
)
def test_what_is_wrong_with_one_week_is_found(week: DraftWeek, code: str) -> None:
    assert code in {finding.code for finding in errors_of(check(week))}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"equipment": frozenset({"dumbbell"})}, "equipment_missing"),
        ({"avoid": frozenset({"knee"})}, "avoided"),
        ({"dislikes": frozenset({"bench_press"})}, "disliked"),
        ({"days_per_week": 2}, "more_days_than_asked"),
        ({"weekdays": (1, 3, 5)}, "other_weekdays"),
        ({"e1rm_kg": {"back_squat": Decimal(80)}}, "too_heavy"),
        ({"sore": (Sore("knee", 7),)}, "sore_region"),
        ({"sore": (Sore("knee", 3, ("night_pain",)),)}, "sore_region"),
        ({"hold": "stop"}, "not_while_on_hold"),
        ({"hold": "light"}, "too_hard_while_light"),
        ({"age": 12}, "too_young"),
        ({"age": 16, "goal": "strength"}, "minor_goal"),
        ({"is_pregnant": True}, "not_in_pregnancy"),
        ({"is_pregnant": True}, "too_hard_in_pregnancy"),
    ],
)
def test_the_same_week_is_wrong_for_somebody_else(changes: dict[str, Any], code: str) -> None:
    heavy = first(slot("back_squat", replace(THREE, load="e1rm", load_kg=Decimal(75))))
    assert code not in {finding.code for finding in check(heavy)}
    assert code in {finding.code for finding in errors_of(check(heavy, request=replace(ADULT, **changes)))}


def test_fives_and_maxima_are_not_for_minors() -> None:
    heavy = first(slot("back_squat", Prescription(3, 3, 5, 1, "find", rest_s=180)))
    assert "minor_too_heavy" in {finding.code for finding in errors_of(check(heavy, request=replace(ADULT, age=16)))}
    assert errors_of(check(SOUND, request=replace(ADULT, age=16))) == []


@pytest.mark.parametrize(
    ("weeks", "code"),
    [
        ((SOUND, with_sets(7)), "sets_jump"),
        ((with_sets(3, 1), with_sets(3, 2, is_deload=True)), "deload_not_easier"),
        (
            (
                first(slot("back_squat", replace(THREE, load_kg=Decimal(60)))),
                first(slot("back_squat", replace(THREE, load_kg=Decimal(80)))),
            ),
            "load_jump",
        ),
        (
            (
                replace(SOUND, days=(day(0, slot("running", Prescription(1, duration_s=1200), "cardio")),)),
                replace(SOUND, days=(day(0, slot("running", Prescription(1, duration_s=3300), "cardio")),)),
            ),
            "cardio_jump",
        ),
    ],
)
def test_what_jumps_from_week_to_week_is_found(weeks: tuple[DraftWeek, ...], code: str) -> None:
    request = replace(ADULT, goal="endurance" if code == "cardio_jump" else "general", minutes=200)
    assert code in {finding.code for finding in errors_of(check(*weeks, request=request))}


def test_the_same_muscles_on_two_days_running_are_found_also_over_the_weekend() -> None:
    many = replace(THREE, sets=9)
    for weekdays in ((0, 1), (6, 0)):
        week = replace(SOUND, days=tuple(day(weekday, slot("back_squat", many)) for weekday in weekdays))
        assert "no_recovery" in {finding.code for finding in errors_of(check(week, request=replace(ADULT, minutes=200)))}


def test_volume_frequency_and_balance_are_remarked_on_and_every_remark_has_its_source() -> None:
    week = replace(SOUND, days=(day(0, slot("bench_press", replace(THREE, sets=6)), slot("overhead_press")), day(3, slot("back_squat"))))
    found = check(week, request=replace(ADULT, goal="hypertrophy"))
    assert {finding.code for finding in found} >= {"volume_below", "trained_once", "unbalanced_push_pull"}
    assert all(finding.severity == "warning" and finding.source for finding in found)
    assert "Pelland 2024" in next(finding.source for finding in found if finding.code == "volume_below")


@pytest.mark.parametrize("program", programs(), ids=lambda program: program.key)
def test_every_program_of_the_house_is_sound(program: Any) -> None:
    request = PlanRequest(program.goal, program.level, program.days_per_week, program.minutes, frozenset(program.equipment))
    assert errors_of(check(*weeks_of(program), request=request)) == []
