"""What a red flag stops, for whom, and who may lift it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from spotter.coaching.safety import (
    Level,
    Profile,
    body_numbers_allowed,
    can_be_cleared,
    hold_for,
    level_of,
    more_severe,
    nudges_allowed,
    nutrition_allowed,
    signals_of_intake,
    signals_of_metric,
    signals_of_pain,
    training_allowed,
    vigorous_training_allowed,
)

NOW = datetime(2026, 3, 2, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("metric", "value", "expected"),
    [
        ("glucose", 2.7, (("low_blood_sugar", "T1"),)),
        ("glucose", 3.5, (("low_blood_sugar", "T1"),)),
        ("glucose", 5.5, ()),
        ("glucose", 15.0, (("high_blood_sugar", "T1"),)),
        ("blood_pressure", (185, 100), (("high_blood_pressure", "T1"),)),
        ("blood_pressure", [150, 121], (("high_blood_pressure", "T1"),)),
        ("blood_pressure", (145, 85), (("raised_blood_pressure", "T2"),)),
        ("blood_pressure", (118, 76), ()),
        ("resting_hr", 130, (("resting_pulse", "T1"),)),
        ("resting_hr", 28, (("resting_pulse", "T1"),)),
        ("resting_hr", 48, ()),
        ("weight", 80, ()),
    ],
)
def test_logged_values_are_screened(metric: str, value: float | list[float], expected: tuple[tuple[str, Level], ...]) -> None:
    assert signals_of_metric(metric, value) == expected


def test_three_days_under_eight_hundred_kcal_are_noticed() -> None:
    assert signals_of_intake([2100, 700, 650, 790]) == (("low_calories", "T2"),)
    assert signals_of_intake([700, 650, 1500]) == ()
    assert signals_of_intake([700, 650]) == ()


def test_fast_loss_and_many_weigh_ins_are_noticed() -> None:
    assert signals_of_intake([2000], weekly_loss_percent=1.8, weigh_ins_today=4) == (("rapid_loss", "T2"), ("weighing_often", "T2"))


@pytest.mark.parametrize(("severity", "signals"), [(2, ()), (4, (("pain", "T3"),)), (7, (("strong_pain", "T2"),))])
def test_pain_is_weighed_on_its_scale(severity: int, signals: tuple[tuple[str, Level], ...]) -> None:
    assert signals_of_pain(severity) == signals


def test_a_known_and_settled_pain_up_to_five_goes_on() -> None:
    assert signals_of_pain(4, known_and_settled=True) == ()


@pytest.mark.parametrize(
    ("signals", "profile", "level"),
    [
        ([], None, "none"),
        ([], Profile(age_years=15), "T2"),
        ([], Profile(age_years=30, pregnant=True), "T2"),
        ([], Profile(known_conditions=frozenset({"diabetes"})), "T2"),
        ([], Profile(known_conditions=frozenset({"diabetes"}), medically_cleared=True), "none"),
        ([("dizziness", "T2")], None, "T2"),
        ([("dizziness", "T2")], Profile(known_conditions=frozenset({"heart"}), medically_cleared=True), "T1"),
        ([("dizziness", "T2")], Profile(pregnant=True), "T1"),
        ([("eating_disorder", "T2")], None, "T2"),
        ([("eating_disorder", "T2"), ("rapid_loss", "T2")], None, "T1"),
        ([("pain", "T3"), ("chest_pain", "T0")], None, "T0"),
    ],
)
def test_the_person_changes_the_level(signals: list[tuple[str, Level]], profile: Profile | None, level: Level) -> None:
    assert level_of(signals, profile) == level


def test_no_reader_lowers_a_level() -> None:
    assert more_severe("T1", "T3") == "T1"
    assert more_severe("none", "T0") == "T0"


def test_an_emergency_stops_everything() -> None:
    assert not training_allowed("T0")
    assert not nutrition_allowed("T0")
    assert not nudges_allowed("T0")
    hold = hold_for("T0", ["chest_pain"], NOW)
    assert hold is not None
    assert hold.blocks_training
    assert hold.pauses_nudges
    assert hold.cleared_by == "medical_clearance"


def test_only_a_confirmed_clearance_lifts_a_hold() -> None:
    hold = hold_for("T1", ["joint_unstable"], NOW)
    assert hold is not None
    assert not can_be_cleared(hold, NOW + timedelta(days=30), confirmed_clearance=False)
    assert can_be_cleared(hold, NOW, confirmed_clearance=True)


def test_a_crisis_rests_a_day_and_is_seen_by_a_human() -> None:
    hold = hold_for("T0", ["suicide"], NOW)
    assert hold is not None
    assert hold.needs_human_review
    assert not can_be_cleared(hold, NOW + timedelta(hours=23), confirmed_clearance=True)
    assert can_be_cleared(hold, NOW + timedelta(hours=25), confirmed_clearance=True)


def test_a_limit_keeps_light_training() -> None:
    hold = hold_for("T2", ["known_condition"], NOW)
    assert hold is not None
    assert not hold.blocks_training
    assert hold.blocks_vigorous
    assert hold.cleared_by == "answers"
    assert not vigorous_training_allowed("T2")


@pytest.mark.parametrize("level", ["none", "T3"])
def test_a_note_stops_nothing(level: Level) -> None:
    assert hold_for(level, ["pain"], NOW) is None


@pytest.mark.parametrize("signal", ["eating_disorder", "minor", "pregnancy", "rapid_loss"])
def test_body_numbers_are_left_out_where_they_harm(signal: str) -> None:
    assert not body_numbers_allowed("T2", [signal])
    assert body_numbers_allowed("T2", ["medicine"])
