"""The account: asking for its deletion, and staying after all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from spotter.errors import ToolError
from spotter.store.queries.ledger import changes_of, recent_writes, reverse
from spotter.store.queries.people import user_of
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.spec import Args, Result, tool

TIME_TO_THINK = timedelta(hours=24)


class DeleteAccountArgs(Args):
    pass


class AccountLeaving(Result):
    """`at` is the moment, in the person's own zone, from which everything is deleted."""

    at: datetime


async def _ask(args: DeleteAccountArgs, ctx: CoachContext, uow: UnitOfWork) -> dict[str, Any] | None:
    return {"hours": int(TIME_TO_THINK.total_seconds() // 3600)}


@tool(agent=None, kind="write", confirm=_ask)
async def delete_account(args: DeleteAccountArgs, ctx: CoachContext, uow: UnitOfWork) -> AccountLeaving:
    """Delete the person and everything that is theirs, a day after they confirmed it; until then undo takes it back."""
    user = await user_of(uow.session, uow.user_id)
    at = min(uow.now + TIME_TO_THINK, user.expires_at or datetime.max.replace(tzinfo=UTC))
    await uow.change(user, expires_at=at)
    return AccountLeaving(at=at.astimezone(ctx.zone))


class KeepAccountArgs(Args):
    pass


class AccountKept(Result):
    kept: bool


@tool(agent=None, kind="write")
async def keep_account(args: KeepAccountArgs, ctx: CoachContext, uow: UnitOfWork) -> AccountKept:
    """Stay after all: take back the deletion of the account that the person asked for."""
    calls = await recent_writes(uow, tools=("delete_account",), limit=1)
    if not calls:
        raise ToolError(ctx.style.phrase("account.nothing_to_keep"))
    await reverse(uow, await changes_of(uow, calls[0].turn_id, calls[0].call_id))
    return AccountKept(kept=True)


TOOLS = (delete_account, keep_account)
