"""What somebody wrote down, over the API: made, listed a page at a time, looked at, changed and deleted by its id, and all of it undone."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from spotter.api.deps import House
from tests.conftest import Person
from tests.row_counts import added, row_counts

BENCH = {"exercise": {"key": "bench_press", "name": "bench"}, "sets": [{"reps": 5, "load_kg": 80}] * 3}
GOAL = {"kind": "load", "exercise": {"key": "bench_press", "name": "bench"}, "target": "100", "unit": "kg", "text": "bench 100 kg"}


class Case(NamedTuple):
    """A folder with an entry to make in it, a change, and what stands there afterwards."""

    folder: str
    make: dict[str, Any]
    change: dict[str, Any]
    changed: dict[str, Any]


CASES = (
    Case(
        "workout-logs",
        {"date": "2026-03-01", "entries": [BENCH]},
        {"date": "2026-02-28", "note": "easy"},
        {"date": "2026-02-28", "note": "easy"},
    ),
    Case("metrics", {"metric": "weight", "value": 82, "unit": "kg"}, {"value": 81.5}, {"value": "81.5", "metric": "weight"}),
    Case("goals", GOAL, {"text": "bench a hundred", "status": "dropped"}, {"status": "dropped"}),
    Case(
        "injuries", {"region": "knee", "side": "left", "severity": 4}, {"severity": 2, "note": "stairs"}, {"severity": 2, "note": "stairs"}
    ),
    Case(
        "plans",
        {"goal": "strength", "days_per_week": 3},
        {"status": "paused", "weekdays": [1, 3, 5]},
        {"status": "paused", "weekdays": [1, 3, 5]},
    ),
)


async def call(person: Person, method: str, path: str, body: dict[str, Any] | None = None, **headers: str) -> Any:
    return await person.client.request(method, f"/api/v1/users/me/{path}", json=body, headers=person.headers | headers)


async def made(person: Person, case: Case) -> dict[str, Any]:
    answer = await call(person, "POST", case.folder, case.make)
    assert answer.status_code == 200, answer.text
    entry: dict[str, Any] = (await call(person, "GET", case.folder)).json()["result"]["entries"][0]
    return entry


@pytest.mark.parametrize("case", CASES, ids=lambda one: one.folder)
async def test_an_entry_is_made_read_changed_deleted_and_brought_back(person: Person, house: House, case: Case) -> None:
    entry = await made(person, case)
    own = f"{case.folder}/{entry['id']}"
    read = (await call(person, "GET", own)).json()
    assert read["result"]["entry"]["id"] == entry["id"]
    changed = await call(person, "PUT", own, case.change)
    assert changed.status_code == 200, changed.text
    now = (await call(person, "GET", own)).json()["result"]["entry"]
    assert {name: now[name] for name in case.changed} == case.changed
    assert changed.json()["receipt"].startswith("Changed: ")
    rows = await row_counts(house)
    gone = await call(person, "DELETE", own)
    assert gone.status_code == 200, gone.text
    assert (await call(person, "GET", own)).status_code == 404
    assert (await call(person, "GET", case.folder)).json()["result"]["entries"] == []
    assert (await call(person, "POST", "undo", {})).status_code == 200
    assert (await call(person, "GET", own)).json()["result"]["entry"] == now
    assert {name: n for name, n in added(rows, await row_counts(house)).items() if name != "change"} == {}
    assert (await call(person, "POST", "undo", {})).status_code == 200
    assert (await call(person, "GET", own)).json()["result"]["entry"] == read["result"]["entry"]


@pytest.mark.parametrize("case", CASES, ids=lambda one: one.folder)
async def test_a_delete_is_done_once_for_its_key_and_what_is_gone_is_not_there(person: Person, case: Case) -> None:
    own = f"{case.folder}/{(await made(person, case))['id']}"
    key = {"Idempotency-Key": "gone"}
    first, again = await call(person, "DELETE", own, None, **key), await call(person, "DELETE", own, None, **key)
    assert (first.status_code, first.json()) == (200, again.json())
    for method, body in (("GET", None), ("PUT", case.change), ("DELETE", None)):
        answer = await call(person, method, own, body)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), method


@pytest.mark.parametrize("case", CASES, ids=lambda one: one.folder)
async def test_an_entry_of_somebody_else_is_answered_like_none_at_all(person: Person, new_person: Any, house: House, case: Case) -> None:
    theirs, other = (await made(person, case))["id"], await new_person()
    before = await row_counts(house)
    for method, body in (("GET", None), ("PUT", case.change), ("DELETE", None)):
        told = [(await call(other, method, f"{case.folder}/{one}", body)).json() | {"instance": ""} for one in (theirs, "nobodys")]
        assert told[0] == told[1]
        assert told[0]["status"] == 404
    assert (await call(other, "GET", f"{case.folder}?before={theirs}")).status_code == 404
    assert added(before, await row_counts(house)) == {}


@pytest.mark.parametrize("case", CASES, ids=lambda one: one.folder)
async def test_a_change_that_says_nothing_or_what_nobody_knows_is_refused(person: Person, case: Case) -> None:
    own = f"{case.folder}/{(await made(person, case))['id']}"
    nothing = await call(person, "PUT", own, {})
    assert nothing.status_code == 422
    assert "shall be otherwise" in nothing.json()["detail"]
    unknown = await call(person, "PUT", own, {"mood": "good"})
    assert (unknown.status_code, unknown.json()["errors"][0]["field"]) == (422, "body.mood")


async def test_workouts_are_listed_a_page_at_a_time_and_between_days(person: Person) -> None:
    for day in (3, 9, 9, 20, 14):
        await call(person, "POST", "workout-logs", {"date": f"2026-02-{day:02d}", "entries": [BENCH]})
    seen: list[str] = []
    query = "workout-logs?limit=2"
    while query:
        page = (await call(person, "GET", query)).json()["result"]
        seen += [one["date"] for one in page["entries"]]
        query = f"workout-logs?limit=2&before={page['next_before']}" if page["next_before"] else ""
    assert seen == ["2026-02-20", "2026-02-14", "2026-02-09", "2026-02-09", "2026-02-03"]
    between = (await call(person, "GET", "workout-logs?first=2026-02-09&last=2026-02-14")).json()["result"]
    assert [one["date"] for one in between["entries"]] == ["2026-02-14", "2026-02-09", "2026-02-09"]
    assert between["entries"][0]["entries"][0]["sets"][0]["load_kg"] == "80"
    wrong = await call(person, "GET", "workout-logs?limit=0&mood=good")
    assert wrong.status_code == 422
    assert {one["field"] for one in wrong.json()["errors"]} == {"query.limit", "query.mood"}


async def test_entries_are_listed_by_what_they_are(person: Person) -> None:
    for case in CASES[1:]:
        await made(person, case)
    await call(person, "POST", "metrics", {"metric": "resting_hr", "value": 58, "unit": "bpm"})
    pulse = (await call(person, "GET", "metrics?metric=resting_hr")).json()["result"]["entries"]
    assert [one["value"] for one in pulse] == ["58"]
    assert len((await call(person, "GET", "metrics")).json()["result"]["entries"]) == 2
    for folder, own, other in (("goals", "open", "dropped"), ("injuries", "open", "resolved"), ("plans", "active", "paused")):
        assert len((await call(person, "GET", f"{folder}?status={own}")).json()["result"]["entries"]) == 1
        assert (await call(person, "GET", f"{folder}?status={other}")).json()["result"]["entries"] == []
        unknown = await call(person, "GET", f"{folder}?status=lost")
        assert (unknown.status_code, own in unknown.json()["detail"]) == (422, True)


async def test_the_exercises_of_a_workout_are_replaced_and_its_records_follow(person: Person) -> None:
    entry = await made(person, CASES[0])
    heavier = {"entries": [{"exercise": {"key": "bench_press", "name": "bench"}, "sets": [{"reps": 5, "load_kg": 90}] * 2}]}
    await call(person, "PUT", f"workout-logs/{entry['id']}", heavier)
    shown = (await call(person, "GET", f"workout-logs/{entry['id']}")).json()["result"]["entry"]
    assert [(one["reps"], one["load_kg"]) for one in shown["entries"][0]["sets"]] == [(5, "90"), (5, "90")]
    assert "90" in (await call(person, "GET", "progress/records?exercise=bench")).json()["receipt"]
    unknown = {"entries": [{"exercise": {"key": "moon_press", "name": "moon press"}, "sets": [{"reps": 5}]}]}
    refused = await call(person, "PUT", f"workout-logs/{entry['id']}", unknown)
    assert refused.status_code == 422
    future = await call(person, "PUT", f"workout-logs/{entry['id']}", {"date": "2027-01-01"})
    assert future.status_code == 422


async def test_a_plan_is_shown_by_block_and_day_paused_and_taken_up_again(person: Person) -> None:
    plan = await made(person, CASES[4])
    shown = (await call(person, "GET", f"plans/{plan['id']}")).json()["result"]["entry"]
    assert sum(block["weeks"] for block in shown["blocks"]) == shown["weeks"]
    assert all(day["exercises"] for block in shown["blocks"] for day in block["days"])
    assert {one["step"] for one in shown["reasons"]} >= {"structure", "progression", "validation", "explanation"}
    await call(person, "PUT", f"plans/{plan['id']}", {"status": "paused"})
    assert (await call(person, "GET", "plans/week")).json()["result"]["plan_id"] is None
    await call(person, "POST", "plans", {"goal": "general", "days_per_week": 2})
    beside = await call(person, "PUT", f"plans/{plan['id']}", {"status": "active"})
    assert (beside.status_code, "is running" in beside.json()["detail"]) == (422, True)
    days = await call(person, "PUT", f"plans/{plan['id']}", {"weekdays": [0]})
    assert (days.status_code, "3 days a week" in days.json()["detail"]) == (422, True)


async def test_a_goal_that_is_not_safe_is_no_change_either(person: Person) -> None:
    await call(person, "POST", "metrics", {"metric": "weight", "value": 82, "unit": "kg"})
    await person.say("I'm 34, 180 cm, male")
    await call(person, "POST", "goals", {"kind": "body_weight", "target": "78", "unit": "kg", "text": "78 kg"})
    goal = (await call(person, "GET", "goals")).json()["result"]["entries"][0]
    too_low = await call(person, "PUT", f"goals/{goal['id']}", {"target": "50"})
    assert too_low.status_code == 422
    past = await call(person, "PUT", f"goals/{goal['id']}", {"deadline": "2026-01-01"})
    assert past.status_code == 422
    assert (await call(person, "GET", "goals")).json()["result"]["entries"][0]["goal"]["target"] == "78"


async def test_a_value_that_is_a_red_flag_stops_training_when_it_is_changed_to(person: Person) -> None:
    await call(person, "POST", "metrics", {"metric": "blood_pressure", "value": [120, 80], "unit": "mmHg"})
    entry = (await call(person, "GET", "metrics")).json()["result"]["entries"][0]
    assert (await call(person, "PUT", f"metrics/{entry['id']}", {"value": [210, 125]})).status_code == 200
    assert (await call(person, "POST", "plans", {"goal": "strength"})).status_code == 422


async def test_numbers_about_the_body_stay_unsaid_to_whom_they_harm(person: Person) -> None:
    await call(person, "POST", "metrics", {"metric": "weight", "value": 52.3, "unit": "kg"})
    await person.say("I have an eating disorder, anorexia")
    listed = await call(person, "GET", "metrics")
    assert listed.json()["result"]["entries"][0]["is_hidden"]
    assert "52.3" not in listed.text


async def test_entries_are_told_in_french(new_person: Any) -> None:
    person = await new_person(locale="fr")
    for case in CASES:
        await made(person, case)
        assert "\n" not in (await call(person, "GET", case.folder)).json()["receipt"]
    assert (await call(person, "GET", "injuries")).json()["receipt"] == "- genou gauche 4/10 (en cours)"
    assert "inconnu" not in (await call(person, "GET", "plans/none")).json()["detail"]
