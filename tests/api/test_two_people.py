"""Nobody reaches what is somebody else's: every route with an id, and every tool, tried by a second person."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from fastapi.routing import APIRoute

from spotter.api.app import create_app
from spotter.api.deps import House
from spotter.api.routes.doors import DOORS, EXAMPLES
from spotter.store.queries.identities import add_identity
from spotter.store.queries.recommendations import SoughtAdvice, recommendations
from spotter.store.queries.runs import start_run
from spotter.store.queries.usage import reserve_call
from spotter.store.tables import PERSONAL
from spotter.tools.registry import tools
from tests.conftest import Person
from tests.row_counts import added, row_counts

NOBODYS = "01994f0e-5b1c-7a55-9d3e-3f6f3a9d2b10"
PUT_DOORS = [one for one in DOORS if one.method == "PUT" and "{" in one.path]
# Which id a path parameter, or a field of a body, names.
PARAMETERS = {
    name: name for name in ("turn_id", "conversation_id", "execution_id", "recommendation_id", "entry_id", "generation_id", "channel_id")
}
BODIES: dict[tuple[str, str], Callable[[dict[str, str]], dict[str, Any]]] = {
    ("POST", "/api/v1/ai/chat"): lambda ids: {"message": "hello", "conversation_id": ids["conversation_id"]},
    ("POST", "/api/v1/ai/feedback"): lambda ids: {"turn_id": ids["turn_id"], "rating": "down"},
    ("POST", "/api/v1/ai/recommendations/{recommendation_id}"): lambda _ids: {"outcome": "disliked"},
    **{("PUT", f"/api/v1{one.path}"): lambda _ids, tool=one.tool: EXAMPLES[tool] for one in PUT_DOORS},  # type: ignore[misc]
}
OF_THE_CATALOGUE = {"exercise_id", "program_id", "code"}  # open to everybody, or to whoever was given it
# Routes that take no id: they are about whoever the token names, or about nobody.
WITHOUT_IDS = {
    ("POST", "/api/v1/users"),
    ("POST", "/api/v1/users/owner"),
    ("GET", "/api/v1/users/me"),
    ("PUT", "/api/v1/users/me"),
    ("DELETE", "/api/v1/users/me"),
    ("GET", "/api/v1/users/me/conversations"),
    ("GET", "/api/v1/users/me/usage"),
    ("GET", "/api/v1/users/me/channels"),
    ("POST", "/api/v1/users/me/channels"),
    ("POST", "/api/v1/users/me/channels/claim"),
    ("GET", "/api/v1/ai/recommendations"),
    ("GET", "/api/v1/ai/generations"),
    ("POST", "/api/v1/ai/generations"),
    ("GET", "/api/v1/ai/agents/executions"),
    ("GET", "/api/v1/ai/feedback/stats"),
    ("POST", "/api/v1/ai/session/start"),
    *((door.method, f"/api/v1{door.path}") for door in DOORS if "{" not in door.path),
    *(("GET", f"/api/v1/exercises{path}") for path in ("", "/filter", "/search", "/suggest")),
    *(("GET", f"/api/v1/workout-plans{path}") for path in ("", "/featured")),
    ("GET", "/channels/email/unsubscribe"),
    ("POST", "/channels/email/unsubscribe"),
    ("POST", "/channels/sms"),
    ("POST", "/channels/sms/status"),
    ("GET", "/health"),
    ("GET", "/ready"),
    ("GET", "/metrics"),
    ("GET", "/"),
}
SECRET = "zanzibar"
SAID = (
    f"remember that I train at {SECRET}",
    "bench 3x5 80kg",
    "weight 81.7 kg",
    "two eggs and a banana",
    "my left knee hurts 4/10",
    f"remind me tomorrow at 7 to stretch {SECRET}",
    "slept 7h",
)


def routes(house: House) -> list[tuple[str, str]]:
    """Every (method, path) of the application."""
    described = create_app(house, lambda _app: None).openapi()["paths"]  # type: ignore[arg-type,return-value]
    found = [(method.upper(), path) for path, operations in described.items() for method in operations]
    app = create_app(house, lambda _app: None)  # type: ignore[arg-type,return-value]
    hidden = [(method, route.path) for route in app.routes if isinstance(route, APIRoute) for method in route.methods or ()]
    return sorted({*found, *hidden})


async def test_every_route_is_classified(house: House) -> None:
    """A new route with an id is tried below by itself; one without is listed here by whoever adds it."""
    unknown = [route for route in routes(house) if "{" not in route[1] and route not in WITHOUT_IDS and route not in BODIES]
    assert unknown == []
    named = {part[1:-1] for _, path in routes(house) for part in path.split("/") if part.startswith("{")}
    assert named <= {*PARAMETERS, *OF_THE_CATALOGUE}


async def _try(person: Person, method: str, path: str, ids: dict[str, str]) -> tuple[int, dict[str, Any]]:
    filled = path.format(**{name: ids[kind] for name, kind in PARAMETERS.items()})
    body = BODIES.get((method, path))
    answer = await person.client.request(method, filled, headers=person.headers, json=body(ids) if body else None)
    problem = answer.json()
    problem.pop("instance", None)
    return answer.status_code, problem


async def test_what_is_somebody_elses_is_answered_like_what_does_not_exist(person: Person, new_person: Any, house: House) -> None:
    reply = await person.say("what should I eat?")
    theirs = {"turn_id": reply["turn_id"], "conversation_id": reply["conversation_id"], **await _made_in(house, person, reply["turn_id"])}
    nobodys = dict.fromkeys(theirs, NOBODYS)
    other: Person = await new_person()
    before = await row_counts(house)
    tried = [route for route in routes(house) if any(f"{{{name}}}" in route[1] for name in PARAMETERS) or route in BODIES]
    assert len(tried) >= 6
    for method, path in tried:
        foreign = await _try(other, method, path, theirs)
        assert foreign[0] == 404, (method, path, foreign)
        assert foreign == await _try(other, method, path, nobodys), (method, path)
    assert added(before, await row_counts(house)) == {}


async def _made_in(house: House, person: Person, turn_id: str) -> dict[str, str]:
    """A run of an agent and a recommendation of the person."""
    async with house.store.write(person.user_id) as uow:
        run_id = await start_run(uow, turn_id=turn_id, agent="nutrition", task=SECRET, prompt="nutrition@1:0")
        recommended = await recommendations(uow, SoughtAdvice(turn_id=turn_id))
        channel = await add_identity(uow.session, person.user_id, "telegram", "42", uow.now)
    logged = await person.say("bench 3x5 80kg")  # an entry of each kind is tried in test_entries.py
    begun = await person.client.post("/api/v1/ai/generations", json={"minutes": 6}, headers=person.headers)
    ids = {"entry_id": logged["actions"][0]["result"]["workout_id"], "generation_id": begun.json()["id"]}
    _ = [event async for event in house.runner.follow(ids["generation_id"], person.user_id)]
    return ids | {"execution_id": run_id, "recommendation_id": recommended[0].id, "channel_id": channel.id}


async def test_no_list_shows_what_is_somebody_elses(person: Person, new_person: Any, house: House) -> None:
    """Runs, recommendations and usage: also when the other's turn is asked for by its id."""
    turn_id = (await person.say("what should I eat?"))["turn_id"]
    await _made_in(house, person, turn_id)
    async with house.store.write(person.user_id) as uow:
        await reserve_call(uow, Decimal("0.07"), Decimal(1), role="specialist", agent="nutrition", model="small", turn_id=turn_id)
    for who, is_theirs in ((person, True), (await new_person(), False)):
        for path, name in (("/api/v1/ai/recommendations", "recommendations"), ("/api/v1/ai/agents/executions", "executions")):
            for query in ("", f"?turn_id={turn_id}"):
                shown = (await who.client.get(path + query, headers=who.headers)).json()[name]
                assert bool(shown) == is_theirs
        used = (await who.client.get("/api/v1/users/me/usage", headers=who.headers)).json()
        assert (used["today"]["cost_usd"] == 0.07, used["today"]["runs"] == 1) == (is_theirs, is_theirs)


