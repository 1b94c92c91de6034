"""Each way in which a provider fails, as the client that the coach uses meets it."""

from __future__ import annotations

import json
import time
from typing import Any

import httpx
import openai
import pytest
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_openai import ChatOpenAI
from pydantic import ValidationError

from spotter.dev.model.double import ModelDouble
from spotter.dev.model.faults import Faults
from spotter.dev.model.rules import Rule, WantedCall, When
from spotter.dev.serving import ModelServer, serving
from tests.dev.conftest import NewClient

SHOW = {"type": "function", "function": {"name": "show_week", "description": "Show the week.", "parameters": {"type": "object"}}}
FIND = {
    "type": "function",
    "function": {
        "name": "find_food",
        "description": "Find a food.",
        "parameters": {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]},
    },
}
LONG = "one two three four five six seven eight nine ten"


async def ask(client: ChatOpenAI, said: str, *, stream: bool, tools: bool = False) -> AIMessage:
    """One answer, streamed or not, with what is read before an error left aside."""
    options: dict[str, Any] = {"tools": [SHOW, FIND]} if tools else {}
    if not stream:
        return await client.ainvoke(said, **options)
    pieces = [piece async for piece in client.astream(said, **options)]
    whole = pieces[0]
    for piece in pieces[1:]:
        whole += piece
    return whole


async def read(client: ChatOpenAI, pieces: list[str]) -> None:
    """Read a stream to its end; what came before an error stays in `pieces`."""
    async for piece in client.astream(LONG):
        pieces.append(str(piece.content))  # noqa: PERF401


both = pytest.mark.parametrize("stream", [False, True])


@both
@pytest.mark.parametrize(
    ("mode", "error", "status"),
    [
        ("rate_limit", openai.RateLimitError, 429),
        ("server_error", openai.InternalServerError, 500),
        ("overloaded", openai.InternalServerError, 503),
        ("unauthorized", openai.AuthenticationError, 401),
        ("unknown_model", openai.NotFoundError, 404),
        ("too_long", openai.BadRequestError, 400),
    ],
)
async def test_the_provider_says_what_is_wrong(
    server: ModelServer, client: ChatOpenAI, mode: str, error: type[openai.APIStatusError], status: int, stream: bool
) -> None:
    server.double.fail(Faults.model_validate({"mode": mode}))
    with pytest.raises(error) as met:
        await ask(client, "hi", stream=stream)
    assert met.value.status_code == status
    assert met.value.body


async def test_too_many_requests_say_when_to_come_back(server: ModelServer, client: ChatOpenAI) -> None:
    server.double.fail(Faults(mode="rate_limit", retry_after_s=7))
    with pytest.raises(openai.RateLimitError) as met:
        await client.ainvoke("hi")
    assert met.value.response.headers["retry-after"] == "7"


@both
async def test_the_connection_is_closed_without_a_word(server: ModelServer, client: ChatOpenAI, stream: bool) -> None:
    server.double.fail(Faults(mode="refuse", count=1))
    with pytest.raises(openai.APIConnectionError):
        await ask(client, "hi", stream=stream)
    assert (await ask(client, "hi", stream=stream)).content == "hi"


async def test_nobody_listens_after_the_server_is_stopped(new_client: NewClient) -> None:
    with serving(ModelDouble("echo")) as gone:
        client = new_client(base_url=gone.url)
        assert (await client.ainvoke("hi")).content == "hi"
    with pytest.raises(openai.APIConnectionError):
        await client.ainvoke("hi")


@both
async def test_an_answer_is_cut_at_any_byte(server: ModelServer, client: ChatOpenAI, stream: bool) -> None:
    for seed in range(20):
        server.double.fail(Faults(mode="cut", seed=seed))
        with pytest.raises((openai.APIConnectionError, openai.APIError, httpx.RemoteProtocolError, ValueError, IndexError)):
            await ask(client, LONG, stream=stream)


async def test_what_came_before_a_cut_is_read(server: ModelServer, client: ChatOpenAI) -> None:
    server.double.fail(Faults(mode="cut", at_byte=900))
    pieces: list[str] = []
    with pytest.raises(openai.APIConnectionError):
        await read(client, pieces)
    assert "".join(pieces).startswith("one two")
    assert "ten" not in "".join(pieces)


@both
async def test_a_client_that_will_not_wait_gives_up_before_the_first_token(
    server: ModelServer, new_client: NewClient, stream: bool
) -> None:
    server.double.fail(Faults(mode="slow_start", delay_s=60, count=1))
    impatient = new_client(timeout=0.3)
    with pytest.raises(openai.APITimeoutError):
        await ask(impatient, "hi", stream=stream)
    assert (await ask(impatient, "hi", stream=stream)).content == "hi"


async def test_a_patient_client_gets_a_late_answer(server: ModelServer, client: ChatOpenAI) -> None:
    server.double.fail(Faults(mode="slow_start", delay_s=0.2))
    began = time.monotonic()
    assert (await ask(client, "hi", stream=True)).content == "hi"
    assert time.monotonic() - began >= 0.2
    kept = server.double.requests[-1]
    assert kept["ended_s"] - kept["began_s"] >= 0.2


