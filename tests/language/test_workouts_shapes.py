"""Workout notes of other shapes: rounds, ramps, pairs of dumbbells, field lists, loads that lack their sets."""

from __future__ import annotations

from datetime import datetime

import pytest

from spotter.language.understand import understand
from spotter.language.understanding import Locale, Reading, Understanding

NOW = datetime.fromisoformat("2026-03-04T18:30:00+01:00")


def said(text: str, locale: Locale = "en") -> Understanding:
    return understand(text, Reading(locale, "metric", NOW))


def logged(found: Understanding) -> str:
    """The workout in short: "key reps@load ..." for each exercise."""
    entries = [entry for call in found.calls if call.tool == "log_workout" for entry in call.args["entries"]]
    return "; ".join(
        " ".join([entry["exercise"]["key"], *(f"{one['reps'] or one['duration_s']}@{one['load_kg']}" for one in entry["sets"])])
        for entry in entries
    )


@pytest.mark.parametrize(
    ("text", "locale", "meant"),
    [
        ("2 rounds of: push ups x10, rows 40kg x12", "en", "push_up 10@None 10@None; barbell_row 12@40.0 12@40.0"),
        ("9 burpees, 6 pull ups x 2 rounds", "en", "burpee 9@None 9@None; pull_up 6@None 6@None"),
        ("rounds: 2\npushups 11\nair squats 22", "en", "push_up 11@None 11@None; bodyweight_squat 22@None 22@None"),
        ("circuit 2 tours de 12 pompes, 30 s de gainage", "fr", "push_up 12@None 12@None; plank 30.0@None 30.0@None"),
        ("A1: dips 2x10\nA2: hammer curls 2x12 15kg", "en", "dip 10@None 10@None; hammer_curl 12@15.0 12@15.0"),
        ("bench 2x8 80kg superset with rows 2x10 60kg", "en", "bench_press 8@80.0 8@80.0; barbell_row 10@60.0 10@60.0"),
        ("squat 3x10 start 100 end 120", "en", "back_squat 10@100.0 10@None 10@120.0"),
        ("3 sets of squats start 100kg end 120kg, 10 reps", "en", "back_squat 10@100.0 10@None 10@120.0"),
        ("db shoulder press with 22s 2 sets of 9", "en", "dumbbell_shoulder_press 9@22.0 9@22.0"),
        ("2 sets of 9 on the leg press, 150 kg", "en", "leg_press 9@150.0 9@150.0"),
        ("dips 3 sets 12 10 9", "en", "dip 12@None 10@None 9@None"),
        ("bench 80kg x 6, x 5, x 4", "en", "bench_press 6@80.0 5@80.0 4@80.0"),
        ("ohp 50kg 5 5 4", "en", "overhead_press 5@50.0 5@50.0 4@50.0"),
        ("dc 80kg 8 7 6", "fr", "bench_press 8@80.0 7@80.0 6@80.0"),
        ("bench 5 5 4 at 80kg", "en", "bench_press 5@80.0 5@80.0 4@80.0"),
        ("40 kb swings 24kg in 2 sets of 20", "en", "kettlebell_swing 20@24.0 20@24.0"),
        ("incline db press 2x10 w 28s", "en", "incline_dumbbell_bench_press 10@28.0 10@28.0"),
        ("rows 70 2x10", "en", "barbell_row 10@70.0 10@70.0"),
        ("lunges 8/8 x 2 20kg", "en", "lunge 8@20.0 8@20.0"),
        ("name: front squat\nweight: 80 kg\nsets: 2\nreps: 6", "en", "front_squat 6@80.0 6@80.0"),
        ("nom : squat avant\npoids : 80 kg\nséries : 2\nreps : 6", "fr", "front_squat 6@80.0 6@80.0"),
    ],
)
def test_notes_of_other_shapes_are_logged(text: str, locale: Locale, meant: str) -> None:
    found = said(text, locale)
    assert logged(found) == meant
    assert found.question is None
    assert found.residue == ()
    assert [call.tool for call in found.calls] == ["log_workout"]


