"""What is left over goes to a model: the right agent, its tools, checked sentences, and the local coach where nobody answers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from spotter.errors import ModelAway, OverBudget
from spotter.llm.asking import WantedCall
from spotter.llm.scripted import Rule
from spotter.store.queries.runs import Sought, executions
from tests.graphs.conftest import Think, Thinker, steps_kept

FREE = "do you think my bench press progress this month is any good?"


async def _steps_of_runs(thinker: Thinker, turn: dict[str, Any]) -> list[int]:
    async with thinker.house.store.read(thinker.person.user_id) as uow:
        return [run.steps for run in await executions(uow, Sought(turn_id=turn["turn_id"]))]


async def test_a_free_question_is_answered_by_the_model_from_what_a_tool_returned(think: Think) -> None:
    wanted = WantedCall("show_progress", {"exercise": {"name": "bench press"}, "period": "month"})
    thinker = await think(
        Rule(calls=[wanted], when="this month", times=1),
        Rule(say="You pressed 80 kg for 5 reps today. Keep that pace."),
    )
    await thinker.person.say("bench 3x5 80kg")
    turn = await thinker.person.say(FREE)
    assert turn["path"] == "model"
    assert "80 kg" in turn["reply"]
    assert [action["tool"] for action in turn["actions"]] == ["show_progress"]
    assert turn["usage"]["model_calls"] == 2


async def test_a_figure_that_no_tool_returned_is_not_told(think: Think) -> None:
    thinker = await think(Rule(say="Your press looks steady. You added 37.5 kg since May! Sleep well."))
    turn = await thinker.person.say(FREE)
    assert "37.5" not in turn["reply"]
    assert "steady" in turn["reply"]
    assert "Sleep well" in turn["reply"]


async def test_an_answer_of_nothing_but_inventions_is_asked_for_once_more(think: Think) -> None:
    thinker = await think(Rule(say="You lifted 412 kg.", times=1), Rule(say="I have no lift of yours yet.", when="without them"))
    turn = await thinker.person.say(FREE)
    assert turn["reply"] == "I have no lift of yours yet."
    assert turn["usage"]["model_calls"] == 2  # the answer that was not told was paid for, too
    assert await _steps_of_runs(thinker, turn) == [2]


async def test_an_answer_that_was_not_told_is_counted_though_nobody_answers_again(think: Think) -> None:
    thinker = await think(Rule(say="You lifted 412 kg.", times=1), Rule(fail=ModelAway("the provider is down")))
    turn = await thinker.person.say(FREE)
    assert (turn["path"], turn["usage"]["model_calls"]) == ("rules", 1)
    assert await _steps_of_runs(thinker, turn) == [1]


async def test_several_intents_are_logged_first_and_then_answered_in_order(think: Think) -> None:
    thinker = await think(
        Rule(agent="nutrition", say="Eat something with rice."),
        Rule(agent="motivation", say="One small session is enough."),
    )
    asked = "what healthy dinner could i cook that keeps me full? and i feel so unmotivated after a bad week, how do i keep going"
    turn = await thinker.person.say(f"bench 3x5 80kg and {asked}")
    assert turn["actions"][0]["tool"] == "log_workout"
    places = [turn["reply"].find(words) for words in ("Bench Press", "rice", "small session")]
    assert -1 not in places
    assert places == sorted(places)


async def test_when_nobody_answers_the_local_coach_does(think: Think) -> None:
    thinker = await think(Rule(fail=ModelAway("the provider is down")))
    turn = await thinker.person.say(FREE)
    assert turn["path"] == "rules"
    assert turn["reply"]
    assert "provider" not in turn["reply"]


async def test_a_write_that_the_person_did_not_ask_for_is_not_done(think: Think) -> None:
    wanted = WantedCall("log_metric", {"metric": "weight", "value": 60, "unit": "kg"})
    thinker = await think(Rule(calls=[wanted], times=1, agent="progress"), Rule(say="All noted."))
    turn = await thinker.person.say(FREE)
    assert [action for action in turn["actions"] if action["kind"] == "write"] == []


async def test_a_workout_told_in_words_of_its_own_is_logged_by_the_model_with_plain_names(think: Think) -> None:
    wanted = WantedCall("log_workout", {"entries": [{"exercise": "bench press", "sets": [{"reps": 5, "load_kg": 41}]}]})
    thinker = await think(Rule(calls=[wanted], times=1, agent="progress"), Rule(say="Noted."))
    turn = await thinker.person.say(
        "would you write down how my bench press went today, a five with 41 kg on it, and how my squat went, a three with the same"
    )
    assert turn["path"] == "model"
    assert [action["tool"] for action in turn["actions"]] == ["log_workout"]
    assert "41 kg" in turn["reply"]


async def test_the_run_of_an_agent_is_kept_with_why_it_went_as_it_did(think: Think) -> None:
    thinker = await think(Rule(say="Steady work."))
    turn = await thinker.person.say(FREE)
    async with thinker.house.store.read(thinker.person.user_id) as uow:
        runs = await executions(uow, Sought(turn_id=turn["turn_id"]))
    assert [run.status for run in runs] == ["done"]
    assert runs[0].prompt.startswith(f"{runs[0].agent}@1:")
    assert runs[0].decisions


async def test_the_steps_of_a_turn_are_gone_when_it_is_done(think: Think) -> None:
    thinker = await think(Rule(say="Steady work."))
    for _turn in range(3):
        await thinker.person.say(FREE)
    await thinker.house.runner.drain(5)
    assert await steps_kept(thinker.house) == []


@pytest.mark.parametrize("step", [0, 1, 2])
async def test_a_turn_that_died_before_its_step_was_kept_goes_on(think: Think, step: int) -> None:
    wanted = WantedCall("show_progress", {"period": "month"})
    thinker = await think(Rule(calls=[wanted], when="this month", times=1), Rule(say="Steady work."))
    assert thinker.house.runner.mind is not None
    saver = thinker.house.runner.mind.steps
    keep = saver.aput
    deaths: list[Any] = []

    async def die_once(config: Any, checkpoint: Any, metadata: Any, versions: Any) -> Any:
        if metadata["step"] == step and not deaths:
            deaths.append(metadata)
            raise RuntimeError("killed between the thought and the step")
        return await keep(config, checkpoint, metadata, versions)

    saver.aput = die_once  # type: ignore[method-assign, assignment]
    turn = await thinker.person.say(FREE)
    assert deaths
    assert (turn["path"], turn["reply"]) == ("model", "Steady work.")


async def test_runs_of_a_day_are_limited_and_the_person_is_told_once(think: Think) -> None:
    thinker = await think(Rule(say="Steady work."), runs=0)
    told = await thinker.person.say(FREE)
    again = await thinker.person.say(FREE)
    assert (told["path"], again["path"]) == ("rules", "rules")
    assert "until tomorrow" in told["reply"]
    assert "until tomorrow" not in again["reply"]
    assert "language model" not in told["reply"]  # one notice is enough


async def test_a_day_s_money_used_up_is_told_once(think: Think) -> None:
    thinker = await think(Rule(fail=OverBudget("This person's model budget for today is used up.")))
    told = await thinker.person.say(FREE)
    again = await thinker.person.say(FREE)
    assert "until tomorrow" in told["reply"]
    assert "until tomorrow" not in again["reply"]
    assert "in a while" not in told["reply"] + again["reply"]  # it answers tomorrow, not soon


async def test_the_words_of_one_agent_are_streamed_and_make_up_the_reply(think: Think) -> None:
    wanted = WantedCall("show_progress", {"exercise": "bench press", "period": "month"})
    thinker = await think(Rule(calls=[wanted], when="this month", times=1), Rule(say="Steady work. Keep going. Sleep well."))
    headers = {**thinker.person.headers, "Accept": "text/event-stream"}
    kinds, told = [], ""
    async with thinker.person.client.stream(
        "POST", "/api/v1/ai/chat", json={"message": f"bench 3x5 80kg. {FREE}"}, headers=headers
    ) as stream:
        async for line in stream.aiter_lines():
            if line.startswith("event: "):
                kinds.append(line.removeprefix("event: "))
            elif line.startswith("data: "):
                data = json.loads(line.removeprefix("data: "))
                told = "" if kinds[-1] == "turn.restarted" else told + data["text"] if kinds[-1] == "text.delta" else told
    assert kinds.index("text.delta") < kinds.index("agent.started")  # the receipt does not wait for anybody to think
    assert kinds.count("text.delta") > 2
    assert "turn.restarted" not in kinds
    assert told.strip() == data["reply"]


ENGLISH = "Your training looks steady. Keep the same days and go on with what you have."
FRENCH = "Ton entraînement est régulier. Garde les mêmes jours et continue avec ce que tu as."
ASKED = {"en": FREE, "fr": "tu penses que mes progrès au développé couché ce mois-ci sont bons ?"}


@pytest.mark.parametrize(("locale", "wrong", "right"), [("fr", ENGLISH, FRENCH), ("en", FRENCH, ENGLISH)])
async def test_an_answer_in_the_wrong_language_is_asked_for_once_more(think: Think, locale: str, wrong: str, right: str) -> None:
    thinker = await think(Rule(say=right, when="wrong language"), Rule(say=wrong), locale=locale)
    headers = {**thinker.person.headers, "Accept": "text/event-stream"}
    body = {"message": ASKED[locale]}
    async with thinker.person.client.stream("POST", "/api/v1/ai/chat", json=body, headers=headers) as stream:
        lines = [json.loads(line[5:]) async for line in stream.aiter_lines() if line.startswith("data:")]
    assert "".join(data["text"] for data in lines if set(data) == {"text"}).strip() == right  # nothing of the wrong one was told
    assert lines[-1]["reply"] == right
    assert lines[-1]["usage"]["model_calls"] == 2


async def test_a_model_that_sticks_to_its_language_is_taken_with_a_note(think: Think) -> None:
    thinker = await think(Rule(say=ENGLISH), locale="fr")
    turn = await thinker.person.say(ASKED["fr"])
    assert turn["reply"] == ENGLISH
    async with thinker.house.store.read(thinker.person.user_id) as uow:
        runs = await executions(uow, Sought(turn_id=turn["turn_id"]))
    assert "another language" in " ".join(runs[0].decisions)


async def test_who_asks_for_another_language_gets_it(think: Think) -> None:
    thinker = await think(Rule(say=ENGLISH, when="wrong language"), Rule(say=FRENCH))
    turn = await thinker.person.say(f"{FREE} tell me in french please")
    assert turn["reply"] == FRENCH
