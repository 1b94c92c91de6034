"""People talk of their plan as they like, in both languages: see it, tick a day off, pause it, end it, change a part of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest

from spotter.clock import FixedClock
from tests.conftest import Person

PLAN = {
    "en": "make me a 3 day plan on monday, wednesday and friday at the gym",
    "fr": "fais-moi un programme de 3 jours lundi, mercredi et vendredi en salle",
}


async def with_plan(new_person: Any, locale: str) -> Person:
    person: Person = await new_person(locale=locale)
    await person.say(PLAN[locale])
    return person


def called(turn: dict[str, Any]) -> list[str]:
    return [action["tool"] for action in turn["actions"]]


@pytest.mark.parametrize(
    ("locale", "text", "told"),
    [
        ("en", "show me the plan", ["Monday (Full body A", "Wednesday (Full body B", "Friday (Full body C", "Deadlift 3 × 8-10"]),
        ("fr", "montre mon programme", ["Lundi (Corps entier A", "Soulevé de terre 3 × 8-10"]),
        ("en", "what's in day B?", ["Wednesday 4 Mar: Full body B", "- Deadlift 3 × 8-10"]),
        ("fr", "il y a quoi dans la séance B", ["Mercredi 4 mars : Corps entier B", "- Soulevé de terre"]),
        ("en", "what weight on squats next week", ["Monday 9 Mar (Full body A): Back Squat"]),
        ("fr", "combien je mets au squat vendredi", ["Vendredi 6 mars (Corps entier C) : Squat barre"]),
    ],
)
async def test_the_plan_a_day_of_it_and_a_load_are_shown(new_person: Any, locale: str, text: str, told: list[str]) -> None:
    reply = (await (await with_plan(new_person, locale)).say(text))["reply"]
    assert [one for one in told if one not in reply] == []


async def test_at_a_weekend_the_week_that_comes_is_shown(client: httpx.AsyncClient, clock: FixedClock) -> None:
    person = await owner(client)
    await person.say(PLAN["en"])
    clock.advance(timedelta(days=5))
    assert "The week after: Monday 9 Mar Full body A, Wednesday 11 Mar Full body B" in (await person.say("show my week"))["reply"]


async def owner(client: httpx.AsyncClient) -> Person:
    signed = (await client.post("/api/v1/users/owner", json={"time_zone": "Europe/Paris"})).json()
    return Person(client, signed["user_id"], signed["access_token"])


@pytest.mark.parametrize(
    ("locale", "text", "told", "yes"),
    [
        ("en", "I did day A today", None, None),
        ("en", "I did day B today", "Full body B for today, as it stands in the plan:", "yes"),
        ("fr", "j'ai fait la séance b ce matin", "Corps entier B pour aujourd'hui, comme dans le plan :", "oui"),
    ],
)
async def test_a_day_that_was_done_is_logged_from_the_plan(
    new_person: Any, locale: str, text: str, told: str | None, yes: str | None
) -> None:
    person = await with_plan(new_person, locale)
    turn = await person.say(text)
    if told is not None and yes is not None:
        assert turn["reply"].startswith(told)
        assert turn["actions"] == []
        turn = await person.say(yes)
    assert called(turn) == ["log_as_planned"]
    entries = turn["actions"][0]["result"]["logged"]["entries"]
    assert all(one["load_kg"] is None for entry in entries for one in entry["sets"])  # nobody told a load yet
    undo = await person.say("undo" if locale == "en" else "annule")
    assert called(undo) == ["undo"]


async def test_yesterdays_day_ticks_the_plan_off(client: httpx.AsyncClient, clock: FixedClock) -> None:
    person = await owner(client)
    await person.say(PLAN["en"])
    clock.advance(timedelta(days=1))
    assert "Full body A for yesterday" in (await person.say("I did day A yesterday"))["reply"]
    await person.say("yes")
    week = (await person.say("show my week"))["actions"][0]["result"]["days"]
    assert [(day["on"], day["is_done"]) for day in week] == [("2026-03-02", True), ("2026-03-04", False), ("2026-03-06", False)]


@pytest.mark.parametrize(
    ("locale", "text", "until"),
    [
        ("en", "pause my plan for 10 days", "2026-03-11"),
        ("en", "no training until sunday, travelling", "2026-03-08"),
        ("fr", "pause jusqu'au 15", "2026-03-15"),
    ],
)
async def test_a_pause_has_an_end(new_person: Any, locale: str, text: str, until: str) -> None:
    person = await with_plan(new_person, locale)
    turn = await person.say(text)
    assert turn["actions"][0]["result"]["until"] == until
    today = (await person.say("what's my workout today?" if locale == "en" else "ma séance du jour"))["actions"][0]["result"]
    assert today["rests_until"] == until
    assert today["on"] > until
    await person.say("resume my plan" if locale == "en" else "reprends mon plan")
    again = (await person.say("what's my workout today?" if locale == "en" else "ma séance du jour"))["actions"][0]["result"]
    assert again["on"] == "2026-03-02"


async def test_who_is_away_is_asked_whether_the_plan_rests(new_person: Any) -> None:
    person = await with_plan(new_person, "en")
    turn = await person.say("i'm on holiday until the 15th")
    assert called(turn) == ["remember"]
    assert "Shall your plan Full body rest until Sunday 15 Mar" in turn["reply"]
    assert called(await person.say("yes")) == ["pause_plan"]


@pytest.mark.parametrize(
    ("locale", "text", "yes", "back", "beside"),
    [
        ("en", "delete my plan and log my weight 80 kg", "yes", "go back to my previous plan", ["log_metric"]),
        ("fr", "supprime mon programme", "oui", "remets mon ancien programme", []),
    ],
)
async def test_a_plan_is_ended_and_comes_back(new_person: Any, locale: str, text: str, yes: str, back: str, beside: list[str]) -> None:
    person = await with_plan(new_person, locale)
    turn = await person.say(text)
    assert called(turn) == beside
    assert turn["pending"]["kind"] == "confirm"
    assert called(await person.say(yes)) == ["end_plan"]
    assert called(await person.say(back)) == ["resume_plan"]


@pytest.mark.parametrize(
    ("locale", "text", "told"),
    [
        ("en", "make it 5 sets of squats", "Back Squat 3 × 8-10, 3 in reserve → 5 ×"),
        ("fr", "retire une série de squat", "Squat barre 3 × 8-10, 3 en réserve → 2 ×"),
        ("en", "planks are too hard", "Plank"),
        ("fr", "le squat c'est trop dur", "Squat barre 3 × 8-10, 3 en réserve → 2 ×"),
        ("en", "swap out the curls", "Barbell Curl"),
        ("en", "i hate curls take them out", "no more Barbell Curl 2 × 10-12"),
        ("en", "add some arm work on friday", "Full body C"),
        ("fr", "ajoute du travail d'abdos le vendredi", "Corps entier C"),
        ("en", "can we do 4 days instead", "would replace your plan Full body (3 days)"),
        ("fr", "passe à 4 séances par semaine", "remplacerait ton plan Corps entier (3 jours)"),
    ],
)
async def test_a_part_is_changed_in_other_words_after_a_yes(new_person: Any, locale: str, text: str, told: str) -> None:
    turn = await (await with_plan(new_person, locale)).say(text)
    assert told in turn["reply"]
    assert turn["pending"]["kind"] == "confirm"


async def test_sets_of_what_was_just_logged_are_set_right_and_not_the_plan(new_person: Any) -> None:
    person = await with_plan(new_person, "en")
    await person.say("squat 3x5 100kg")
    assert called(await person.say("make it 5 sets of squats")) == ["correct_entry"]


@pytest.mark.parametrize(("locale", "text"), [("en", "move leg day to saturday"), ("fr", "décale la séance B à samedi")])
async def test_a_day_that_is_moved_keeps_its_exercises(new_person: Any, locale: str, text: str) -> None:
    turn = await (await with_plan(new_person, locale)).say(text)
    week = turn["actions"][0]["result"]["week"]
    assert [(one["on"], one["name"]["en"]) for one in week] == [
        ("2026-03-02", "Full body A"),
        ("2026-03-06", "Full body C"),
        ("2026-03-07", "Full body B"),
    ]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "no bench today, shoulder hurts 5/10"),
        ("en", "no bench today my shoulder hurts 5/10"),
        ("fr", "pas de développé couché aujourd'hui, j'ai mal à l'épaule 5/10"),
    ],
)
async def test_the_pain_and_the_exercise_that_is_left_out_both_count(new_person: Any, locale: str, text: str) -> None:
    turn = await (await with_plan(new_person, locale)).say(text)
    assert called(turn) == ["report_pain", "adjust_workouts"]
    shown = turn["actions"][1]["result"]["workout"]["exercises"]
    assert "bench_press" not in [one["exercise"]["key"] for one in shown]


@pytest.mark.parametrize(
    ("locale", "text", "days"),
    [
        ("en", "mak me a plna 3 day a wek", 3),
        ("fr", "fais moi un progrmme 4 jours par semaine", 4),
        ("fr", "je veux un programe 2 jours", 2),
    ],
)
async def test_slips_of_the_keyboard_make_a_plan_all_the_same(new_person: Any, locale: str, text: str, days: int) -> None:
    person: Person = await new_person(locale=locale)
    assert (await person.say(text))["actions"][0]["result"]["days_per_week"] == days


async def test_squats_of_who_has_no_barbell_are_done_with_body_weight(person: Person) -> None:
    await person.say("I have no equipment")
    turn = await person.say("did 3 sets of 15 squats")
    assert turn["actions"][0]["args"]["entries"][0]["exercise"]["key"] == "bodyweight_squat"
    turn = await person.say("barbell squat 3x5 60kg")
    assert turn["actions"][0]["args"]["entries"][0]["exercise"]["key"] == "back_squat"


@pytest.mark.parametrize(
    ("locale", "text", "no", "undo", "asked"),
    [
        ("en", "take the curls out of my plan", "no", "undo", "Nothing was changed just now"),
        ("fr", "enlève le curl de mon programme", "non", "annule", "Rien n'a été changé"),
    ],
)
async def test_undo_after_a_change_that_was_turned_down_touches_nothing_older_unasked(
    new_person: Any, locale: str, text: str, no: str, undo: str, asked: str
) -> None:
    person = await with_plan(new_person, locale)
    await person.say(text)
    await person.say(no)
    turn = await person.say(undo)
    assert turn["actions"] == []
    assert asked in turn["reply"]


@pytest.mark.parametrize("text", ["go back a version", "the plan i had before"])
async def test_the_version_before_comes_back(new_person: Any, text: str) -> None:
    person = await with_plan(new_person, "en")
    await person.say("I hate squats, swap them for leg press in my plan")
    await person.say("yes")
    assert "Leg Press 3 × 8-10, 3 in reserve → Back Squat 3 × 8-10" in (await person.say(text))["reply"]


async def test_the_look_ahead_starts_from_how_somebody_is_today(new_person: Any) -> None:
    person = await with_plan(new_person, "en")
    await person.say("bench 3x8 60kg")
    await person.say("my shoulder hurts 5/10 when benching")
    turn = await person.say("what will the next 12 weeks look like")
    assert "Counted as you are today, all the way:" in turn["reply"]
    assert "Bench Press at 70% of its load" in turn["reply"]


async def test_a_program_of_ones_own_is_offered_easy_weeks(person: Person) -> None:
    await person.say("my program: Mon bench 3x5 80kg, row 3x8; Wed squat 5x5, curl 3x10; Fri deadlift 1x5, press 3x8")
    turn = await person.say("yes")
    assert called(turn) == ["create_program"]
    assert "Week 6 becomes easy" in turn["reply"]
    assert (await person.say("yes"))["actions"][0]["result"]["easy_weeks"] == [6]


async def test_what_a_program_of_the_house_will_be_done_with_is_told(person: Person) -> None:
    await person.say("I have dumbbells and a bench")
    assert "Bench Press → Dumbbell Bench Press" in (await person.say("start the 5x5 program"))["reply"]
