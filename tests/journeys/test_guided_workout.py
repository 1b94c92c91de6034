"""A workout while it happens: started, told set by set, finished, in the words of a gym."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from spotter.clock import FixedClock
from tests.conftest import Person

PLAN = "make me a 3 day strength plan, monday wednesday friday, full gym"


@pytest.fixture
async def lifter(person: Person) -> Person:
    """Somebody on the first day of a plan (back squat, barbell row, bench press) whose row has no load yet."""
    await person.say("yesterday squat 3x5 80kg, bench 3x5 60kg")
    await person.say(PLAN)
    return person


async def talk(person: Person, *lines: str) -> str:
    """Say line after line; the last reply."""
    for line in lines[:-1]:
        await person.say(line)
    reply: str = (await person.say(lines[-1]))["reply"]
    return reply


async def workouts(person: Person) -> list[dict[str, Any]]:
    answer = await person.client.get("/api/v1/users/me/workout-logs", headers=person.headers)
    found: list[dict[str, Any]] = answer.json()["result"]["entries"]
    return found


async def test_a_workout_from_the_first_set_to_the_summary(lifter: Person, clock: FixedClock) -> None:
    begun = await talk(lifter, "start my workout")
    assert "First Back Squat, set 1 of 4: 5 reps at 72.5 kg, 3 in reserve. Ramp: 20 × 8, 35 × 5, 52.5 × 3." in begun
    clock.advance(timedelta(minutes=10))
    said = await talk(lifter, "72.5 x 5 done, RPE 7")
    assert said.startswith("Noted: Back Squat 1 × 5 at 72.5 kg RPE 7.")
    assert "Rest 3 min. Then set 2 of 4: 5 reps at 72.5 kg" in said
    assert "the load stays. Rest 3 min. Then set 3 of 4" in await talk(lifter, "did 5 at 72.5, was hard")
    assert "Then set 4 of 4: 5 reps at 67.5 kg" in await talk(lifter, "5 reps rpe 10")
    assert "1 × 4 at 67.5 kg (to failure)" in await talk(lifter, "failed the last rep")
    assert "Next Barbell Row, set 1 of 4" in await talk(lifter, "what's next?")
    assert "Next Bench Press" in await talk(lifter, "skip rows")
    clock.advance(timedelta(minutes=20))
    said = await talk(lifter, "set done", "that's it")
    assert said.startswith("Full body A done in 30 min, 5 of 12 sets:")
    assert "- Back Squat 1 × 5 at 72.5 kg RPE 7, 1 × 5 at 72.5 kg, 1 × 5 at 72.5 kg RPE 10, 1 × 4 at 67.5 kg (to failure)" in said
    assert "Not done: Barbell Row." in said
    assert "Next: Full body B, Wednesday 4 Mar." in said
    assert said.endswith("How hard was the whole workout, from 0 (rest) to 10 (maximal)?")
    assert "8/10 for 30 min, a training load of 240" in await talk(lifter, "8")
    assert len(await workouts(lifter)) == 2  # yesterday's, and one for today


async def test_later_sets_join_one_workout_and_undo_takes_back_one_of_them(lifter: Person) -> None:
    await talk(lifter, "start my workout", "set done", "set done", "set done")
    assert "took back the set" in await talk(lifter, "undo")
    assert "Then set 3 of 4" in await talk(lifter, "next set?")
    await talk(lifter, "bench 2x5 55kg")
    shown = await talk(lifter, "what did i do today")
    assert "Back Squat 2 × 5 at 72.5 kg" in shown
    assert "Bench Press 2 × 5 at 55 kg" in shown
    today = [one for one in await workouts(lifter) if one["date"] == "2026-03-02"]
    assert len(today) == 1


async def test_next_alone_asks_how_it_went_and_logs_only_on_a_yes(lifter: Person) -> None:
    asked = await talk(lifter, "start my workout", "next")
    assert "did it go like that?" in asked
    assert "Noted: Back Squat 1 × 5 at 72.5 kg" in await talk(lifter, "yes")
    assert "Noted: Back Squat 1 × 4 at 70 kg" in await talk(lifter, "next", "4 at 70")


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["next"], "With how much weight was that Barbell Row?"),
        (["next", "60"], "Noted: Barbell Row 1 × 5 at 60 kg."),
        (["set done", "60 kg"], "Noted: Barbell Row 1 × 5 at 60 kg."),
        (["60kg"], "How many repetitions were that?"),
        (["60kg", "5"], "Noted: Barbell Row 1 × 5 at 60 kg."),
        (["60"], "Is 60 the weight or the repetitions?"),
        (["60 x 5, super easy"], "There was more in you, so a step up. Rest 3 min. Then set 2 of 4: 5 reps at 62.5 kg"),
    ],
)
async def test_what_is_missing_is_asked_and_never_guessed(lifter: Person, lines: list[str], words: str) -> None:
    await talk(lifter, "start my workout", "set done", "set done", "set done", "set done")
    assert words in await talk(lifter, *lines)


async def test_pain_in_between_stops_what_loads_it(lifter: Person) -> None:
    said = await talk(lifter, "start my workout", "set done", "sharp pain in my left knee", "6")
    assert "Back Squat: skip it" in said or "Back Squat: do" in said
    coming = await talk(lifter, "what's next")
    assert "Squat" not in coming.split("That stands in")[0]


async def test_on_a_bad_day_nothing_goes_above_the_lighter_plan(lifter: Person) -> None:
    begun = await talk(lifter, "energy 1, slept 1", "start my workout")
    assert "at 57.5 kg" in begun
    said = await talk(lifter, "80 x 5, easy")
    assert "back to the plan. Rest 3 min. Then set 2 of 2: 5 reps at 57.5 kg" in said


async def test_a_red_flag_stops_the_guidance_and_keeps_the_set(lifter: Person) -> None:
    await talk(lifter, "start my workout")
    said = await talk(lifter, "72.5 x 5 done. I have chest pain")
    assert "Then set" not in said
    assert "set 1" not in await talk(lifter, "what's next")
    assert "Back Squat 1 × 5 at 72.5 kg" in await talk(lifter, "what did i do today")


async def test_without_a_workout_under_way_everything_is_as_it_was(lifter: Person) -> None:
    assert "No workout is going on" in await talk(lifter, "set done")
    said = await talk(lifter, "bench 3x5 80kg, squat 5x5 100kg")
    assert said.startswith("Logged for today:")
    assert "Rest" not in said


async def test_one_left_open_is_over_after_some_hours_with_what_was_logged(lifter: Person, clock: FixedClock) -> None:
    await talk(lifter, "start my workout", "set done")
    clock.advance(timedelta(hours=5))
    assert "No workout is going on" in await talk(lifter, "set done")
    assert "Back Squat 1 × 5 at 72.5 kg" in await talk(lifter, "what did i do yesterday")


async def test_warm_up_sets_are_logged_and_count_for_nothing(lifter: Person) -> None:
    said = await talk(lifter, "start my workout", "warm up 40 x 5")
    assert "1 × 5 at 40 kg (warm-up)" in said
    assert "First Back Squat, set 1 of 4" in said
    ended = await talk(lifter, "set done", "finished")
    assert "1 of 12 sets" in ended
    assert "362 kg moved" in ended or "363 kg moved" in ended


async def test_ended_without_a_set_nothing_is_kept(lifter: Person) -> None:
    assert "nothing is logged" in await talk(lifter, "start my workout", "end workout")
    assert len(await workouts(lifter)) == 1


async def test_the_rest_as_planned_is_what_is_left_of_it(lifter: Person) -> None:
    said = await talk(lifter, "start my workout", "set done", "did the rest as planned")
    assert "Back Squat 3 × 5 at 72.5 kg" in said
    assert "Bench Press 4 × 5 at 55 kg" in said
    assert "Barbell Row" in said


async def test_without_a_plan_it_goes_on_set_by_set_too(person: Person) -> None:
    assert "make me a 3 day plan" in await talk(person, "let's go")
    assert "Tell me each set" in await talk(person, "starting my workout now")
    assert "Next Bench Press, set 2: 5 reps at 60 kg" in await talk(person, "bench 60 x 5")
    assert "Noted: Bench Press 1 × 4 at 60 kg" in await talk(person, "4 at 60")
    assert "Workout done in 1 min, 2 sets:" in await talk(person, "done for today")


async def test_the_same_in_french(new_person: Any) -> None:
    person: Person = await new_person(locale="fr")
    await talk(person, "hier squat 3x5 80kg, développé couché 3x5 60kg")
    await talk(person, "fais-moi un programme de force 3 jours, lundi mercredi vendredi, salle")
    assert "D'abord Squat barre, série 1 sur 4 : 5 répétitions à 72,5 kg" in await talk(person, "je commence ma seance")
    assert "la charge reste. Repos 3 min. Puis série 2 sur 4" in await talk(person, "fait 5 a 72,5, dur")
    assert "Puis série 3 sur 4" in await talk(person, "série faite")
    assert "c'était comme ça ?" in await talk(person, "suivant")
    assert "Puis série 4 sur 4" in await talk(person, "oui")
    assert "Environ 3 min" in await talk(person, "je me repose combien de temps")
    assert "Laissé de côté : Rowing barre" in await talk(person, "passe le rowing")
    said = await talk(person, "terminé pour aujourd'hui")
    assert "3 séries sur 12" in said
    assert "C'était dur comment" in said
    assert "5/10 pendant" in await talk(person, "dur")


async def test_in_pounds_loads_are_those_of_plates(new_person: Any) -> None:
    person: Person = await new_person(units="imperial")
    await talk(person, "yesterday squat 3x5 185 lb, bench 3x5 135 lb", PLAN)
    begun = await talk(person, "start my workout")
    assert "5 reps at 165 lb" in begun
    assert "Ramp: 45 × 8, 80 × 5, 120 × 3." in begun
    assert "Then set 2 of 4: 5 reps at 155 lb" in await talk(person, "165 x 5 rpe 10")
    assert "45 lb × 8, 110 lb × 5, 165 lb × 3, 200 lb × 1" in await talk(person, "warm up for 225 bench?")


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        ("how should I warm up for squats", "Back Squat, before 72.5 kg: 5 easy minutes of moving, then 20 kg × 8, 35 kg × 5, 52.5 kg × 3"),
        ("warm up sets for 100 kg bench?", "20 kg × 8, 50 kg × 5, 75 kg × 3, 90 kg × 1"),
        ("comment m'échauffer pour le squat à 60 kg", "20 kg × 8, 30 kg × 5, 45 kg × 3"),
        ("how do i warm up for curls at 10 kg", "needs no ramp"),
        ("how do i warm up for front squats", "What is your work load"),
    ],
)
async def test_a_warm_up_is_told_in_full_when_asked_for(lifter: Person, ask: str, words: str) -> None:
    assert words in await talk(lifter, ask)


@pytest.mark.parametrize("text", ["finishd", "thats it for today", "done for tday", "finished my workuot early", "im done training"])
async def test_a_slip_of_the_keyboard_ends_it_too(lifter: Person, text: str) -> None:
    assert "Full body A done" in await talk(lifter, "start my workout", "set done", text)
