"""What an ask brings back from a model that works."""

from __future__ import annotations

from decimal import Decimal

import pytest
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage
from pydantic import BaseModel

from spotter.dev.model.faults import Faults
from spotter.dev.model.rules import Rule, WantedCall, When
from spotter.dev.serving import ModelServer
from tests.llm.conftest import AskOf, NewModels, Somebody

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

WEEK = {
    "type": "function",
    "function": {"name": "get_week", "description": "The person's week.", "parameters": {"type": "object", "properties": {}}},
}


class Route(BaseModel):
    """Who is asked what."""

    agent: str
    tasks: list[str] = []


async def test_text_comes_in_pieces_that_make_the_whole(new_models: NewModels, ask_of: AskOf) -> None:
    pieces: list[str] = []
    said = await new_models().ask(ask_of("Squats went up, 82.5 kg", on_text=pieces.append))
    assert said.text == "".join(pieces) == "Squats went up, 82.5 kg"
    assert len(pieces) > 1
    assert (said.model, said.attempts, said.degraded, said.calls, said.is_cut) == ("gpt-5-mini", 1, None, (), False)


async def test_tokens_money_and_time_are_told_and_kept(new_models: NewModels, ask_of: AskOf, somebody: Somebody) -> None:
    said = await new_models().ask(ask_of(agent="progress"))
    assert said.input_tokens > 5
    assert said.output_tokens == 4
    exact = (Decimal("0.25") * said.input_tokens + 2 * said.output_tokens) / 1_000_000
    assert 0 <= said.cost_usd - exact < Decimal("0.000001")
    [row] = await somebody.calls()
    assert (row.status, row.role, row.agent, row.model, row.error) == ("done", "specialist", "progress", "gpt-5-mini", None)
    assert (row.input_tokens, row.output_tokens, row.cost_usd) == (said.input_tokens, said.output_tokens, said.cost_usd)
    assert row.ms is not None
    assert row.first_token_ms is not None
    assert 0 <= row.first_token_ms <= row.ms


async def test_without_usage_tokens_are_estimated(new_models: NewModels, ask_of: AskOf, server: ModelServer) -> None:
    server.double.fail(Faults(mode="no_usage"))
    said = await new_models().ask(ask_of("x" * 400))
    assert said.output_tokens == 100
    assert 100 <= said.input_tokens <= 150


async def test_tool_calls_come_with_read_arguments(new_models: NewModels, ask_of: AskOf, server: ModelServer) -> None:
    server.double.behave("echo", [Rule(calls=(WantedCall(name="get_week", args={"week": "last"}), WantedCall(name="get_week")))])
    said = await new_models().ask(ask_of(tools=[WEEK]))
    assert [(call.name, call.args) for call in said.calls] == [("get_week", {"week": "last"}), ("get_week", {})]


async def test_a_conversation_with_tool_results_is_understood(new_models: NewModels, ask_of: AskOf, server: ModelServer) -> None:
    server.double.behave("echo", [Rule(when=When(result="3 workouts"), text="Three workouts, well done.")])
    messages = [
        HumanMessage("How was my week?"),
        AIMessage("", tool_calls=[{"name": "get_week", "args": {}, "id": "t1-1"}]),
        ToolMessage("3 workouts", tool_call_id="t1-1"),
    ]
    said = await new_models().ask(ask_of(messages=messages, tools=[WEEK]))
    assert said.text == "Three workouts, well done."


async def test_an_answer_in_a_schema_is_read(new_models: NewModels, ask_of: AskOf, server: ModelServer) -> None:
    server.double.behave("echo", [Rule(answer={"agent": "planner", "tasks": ["a plan"]})])
    said = await new_models().ask(ask_of(role="router", schema=Route))
    assert said.parsed == Route(agent="planner", tasks=["a plan"])
    form = server.double.requests[-1]["response_format"]["json_schema"]
    assert form["strict"] is True
    assert form["schema"]["required"] == ["agent", "tasks"]
    assert form["schema"]["additionalProperties"] is False


@pytest.mark.parametrize("text", ["I would ask the planner.", "{}", "[]", '{"agent": 7}', '{"agent": "planner"'])
async def test_an_answer_that_does_not_fit_says_why(new_models: NewModels, ask_of: AskOf, server: ModelServer, text: str) -> None:
    server.double.behave("echo", [Rule(text=text)])
    said = await new_models().ask(ask_of(role="router", schema=Route))
    assert said.parsed is None
    assert said.problem
    assert said.text == text


async def test_words_around_the_json_are_forgiven(new_models: NewModels, ask_of: AskOf, server: ModelServer) -> None:
    server.double.behave("echo", [Rule(text='Sure!\n```json\n{"agent": "injury"}\n```')])
    said = await new_models().ask(ask_of(role="router", schema=Route))
    assert said.parsed == Route(agent="injury")


async def test_an_answer_that_ran_out_of_room_is_known_to_be_cut(new_models: NewModels, ask_of: AskOf, server: ModelServer) -> None:
    server.double.fail(Faults(mode="length"))
    said = await new_models().ask(ask_of("One two three four five six"))
    assert said.is_cut


async def test_each_role_asks_its_own_model(new_models: NewModels, ask_of: AskOf, server: ModelServer) -> None:
    models = new_models(
        router="gpt-5-nano",
        composer="gpt-4.1-mini",
        agents={"planner": "openai:gpt-5"},
        options={"composer": {"temperature": 0.2, "max_tokens": 77}},
    )
    for wishes in ({"role": "router"}, {"agent": "planner"}, {"agent": "injury"}, {"role": "composer"}):
        await models.ask(ask_of(**wishes))
    asked = [(one["model"], one["temperature"], one["max_tokens"]) for one in server.double.requests]
    assert asked == [("gpt-5-nano", None, 1000), ("gpt-5", None, 2000), ("gpt-5-mini", None, 2000), ("gpt-4.1-mini", 0.2, 77)]
