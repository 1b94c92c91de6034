"""How the engines find what a query asks for."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from spotter.store.engine import Database

Look = Callable[[AsyncSession], Awaitable[Any]]
EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN "}
WHOLE_TABLE = re.compile(r"Seq Scan on (?P<postgres>\w+)|^SCAN (?P<sqlite>\w+)", re.MULTILINE)


async def plans_of(database: Database, look: Look) -> str:
    """The engine's plans for what a look asks, with what it asked with."""
    plans: list[str] = []

    def explain(connection: Any, _cursor: Any, statement: str, given: Any, _context: Any, many: Any) -> None:
        if "WHERE" in statement and not many and not statement.startswith("EXPLAIN"):
            told = connection.exec_driver_sql(EXPLAIN[connection.dialect.name] + statement, given).all()
            plans.append("\n".join(str(row[-1]) for row in told))

    event.listen(database.engine.sync_engine, "before_cursor_execute", explain)
    try:
        async with database.write() as session:
            await look(session)
    finally:
        event.remove(database.engine.sync_engine, "before_cursor_execute", explain)
    return "\n".join(plans)


def whole_tables(plans: str) -> set[str]:
    """The tables that are read from their first row to their last, be it in the order of an index."""
    return {found["postgres"] or found["sqlite"] for found in WHOLE_TABLE.finditer(plans)}
