"""The turn that thinks: route, then think and act until everybody has spoken, then join. The steps between are kept until the turn is done.

A process that dies in the middle leaves them behind: whoever takes the turn goes on from the last one, with the same calls and ids.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any, cast

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from spotter.graphs.acting import left_over
from spotter.graphs.checkpoint import TurnSteps, thread_of
from spotter.graphs.composing import joined
from spotter.graphs.joining import join
from spotter.graphs.routing import deadline_in, route
from spotter.graphs.state import CoachState, RunMade, Scope, TurnResult
from spotter.graphs.steps import Update, timed
from spotter.graphs.thinking import MAX_CALLS, MAX_STEPS, think
from spotter.graphs.thought import Account, Task, ThinkingState, is_said
from spotter.graphs.using import use_tools
from spotter.messages import Usage
from spotter.store.queries.runs import RunEnd

ThinkingGraph = CompiledStateGraph[ThinkingState, Scope, ThinkingState, ThinkingState]


@cache
def thinking_graph(steps: TurnSteps) -> ThinkingGraph:
    """The graph, compiled once for the house."""
    builder: StateGraph[ThinkingState, Scope, ThinkingState, ThinkingState] = StateGraph(ThinkingState, context_schema=Scope)
    nodes: tuple[Any, ...] = (think, use_tools)
    for node in nodes:
        builder.add_node(node.__name__, node)
    builder.add_edge(START, "think")
    builder.add_conditional_edges("think", _after, ["use_tools", "think", END])
    builder.add_conditional_edges("use_tools", _after, ["think", END])
    return builder.compile(checkpointer=steps)


async def _after(state: ThinkingState) -> str:
    """Where the state leads. A coroutine, because LangGraph sends what is none to a thread."""
    if state.get("wishes"):
        return "use_tools"
    return END if is_said(state) else "think"


async def ponder(local: CoachState, scope: Scope) -> TurnResult:
    """Think about what the local steps left over, until the deadline of the house."""
    scope = replace(scope, deadline=deadline_in(scope.the_mind.turn_s))
    scope.voice.open(joined(local["parts"], scope))
    thought = await _thought(local, scope)
    thought = _with(thought, await timed(join, thought, scope))
    parts = [*local["parts"], *thought["parts"]]
    text = joined(parts, scope)
    scope.voice.close(text)
    actions = [*local["actions"], *thought["actions"]]
    named = [*(one.agent for one in local["actions"]), *(task.agent for task in thought["tasks"]), *(one.agent for one in actions)]
    return TurnResult(
        text=text,
        agents=list(dict.fromkeys(agent for agent in named if agent)),
        actions=actions,
        cards=[card for part in parts for card in part.cards],
        asked=thought["asked"],
        path=thought["path"],
        safety=thought["safety"],
        settled=local["settled"],
        chat=local["meaning"].chat,
        steps=[*local["steps"], *thought["steps"]],
        runs=tuple(RunMade(task.run_id, _end(task, thought)) for task in thought["tasks"]),
        usage=_usage(thought),
    )


async def _thought(local: CoachState, scope: Scope) -> ThinkingState:
    """Route, then think and act until everybody has spoken: from the start, or from where an earlier attempt of this turn left it.

    Only what must not be lost is kept between steps: an earlier attempt that died before its first thought is routed again.
    """
    graph = thinking_graph(scope.the_mind.steps)
    thread = thread_of(scope.ctx.lease)
    left: Any = await graph.aget_state(thread) if scope.ctx.lease.attempt > 1 else None
    start: ThinkingState | None = None
    if left is None or "tasks" not in left.values:
        start = _start(local, scope)
        start = _with(start, await timed(route, start, scope))
        if is_said(start):
            return start
    return cast(ThinkingState, await graph.ainvoke(start, thread, context=scope, durability="sync"))


def _with(state: ThinkingState, update: Update) -> ThinkingState:
    """The state after a step that stands outside of the graph."""
    added: Any = {name: [*state[name], *update.get(name, ())] for name in ("actions", "parts", "steps")}
    return cast(ThinkingState, {**state, **update, **added})


def _start(local: CoachState, scope: Scope) -> ThinkingState:
    return {
        "text": local["text"],
        "residue": left_over(local, scope),
        "receipts": tuple(part.text for part in local["parts"] if part.text),
        "done": local["actions"],
        "safety": local["safety"],
        "tasks": [],
        "threads": {},
        "wishes": [],
        "said": {},
        "ledger": {},
        "router": Account(),
        "composer": Account(),
        "actions": [],
        "parts": [],
        "steps": [],
        "asked": local["asked"],
        "steps_left": MAX_STEPS,
        "calls_left": MAX_CALLS,
    }


def _end(task: Task, thought: ThinkingState) -> RunEnd:
    account = thought["ledger"][task.agent]
    return RunEnd(
        status="done" if thought["said"][task.agent] else "local",
        model=account.model,
        steps=account.steps,
        input_tokens=account.input_tokens,
        output_tokens=account.output_tokens,
        cost_usd=account.cost_usd,
        decisions=list(account.decisions),
        calls=list(account.calls),
    )


def _usage(thought: ThinkingState) -> Usage:
    accounts = [thought["router"], thought["composer"], *thought["ledger"].values()]
    return Usage(
        model_calls=sum(one.steps for one in accounts),
        input_tokens=sum(one.input_tokens for one in accounts),
        output_tokens=sum(one.output_tokens for one in accounts),
        cost_usd=float(sum(one.cost_usd for one in accounts)),
    )
