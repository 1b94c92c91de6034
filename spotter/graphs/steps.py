"""Times a node of the graph and keeps what it decided, for `spotter trace`."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping
from functools import wraps
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar, get_type_hints

from langgraph.runtime import Runtime

from spotter.graphs.state import Scope, Step

Update = dict[str, Any]
State = TypeVar("State", bound=Mapping[str, Any])


def step(node: Callable[[State, Scope], Awaitable[tuple[Update, str]]]) -> Callable[[State, Runtime[Scope]], Awaitable[Update]]:
    """Make a graph node of a function `(state, scope) -> (update, note)`."""
    file = "/".join(Path(inspect.getfile(node)).parts[-3:])

    @wraps(node)
    async def timed(state: State, runtime: Runtime[Scope]) -> Update:
        began = perf_counter()
        update, note = await node(state, runtime.context)
        ms = round((perf_counter() - began) * 1000, 2)
        return {**update, "steps": [Step(node.__name__, file, ms, note)]}

    # LangGraph reads the node's parameters from its annotations, so the wrapped function's must not shine through.
    timed.__annotations__ = {"state": get_type_hints(node)["state"], "runtime": Runtime[Scope], "return": Update}
    del timed.__wrapped__
    return timed
