"""A chat turn as a LangGraph: screen, settle, understand, act, answer, compose.

The graph is flat and has no tool of its own: tools run through the executor, which keeps each write to one transaction. Local turns need no
checkpoint, because running them again gives the same calls with the same ids.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime

from spotter.graphs.acting import act, answer, left_over
from spotter.graphs.composing import compose
from spotter.graphs.reading import screen, settle, understand_text
from spotter.graphs.state import CoachState, Scope, TurnResult

CoachGraph = CompiledStateGraph[CoachState, Scope, CoachState, CoachState]


@cache
def coach_graph() -> CoachGraph:
    """The graph, compiled once at first use."""
    builder: StateGraph[CoachState, Scope, CoachState, CoachState] = StateGraph(CoachState, context_schema=Scope)
    steps: tuple[Any, ...] = (screen, settle, understand_text, act, answer, compose)
    names = [step.__name__ for step in steps]
    for name, step in zip(names, steps, strict=True):
        builder.add_node(name, step)
    builder.add_edge(START, names[0])
    for before, after in pairwise(names):
        if before == "act":
            builder.add_conditional_edges("act", _after_act, ["answer", END])
        else:
            builder.add_edge(before, after)
    builder.add_edge(names[-1], END)
    return builder.compile()


async def _after_act(state: CoachState, runtime: Runtime[Scope]) -> str:
    """Where something is left over and a mind is there, the local coach is done here. LangGraph sends what is no coroutine to a thread."""
    return END if _thinks(state, runtime.context) else "answer"


def _thinks(state: CoachState, scope: Scope) -> bool:
    return scope.mind is not None and bool(left_over(state, scope))


async def run_turn(text: str, scope: Scope) -> TurnResult:
    """Run one turn to its end. Writes are committed on the way; the reply is not stored here."""
    start: CoachState = {"text": text, "actions": [], "parts": [], "steps": [], "asked": None, "agents": [], "settled": "none"}
    end: Any = await coach_graph().ainvoke(start, context=scope)
    if _thinks(end, scope):
        from spotter.graphs.pondering import ponder  # a coach without a model never loads what this needs

        return await ponder(end, scope)
    return TurnResult(
        text=end["text"],
        agents=end["agents"],
        actions=end["actions"],
        cards=[card for part in end["parts"] for card in part.cards],
        asked=end["asked"],
        path=end["path"],
        safety=end["safety"],
        settled=end["settled"],
        chat=end["meaning"].chat if "meaning" in end else None,
        steps=end["steps"],
    )
