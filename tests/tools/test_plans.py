"""What somebody gets who asks for a plan, looks at the programs and follows one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from spotter.api.deps import House
from spotter.catalogue.programs import programs
from spotter.clock import FixedClock
from spotter.coaching.planning.finding import SOURCES
from spotter.language.program_names import named_program
from spotter.language.wording import Style
from spotter.language.wording.plans import reason_in_words, reasons_in_words
from spotter.store.queries.plans import active_plan, plan_changes
from spotter.store.queries.programs import catalogue_version_id, load_catalogue_programs, stored_program
from spotter.store.tables import SafetyHold
from spotter.tools.executor import NeedsConsent
from tests.conftest import NOW
from tests.tools.desk import Desk

PARAMS = {
    "split": "full_body",
    "days": "3",
    "goal": "strength",
    "level": "beginner",
    "muscle": "quads",
    "muscles": "chest, back, quads, delts, abs",
    "exercise": "back_squat",
    "exercises": "bench_press",
    "minutes": "30",
    "weeks": "6",
    "deload_week": "6",
    "least": "10",
    "more": "15",
    "percent": "3",
    "load_kg": "466.67",
    "before": "6",
    "after": "7.5",
    "low": "110",
    "high": "130",
    "warnings": "",
    "findings": "too_long",
    "wishes": "equipment, avoid",
    "places": "1",
    "equipment": "barbell, bench",
    "sets": "6",
    "total": "12.5",
    "age": "13",
}
FINDINGS = tuple(sorted(set(SOURCES) | {"empty_plan", "too_long", "avoided", "disliked", "above_level", "equipment_missing"}))
REASONS = (
    *("minor", "pain_respected", "chosen", "split", "weeks", "one_rest_day_kept", "loads_from_e1rm", "find_loads", "sets_reach_band"),
    *("dropped_for_equipment", "dropped_for_avoidance", "dropped_no_exercise", "dropped_for_time", "sets_below_band"),
    *("days_out_of_range", "too_little_time", "no_exercises", "less_for_equipment", "less_for_avoidance", "less_for_time"),
    *("split_changed", "proven_best", "near_best", "pain_minded", "pregnancy", "light_only", "jump_doubted", "return_ramp", "taper_race"),
    *("taper_meet", "event_far", "event_over", "zones_by_pulse", "zones_by_talk", "add_strength_days", "checked", "rejected", "on_hold"),
    *("too_young", "wishes_collide", "relax_equipment", "relax_avoid", "relax_dislikes", "relax_level", "wanted_but_unsafe"),
    *(
        "wanted_against_avoid",
        "wanted_against_dislikes",
        "wanted_against_equipment",
        "wanted_against_level",
        "not_in_plan",
        "wanted_left_out",
    ),
    *("in_plan", "in_plan_for_band", "in_plan_wanted", "in_plan_aimed_at", "in_plan_liked", "in_plan_known", "in_plan_with_care"),
    *("asked", "alike", "spares_pain", "sets_of_muscle", "first_lifts_kept", "more_reserve", "less_reserve"),
)
STYLES = (Style("en", "metric", NOW.date()), Style("fr", "metric", NOW.date()))


@pytest.fixture
async def desk(house: House, clock: FixedClock) -> Desk:
    return await Desk.open(house.store, clock)


async def active_name(desk: Desk) -> dict[str, Any] | None:
    async with desk.store.read(desk.user_id) as uow:
        found = await active_plan(uow)
    return found[1] if found else None


async def test_a_plan_says_what_it_is_what_was_assumed_and_how_to_start(desk: Desk) -> None:
    made = await desk.run("propose_plan", goal="general", days_per_week=3, level="beginner")
    lines = made.words.splitlines()
    assert lines[0] == "Your plan: Full body, 3 days a week (Monday, Wednesday and Friday), 6 weeks, about 45 min each (60 at most)."
    assert lines[1] == "I assumed up to 60 min a workout and a full gym. Tell me if that's different."
    assert lines[2].startswith("Where no load stands")
    assert [card.title for card in made.cards[:3]] == ["Full body A", "Full body B", "Full body C"]  # type: ignore[union-attr]
    assert made.result["replaced"] is None


async def test_what_the_profile_knows_is_not_assumed(desk: Desk) -> None:
    await desk.run(
        "update_profile", goal="hypertrophy", level="intermediate", days_per_week=4, minutes=50, equipment=["dumbbells", "bench"]
    )
    made = await desk.run("propose_plan")
    assert made.result["assumed"] == []
    assert made.result["days_per_week"] == 4
    assert all(day["minutes"] <= 50 for day in made.result["days"])
    keys = {one["exercise"]["key"] for day in made.result["days"] for one in day["exercises"]}
    assert "bench_press" not in keys
    assert "dumbbell_bench_press" in keys


async def test_loads_come_from_what_was_lifted(desk: Desk) -> None:
    await desk.log("bench", (5, 100), key="bench_press")
    made = await desk.run("propose_plan", goal="strength", days_per_week=3, level="beginner", minutes=60, equipment=["gym"])
    bench = next(one for day in made.result["days"] for one in day["exercises"] if one["exercise"]["key"] == "bench_press")
    assert 70 <= float(bench["load_kg"]) < 100
    assert "loads_from_e1rm" in [reason["code"] for reason in made.result["reasons"]]


async def test_a_second_plan_asks_first_and_undo_brings_the_first_one_back(desk: Desk) -> None:
    await desk.run("propose_plan", goal="general", days_per_week=3)
    asked = await desk.run("propose_plan", goal="hypertrophy", days_per_week=4)
    assert isinstance(asked.outcome, NeedsConsent)
    assert asked.words.startswith("Upper and lower, 4 days a week for 6 weeks, would replace your plan Full body (3 days).\nNew: ")
    assert "\nGone: " in asked.words
    assert asked.words.endswith("\nShall I switch?")
    assert (await active_name(desk) or {})["en"] == "Full body"
    made = await desk.agree("propose_plan", goal="hypertrophy", days_per_week=4)
    assert "It replaces Full body." in made.words
    assert (await active_name(desk) or {})["en"] == "Upper and lower"
    await desk.run("undo")
    assert (await active_name(desk) or {})["en"] == "Full body"
    await desk.run("undo")
    assert await active_name(desk) is None


async def test_a_plan_keeps_its_reasons_for_why(desk: Desk) -> None:
    made = await desk.run("propose_plan", goal="strength", days_per_week=2, minutes=30)
    async with desk.store.read(desk.user_id) as uow:
        (change,) = await plan_changes(uow, made.result["plan_id"])
    codes = [reason["code"] for reason in change.reasons]
    assert codes[0] == "split"
    assert {reason["step"] for reason in change.reasons} >= {"history", "structure", "progression", "validation", "explanation"}
    for style in STYLES:
        assert all(reasons_in_words(change.reasons, style))


async def test_why_an_exercise_is_in_the_plan_is_told_from_the_plans_own_numbers(desk: Desk) -> None:
    await desk.run("propose_plan", goal="hypertrophy", level="intermediate", days_per_week=4, minutes=60, equipment=["gym"])
    told = await desk.run("why", topic="is the bench press in my plan")
    assert re.match(r"Bench Press: \d+ sets a week for chest. All in all [\d.]+ sets for chest; 10 to 20 are right for you.$", told.words)
    assert (await desk.run("why", topic="pistol squat")).words == "Pistol Squat is not in your plan."


async def test_a_plan_holds_what_it_has_to_hold_or_says_why_not(desk: Desk) -> None:
    made = await desk.run("propose_plan", goal="general", days_per_week=3, equipment=["gym"], include=["hip thrust"])
    assert "hip_thrust" in {one["exercise"]["key"] for day in made.result["days"] for one in day["exercises"]}
    refused = await desk.run("propose_plan", goal="strength", equipment=["none"], include=["bench press"])
    assert refused.words.startswith("Bench Press needs a barbell and a bench, which you don't have.")


async def test_an_absurd_jump_in_the_log_is_doubted_and_said(desk: Desk) -> None:
    for day, load in (("2026-02-01", 80), ("2026-02-08", 82.5), ("2026-02-15", 400)):
        await desk.log("bench", (5, load), key="bench_press", on=day)
    made = await desk.run("propose_plan", goal="strength", level="intermediate", days_per_week=3, minutes=60, equipment=["gym"])
    bench = next(one for day in made.result["days"] for one in day["exercises"] if one["exercise"]["key"] == "bench_press")
    assert float(bench["load_kg"]) < 96
    assert "I did not count 466.7 kg for Bench Press" in made.words


async def test_a_pregnancy_keeps_the_plan_moderate_and_refuses_programs_that_are_not(desk: Desk) -> None:
    await desk.run("note_health", told=["pregnancy"])
    made = await desk.run("propose_plan", goal="strength", days_per_week=3, minutes=45, equipment=["gym"])
    assert "For your pregnancy it stays moderate" in made.words
    assert "bench_press" not in {one["exercise"]["key"] for day in made.result["days"] for one in day["exercises"]}
    refused = await desk.run("choose_program", program={"name": "5x5"})
    assert refused.words.startswith("Steady Fives is not for you at present:")


@pytest.mark.parametrize(
    ("wish", "left_out"),
    [("squats", "back_squat"), ("knee", "back_squat"), ("deadlift", "deadlift"), ("épaules", "overhead_press")],
)
async def test_what_is_to_be_avoided_is_left_out(desk: Desk, wish: str, left_out: str) -> None:
    made = await desk.run("propose_plan", goal="general", days_per_week=3, equipment=["gym"], avoid=[wish])
    assert left_out not in {one["exercise"]["key"] for day in made.result["days"] for one in day["exercises"]}


async def test_a_strong_pain_keeps_its_exercises_out_and_says_so(desk: Desk) -> None:
    await desk.run("report_pain", region="knee", severity=7, note="hurts")
    made = await desk.run("propose_plan", goal="general", days_per_week=3, equipment=["gym"])
    assert "Exercises that load what hurts are left out." in made.words
    assert "back_squat" not in {one["exercise"]["key"] for day in made.result["days"] for one in day["exercises"]}


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ({"minutes": 6}, "6 min are too short for a workout. From 10 min on I can make a plan."),
        ({"avoid": ["qwxyz"]}, 'I don\'t know how to leave out "qwxyz". Name an exercise or a body part.'),
        ({"equipment": ["laser"]}, "I don't know this equipment: laser. Say for example gym, dumbbells, barbell, bands or none."),
        ({"days_per_week": 9}, "I did not log that: the days per week cannot be right (at most 7). Say it again with the right figure."),
    ],
)
async def test_what_no_plan_can_meet_is_refused_with_a_way_out(desk: Desk, args: dict[str, Any], words: str) -> None:
    assert (await desk.run("propose_plan", **args)).words == words


async def test_under_18_there_is_technique_and_no_weight_loss(desk: Desk) -> None:
    await desk.run("update_profile", age=15)
    made = await desk.run("propose_plan", goal="weight_loss", days_per_week=3)
    assert made.result["goal"] == "general"
    assert "You are under 18, so it is about technique and moderate loads" in made.words
    refused = await desk.run("choose_program", program={"name": "Lean and Fit"})
    assert refused.words.startswith("Lean and Fit is for adults.")
    shown = await desk.run("show_programs", goal="strength")
    assert all(program["goal"] != "strength" for program in shown.result["programs"])


@pytest.mark.parametrize("tool", ["propose_plan", "today_workout", "show_week_plan"])
async def test_while_training_is_stopped_nothing_is_planned(desk: Desk, tool: str) -> None:
    async with desk.store.database.write() as session:
        session.add(SafetyHold(id="h" * 36, user_id=desk.user_id, level="T1", signals=["chest_pain"], opened_at=NOW))
    assert (await desk.run(tool)).words.startswith("Training is on hold")


async def test_programs_that_suit_come_first_and_can_be_started(desk: Desk) -> None:
    shown = await desk.run("show_programs", goal="endurance", level="beginner")
    assert shown.words.startswith("I have 19 programs. These suit you best: From Walk to 5K and Row and Ride.")
    started = await desk.run("choose_program", program={"name": "couch to 5k"})
    assert (
        started.words
        == "Your plan: From Walk to 5K, 3 days a week (Monday, Wednesday and Friday), 9 weeks, about 35 min each (45 at most)."
    )
    assert (await desk.run("choose_program", program={"name": "nothing like it"})).words.startswith("I have no program called")
    await desk.run("undo")
    assert await active_name(desk) is None


async def test_a_plan_in_french_is_french_in_words_and_cards(house: House, clock: FixedClock) -> None:
    french = await Desk.open(house.store, clock, locale="fr")
    made = await french.run("propose_plan", goal="strength", days_per_week=2, level="beginner", equipment=["salle"], minutes=60)
    assert made.words.startswith("Ton plan : Corps entier, 2 jours par semaine (lundi et jeudi), 6 semaines, ")
    assert made.cards[0].title == "Corps entier A"  # type: ignore[union-attr]
    asked = await french.run("choose_program", program={"name": "haut bas"})
    assert "remplacerait ton plan Corps entier (2 jours).\nNouveau : " in asked.words
    assert asked.words.endswith("\nJe change ?")


async def test_programs_are_stored_once_and_read_back_as_they_were(desk: Desk) -> None:
    async with desk.store.database.write() as session:
        assert await load_catalogue_programs(session, NOW) == 0
    async with desk.store.read(desk.user_id) as uow:
        for program in programs():
            found = await stored_program(uow, catalogue_version_id(program))
            assert found.program == replace(program, minutes=0, equipment=())
            assert len(found.week_days(program.weeks)) == program.days_per_week


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("5x5", "steady_fives"),
        ("PPL", "push_pull_legs_three"),
        ("Première barre", "first_barbell"),
        ("full body", "full_body_muscle"),
        ("4 day strength", "four_day_strength"),
        ("le programme Première barre", "first_barbell"),
        ("poker", None),
    ],
)
def test_programs_are_known_by_what_people_call_them(said: str, key: str | None) -> None:
    found = named_program(said)
    assert (found.key if found else None) == key


@pytest.mark.parametrize("style", STYLES, ids=["en", "fr"])
def test_every_reason_has_words(style: Style) -> None:
    for code in REASONS:
        assert reason_in_words(code, PARAMS, style).endswith((".", "?"))


@pytest.mark.parametrize("style", STYLES, ids=["en", "fr"])
def test_every_finding_has_words(style: Style) -> None:
    for code in FINDINGS:
        assert style.phrase(f"plans.finding_{code}")


async def test_a_program_of_the_house_is_made_light_while_only_light_work_is_allowed(house: House, clock: FixedClock) -> None:
    desk, free = await Desk.open(house.store, clock), await Desk.open(house.store, clock)
    await desk.run("open_hold", level="T2", signals=["heart_disease"])
    chosen = {"program": {"key": "steady_fives", "name": "Steady Fives"}}
    lifts = [one for day in (await desk.run("choose_program", **chosen)).result["days"] for one in day["exercises"]]
    assert min(one["reps_min"] for one in lifts) == 8
    assert min(one["rir"] for one in lifts) == 4
    assert "stays light to moderate" in (await desk.run("why", topic="my plan")).words
    today = (await desk.run("today_workout")).result["exercises"]
    assert min(one["reps_min"] for one in today) == 8
    usual = [one for day in (await free.run("choose_program", **chosen)).result["days"] for one in day["exercises"]]
    assert min(one["reps_min"] for one in usual) == 5
