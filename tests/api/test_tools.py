"""Programs use the coach's tools over the API: what they write is a turn like a message."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from spotter.api.deps import House
from spotter.api.routes.doors import DOORS, EXAMPLES, Door
from tests.conftest import Person
from tests.row_counts import added, row_counts

UNDERWAY = ("log_sets", "skip_exercise", "finish_workout")  # in the order of a workout that goes on
# These need a plan or a code.
WITH_A_PLAN = frozenset(
    {*UNDERWAY, "review_plan", "restore_version", "pause_plan", "resume_plan", "end_plan", "share_plan", "use_shared_plan"}
)
SQUATS = {
    "date": "2026-03-02",
    "entries": [{"exercise": {"key": "back_squat", "name": "squat"}, "sets": [{"reps": 5, "load_kg": 100}] * 3}],
}


async def _post(person: Person, path: str, body: dict[str, Any], **headers: str) -> Any:
    return await person.client.post(f"/api/v1{path}", json=body, headers=person.headers | headers)


async def _get(person: Person, path: str, **query: str) -> Any:
    answer = await person.client.get(f"/api/v1{path}", params=query, headers=person.headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_workout_of_a_form_is_in_the_log_and_in_no_talk(person: Person) -> None:
    answer = await _post(person, "/users/me/workout-logs", SQUATS)
    assert answer.status_code == 200, answer.text
    assert "3 x 5" in answer.json()["receipt"].replace("×", "x")
    assert "100" in (await _get(person, "/users/me/progress/history", period="all"))["receipt"]
    assert "100" in (await person.say("show my last workouts"))["reply"]
    talks = await _get(person, "/users/me/conversations")
    assert len(talks) == 1


async def test_the_same_key_writes_once_even_at_the_same_moment(person: Person, house: House) -> None:
    before = await row_counts(house)
    answers = await asyncio.gather(*(_post(person, "/users/me/workout-logs", SQUATS, **{"Idempotency-Key": "one"}) for _ in range(4)))
    assert [one.status_code for one in answers] == [200] * 4
    assert len({one.json()["turn_id"] for one in answers}) == 1
    assert added(before, await row_counts(house))["set_log"] == 3


async def test_the_same_key_for_something_else_is_refused(person: Person) -> None:
    await _post(person, "/users/me/workout-logs", SQUATS, **{"Idempotency-Key": "one"})
    other = await _post(person, "/users/me/workout-logs", SQUATS | {"note": "hard"}, **{"Idempotency-Key": "one"})
    assert other.json()["code"] == "idempotency_mismatch"


async def test_what_a_program_wrote_is_undone_in_the_talk_and_by_a_program(person: Person) -> None:
    await _post(person, "/users/me/workout-logs", SQUATS)
    await person.say("undo")
    assert not (await _get(person, "/users/me/progress/history", period="all"))["result"]["workouts"]
    await _post(person, "/users/me/metrics", {"metric": "weight", "value": 82, "unit": "kg"})
    assert (await _post(person, "/users/me/undo", {})).status_code == 200
    assert not (await _get(person, "/users/me/progress/metrics", metric="weight"))["result"]["points"]


async def test_what_a_tool_refuses_is_told_in_its_words(person: Person) -> None:
    answer = await _post(person, "/users/me/metrics", {"metric": "weight", "value": 900, "unit": "kg"})
    assert (answer.status_code, answer.json()["code"]) == (422, "tool_refused")
    assert "kg" in answer.json()["detail"]


async def test_a_field_that_a_tool_does_not_know_is_named(person: Person) -> None:
    answer = await _post(person, "/users/me/metrics", {"metric": "weight", "value": 82, "unit": "kg", "mood": "good"})
    assert answer.status_code == 422
    assert "mood" in answer.text


async def test_a_tool_that_asks_first_waits_for_the_confirmation(person: Person) -> None:
    weigh = {"metric": "weight", "unit": "kg"}
    await _post(person, "/users/me/metrics", weigh | {"value": 82})
    leap = await _post(person, "/users/me/metrics", weigh | {"value": 62})
    assert (leap.status_code, leap.json()["code"]) == (409, "needs_confirmation")
    assert "62" in leap.json()["detail"]
    sure = await _post(person, "/users/me/metrics?confirmed=true", weigh | {"value": 62})
    assert sure.status_code == 200


async def test_a_red_flag_in_a_note_stops_training_as_if_it_had_been_said(person: Person) -> None:
    note = {"note": "got crushing chest pain and my left arm went numb, i feel sick"}
    answer = await _post(person, "/users/me/workout-logs", SQUATS | note)
    assert answer.status_code == 200, answer.text
    assert "112" in answer.json()["receipt"] or "911" in answer.json()["receipt"]
    stopped = await person.client.get("/api/v1/users/me/plans/week", headers=person.headers)
    today = await _post(person, "/ai/agents/adaptive-workout", {})
    assert today.status_code == 422
    assert stopped.status_code in (200, 422)


async def test_an_exercise_is_named_in_words_in_a_query(person: Person) -> None:
    await _post(person, "/users/me/workout-logs", SQUATS)
    told = await _get(person, "/users/me/progress/1rm", exercise="back squats")
    assert told["result"]["exercise"]["key"] == "back_squat"


async def test_a_workout_goes_on_over_the_api_as_the_examples_say(person: Person) -> None:
    await _post(person, "/users/me/plans/program", EXAMPLES["choose_program"])
    doors = {one.tool: one.path for one in DOORS if one.tool in ("start_workout", *UNDERWAY)}
    for name in ("start_workout", *UNDERWAY):
        answer = await _post(person, doors[name], EXAMPLES[name])
        assert answer.status_code == 200, answer.text
    ended = answer.json()["result"]
    assert (ended["done"], ended["effort"], ended["tonnage_kg"]) == (1, 7, "400")
    assert "bench_press" in {one["key"] for one in ended["left"]}


ANYTIME = [one for one in DOORS if one.method == "POST" and one.tool not in WITH_A_PLAN and "{" not in one.path]


@pytest.mark.parametrize("door", ANYTIME, ids=lambda one: one.path)
async def test_every_example_in_the_description_works(person: Person, door: Door) -> None:
    await _post(person, "/users/me/rehab", EXAMPLES["set_rehab"])
    await _post(person, "/users/me/readiness", {"energy": 3})
    answer = await _post(person, door.path, EXAMPLES[door.tool])
    assert answer.status_code == 200, answer.text
    assert answer.json()["receipt"]


async def test_nobody_without_a_token_reads_or_writes(person: Person) -> None:
    assert (await person.client.get("/api/v1/users/me/goals")).status_code == 401
    assert (await person.client.post("/api/v1/users/me/metrics", json={})).status_code == 401


async def test_a_program_makes_a_plan_and_reads_its_week(person: Person) -> None:
    made = await _post(person, "/ai/agents/generate-plan", {"goal": "strength", "days_per_week": 3, "minutes": 60, "level": "beginner"})
    assert made.status_code == 200, made.text
    week = await _get(person, "/users/me/plans/week")
    assert len([day for day in week["result"]["days"] if day]) >= 3
