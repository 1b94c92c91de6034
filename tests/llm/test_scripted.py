"""The scripted double says what its script says, and nothing else."""

from __future__ import annotations

import pytest
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from pydantic import BaseModel

from spotter.errors import ModelAway
from spotter.llm.asking import Ask, LanguageModels, WantedCall
from spotter.llm.scripted import Rule, ScriptedModels


class Route(BaseModel):
    """Who is asked."""

    agent: str


def ask(said: str, *more: BaseMessage, **wishes: object) -> Ask:
    return Ask(**({"role": "specialist", "user_id": "u", "messages": [HumanMessage(said), *more]} | wishes))  # type: ignore[arg-type]


async def test_the_first_rule_that_fits_answers() -> None:
    models: LanguageModels = ScriptedModels(
        Rule(when="week", agent="progress", calls=[WantedCall("get_week", {})]),
        Rule(when="3 workouts", say="Three workouts."),
        Rule(say="Tell me more."),
    )
    first = await models.ask(ask("How was my week?", agent="progress"))
    assert first.calls == (WantedCall("get_week", {}),)
    result = [AIMessage("", tool_calls=[{"name": "get_week", "args": {}, "id": "1"}]), ToolMessage("3 workouts", tool_call_id="1")]
    assert (await models.ask(ask("How was my week?", *result, agent="progress"))).text == "Three workouts."
    assert (await models.ask(ask("How was my week?", agent="planner"))).text == "Tell me more."


async def test_text_streams_and_failures_come_as_often_as_the_script_says() -> None:
    models = ScriptedModels(Rule(fail=ModelAway("gone"), times=1), Rule(say="Back again."))
    with pytest.raises(ModelAway):
        await models.ask(ask("hello"))
    pieces: list[str] = []
    assert (await models.ask(ask("hello", on_text=pieces.append))).text == "".join(pieces) == "Back again."
    assert len(pieces) == 2
    assert len(models.asked) == 2


async def test_structured_answers_are_checked_like_real_ones() -> None:
    models = ScriptedModels(Rule(answer={"agent": "planner"}, times=1), Rule(answer={"agent": 7}))
    assert (await models.ask(ask("hello", role="router", schema=Route))).parsed == Route(agent="planner")
    again = await models.ask(ask("hello", role="router", schema=Route))
    assert again.parsed is None
    assert again.problem


async def test_a_hole_in_the_script_is_loud() -> None:
    with pytest.raises(LookupError):
        await ScriptedModels(Rule(when="squat", say="Deep.")).ask(ask("hello"))


def test_roles_can_be_missing() -> None:
    models = ScriptedModels(roles=("specialist",))
    assert models.is_on
    assert not models.has("router")