def test_a_load_without_its_sets_is_asked_about_and_the_rest_is_logged() -> None:
    found = said("Squat: 180 with a belt. Then 120 for 15 without")
    assert logged(found) == "back_squat 15@120.0"
    assert found.question is not None
    assert "180 kg" in found.question.text
    filled = said(f"{found.question.clause} 1x2")
    assert logged(filled) == "back_squat 2@180.0"


@pytest.mark.parametrize(
    ("text", "locale", "named"),
    [
        ("bench 0 sets of 5", "en", "from 1 to 50"),
        ("bench 3x5 900 kg", "en", "600"),
        ("bench 3x900 80 kg", "en", "500"),
        ("squat 3x5 1,500 kg", "fr", "1,5 kg ou 1500 kg"),
        ("curls 10/10 x 5", "en", "How many sets"),
    ],
)
def test_what_cannot_be_or_can_be_two_things_is_asked(text: str, locale: Locale, named: str) -> None:
    found = said(text, locale)
    assert found.calls == ()
    assert found.question is not None
    assert named in found.question.text


def test_a_variant_keeps_the_person_s_name() -> None:
    entry = said("low bar squats 3x5 100kg").calls[0].args["entries"][0]
    assert entry["exercise"] == {"key": "back_squat", "name": "Low Bar Squats"}


@pytest.mark.parametrize(
    ("text", "locale", "meant"),
    [
        (
            "squat 100kg 5,5,4,4 and row 60kg 10,10,9",
            "en",
            "back_squat 5@100.0 5@100.0 4@100.0 4@100.0; barbell_row 10@60.0 10@60.0 9@60.0",
        ),
        ("row 60kg: 6, 6, 5, bench 50kg 6/6/5", "en", "barbell_row 6@60.0 6@60.0 5@60.0; bench_press 6@50.0 6@50.0 5@50.0"),
        ("squat 100kg 5,5,4; row 60kg 10,9", "en", "back_squat 5@100.0 5@100.0 4@100.0; barbell_row 10@60.0 9@60.0"),
        ("squat 100kg 5,5,4 row 60kg 10,9", "en", "back_squat 5@100.0 5@100.0 4@100.0; barbell_row 10@60.0 9@60.0"),
        ("squat 5,5,4 @ 100kg, row 10,9 @ 60kg", "en", "back_squat 5@100.0 5@100.0 4@100.0; barbell_row 10@60.0 9@60.0"),
        ("squat 100kg 5+5+4, row 60kg 10+9", "en", "back_squat 5@100.0 5@100.0 4@100.0; barbell_row 10@60.0 9@60.0"),
        ("squat 100kg 5 5 4 then row 60kg 10 9", "en", "back_squat 5@100.0 5@100.0 4@100.0; barbell_row 10@60.0 9@60.0"),
        ("squat 100kg 5, 5 and 4, row 60kg 10 and 9", "en", "back_squat 5@100.0 5@100.0 4@100.0; barbell_row 10@60.0 9@60.0"),
        ("5,5,4 squat 100kg, 10,9 row 60kg", "en", "back_squat 5@100.0 5@100.0 4@100.0; barbell_row 10@60.0 9@60.0"),
        ("squat 100kg 5,5,4 et rowing barre 60kg 10,9", "fr", "back_squat 5@100.0 5@100.0 4@100.0; barbell_row 10@60.0 9@60.0"),
        ("squat 100kg : 5, 5, 4, puis rowing barre 60kg : 10, 9", "fr", "back_squat 5@100.0 5@100.0 4@100.0; barbell_row 10@60.0 9@60.0"),
        ("tractions 8, 7 et 6, puis pompes 20, 18 et 15", "fr", "pull_up 8@None 7@None 6@None; push_up 20@None 18@None 15@None"),
    ],
)
def test_a_list_of_reps_stays_whole_beside_the_next_exercise(text: str, locale: Locale, meant: str) -> None:
    found = said(text, locale)
    assert logged(found) == meant
    assert found.question is None


