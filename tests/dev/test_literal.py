"""The literal double does what the rule lines of its prompt say, so that an edited prompt changes what it does."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_openai import ChatOpenAI
from pydantic import BaseModel

from spotter.dev.model.rule_lines import is_readable
from spotter.dev.serving import ModelServer
from spotter.tools.registry import tools
from spotter.tools.schema import function_of

TOOLS = [function_of(tools()[name]) for name in ("show_progress", "weekly_summary", "show_records")]
SUMMARY = "You trained on 2 days. Your bench is at 92.5 kg. You ate 2100 calories a day."


class RoutedTask(BaseModel):
    agent: Literal["planner", "progress", "injury"]
    task: str


class Route(BaseModel):
    tasks: list[RoutedTask]


@pytest.fixture
def client(server: ModelServer, client: ChatOpenAI) -> ChatOpenAI:
    server.double.behave("literal")
    return client


def prompt(*rules: str) -> SystemMessage:
    return SystemMessage("You are a coach.\n" + "\n".join(f"- [R{number}] {rule}" for number, rule in enumerate(rules, start=1)))


async def said(client: ChatOpenAI, *rules: str, text: str = "how was last week") -> str:
    """What the model says of the summary of a week under these rules."""
    call = {"name": "weekly_summary", "args": {}, "id": "call_1", "type": "tool_call"}
    messages: list[BaseMessage] = [
        prompt(*rules),
        HumanMessage(text),
        AIMessage("", tool_calls=[call]),
        ToolMessage(SUMMARY, tool_call_id="call_1"),
    ]
    return str((await client.ainvoke(messages)).content)


async def called(client: ChatOpenAI, *rules: str, text: str = "how was last week") -> list[str]:
    answer = await client.bind_tools(TOOLS).ainvoke([prompt(*rules), HumanMessage(text)])
    return [call["name"] for call in answer.tool_calls]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("Be nice.", "You trained on 2 days. Your bench is at 92.5 kg."),
        ("Answer in one sentence.", "You trained on 2 days."),
        (
            "Answer in one or 1 short sentences, in plain words. Be kind. End with a question.",
            "You trained on 2 days. What would you like to do next?",
        ),
        ("Answer in at most 4 words.", "You trained on 2"),
        ("Use no figures.", ""),
        ("Never mention bench or calories.", "You trained on 2 days."),
        ("Start with “Right.”", "Right. You trained on 2 days. Your bench is at 92.5 kg."),
        ('End with "Sleep well."', "You trained on 2 days. Your bench is at 92.5 kg. Sleep well."),
        ("End with a question.", "You trained on 2 days. Your bench is at 92.5 kg. What would you like to do next?"),
        ('Always mention "Listen to your body."', "You trained on 2 days. Your bench is at 92.5 kg. Listen to your body."),
        ("Answer in bullet points.", "- You trained on 2 days.\n- Your bench is at 92.5 kg."),
        ('When the person asks about week, say "A week it is."', "A week it is. You trained on 2 days. Your bench is at 92.5 kg."),
    ],
)
async def test_a_rule_changes_the_reply(client: ChatOpenAI, rule: str, expected: str) -> None:
    assert await said(client, rule) == expected


async def test_rules_work_together(client: ChatOpenAI) -> None:
    told = await said(client, "Answer in one sentence.", "Never mention bench.", "End with a question.", "Answer in French.")
    assert told == "You trained on 2 days. Qu'est-ce que tu veux faire ensuite ?"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("Be quick.", ["weekly_summary"]),
        ("Call show_records first.", ["show_records", "weekly_summary"]),
        ("Never call weekly_summary.", []),
        ("Call no tools.", []),
        ("When the person mentions week, call show_progress.", ["show_progress", "weekly_summary"]),
        ("When the person mentions records, call show_records.", ["weekly_summary"]),
    ],
)
async def test_a_rule_changes_which_tools_are_called(client: ChatOpenAI, rule: str, expected: list[str]) -> None:
    assert await called(client, rule) == expected


async def test_at_most_so_many_tools_are_called(client: ChatOpenAI) -> None:
    rules = ("Call show_records first.", "Call at most one tool.")
    assert await called(client, *rules) == ["show_records"]


async def test_a_tool_that_was_called_first_is_not_called_again(client: ChatOpenAI) -> None:
    bound = client.bind_tools(TOOLS)
    messages: list[Any] = [prompt("Call show_records first."), HumanMessage("hello")]
    messages.append(await bound.ainvoke(messages))
    messages.append(ToolMessage("No records yet.", tool_call_id=messages[-1].tool_calls[0]["id"]))
    answer = await bound.ainvoke(messages)
    assert answer.tool_calls == []
    assert answer.content == "No records yet."


async def test_a_rule_changes_who_answers(client: ChatOpenAI) -> None:
    structured = client.with_structured_output(Route, method="json_schema")
    for rules, agent in ((("Be fair.",), "progress"), (("Send week to the injury agent.",), "injury")):
        route = await structured.ainvoke([prompt(*rules), HumanMessage("how was last week")])
        assert isinstance(route, Route)
        assert route.tasks[0].agent == agent


@pytest.mark.parametrize(
    ("rule", "readable"),
    [
        ("Answer in two sentences.", True),
        ("Do not call show_records", True),
        ("At most six short sentences and one question.", True),
        ("Be wise.", False),
    ],
)
def test_a_rule_it_cannot_read_is_known(rule: str, readable: bool) -> None:
    assert is_readable(rule) is readable
