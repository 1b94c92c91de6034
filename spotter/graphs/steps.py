"""Times a node of the graph and keeps what it decided, for `spotter trace`."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar, get_type_hints

from langgraph.runtime import Runtime

from spotter.graphs.state import Scope, Step

Update = dict[str, Any]
State = TypeVar("State", bound=Mapping[str, Any])


Node = Callable[[State, Scope], Awaitable[tuple[Update, str]]]


async def timed(node: Node[State], state: State, scope: Scope) -> Update:
    """Run `(state, scope) -> (update, note)` and add to the update how long it took and what it decided."""
    began = perf_counter()
    update, note = await node(state, scope)
    ms = round((perf_counter() - began) * 1000, 2)
    return {**update, "steps": [Step(node.__name__, _file_of(node), ms, note)]}


@cache
def _file_of(node: Callable[..., Any]) -> str:
    return "/".join(Path(inspect.getfile(node)).parts[-3:])


def step(node: Node[State]) -> Callable[[State, Runtime[Scope]], Awaitable[Update]]:
    """Make a graph node of such a function."""

    async def run(state: State, runtime: Runtime[Scope]) -> Update:
        return await timed(node, state, runtime.context)

    # LangGraph reads the node's parameters from its annotations.
    run.__annotations__ = {"state": get_type_hints(node)["state"], "runtime": Runtime[Scope], "return": Update}
    run.__name__, run.__doc__ = node.__name__, node.__doc__
    return run