@pytest.mark.parametrize(
    ("text", "locale", "meant"),
    [
        ("squat 100kg 5,5,4 and 10 pull ups", "en", "back_squat 5@100.0 5@100.0 4@100.0; pull_up 10@None"),
        ("dips 8, 7, 6, 12 push ups", "en", "dip 8@None 7@None 6@None; push_up 12@None"),
        ("bench 80kg 5,5, 15 kettlebell swings 16 kg", "en", "bench_press 5@80.0 5@80.0; kettlebell_swing 15@16.0"),
        ("squat 2x5 100kg, 10 slow and controlled push ups", "en", "back_squat 5@100.0 5@100.0; push_up 10@None"),
        (
            "pompes 8/7 et 2 séries de 10 au curl à 12 kg et 2 séries de 8 dips",
            "fr",
            "push_up 8@None 7@None; barbell_curl 10@12.0 10@12.0; dip 8@None 8@None",
        ),
    ],
)
def test_a_number_that_counts_the_next_exercise_goes_to_it(text: str, locale: Locale, meant: str) -> None:
    found = said(text, locale)
    assert logged(found) == meant
    assert found.question is None


@pytest.mark.parametrize("name", ["chin-up", "chin up", "chin ups"])
def test_the_up_of_a_name_is_no_step_up_in_load(name: str) -> None:
    assert logged(said(f"{name} 8/8/7")) == "chin_up 8@None 8@None 7@None"


@pytest.mark.parametrize(
    ("text", "locale", "meant"),
    [
        ("deads 5 reps each at 100, 120, 140 and 150", "en", "deadlift 5@100.0 5@120.0 5@140.0 5@150.0"),
        ("squat 3 reps each at 60kg, 80kg, 100kg", "en", "back_squat 3@60.0 3@80.0 3@100.0"),
        ("squat 5 reps à 60, 80 et 100 kg", "fr", "back_squat 5@60.0 5@80.0 5@100.0"),
        ("bench 8 reps 60kg, 6 reps 70kg", "en", "bench_press 8@60.0 6@70.0"),
        ("12 thrusters 30kg 8 pull ups", "en", "thruster 12@30.0; pull_up 8@None"),
        (
            "2 rounds 10 deadlifts 100kg 15 box jumps 12 push ups",
            "en",
            "deadlift 10@100.0 10@100.0; box_jump 15@None 15@None; push_up 12@None 12@None",
        ),
        (
            "2 tours 10 thrusters 30kg 15 pompes 20 squats",
            "fr",
            "thruster 10@30.0 10@30.0; push_up 15@None 15@None; back_squat 20@None 20@None",
        ),
        ("oh press 30 x 5", "en", "overhead_press 5@30.0"),
        ("oh squat 2x5 40kg", "en", "overhead_squat 5@40.0 5@40.0"),
        ("bench 60kg 6 6 5 oh wait last one was 4", "en", "bench_press 6@60.0 6@60.0 4@60.0"),
        ("bench 60kg 6,6,5 oops last set was 4", "en", "bench_press 6@60.0 6@60.0 4@60.0"),
        ("squat 100 kg 6 6 5, attends la dernière c'était 4", "fr", "back_squat 6@100.0 6@100.0 4@100.0"),
        ("arraché 50kg 2x2, épaulé 70kg 2x2", "fr", "snatch 2@50.0 2@50.0; clean 2@70.0 2@70.0"),
    ],
)
def test_every_set_that_was_told_is_logged(text: str, locale: Locale, meant: str) -> None:
    found = said(text, locale)
    assert logged(found) == meant
    assert found.question is None
    assert found.safety.level == "none"


@pytest.mark.parametrize(
    ("text", "metres", "seconds"),
    [
        ("ran a quick 3k in 14:10 at lunch", 3000, 850),
        ("ran 5 km in 25:10 before dinner", 5000, 1510),
        ("ran 4k in 20:00 over lunch", 4000, 1200),
    ],
)
def test_a_meal_that_tells_when_takes_no_run_away(text: str, metres: int, seconds: int) -> None:
    (entry,) = said(text).calls[0].args["entries"]
    assert [(one["distance_m"], one["duration_s"]) for one in entry["sets"]] == [(metres, seconds)]


def test_oh_before_a_past_form_still_corrects() -> None:
    assert [call.tool for call in said("oh squat was 3x5").calls] == ["correct_entry"]