async def test_no_tool_takes_or_tells_what_is_somebody_elses(person: Person, new_person: Any, house: House) -> None:
    """Every tool runs for a second person, also with the first one's ids in every text; nothing of the first one shows or changes."""
    reply = None
    for message in SAID:
        reply = await person.say(message)
    assert reply is not None
    before = await _rows_of(house, person.user_id)
    assert SECRET in json.dumps(before)
    other: Person = await new_person()
    given, *ids = [row["id"] for rows in before.values() for row in rows if "id" in row]
    from tests.tools.desk import Desk

    desk = Desk(house.store, house.clock, other.user_id, "en", "metric")  # type: ignore[arg-type]
    for name, spec in tools().items():
        for text in (person.user_id, given):
            args = _arguments(spec.args.model_json_schema(), text)
            answer = await desk.run(name, **args)
            told = json.dumps([answer.words, answer.result, [card.model_dump() for card in answer.cards]])
            assert SECRET not in told, name
            assert "81.7" not in told, name
            assert not [one for one in ids if one in told], name
        if name != "delete_account":
            assert await _rows_of(house, person.user_id) == before, name
    assert await _rows_of(house, person.user_id) == before


async def _rows_of(house: House, user_id: str) -> dict[str, list[dict[str, Any]]]:
    from sqlalchemy import select

    from spotter.store.rows import row_as_json

    async with house.store.database.read() as session:
        found = {}
        for table in PERSONAL:
            rows = await session.scalars(select(table).where(table.__table__.c.user_id == user_id))
            found[table.__tablename__] = sorted((row_as_json(row) for row in rows), key=lambda row: json.dumps(row, sort_keys=True))
    return found


def _arguments(schema: dict[str, Any], text: str) -> dict[str, Any]:
    """Arguments that satisfy a schema, with `text` wherever a text may stand."""
    definitions = schema.get("$defs", {})
    return {
        name: _value(one, definitions, text) for name, one in schema.get("properties", {}).items() if name in schema.get("required", ())
    } | {
        name: text
        for name, one in schema.get("properties", {}).items()
        if name not in schema.get("required", ())
        and "string" in json.dumps(one)
        and "enum" not in json.dumps(one)
        and "format" not in json.dumps(one)
        and "$ref" not in json.dumps(one)
        and "array" not in json.dumps(one)
    }


def _value(schema: dict[str, Any], definitions: dict[str, Any], text: str) -> Any:
    if "$ref" in schema:
        schema = {**definitions[schema["$ref"].rsplit("/", 1)[1]], "$defs": definitions}
    if "anyOf" in schema:
        return _value(schema["anyOf"][0], definitions, text)
    if "enum" in schema or "const" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    by_type: dict[str, Callable[[], Any]] = {
        "object": lambda: _arguments({**schema, "$defs": definitions}, text),
        "array": lambda: [_value(schema["items"], definitions, text)] * max(1, schema.get("minItems", 1)),
        "integer": lambda: schema.get("minimum", 1) or 1,
        "number": lambda: schema.get("minimum", 1) or 1,
        "boolean": lambda: True,
        "string": lambda: {"date": "2026-03-01", "date-time": "2026-03-02T08:00:00+00:00"}.get(schema.get("format", ""), text),
    }
    return by_type.get(schema.get("type", "string"), lambda: text)()


pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
