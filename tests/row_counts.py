"""How many rows each table holds, so that a test can say what a message wrote and what it did not."""

from __future__ import annotations

from sqlalchemy import func, select

from spotter.api.deps import House
from spotter.store.tables import Base

# A message may leave these whatever it says: itself, and what it was answered with.
OF_EVERY_MESSAGE = {"turn", "inbound", "message", "event", "conversation", "tool_call", "pending_action", "recommendation"} | {
    *("agent_run", "model_call", "summary")
}
# What the coach's own clock writes beside all messages, at its own time: when it last looked at somebody, and what it means to say.
OF_THE_CLOCK = {"nudge", "nudge_look"}


async def row_counts(house: House) -> dict[str, int]:
    """Rows per table."""
    async with house.store.database.read() as session:
        return {name: await session.scalar(select(func.count()).select_from(table)) or 0 for name, table in Base.metadata.tables.items()}


def added(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    """What changed beyond what every message leaves: {table: rows more or less}."""
    return {
        name: after[name] - before[name] for name in after if after[name] != before[name] and name not in OF_EVERY_MESSAGE | OF_THE_CLOCK
    }
