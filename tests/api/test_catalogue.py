"""Everybody may look at the exercises and the programs, without signing in."""

from __future__ import annotations

import httpx
import pytest

from spotter.catalogue.exercises import exercises
from spotter.catalogue.programs import programs


async def _told(client: httpx.AsyncClient, path: str, **query: object) -> dict[str, object]:
    answer = await client.get(path, params=query)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def test_the_whole_catalogue_can_be_paged_through(client: httpx.AsyncClient) -> None:
    seen: list[str] = []
    offset: object = 0
    while offset is not None:
        page = await _told(client, "/api/v1/exercises", offset=offset, limit=100)
        seen += [one["id"] for one in page["exercises"]]  # type: ignore[attr-defined]
        offset = page["next_offset"]
    assert sorted(seen) == sorted(exercises())
    assert page["total"] == len(seen)


@pytest.mark.parametrize("path", ["/api/v1/exercises", "/api/v1/exercises/filter"])
async def test_filters_leave_what_somebody_can_do_at_home_with_a_bad_knee(client: httpx.AsyncClient, path: str) -> None:
    query = {"muscle": ["glutes", "hamstrings"], "equipment": "dumbbell", "without": "knee", "difficulty": "beginner", "limit": 100}
    page = await _told(client, path, **query)
    found = [exercises()[one["id"]] for one in page["exercises"]]  # type: ignore[attr-defined]
    assert len(found) >= 3
    assert all("knee" not in one.joints and one.level == "beginner" for one in found)
    assert all({one.muscles.get("glutes"), one.muscles.get("hamstrings")} & {1.0} for one in found)
    assert not any({"barbell", "machine", "cable"} & set(one.equipment) and "dumbbell" not in one.equipment for one in found)


@pytest.mark.parametrize(
    ("query", "lang", "first"),
    [
        ("romanian dedlift", "en", "Romanian Deadlift"),
        ("developpe couche", "fr", "Développé couché"),
        ("tirage vertical", "en", "Lat Pulldown"),
    ],
)
async def test_the_search_takes_typos_and_both_languages(client: httpx.AsyncClient, query: str, lang: str, first: str) -> None:
    page = await _told(client, "/api/v1/exercises/search", q=query, lang=lang)
    assert page["exercises"][0]["name"] == first  # type: ignore[index]


async def test_nothing_is_found_for_nonsense(client: httpx.AsyncClient) -> None:
    page = await _told(client, "/api/v1/exercises/search", q="xqzzt 777")
    assert page == {"exercises": [], "total": 0, "next_offset": None}


async def test_names_are_suggested_from_the_first_letters(client: httpx.AsyncClient) -> None:
    told = await _told(client, "/api/v1/exercises/suggest", q="front s")
    assert told["suggestions"][0] == {"id": "front_squat", "name": "Front Squat"}  # type: ignore[index]


async def test_an_exercise_is_described_in_the_language_asked_for(client: httpx.AsyncClient) -> None:
    english = await _told(client, "/api/v1/exercises/barbell_curl")
    french = await _told(client, "/api/v1/exercises/barbell_curl", lang="fr")
    assert english["name"] == "Barbell Curl"
    assert french["name"] == "Curl barre"
    assert english["how"] != french["how"]
    assert english["shares"] == {"biceps": 1.0, "forearms": 0.5}


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/api/v1/exercises/flying", 404, "search"),
        ("/api/v1/exercises?muscle=wings", 422, "biceps"),
        ("/api/v1/exercises?limit=1000", 422, "errors"),
        ("/api/v1/exercises?colour=red", 422, "colour"),
        ("/api/v1/exercises/search", 422, "q"),
        ("/api/v1/workout-plans/none", 404, "workout-plans"),
        ("/api/v1/workout-plans?goal=fame", 422, "strength"),
    ],
)
async def test_what_cannot_be_answered_says_why(client: httpx.AsyncClient, path: str, status: int, says: str) -> None:
    answer = await client.get(path)
    assert answer.status_code == status
    assert says in answer.text


async def test_what_a_client_has_already_is_not_sent_again(client: httpx.AsyncClient) -> None:
    first = await client.get("/api/v1/exercises/front_squat")
    again = await client.get("/api/v1/exercises/front_squat", headers={"If-None-Match": first.headers["etag"]})
    other = await client.get("/api/v1/exercises/front_squat?lang=fr", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200


async def test_programs_are_found_by_what_somebody_wants(client: httpx.AsyncClient) -> None:
    page = await _told(client, "/api/v1/workout-plans", goal="strength", level="beginner", days_per_week=3)
    assert page["programs"][0]["goal"] == "strength"  # type: ignore[index]
    assert {one["level"] for one in page["programs"]} == {"beginner"}  # type: ignore[attr-defined]
    everything = await _told(client, "/api/v1/workout-plans")
    assert len(everything["programs"]) == len(programs())  # type: ignore[arg-type]


async def test_one_program_of_every_goal_is_featured(client: httpx.AsyncClient) -> None:
    page = await _told(client, "/api/v1/workout-plans/featured", lang="fr")
    goals = [one["goal"] for one in page["programs"]]  # type: ignore[attr-defined]
    assert sorted(goals) == sorted({one.goal for one in programs()})


@pytest.mark.parametrize("key", [one.key for one in programs()])
@pytest.mark.parametrize("lang", ["en", "fr"])
async def test_every_program_is_told_by_week_and_day(client: httpx.AsyncClient, key: str, lang: str) -> None:
    told = await _told(client, f"/api/v1/workout-plans/{key}", lang=lang)
    weeks = told["plan"]
    assert [one["week"] for one in weeks] == list(range(1, told["weeks"] + 1))  # type: ignore[operator, attr-defined]
    assert all(day["exercises"] for week in weeks for day in week["days"])  # type: ignore[attr-defined]
