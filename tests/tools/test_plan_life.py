"""What becomes of a plan: it rests and goes on, has versions that come back, is shared without its person and taken by others."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from spotter.api.deps import House
from spotter.catalogue.exercises import exercises
from spotter.catalogue.programs import programs, weeks_of
from spotter.clock import FixedClock
from spotter.coaching.planning.check import errors_of, validate_plan
from spotter.coaching.planning.request import PlanRequest
from spotter.ids import new_id
from spotter.store.queries.plans import active_course, open_pauses
from spotter.store.tables import Plan, PlanPause
from spotter.tools.executor import Done, NeedsConsent, Refused
from tests.conftest import Person
from tests.tools.desk import Desk

FIRST = {"key": "first_barbell", "name": "First Barbell"}
SQUAT, LEG_PRESS = {"key": "back_squat", "name": "squat"}, {"key": "leg_press", "name": "leg press"}
FIVES = {"key": "steady_fives", "name": "Steady Fives"}


@pytest.fixture
async def desk(house: House, clock: FixedClock) -> Desk:
    """Somebody who follows First Barbell from today, a Monday."""
    desk = await Desk.open(house.store, clock)
    await desk.run("choose_program", program=FIRST)
    return desk


async def followed(desk: Desk) -> tuple[str, list[str]]:
    """The name of the running plan and its exercises."""
    async with desk.store.read(desk.user_id) as uow:
        course = await active_course(uow)
    return ("", []) if course is None else (course.program.name["en"], [slot.exercise for slot in course.program.slots()])


@pytest.mark.parametrize("program", programs(), ids=lambda one: one.key)
def test_every_program_of_the_house_passes_the_validator(program: Any) -> None:
    request = PlanRequest(
        goal=program.goal,
        level=program.level,
        days_per_week=program.days_per_week,
        minutes=program.minutes,
        equipment=frozenset(program.equipment),
    )
    assert [one.code for one in errors_of(validate_plan(weeks_of(program), request, list(exercises().values())))] == []


async def test_a_paused_plan_says_so_goes_on_where_it_was_and_its_days_are_excused(desk: Desk) -> None:
    for day in (9, 11, 13, 16, 18, 20, 23, 25, 27):
        await desk.log("squat", (5, 60), key="back_squat", on=f"2026-02-{day:02d}")
    assert (await desk.run("show_streak")).result["weeks"] == 3
    paused = await desk.run("pause_plan")
    assert paused.words.startswith("First Barbell rests from today on, in week 1 of ")
    assert "First Barbell is paused" in (await desk.run("today_workout")).words
    assert "First Barbell is paused" in (await desk.run("show_week_plan")).words
    desk.later(days=21)
    resumed = await desk.run("resume_plan")
    assert resumed.words.endswith("It rested for 21 days; they do not count against you.")
    streak = (await desk.run("show_streak")).result
    assert (streak["weeks"], streak["done_of_due"]) == (3, [3, 3])
    assert (await followed(desk))[0] == "First Barbell"
    await desk.run("undo")
    assert (await followed(desk))[0] == ""
    await desk.run("undo")
    assert (await followed(desk))[0] == "First Barbell"


@pytest.mark.parametrize("door", ["choose_program", "create_program", "resume_plan", "set_plan_status"])
async def test_what_rested_before_another_plan_began_is_no_excuse_afterwards(desk: Desk, door: str) -> None:
    async with desk.store.read(desk.user_id) as uow:
        first = await active_course(uow)
    assert first is not None
    for day in (9, 11, 13, 16, 18, 20, 23, 25, 27):
        await desk.log("squat", (5, 60), key="back_squat", on=f"2026-02-{day:02d}")
    await desk.agree("choose_program", program=FIVES)
    await desk.run("pause_plan")
    desk.later(days=7)
    ways: dict[str, dict[str, Any]] = {
        "choose_program": {"program": FIRST},
        "create_program": {"text": "Mon squat 3x5, bench press 3x5; Wed deadlift 3x5, row 3x8; Fri squat 3x5, bench press 3x5"},
        "resume_plan": {},
        "set_plan_status": {"entry": first.plan.id, "status": "active"},
    }
    assert isinstance((await desk.agree(door, **ways[door])).outcome, Done)
    assert (await desk.run("show_streak")).result["weeks"] == 3
    desk.later(days=42)
    streak = (await desk.run("show_streak")).result
    assert (streak["weeks"], streak["done_of_due"], streak["tier"]) == (0, [0, 12], "low")
    await desk.run("undo")
    assert (await desk.run("show_streak")).result["done_of_due"] is None


async def test_a_rest_left_open_in_older_rows_reaches_to_the_plan_that_runs(desk: Desk) -> None:
    for day in (9, 11, 13, 16, 18, 20, 23, 25, 27):
        await desk.log("squat", (5, 60), key="back_squat", on=f"2026-02-{day:02d}")
    await desk.run("pause_plan")
    await desk.run("choose_program", program=FIVES)
    async with desk.store.read(desk.user_id) as uow:
        course, rests = await active_course(uow), await open_pauses(uow, date(2026, 3, 2))
    assert (course is not None, rests) == (True, [])
    async with desk.store.database.write() as session:
        old = {"id": new_id(), "user_id": desk.user_id, "starts_on": date(2026, 3, 2), "ends_on": None, "created_at": desk.clock.now()}
        session.add(PlanPause(plan_id=await session.scalar(select(Plan.id).where(Plan.status == "paused")), **old))
    desk.later(days=42)
    assert (await desk.run("show_streak")).result["done_of_due"] == [0, 12]


async def test_nothing_rests_twice_and_nothing_goes_on_that_runs(desk: Desk) -> None:
    assert (await desk.run("resume_plan")).words == "First Barbell runs already."
    await desk.run("pause_plan")
    assert isinstance((await desk.run("pause_plan")).outcome, Refused)


async def test_back_to_the_plan_before_is_asked_and_keeps_its_week(desk: Desk) -> None:
    done = await desk.run("today_workout")
    sets = [{"reps": 5, "load_kg": 40}] * 3
    entries = [{"exercise": one["exercise"], "sets": sets} for one in done.result["exercises"]]
    await desk.run("log_workout", date="2026-03-02", entries=entries)
    await desk.agree("choose_program", program=FIVES)
    asked = await desk.run("resume_plan", which="previous")
    assert isinstance(asked.outcome, NeedsConsent)
    assert "Back to First Barbell, where you left it: week 1 of" in asked.words
    assert "1 workout done." in asked.words
    assert "It would take the place of Steady Fives" in asked.words
    await desk.agree("resume_plan", which="previous")
    assert (await followed(desk))[0] == "First Barbell"
    await desk.run("undo")
    assert (await followed(desk))[0] == "Steady Fives"


async def test_what_comes_back_is_checked_for_who_the_person_is_now(desk: Desk) -> None:
    await desk.run("pause_plan")
    await desk.run("update_profile", equipment=["dumbbells"])
    asked = await desk.run("resume_plan")
    assert "Changed to fit you:" in asked.words
    assert "(without its equipment)" in asked.words
    await desk.agree("resume_plan")
    assert not {"back_squat", "bench_press", "deadlift"} & set((await followed(desk))[1])


async def test_every_change_is_a_version_and_an_earlier_one_comes_back_after_a_yes(desk: Desk) -> None:
    first = (await followed(desk))[1]
    await desk.agree(
        "change_plan", change="swap", exercise={"key": "back_squat", "name": "squat"}, instead={"key": "leg_press", "name": "leg press"}
    )
    await desk.agree("change_plan", change="weekdays", weekdays=[1, 3, 5])  # moves days, and makes no other version
    shown = await desk.run("show_versions")
    assert [one["is_current"] for one in shown.result["versions"]] == [False, True]
    assert "- 1 (today): as it began" in shown.words
    assert "Leg Press" in shown.words
    asked = await desk.run("restore_version", version=1)
    assert isinstance(asked.outcome, NeedsConsent)
    assert "Leg Press" in asked.words
    assert "back_squat" not in (await followed(desk))[1]
    await desk.agree("restore_version", version=1)
    assert (await followed(desk))[1] == first
    assert len((await desk.run("show_versions")).result["versions"]) == 3
    await desk.run("undo")
    assert "leg_press" in (await followed(desk))[1]
    assert (await desk.run("restore_version", version=9)).words.startswith("There is no such version; your plan has 2.")


async def shared(desk: Desk, **args: Any) -> str:
    made = await desk.run("share_plan", **args)
    return str(made.result["share"]["code"])


async def test_a_shared_plan_is_seen_by_week_and_day_and_holds_nothing_of_its_person(desk: Desk, person: Person) -> None:
    await desk.run("update_profile", name="Julie Martin")
    await desk.run("report_pain", region="knee", severity=2)
    await desk.agree("create_program", text="Mon squat 5x5 87.5kg, row 3x8; Thu bench 3x5", title="Julie Martin's legs")
    code = await shared(desk)
    answer = await person.client.get(f"/api/v1/shared-plans/{code.lower()}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    body = answer.json()
    assert [day["name"] for day in body["plan"][0]["days"]] == ["Day A", "Day B"]
    assert body["plan"][0]["days"][0]["exercises"][0]["exercise_id"] == "back_squat"
    text = json.dumps(body)
    assert not [word for word in ("Julie", "87.5", "knee", desk.user_id) if word in text]
    assert await shared(desk) == code  # the same plan has one code


async def test_loads_are_shared_only_as_shares_of_a_maximum_and_when_asked(desk: Desk, person: Person) -> None:
    await desk.log("squat", (5, 100), key="back_squat", on="2026-02-27")
    await desk.agree("create_program", text="Mon squat 5x5 87.5kg; Thu bench 3x5 40kg")
    body = (await person.client.get(f"/api/v1/shared-plans/{await shared(desk, with_loads=True)}")).json()
    squat, bench = (day["exercises"][0]["dose"] for day in body["plan"][0]["days"])
    assert (squat["percent"], squat["load_kg"]) == (0.75, None)
    assert (bench["percent"], bench["load_kg"]) == (None, None)


async def test_unknown_revoked_and_expired_codes_get_one_answer(desk: Desk, person: Person) -> None:
    revoked = await shared(desk)
    assert revoked in (await desk.run("show_shares")).words
    await desk.run("stop_sharing", code=revoked)
    assert revoked not in (await desk.run("show_shares")).words
    expired = await shared(desk)
    assert expired != revoked
    desk.later(days=31)
    codes = ("AAAA-BBBB-CCCC-DDDD", revoked, expired, "'; DROP TABLE plan")
    answers = [await person.client.get(f"/api/v1/shared-plans/{code}") for code in codes]
    assert {answer.status_code for answer in answers} == {404}
    assert {answer.json()["detail"] for answer in answers} == {"This code opens no plan."}
    told = [(await desk.run("use_shared_plan", code=code)).words for code in codes]
    assert len(set(told)) == 1


async def test_somebody_else_takes_it_as_far_as_it_is_for_them(desk: Desk, house: House, clock: FixedClock) -> None:
    code = await shared(desk)
    other = await Desk.open(house.store, clock)
    await other.run("update_profile", equipment=["dumbbells", "bench"], level="beginner")
    asked = await other.run("use_shared_plan", code=code)
    assert isinstance(asked.outcome, NeedsConsent)
    assert asked.words.startswith("The shared plan as it would be for you, 3 days a week")
    assert "- Back Squat → Goblet Squat (without its equipment)" in asked.words
    await other.agree("use_shared_plan", code=code)
    assert "back_squat" not in (await followed(other))[1]
    assert "back_squat" in (await followed(desk))[1]
    await other.run("undo")
    assert await followed(other) == ("", [])


async def test_who_took_a_plan_keeps_it_when_the_sharer_is_gone(desk: Desk, house: House, clock: FixedClock) -> None:
    code = await shared(desk)
    other = await Desk.open(house.store, clock)
    await other.agree("use_shared_plan", code=code)
    taken = await followed(other)
    await house.forget(desk.user_id)
    assert await followed(other) == taken
    assert isinstance((await other.run("use_shared_plan", code=code)).outcome, Refused)


async def test_nobody_revokes_what_is_not_theirs(desk: Desk, house: House, clock: FixedClock, person: Person) -> None:
    code = await shared(desk)
    other = await Desk.open(house.store, clock)
    assert isinstance((await other.run("stop_sharing", code=code)).outcome, Refused)
    assert (await person.client.get(f"/api/v1/shared-plans/{code}")).status_code == 200


async def test_a_teenager_gets_a_shared_strength_plan_gentler(house: House, clock: FixedClock, desk: Desk) -> None:
    await desk.agree("create_program", text="Mon squat 5x3 90%; Thu bench 5x3 90%")
    code = await shared(desk)
    teen = await Desk.open(house.store, clock)
    await teen.run("update_profile", age=15)
    asked = await teen.run("use_shared_plan", code=code)
    assert "gentler than written" in asked.words
    assert "%" not in asked.words


async def test_versions_pauses_and_shares_over_http(person: Person) -> None:
    client, headers, own = person.client, person.headers, "/api/v1/users/me"
    await client.post(f"{own}/plans/program?confirmed=true", json={"program": FIRST}, headers=headers)
    plan_id = (await client.get(f"{own}/plans", headers=headers)).json()["result"]["entries"][0]["id"]
    versions = (await client.get(f"{own}/plans/{plan_id}/versions", headers=headers)).json()["result"]["versions"]
    assert [one["version"] for one in versions] == [1]
    assert (await client.get(f"{own}/plans/no-such-plan/versions", headers=headers)).status_code == 404
    assert (await client.put(f"{own}/plans/{plan_id}", json={"status": "paused"}, headers=headers)).status_code == 200
    assert (await client.post(f"{own}/plans/resume", json={}, headers=headers)).status_code == 200
    code = (await client.post(f"{own}/shares", json={}, headers=headers)).json()["result"]["share"]["code"]
    assert (await client.get(f"/api/v1/shared-plans/{code}?lang=fr")).json()["plan"][0]["days"][0]["name"].startswith("Jour")
    assert (await client.delete(f"{own}/shares?code={code}", headers=headers)).status_code == 200
    assert (await client.get(f"/api/v1/shared-plans/{code}")).status_code == 404
    assert (await client.delete(f"{own}/shares", headers=headers)).status_code in (404, 422)


async def test_programs_are_browsed_by_equipment_a_page_at_a_time(person: Person) -> None:
    client, path = person.client, "/api/v1/workout-plans"
    everything = (await client.get(path)).json()
    assert everything["total"] == len(programs())
    first, second = [(await client.get(f"{path}?limit=1&offset={n}")).json()["programs"] for n in (0, 1)]
    assert [one["id"] for one in first + second] == [one["id"] for one in everything["programs"][:2]]
    at_home = (await client.get(f"{path}?equipment=dumbbell&equipment=bench")).json()["programs"]
    assert "dumbbells_at_home" in {one["id"] for one in at_home}
    assert "first_barbell" not in {one["id"] for one in at_home}
    tag = (await client.get(path)).headers["etag"]
    assert (await client.get(path, headers={"If-None-Match": tag})).status_code == 304


async def test_a_program_of_the_house_is_told_with_its_days(desk: Desk) -> None:
    shown = await desk.run("show_program", program="5x5")
    assert shown.words.startswith("Steady Fives: strength, beginner, 3 days a week, 10 weeks")
    assert "- Day A (about " in shown.words
    unknown = await desk.run("show_program", program="gzclp")
    assert isinstance(unknown.outcome, Refused)
    assert "I have no program called" in unknown.words
    featured = await desk.run("show_featured_programs")
    assert len({one["goal"] for one in featured.result["programs"]}) == 6


TALKS: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        ("start the first barbell program", "Your plan: First Barbell"),
        ("pause my plan", "First Barbell rests"),
        ("what's my plan", "is paused"),
        ("resume my plan", "First Barbell goes on in week 1"),
        ("share my plan", "Stop sharing my plan"),
        ("stop sharing my plan", "opens nothing any more"),
        ("no deadlifts in my plan", "Shall I change it?"),
        ("yes", "Changed in your plan"),
        ("go back to version 1", "Version 1 of First Barbell would change this"),
        ("yes", "as in version 1 again"),
        ("featured programs", "First Barbell"),
        ("tell me more about the 5x5 program", "Back Squat 5 × 5"),
    ),
    "fr": (
        ("commence le programme 5x5", "Ton plan"),
        ("mets mon plan en pause", "est en pause"),
        ("reprends mon plan", "reprend en semaine 1"),
        ("partage mon plan", "Arrête de partager mon plan"),
        ("arrête de partager mon plan", "plus rien"),
        ("montre les versions de mon plan", "telle qu'au début"),
        ("parle-moi du programme 5x5", "Squat barre 5 × 5"),
    ),
}


@pytest.mark.parametrize("locale", ["en", "fr"])
async def test_the_talk_about_the_life_of_a_plan(new_person: Any, locale: str) -> None:
    person: Person = await new_person(locale=locale)
    for said, heard in TALKS[locale]:
        assert heard in (await person.say(said))["reply"], said
