"""Plans from wishes: they fit, they are the same every time, they say why, and they say what had to give way."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from spotter.catalogue.exercises import exercises
from spotter.coaching.injury import Sore
from spotter.coaching.planning.check import errors_of, validate_plan
from spotter.coaching.planning.generation import generate_plan
from spotter.coaching.planning.request import DraftSlot, Event, Infeasible, PlanDraft, PlanRequest
from spotter.coaching.volume import Level, MuscleSets, weekly_sets

EXERCISES = list(exercises().values())


def plan(request: PlanRequest) -> PlanDraft:
    draft = generate_plan(request, EXERCISES)
    assert isinstance(draft, PlanDraft), draft
    return draft


def codes(found: PlanDraft | Infeasible) -> list[str]:
    return [reason.code for reason in found.reasons]


def slots(draft: PlanDraft, week: int = 1) -> list[DraftSlot]:
    return [slot for day in draft.weeks[week - 1].days for slot in day.slots]


def keys(draft: PlanDraft) -> set[str]:
    return {slot.exercise for slot in slots(draft)}


def sets_of(draft: PlanDraft, week: int) -> int:
    return sum(slot.prescription.sets for slot in slots(draft, week))


@pytest.mark.parametrize("days", range(1, 8))
@pytest.mark.parametrize("goal", ["strength", "hypertrophy", "endurance", "mobility", "general", "weight_loss"])
@pytest.mark.parametrize(("minutes", "equipment"), [(20, frozenset()), (45, frozenset({"dumbbell", "bench"})), (75, frozenset({"gym"}))])
def test_every_wish_gets_a_sound_plan(goal: Any, days: int, minutes: int, equipment: frozenset[str]) -> None:
    request = PlanRequest(goal, "intermediate", days, minutes, equipment)
    assert errors_of(validate_plan(plan(request).weeks, request, EXERCISES)) == []


@pytest.mark.parametrize("goal", ["hypertrophy", "weight_loss", "mobility"])
def test_the_same_wishes_give_the_same_plan(goal: Any) -> None:
    request = PlanRequest(goal, "intermediate", 3, 45)
    assert plan(request) == plan(request)


def test_a_full_gym_fills_the_bands_of_muscle_growth() -> None:
    draft = plan(PlanRequest("hypertrophy", "intermediate", 4, 60))
    done = weekly_sets(MuscleSets(exercises()[slot.exercise].muscles, slot.prescription.sets) for slot in slots(draft, 2))
    assert {group: done[group] >= 10 for group in ("chest", "back")} == {"chest": True, "back": True}
    assert max(done.values()) <= 22
    assert "sets_reach_band" in codes(draft)
    assert draft.gap < 0.2


def test_a_sore_knee_is_spared_and_named() -> None:
    draft = plan(PlanRequest("hypertrophy", sore=(Sore("knee", 7),)))
    assert [key for key in keys(draft) if "knee" in exercises()[key].joints] == []
    assert "pain_respected" in codes(draft)


def test_a_shoulder_that_hurts_a_little_keeps_the_big_lifts_and_is_named_with_them() -> None:
    draft = plan(PlanRequest("hypertrophy", "intermediate", 3, 40, frozenset({"dumbbell", "bench"}), sore=(Sore("shoulder", 4),)))
    minded = next(reason for reason in draft.reasons if reason.code == "pain_minded")
    assert set(minded.params["exercises"].split(", ")) == {key for key in keys(draft) if "shoulder" in exercises()[key].joints}
    assert all(day.minutes <= 40 for week in draft.weeks for day in week.days)


@pytest.mark.parametrize("level", ["beginner", "intermediate"])
@pytest.mark.parametrize("equipment", [{"dumbbell", "bench"}, {"gym"}])
def test_a_shoulder_that_hurts_a_little_gets_nothing_overhead_no_dips_and_no_flies(level: Level, equipment: set[str]) -> None:
    chosen = keys(plan(PlanRequest("general", level, 3, 40, frozenset(equipment), sore=(Sore("shoulder", 4),))))
    assert [key for key in chosen if "shoulder" in exercises()[key].demanding] == []
    assert {"horizontal_push", "horizontal_pull"} <= {exercises()[key].pattern for key in chosen}


def test_known_maxima_become_loads_that_rise_and_then_rest() -> None:
    draft = plan(PlanRequest("strength", "intermediate", 3, 60, e1rm_kg={"bench_press": Decimal(100)}))
    loads = [
        next(slot.prescription.load_kg for slot in slots(draft, week.number) if slot.exercise == "bench_press") or 0 for week in draft.weeks
    ]
    assert loads[:-1] == sorted(loads[:-1])
    assert loads[-1] < loads[0] < loads[-2] < 100


def test_beginners_add_load_by_the_session_and_veterans_ride_waves() -> None:
    squat = next(slot for slot in slots(plan(PlanRequest("strength", "beginner", 3, 60))) if slot.exercise == "back_squat")
    assert (squat.progression.kind, squat.progression.step_kg, squat.prescription.reps_low) == ("linear", Decimal(5), 5)
    draft = plan(PlanRequest("strength", "advanced", 4, 75, e1rm_kg={"back_squat": Decimal(150)}))
    waves = [next(slot.prescription for slot in slots(draft, week.number) if slot.exercise == "back_squat") for week in draft.weeks]
    assert [wave.reps_low for wave in waves] == [5, 4, 3, 2, 4]
    assert [float(wave.percent or 0) for wave in waves] == [0.75, 0.79, 0.83, 0.87, 0.62]


def test_the_last_week_is_a_deload_with_the_same_exercises() -> None:
    draft = plan(PlanRequest("hypertrophy", "intermediate", 4, 60))
    assert draft.weeks[-1].is_deload
    assert sets_of(draft, 5) <= 0.7 * sets_of(draft, 4)
    assert [slot.exercise for slot in slots(draft, 5)] == [slot.exercise for slot in slots(draft, 4)]
    assert {slot.prescription.rir for slot in slots(draft, 5)} <= {4, None}


def test_a_race_ends_in_a_short_week() -> None:
    draft = plan(PlanRequest("endurance", "intermediate", 3, 60, event=Event("race", 8), aims=frozenset({"running"})))
    minutes = [sum(slot.prescription.sets * (slot.prescription.duration_s or 0) for slot in slots(draft, n)) / 60 for n in range(1, 10)]
    assert draft.weeks[-1].is_taper
    assert minutes[-1] < 0.7 * max(minutes)
    assert "taper_race" in codes(draft)
    assert keys(draft) == {"running"}


def test_after_a_long_break_the_first_weeks_are_shorter() -> None:
    draft = plan(PlanRequest("general", "intermediate", 3, 60, days_away=60))
    assert sets_of(draft, 1) < sets_of(draft, 2) < sets_of(draft, 3)
    assert "return_ramp" in codes(draft)


def test_what_is_liked_and_wanted_is_in_and_the_next_block_brings_others() -> None:
    usual = plan(PlanRequest("hypertrophy", "intermediate", 4, 60))
    liked = plan(PlanRequest("hypertrophy", "intermediate", 4, 60, likes=frozenset({"hammer_curl"}), wanted=frozenset({"hip_thrust"})))
    assert {"hammer_curl", "hip_thrust"} <= keys(liked)
    then = plan(PlanRequest("hypertrophy", "intermediate", 4, 60, last_used=frozenset(keys(usual))))
    small = {slot.exercise for slot in slots(usual) if slot.role == "accessory"}
    assert len(small & keys(then)) < len(small)


def test_what_was_asked_for_and_found_no_place_is_said() -> None:
    assert "wanted_left_out" in codes(plan(PlanRequest("strength", wanted=frozenset({"running"}))))


def test_every_exercise_says_what_it_is_for() -> None:
    draft = plan(PlanRequest("hypertrophy", "intermediate", 4, 60, likes=frozenset({"hammer_curl"})))
    told = {reason.params["exercise"]: reason.params for reason in draft.reasons if reason.code == "in_plan_for_band"}
    assert set(told) == keys(draft)
    done = weekly_sets(MuscleSets(exercises()[slot.exercise].muscles, slot.prescription.sets) for slot in slots(draft, 2))
    assert all(float(why["total"]) == done[why["muscle"]] for why in told.values())
    assert {reason.step for reason in draft.reasons} == {"history", "structure", "progression", "explanation", "validation"}


def test_short_time_keeps_the_big_lifts_and_names_what_is_short() -> None:
    draft = plan(PlanRequest("hypertrophy", "intermediate", 2, 30))
    assert {slot.role for slot in slots(draft)} >= {"main"}
    less = next(reason for reason in draft.reasons if reason.code == "less_for_time")
    assert less.params["minutes"] == "30"
    assert int(less.params["more"]) >= 5


def test_big_lifts_stand_first() -> None:
    for day in plan(PlanRequest("strength", "intermediate", 4, 75)).weeks[0].days:
        roles = [slot.role for slot in day.slots]
        assert roles == sorted(roles, key=lambda role: role != "main")


def test_named_days_in_a_row_leave_the_muscles_time() -> None:
    request = PlanRequest("hypertrophy", "intermediate", 3, 90, weekdays=(0, 1, 2))
    assert [finding for finding in validate_plan(plan(request).weeks, request, EXERCISES) if finding.code == "no_recovery"] == []


def test_easy_cardio_is_told_in_beats_where_they_are_known_and_in_talk_elsewhere() -> None:
    known = plan(PlanRequest("endurance", age=40, resting_bpm=60))
    zone = next(reason.params for reason in known.reasons if reason.code == "zones_by_pulse")
    assert zone == {"low": "108", "high": "132"}
    assert "zones_by_talk" in codes(plan(PlanRequest("endurance")))


def test_only_cardio_is_cardio_and_says_what_is_missing() -> None:
    draft = plan(PlanRequest("endurance", days_per_week=5, only_cardio=True))
    assert {slot.role for slot in slots(draft)} == {"cardio"}
    assert "add_strength_days" in codes(draft)


def test_under_18_it_stays_moderate() -> None:
    draft = plan(PlanRequest("strength", "intermediate", 3, 60, age=15, e1rm_kg={"back_squat": Decimal(100)}))
    doses = [slot.prescription for week in draft.weeks for slot in week.days[0].slots if slot.prescription.reps_low]
    assert draft.request.goal == "general"
    assert min(dose.reps_low or 0 for dose in doses) >= 8
    assert min(dose.rir or 0 for dose in doses) >= 2
    assert not any(dose.load_kg or dose.percent for dose in doses)


def test_in_pregnancy_nothing_is_done_lying_down_or_with_jumps() -> None:
    draft = plan(PlanRequest("weight_loss", "intermediate", 4, 45, is_pregnant=True))
    assert draft.request.goal == "general"
    assert not keys(draft) & {"bench_press", "glute_bridge", "dead_bug", "jump_rope"}
    assert "pregnancy" in codes(draft)


def test_while_a_health_question_is_open_it_stays_light() -> None:
    draft = plan(PlanRequest("endurance", "advanced", 5, 60, hold="light"))
    assert {slot.prescription.zone for slot in slots(draft, 3)} <= {2, None}
    assert {slot.prescription.rir for slot in slots(draft, 3)} <= {4, None}


def test_age_is_minded() -> None:
    assert "add_balance_work" in codes(plan(PlanRequest(age=65)))
    assert "add_balance_work" not in codes(plan(PlanRequest(age=64)))


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (PlanRequest(minutes=0), "too_little_time"),
        (PlanRequest(days_per_week=8), "days_out_of_range"),
        (PlanRequest(age=12), "too_young"),
        (PlanRequest(hold="stop"), "on_hold"),
        (PlanRequest("strength", equipment=frozenset(), wanted=frozenset({"bench_press"})), "wanted_against_equipment"),
        (PlanRequest(wanted=frozenset({"bench_press"}), avoid=frozenset({"shoulder"})), "wanted_against_avoid"),
        (PlanRequest(wanted=frozenset({"bench_press"}), sore=(Sore("shoulder", 8),)), "wanted_but_unsafe"),
        (PlanRequest("endurance", event=Event("race", -1)), "event_over"),
        (PlanRequest(avoid=frozenset({"hip", "knee", "shoulder", "ankle", "lower_back", "wrist", "elbow"})), "relax_avoid"),
        (PlanRequest("mobility", dislikes=frozenset(row.key for row in EXERCISES)), "relax_dislikes"),
    ],
)
def test_impossible_wishes_are_named(request_: PlanRequest, code: str) -> None:
    found = generate_plan(request_, EXERCISES)
    assert isinstance(found, Infeasible)
    assert codes(found)[0] == code


def test_the_wish_that_frees_the_most_is_named_first() -> None:
    dumbbells = frozenset(row.key for row in EXERCISES if "dumbbell" in row.equipment or row.equipment == ("bodyweight",))
    found = generate_plan(PlanRequest(equipment=frozenset({"dumbbell"}), dislikes=dumbbells), EXERCISES)
    assert isinstance(found, Infeasible)
    assert codes(found)[0] in ("relax_dislikes", "relax_equipment")
    assert isinstance(generate_plan(PlanRequest(), []), Infeasible)


def test_a_goal_without_its_equipment_is_worked_for_with_what_there_is() -> None:
    request = PlanRequest("strength", "beginner", 3, 45, frozenset(), aims=frozenset({"bench_press"}))
    assert "push_up" in keys(plan(request))


def test_wishes_that_are_stricter_than_the_plan_show_in_the_check() -> None:
    request = PlanRequest("strength", "beginner", 3, 60)
    draft = plan(request)
    stricter = replace(request, minutes=20, equipment=frozenset(), days_per_week=2, dislikes=frozenset({"back_squat"}))
    found = {finding.code for finding in validate_plan(draft.weeks, stricter, EXERCISES)}
    assert found >= {"too_long", "equipment_missing", "more_days_than_asked", "disliked"}