async def test_a_drip_arrives_whole_byte_by_byte(server: ModelServer, client: ChatOpenAI) -> None:
    server.double.fail(Faults(mode="drip", byte_s=0))
    assert (await ask(client, "é hi", stream=True)).content == "é hi"


async def test_a_slow_drip_never_pauses_long_enough_for_a_read_timeout(server: ModelServer, new_client: NewClient) -> None:
    server.double.fail(Faults(mode="drip", byte_s=0.05, count=1))
    body = {"model": "double", "messages": [{"role": "user", "content": "hi"}], "stream": True}
    got = b""
    async with httpx.AsyncClient(timeout=2) as http, http.stream("POST", f"{server.url}/chat/completions", json=body) as answer:
        async for piece in answer.aiter_raw():
            got += piece
            if len(got) >= 10:
                break
    assert got.startswith(b"data: {")
    assert (await new_client().ainvoke("hi")).content == "hi"


async def test_a_stream_stalls_in_the_middle(server: ModelServer, new_client: NewClient) -> None:
    server.double.fail(Faults(mode="stall", at_byte=700))
    pieces: list[str] = []
    with pytest.raises((openai.APITimeoutError, TimeoutError)):
        await read(new_client(timeout=0.3), pieces)
    assert "one " in pieces


async def test_an_error_comes_in_the_middle_of_a_stream(server: ModelServer, client: ChatOpenAI) -> None:
    server.double.fail(Faults(mode="error_in_stream"))
    with pytest.raises(openai.APIError, match="had an error"):
        await ask(client, LONG, stream=True)


async def test_arguments_are_garbage(server: ModelServer, client: ChatOpenAI) -> None:
    server.double.fail(Faults(mode="garbage_arguments"))
    answers = [await ask(client, "eggs?", stream=True, tools=True) for _ in range(20)]
    half = {call["args"] for answer in answers for call in answer.invalid_tool_calls}
    assert len(half) > 3
    assert all(answer.tool_calls or answer.invalid_tool_calls for answer in answers)


async def test_garbage_without_streaming_makes_the_client_itself_fail(server: ModelServer, client: ChatOpenAI) -> None:
    """Arguments that are JSON but no object are an exception of the client's, so the coach streams always."""
    server.double.behave("echo", [Rule(calls=(WantedCall(name="show_week"),), again=True)])
    server.double.fail(Faults(mode="garbage_arguments", seed=22))
    with pytest.raises(ValidationError, match="valid dictionary"):
        await ask(client, "eggs?", stream=False, tools=True)


@both
async def test_arguments_are_json_but_not_what_the_tool_takes(server: ModelServer, client: ChatOpenAI, stream: bool) -> None:
    server.double.fail(Faults(mode="wrong_arguments", seed=3))
    answers = [await ask(client, "eggs?", stream=stream, tools=True) for _ in range(8)]
    assert all(answer.tool_calls and not answer.invalid_tool_calls for answer in answers)
    assert any("query" not in answer.tool_calls[0]["args"] for answer in answers)


@both
async def test_a_tool_is_called_that_nobody_offered(server: ModelServer, client: ChatOpenAI, stream: bool) -> None:
    server.double.fail(Faults(mode="unknown_tool"))
    answer = await ask(client, "eggs?", stream=stream, tools=True)
    assert answer.tool_calls[0]["name"] not in ("show_week", "find_food")


@both
@pytest.mark.parametrize(("mode", "ids"), [("repeated_ids", {"call_0"}), ("empty_ids", {"", None})])
async def test_ids_are_repeated_or_empty(server: ModelServer, client: ChatOpenAI, mode: str, ids: set[str | None], stream: bool) -> None:
    calls = (WantedCall(name="show_week"), WantedCall(name="find_food", args={"query": "egg"}))
    server.double.behave("echo", [Rule(calls=calls, again=True)])
    server.double.fail(Faults.model_validate({"mode": mode}))
    for _ in range(2):
        answer = await ask(client, "eggs?", stream=stream, tools=True)
        assert len(answer.tool_calls) == 2
        assert {call["id"] for call in answer.tool_calls} <= ids


@both
async def test_a_call_is_made_twice_in_one_answer(server: ModelServer, client: ChatOpenAI, stream: bool) -> None:
    server.double.behave("echo", [Rule(calls=(WantedCall(name="find_food", args={"query": "egg"}),))])
    server.double.fail(Faults(mode="repeated_calls"))
    answer = await ask(client, "eggs?", stream=stream, tools=True)
    assert [call["args"] for call in answer.tool_calls] == [{"query": "egg"}] * 2


async def test_a_model_that_never_stops_calling_tools(server: ModelServer, client: ChatOpenAI) -> None:
    server.double.fail(Faults(mode="endless_tools"))
    said: list[HumanMessage | AIMessage | ToolMessage] = [HumanMessage("How was my week?")]
    for _ in range(15):
        answer = await client.bind_tools([SHOW, FIND]).ainvoke(said)
        said += [answer, ToolMessage("nothing yet", tool_call_id=answer.tool_calls[0]["id"])]
    assert len(said) == 31


