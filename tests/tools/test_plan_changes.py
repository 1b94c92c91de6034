"""What somebody gets who wants one part of their plan otherwise: the difference first, then the change, and undo."""

from __future__ import annotations

from typing import Any

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.store.queries.plans import active_course, plan_changes
from spotter.tools.executor import NeedsConsent, Refused
from spotter.tools.plan_edits import day_slots
from tests.tools.desk import Desk

ROW = {"key": "barbell_row", "name": "row"}


@pytest.fixture
async def desk(house: House, clock: FixedClock) -> Desk:
    """Somebody with a full-body plan on Mondays, Wednesdays and Fridays that starts today, a Monday."""
    desk = await Desk.open(house.store, clock)
    await desk.run("propose_plan", goal="strength", days_per_week=3, level="intermediate", equipment=["gym"], minutes=60)
    return desk


async def held(desk: Desk) -> list[list[tuple[str, int]]]:
    """Exercises and sets of each day of the plan's first hard weeks."""
    async with desk.store.read(desk.user_id) as uow:
        course = await active_course(uow)
    assert course is not None
    return [[(slot.exercise, slot.prescription.sets) for slot in slots] for slots in day_slots(course.program)]


def ref(key: str) -> dict[str, Any]:
    return {"key": key, "name": key.replace("_", " ")}


async def test_a_swap_is_shown_first_and_changes_nothing_until_the_yes(desk: Desk) -> None:
    before = await held(desk)
    asked = await desk.run("change_plan", change="swap", exercise=ref("back_squat"))
    assert isinstance(asked.outcome, NeedsConsent)
    assert asked.words.startswith("This would be different in your plan Full body:\n- Full body A: Back Squat ")
    assert "\nWhy: " in asked.words
    assert "\nOr say which you would rather have: " in asked.words
    assert asked.words.endswith("\nShall I change it?")
    assert await held(desk) == before


async def test_a_swap_keeps_sets_and_reps_and_holds_in_every_week(desk: Desk) -> None:
    before = await held(desk)
    done = await desk.agree("change_plan", change="swap", exercise=ref("back_squat"), instead=ref("leg_press"))
    assert done.words.startswith("Changed in your plan Full body, from the next workout on:\n- Full body A: Back Squat 4 × 4-6")
    assert await held(desk) == [[("leg_press" if key == "back_squat" else key, sets) for key, sets in day] for day in before]
    async with desk.store.read(desk.user_id) as uow:
        course = await active_course(uow)
    assert course is not None
    assert "back_squat" not in {slot.exercise for slot in course.program.slots()}


async def test_what_is_called_by_less_than_its_name_is_found(desk: Desk) -> None:
    asked = await desk.run("change_plan", change="swap", exercise={"key": "rowing", "name": "row"}, instead=ref("chest_supported_row"))
    assert asked.words == "Several of your plan could be meant. Which one: Seated Cable Row, Barbell Row?"
    wanted = {"change": "swap", "exercise": {"key": "rowing", "name": "row"}, "instead": ref("chest_supported_row")}
    done = await desk.agree("change_plan", which="barbell_row", **wanted)
    assert "Barbell Row" in done.words
    assert "Seated Cable Row" not in done.words
    assert "Chest-Supported Row" in done.words


async def test_a_shorter_day_leaves_the_easy_week_easier(desk: Desk) -> None:
    done = await desk.agree("change_plan", change="shorten", day="Monday", minutes=25)
    assert "Full body A: about" in done.words


async def test_a_change_is_kept_with_reasons_and_rows_and_taken_back(desk: Desk) -> None:
    await desk.log("Leg Press", (8, 120), (8, 120), key="leg_press")
    before = await held(desk)
    asked = await desk.run("change_plan", change="swap", exercise=ref("back_squat"), instead=ref("leg_press"))
    assert "\nIt rests on: Leg Press 120 kg × 8 (today)." in asked.words
    done = await desk.agree("change_plan", change="swap", exercise=ref("back_squat"), instead=ref("leg_press"))
    async with desk.store.read(desk.user_id) as uow:
        changes = await plan_changes(uow, done.result["plan_id"])
    assert [change.proposed_by for change in changes] == ["coach", "person"]
    assert {reason["code"] for reason in changes[-1].reasons} >= {"asked", "alike", "checked"}
    assert [row["table"] for row in changes[-1].evidence] == ["set_log", "program_version"]
    why = await desk.run("why", topic="leg press")
    assert "You asked for it." in why.words
    assert (await desk.run("undo")).words == "Done, I took back the change of your plan."
    assert await held(desk) == before


async def test_what_was_done_of_the_week_stays_done_after_a_change(desk: Desk) -> None:
    for key in ("back_squat", "incline_bench_press", "seated_cable_row"):
        await desk.log(key, (5, 60), (5, 60), key=key)
    assert (await desk.run("today_workout")).words.startswith("You did Full body A today, well done. Next: Wednesday 4 Mar: Full body B")
    await desk.agree("change_plan", change="swap", exercise=ref("deadlift"), instead=ref("romanian_deadlift"))
    after = await desk.run("today_workout")
    assert after.words.startswith("You did Full body A today, well done. Next: Wednesday 4 Mar: Full body B")
    assert "Romanian Deadlift" in after.words
    assert (await desk.run("show_week_plan")).words.count("(done)") == 1


