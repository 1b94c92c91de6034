"""Who takes what was left over: rules first, then the agent of the last turn, and only then one small question to a model."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from pydantic import BaseModel, Field

from spotter.agents import AGENTS
from spotter.errors import ModelAway
from spotter.graphs.briefing import brief, threads_for
from spotter.graphs.state import Scope
from spotter.graphs.steps import Update
from spotter.graphs.thought import Account, Task, ThinkingState
from spotter.language.classifier import classify
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


class Route(BaseModel):
    """The answer of the router."""

    tasks: list[RoutedTask] = Field(min_length=1, max_length=MAX_TASKS)


async def route(state: ThinkingState, scope: Scope) -> tuple[Update, str]:
    """Give every clause that is left over to an agent, at most three; each gets its own briefing."""
    briefing = await brief(scope, state["text"])
    residue = state["residue"]
    pairs, router, how = _by_rule(residue, briefing.last_agent), Account(), "by rule"
    if not pairs:
        pairs, router, how = await _by_model(scope, state["text"], residue)
    may_run = await scope.the_mind.models.runs_left(scope.ctx.user_id) >= len(pairs)
    async with scope.ctx.store.write(scope.ctx.user_id) as uow:
        tasks = []
        for agent, task in pairs:
            prompt = scope.the_mind.prompts[agent].id
            run_id = await start_run(uow, turn_id=scope.ctx.turn_id, agent=agent, task=task, prompt=prompt)
            clauses = tuple(one.clause for one in residue if one.agent == agent) or (task,)
            tasks.append(Task(run_id, agent, task, prompt, clauses))
    for one in tasks:
        scope.emit("agent.started", {"agent": one.agent, "task": one.task})
    threads = threads_for(tasks, scope, briefing, state["receipts"])
    ledger = {one.agent: Account(decisions=(f"chosen {how}",)) for one in tasks}
    said: dict[str, str] = {}
    if not may_run:
        said = {one.agent: "" for one in tasks}
        ledger = {agent: account.after(None, [NO_RUNS]) for agent, account in ledger.items()}
    update: Update = {"tasks": tasks, "threads": threads, "ledger": ledger, "router": router, "facts": briefing.facts, "said": said}
    return update, f"{how}: {', '.join(one.agent for one in tasks)}"


def _by_rule(residue: Sequence[Residue], last_agent: AgentName | None) -> list[tuple[AgentName, str]]:
    """The agents that the clauses clearly belong to, in the order of the text; nothing where one is unclear."""
    found: dict[AgentName, list[str]] = {}
    for one in (piece for whole in residue for piece in _pieces(whole)):
        follows_on = last_agent is not None and len(one.clause.split()) < FEW_WORDS
        agent = one.agent if one.confidence >= SURE else last_agent if follows_on else None
        if agent is None:
            return []
        found.setdefault(agent, []).append(one.clause)
    return [(agent, ". ".join(clauses)) for agent, clauses in found.items()] if len(found) <= MAX_TASKS else []


def _pieces(residue: Residue) -> list[Residue]:
    """The sentences of a clause where each clearly belongs to somebody and not all to the same; else the clause as it is."""
    pieces = []
    for sentence in sentences(residue.clause):
        agent, confidence = classify(sentence)
        if agent is None or confidence < SURE:
            return [residue]
        pieces.append(Residue(sentence.strip(), agent, confidence))
    return pieces if len({one.agent for one in pieces}) > 1 else [residue]


async def _by_model(scope: Scope, text: str, residue: Sequence[Residue]) -> tuple[list[tuple[AgentName, str]], Account, str]:
    """Ask the router; an answer that is not in its form is repaired once, then the best guess of the classifier stands."""
    account = Account()
    default = list(dict.fromkeys((one.agent, one.clause) for one in residue))[:MAX_TASKS]
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
            return default, account.after(None, [f"no router: {away.text}"]), "by best guess"
        account = account.after(said, [])
        if isinstance(said.parsed, Route):
            wanted = {one.agent: one.task for one in reversed(said.parsed.tasks)}
            return list(reversed(wanted.items())), account, f"by {mind.prompts['router'].id}"
        messages = [*messages, HumanMessage(mind.prompts["mend"].filled(problem=said.problem or "no JSON"))]
    return default, account, "by best guess, the router answered in no form"


def deadline_in(seconds: float) -> float:
    """The event loop's time in so many seconds."""
    return asyncio.get_running_loop().time() + seconds
