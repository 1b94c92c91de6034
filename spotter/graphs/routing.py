"""Who takes what was left over: rules first, then the agent of the last turn, and only then one small question to a model."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from pydantic import BaseModel, Field

from spotter.agents import AGENTS
from spotter.errors import ModelAway
from spotter.graphs.briefing import brief, threads_for
from spotter.graphs.state import Scope
from spotter.graphs.steps import Update
from spotter.graphs.thought import Account, Task, ThinkingState
from spotter.language.body_parts import find_region
from spotter.language.classifier import classify
from spotter.language.domain import is_of_field
from spotter.language.sentences import sentences
from spotter.language.understanding import AgentName, Residue
from spotter.llm.asking import Ask
from spotter.store.queries.runs import start_run

MAX_TASKS = 3
SURE = 0.5  # of the classifier: from here on it was right in 9 of 10 real sentences (n = 68), and its agent is taken without asking
NO_RUNS = "no model: the day's budget of agent runs is used up"
FEW_WORDS = 7  # what is shorter than this and not sure follows on what was talked of before


class RoutedTask(BaseModel):
    agent: AgentName
    task: str = Field(min_length=1, max_length=500)


class _Given(NamedTuple):
    """What one agent is given: its task, and the person's own words for it."""

    agent: AgentName
    task: str
    clauses: tuple[str, ...]


class Route(BaseModel):
    """The answer of the router."""

    tasks: list[RoutedTask] = Field(min_length=1, max_length=MAX_TASKS)


async def route(state: ThinkingState, scope: Scope) -> tuple[Update, str]:
    """Give every clause that is left over to an agent, at most three; each gets its own briefing."""
    briefing = await brief(scope, state["text"])
    residue = _joined(state["residue"])
    given, router, how = _by_rule(residue, briefing.last_agent), Account(), "by rule"
    if not given:
        given, router, how = await _by_model(scope, state["text"], residue)
    async with scope.ctx.store.write_once(scope.ctx.user_id) as uow:
        tasks = []
        for agent, task, clauses in given:
            prompt = scope.the_mind.prompts[agent].id
            run_id = await start_run(uow, turn_id=scope.ctx.turn_id, agent=agent, task=task, prompt=prompt)
            tasks.append(Task(run_id, agent, task, prompt, clauses))
    for one in tasks:
        scope.emit("agent.started", {"agent": one.agent, "task": one.task})
    threads = threads_for(tasks, scope, briefing, state["receipts"])
    ledger = {one.agent: Account(decisions=(f"chosen {how}",)) for one in tasks}
    said = {one.agent: "" for one in tasks[max(briefing.runs_left, 0) :]}  # the first ones run, the others are answered from the log
    ledger |= {agent: ledger[agent].after((), [NO_RUNS]) for agent in said}
    update: Update = {"tasks": tasks, "threads": threads, "ledger": ledger, "router": router, "facts": briefing.facts, "said": said}
    return update, f"{how}: {', '.join(one.agent for one in tasks)}"


def _joined(residue: Sequence[Residue]) -> list[Residue]:
    """What is left over, a question that names nothing of the field put to what stands before it."""
    found: list[Residue] = []
    for one in residue:
        if found and one.confidence < SURE and not is_of_field(one.clause) and not find_region(one.clause):
            found[-1] = replace(found[-1], clause=f"{found[-1].clause}. {one.clause}")
        else:
            found.append(one)
    return found


def _by_rule(residue: Sequence[Residue], last_agent: AgentName | None) -> list[_Given]:
    """The agents that the clauses clearly belong to, in the order of the text; nothing where one is unclear."""
    found: dict[AgentName, list[str]] = {}
    for one in (piece for whole in residue for piece in _pieces(whole)):
        follows_on = last_agent is not None and len(one.clause.split()) < FEW_WORDS
        agent = one.agent if one.confidence >= SURE else last_agent if follows_on else None
        if agent is None:
            return []
        found.setdefault(agent, []).append(one.clause)
    return _given(found) if len(found) <= MAX_TASKS else []


def _given(found: Mapping[AgentName, Sequence[str]]) -> list[_Given]:
    return [_Given(agent, ". ".join(clauses), tuple(clauses)) for agent, clauses in found.items()]


def _pieces(residue: Residue) -> list[Residue]:
    """The sentences of a clause where each clearly belongs to somebody and not all to the same; else the clause as it is.

    A sentence that names nothing of the field ("What would you look at first?") belongs to the one before it.
    """
    pieces: list[Residue] = []
    for sentence in map(str.strip, sentences(residue.clause)):
        if pieces and not is_of_field(sentence) and not find_region(sentence):
            pieces[-1] = replace(pieces[-1], clause=f"{pieces[-1].clause} {sentence}")
            continue
        agent, confidence = classify(sentence)
        if agent is None or confidence < SURE:
            return [residue]
        pieces.append(Residue(sentence, agent, confidence))
    return pieces if len({one.agent for one in pieces}) > 1 else [residue]


async def _by_model(scope: Scope, text: str, residue: Sequence[Residue]) -> tuple[list[_Given], Account, str]:
    """Ask the router; an answer that is not in its form is repaired once, then the best guess of the classifier stands."""
    account = Account()
    default = _given(_by_agent(residue))[:MAX_TASKS]
    mind = scope.the_mind
    if not mind.models.has("router"):
        return default, account, "by best guess"
    agents = "\n".join(f"- {agent.name}: {agent.handles}" for agent in AGENTS)
    messages: list[BaseMessage] = [
        SystemMessage(mind.prompts["router"].filled(agents=agents)),
        HumanMessage(f"{text}\n\nLeft to be answered: " + " | ".join(one.clause for one in residue)),
    ]
    for _attempt in range(2):
        ask = Ask(
            role="router",
            user_id=scope.ctx.user_id,
            turn_id=scope.ctx.turn_id,
            messages=messages,
            schema=Route,
            deadline=scope.deadline,
        )
        try:
            said = await mind.models.ask(ask)
        except ModelAway as away:
            return default, account.after((), [f"no router: {away.text}"]), "by best guess"
        account = account.after([said], [])
        if isinstance(said.parsed, Route):
            return _own_words(said.parsed.tasks, residue), account, f"by {mind.prompts['router'].id}"
        messages = [*messages, HumanMessage(mind.prompts["mend"].filled(problem=said.problem or "no JSON"))]
    return default, account, "by best guess, the router answered in no form"


def _by_agent(residue: Iterable[Residue]) -> dict[AgentName, list[str]]:
    found: dict[AgentName, list[str]] = {}
    for one in residue:
        found.setdefault(one.agent, []).append(one.clause)
    return found


def _own_words(tasks: Sequence[RoutedTask], residue: Sequence[Residue]) -> list[_Given]:
    """The router's tasks, one an agent, each with the person's own words for it: all of them where one agent has it all.

    Words that cannot be told apart are left out for the router's: nobody answers what another agent was given.
    """
    wanted: dict[AgentName, str] = {}
    for one in tasks:
        wanted.setdefault(one.agent, one.task)
    if len(wanted) == 1:
        return [_Given(agent, task, tuple(one.clause for one in residue)) for agent, task in wanted.items()]
    own = _by_agent(piece for whole in residue for piece in _pieces(whole))
    is_clear = set(own) == set(wanted)
    return [_Given(agent, task, tuple(own[agent]) if is_clear else (task,)) for agent, task in wanted.items()]


def deadline_in(seconds: float) -> float:
    """The event loop's time in so many seconds."""
    return asyncio.get_running_loop().time() + seconds
