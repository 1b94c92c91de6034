"""Taking back: undo."""

from __future__ import annotations

from pydantic import Field

from spotter.errors import ToolError
from spotter.store.queries.ledger import changes_of, newer_change, recent_writes, reverse
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.spec import Args, Result, tool


class UndoArgs(Args):
    steps: int = Field(default=1, ge=1, le=20)


class Undone(Result):
    """`tools` are the calls that were taken back, newest first; empty when there was nothing."""

    tools: list[str]
    rows: int


@tool(agent=None, kind="write")
async def undo(args: UndoArgs, ctx: CoachContext, uow: UnitOfWork) -> Undone:
    """Take back the person's last writes, newest first. Refused when something newer depends on them."""
    taken, rows = [], 0
    for call in await recent_writes(uow, limit=args.steps):
        changes = await changes_of(uow, call.turn_id, call.call_id)
        blocker = await newer_change(uow, changes)
        if blocker is not None:
            raise ToolError("Something newer builds on that. Undo or delete the newer entry first.")
        await reverse(uow, changes)
        taken.append(call.tool)
        rows += len(changes)
    return Undone(tools=taken, rows=rows)


TOOLS = (undo,)
