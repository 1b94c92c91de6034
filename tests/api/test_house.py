"""What surrounds the chat: health, problems, limits, cross-origin rules, and the description of the API."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from spotter.settings import Settings
from tests.conftest import Person

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def test_it_says_how_it_is(client: httpx.AsyncClient, person: Person) -> None:
    assert (await client.get("/health")).json()["status"] == "alive"
    ready = await client.get("/ready")
    assert (ready.status_code, ready.json()) == (200, {"database": True, "migrations": True, "queue": True, "outbox": True, "reasons": {}})
    await person.say("bench 3x5 80kg")
    metrics = (await client.get("/metrics")).text
    assert 'spotter_turns_finished_total{path="local"}' in metrics
    for name in ("turns_buried_total", "turn_seconds_bucket", "queue_age_seconds 0.0", "outbox_age_seconds 0.0"):
        assert f"spotter_{name}" in metrics


async def test_every_failure_is_a_problem_document(client: httpx.AsyncClient, person: Person) -> None:
    chat = "/api/v1/ai/chat"
    answers = {
        401: await client.post(chat, json={"message": "hi"}),
        404: await client.get("/api/v1/nothing", headers=person.headers),
        405: await client.delete(chat, headers=person.headers),
        413: await client.post(chat, json={"message": "a" * 300_000}, headers=person.headers),
        422: await client.post(chat, json={"message": "a" * 100_001}, headers=person.headers),
    }
    for status, answer in answers.items():
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        problem = answer.json()
        assert {"type", "title", "status", "detail", "code", "instance"} <= set(problem)
        assert (problem["status"], problem["instance"]) == (status, answer.request.url.path)
    assert answers[405].headers["allow"] == "POST"
    assert answers[422].json()["errors"] == [{"field": "body.message", "message": "String should have at most 100000 characters"}]


async def test_no_other_site_may_read_answers_by_default(client: httpx.AsyncClient) -> None:
    origin = {"Origin": "https://elsewhere.example"}
    assert "access-control-allow-origin" not in (await client.get("/health", headers=origin)).headers
    asked = await client.options("/api/v1/ai/chat", headers={**origin, "Access-Control-Request-Method": "POST"})
    assert asked.status_code == 400
    assert "access-control-allow-origin" not in asked.headers


async def test_the_page_runs_nothing_but_its_own(client: httpx.AsyncClient) -> None:
    page = await client.get("/")
    assert "default-src 'self'" in page.headers["content-security-policy"]
    for path in ("/page/chat.js", "/page/chat.css"):
        assert (await client.get(path)).status_code == 200
    assert (await client.get("/page/../app.py")).status_code == 404
    assert (await client.get("/page/%2e%2e/app.py")).status_code == 404


async def test_the_description_shows_an_example_of_everything_that_is_sent(client: httpx.AsyncClient) -> None:
    described = (await client.get("/openapi.json")).json()
    sent: set[str] = set()
    for operations in described["paths"].values():
        for operation in operations.values():
            body = operation.get("requestBody", {})
            has_own = "examples" in body.get("content", {}).get("application/json", {}).get("schema", {})
            sent |= set() if has_own else set(_names(body))
    assert sent >= {"ChatRequest", "Rating", "NewUser", "Change"}
    assert [name for name in sorted(sent) if not described["components"]["schemas"][name].get("examples")] == []


async def test_every_operation_is_named_in_words(client: httpx.AsyncClient) -> None:
    described = (await client.get("/openapi.json")).json()["paths"]
    summaries = [operation["summary"] for operations in described.values() for operation in operations.values()]
    assert [summary for summary in summaries if len(summary.split()) < 2] == []
    assert len(set(summaries)) == len(summaries)


def _names(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"].rsplit("/", 1)[1]] if "$ref" in node else []
        return own + [name for value in node.values() for name in _names(value)]
    return [name for value in node for name in _names(value)] if isinstance(node, list) else []


class TestLimits:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"rate_limit_per_minute": 8})

    async def test_an_address_that_asks_too_much_is_told_how_long_to_wait(self, client: httpx.AsyncClient) -> None:
        answers = [await client.get("/api/v1/users/me") for _ in range(12)]
        assert [answer.status_code for answer in answers] == [401] * 8 + [429] * 4
        refused = answers[-1]
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert (refused.headers["content-type"], refused.json()["code"]) == ("application/problem+json", "too_many")
        assert (await client.get("/health")).status_code == 200

    async def test_a_person_who_comes_from_many_addresses_is_one_person(self, client: httpx.AsyncClient, person: Person) -> None:
        app = client._transport.app  # type: ignore[attr-defined]
        seen = []
        for place in range(10):
            transport = httpx.ASGITransport(app=app, client=(f"198.51.100.{place}", 1))
            async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as from_elsewhere:
                seen.append(await from_elsewhere.get("/api/v1/users/me", headers=person.headers))
        assert [answer.status_code for answer in seen] == [200] * 8 + [429] * 2
        assert "retry-after" in seen[-1].headers
