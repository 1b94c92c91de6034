"""Volume, stalls, load, readiness, pain, adherence and records, as somebody would notice them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest

from spotter.coaching.adherence import Adherence, PlannedDay, adherence, answer_to_miss, day_streak, tier_of, week_streak
from spotter.coaching.heart import AerobicWeek, MaxHeartRate, activity_kcal, aerobic_week, heart_rate_zones, max_heart_rate
from spotter.coaching.injury import Sore, answer_to_pain, check_exercise
from spotter.coaching.load import Balance, Monotony, balance, is_ramping_fast, monotony, session_load, week_against_month
from spotter.coaching.plateau import Checkin, LiftExposure, Stall, advise_deload, answer_to_stall, detect_stall
from spotter.coaching.readiness import Answers, Readiness, adapt_to, readiness_score
from spotter.coaching.records import SetRow, Trend, current_records, exposures_of, new_records, trend_of
from spotter.coaching.unknown import Unknown
from spotter.coaching.volume import Band, MuscleSets, TimedSets, counts_for_volume, position_in_band, session_minutes, weekly_sets

DAY = date(2026, 3, 2)  # a Monday


def on(days: int) -> date:
    return DAY + timedelta(days=days)


def test_indirect_sets_count_half_and_back_muscles_count_once() -> None:
    week = weekly_sets([MuscleSets({"chest": 1.0, "triceps": 0.5}, 4), MuscleSets({"lats": 1.0, "upper_back": 0.5, "biceps": 0.5}, 3)])
    assert week == {"chest": 4, "triceps": 2, "back": 3, "biceps": 1.5}
    assert [position_in_band(n, Band(8, 12)) for n in (7, 8, 13, 23)] == ["below", "in_band", "above", "far_above"]
    assert [counts_for_volume(8), counts_for_volume(3), counts_for_volume(8, rir=6), counts_for_volume(8, kind="warmup")] == [
        True,
        False,
        False,
        False,
    ]


def test_a_usual_hour_has_twenty_sets() -> None:
    assert session_minutes([TimedSets(20, 10, None, 120)]) == pytest.approx(55)
    assert session_minutes([]) == 0


def lifts(*kg: str) -> list[LiftExposure]:
    return [LiftExposure(on(5 * n), Decimal(value)) for n, value in enumerate(kg)]


def test_a_lift_stalls_after_three_sessions_and_two_weeks() -> None:
    stalled, better = detect_stall(lifts("100", "100", "99", "100.5")), detect_stall(lifts("100", "101", "102", "104"))
    assert isinstance(stalled, Stall)
    assert isinstance(better, Stall)
    assert (stalled.is_stalled, better.is_stalled) == (True, False)
    assert detect_stall(lifts("100", "100", "100")) == Unknown("too_few_exposures")
    assert detect_stall(lifts("100", "100", "99", "100"), attendance=0.5) == Unknown("attendance_low")
    assert [answer_to_stall(slept_well=s, in_deficit=d) for s, d in ((False, False), (None, True), (True, False))] == [
        "fewer_sets",
        "hold",
        "more_sets_or_swap",
    ]


def test_a_deload_has_a_reason() -> None:
    tired = [Checkin(on(-n), 2) for n in range(3)]
    assert advise_deload(2, tired, 8, DAY).reasons == ("lifts_stalled", "readiness_low", "weeks_since_last")
    assert not advise_deload(1, tired[:2], 3, DAY).is_due


def test_load_of_a_week() -> None:
    assert session_load(7, 60) == 420
    week = monotony([400, 0, 300, 0, 500, 0, 0])
    assert isinstance(week, Monotony)
    assert week.strain == pytest.approx(1200 * week.monotony)
    assert monotony([100] * 7) == Unknown("no_variation")
    assert balance([100] * 27) == Unknown("needs_28_days")
    state = balance([100] * 60)
    assert isinstance(state, Balance)
    assert state.fatigue > state.fitness > 70
    assert week_against_month(1200, [1000] * 4) == 1.2
    assert is_ramping_fast(1300, 1000) is True
    assert is_ramping_fast(1, 0) == Unknown("no_week_before")


def test_heart_rates_and_minutes() -> None:
    top, blocked = max_heart_rate(40), max_heart_rate(40, beta_blocker=True)
    assert isinstance(top, MaxHeartRate)
    assert isinstance(blocked, MaxHeartRate)
    assert (top.bpm, blocked.bpm, blocked.prefer_rpe) == (180, 136, True)
    zones = heart_rate_zones(180, 60)
    assert not isinstance(zones, Unknown)
    assert (zones[1].low_bpm, zones[1].high_bpm) == (108, 132)
    assert max_heart_rate(12) == Unknown("age_out_of_range")
    week = aerobic_week(60, 45)
    assert isinstance(week, AerobicWeek)
    assert (week.equivalent_minutes, week.share) == (150, 1)
    assert activity_kcal(8, 75, 30) == 300


def test_readiness_only_takes_away() -> None:
    assert readiness_score(Answers()) == Unknown("no_answers")
    fresh = readiness_score(Answers(energy=5, soreness=1))
    assert isinstance(fresh, Readiness)
    assert fresh.score == 5
    assert adapt_to(Answers(energy=5, soreness=1, sleep=5, stress=1)).load_factor == 1
    assert adapt_to(Answers(energy=2)).sets_delta == -1
    assert adapt_to(Answers(energy=1, sleep=1)).is_rest_better
    assert adapt_to(Answers(energy=5, sleep=2)).reasons == ("sleep_poor",)


@dataclass(frozen=True)
class Move:
    key: str
    pattern: str
    joints: tuple[str, ...]
    muscles: dict[str, float]
    equipment: tuple[str, ...] = ()
    rank: int = 10
    demanding: tuple[str, ...] = ()


SQUAT = Move("back_squat", "squat", ("knee", "hip", "lower_back"), {"quads": 1.0, "glutes": 0.5})
THRUST = Move("hip_thrust", "hip_extension", ("hip",), {"glutes": 1.0})
SLED = Move("sled", "squat", ("ankle",), {"quads": 1.0})


@pytest.mark.parametrize(("severity", "verdict", "percent"), [(2, "fine", 100), (4, "modify", 70), (None, "modify", 70), (6, "avoid", 0)])
def test_a_sore_knee_and_squats(severity: int | None, verdict: str, percent: int) -> None:
    check = check_exercise(SQUAT, [Sore("knee", severity)], [SQUAT, THRUST, SLED])
    assert (check.verdict, check.load_percent) == (verdict, percent)


def test_swaps_keep_the_muscle_and_spare_the_joint() -> None:
    assert check_exercise(SQUAT, [Sore("knee", 7)], [SQUAT, THRUST, SLED]).swaps == ("sled",)
    assert check_exercise(THRUST, [Sore("knee", 9)]).verdict == "fine"
    assert check_exercise(SQUAT, [Sore("knee", 1, ("night_pain",))]).verdict == "avoid"
    assert [answer_to_pain(n) for n in (0, 3, 6)] == ["go", "modify", "stop"]
    assert answer_to_pain(11) == Unknown("severity_out_of_range")


def test_sick_days_are_no_misses() -> None:
    share = adherence([PlannedDay(on(0), done=True), PlannedDay(on(2), done=False, excuse="sick"), PlannedDay(on(4), done=True)])
    assert isinstance(share, Adherence)
    assert (share.done, share.due, share.excused, share.tier) == (2, 2, 1, "excellent")
    assert adherence([]) == Unknown("nothing_due")
    assert [tier_of(s) for s in (0.9, 0.7, 0.5, 0.49)] == ["excellent", "good", "fair", "low"]
    assert answer_to_miss("no_time") == "short_version"


def test_streaks() -> None:
    trained = [on(0), on(7), on(9), on(21), on(28)]
    assert (week_streak(trained, on(30)).current, week_streak(trained, on(30)).longest) == (2, 2)
    assert week_streak(trained, on(30), excused_weeks=[on(15)]).current == 4
    assert week_streak(trained, on(35)).current == 2
    assert week_streak(trained, on(43)).current == 0
    assert day_streak([on(0), on(1), on(2)], on(3)).current == 3
    assert day_streak([], DAY).longest == 0


def row(day: int, reps: int, load: str, **more: object) -> SetRow:
    return SetRow(on(day), "bench_press", reps, Decimal(load), **more)  # type: ignore[arg-type]


ROWS = [row(7, 5, "82.5"), row(0, 5, "80"), row(0, 5, "60", kind="warmup"), row(14, 5, "82.5"), row(14, 8, "70")]


def test_records_are_walked_by_date_not_by_entry() -> None:
    beaten = {(r.kind, r.reps): (r.before, r.value) for r in new_records(ROWS, on(7))}
    assert beaten[("load_for_reps", 5)] == (Decimal(80), Decimal("82.5"))
    assert beaten[("e1rm", None)] == (Decimal("93.33"), Decimal("96.25"))
    assert [r.kind for r in new_records(ROWS, on(14))] == ["volume"]
    assert new_records(ROWS, on(0)) == []
    assert {(r.kind, r.reps): r.day for r in current_records(ROWS)}[("load_for_reps", 5)] == on(7)


def test_other_measures_have_records_too() -> None:
    rows = [SetRow(on(n), "plank", duration_s=60 + n) for n in (0, 7)] + [
        SetRow(on(n), "running", distance_m=5000.0 + n, duration_s=1800) for n in (0, 7)
    ]
    rows += [SetRow(on(n), "pull_up", reps=8 + n) for n in (0, 7)]
    assert {r.kind for r in new_records(rows, on(7))} == {"duration", "distance", "reps"}


def test_the_trend_comes_with_its_doubt() -> None:
    trend = trend_of([LiftExposure(on(7 * n), Decimal(100 + n)) for n in range(6)])
    assert isinstance(trend, Trend)
    assert trend.kg_per_week == pytest.approx(1)
    assert trend.is_clear
    assert trend_of(exposures_of(ROWS[:2], "bench_press")) == Unknown("too_few_exposures")
