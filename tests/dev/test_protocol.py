"""The server answers the client that the coach uses as the provider would."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

import httpx
import openai
import pytest
from langchain_core.messages import AIMessage, AIMessageChunk, HumanMessage, SystemMessage, ToolMessage
from langchain_openai import ChatOpenAI
from pydantic import BaseModel

from spotter.dev.model.rules import Rule, WantedCall, When
from spotter.dev.serving import ModelServer

FIND = {
    "type": "function",
    "function": {
        "name": "find_food",
        "description": "Find a food.",
        "parameters": {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]},
    },
}


class Verdict(BaseModel):
    """A structured answer."""

    good: bool
    why: str


async def streamed(client: ChatOpenAI, said: str, **options: object) -> tuple[list[str], AIMessageChunk]:
    """The pieces of text as they come, and the whole message."""
    pieces = [piece async for piece in client.astream(said, **options)]  # type: ignore[arg-type]
    whole = pieces[0]
    for piece in pieces[1:]:
        whole += piece
    return [str(piece.content) for piece in pieces if piece.content], whole


async def test_a_text_comes_whole_with_its_usage(client: ChatOpenAI) -> None:
    answer = await client.ainvoke("How was my week?")
    assert answer.content == "How was my week?"
    assert answer.usage_metadata is not None
    assert answer.usage_metadata["input_tokens"] > 4
    assert answer.usage_metadata["output_tokens"] == 4
    assert answer.response_metadata["finish_reason"] == "stop"


async def test_a_text_streams_word_by_word_and_nothing_is_lost(client: ChatOpenAI) -> None:
    said = "Two  lines,\n\nwith 82.5 kg and an é 🏋️ in them. "
    pieces, whole = await streamed(client, said)
    assert len(pieces) > 8
    assert whole.content == said
    assert whole.usage_metadata is not None
    assert whole.usage_metadata["output_tokens"] > 0


async def test_usage_is_streamed_only_where_it_is_asked_for(server: ModelServer) -> None:
    body = {"model": "double", "messages": [{"role": "user", "content": "hi"}], "stream": True}
    async with httpx.AsyncClient(base_url=server.url) as http:
        plain = await http.post("/chat/completions", json=body)
        with_usage = await http.post("/chat/completions", json=body | {"stream_options": {"include_usage": True}})
    assert '"usage"' not in plain.text
    assert '"usage"' in with_usage.text
    assert plain.text.endswith("data: [DONE]\n\n")


@pytest.mark.parametrize("stream", [False, True])
async def test_tool_calls_arrive_with_arguments_and_ids(server: ModelServer, client: ChatOpenAI, stream: bool) -> None:
    calls = (WantedCall(name="find_food", args={"query": "œuf"}), WantedCall(name="find_food", args={"query": "two eggs and toast"}))
    server.double.behave("echo", [Rule(when=When(offers="find_food"), calls=calls)])
    bound = client.bind_tools([FIND])
    answer = (await streamed(client, "eggs?", tools=[FIND]))[1] if stream else await bound.ainvoke("eggs?")
    assert isinstance(answer, AIMessage)
    assert [call["args"]["query"] for call in answer.tool_calls] == ["œuf", "two eggs and toast"]
    assert len({call["id"] for call in answer.tool_calls}) == 2
    assert answer.response_metadata["finish_reason"] == "tool_calls"


async def test_a_result_goes_back_and_the_rule_does_not_call_again(server: ModelServer, client: ChatOpenAI) -> None:
    call = WantedCall(name="find_food", args={"query": "egg"})
    server.double.behave("echo", [Rule(when=When(offers="find_food"), calls=(call,)), Rule(when=When(result="155"), text="155 kcal.")])
    bound = client.bind_tools([FIND])
    first = await bound.ainvoke([HumanMessage("eggs?")])
    second = await bound.ainvoke([HumanMessage("eggs?"), first, ToolMessage("155 kcal", tool_call_id=first.tool_calls[0]["id"])])
    assert second.content == "155 kcal."
    assert second.tool_calls == []


async def test_a_structured_answer_is_parsed_by_the_client(server: ModelServer, client: ChatOpenAI) -> None:
    server.double.behave("echo", [Rule(when=When(wants_json=True), answer={"good": True, "why": "it fits"}), Rule(text="It is good.")])
    structured = client.with_structured_output(Verdict, method="json_schema")
    assert await structured.ainvoke("Is it good?") == Verdict(good=True, why="it fits")
    assert (await client.ainvoke("Is it good?")).content == "It is good."


async def test_the_requests_are_kept_with_what_was_offered(server: ModelServer, client: ChatOpenAI) -> None:
    await client.bind_tools([FIND]).ainvoke([SystemMessage("Be kind."), HumanMessage("hello")])
    async with httpx.AsyncClient(base_url=server.root) as http:
        kept = (await http.get("/dev/requests")).json()
        newer = (await http.get("/dev/requests?after=1")).json()
        await http.post("/dev/reset")
        after = (await http.get("/dev/requests")).json()
    assert kept["count"] == 1
    assert kept["requests"][0]["tools"] == ["find_food"]
    assert [message["content"] for message in kept["requests"][0]["messages"]] == ["Be kind.", "hello"]
    assert kept["prompt_tokens"] == kept["requests"][0]["prompt_tokens"] > 20
    assert (newer["count"], after["count"]) == (0, 0)


async def test_rules_are_set_over_http_and_a_wrong_one_is_refused(server: ModelServer, client: ChatOpenAI) -> None:
    async with httpx.AsyncClient(base_url=server.root) as http:
        rule = {"when": {"says": "week"}, "text": "A good one.", "times": 1}
        assert (await http.post("/dev/rules", json={"rules": [rule]})).json() == {"behaviour": "echo", "rules": 1}
        wrong = await http.post("/dev/rules", json={"rules": [{"when": {"saids": "week"}}]})
        nobody = await http.post("/dev/rules", json={"behaviour": "wise"})
    assert (await client.ainvoke("My week?")).content == "A good one."
    assert (await client.ainvoke("My week?")).content == "My week?"
    assert wrong.status_code == 422
    assert "saids" in wrong.text
    assert "sensible" in nobody.json()["detail"]


async def test_the_models_are_listed(server: ModelServer) -> None:
    async with openai.AsyncOpenAI(base_url=server.url, api_key="none") as provider:
        assert "double" in [model.id async for model in provider.models.list()]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"messages": []}, "at least one message"),
        ({"model": ""}, "model parameter"),
        ({"tools": []}, "too short"),
        ({"tool_choice": "auto"}, "only allowed when"),
        ({"messages": [{"role": "tool", "content": "1", "tool_call_id": "call_1"}]}, "preceding message"),
        ({"messages": [{"role": "robot", "content": "1"}]}, "role"),
        ({"messages": [{"role": "user"}]}, "expected a string"),
        ({"response_format": {"type": "json_object"}}, "the word 'json'"),
        ({"response_format": {"type": "json_schema"}}, "json_schema.name"),
        ({"response_format": {"type": "yaml"}}, "response_format.type"),
        ({"tools": [{"type": "function", "function": {"name": "show week"}}]}, "name"),
        ({"tools": [FIND], "tool_choice": {"type": "function", "function": {"name": "other"}}}, "not among"),
    ],
)
async def test_a_request_that_the_provider_refuses_is_refused(server: ModelServer, change: dict[str, object], told: str) -> None:
    body = {"model": "double", "messages": [{"role": "user", "content": "hi"}]} | change
    async with httpx.AsyncClient(base_url=server.url) as http:
        answer = await http.post("/chat/completions", json=body)
    assert answer.status_code == 400
    assert told in answer.json()["error"]["message"]


async def test_a_tool_call_without_its_result_is_refused(client: ChatOpenAI) -> None:
    call = {"name": "find_food", "args": {}, "id": "call_1", "type": "tool_call"}
    messages = [HumanMessage("eggs?"), AIMessage("", tool_calls=[call]), HumanMessage("and now?")]
    with pytest.raises(openai.BadRequestError, match="must be followed by tool messages"):
        await client.ainvoke(messages)


async def test_a_body_that_is_no_json_is_refused(server: ModelServer) -> None:
    async with httpx.AsyncClient(base_url=server.url) as http:
        answer = await http.post("/chat/completions", content=b"{half")
    assert answer.status_code == 400


async def test_somebody_who_goes_away_in_mid_request_disturbs_nobody(
    server: ModelServer, client: ChatOpenAI, caplog: pytest.LogCaptureFixture
) -> None:
    """A coach that is killed while it asks leaves half a request; the server tells no error of it and goes on."""
    address = urlsplit(server.url)
    _reader, writer = await asyncio.open_connection(address.hostname, address.port)
    writer.write(b"POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{")
    await writer.drain()
    await asyncio.sleep(0.05)
    writer.close()
    assert (await client.ainvoke("hello")).content
    assert not [one for one in caplog.records if one.levelname == "ERROR"]