@both
async def test_a_reply_is_empty(server: ModelServer, client: ChatOpenAI, stream: bool) -> None:
    server.double.fail(Faults(mode="empty_reply"))
    answer = await ask(client, "hi", stream=stream, tools=True)
    assert not answer.content
    assert not answer.tool_calls


@both
async def test_the_tokens_run_out_half_way(server: ModelServer, client: ChatOpenAI, stream: bool) -> None:
    server.double.fail(Faults(mode="length"))
    answer = await ask(client, LONG, stream=stream)
    assert LONG.startswith(str(answer.content))
    assert answer.response_metadata["finish_reason"] == "length"


async def test_an_answer_that_should_be_json_is_prose_and_other_answers_are_left_alone(server: ModelServer, client: ChatOpenAI) -> None:
    server.double.behave("echo", [Rule(answer={"agent": "planner"})])
    server.double.fail(Faults(mode="not_json", seed=2))
    form = {"type": "json_schema", "json_schema": {"name": "route", "schema": {"type": "object"}}}
    answers = [str((await client.ainvoke("hi", response_format=form)).content) for _ in range(6)]
    assert any("```" in answer or not answer.startswith("{") for answer in answers)
    assert (await client.ainvoke("hi")).content == '{"agent": "planner"}'


async def test_a_server_that_knows_json_but_no_schemas(server: ModelServer, client: ChatOpenAI) -> None:
    server.double.behave("sensible")
    server.double.fail(Faults(mode="no_schema"))
    schema = {"type": "object", "properties": {"good": {"type": "boolean"}}}
    by_schema = {"type": "json_schema", "json_schema": {"name": "verdict", "schema": schema}}
    with pytest.raises(openai.BadRequestError, match="not supported"):
        await client.ainvoke("Is it good?", extra_body={"response_format": by_schema})
    asked = [HumanMessage("Is it good?"), SystemMessage(f"Answer with one JSON object of this schema: {json.dumps(schema)}")]
    answer = await client.ainvoke(asked, response_format={"type": "json_object"})
    assert answer.content == '{"good": true}'


@both
async def test_usage_is_missing(server: ModelServer, client: ChatOpenAI, stream: bool) -> None:
    server.double.fail(Faults(mode="no_usage"))
    answer = await ask(client, "hi", stream=stream)
    assert answer.content == "hi"
    assert not answer.usage_metadata


async def outcomes(server: ModelServer, client: ChatOpenAI, faults: Faults, calls: int) -> list[str]:
    """What became of a number of calls."""
    server.double.fail(faults)
    told = []
    for _ in range(calls):
        try:
            await ask(client, "hi", stream=True)
            told.append("well")
        except openai.APIError as error:
            told.append(str(getattr(error, "status_code", error)))
    return told


async def test_a_share_of_calls_fails_the_same_ones_for_the_same_seed(server: ModelServer, client: ChatOpenAI) -> None:
    faults = Faults(mode="server_error", rate=0.3, seed=5)
    first = await outcomes(server, client, faults, 60)
    assert 8 <= first.count("500") <= 28
    assert await outcomes(server, client, faults, 60) == first
    assert await outcomes(server, client, Faults(mode="server_error", rate=0.3, seed=6), 60) != first


async def test_a_number_of_calls_fails_after_some_that_do_not(server: ModelServer, client: ChatOpenAI) -> None:
    told = await outcomes(server, client, Faults(mode="server_error", after=2, count=1), 5)
    assert told == ["well", "well", "500", "well", "well"]


async def test_mixed_faults_are_of_many_kinds(server: ModelServer, client: ChatOpenAI) -> None:
    server.double.fail(Faults(mode="mixed", rate=0.5, seed=1))
    for _ in range(60):
        try:
            await ask(client, "hi", stream=True, tools=True)
        except (openai.APIError, ValueError):
            continue
    faults = {request["fault"] for request in server.double.requests}
    assert None in faults
    assert len(faults) > 8


async def test_a_rule_says_which_calls_fail(server: ModelServer, client: ChatOpenAI) -> None:
    server.double.behave("echo", [Rule(when=When(says="week"), fault="server_error", times=1)])
    assert (await client.ainvoke("hello")).content == "hello"
    with pytest.raises(openai.InternalServerError):
        await client.ainvoke("my week?")
    assert (await client.ainvoke("my week?")).content == "my week?"


async def test_faults_are_set_over_http_and_taken_back(server: ModelServer, client: ChatOpenAI) -> None:
    async with httpx.AsyncClient(base_url=server.root) as http:
        assert (await http.post("/dev/faults", json={"mode": "server_error"})).json()["rate"] == 1.0
        with pytest.raises(openai.InternalServerError):
            await client.ainvoke("hi")
        await http.post("/dev/faults", json={"mode": "none"})
        assert (await client.ainvoke("hi")).content == "hi"
        assert (await http.post("/dev/faults", json={"mode": "meteor"})).status_code == 422


def test_a_mode_that_does_not_exist_is_named() -> None:
    with pytest.raises(ValidationError, match="rate_limit"):
        Faults.model_validate({"mode": "meteor"})
