"""Statements compiled once for all databases of a run. An engine keeps what it compiled, and each test has engines of its own."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.util import LRUCache

STATEMENTS_KEPT = 5000


class CompiledStatements(LRUCache[Any, Any]):
    """Found again by every engine of the same kind, where an engine's own cache asks for the very same engine."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_of_any_engine(key), default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(_of_any_engine(key), value)


def _of_any_engine(key: Any) -> Any:
    dialect, *statement = key
    return type(dialect), *statement


def compile_once() -> None:
    """From now on every engine takes its statements from one cache."""
    compiled = CompiledStatements(STATEMENTS_KEPT)

    @event.listens_for(Engine, "engine_connect")
    def connected(connection: Connection) -> None:
        connection.execution_options(compiled_cache=compiled)
