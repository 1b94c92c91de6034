"""Advice on a history that comes with the request: answered from it alone, and nothing of it is kept."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from spotter.api.deps import House
from spotter.api.routes.doors import DOORS, EXAMPLES, Door
from spotter.clock import FixedClock
from tests.conftest import NOW, Person
from tests.row_counts import added, row_counts

ADVICE = [one for one in DOORS if one.path.startswith("/ai/")]


def workouts(key: str, loads: list[float], *, reps: int = 5) -> list[dict[str, Any]]:
    """One workout each fourth day of February 2026, of three sets each."""
    return [
        {
            "date": f"2026-02-{1 + 4 * place:02d}",
            "entries": [{"exercise": {"key": key, "name": key}, "sets": [{"reps": reps, "load_kg": kg}] * 3}],
        }
        for place, kg in enumerate(loads)
    ]


HISTORY: dict[str, Any] = {
    "profile": {
        "age": 34,
        "sex": "male",
        "height_cm": 180,
        "level": "intermediate",
        "equipment": ["barbell", "rack", "bench"],
        "days_per_week": 3,
    },
    "workouts": workouts("bench_press", [80, 82.5, 85, 87.5, 90]),
    "metrics": [{"metric": "weight", "value": 82, "unit": "kg", "at": "2026-02-20T08:00:00+01:00"}],
    "meals": [{"eaten_at": "2026-03-02T12:30:00", "meal": "lunch", "items": [{"food": {"key": "oats_dry", "name": "oats"}, "grams": 60}]}],
    "readiness": [{"energy": 4, "soreness": 2, "sleep": 4}],
    "injuries": [{"region": "knee", "side": "left", "severity": 4}],
    "goals": [{"kind": "load", "exercise": {"key": "bench_press", "name": "bench"}, "target": "100", "unit": "kg", "text": "bench 100 kg"}],
    "plan": {"goal": "strength", "days_per_week": 3, "minutes": 60},
}


async def ask(person: Person, path: str, body: dict[str, Any]) -> Any:
    return await person.client.post(f"/api/v1{path}", json=body, headers=person.headers)


@pytest.mark.parametrize("door", ADVICE, ids=lambda one: one.path)
async def test_every_advice_takes_a_history_and_keeps_nothing(person: Person, house: House, door: Door) -> None:
    before = await row_counts(house)
    answer = await ask(person, door.path, EXAMPLES[door.tool] | {"history": HISTORY})
    assert answer.status_code == 200, answer.text
    assert answer.json()["receipt"]
    assert answer.json()["turn_id"] is None
    assert await row_counts(house) == before


async def test_progress_is_told_of_the_history_and_not_of_the_log(person: Person) -> None:
    await person.say("bench 3x5 60kg")
    told = (await ask(person, "/ai/analyze-progress", {"period": "month", "history": HISTORY})).json()
    lift = told["result"]["lifts"][0]
    assert lift["exercise"]["key"] == "bench_press"
    assert lift["e1rm_kg"] == pytest.approx(105, abs=3)
    assert (await ask(person, "/ai/analyze-progress", {"period": "month"})).json()["result"]["lifts"][0]["e1rm_kg"] < 75


async def test_todays_workout_comes_from_the_history_without_a_plan_of_ones_own(person: Person) -> None:
    told = (await ask(person, "/ai/recommend-workout", {"minutes": 60, "history": HISTORY})).json()
    bench = [one for one in told["result"]["exercises"] if one["exercise"]["key"] == "bench_press"]
    assert bench, told["receipt"]
    assert float(bench[0]["load_kg"]) > 50
    assert (await ask(person, "/ai/recommend-workout", {"minutes": 40})).json()["result"]["plan_id"] is None


async def test_pain_of_the_history_changes_the_exercises(person: Person) -> None:
    told = (await ask(person, "/ai/agents/check-injury-risk", {"history": {"injuries": [{"region": "knee", "severity": 7}]}})).json()
    assert [one["region"] for one in told["result"]["open"]] == ["knee"]
    assert {one["verdict"] for one in told["result"]["looked_at"]} == {"not_now"}
    assert not (await ask(person, "/ai/agents/check-injury-risk", {})).json()["result"]["open"]


async def test_what_cannot_be_in_a_history_is_named_with_its_place(person: Person) -> None:
    future = {"workouts": [*workouts("bench_press", [80]), {**workouts("bench_press", [80])[0], "date": "2027-01-01"}]}
    answer = await ask(person, "/ai/analyze-progress", {"history": future})
    assert (answer.status_code, answer.json()["code"]) == (422, "tool_refused")
    assert answer.json()["detail"].startswith("history.workouts.1: ")
    shape = await ask(person, "/ai/analyze-progress", {"history": {"workouts": [{"date": "2026-02-01", "entries": []}], "mood": "good"}})
    assert shape.status_code == 422
    assert {one["field"] for one in shape.json()["errors"]} == {"body.history.workouts.0.entries", "body.history.mood"}


async def test_a_red_flag_in_a_history_is_answered_with_safety_words(person: Person, house: House) -> None:
    before = await row_counts(house)
    hurt = {"injuries": [{"region": "chest", "note": "crushing chest pain and my left arm went numb, i feel sick"}]}
    answer = await ask(person, "/ai/recommend-workout", {"history": hurt})
    assert answer.status_code == 422
    assert "112" in answer.json()["detail"]
    assert await row_counts(house) == before


async def test_a_stop_of_the_account_holds_whatever_history_comes(person: Person) -> None:
    await person.say("got crushing chest pain and my left arm went numb, i feel sick")
    for path in ("/ai/agents/generate-plan", "/ai/recommend-workout", "/ai/suggest-exercises"):
        answer = await ask(person, path, {"history": HISTORY} | ({"query": "chest"} if path.endswith("exercises") else {}))
        assert answer.status_code == 422, path
        assert not answer.json().get("result")


async def test_four_hundred_workouts_are_answered(person: Person) -> None:
    days = [
        {**workouts("bench_press", [60 + n % 30])[0], "date": f"{2021 + n // 84}-{1 + n % 84 // 7:02d}-{1 + n % 7 * 4:02d}"}
        for n in range(400)
    ]
    answer = await ask(person, "/ai/analyze-progress", {"period": "all", "history": {"workouts": days}})
    assert answer.status_code == 200, answer.text
    assert answer.json()["result"]["lifts"]
    more = await ask(person, "/ai/analyze-progress", {"history": {"workouts": [*days, *days[:1]]}})
    assert more.status_code == 422


async def test_a_plan_is_looked_over_changed_by_nobody_and_taken_on_request(person: Person, house: House) -> None:
    assert (await ask(person, "/ai/agents/optimize-current-plan", {})).json()["detail"].startswith("No plan of yours is running")
    await ask(person, "/users/me/plans", {"goal": "strength", "days_per_week": 3, "minutes": 60})
    looked = await ask(person, "/ai/agents/optimize-current-plan", {})
    assert looked.status_code == 200, looked.text
    sound = looked.json()["result"]
    assert (sound["added"], sound["removed"], sound["is_better"]) == ([], [], False)
    await person.say("i only have dumbbells now")
    before = await row_counts(house)
    told = (await ask(person, "/ai/agents/optimize-current-plan", {"minutes": 45})).json()
    assert added(before, await row_counts(house)) == {}
    assert {"equipment_missing", "too_long"} <= {one["code"] for one in told["result"]["findings"] if one["severity"] == "error"}
    assert told["result"]["is_better"]
    assert "no longer suits you" in told["receipt"]
    taken = await ask(person, "/users/me/plans?confirmed=true", told["result"]["wishes"])
    assert taken.status_code == 200, taken.text
    planned = {one["exercise"]["key"] for day in taken.json()["result"]["days"] for one in day["exercises"]}
    assert {one["key"] for one in told["result"]["added"]} & planned
    assert not {one["key"] for one in told["result"]["removed"]} & planned
    assert taken.json()["result"]["minutes"] <= 45


async def test_a_plan_that_is_kept_half_of_the_time_is_offered_with_fewer_days(client: httpx.AsyncClient, clock: FixedClock) -> None:
    owner = (await client.post("/api/v1/users/owner", json={"time_zone": "Europe/Paris"})).json()
    person = Person(client, owner["user_id"], owner["access_token"])
    await ask(person, "/users/me/plans", {"goal": "strength", "days_per_week": 5, "minutes": 60})
    for day in (2, 9, 16):
        clock.move_to(NOW.replace(day=day))
        await person.say("bench 3x5 60kg, row 3x8 50kg, overhead press 3x5 40kg, pull ups 3x5, curls 3x10 10kg")
    clock.move_to(NOW.replace(day=30))
    told = (await ask(person, "/ai/agents/optimize-current-plan", {})).json()
    assert told["result"]["due"] == 20
    assert told["result"]["done"] <= 3
    assert told["result"]["days_per_week"] == 2
    assert "2 days a week would fit better" in told["receipt"]


async def test_a_plan_is_looked_over_in_french(new_person: Any) -> None:
    person = await new_person(locale="fr")
    await ask(person, "/users/me/plans", {"goal": "strength", "days_per_week": 3, "minutes": 60})
    await person.say("je n'ai que des haltères maintenant")
    told = (await ask(person, "/ai/agents/optimize-current-plan", {})).json()
    assert "ne te convient plus" in told["receipt"]


async def test_advice_is_screened_like_a_message_and_its_suggestions_are_remembered(person: Person) -> None:
    told = await ask(person, "/ai/agents/nutrition-guidance", {"situation": "after_workout"})
    assert told.status_code == 200, told.text
    kept = (await person.client.get(f"/api/v1/ai/recommendations?turn_id={told.json()['turn_id']}", headers=person.headers)).json()
    assert kept["recommendations"]
    hurt = await ask(person, "/ai/suggest-exercises", {"query": "crushing chest pain and my left arm went numb, i feel sick"})
    assert (hurt.status_code, "112" in hurt.json()["detail"]) == (422, True)
    assert (await ask(person, "/ai/recommend-workout", {})).status_code == 422


async def test_an_adult_with_an_eating_disorder_gets_a_plan_but_none_to_lose_weight(person: Person) -> None:
    history = {"profile": {"age": 40}, "conditions": ["eating_disorder"]}
    path, wishes = "/ai/agents/generate-plan", {"days_per_week": 3, "minutes": 60, "history": history}
    made = await ask(person, path, wishes | {"goal": "strength"})
    assert made.status_code == 200
    assert made.json()["result"]["goal"] == "strength"
    refused = await ask(person, path, wishes | {"goal": "weight_loss"})
    assert refused.status_code == 422
    assert "weight loss" in refused.json()["detail"]
    assert "13 years" not in refused.json()["detail"]


async def test_a_pregnancy_in_the_history_decides_which_exercises_wait(person: Person) -> None:
    named = [{"key": key, "name": key} for key in ("box_jump", "crunch", "deadlift", "incline_bench_press")]
    answer = await ask(person, "/ai/agents/check-injury-risk", {"exercises": named, "history": {"conditions": ["pregnancy"]}})
    assert [one["verdict"] for one in answer.json()["result"]["looked_at"]] == ["not_now", "not_now", "careful", "careful"]
    assert "never near your maximum" in answer.json()["receipt"]


async def test_exercises_are_known_by_their_names_and_not_by_keys_alone(person: Person) -> None:
    named = {"exercises": [{"name": "Bench Dip"}, {"name": "overhead press"}, {"name": "Moon walk"}], "region": "shoulder"}
    told = (await ask(person, "/ai/agents/check-injury-risk", named)).json()["result"]["looked_at"]
    assert [(one["exercise"]["key"], one["verdict"]) for one in told][2] == (None, None)
    assert [one["exercise"]["key"] for one in told][:2] == ["bench_dip", "overhead_press"]
    assert {one["verdict"] for one in told[:2]} <= {"careful", "not_now"}


@pytest.mark.parametrize(
    "body",
    [
        {"exercises": [{"key": "nonsense", "name": "Bench Dip"}]},
        {"history": {"workouts": [{"date": "2026-02-20", "entries": [{"exercise": {"name": "Moon walk"}, "sets": [{"reps": 5}]}]}]}},
    ],
)
async def test_an_exercise_that_nobody_knows_is_refused_by_its_name(person: Person, body: dict[str, Any]) -> None:
    answer = await ask(person, "/ai/agents/check-injury-risk", body)
    assert answer.status_code == 422
    assert "nonsense" in answer.text or "Moon walk" in answer.text


async def test_sets_of_a_history_count_for_the_exercise_they_name(person: Person) -> None:
    sets = [{"reps": 5, "load_kg": 100}] * 3
    history = {"workouts": [{"date": "2026-02-20", "entries": [{"exercise": {"name": "squats"}, "sets": sets}]}]}
    told = (await ask(person, "/ai/agents/check-injury-risk", {"history": history})).json()["result"]["looked_at"]
    assert [one["exercise"]["key"] for one in told] == ["back_squat"]
