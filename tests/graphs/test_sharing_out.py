"""What is left over is shared out: each agent its own words, the runs of the day to the first ones, and a true end for every run."""

from __future__ import annotations

from typing import Any

from spotter.llm.scripted import Rule
from spotter.store.queries.runs import Sought, executions, runs_since
from tests.graphs.conftest import Think, Thinker

FOOD = "what healthy dinner could i cook that keeps me full?"
DRIVE = "i feel so unmotivated after a bad week, how do i keep going?"
PLAIN = "am i on the right way with what i have been doing these days, shoulder and all"


async def runs_of(thinker: Thinker, turn: dict[str, Any]) -> dict[str, str]:
    async with thinker.house.store.read(thinker.person.user_id) as uow:
        return {run.agent: run.status for run in await executions(uow, Sought(turn_id=turn["turn_id"]))}


async def test_the_runs_that_are_left_go_to_the_first_and_the_rest_is_answered_from_the_log(think: Think) -> None:
    thinker = await think(Rule(agent="nutrition", say="Eat something with rice."), runs=1)
    turn = await thinker.person.say(f"{FOOD} {DRIVE}")
    assert "rice" in turn["reply"]
    assert "until tomorrow" in turn["reply"]
    assert await runs_of(thinker, turn) == {"nutrition": "done", "motivation": "local"}


async def test_what_runs_are_not_enough_for_is_said_in_french_too(think: Think) -> None:
    thinker = await think(Rule(say="Essaie du riz."), runs=0, locale="fr")
    turn = await thinker.person.say("pourquoi mes muscles tremblent")
    assert "jusqu'à demain" in turn["reply"]
    assert "ne répond pas pour le moment" not in turn["reply"]


async def test_an_agent_of_a_divided_sentence_is_answered_for_with_its_own_words(think: Think) -> None:
    thinker = await think(
        Rule(agent="nutrition", say="You lifted 412 kg."),
        Rule(agent="motivation", say="One small workout is enough."),
    )
    turn = await thinker.person.say(f"{FOOD} {DRIVE}")
    assert [action["tool"] for action in turn["actions"]] == ["suggest_meal"]
    assert "One small workout" in turn["reply"]


async def test_the_words_of_several_agents_that_nobody_can_tell_apart_are_left_to_the_router_s(think: Think) -> None:
    tasks = [{"agent": "progress", "task": "Judge the trend."}, {"agent": "injury", "task": "Look at the shoulder."}]
    thinker = await think(
        Rule(role="router", answer={"tasks": tasks}),
        Rule(agent="progress", say="It goes up."),
        Rule(agent="injury", say="You lifted 412 kg."),
    )
    turn = await thinker.person.say(PLAIN)
    assert "It goes up." in turn["reply"]
    assert [action["tool"] for action in turn["actions"]] == ["check_exercise"]


async def test_a_run_of_which_nothing_was_told_is_no_run_that_is_done(think: Think) -> None:
    thinker = await think(
        Rule(agent="nutrition", say="Eat something with rice."),
        Rule(agent="motivation", say="I have logged your weight for you."),
    )
    turn = await thinker.person.say(f"{FOOD} {DRIVE}")
    assert "logged" not in turn["reply"]
    assert await runs_of(thinker, turn) == {"nutrition": "done", "motivation": "local"}
    async with thinker.house.store.read(thinker.person.user_id) as uow:
        assert await runs_since(uow, uow.now.replace(hour=0)) == 2  # both asked a model


async def test_a_question_that_names_nothing_belongs_to_the_sentence_before_it(think: Think) -> None:
    thinker = await think(Rule(say="Rest a day more."))
    turn = await thinker.person.say("my deadlift has been going down for three weeks and i sleep badly. Would you change anything here?")
    assert len(await runs_of(thinker, turn)) == 1


async def test_a_question_of_another_field_goes_to_its_own_agent(think: Think) -> None:
    thinker = await think(Rule(say="Rest a day more."))
    turn = await thinker.person.say(f"my deadlift has been going down for three weeks, is that normal progress? {FOOD}")
    assert set(await runs_of(thinker, turn)) == {"progress", "nutrition"}