@pytest.mark.parametrize("of_sets", [None, 4])
async def test_sets_change_where_they_are_as_many_and_easy_weeks_stay_easy(desk: Desk, of_sets: int | None) -> None:
    done = await desk.agree("change_plan", change="sets", exercise=ref("back_squat"), sets=3, of_sets=of_sets)
    assert "Back Squat 4 × 4-6" in done.words
    assert ("back_squat", 3) in (await held(desk))[0]
    async with desk.store.read(desk.user_id) as uow:
        course = await active_course(uow)
    assert course is not None
    easy = [slot.prescription.sets for slot in course.program.blocks[-1].days[0].slots if slot.exercise == "back_squat"]
    assert easy == [2]


async def test_a_day_is_shortened_from_what_is_beside_the_main_lifts(desk: Desk) -> None:
    before = await held(desk)
    asked = await desk.run("change_plan", change="shorten", day="monday", minutes=40)
    assert "Full body A: about 60 → " in asked.words
    assert "The first lifts of the day stay" in asked.words
    await desk.agree("change_plan", change="shorten", day="monday", minutes=40)
    after = await held(desk)
    assert [key for key, _ in after[0]] == ["back_squat", "incline_bench_press", "seated_cable_row"]
    assert after[1:] == before[1:]


async def test_leg_day_is_the_day_with_most_for_the_legs(desk: Desk) -> None:
    asked = await desk.run("change_plan", change="shorten", day="leg day")
    assert isinstance(asked.outcome, NeedsConsent)
    assert "Full body A: about 60 → " in asked.words


async def test_easier_takes_sets_and_effort_everywhere_and_harder_effort_only(desk: Desk) -> None:
    before = await held(desk)
    await desk.agree("change_plan", change="easier")
    easier = await held(desk)
    assert all(
        now == was - (was >= 3) for old, new in zip(before, easier, strict=True) for (_, was), (_, now) in zip(old, new, strict=True)
    )
    await desk.run("undo")
    asked = await desk.run("change_plan", change="harder")
    assert "One repetition less in reserve" in asked.words
    await desk.agree("change_plan", change="harder")
    assert await held(desk) == before


async def test_an_exercise_goes_and_another_comes(desk: Desk) -> None:
    await desk.agree("change_plan", change="drop", exercise=ref("deadlift"))
    assert "deadlift" not in {key for day in await held(desk) for key, _ in day}
    await desk.agree("change_plan", change="add", exercise=ref("face_pull"), day="friday", sets=2)
    assert ("face_pull", 2) in (await held(desk))[2]


async def test_the_days_move_and_so_does_the_week(desk: Desk) -> None:
    await desk.agree("change_plan", change="weekdays", weekdays=[1, 3, 5])
    assert "tomorrow Full body A" in (await desk.run("show_week_plan")).words
    other = await desk.run("change_plan", change="weekdays", weekdays=[1, 3])
    assert "Your plan has 3 days a week, and you named 2." in other.words


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ({"change": "sets", "exercise": ref("back_squat"), "sets": 10}, "I would rather not change that: "),
        ({"change": "swap", "exercise": ref("seated_cable_row"), "instead": ref("muscle_up")}, "an exercise above your level"),
        ({"change": "drop", "exercise": ref("hip_thrust")}, "Hip Thrust is not in your plan. It holds "),
        ({"change": "add", "exercise": ref("deadlift")}, "Deadlift is in your plan already."),
        ({"change": "swap", "exercise": {"key": None, "name": "wobble"}}, "is not in your plan"),
        ({"change": "sets", "exercise": ref("back_squat"), "sets": 4}, "Your plan is like that already."),
        ({"change": "shorten", "day": "sunday"}, 'Your plan has no day "sunday".'),
    ],
)
async def test_what_cannot_be_or_is_not_sound_is_told_and_changes_nothing(desk: Desk, args: dict[str, Any], words: str) -> None:
    before = await held(desk)
    refused = await desk.agree("change_plan", **args)
    assert isinstance(refused.outcome, Refused)
    assert words in refused.words
    assert await held(desk) == before


async def test_without_a_plan_there_is_nothing_to_change(house: House, clock: FixedClock) -> None:
    refused = await (await Desk.open(house.store, clock)).run("change_plan", change="easier")
    assert refused.words.startswith("You have no plan yet")


async def test_a_program_of_the_house_is_changed_for_this_person_only(house: House, clock: FixedClock) -> None:
    mira, tom = await Desk.open(house.store, clock), await Desk.open(house.store, clock)
    for desk in (mira, tom):
        await desk.run("choose_program", program={"key": "first_barbell", "name": "First Barbell"})
    before = await held(tom)
    await mira.agree("change_plan", change="drop", exercise=ref("deadlift"))
    assert await held(mira) != before
    assert await held(tom) == before


async def test_a_new_plan_is_shown_against_the_old_one_with_rows(desk: Desk) -> None:
    await desk.log("Back Squat", (5, 100), key="back_squat")
    asked = await desk.run("propose_plan", goal="strength", days_per_week=4, level="intermediate", equipment=["gym"])
    assert "would replace your plan Full body (3 days).\nNew: " in asked.words
    assert "\nGone: " in asked.words
    assert "\nIt rests on: Back Squat 100 kg × 5 (today)." in asked.words


async def test_the_difference_in_french(house: House, clock: FixedClock) -> None:
    desk = await Desk.open(house.store, clock, locale="fr")
    await desk.run("propose_plan", goal="strength", days_per_week=3, level="intermediate", equipment=["salle"], minutes=60)
    asked = await desk.run("change_plan", change="swap", exercise=ref("back_squat"), instead=ref("leg_press"))
    assert asked.words.startswith("Voici ce qui changerait dans ton plan Corps entier :\n- Corps entier A : Squat barre 4 × 4-6")
    assert "Pourquoi : Presse à cuisses travaille la même chose" in asked.words
    assert asked.words.endswith("Je le change ?")
